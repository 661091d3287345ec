"""Runs a program without harm: names that nothing binds get harmless values, and what it defines is called.

Usage: run.py < JSON list of [original, fixed…]   prints a JSON list of lists: each text's outcome, null where it is not run
"""

import ast
import builtins
import collections.abc
import contextlib
import copy
import importlib
import inspect
import io
import json
import re
import signal
import symtable
import sys
import types
import warnings

ALLOWED = {"abc", "asyncio", "bisect", "collections", "contextlib", "copy", "dataclasses", "datetime", "decimal", "enum", "functools", "heapq", "itertools", "json", "math", "operator", "re", "statistics", "string", "textwrap", "typing", "types"}
SECONDS = 5  # of a program that waits for something: on a busy machine, the others need one or two
FORBIDDEN = {"open", "input", "exec", "eval", "compile", "breakpoint", "exit", "quit", "__import__"}


# Functions and classes, which fixes may put in each other's place.
ADDRESS = re.compile(r"<[^<>]*(?:<[^<>]*>[^<>]*)* at 0x[0-9a-f]+>|<class '[^']*'>|<built-in function \w+>")


class Thing:
    """A value with whatever attributes one asks for; methods say that they were called."""

    def __init__(self, name, number):
        self.__dict__["_name"], self.__dict__["_number"] = name, number

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Thing(name, (self._number * 7 + len(name)) % 11)

    def __call__(self, *args, **kwargs):
        print("call", self._name, *map(shown, args), *(f"{k}={shown(v)}" for k, v in sorted(kwargs.items())))
        return (self._number + len(args)) % 5

    def __iter__(self):
        return iter([self[0], self[1], self[2]])

    def __len__(self):
        return 3

    def __getitem__(self, key):
        if isinstance(key, int) and -3 <= key < 3:
            return self._number + (0, 2, 1)[key]
        return (self._number + len(str(key))) % 7

    def get(self, key, default=None):
        return self[key] if key in [*self] else default

    def index(self, value):
        return [*self].index(value)

    def count(self, value):
        return [*self].count(value)

    def __index__(self):
        return self._number

    __int__ = __index__

    def __float__(self):
        return float(self._number)

    def __hash__(self):
        return hash(self._number)

    def __repr__(self):
        return f"{self._name}{self._number}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def number(value):
    return value._number if isinstance(value, Thing) else value


def operate(name):
    method = getattr(int, name)

    def operator(self, *others):
        if not all(isinstance(o, (int, float, Thing)) for o in others):
            return NotImplemented
        return method(self._number, *(int(number(o)) for o in others))

    return operator


for operator_name in "lt le gt ge eq ne add radd sub rsub mul rmul mod rmod floordiv neg bool abs and or".split():
    setattr(Thing, f"__{operator_name}__", operate(f"__{operator_name}__"))


def shown(value):
    if isinstance(value, collections.abc.Iterator):
        return shown(list(value))
    if isinstance(value, (int, float, str, bytes, bool, type(None), Thing)):
        return repr(value)
    if isinstance(value, (list, tuple, collections.deque)):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{shown(k)}: {shown(v)}' for k, v in value.items())}}}"
    if isinstance(value, (set, frozenset)):
        return f"{{{', '.join(sorted(map(shown, value)))}}}"
    return "callable" if callable(value) else type(value).__name__


class Uses(ast.NodeVisitor):
    """What is done with each name, so that it can get a value that bears it."""

    def __init__(self):
        self.of = collections.defaultdict(set)
        self.loops = {}
        self.annotations = {}  # of parameters, where they are plain names

    def note(self, node, use):
        if isinstance(node, ast.Name):
            self.of[node.id].add(use)

    def visit_Call(self, node):
        self.note(node.func, "call")
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"items", "keys", "values", "get", "setdefault", "update"}:
            self.note(node.func.value, "dict")
        elif isinstance(node.func, ast.Attribute) and node.func.attr in {"append", "extend", "index", "insert", "sort", "reverse"}:
            self.note(node.func.value, "list")
        elif isinstance(node.func, ast.Attribute) and hasattr(str, node.func.attr):
            self.note(node.func.value, "text")
        if isinstance(node.func, ast.Name) and node.func.id in {"len", "sum", "sorted", "list", "set", "tuple", "enumerate", "zip", "max", "min", "reversed", "any", "all", "map", "filter", "iter"}:
            for argument in node.args:
                self.note(argument, "list")
        self.generic_visit(node)

    def visit_annotation(self, node):
        for part in ast.walk(node) if node else ():
            self.note(part, "class")

    def visit_arg(self, node):
        if isinstance(node.annotation, ast.Name):
            self.annotations[node.arg] = node.annotation.id
        self.visit_annotation(node.annotation)

    def visit_AnnAssign(self, node):
        self.visit_annotation(node.annotation)
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        self.visit_annotation(node.returns)
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_For(self, node):
        self.note(node.iter, "list")
        if isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Name):
            self.loops[node.target.id] = node.iter.id
        self.generic_visit(node)

    visit_comprehension = visit_For

    def visit_Subscript(self, node):
        self.note(node.value, "dict" if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str) else "item")
        self.generic_visit(node)

    def visit_Attribute(self, node):
        self.note(node.value, "attribute")
        self.generic_visit(node)

    def visit_Compare(self, node):
        for operator, right in zip(node.ops, node.comparators):
            if isinstance(operator, (ast.In, ast.NotIn)):
                self.note(right, "in")
        self.generic_visit(node)

    def value(self, name):
        uses, seed = self.of[name], len(name) % 3
        if "class" in uses:
            return type(name, (), {})
        if "call" in uses:
            return Thing(name, 1 + seed)
        if "dict" in uses or {"in", "item"} <= uses:
            return {"a": 1, "b": 2, 3: seed}
        if uses & {"list", "in", "item"}:
            things = any(of == name and "attribute" in self.of[target] for target, of in self.loops.items())
            texts = any(of == name and "text" in self.of[target] for target, of in self.loops.items())
            if texts:
                return ["b", "a ", "c"]
            return [Thing("t", 3), Thing("t", 1), Thing("t", 2)] if things else [3, 1, 2]
        if "text" in uses:
            return "some text"
        return Thing(name, 2 + seed) if "attribute" in uses else 2 + seed


