"""Fixes published libraries and runs their own tests before and after: not one may change its result.

Usage: libraries.py [--unsafe] [--blame] [--work FOLDER] [NAME...]   (ZENLINT names the program)
Fetches source distributions by pip, runs each library's tests, fixes the library's code (all rules, safe fixes; with
--unsafe the unsafe ones too), and runs them again. --blame tells which rule alone breaks what. Needs the network the
first time; exit status 1 when a test has changed, 77 (skipped) outside of `./zen test --all`.
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as xml

PROGRAM = os.path.abspath(os.environ.get("ZENLINT", "zenlint"))
VERSION = "py3%d" % sys.version_info[1]
TESTERS = ["pytest<8.3", "hypothesis", "freezegun", "pretend", "setuptools<70"]
BORROWED = {"packaging", "pluggy"}  # pytest needs them itself: its own versions stay installed

# What is fixed, in the unpacked distribution, and what is run.
# `target` is the oldest Python that its tests want its code to be of.
Library = collections.namedtuple("Library", "version code tests needs target", defaults=[[], VERSION])
LIBRARIES = {
    "anytree": Library("2.12.1", ["anytree"], ["tests"], ["six"]),
    "arrow": Library("1.3.0", ["arrow"], ["tests"], ["python-dateutil", "types-python-dateutil", "pytz", "dateparser", "simplejson", "pytest-mock", "freezegun"]),
    "attrs": Library("24.2.0", ["src"], ["tests"], ["cloudpickle"]),
    "babel": Library("2.19.0", ["babel"], ["tests"], ["pytz", "tzdata"]),
    "beautifulsoup4": Library("4.12.3", ["bs4"], ["bs4/tests"], ["soupsieve", "html5lib"]),
    "bidict": Library("0.23.1", ["bidict"], ["tests"], ["sortedcollections", "sortedcontainers", "typing-extensions", "pytest-benchmark"]),
    "blinker": Library("1.8.2", ["src"], ["tests"]),
    "boltons": Library("24.0.0", ["boltons"], ["tests"]),
    "cachetools": Library("5.5.0", ["src"], ["tests"]),
    "cattrs": Library("26.2.1", ["src"], ["tests"], ["attrs>=25.4", "immutables", "msgpack", "orjson", "pyyaml", "tomlkit", "ujson", "cbor2", "msgspec", "pytest-benchmark", "pymongo"]),
    "cerberus": Library("1.3.5", ["cerberus"], ["cerberus/tests"]),
    "click": Library("8.1.7", ["src"], ["tests"]),
    "colander": Library("2.0", ["src"], ["tests"], ["translationstring", "iso8601"]),
    "configobj": Library("5.0.9", ["src"], ["src/tests"]),
    "construct": Library("2.10.70", ["construct"], ["tests"], ["arrow", "cloudpickle", "numpy", "ruamel.yaml", "lz4", "cryptography"]),
    "croniter": Library("7.0.0", ["src"], ["src/croniter/tests"], ["pytz", "tzlocal", "python-dateutil", "mock"]),
    "cssselect": Library("1.6.0", ["cssselect"], ["tests"], ["lxml"]),
    "deepdiff": Library("9.1.0", ["deepdiff"], ["tests"], ["numpy", "pytz", "python-dateutil", "jsonpickle", "tomli", "tomli-w", "pyyaml", "uuid6", "orjson", "pydantic", "click"]),
    "dictdiffer": Library("0.9.0", ["dictdiffer"], ["tests"], ["numpy"]),
    "docutils": Library("0.21.2", ["docutils"], ["test/test_parsers", "test/test_readers", "test/test_statemachine.py", "test/test_nodes.py", "test/test_utils", "test/test_transforms"], []),
    "flask": Library("3.0.3", ["src"], ["tests"], ["werkzeug==3.0.4", "jinja2", "itsdangerous", "click", "blinker"]),
    "freezegun": Library("1.5.5", ["freezegun"], ["tests"], ["python-dateutil"]),
    "funcy": Library("2.0", ["funcy"], ["tests"], ["whatever"]),
    "glom": Library("23.5.0", ["glom"], ["glom/test"], ["boltons", "face", "attrs", "pyyaml"]),
    "h11": Library("0.16.0", ["h11"], ["h11/tests"]),
    "html5lib": Library("1.1", ["html5lib"], ["html5lib/tests"], ["lxml", "genshi", "chardet"]),
    "humanize": Library("4.10.0", ["src"], ["tests"], ["humanize==4.10.0"]),
    "hyperlink": Library("21.0.0", ["src"], ["src/hyperlink/test"], ["idna"]),
    "icalendar": Library("7.3.2", ["src"], ["src/icalendar/tests"], ["pytz"]),
    "idna": Library("3.10", ["idna"], ["tests"]),
    "inflect": Library("7.6.0", ["inflect"], ["tests"], ["pygments"]),
    "inflection": Library("0.5.1", ["inflection"], ["test_inflection.py"]),
    "intervaltree": Library("3.1.0", ["intervaltree"], ["test"], ["sortedcontainers"]),
    "isodate": Library("0.6.1", ["src"], ["src/isodate/tests"], ["six"]),
    "itsdangerous": Library("2.2.0", ["src"], ["tests"]),
    "jinja2": Library("3.1.4", ["src"], ["tests"], ["markupsafe", "trio"]),
    "jmespath": Library("1.0.1", ["jmespath"], ["tests"]),
    "jsonpatch": Library("1.33", ["jsonpatch.py"], ["tests.py"], ["jsonpointer"]),
    "jsonpickle": Library("4.1.4", ["jsonpickle"], ["tests"], ["numpy", "simplejson", "pyyaml", "ujson", "ecdsa"]),
    "jsonschema": Library("4.26.0", ["jsonschema"], ["jsonschema/tests"], ["jsonpath-ng"]),
    "lark": Library("1.2.2", ["lark"], ["tests/test_grammar.py", "tests/test_trees.py", "tests/test_lexer.py", "tests/test_tree_forest_transformer.py"]),
    "mako": Library("1.3.5", ["mako"], ["test"], ["markupsafe"]),
    "markdown": Library("3.11.3", ["markdown"], ["tests"], ["pyyaml", "pygments"]),
    "markdown-it-py": Library("4.3.0", ["markdown_it"], ["tests"], ["mdit-py-plugins", "pytest-regressions", "linkify-it-py"]),
    "marshmallow": Library("3.22.0", ["src"], ["tests"], ["packaging", "pytz", "simplejson"]),
    "mido": Library("1.3.3", ["mido"], ["tests"], ["packaging"]),
    "mistune": Library("3.0.2", ["src"], ["tests"]),
    "more-itertools": Library("10.5.0", ["more_itertools"], ["tests"]),
    "natsort": Library("8.4.0", ["natsort"], ["tests"], ["pytest-mock"]),
    "networkx": Library("3.3", ["networkx"], ["networkx/classes", "networkx/utils", "networkx/readwrite", "networkx/algorithms/tests"]),
    "oauthlib": Library("4.0.1", ["oauthlib"], ["tests"], ["cryptography", "pyjwt", "blinker"]),
    "packaging": Library("24.1", ["src"], ["tests"]),
    "parse": Library("1.20.2", ["parse.py"], ["tests"]),
    "parsimonious": Library("0.11.0", ["parsimonious"], ["parsimonious/tests"]),
    "parso": Library("0.8.4", ["parso"], ["test"], ["docopt"], "py36"),
    "pathspec": Library("0.12.1", ["pathspec"], ["tests"]),
    "pluggy": Library("1.5.0", ["src"], ["testing"]),
    "ply": Library("3.11", ["ply"], ["test"]),
    "portion": Library("2.5.0", ["portion"], ["tests"], ["sortedcontainers"]),
    "prettytable": Library("3.11.0", ["src"], ["tests"], ["wcwidth", "prettytable==3.11.0", "pytest-lazy-fixtures"]),
    "pydash": Library("8.1.0", ["src"], ["tests"]),
    "pyflakes": Library("3.2.0", ["pyflakes"], ["pyflakes/test"]),
    "pygments": Library("2.18.0", ["pygments"], ["tests/test_basic_api.py", "tests/test_html_formatter.py", "tests/test_regexlexer.py", "tests/test_guess.py", "tests/test_token.py"], ["lxml"]),
    "pyjwt": Library("2.15.1", ["jwt"], ["tests"], ["cryptography"]),
    "pyparsing": Library("3.1.4", ["pyparsing"], ["tests"], ["railroad-diagrams", "jinja2"]),
    "pyrsistent": Library("0.20.0", ["pyrsistent"], ["tests"]),
    "python-dateutil": Library("4.0.0", ["src"], ["tests"]),
    "pyyaml": Library("6.0.4", ["lib"], ["tests"]),
    "responses": Library("0.26.3", ["responses"], ["responses/tests"], ["pytest-asyncio", "pytest-httpserver", "tomli", "tomli-w"]),
    "rfc3986": Library("2.0.0", ["src"], ["tests"], ["idna"]),
    "schema": Library("0.7.7", ["schema.py"], ["test_schema.py"], ["mock"]),
    "semver": Library("3.0.2", ["src"], ["tests"]),
    "simpleeval": Library("1.0.8", ["simpleeval.py"], ["tests"]),
    "simplejson": Library("3.19.3", ["simplejson"], ["simplejson/tests"]),
    "sqlparse": Library("0.5.1", ["sqlparse"], ["tests"]),
    "statsd": Library("4.0.1", ["statsd"], ["statsd/tests.py"], ["mock"]),
    "tabulate": Library("0.9.0", ["tabulate"], ["test"], ["wcwidth"]),
    "tenacity": Library("9.0.0", ["tenacity"], ["tests"], ["tornado", "typeguard"]),
    "textdistance": Library("4.6.3", ["textdistance"], ["tests"], ["numpy"]),
    "texttable": Library("1.7.2", ["texttable.py"], ["tests.py"], ["wcwidth"]),
    "tinydb": Library("4.8.0", ["tinydb"], ["tests"], ["pyyaml"]),
    "tomlkit": Library("0.15.2", ["tomlkit"], ["tests"], ["pyyaml"]),
    "toolz": Library("0.12.1", ["toolz", "tlz"], ["toolz/tests"]),
    "traitlets": Library("5.16.1", ["traitlets"], ["tests"], ["argcomplete", "pytest-mock", "mypy", "pytest-mypy-testing"], "py310"),
    "treelib": Library("1.7.0", ["treelib"], ["tests"], ["six"]),
    "uncertainties": Library("3.2.3", ["uncertainties"], ["tests"], ["numpy", "scipy"]),
    "uritemplate": Library("4.1.1", ["uritemplate"], ["tests"]),
    "voluptuous": Library("0.15.2", ["voluptuous"], ["voluptuous/tests"]),
    "wcwidth": Library("0.2.13", ["wcwidth"], ["tests"]),
    "webcolors": Library("24.8.0", ["src"], ["tests"]),
    "webob": Library("1.8.11", ["src"], ["tests"]),
    "werkzeug": Library("3.0.4", ["src"], ["tests"], ["markupsafe", "ephemeral-port-reserve", "pytest-timeout", "watchdog", "cryptography"]),
    "wrapt": Library("2.5.2", ["src"], ["tests"]),
    "xmltodict": Library("0.13.0", ["xmltodict.py"], ["tests"]),
    "zipp": Library("3.20.1", ["zipp"], ["tests"], ["jaraco.itertools", "jaraco.functools", "more-itertools", "jaraco.test", "big-O"]),
}


class Workshop:
    """The folder that holds what is fetched, and an environment to run it in."""

    def __init__(self, folder):
        self.folder = folder
        self.python = folder / "venv/bin/python"

    def pip(self, *arguments):
        command = [self.python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
        return subprocess.run(command, stdin=subprocess.DEVNULL).returncode == 0

    def prepare(self):
        if self.python.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", self.folder / "venv"], check=True)
        if not self.pip("install", *TESTERS):
            sys.exit("pip could not install what the tests need")

    def sources(self, name):
        """The unpacked source distribution, fetched if need be; None when that fails."""
        library = LIBRARIES[name]
        unpacked = self.folder / "sources" / name
        if not unpacked.exists():
            sdists = self.folder / "sdists" / name
            if not list(sdists.glob("*.tar.gz")):
                wanted = f"{name}=={library.version}"
                if not self.pip("download", "--no-deps", "--no-binary", ":all:", "--dest", sdists, wanted):
                    return None
            # Its dependencies, and itself for what it asks of its own metadata: the path puts the sources first.
            self.pip("install", *([] if name in BORROWED else [f"{name}=={library.version}"]), *library.needs)
            with tarfile.open(next(sdists.glob("*.tar.gz"))) as archive:
                archive.extractall(unpacked, filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(unpacked)
        return next(path for path in unpacked.iterdir() if path.is_dir())

    def outcomes(self, name, folder):
        """What becomes of each test: its name and `passed`, `failed`, `error` or `skipped`."""
        report = folder / "zenlint-outcomes.xml"
        report.unlink(missing_ok=True)
        path = os.pathsep.join(str(folder / code) for code in LIBRARIES[name].code if code == "src") or str(folder)
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "", "NO_COLOR": "1"}
        options = ["-q", "-p", "no:cacheprovider", "-o", "addopts=", "-o", "filterwarnings=default", "-o", "junit_logging=no", f"--junitxml={report}"]
        command = [self.python, "-m", "pytest", *options, *LIBRARIES[name].tests]
        try:
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, timeout=900)
        except subprocess.TimeoutExpired:
            return {"": "no end"}, "no end within 900 seconds"
        if not report.exists():
            return {"": "crash"}, done.stdout[-3000:] + done.stderr[-1000:]
        found = {}
        for case in xml.parse(report).iter("testcase"):
            kinds = {child.tag for child in case} & {"failure", "error", "skipped"}
            found[f"{case.get('classname')}::{case.get('name')}"] = kinds.pop() if kinds else "passed"
        return found, done.stdout

    def fix(self, name, folder, unsafe, select="ALL"):
        command = [PROGRAM, "check", "--isolated", "--no-cache", "--no-respect-gitignore", "--target-version", LIBRARIES[name].target, "--select", select]
        command += ["--fix", *(["--unsafe-fixes"] if unsafe else []), "--output-format", "json"]
        done = subprocess.run([*command, *LIBRARIES[name].code], cwd=folder, capture_output=True, text=True)
        faults = [f for f in json.loads(done.stdout or "[]") if f["code"] == "ZEN0007"]
        if done.returncode not in (0, 1):
            print(f"{name}: zenlint ends with {done.returncode}: {done.stderr[-500:]} {faults}")
        return done.returncode in (0, 1)


def differences(before, after):
    return {test: (before.get(test), after.get(test)) for test in before.keys() | after.keys() if before.get(test) != after.get(test)}


def fresh_copy(sources, to):
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(sources, to, symlinks=True)
    return to


def changed_files(sources, copy, name):
    """Library files that the fixes have changed; the tests themselves stay out of it."""
    return [path for path in copy.rglob("*.py") if (sources / path.relative_to(copy)).read_bytes() != path.read_bytes()]


def keep_tests(sources, copy):
    """Tests that lie inside the library are no part of what is fixed."""
    for path in copy.rglob("*.py"):
        parts = path.relative_to(copy).parts
        if {"test", "tests", "testing"} & set(parts[:-1]) and path.read_bytes() != (sources / path.relative_to(copy)).read_bytes():
            shutil.copyfile(sources / path.relative_to(copy), path)


def judge(shop, name, unsafe, blame):
    """True when all is as it was; None when the library cannot be tested here."""
    sources = shop.sources(name)
    if sources is None:
        print(f"{name}: cannot be fetched")
        return None
    copy = fresh_copy(sources, shop.folder / "copies" / name)
    before, _ = shop.outcomes(name, copy)
    passed = sum(outcome == "passed" for outcome in before.values())
    if passed < 5:
        print(f"{name}: its tests do not run here")
        return None
    again, _ = shop.outcomes(name, copy)
    moody = differences(before, again).keys()
    fresh_copy(sources, copy)
    sound = shop.fix(name, copy, unsafe)
    keep_tests(sources, copy)
    changed = len(changed_files(sources, copy, name))
    after, output = shop.outcomes(name, copy)
    broken = {test: was for test, was in differences(before, after).items() if test not in moody}
    print(f"{name}: {passed} tests pass, {changed} files fixed, {len(broken)} tests changed", flush=True)
    for test, (was, now) in sorted(broken.items())[:8]:
        print(f"    {test}: {was} -> {now}")
    if broken and after.keys() <= {""}:
        print(output)
    if broken and blame:
        find_culprits(shop, name, sources, copy, unsafe, before, moody)
    return sound and not broken


def find_culprits(shop, name, sources, copy, unsafe, before, moody):
    fresh_copy(sources, copy)
    command = [PROGRAM, "check", "--isolated", "--no-cache", "--no-respect-gitignore", "--target-version", LIBRARIES[name].target, "--select", "ALL", "--output-format", "json"]
    done = subprocess.run([*command, *LIBRARIES[name].code], cwd=copy, capture_output=True, text=True)
    bold = {"safe", "unsafe"} if unsafe else {"safe"}
    for code in sorted({f["code"] for f in json.loads(done.stdout) if f["fix"] and f["fix"]["applicability"] in bold}):
        fresh_copy(sources, copy)
        shop.fix(name, copy, unsafe, code)
        keep_tests(sources, copy)
        after, output = shop.outcomes(name, copy)
        broken = {test for test in differences(before, after) if test not in moody}
        if broken:
            print(f"    {code}: {len(broken)} tests, as {sorted(broken)[:3]}", flush=True)
            if after.keys() <= {""}:
                print(output[-1500:])
            for path in changed_files(sources, copy, name):
                diff = subprocess.run(["diff", "-u", sources / path.relative_to(copy), path], capture_output=True, text=True)
                (shop.folder / f"{name}-{code}.diff").open("a").write(diff.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--blame", action="store_true")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("build/real"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if not options.names and os.environ.get("ZENLINT_FULL") != "1":
        print("skipped: libraries are fetched and tested under `./zen test --all` only")
        return 77
    shop = Workshop(options.work.resolve())
    shop.prepare()
    results = {name: judge(shop, name, options.unsafe, options.blame) for name in options.names or LIBRARIES}
    fine, wrong = (sum(result is value for result in results.values()) for value in (True, False))
    print(f"{fine} libraries pass their tests as before, {wrong} do not, {len(results) - fine - wrong} could not be tested")
    return wrong > 0 or fine == 0


if __name__ == "__main__":
    sys.exit(main())
