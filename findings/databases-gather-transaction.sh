#!/bin/sh
# databases 0.9.0: in `async with db.transaction()`, queries that `asyncio.gather()` runs are outside the transaction, and a rollback leaves their rows.
#
# A connection belongs to a task, and `gather()` and `TaskGroup` make a task of each coroutine: it gets a connection of its own, whose changes are committed at once.
# Linters and guides advise `gather()` for awaits in a loop; with this library the step changes what a rollback undoes, without an error. In piccolo 1.38.0
# the tasks stay in the transaction that they were started in, as in tortoise-orm 1.1.9.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check databases==0.9.0 aiosqlite==0.22.1 piccolo==1.38.0
cd "$folder"
cat > sample.py <<'END'
import asyncio

import databases
from piccolo.columns import Integer
from piccolo.engine.sqlite import SQLiteEngine
from piccolo.table import Table


async def show(name, transaction, insert, count):
    """Print how many rows there are after the rollback, for awaits in a loop and for gather()."""
    left = []
    for together in (False, True):
        try:
            async with transaction():
                if together:
                    await asyncio.gather(insert(), insert())
                else:
                    for _ in range(2):
                        await insert()
                raise KeyError
        except KeyError:
            left.append(await count())
    print(name, *left)


async def main():
    db = databases.Database("sqlite+aiosqlite:///a.db")
    await db.connect()
    await db.execute("CREATE TABLE t (a)")
    await show("databases", db.transaction, lambda: db.execute("INSERT INTO t VALUES (1)"), lambda: db.fetch_val("SELECT count(*) FROM t"))
    await db.disconnect()
    engine = SQLiteEngine("b.db")
    Name = type("Name", (Table,), {"a": Integer()}, db=engine)
    await Name.create_table()
    await show("piccolo", engine.transaction, lambda: Name.insert(Name(a=1)).run(), lambda: Name.count().run())


asyncio.run(main())
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="databases 0 2
piccolo 0 0"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
