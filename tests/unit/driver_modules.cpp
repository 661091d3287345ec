// Which file an import leads to, and what the model learns from it.
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "driver/modules.h"
#include "semantics/flow/missing.h"
#include "semantics/model.h"
#include "semantics/types/classes.h"
#include "semantics/types/exact.h"
#include "semantics/types/inherited.h"
#include "semantics/types/instances.h"
#include "syntax/parse.h"

using namespace zen;

namespace {

// Files in memory, by their paths from /work.
class RunOfFiles {
  public:
    explicit RunOfFiles(std::map<std::string, std::string> files) : texts_(std::move(files)) {
        std::vector<Modules::File> all;
        for (const auto& [path, text] : texts_) all.push_back({path, {3, 12}});
        modules_ = std::make_unique<Modules>(
            all, "/work",
            [this](const std::string& path) -> Result<std::string> {
                ++read_[path];
                auto at = texts_.find(path);
                if (at == texts_.end()) return Trouble{path, 0, 0, "gone"};
                return at->second;
            },
            nullptr);
    }

    // The type of the last expression statement of a file.
    std::string type(const std::string& path) {
        const Tree tree = parse(std::string_view(texts_.at(path)));
        reads_.clear();
        const World world = modules_->world(path, &reads_);
        const Model model(tree, {3, 12}, path, world);
        return type_text(model.type(Node(tree, 0).last_child().child(0u)));
    }
    // Is the last expression an instance of that class?
    bool instance(const std::string& path, const std::string& name) {
        const Tree tree = parse(std::string_view(texts_.at(path)));
        reads_.clear();
        const Model model(tree, {3, 12}, path, modules_->world(path, &reads_));
        return is_instance_of(model, Node(tree, 0).last_child().child(0u), name);
    }
    Referent referent(const std::string& importer, const std::string& wanted) {
        reads_.clear();
        return referent_of(modules_->world(importer, &reads_), nullptr, importer, wanted, {3, 12});
    }
    std::string file(const std::string& importer, const std::string& wanted) {
        const Referent found = referent(importer, wanted);
        return found.file ? found.file->path : found.path;
    }

    std::map<std::string, std::string> texts_;
    std::map<std::string, int> read_;
    std::unique_ptr<Modules> modules_;
    ModuleReads reads_;
};

}  // namespace

TEST_CASE("Imports lead to files as Python finds them") {
    RunOfFiles run({{"pkg/__init__.py", "from .models import User\nfrom . import tools\n"},
                    {"pkg/models.py", "class User: ...\n"},
                    {"pkg/tools.py", "def help() -> int: ...\n"},
                    {"pkg/sub/__init__.py", ""},
                    {"pkg/sub/deep.py", ""},
                    {"src/lib/__init__.py", ""},
                    {"src/lib/core.py", "class Core: ...\n"},
                    {"tests/test_lib.py", ""},
                    {"tests/helpers.py", "LIMIT = 1\n"},
                    {"docs/yaml.py", "LIMIT = 1\n"},
                    {"ns/part/mod.py", "LIMIT = 1\n"},
                    {"ns/part/other.py", ""},
                    {"setup.py", ""}});
    SECTION("relative to the importing file") {
        CHECK(run.file("pkg/sub/deep.py", "..models.User") == "pkg/models.py");
        CHECK(run.file("pkg/sub/deep.py", ".deep") == "pkg/sub/deep.py");
        CHECK(run.file("pkg/__init__.py", ".models.User") == "pkg/models.py");
        CHECK_FALSE(run.referent("pkg/models.py", "...models.User"));
        CHECK_FALSE(run.referent("pkg/models.py", ".missing.User"));
    }
    SECTION("from the folder that holds the package, and `src`") {
        CHECK(run.file("pkg/sub/deep.py", "pkg.models.User") == "pkg/models.py");
        CHECK(run.file("tests/test_lib.py", "lib.core.Core") == "src/lib/core.py");
        CHECK(run.file("src/lib/core.py", "lib") == "src/lib/__init__.py");
        CHECK(run.file("tests/test_lib.py", "helpers.LIMIT") == "tests/helpers.py");
        CHECK(run.file("setup.py", "pkg.models") == "pkg/models.py");
    }
    SECTION("through re-exports") {
        CHECK(run.file("tests/test_lib.py", "pkg.User") == "pkg/models.py");
        CHECK(run.file("tests/test_lib.py", "pkg.tools.help") == "pkg/tools.py");
        CHECK(run.referent("tests/test_lib.py", "pkg.tools").kind == Referent::module);
    }
    SECTION("not where an installed package would be meant") {
        CHECK_FALSE(run.referent("pkg/models.py", "yaml.LIMIT"));
        CHECK_FALSE(run.referent("tests/test_lib.py", "part.mod.LIMIT"));
    }
    SECTION("in folders without `__init__`") {
        CHECK(run.file("ns/part/other.py", "ns.part.mod.LIMIT") == "ns/part/mod.py");
        CHECK(run.file("tests/test_lib.py", "ns.part.mod.LIMIT") == "ns/part/mod.py");
    }
    SECTION("the standard library comes first") {
        const Referent found = run.referent("pkg/models.py", "os.path.join");
        CHECK(found.kind == Referent::library);
        CHECK(found.path == "os.path.join");
        CHECK(run.referent("pkg/models.py", "ValueError").kind == Referent::library);
    }
}

