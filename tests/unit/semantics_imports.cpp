// Imports, qualified names, builtins, and how to spell a name at a place.
#include <catch2/catch_test_macros.hpp>

#include "semantics/library/builtins.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics_snippet.h"

using namespace zen;

namespace {

std::string last_qualified(std::string text) {
    Snippet s(text + "\n");
    Node last;
    for (Node n : Node(s->tree(), 0).descendants())
        if (n.is(Kind::expression_statement)) last = n;
    return s->qualified(last.child(0u));
}

}  // namespace

TEST_CASE("qualified names through imports and aliases") {
    CHECK(last_qualified("import os\nos.path.join") == "os.path.join");
    CHECK(last_qualified("import os.path\nos.path.join") == "os.path.join");
    CHECK(last_qualified("import os.path as p\np.join") == "os.path.join");
    CHECK(last_qualified("from os import path\npath.join") == "os.path.join");
    CHECK(last_qualified("from os.path import join as j\n(j)") == "os.path.join");
    CHECK(last_qualified("from .utils import helper\nhelper") == ".utils.helper");
    CHECK(last_qualified("from .. import pkg\npkg.x") == "..pkg.x");
    CHECK(last_qualified("from . import a\na") == ".a");
    CHECK(last_qualified("import os\njoin = os.path.join\njoin") == "os.path.join");
    CHECK(last_qualified("def f():\n    import os\n    os.sep") == "os.sep");
    CHECK(last_qualified("import builtins\nbuiltins.len") == "len");
    CHECK(last_qualified("import time\nfrom time import time\ntime") == "time.time");
    CHECK(last_qualified("import time\nfrom time import time\ndef f():\n    time") == "time.time");
}

TEST_CASE("a snippet without its imports means the modules that it names") {
    CHECK(last_qualified("os.path.join") == "os.path.join");
    CHECK(last_qualified("def f():\n    typing.Union") == "typing.Union");
    CHECK(last_qualified("path.join") == "");
    CHECK(last_qualified("time.time") == "");
    CHECK(last_qualified("def f(os):\n    os.path") == "");
    CHECK(last_qualified("from tools import *\nos.path") == "");
    CHECK(last_qualified("for re in x:\n    re.match") == "");
}

TEST_CASE("qualified names are empty when they are not certain") {
    CHECK(last_qualified("import os\nos = None\nos.path") == "");
    CHECK(last_qualified("try:\n    import json\nexcept ImportError:\n    import simplejson as json\njson.loads") ==
          "");
    // Where the import fails, nothing is read from the None that takes its place.
    CHECK(last_qualified("try:\n    import json\nexcept ImportError:\n    json = None\njson.loads") == "json.loads");
    CHECK(last_qualified("import time\ndef f():\n    time\nfrom time import time") == "");
    CHECK(last_qualified("import time\nif x:\n    from time import time\ntime") == "");
    CHECK(last_qualified("x.y") == "");
    CHECK(last_qualified("x = 1\nx") == "");
    CHECK(last_qualified("f().os") == "");
    CHECK(last_qualified("def f(os):\n    os.path") == "");
    CHECK(last_qualified("if x:\n    j = len\nj") == "");
}

TEST_CASE("names that `import *` of a library module brings are that module's") {
    CHECK(last_qualified("from os.path import *\njoin") == "os.path.join");
    CHECK(last_qualified("from os import *\npath.join") == "os.path.join");
    CHECK(last_qualified("from math import *\nimport os\nos.path") == "os.path");
    CHECK(last_qualified("from math import *\ndef f():\n    sqrt") == "math.sqrt");
    // Of two the last one counts, unless it may not run.
    CHECK(last_qualified("from math import *\nfrom cmath import *\nsqrt") == "cmath.sqrt");
    CHECK(last_qualified("from math import *\nif x:\n    from cmath import *\nsqrt") == "");
    CHECK(last_qualified("from math import *\nfrom numpy import *\nsqrt") == "");
    CHECK(last_qualified("from math import *\nsqrt = 1\nsqrt") == "");
    CHECK(last_qualified("from math import *\nisprime") == "");
    CHECK(last_qualified("from os import *\nsys.path") == "sys.path");  // a snippet's
    for (std::string_view builtin :
         {"operator.abs", "operator.pow", "enum.property", "locale.str", "threading.enumerate", "tarfile.open",
          "sqlite3.Warning", "asyncio.TimeoutError", "importlib.__import__", "py_compile.compile", "sys.exit",
          "codecs.open", "fileinput.input", "reprlib.repr", "ast.slice", "gzip.open", "re.compile", "curses.filter"}) {
        const auto dot = builtin.rfind('.');
        const std::string module(builtin.substr(0, dot)), name(builtin.substr(dot + 1));
        CHECK(last_qualified("from " + module + " import *\n" + name) != name);
    }
    Snippet s("from os.path import *\nfrom math import *\njoin(a)\npow(2)\nlen(b)\n");
    CHECK(s->means(s.name("join"), "os.path.join"));
    CHECK(s->means(s.name("pow"), "math.pow"));
    CHECK_FALSE(s->means(s.name("pow"), "pow"));
    CHECK(s->means(s.name("len"), "len"));
    CHECK_FALSE(s->means(s.name("join"), "posixpath.join"));
}

