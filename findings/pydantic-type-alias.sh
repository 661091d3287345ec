#!/bin/sh
# pydantic 2.14.3: `type Price = Annotated[int, Field(alias="price_in_cents")]` loses the alias that `Price: TypeAlias = ...` has.
#
# What `Field()` says of the field (alias, exclude, title and so on) is dropped behind a `type` statement, with a warning and no error: the model then
# wants another key of the same document. What it says of the type (`gt=0`) stays. ruff's UP040 and other linters ask for the statement.
# `TypeAliasType` is what the statement makes, and exists for Python before 3.12 too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pydantic==2.14.3
cd "$folder"
cat > sample.py <<'END'
import warnings
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError
from typing_extensions import TypeAliasType

Old = Annotated[int, Field(alias="price_in_cents", gt=0)]
New = TypeAliasType("New", Old)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")

    class OldItem(BaseModel):
        price: Old

    class NewItem(BaseModel):
        price: New


for model in OldItem, NewItem:
    for key in "price_in_cents", "price":
        try:
            print(model(**{key: 5}).price, end=" ")
        except ValidationError:
            print("-", end=" ")
print(caught[0].category.__name__)
END
found=$(venv/bin/python sample.py)
echo "$found"
[ "$found" = "5 - - 5 UnsupportedFieldAttributeWarning" ] || { echo "this has changed: it was 5 - - 5 and the warning"; exit 1; }