TEST_CASE("A name of a package and its module of that name are told apart, or nothing is known") {
    RunOfFiles run({{"pkg/__init__.py", "from .config import config\nfrom . import tools\n"},
                    {"pkg/config.py", "class Config: ...\nconfig = Config()\nLIMIT = 1\n"},
                    {"pkg/tools.py", "LIMIT = 1\n"},
                    {"a.py", ""}});
    CHECK_FALSE(run.referent("a.py", "pkg.config.LIMIT"));
    CHECK(run.file("a.py", "pkg.tools.LIMIT") == "pkg/tools.py");
}

TEST_CASE("Modules that import each other in a ring end somewhere") {
    RunOfFiles run({{"a.py", "from b import *\nfrom b import x\nfrom a import y\n"},
                    {"b.py", "from a import *\nfrom a import x\nclass B(B): ...\nclass C(D): ...\nclass D(C): ...\n"},
                    {"c.py", "from a import x\nfrom b import B, C\nC()\n"}});
    CHECK_FALSE(run.referent("c.py", "a.x"));
    CHECK_FALSE(run.referent("c.py", "a.y"));
    CHECK(run.type("c.py") != "");
}

TEST_CASE("A class of another package is one wherever files of the run name it") {
    const std::string base =
        "import serial\nfrom typing import Optional\nfrom .compat import Port as P\nclass Board:\n"
        "    port: serial.Serial\n    maybe: Optional[P]\n    all: list[P]\n    def get(self) -> serial.Serial: ...\n"
        "    async def wait(self) -> P: ...\n    @property\n    def main(self) -> 'serial.Serial': ...\n"
        "    name: str\n    other: serial.Other\nclass Own(serial.Serial): ...\n"
        "def open_port() -> serial.Serial: ...\nasync def find() -> Own: ...\ndef several() -> dict[str, P]: ...\n"
        "PORT: serial.Serial = open_port()\nAlias = serial.Serial\ndef name() -> str: ...\n";
    const std::string head =
        "from pkg import base\nfrom pkg.base import Alias, Board, Own, PORT, find, name, open_port, several\n"
        "from pkg.compat import Port\nclass Sub(Board): ...\nclass Mine(Port): ...\nb = Board()\n";
    auto run = [&](const std::string& code) {
        return RunOfFiles({{"pkg/__init__.py", ""},
                           {"pkg/compat.py", "from serial import Serial as Port\n"},
                           {"pkg/base.py", base},
                           {"a.py", head + code + "\n"}});
    };
    for (const char* code : {"b.port", "b.maybe", "b.all[0]", "b.get()", "await b.wait()", "b.main", "Sub().port",
                             "Sub().get()", "Own()", "open_port()", "await find()", "several()['a']", "PORT",
                             "base.PORT", "base.open_port()", "Port('x')", "Alias('x')", "Mine()"}) {
        INFO(code);
        CHECK(run(code).instance("a.py", "serial.Serial"));
    }
    for (const char* code : {"b.name", "b.other", "b.all", "b.wait()", "find()", "name()", "b.get", "open_port",
                             "several()", "b.missing", "Board()"}) {
        INFO(code);
        CHECK_FALSE(run(code).instance("a.py", "serial.Serial"));
    }
    for (const char* type : {"Alias", "Port", "'Port'", "Port | None", "base.Alias", "Own", "'base.Own'"}) {
        INFO(type);
        CHECK(run("x: " + std::string(type) + "\nx").instance("a.py", "serial.Serial"));
    }
    CHECK_FALSE(run("x: Board\nx").instance("a.py", "serial.Serial"));
    CHECK(run("b.get()").referent("a.py", "pkg.compat.Port").kind == Referent::elsewhere);
    CHECK(run("b.get()").referent("a.py", "pkg.compat.Port").path == "serial.Serial");
}

