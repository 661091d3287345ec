"""zenlint in process: find Python code that works but could be more idiomatic.

>>> import zenlint
>>> [finding.code for finding in zenlint.check("x = not 1 in y\\n")]
['ZEN1411']
>>> zenlint.fix("x = not 1 in y\\n")
'x = 1 not in y\\n'

Calls use zenlint's own library and release the GIL, so threads can run them in parallel.
"""
from zenlint._linter import Linter, check, fix, rules
from zenlint._records import Edit, Example, Finding, Fix, Location, Option, Rule, Section
from zenlint._library import ZenlintError, version

__all__ = [
    "Edit", "Example", "Finding", "Fix", "Linter", "Location", "Option", "Rule", "Section", "ZenlintError",
    "check", "fix", "rules",
]
__version__ = version()


def load_ipython_extension(shell):
    """`%load_ext zenlint` in a notebook: registers the magic `%%zenlint`."""
    from zenlint import magic

    magic.register(shell)
