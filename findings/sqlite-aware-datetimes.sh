#!/bin/sh
# Pony ORM 0.7.20 returns an aware datetime from SQLite as a string if its microseconds are 0, and Python's own sqlite3 raises ValueError for it.
#
# Other values lose their zone there and in SQLAlchemy 2.1.9. So `datetime.now(UTC)`, which linters and Python ask for in place of `utcnow()`, fails once in
# a million times, and in tests with a round time. peewee 4.5.3 returns the aware values: they cannot be compared with those of older rows, and `==` in
# a query does not find these. What is stored should be `datetime.now(UTC).replace(tzinfo=None)`, or in a column type that keeps the zone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check peewee==4.5.3 pony==0.7.20 sqlalchemy==2.1.9
cd "$folder"
cat > sample.py <<'END'
import sqlite3
import warnings
from datetime import datetime, timezone

import peewee
import sqlalchemy
from pony import orm

warnings.simplefilter("ignore", DeprecationWarning)
NAIVE = datetime(2026, 1, 2, 3, 4, 5, 678901)
AWARE = NAIVE.replace(tzinfo=timezone.utc)


def with_sqlite3(value):
    database = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
    database.execute("CREATE TABLE Row (at timestamp)")
    database.execute("INSERT INTO Row VALUES (?)", [value])
    return database.execute("SELECT at FROM Row").fetchone()[0]


def with_sqlalchemy(value):
    table = sqlalchemy.Table("row", sqlalchemy.MetaData(), sqlalchemy.Column("at", sqlalchemy.DateTime(timezone=True)))
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        table.create(connection)
        connection.execute(table.insert(), {"at": value})
        return connection.scalar(sqlalchemy.select(table.c.at))


def with_pony(value):
    database = orm.Database("sqlite", ":memory:")

    class Row(database.Entity):
        at = orm.Required(datetime)

    database.generate_mapping(create_tables=True)
    with orm.db_session:
        Row(at=value)
    with orm.db_session:
        return Row.select().first().at


def peewee_row(value):
    database = peewee.SqliteDatabase(":memory:")

    class Row(peewee.Model):
        at = peewee.DateTimeField()

    Row.bind(database)
    Row.create_table()
    Row.create(at=value)
    return Row


def with_peewee(value):
    return peewee_row(value).get().at


for store in with_sqlite3, with_sqlalchemy, with_pony, with_peewee:
    print(store.__name__[5:] + ":", end="")
    for value in NAIVE, AWARE, AWARE.replace(microsecond=0):
        try:
            back = store(value)
            print("", type(back).__name__ if isinstance(back, str) else "aware" if back.tzinfo else "naive", end="")
        except ValueError as error:
            print("", type(error).__name__, end="")
    print()
Row = peewee_row(NAIVE)
print("old rows:", Row.select().where(Row.at == NAIVE).count(), Row.select().where(Row.at == AWARE).count())
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="sqlite3: naive naive ValueError
sqlalchemy: naive naive naive
pony: naive naive str
peewee: naive aware aware
old rows: 1 0"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