TEST_CASE("Types come from the files that names are imported from") {
    RunOfFiles run(
        {{"pkg/__init__.py", "from .models import User, names\n"},
         {"pkg/base.py", "import abc\nclass Base(abc.ABC):\n    size: int\n    def copy(self) -> 'Base': ...\n"},
         {"pkg/models.py",
          "from pathlib import Path\nfrom typing import Protocol, TypedDict\nfrom .base import Base\nfrom .kinds "
          "import Kind\n"
          "from elsewhere import Foreign\n"
          "class User(Base):\n    name: str\n    home: Path\n    def friends(self) -> 'list[User]': ...\n"
          "class Words(list): ...\nclass Options(TypedDict): ...\nclass Sized(Protocol): ...\n"
          "class Odd(Foreign): ...\nclass Made:\n    def __new__(cls): return 1\n"
          "def friends() -> list[User]: ...\ndef names() -> list[str]: ...\ndef kind() -> Kind: ...\ndef foreign() -> "
          "Foreign | None: ...\n"
          "def words() -> Words: ...\n"
          "TITLE = 'x'\n"},
         {"pkg/kinds.py", "import enum\nclass Kind(enum.Enum): ...\nclass Code(str, enum.Enum): ...\n"}});
    auto type = [&](const std::string& code) {
        run.texts_["use.py"] = code;
        return run.type("use.py");
    };
    CHECK(type("from pkg import User\nUser()\n") == "pkg.models.User");
    CHECK(type("import pkg\npkg.User()\n") == "pkg.models.User");
    CHECK(type("from pkg.models import User\nUser().name\n") == "str");
    CHECK(type("from pkg.models import User\nUser().size\n") == "bool | int");
    CHECK(type("from pkg.models import User\nUser().copy()\n") == "pkg.base.Base");
    CHECK(type("from pkg.models import User\nUser().home.read_text()\n") == "str");
    CHECK(type("from pkg.models import friends\nfriends()\n") == "list[pkg.models.User]");
    CHECK(type("from pkg import names\nnames()\n") == "list[str]");
    CHECK(type("from pkg.models import kind\nkind()\n") == "pkg.kinds.Kind");
    CHECK(type("from pkg.models import TITLE\nTITLE\n") == "str");
    CHECK(type("from pkg import models\nmodels.TITLE\n") == "str");
    CHECK(type("from pkg import models\nmodels\n") == "module[pkg.models]");
    CHECK(type("from pkg.models import Options\nOptions()\n") == "dict");
    // Lists of another class are lists too; others' objects may be anything.
    CHECK(type("from pkg.models import Words\nWords()\n") == "unknown");
    CHECK(type("from pkg.models import words\nwords()\n") == "unknown");
    CHECK(type("from pkg.kinds import Code\nCode('x')\n") == "unknown");
    CHECK(type("from pkg.models import foreign\nforeign()\n") == "unknown");
    CHECK(type("from pkg.models import Odd\nOdd()\n") == "unknown");
    CHECK(type("from pkg.models import Made\nMade()\n") == "unknown");
    CHECK(type("from pkg.models import Missing\nMissing()\n") == "unknown");
    CHECK(type("from pkg.missing import User\nUser()\n") == "unknown");
}

TEST_CASE("Types of the library are the same with and without other files") {
    for (std::string code : {"import pydoc\npydoc.html.escape(x)\n", "import os\nos.environ.get(x, '')\n",
                             "import string\nstring.digits.upper()\n"}) {
        INFO(code);
        RunOfFiles run({{"a.py", code}, {"b.py", "x = 1\n"}});
        const Tree tree = parse(std::string_view(code));
        const Model alone(tree, {3, 12}, "a.py");
        CHECK(run.type("a.py") == type_text(alone.type(Node(tree, 0).last_child().child(0u))));
        CHECK(run.type("a.py") != "unknown");
    }
}

