#!/bin/sh
# SQLAlchemy 2.1.9: `row.tags = row.tags + ["b"]` is saved, and `row.tags += ["b"]` is not, without an error.
#
# A JSON or PickleType column sees an assignment, not a change of the object. `+=` and `|=` change the old list or dict and assign it again, so the new value
# is the old one, and the commit writes nothing; in the session the row looks right. So the shorter form that linters advise (pylint's
# consider-using-augmented-assign, ruff's PLR6104) loses data, also in SQLModel, whose classes are SQLAlchemy's. With `MutableList` and `MutableDict` both
# forms are saved (and in peewee 4.5.3, whose `save()` writes every field).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sqlalchemy==2.1.9
cd "$folder"
cat > sample.py <<'END'
from sqlalchemy import JSON, PickleType, create_engine
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
    json: Mapped[list] = mapped_column(JSON)
    pickle: Mapped[list] = mapped_column(PickleType)
    mutable: Mapped[list] = mapped_column(MutableList.as_mutable(JSON))
    json_dict: Mapped[dict] = mapped_column(JSON)
    mutable_dict: Mapped[dict] = mapped_column(MutableDict.as_mutable(JSON))


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
for name in ("json", "pickle", "mutable", "json_dict", "mutable_dict"):
    sizes = []
    for change in ("row.x = row.x | {'b': 1}", "row.x |= {'b': 1}") if "dict" in name else ("row.x = row.x + ['b']", "row.x += ['b']"):
        change = change.replace("x", name)
        with Session(engine) as session:
            session.add(row := Row(json=["a"], pickle=["a"], mutable=["a"], json_dict={"a": 1}, mutable_dict={"a": 1}))
            session.commit()
            exec(change)
            session.commit()
            sizes.append(len(getattr(session.get(Row, row.id, populate_existing=True), name)))
    print(name, *sizes)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="json 2 1
pickle 2 1
mutable 2 2
json_dict 2 1
mutable_dict 2 2"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
