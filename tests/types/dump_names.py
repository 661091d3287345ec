"""What the running Python has of modules, as JSON: dump_names.py MODULES ANSWER; {module: {name: kind}}, with "Class.attribute" for
the attributes of classes, and the error's text for a module that cannot be imported."""
import importlib
import json
import sys
import types
import warnings

SKIPPED = {"antigravity", "this", "idlelib", "__main__", "turtledemo"}  # importing them does something, or they are no interface


def kind(value):
    if isinstance(value, type):
        return "class"
    if isinstance(value, types.ModuleType):
        return "module"
    if callable(value) and hasattr(value, "__name__"):
        return "function"
    return "variable"


def dump(modules):
    warnings.simplefilter("ignore")
    out = {}
    for name in modules:
        if name.split(".")[0] in SKIPPED or any(p.startswith("_") for p in name.split(".")):
            continue
        try:
            module = importlib.import_module(name)
        except BaseException as error:
            out[name] = f"{type(error).__name__}: {error}"
            continue
        listed = getattr(module, "__all__", None)
        names = {}
        for key in dir(module):
            if key.startswith("_"):
                continue
            try:
                value = getattr(module, key)
            except Exception:
                continue
            names[key] = kind(value)
            if isinstance(value, type) and (value.__module__ == name or listed and key in listed):
                for inner in dir(value):
                    if not inner.startswith("_"):
                        names[f"{key}.{inner}"] = "attribute"
        out[name] = {"all": sorted(listed) if listed is not None else None, "names": names}
    return out


def main(modules, answer):
    with open(modules, encoding="utf-8") as file:
        names = file.read().split()
    with open(answer, "w", encoding="utf-8") as file:
        json.dump(dump(names), file)


main(*sys.argv[1:3])
