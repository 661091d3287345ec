#!/bin/sh
# robotframework 7.5 and Twisted 26.10.0: their loggers have `warn()` and no `warning()`; Robot Framework's takes a second argument for `html`.
#
# `logging` deprecates `warn()`, so a rename by the name `logger` or `log` ends in AttributeError, mostly in a branch that no test runs. And
# `logger.info("%s is gone", name)`, the form that linters ask for instead of an f-string, writes `%s is gone` as HTML in Robot Framework without an error;
# Twisted refuses it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check robotframework==7.5 twisted==26.10.0
cd "$folder"
cat > library.py <<'END'
import io
import logging

from robot.api import logger as robot
from twisted.logger import Logger, textFileLogObserver

text = io.StringIO()
logging.basicConfig(stream=text, format="%(message)s", level="INFO")
for log in (logging.getLogger("x"), robot, Logger(observer=textFileLogObserver(text))):
    print(hasattr(log, "warn"), hasattr(log, "warning"), end=" ")
    try:
        log.info("%s is gone", "it")
    except TypeError:
        print("TypeError")
    else:
        print(text.getvalue().strip() or "nothing")
    text.seek(0)
    text.truncate()
END
found=$(venv/bin/python library.py)
echo "$found"
expected="True True it is gone
True False %s is gone
True False TypeError"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
