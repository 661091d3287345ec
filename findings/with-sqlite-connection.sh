#!/bin/sh
# aiosqlite 0.22.1: `async with aiosqlite.connect(file) as db:` closes the connection and drops what was not committed; sqlite3's `with` commits and does not close.
#
# The two have one interface otherwise, and the step from one to the other is a matter of `async` and `await`: the rows that the block inserted are gone, without an
# error. An `async with` block that is left by an exception drops them in the same way, as it should. apsw 3.54.1.0's `with` saves and does not close, duckdb 2.0.1's
# saves each statement as it runs, before an exception, too, and closes; with SQLAlchemy 2.1.9's `engine.connect()` they are gone. So "`with` instead of `close()` in
# `finally`" needs the library's word.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check aiosqlite==0.22.1 apsw==3.54.1.0 duckdb==2.0.1 sqlalchemy==2.1.9
cd "$folder"
cat > sample.py <<'END'
import asyncio
import sqlite3

import aiosqlite
import apsw
import duckdb
import sqlalchemy

INSERT = "insert into t values (1)"


def block(connect):
    def run(file, fail):
        with connect(file) as db:
            db.execute(INSERT)
            if fail:
                raise KeyError
        return db

    return run


def async_block(file, fail):
    async def run():
        async with aiosqlite.connect(file) as db:
            await db.execute(INSERT)
            if fail:
                raise KeyError
        return db

    return asyncio.run(run())


def alchemy(file, fail):
    with sqlalchemy.create_engine(f"sqlite:///{file}").connect() as db:
        db.execute(sqlalchemy.text(INSERT))
        if fail:
            raise KeyError
    return db


for name, module, run in (
    ("sqlite3", sqlite3, block(sqlite3.connect)),
    ("aiosqlite", sqlite3, async_block),
    ("apsw", sqlite3, block(apsw.Connection)),
    ("duckdb", duckdb, block(duckdb.connect)),
    ("SQLAlchemy", sqlite3, alchemy),
):
    for fail in (False, True):
        file = f"{name}-{fail}"
        db = module.connect(file)
        db.execute("create table t (x int)")
        db.commit()
        db.close()
        try:
            db = run(file, fail)
            db.execute("select 1") if name != "aiosqlite" else asyncio.run(db.execute("select 1"))
            state = "open"
        except KeyError:
            state = "exception"
        except Exception:
            state = "closed"
        db = module.connect(file)
        print(name, state, db.execute("select count(*) from t").fetchone()[0], end="; ")
        db.close()
    print()
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="sqlite3 open 1; sqlite3 exception 0; 
aiosqlite closed 0; aiosqlite exception 0; 
apsw open 1; apsw exception 0; 
duckdb closed 1; duckdb exception 1; 
SQLAlchemy closed 0; SQLAlchemy exception 0; "
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