def free_names(text):
    """Names that the text reads and no part of it binds."""
    found, bound = set(), set()

    def visit(table):
        for symbol in table.get_symbols():
            (found if symbol.is_global() or table.get_type() == "module" else bound).add(symbol.get_name())
            if table.get_type() == "module" and symbol.is_assigned() or symbol.is_imported():
                bound.add(symbol.get_name())
        for child in table.get_children():
            visit(child)

    visit(symtable.symtable(text, "a.py", "exec"))
    return {name for name in found - bound if not hasattr(builtins, name)}


def harmless(text):
    tree = ast.parse(text)
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."] if isinstance(node, ast.ImportFrom) else []
        if any(module.split(".")[0] not in ALLOWED for module in modules):
            return False
        if isinstance(node, ast.Name) and node.id in FORBIDDEN:
            return False
    return True


def arguments(function, uses):
    """By the annotations that the program had before any fix."""
    typed = {"str": "text", "int": 3, "float": 2.5, "bool": True, "bytes": b"ab", "list": [3, 1, 2], "tuple": (3, 1, 2), "set": {3, 1, 2}, "dict": {"a": 1, "b": 2}}
    out = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD) and parameter.default is parameter.empty:
            kind = uses.annotations.get(parameter.name, "")
            value = uses.value(parameter.name)
            out.append(value if isinstance(value, (list, dict)) and kind == type(value).__name__ else copy.copy(typed.get(kind, value)))
    return out


def finished(value):
    if inspect.iscoroutine(value):
        import asyncio

        return asyncio.run(value)
    return list(value) if inspect.isgenerator(value) else value


def call(label, function, uses, first=()):
    """What the call prints, returns and does to its arguments; nothing when it raises."""
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            passed = [*first, *arguments(function, uses)[len(first) :]]
            print(shown(finished(function(*passed))), *map(shown, passed[len(first) :]))
        return label, ADDRESS.sub("<object>", out.getvalue())
    except Exception:
        return label, None


def outcome(text, names, uses):
    """How it ends, what it prints, and what the calls give; `names` are those that it gets from outside."""
    calls = []
    space = {"__name__": "__main__", **{name: uses.value(name) for name in sorted(names)}}
    out, ended = io.StringIO(), "end"
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            exec(compile(text, "a.py", "exec", dont_inherit=True), space)
            for name, value in list(space.items()):
                if name in names or getattr(value, "__module__", None) != "__main__":
                    continue
                if inspect.isfunction(inspect.unwrap(value) if callable(value) else value) and not inspect.isclass(value):
                    calls.append(call(name, value, uses))
                elif inspect.isclass(value):
                    try:
                        made = value(*arguments(value, uses))
                    except Exception:
                        continue
                    for method, function in list(vars(value).items()):
                        if inspect.isfunction(function) and not method.startswith("__"):
                            calls.append(call(f"{name}.{method}", function, uses, (made,)))
    except BaseException as error:
        ended = type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return [ended, ADDRESS.sub("<object>", out.getvalue()), calls]


async def at_once(_, result=None):
    """`asyncio.sleep` that does not wait: the time that a program has is short."""
    return result


class Late(BaseException):
    """The time is over; `except Exception` lets it through."""


def late(*_):
    raise Late


def swallows(tree):
    """May a loop catch what ends it?"""
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    return any(isinstance(node, ast.While) for node in ast.walk(tree)) and any(
        handler.type is None or "BaseException" in ast.unparse(handler.type) for handler in handlers
    )


def main():
    for module in ALLOWED:  # not within the time of the program that imports it first
        importlib.import_module(module)
    importlib.import_module("asyncio").sleep = at_once
    sys.setrecursionlimit(300)
    signal.signal(signal.SIGALRM, late)
    warnings.simplefilter("ignore")
    answers = []
    for original, *others in json.load(sys.stdin):
        if not harmless(original) or swallows(ast.parse(original)):
            answers.append(None)
            continue
        uses = Uses()
        uses.visit(ast.parse(original))
        names = free_names(original)
        # What an import that a fix adds may be called is the fix's business.
        first = outcome(original, names, uses)
        # What is not the same twice (the time, an address) proves nothing.
        if first[0] != "end" or outcome(original, names, uses) != first:
            answers.append(None)
            continue
        answers.append([first, *(outcome(text, names, uses) if harmless(text) else first for text in others)])
    json.dump(answers, sys.stdout)


main()
