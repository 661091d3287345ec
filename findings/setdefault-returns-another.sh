#!/bin/sh
# OmegaConf 2.4.0 and Dynaconf 3.3.5: what `cfg.setdefault("hosts", [])` returns is not what is in `cfg`, so `.append()` to it is lost.
#
# Both store a list or dict as a class of their own, and return the one that was passed. `if "hosts" not in cfg: cfg["hosts"] = []` and then
# `cfg["hosts"].append(...)` is what linters shorten to `cfg.setdefault("hosts", []).append(...)`: no error, and no host. In python-box 8.0.0, tomlkit 0.15.2
# and ConfigObj 5.0.9, which convert as well, both forms work. For a value that is still missing (`???`), `key in cfg.keys()` is True in OmegaConf, and
# `key in cfg`, which linters ask for instead, is False.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check omegaconf==2.4.0 dynaconf==3.3.5 python-box==8.0.0 tomlkit==0.15.2 configobj==5.0.9
cd "$folder"
cat > sample.py <<'END'
import tomlkit
from box import Box
from configobj import ConfigObj
from dynaconf import Dynaconf
from omegaconf import OmegaConf

for kind in (dict, OmegaConf.create, Dynaconf, Box, tomlkit.document, ConfigObj):
    cfg = kind()
    if "HOSTS" not in cfg:
        cfg["HOSTS"] = []
    cfg["HOSTS"].append("a")
    other = kind()
    other.setdefault("HOSTS", []).append("a")
    print(kind.__name__, *cfg["HOSTS"], "|", *other["HOSTS"])
cfg = OmegaConf.create({"port": "???"})
print("port" in cfg.keys(), "port" in cfg)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="dict a | a
create a |
LazySettings a |
Box a | a
document a | a
ConfigObj a | a
True False"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
