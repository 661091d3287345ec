#!/bin/sh
# PySide6 6.12.0: `clicked.connect(self.run)` is not `clicked.connect(lambda: self.run())` where `run` has a parameter with a default: it receives False.
#
# A signal passes as many of its arguments as the function accepts, so a default such as `times=10` is never used. What linters call an unnecessary lambda
# (pylint's unnecessary-lambda, ruff's PLW0108) decides how many there are. `partial(self.run)` receives False, too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.12.0
cd "$folder"
cat > sample.py <<'END'
from functools import partial

from PySide6.QtCore import QObject, Signal


class Button(QObject):
    clicked = Signal(bool)


class Window:
    def __init__(self):
        self.button = Button()

    def run(self, times=10):
        print(times, end=" ")


window = Window()
for slot in (lambda: window.run(), window.run, partial(window.run)):
    window.button.clicked.connect(slot)
    window.button.clicked.emit(False)
    window.button.clicked.disconnect()
END
found=$(venv/bin/python sample.py | sed "s, $,,")
echo "$found"
[ "$found" = "10 False False" ] || { echo "this has changed: it was 10 False False"; exit 1; }
