#!/bin/sh
# PuLP 3.3.2 and OR-Tools 9.15's pywraplp: `y in [x]` is True for any two variables, and `[x, y].index(y)` is 0; `y in {x}` is False.
#
# `x == y` of variables is a constraint, and PuLP's and pywraplp's are true; a list asks for `==`, a set mostly for the hash alone. OR-Tools' newer cp_model and
# mathopt compare two variables by what they are; Pyomo 6.10.1 raises. So with the first two, `y in chosen` is True
# for every list that is not empty, as is `any(v == y for v in chosen)`; `any(v is y for v in chosen)` is right. A set in place of the list, as some rules ask for,
# is no mere change of speed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PuLP==3.3.2 ortools==9.15.6755 pyomo==6.10.1
cd "$folder"
cat > sample.py <<'END_SAMPLE'
import pulp
import pyomo.environ as pyomo
from ortools.linear_solver import pywraplp
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

linear = pywraplp.Solver.CreateSolver("GLOP")
sat = cp_model.CpModel()
model = mathopt.Model()
tree = pyomo.ConcreteModel()
tree.x, tree.y = pyomo.Var(), pyomo.Var()
variables = {
    "pulp": (pulp.LpVariable("x"), pulp.LpVariable("y")),
    "pywraplp": (linear.NumVar(0, 1, "x"), linear.NumVar(0, 1, "y")),
    "cp_model": (sat.new_bool_var("x"), sat.new_bool_var("y")),
    "mathopt": (model.add_variable(), model.add_variable()),
    "pyomo": (tree.x, tree.y),
}
for name, (x, y) in variables.items():
    print(name, end="")
    for ask in (lambda: any(v is y for v in [x]), lambda: y in [x], lambda: [x, y].index(y), lambda: y in {x}):
        try:
            print("", ask(), end="")
        except Exception:
            print(" error", end="")
    print()
END_SAMPLE
found=$(venv/bin/python sample.py 2>/dev/null)
echo "$found"
expected="pulp False True 0 False
pywraplp False True 0 False
cp_model False False 1 False
mathopt False False 1 False
pyomo False error error error"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
