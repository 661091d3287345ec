#!/bin/sh
# matplotlib 3.11.2 and psygnal 0.16.1: `connect(lambda event: view.on_key(event))` works, and `connect(view.on_key)` stops when nothing else holds the view.
#
# They keep a bound method by a weak reference, and with it the object; a lambda holds both. So what linters call an unnecessary lambda (pylint's
# unnecessary-lambda, ruff's PLW0108) silences a plot whose handler is a local variable, without an error. Within matplotlib it depends on who is asked: a figure's
# events and an axes' limits are weak, a timer and a slider are not. blinker 1.9.0 and PyPubSub 4.0.7 drop the lambda as well, at once; traitlets 5.16.1
# and param 2.4.2 keep both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check matplotlib==3.11.2 psygnal==0.16.1 blinker==1.9.0 pypubsub==4.0.7 traitlets==5.16.1 param==2.4.2
cd "$folder"
cat > sample.py <<'END'
import gc

import blinker
import param
import psygnal
import traitlets
from matplotlib.figure import Figure
from matplotlib.widgets import Slider
from pubsub import pub


class View:
    def __init__(self, calls):
        self.calls = calls

    def on(self, *_, **__):
        self.calls.append(1)


class Traits(traitlets.HasTraits):
    x = traitlets.Int()


Parameters = type("Parameters", (param.Parameterized,), {"x": param.Integer(0)})
Signals = type("Signals", (), {"x": psygnal.Signal(int)})
figure, signal, traits, parameters, signals = Figure(), blinker.Signal(), Traits(), Parameters(), Signals()
axes, timer, slider = figure.subplots(), figure.canvas.new_timer(), Slider(figure.add_axes((0, 0, 1, 1)), "x", 0, 9)
for name, connect, fire in (
    ("figure", lambda f: figure.canvas.mpl_connect("close_event", f), lambda: figure.canvas.callbacks.process("close_event", None)),
    ("axes", lambda f: axes.callbacks.connect("xlim_changed", f), lambda: axes.set_xlim(0, 5)),
    ("timer", timer.add_callback, timer._on_timer),
    ("slider", slider.on_changed, lambda: slider.set_val(slider.val + 1)),
    ("psygnal", signals.x.connect, lambda: signals.x.emit(1)),
    ("blinker", signal.connect, signal.send),
    ("pubsub", lambda f: pub.subscribe(f, "topic"), lambda: pub.sendMessage("topic")),
    ("traitlets", lambda f: traits.observe(f, "x"), lambda: setattr(traits, "x", traits.x + 1)),
    ("param", lambda f: parameters.param.watch(f, "x"), lambda: setattr(parameters, "x", parameters.x + 1)),
):
    called = []
    for wrap in (lambda view: lambda *args, **kwargs: view.on(*args, **kwargs), lambda view: view.on):
        calls = []
        connect(wrap(View(calls)))
        gc.collect()
        fire()
        called.append("called" if calls else "-")
    print(name, *called)
END
found=$(venv/bin/python sample.py)
echo "$found"
expected="figure called -
axes called -
timer called called
slider called called
psygnal called -
blinker - -
pubsub - -
traitlets called called
param called called"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
