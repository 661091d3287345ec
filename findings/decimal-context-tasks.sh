#!/bin/sh
# Python 3.9 to 3.13: `decimal.getcontext().prec = 5` in a task or in `asyncio.to_thread()` holds for the caller, too; in `run_in_executor()` it does not.
#
# A task and `to_thread()` run in a copy of the caller's context, which for decimal holds the same object, so one task changes how all others round. It is so once
# the caller has used decimal; before, each makes an object of its own. `localcontext()` stays in the task, as numpy 2.4.6's `seterr()` does. Whoever follows the
# advice to write `to_thread(f)` for `run_in_executor(None, f)` gets both states of the caller in `f`, and the changes that `f` makes to decimal's.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6
cd "$folder"
cat > sample.py <<'END'
import asyncio
from decimal import getcontext, localcontext

import numpy


def change():
    getcontext().prec = 5
    numpy.seterr(divide="raise")


def change_locally():
    with localcontext() as context:
        context.prec = 5


def state():
    return getcontext().prec, numpy.geterr()["divide"]


async def task(function):
    return function()


async def run(way, function):
    if way == "gather":
        return (await asyncio.gather(task(function), task(function)))[0]
    if way == "to_thread":
        return await asyncio.to_thread(function)
    return await asyncio.get_running_loop().run_in_executor(None, function)


async def changed_by(way, function, used):
    if used:
        getcontext()
    await run(way, function)
    return state()


async def seen_by(way):
    change()
    return await run(way, state)


for way in "gather", "to_thread", "run_in_executor":
    print(way + ":", *asyncio.run(changed_by(way, change, used=True)), end=", ")
    print("new:", asyncio.run(changed_by(way, change, used=False))[0], end=", ")
    print("locally:", asyncio.run(changed_by(way, change_locally, used=True))[0], end=", ")
    print("sees:", *asyncio.run(seen_by(way)))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="gather: 5 warn, new: 28, locally: 28, sees: 5 raise
to_thread: 5 warn, new: 28, locally: 28, sees: 5 raise
run_in_executor: 28 warn, new: 28, locally: 28, sees: 28 warn"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
