// What a module offers to the files that import it.
#include <catch2/catch_test_macros.hpp>

#include "cache/exports.h"
#include "semantics/project/exports.h"
#include "semantics/project/outline.h"
#include "syntax/bytes.h"

using namespace zen;

namespace {

const ExportedName& named(const Exports& exports, std::string_view name) {
    const ExportedName* found = exports.find(name);
    REQUIRE(found);
    return *found;
}

const ExportedClass& class_named(const Exports& exports, std::string_view name) {
    REQUIRE(named(exports, name).kind == ExportedName::class_);
    return exports.classes.at(named(exports, name).index);
}

}  // namespace

TEST_CASE("An outline has the heads of functions and no bodies") {
    CHECK(outline("def f(a,  # one\n      b):  # two\n    return {\n  1}\nx = 1\n") == "def f(): ...\nx = 1\n");
    CHECK(outline("def f(a=')', *, b: T[int] = g(1)) -> A[B]:  # )\n    return 1\n") == "def f() -> A[B]: ...\n");
    CHECK(outline("def f[T](a: T) -> T:\n    return a\n") == "def f[T](a: T) -> T: ...\n");
    CHECK(
        outline("class A:\n    '''Text: it's here.\n'''\n\n    async def f(self):\n        def g():\n            pass\n"
                "    # def h():\n    y: int = 0\n") ==
        "class A:\n    '''Text: it's here.\n'''\n    async def f(): ...\n    y: int = 0\n");
    CHECK(outline("def f(): return 1\ndef g():\n\tglobal x, y\n\tx = '''\ndef no():\n'''\n") ==
          "def f(): return 1\ndef g(): global x, y\n");
    CHECK(outline("def f():\r\n    return 1\r\nx = f'{f\"{1}\"}'\r\n") == "def f(): ...\nx = f'{f\"{1}\"}'\r\n");
    CHECK(outline("if a:\n    def f():\n        pass\nelse:\n    def f():\n        pass") ==
          "if a:\n    def f(): ...\nelse:\n    def f(): ...\n");
    CHECK(outline("class A:\n    def f(self, p: T):\n        self.x: int = (\n            1)\n        if p:\n"
                  "            self.y = p\n        self.z == 1\n        self.f()\n        self.w = yield\n") ==
          "class A:\n    def f(self, p: T): self.x: int = (\n            1); self.y = p\n");
    CHECK(outline("async def f():\n    for x in y:\n        yield x\ndef g():\n    yield\n") ==
          "async def f(): yield\ndef g(): ...\n");
    CHECK(outline("").empty());
    // A backslash at the very end, and a bracket that nobody closes.
    CHECK(outline("x = \\") == "x = \\");
    CHECK(outline("x = (\ndef f():\n    pass\n") == "x = (\ndef f():\n    pass\n");
    // Wherever a block of sixteen bytes ends.
    for (std::size_t n = 1; n < 40; ++n) {
        const std::string name(n, 'a');
        CHECK(outline("def " + name + "(a='|', b=\")\\\"\"):  # )\n    \"\"\"" + name +
                      "\\\"\"\"\"\"\"\n    x | (\ny)\n" + name + " = 2\n") ==
              "def " + name + "(): ...\n" + name + " = 2\n");
    }
}

TEST_CASE("Plain code ends at the same bytes in blocks of sixteen and behind them") {
    for (int c = 0; c < 256; ++c)
        for (std::size_t at = 0; at < 36; ++at) {
            std::string text(36, 'a');
            text[at] = static_cast<char>(c);
            const bool code = std::string_view("\n#\\()[]{}\"'|").find(text[at]) != std::string_view::npos;
            CHECK(plain_code_end(text, 0) == (code ? at : text.size()));
            CHECK(plain_string_end(text, 0, '"', true) == (c == '"' || c == '\\' ? at : text.size()));
            CHECK(plain_string_end(text, 0, '"', false) == (c == '"' || c == '\\' || c == '\n' ? at : text.size()));
        }
}

