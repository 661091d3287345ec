#!/bin/sh
# SQLAlchemy 2.1.9 and duckdb 2.0.1: with no rows, one call for all of them is not the loop: it inserts a row of defaults in the one and raises in the other.
#
# `for row in rows: conn.execute(insert(t), row)` does nothing for an empty list. `conn.execute(insert(t), rows)`, the form that SQLAlchemy's tutorial and linters
# advise for speed, then executes the statement without parameters: one row more, whose columns have their defaults, with a DeprecationWarning that Python does not
# show by itself outside of `__main__`. duckdb's `executemany(sql, [])` is an InvalidInputException. sqlite3's `executemany()` and peewee's `insert_many([])` do
# nothing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sqlalchemy==2.1.9 duckdb==2.0.1 peewee==4.5.3
cd "$folder"
cat > sample.py <<'END'
import sqlite3
import warnings

import duckdb
import peewee
import sqlalchemy as sa

warnings.simplefilter("ignore")
engine = sa.create_engine("sqlite://")
table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String, default="none"))
table.create(engine)
light = sqlite3.connect(":memory:")
duck = duckdb.connect()
for db in (light, duck):
    db.execute("create table t (name text)")


class Row(peewee.Model):
    name = peewee.CharField(default="none")

    class Meta:
        database = peewee.SqliteDatabase(":memory:")


Row.create_table()


def alchemy(rows):
    with engine.begin() as db:
        db.execute(sa.insert(table), rows)
        return db.execute(sa.select(table.c.name)).all()


def peewee_model(rows):
    Row.insert_many(rows).execute()
    return list(Row.select())


def dbapi(db):
    def insert(rows):
        db.executemany("insert into t values (?)", rows)
        return db.execute("from t select *" if db is duck else "select * from t").fetchall()

    return insert


for name, insert in (("SQLAlchemy", alchemy), ("duckdb", dbapi(duck)), ("sqlite3", dbapi(light)), ("peewee", peewee_model)):
    try:
        print(name, insert([]))
    except Exception as e:
        print(name, type(e).__name__)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="SQLAlchemy [('none',)]
duckdb InvalidInputException
sqlite3 []
peewee []"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