TEST_CASE("Classes learn from bases in other files") {
    RunOfFiles run({{"use.py", ""},
                    {"base.py",
                     "import enum\nclass Error(Exception): ...\nclass Shop:\n    def open(self): ...\n"
                     "class Kind(enum.Enum): ...\nclass Model(pydantic.BaseModel): ...\nimport pydantic\n"
                     "class Meta(type): ...\nclass Foreign(Elsewhere): ...\n"
                     "async def save(): ...\nasync def rows():\n    yield 1\n"}});
    const std::string code =
        "from base import *\nfrom base import Error, Shop, Kind, Model, Meta, Foreign, save, rows\n"
        "class Lost(Error): ...\nclass Store(Shop):\n    def open(self): ...\n    def close(self): ...\n"
        "class Sort(Kind): ...\nclass Row(Model): ...\nclass Sub(Meta): ...\nclass Odd(Foreign): ...\n"
        "class Below(Store):\n    def open(self): ...\n"
        "class Words(dict):\n    def get(self, key): ...\n    def find(self, key): ...\n";
    const Tree tree = parse(std::string_view(code));
    ModuleReads reads;
    const World world = run.modules_->world("use.py", &reads);
    const Model model(tree, {3, 12}, "use.py", world);
    auto definition = [&](std::string_view name) {
        for (Node n : Node(tree, 0).children())
            if (n.child(Field::name).text() == name) return n;
        FAIL(name);
        return Node();
    };
    auto kind = [&](std::string_view name) { return class_info(model, definition(name))->kind; };
    CHECK(kind("Lost") == ClassKind::exception);
    CHECK(kind("Sort") == ClassKind::enumeration);
    CHECK(kind("Row") == ClassKind::framework);
    CHECK(kind("Store") == ClassKind::unknown);
    CHECK(kind("Odd") == ClassKind::unknown);
    CHECK(derives_from(model, definition("Lost"), "BaseException"));
    CHECK(derives_from(model, definition("Sub"), "type"));
    CHECK(class_info(model, definition("Store"))->bases_known);
    CHECK_FALSE(class_info(model, definition("Odd"))->bases_known);
    auto method = [&](std::string_view owner, std::string_view name) {
        return class_info(model, definition(owner))->method(name)->definition;
    };
    CHECK(overrides(model, method("Store", "open")));
    CHECK_FALSE(overrides(model, method("Store", "close")));
    CHECK(overrides(model, method("Below", "open")));
    CHECK(overrides(model, method("Words", "get")));
    CHECK_FALSE(overrides(model, method("Words", "find")));
}

TEST_CASE("A module of the run brings known names by `import *`") {
    RunOfFiles run({{"names.py", "from more import *\nLIMIT = 1\ndef open(path): ...\n"},
                    {"more.py", "__all__ = ['sum']\ndef sum(x): ...\ndef len(x): ...\n"},
                    {"open.py", "globals()['len'] = 1\n"}});
    auto means = [&](const std::string& code, const std::string& name) {
        const Tree tree = parse(std::string_view(code));
        ModuleReads reads;
        const World world = run.modules_->world("use.py", &reads);
        const Model model(tree, {3, 12}, "use.py", world);
        return model.means(Node(tree, 0).last_child().child(0u), name);
    };
    CHECK(means("from names import *\nlen\n", "len"));
    CHECK_FALSE(means("from names import *\nopen\n", "open"));
    CHECK_FALSE(means("from names import *\nsum\n", "sum"));
    CHECK_FALSE(means("from open import *\nlist\n", "list"));
    CHECK_FALSE(means("from missing import *\nlist\n", "list"));
}

