#!/bin/sh
# freezegun 1.5.5 stops `time.perf_counter()` and `time.monotonic()` with the date; time-machine 3.6.0 stops only the date.
#
# Linters advise `perf_counter()` for durations. Tests that freeze the time then measure 0 with the one library, and the real time with the other:
# `assert duration == 0` passes before the change and fails after it where time-machine is used, as an exact duration from `tick()` or `shift()` does.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check freezegun==1.5.5 time-machine==3.6.0
cd "$folder"
cat > sample.py <<'END'
import time

import freezegun
import time_machine

for frozen in (freezegun.freeze_time("2030-01-01"), time_machine.travel("2030-01-01", tick=False)):
    with frozen:
        clocks = (time.time, time.perf_counter, time.monotonic)
        before = [clock() for clock in clocks]
        time.sleep(0.01)
        print(type(frozen).__module__, [clock() == then for clock, then in zip(clocks, before)])
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="freezegun.api [True, True, True]
time_machine [True, False, False]"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
