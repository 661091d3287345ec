#!/bin/sh
# networkx 3.6.1, pendulum 3.3.0, netaddr 1.3.0 and requests 2.34.2: `x in c` is True where `any(x == y for y in c)` and `x in list(c)` are False.
#
# The edge (2, 1) is in the edges of an undirected graph that iterate as (1, 2); a time is in an interval that iterates over its days; a subnet is in a network that
# iterates over its addresses; and "ETAG" is in headers that iterate over the names as they were sent. So neither "`in` for the loop" nor "make it a set once, for
# speed" keeps the result: the set of a graph's edges says that half of them are not there. Flags of an enum are of this kind, too, from Python 3.11 on: `Flag` of no
# bits is in any other one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check networkx==3.6.1 pendulum==3.3.0 netaddr==1.3.0 requests==2.34.2
cd "$folder"
cat > sample.py <<'END'
from enum import Flag

import networkx
import pendulum
from netaddr import IPNetwork
from requests.structures import CaseInsensitiveDict


class Right(Flag):
    NONE = 0
    READ = 1
    WRITE = 2


for name, x, c in (
    ("edge", (2, 1), networkx.Graph([(1, 2)]).edges),
    ("time", pendulum.datetime(2026, 1, 2, 12), pendulum.datetime(2026, 1, 5) - pendulum.datetime(2026, 1, 1)),
    ("subnet", IPNetwork("192.0.2.0/28"), IPNetwork("192.0.2.0/24")),
    ("header", "ETAG", CaseInsensitiveDict({"ETag": "1"})),
    ("flag", Right.NONE, Right.READ | Right.WRITE),
):
    print(name, x in c, any(x == y for y in c), x in list(c), x in set(c))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="edge True False False False
time True False False False
subnet True False False False
header True False False False
flag True False False False"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