TEST_CASE("A star brings a module's own names and those that it imports") {
    RunOfFiles run(
        {{"m.py",
          "import os\nfrom pathlib import Path\nLIMIT = 'a'\n_hidden = 1\ndef size() -> str: ...\n"
          "class User:\n    name: str\n    def __enter__(self) -> bytes: ...\n    def __add__(self, o) -> str: ...\n"},
         {"n.py", "def size() -> bytes: ...\n"},
         {"use.py", ""}});
    auto type = [&](const std::string& code) {
        run.texts_["use.py"] = code;
        return run.type("use.py");
    };
    CHECK(type("from m import *\nsize()\n") == "str");
    CHECK(type("from m import *\nLIMIT\n") == "str");
    CHECK(type("from m import *\nUser().name\n") == "str");
    CHECK(type("from m import *\nUser() + 1\n") == "str");
    CHECK(type("from m import *\nwith User() as x: pass\nx\n") == "bytes");
    CHECK(type("from m import *\nPath('a')\n") == "pathlib.Path");
    CHECK(type("from m import *\nos.getcwd()\n") == "str");
    CHECK(type("from m import *\n_hidden\n") == "unknown");
    CHECK(type("from m import *\nfrom n import *\nsize()\n") == "bytes");
    CHECK(type("from m import *\nfrom gone import *\nsize()\n") == "unknown");
}

TEST_CASE("What a file asked holds until an answer changes") {
    RunOfFiles run({{"pkg/__init__.py", ""},
                    {"pkg/a.py", "def f() -> int:\n    return 1\n"},
                    {"use.py", "from pkg.a import f\nf()\n"}});
    CHECK(run.type("use.py") == "bool | int");
    const ModuleReads reads = run.reads_;
    CHECK(reads.size() == 2);
    CHECK(run.modules_->hold(reads));
    CHECK(run.read_["pkg/a.py"] == 1);
    run.texts_["pkg/a.py"] = "def f() -> int:\n    return 2\n";
    run.modules_->forget_place("/work/pkg/a.py");
    CHECK(run.modules_->hold(reads));
    run.texts_["pkg/a.py"] = "def f() -> str:\n    return ''\n";
    run.modules_->forget_place("/work/pkg/a.py");
    CHECK_FALSE(run.modules_->hold(reads));
    CHECK(run.type("use.py") == "str");
    // A file that is gone says nothing, and is no error.
    run.texts_.erase("pkg/a.py");
    run.modules_->forget_place("/work/pkg/a.py");
    CHECK(run.type("use.py") == "unknown");
    CHECK_FALSE(run.modules_->hold(reads));
}

TEST_CASE("What a run writes changes none of its answers") {
    RunOfFiles run({{"a.py", "def f() -> int: ...\n"}, {"use.py", "from a import f\nf()\n"}});
    run.modules_->keep("a.py", run.texts_["a.py"]);
    run.texts_["a.py"] = "def f() -> str: ...\n";
    CHECK(run.type("use.py") == "bool | int");
    CHECK(run.read_["a.py"] == 0);
}

TEST_CASE("A module's text is decoded as Python decodes it") {
    RunOfFiles run({{"plain.py", "LIMIT = 'a'\n"},
                    {"accents.py", "caf\xc3\xa9: int = 1\n"},
                    {"latin.py", "# coding: latin-1\ncaf\xe9: int = 1\n"},
                    {"old_lines.py", "# one\rlimit: int = 1\r"},
                    {"broken.py", "caf\xe9: int = 1\n"},
                    {"a.py", "from plain import LIMIT\nLIMIT\n"},
                    {"b.py", "from accents import caf\xc3\xa9\ncaf\xc3\xa9\n"},
                    {"c.py", "from latin import caf\xc3\xa9\ncaf\xc3\xa9\n"},
                    {"d.py", "from old_lines import limit\nlimit\n"},
                    {"e.py", "from broken import caf\xc3\xa9\ncaf\xc3\xa9\n"}});
    CHECK(run.type("a.py") == "str");
    CHECK(run.type("b.py") == "bool | int");
    CHECK(run.type("c.py") == "bool | int");
    CHECK(run.type("d.py") == "bool | int");
    CHECK(run.type("e.py") == "unknown");
}

