#!/bin/sh
# python-ulid 4.1.0, Pint 0.25.3 and NumPy 2.4.6: `x in [y]` is True and `x in {y}` is False, because equal objects have different hashes.
#
# It is so for a ULID and its text or number, for 1 inch and 2.54 cm (not for 1 km and 1000 m), and for a datetime64 of a day and the date (not for one of a
# second and the datetime). Linters ask for the set (pylint's use-set-for-membership, ruff's PLR6201), and for one in place of a list that a loop
# searches. A test that was always true where it had to be is then always false, without an error. praw 8.0.3's subreddits (`"Python"` is `"python"`) and
# astropy 8.0.2's units (`Unit("m")` is `"m"`) are of this kind as well; sympy's numbers, Biopython's Seq and packaging's Version are not.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-ulid==4.1.0 pint==0.25.3 numpy==2.4.6 praw==8.0.3 astropy==8.0.2
cd "$folder"
cat > sample.py <<'END'
from datetime import date, datetime

import numpy as np
import praw
from astropy.units import Unit
from pint import UnitRegistry
from ulid import ULID

ulid, units = ULID(), UnitRegistry()
reddit = praw.Reddit(client_id="none", client_secret="none", user_agent="none")
for name, x, y in (
    ("ULID and text", ulid, str(ulid)),
    ("ULID and bytes", ulid, bytes(ulid)),
    ("inch and cm", 1 * units.inch, 2.54 * units.cm),
    ("km and m", 1 * units.km, 1000 * units.m),
    ("day and date", np.datetime64("2020-01-01"), date(2020, 1, 1)),
    ("second and datetime", np.datetime64("2020-01-01T00:00:00"), datetime(2020, 1, 1)),
    ("subreddit and text", reddit.subreddit("Python"), "python"),
    ("unit and text", Unit("m"), "m"),
):
    print(name, x in [y], x in {y})
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="ULID and text True False
ULID and bytes True True
inch and cm True False
km and m True True
day and date True False
second and datetime True True
subreddit and text True False
unit and text True False"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
