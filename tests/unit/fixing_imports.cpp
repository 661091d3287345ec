// How a qualified name is imported: what names a class is no module, and neither is what is in it.
#include <catch2/catch_test_macros.hpp>

#include "engine/fixing/imports.h"
#include "syntax/parse.h"

using namespace zen;

namespace {

std::string line_for(std::string_view qualified, bool holder = false) {
    const Tree tree = parse("");
    const ImportStyle style = import_style(Model(tree), qualified, holder);
    if (style.name.empty()) return "import " + std::string(style.module);
    return "from " + std::string(style.module) + " import " + std::string(style.name);
}

}  // namespace

TEST_CASE("a method's import is that of its class's module") {
    CHECK(line_for("pathlib.Path.cwd") == "from pathlib import Path");
    CHECK(line_for("pathlib.Path") == "from pathlib import Path");
    CHECK(line_for("collections.abc.Mapping") == "from collections.abc import Mapping");
    CHECK(line_for("collections.Counter.fromkeys") == "from collections import Counter");
    CHECK(line_for("itertools.chain.from_iterable") == "import itertools");
    CHECK(line_for("datetime.datetime.now") == "import datetime");
    CHECK(line_for("concurrent.futures.ThreadPoolExecutor") == "import concurrent.futures");
    CHECK(line_for("math.sqrt") == "import math");
    CHECK(line_for("acme.jobs.Queue.open") == "import acme.jobs");
    CHECK(line_for("acme.jobs.run") == "import acme.jobs");
}

TEST_CASE("what a name follows may be a module or an object") {
    CHECK(line_for("acme.config.settings", true) == "from acme.config import settings");
    CHECK(line_for("acme.config.settings") == "import acme.config");
    CHECK(line_for("acme.config.Settings", true) == "from acme.config import Settings");
    CHECK(line_for("os.path", true) == "import os");
}