TEST_CASE("What a function of another file returns is not made in sight, whatever its annotation says") {
    RunOfFiles run({{"store.py", "def load() -> dict: ...\nclass Plain: ...\n"},
                    {"a.py", "from store import load, Plain\nload()\nPlain()\ndict(load())\n"}});
    const Tree tree = parse(std::string_view(run.texts_.at("a.py")));
    const World world = run.modules_->world("a.py", &run.reads_);
    const Model model(tree, {3, 12}, "a.py", world);
    const Node root(tree, 0);
    CHECK(type_text(model.type(root.child(1u).child(0u))) == "dict");
    CHECK_FALSE(made_in_sight(model, root.child(1u).child(0u)));
    CHECK(made_in_sight(model, root.child(2u).child(0u)));
    CHECK(made_in_sight(model, root.child(3u).child(0u)));
}

TEST_CASE("A file lies in a package by the `__init__` of a folder above, or by what it imports") {
    RunOfFiles run({{"pkg/__init__.py", ""},
                    {"pkg/json.py", ""},
                    {"pkg/part/types.py", ""},
                    {"pkg/sub/__init__.py", ""},
                    {"ns/one/types.py", "from ns.one import names\n"},
                    {"ns/one/queue.py", "from . import names\n"},
                    {"scripts/random.py", "import json\n"},
                    {"random.py", ""}});
    const auto lies_in_package = [&](const std::string& path) {
        const Tree tree = parse(std::string_view(run.texts_.at(path)));
        const World world = run.modules_->world(path, &run.reads_);
        return in_package(Model(tree, {3, 12}, path, world));
    };
    for (std::string path :
         {"pkg/json.py", "pkg/part/types.py", "pkg/sub/__init__.py", "ns/one/types.py", "ns/one/queue.py"})
        CHECK(lies_in_package(path));
    for (std::string path : {"pkg/__init__.py", "scripts/random.py", "random.py"}) CHECK_FALSE(lies_in_package(path));
}

TEST_CASE("The modules of a package are names that its `__all__` may list") {
    RunOfFiles run({{"pkg/__init__.py", ""}, {"pkg/prices.py", ""}, {"pkg/sub/__init__.py", ""}});
    const Tree tree = parse(std::string_view(run.texts_.at("pkg/__init__.py")));
    const World world = run.modules_->world("pkg/__init__.py", &run.reads_);
    const Model model(tree, {3, 12}, "pkg/__init__.py", world);
    CHECK(may_have(model, "prices"));
    CHECK(may_have(model, "sub"));
    CHECK_FALSE(may_have(model, "price"));
}

TEST_CASE("What a class of another file stores in its attributes is inherited, with its type") {
    const std::string base =
        "import sqlite3\nfrom pathlib import Path\nclass Base:\n    limit = 3\n    @deco\n    def odd(self): ...\n"
        "    def __init__(self, p: Path):\n        self.db = sqlite3.connect('x')\n        self.p = p / 'x'\n"
        "        self.late = None\n    def start(self):\n        self.late = sqlite3.connect('x')\n";
    auto run = [&](const std::string& code) {
        return RunOfFiles({{"base.py", base}, {"a.py", "from base import Base\nclass Sub(Base): ...\n" + code}});
    };
    CHECK(run("Sub().db\n").instance("a.py", "sqlite3.Connection"));
    CHECK(run("Base().late\n").instance("a.py", "sqlite3.Connection"));
    CHECK(run("Base().p.parent\n").instance("a.py", "pathlib.Path"));
    CHECK(run("Base().db.cursor()\n").instance("a.py", "sqlite3.Cursor"));
    CHECK_FALSE(run("Base().limit\n").instance("a.py", "pathlib.Path"));
    // Rules that are sure of a type are not told what others may change.
    CHECK(run("Base().db\n").type("a.py") == "unknown");
    RunOfFiles files({{"base.py", base}, {"a.py", "from base import Base\nclass Sub(Base): ...\n"}});
    const Tree tree = parse(std::string_view(files.texts_.at("a.py")));
    const Model model(tree, {3, 12}, "a.py", files.modules_->world("a.py", &files.reads_));
    auto has = [&](Member member, std::string_view name) {
        return has_or_inherits(model, Node(tree, 0).child(1u), member, {&name, 1}, {});
    };
    for (const char* name : {"limit", "db", "late", "odd"}) CHECK(has(Member::attribute, name));
    for (const char* name : {"start", "odd"}) CHECK(has(Member::method, name));
    CHECK_FALSE(has(Member::attribute, "start"));
    CHECK_FALSE(has(Member::attribute, "other"));
    CHECK_FALSE(has(Member::method, "db"));
}