TEST_CASE("builtins are those that nothing shadows") {
    CHECK(last_qualified("len") == "len");
    CHECK(last_qualified("len = 1\nlen") == "");
    CHECK(last_qualified("from numpy import *\nsum") == "");
    CHECK(last_qualified("from .numbers import *\nsum") == "");
    CHECK(last_qualified("from tkinter import *\nsum") == "sum");
    CHECK(last_qualified("from math import *\nsum") == "sum");
    CHECK(last_qualified("from math import *\npow") == "math.pow");
    CHECK(last_qualified("from math import *\nfrom os import *\nopen") == "os.open");
    CHECK(last_qualified("from concurrent.futures import *\nlen") == "len");
    CHECK(last_qualified("class C:\n    def len(self):\n        len") == "len");
    Snippet s("print(ExceptionGroup)\n", {3, 10});
    CHECK(s->is_builtin_function(s.name("print")));
    CHECK_FALSE(s->is_builtin_function(s.name("ExceptionGroup")));
    CHECK(is_builtin("ExceptionGroup", {3, 11}));
    CHECK(builtin_exception_base("FileNotFoundError") == "OSError");
    CHECK(builtin_exception_base("len").empty());
}

TEST_CASE("a builtin is itself until the module binds the name") {
    Snippet s("rows = list(items)\ndef list(x): return x\nrows = list(items)\n");
    CHECK(s->means(s.name("list", 1), "list"));
    CHECK_FALSE(s->means(s.name("list", 3), "list"));
}

TEST_CASE("an import counts until the module binds the name again") {
    Snippet s(
        "from decimal import Decimal\nDecimal(1)\nclass Decimal: pass\nDecimal(2)\ndef f(): Decimal(3)\n"
        "import os\nfor _ in x:\n    os.sep\n    os = 1\n");
    CHECK(s->qualified(s.name("Decimal", 2)) == "decimal.Decimal");
    CHECK(s->qualified(s.name("Decimal", 4)).empty());
    CHECK(s->qualified(s.name("Decimal", 5)).empty());
    CHECK(s->qualified(s.name("os", 2)).empty());
    Snippet t("if x:\n    import os\nos.sep\nos = 1\nimport sys\ndef f():\n    global sys\n    sys = 1\nf()\nsys\n");
    CHECK(t->qualified(t.name("os", 2)).empty());
    CHECK(t->qualified(t.name("sys", 4)).empty());
}

TEST_CASE("means compares without the name's spelling") {
    Snippet s(
        "import os.path as p, builtins\nfrom datetime import datetime as dt\np.join(len, dt.now, builtins.len)\n");
    CHECK(s->means(s.at("p.join"), "os.path.join"));
    CHECK_FALSE(s->means(s.at("p.join"), "join"));
    CHECK_FALSE(s->means(s.at("p.join"), "path.join"));
    CHECK(s->means(s.name("len"), "len"));
    CHECK(s->means(s.name("len"), "builtins.len"));
    CHECK(s->means(s.at("dt.now"), "datetime.datetime.now"));
    CHECK(s->means(s.at("builtins.len"), "len"));
    CHECK_FALSE(s->means(s.name("now"), "now"));
}

TEST_CASE("does the file import a module") {
    Snippet s(
        "import numpy.linalg as l\nfrom pandas import DataFrame\nfrom sqlalchemy.orm import Session\nfrom xml import "
        "sax\n");
    CHECK(s->imports("numpy"));
    CHECK(s->imports("pandas"));
    CHECK(s->imports("sqlalchemy"));
    CHECK(s->imports("xml.sax"));
    CHECK_FALSE(s->imports("num"));
    CHECK_FALSE(s->imports("sax"));
}

TEST_CASE("spelling by the imports there are") {
    Snippet s(
        "import os, pathlib as p\nfrom pathlib import Path\nimport concurrent\ndef f(os):\n    return 1\nx = 2\n");
    Node inside = s.at("return 1"), after = s.at("x = 2");
    CHECK(s->spelling("pathlib.Path", after) == "Path");
    CHECK(s->spelling("pathlib.PurePath", after) == "p.PurePath");
    CHECK(s->spelling("os.path.join", after) == "os.path.join");
    CHECK(s->spelling("os.path.join", inside) == "");
    CHECK(s->spelling("concurrent.futures.Future", after) == "");
    CHECK(s->spelling("sys.exit", after) == "");
    CHECK(s->spelling("len", after) == "len");
    CHECK(s->spelling("pathlib.Path", s.node(Kind::import_statement)) == "");
    Snippet t("if TYPE_CHECKING:\n    import os\nlen = 3\nx = 1\nif x:\n    import sys\n");
    CHECK(t->spelling("os.sep", t.at("x = 1")) == "");
    CHECK(t->spelling("len", t.at("x = 1")) == "");
    CHECK(t->spelling("sys.argv", t.at("x = 1")) == "");
    // A function may be called before an import that stands below it.
    Snippet below("def f():\n    return 1\nimport os\ndef g():\n    return 2\n");
    CHECK(below->spelling("os.sep", below.at("return 1")) == "");
    CHECK(below->spelling("os.sep", below.at("return 2")) == "os.sep");
}

TEST_CASE("modules of the standard library by version") {
    CHECK(is_stdlib_module("os.path", {3, 10}));
    CHECK(is_stdlib_module("distutils", {3, 11}));
    CHECK_FALSE(is_stdlib_module("distutils", {3, 12}));
    CHECK(is_stdlib_module("tomllib", {3, 11}));
    CHECK_FALSE(is_stdlib_module("tomllib", {3, 10}));
    CHECK_FALSE(is_stdlib_module("numpy", {3, 10}));
    CHECK(is_stdlib_submodule("concurrent.futures"));
    CHECK_FALSE(is_stdlib_submodule("os.path"));
}

TEST_CASE("versions") {
    CHECK(python_version("py312") == PythonVersion{3, 12});
    CHECK(python_version("3.9") == PythonVersion{3, 9});
    for (const char* text : {"", "3", "py", "py3", "3.x", "4.0", "3.12.1", "py3.1"}) CHECK_FALSE(python_version(text));
    CHECK(version_text({3, 10}) == "3.10");
}