TEST_CASE("Functions are known by their annotations") {
    const Exports exports = read_exports(
        "from .models import User\n"
        "import numpy as np\n"
        "def names(users) -> list[str]:\n    return []\n"
        "def first() -> 'User | None':\n    pass\n"
        "def array() -> np.ndarray: ...\n"
        "async def load() -> int: ...\n"
        "async def rows():\n    yield 1\n"
        "@cache\ndef kept() -> int: ...\n"
        "def plain(): return []\n"
        "if x:\n    def either() -> int: ...\nelse:\n    def either() -> str: ...\n"
        "def unclear() -> 'User | np.ndarray': ...\n",
        {3, 12});
    CHECK(type_text(named(exports, "names").type) == "list[str]");
    CHECK(type_text(named(exports, "first").type) == "@.models.User | None");
    CHECK(type_text(named(exports, "array").type) == "@numpy.ndarray");
    CHECK(named(exports, "load").async);
    CHECK_FALSE(named(exports, "rows").async);
    CHECK(named(exports, "kept").kind == ExportedName::unknown);
    CHECK(named(exports, "plain").kind == ExportedName::function);
    CHECK_FALSE(named(exports, "plain").type.known());
    CHECK(named(exports, "either").kind == ExportedName::unknown);
    CHECK_FALSE(named(exports, "unclear").type.known());
    CHECK(named(exports, "User").path == ".models.User");
    CHECK(named(exports, "np").path == "numpy");
}

TEST_CASE("Constants are known by their literals, other names by their annotations") {
    const Exports exports = read_exports(
        "LIMIT = 3\nNAMES = ['a']\nNOTHING = None\nlater = 3\ncount: int = 0\nCHANGED = 1\n"
        "def f():\n    global CHANGED\n    CHANGED = 'x'\n"
        "import os\njoin = os.path.join\n",
        {3, 12});
    CHECK(type_text(named(exports, "LIMIT").type) == "int");
    CHECK(type_text(named(exports, "NAMES").type) == "list");
    CHECK_FALSE(named(exports, "NOTHING").type.known());
    CHECK(named(exports, "later").kind == ExportedName::unknown);
    CHECK(type_text(named(exports, "count").type) == "bool | int");
    CHECK(named(exports, "CHANGED").kind == ExportedName::unknown);
    CHECK(named(exports, "join").path == "os.path.join");
}

TEST_CASE("Classes have their bases, decorators and members") {
    const Exports exports = read_exports(
        "from dataclasses import dataclass\nfrom . import base\n"
        "class Error(base.Error, Generic[T], metaclass=Meta): ...\n"
        "@dataclass(frozen=True)\nclass Point:\n    x: int\n    y: int = 0\n"
        "    def near(self, other: 'Point') -> 'Point': ...\n"
        "    async def send(self) -> int: ...\n    @property\n    def size(self) -> int: ...\n"
        "class Below(Point): ...\n",
        {3, 12});
    CHECK(class_named(exports, "Error").bases == std::vector<std::string>{".base.Error", ""});
    CHECK(class_named(exports, "Error").metaclass == "?");
    CHECK(class_named(exports, "Below").bases == std::vector<std::string>{":Point"});
    const ExportedClass& point = class_named(exports, "Point");
    CHECK(point.decorators == std::vector<std::string>{"dataclasses.dataclass"});
    REQUIRE(point.members.size() == 5);
    CHECK(point.members[0].name == "near");
    CHECK(type_text(point.members[0].type) == "@:Point");
    CHECK(point.members[1].async);
    CHECK(point.members[2].kind == ExportedMember::property);
    CHECK(type_text(point.members[2].type) == "bool | int");
    CHECK(point.members[3].kind == ExportedMember::attribute);
}

TEST_CASE("What `import *` brings is known where `__all__` is one literal, or not there") {
    const Exports literal = read_exports("__all__ = ['a', \"b\"]\nfrom .x import *\n", {3, 12});
    REQUIRE(literal.all);
    CHECK(*literal.all == std::vector<std::string>{"a", "b"});
    CHECK(literal.stars == std::vector<std::string>{".x"});
    for (const char* text : {"__all__ = ['a']\n__all__ += ['b']\n", "__all__ = names()\n", "__all__ = ['a' 'b']\n",
                             "__all__ = ['a']\n__all__.append('b')\n"}) {
        const Exports unclear = read_exports(text, {3, 12});
        CHECK_FALSE(unclear.all);
        CHECK(unclear.unclear_all);
    }
    CHECK(read_exports("globals()['x'] = 1\n", {3, 12}).open);
    CHECK(read_exports("x = (\n", {3, 12}).open);
    CHECK_FALSE(read_exports("x = 1\n", {3, 12}).open);
}

TEST_CASE("The cache gives back the exports that it was given") {
    const Exports exports = read_exports(
        "__all__ = ['A']\nclass A(B):\n    x: dict[str, tuple[int, ...]]\n    async def f(self): "
        "...\n"
        "def f() -> list[tuple[str, A]]: ...\n",
        {3, 12});
    const std::string bytes = stored(exports);
    const std::optional<Exports> back = restored_exports(bytes);
    REQUIRE(back);
    CHECK(stored(*back) == bytes);
    CHECK(type_text(back->find("f")->type) == "list[tuple[str, @:A]]");
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(restored_exports(std::string_view(bytes).substr(0, size)));
}
