#!/bin/sh
# pytz 2026.6 beside zoneinfo: around a change of the clock, `end - start` is 23 or 24 hours, and `t == t.astimezone(timezone.utc)` is True or False.
#
# pytz has an object for summer time and one for winter time, so Python subtracts and compares in UTC. With `ZoneInfo` both times have one zone, and Python
# takes the hands of the clock: a day of 23 hours has 24, and the two times of the hour that comes twice are one element of a set. A time in that hour equals none
# in another zone, not even itself in UTC. After the move, subtract and compare in UTC. pandas 3.1.1 and pendulum 3.3.0 do so, arrow 1.4.0 does not.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytz==2026.6 tzdata==2026.6 pandas==3.1.1 pendulum==3.3.0 arrow==1.4.0
cd "$folder"
cat > sample.py <<'END'
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import arrow
import pandas
import pendulum
import pytz

NAME = "Europe/Berlin"
OLD = pytz.timezone(NAME)
NEW = ZoneInfo(NAME)
START, END = datetime(2026, 3, 28, 12), datetime(2026, 3, 29, 12)
TWICE = datetime(2026, 10, 25, 2, 30)


def hours(duration):
    return int(duration.total_seconds() // 3600)


old = OLD.localize(TWICE, is_dst=True), OLD.localize(TWICE, is_dst=False)
new = TWICE.replace(tzinfo=NEW), TWICE.replace(tzinfo=NEW, fold=1)
print("pytz:", hours(OLD.localize(END) - OLD.localize(START)), len(set(old)), old[0] == old[0].astimezone(timezone.utc))
start, end = START.replace(tzinfo=NEW), END.replace(tzinfo=NEW)
print("zoneinfo:", hours(end - start), len(set(new)), new[0] == new[0].astimezone(timezone.utc))
for name, make in ("pandas", pandas.Timestamp), ("pendulum", pendulum.instance), ("arrow", arrow.get):
    print(name + ":", hours(make(end) - make(start)))
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="pytz: 23 2 True
zoneinfo: 24 1 False
pandas: 23
pendulum: 23
arrow: 24"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
