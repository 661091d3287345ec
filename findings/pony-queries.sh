#!/bin/sh
# Pony ORM 0.7.20: `select(p for p in Person if (p.name or "none") == "none")` finds nobody, where `p.name if p.name else "none"` finds those without a name.
#
# Pony translates the byte code of the generator expression to SQL, in which `or` is a truth value and no choice. The shorter form (ruff's FURB110) selects
# other rows without an error. `startswith()` with a tuple (PIE810), `any()` for a loop, and `0 <= p.age <= 9` (pylint's chained-comparison) end in an
# error, though each is the same as its longer form in Python.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pony==0.7.20
cd "$folder"
cat > sample.py <<'END'
from pony.orm import Database, Optional, Required, count, db_session, select

db = Database("sqlite", ":memory:")


class Person(db.Entity):
    name = Optional(str)
    age = Required(int)


db.generate_mapping(create_tables=True)


def rows(make):
    try:
        return str(count(make()))
    except Exception:
        return "an error"


with db_session:
    Person(name="A", age=5)
    Person(name="", age=50)
    for long, short in (
        (
            lambda: select(p for p in Person if (p.name if p.name else "none") == "none"),
            lambda: select(p for p in Person if (p.name or "none") == "none"),
        ),
        (
            lambda: select(p for p in Person if p.name.startswith("A") or p.name.startswith("B")),
            lambda: select(p for p in Person if p.name.startswith(("A", "B"))),
        ),
        (
            lambda: select(p for p in Person if 0 <= p.age and p.age <= 9),
            lambda: select(p for p in Person if 0 <= p.age <= 9),
        ),
    ):
        print(rows(long), "/", rows(short))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="1 / 0
1 / an error
1 / an error"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
