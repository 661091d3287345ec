#!/bin/sh
# Python: `"%.2f" % Decimal("2.675")` is 2.67 and `f"{Decimal('2.675'):.2f}"` is 2.68: the one goes through a float, the other rounds the decimal.
#
# `%f`, `%e` and `%g` take `float(x)`, so more than 16 digits become others, too, and `%g` changes to an exponent elsewhere than `Decimal.__format__()` does.
# pyupgrade 3.22.0 by default, flynt 1.0.6 and ruff 0.17.6's UP031 (as an unsafe fix) turn the first form into the second. For prices the second is mostly what
# was meant, but the file or the test that compares the text has another number after the "modernization". Fractions went through a float in the first form and
# are a TypeError in the second up to Python 3.11.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyupgrade==3.22.0 flynt==1.0.6 ruff==0.17.6
cd "$folder"
cat > sample.py <<'END_SAMPLE'
from decimal import Decimal

price = Decimal("2.675")
count = Decimal("123456789012345678")
print("%.2f %.0f %g" % (price, count, count))
END_SAMPLE
for tool in pyupgrade flynt ruff; do cp sample.py $tool.py; done
found=$(
    venv/bin/python sample.py
    venv/bin/pyupgrade --py36-plus pyupgrade.py 2>/dev/null || true
    venv/bin/python pyupgrade.py
    venv/bin/flynt --quiet flynt.py >/dev/null
    venv/bin/python flynt.py
    venv/bin/ruff check --isolated --no-cache --quiet --select UP031 --fix --unsafe-fixes ruff.py
    venv/bin/python ruff.py
)
echo "$found"
expected="2.67 123456789012345680 1.23457e+17
2.68 123456789012345678 123456789012345678
2.68 123456789012345678 123456789012345678
2.68 123456789012345678 123456789012345678"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
