#!/bin/sh
# pygame-ce 2.5.8 and PyGLM 2.8.3: `position += speed` changes the vector itself, as numpy does; pymunk 7.3.1's makes a new one.
#
# In games, `self.position = self.start` and then `self.position = self.position + speed` leaves the start alone. The shorter form moves it, too. Which of the
# libraries does which cannot be told by their names: Vector2, vec2 and Vec2d.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pygame-ce==2.5.8 PyGLM==2.8.3 pymunk==7.3.1
cd "$folder"
cat > sample.py <<'END'
from pygame import Vector2
from pyglm.glm import vec2
from pymunk import Vec2d

for start, speed in ((Vector2(0, 0), Vector2(1, 1)), (vec2(0, 0), vec2(1, 1)), (Vec2d(0, 0), Vec2d(1, 1))):
    position = start
    position += speed
    print(type(start).__name__, start[0])
END
found=$(PYGAME_HIDE_SUPPORT_PROMPT=1 venv/bin/python sample.py)
echo "$found"
expected="Vector2 1.0
vec2 1.0
Vec2d 0"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
