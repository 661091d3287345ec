#!/bin/sh
# pandas 3.1.1 and duckdb 2.0.1: `df.query("a < @high")` and `duckdb.sql("from data")` within a generator expression take a global where a loop takes the function's own.
#
# Both look at the variables of the frame that calls them and then at the globals. A generator has a frame of its own, which holds of the function's variables only
# those that its code names, and a name in a string is none of them. So `sum(... for ...)` or `any(...)` for a loop, as linters advise, gives another number without
# an error, or an error about the name where there is no such global. In Python 3.11 it is so for a list comprehension as well; from 3.12 on, that has no frame of
# its own. And a variable or parameter that only the string names is not unused.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 duckdb==2.0.1
cd "$folder"
cat > sample.py <<'END'
import duckdb
import pandas as pd

high = 3
ages = pd.DataFrame({"a": range(10)})
data = ages.head(1)


def query_loop(lows, high):
    total = 0
    for low in lows:
        total += len(ages.query("@low <= a < @high"))
    return total


def query_sum(lows, high):
    return sum(len(ages.query("@low <= a < @high")) for low in lows)


def query_sum_no_global(lows, top):
    return sum(len(ages.query("@low <= a < @top")) for low in lows)


def sql_loop(limits, data):
    total = 0
    for limit in limits:
        total += len(duckdb.sql(f"from data where a < {limit}"))
    return total


def sql_sum(limits, data):
    return sum(len(duckdb.sql(f"from data where a < {limit}")) for limit in limits)


def sql_sum_no_global(limits, rows):
    return sum(len(duckdb.sql(f"from rows where a < {limit}")) for limit in limits)


for function, *arguments in (
    (query_loop, [1, 2], 8),
    (query_sum, [1, 2], 8),
    (query_sum_no_global, [1, 2], 8),
    (sql_loop, [4, 5], ages),
    (sql_sum, [4, 5], ages),
    (sql_sum_no_global, [4, 5], ages),
):
    try:
        print(function.__name__, function(*arguments))
    except Exception as e:
        print(function.__name__, type(e).__name__)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="query_loop 13
query_sum 3
query_sum_no_global UndefinedVariableError
sql_loop 9
sql_sum 2
sql_sum_no_global CatalogException"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
