#!/bin/sh
# ruff 0.17.6 and PLY 3.11: the safe fix of D403 renames a rule of the grammar, `'expr : ...'` to `"""Expr : ..."""`, for PLY reads its grammar from docstrings.
#
# The fix capitalizes the first word of a docstring, which is the name of the rule. Where other rules use that name, or where a first word with an underscore or a
# digit keeps its name, the grammar no longer fits, and the parser cannot be made. With docopt-ng 0.9.0, whose usage text is the docstring of the module, D403 leaves
# `usage:` alone, and the unsafe fix of D400 and D415 adds a period, which is part of the pattern from then on: `prog x` is refused.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruff==0.17.6 ply==3.11 docopt-ng==0.9.0
cd "$folder"
cat > grammar.py <<'END'
import ply.lex
import ply.yacc

tokens = ("NUMBER",)
literals = "+"
t_ignore = " "


def t_NUMBER(t):
    r"\d+"
    t.value = int(t.value)
    return t


def t_error(t):
    raise SyntaxError


def p_total(p):
    "total : total '+' term"
    p[0] = p[1] + p[3]


def p_total_first(p):
    "total : term"
    p[0] = p[1]


def p_term(p):
    "term : NUMBER"
    p[0] = p[1]


def p_error(p):
    raise SyntaxError


ply.lex.lex()
try:
    print("PLY", ply.yacc.yacc(write_tables=False, debug=False, errorlog=ply.yacc.NullLogger()).parse("1 + 2 + 3"))
except ply.yacc.YaccError as e:
    print("PLY", type(e).__name__)
END
cat > usage.py <<'END'
"""Usage: prog <name>"""

import docopt

try:
    print("docopt", docopt.docopt(__doc__, ["x"])["<name>"])
except docopt.DocoptExit:
    print("docopt refuses its argument")
END
try_both() {
    venv/bin/python grammar.py
    venv/bin/python usage.py
}
found=$(try_both
    venv/bin/ruff check --isolated --no-cache --quiet --select D403 --fix grammar.py usage.py
    venv/bin/ruff check --isolated --no-cache --quiet --select D400 --fix --unsafe-fixes usage.py
    try_both)
echo "$found"
expected="PLY 6
docopt x
PLY YaccError
docopt refuses its argument"
[ "$found" = "$expected" ] || { echo "this has changed: it was $expected"; exit 1; }
