#!/bin/sh
# httpx 0.28.1 and starlette 1.10.0: of `a=1&a=2`, `params["a"]` is "1" in the client and "2" in the server.
#
# The two classes have one name, QueryParams, and the same methods. Within httpx's, `params["a"]` and `dict(params)` are the first value,
# and `{k: v for k, v in params.multi_items()}` the last, so a loop that fills a dict and `dict()` differ.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check httpx==0.28.1 starlette==1.10.0
cd "$folder"
cat > sample.py <<'END'
import httpx
from starlette.datastructures import QueryParams

for params in (httpx.QueryParams("a=1&a=2"), QueryParams("a=1&a=2")):
    print(params["a"], dict(params)["a"], {k: v for k, v in params.multi_items()}["a"], end="; ")
END
found=$(venv/bin/python sample.py)
echo "$found"
[ "$found" = "1 1 2; 2 2 2; " ] || { echo "this has changed: it was 1 1 2; 2 2 2; "; exit 1; }
