// Which values are instances of a class of which types know nothing: each way in which code says so.
#include <catch2/catch_test_macros.hpp>

#include "semantics/types/instances.h"
#include "semantics_snippet.h"

using namespace zen;

namespace {

// Is the object of the last `.run()` an instance of `app.Session`?
bool known(const std::string& code) {
    const Snippet s("from app import Session\n" + code);
    const Tree& tree = s->tree();
    Node object;
    for (NodeId id = 0; id < tree.nodes.size(); ++id)
        if (const Node n(tree, id); n.is(Kind::attribute) && n.child(Field::attribute).text() == "run")
            object = n.child(Field::object);
    INFO(code);
    REQUIRE(object);
    return is_instance_of(*s, object, "app.Session");
}

const std::string own = "class A:\n";

}  // namespace

TEST_CASE("members of the file's classes are instances by their annotations and values") {
    for (const char* body : {
             "    def make(self) -> Session: ...\n    def f(self):\n        self.make().run()\n",
             "    @property\n    def s(self) -> Session: ...\n    def f(self):\n        self.s.run()\n",
             "    @functools.cached_property\n    def s(self) -> Session: ...\n    def f(self):\n        "
             "self.s.run()\n",
             "    s = Session()\n    def f(self):\n        self.s.run()\n",
             "    s = Session()\n    @classmethod\n    def f(cls):\n        cls.s.run()\n",
             "    s = Session()\nA.s.run()\n",
             "    s: Session\ndef f(a: A):\n    a.s.run()\n",
             "    s: ClassVar[Session]\n    def f(self):\n        self.s.run()\n",
             "    s: Session\nclass B(A):\n    def f(self):\n        self.s.run()\n",
             "    def make(self) -> Session: ...\nclass B(A):\n    def f(self):\n        self.make().run()\n",
             "    def __init__(self):\n        self.s = None\n    def start(self):\n        self.s = Session()\n"
             "    def f(self):\n        self.s.run()\n",
             "    def __init__(self):\n        self.s, self.n = Session(), 1\n    def f(self):\n        self.s.run()\n",
             "    async def make(self) -> Session: ...\n    async def f(self):\n        (await self.make()).run()\n",
             "    def __enter__(self) -> Session: ...\ndef f():\n    with A() as s:\n        s.run()\n",
         })
        CHECK(known("import functools\nfrom typing import ClassVar\n" + own + body));
    for (const char* body : {
             "    def make(self): ...\n    def f(self):\n        self.make().run()\n",
             "    async def make(self) -> Session: ...\n    def f(self):\n        self.make().run()\n",
             "    def s(self) -> Session: ...\n    def f(self):\n        self.s.run()\n",
             "    s = None\n    def f(self):\n        self.s.run()\n",
             "    s = Session()\n    def g(self):\n        self.s = other()\n    def f(self):\n        self.s.run()\n",
             "    s = Session()\nclass B(A):\n    s = other()\n    def f(self):\n        self.s.run()\n",
             "    @wrap\n    def make(self) -> Session: ...\n    def f(self):\n        self.make().run()\n",
         })
        CHECK(!known(own + body));
}

TEST_CASE("names are instances by what is stored in them, None aside") {
    for (const char* code : {
             "s = Session() if x else None\ns.run()\n",
             "s = None\ndef start():\n    global s\n    s = Session()\ndef f():\n    s.run()\n",
             "s, n = Session(), 1\ns.run()\n",
             "from typing import cast\ns = cast(Session, x)\ns.run()\n",
             "match x:\n    case Session() as s:\n        s.run()\n",
             "import app\nmatch x:\n    case app.Session() as s:\n        s.run()\n",
             "def f(*all: Session):\n    for s in all:\n        s.run()\n",
             "def f(*all: Session):\n    all[0].run()\n",
             "def f(**all: Session):\n    for s in all.values():\n        s.run()\n",
             "from typing import Final\ns: Final = Session()\ns.run()\n",
             "from typing import Final\ns: Final[Session] = make()\ns.run()\n",
             "from contextlib import contextmanager\n@contextmanager\ndef make() -> Iterator[Session]: ...\n"
             "with make() as s:\n    s.run()\n",
         })
        CHECK(known(code));
    for (const char* code : {
             "s = None\ns.run()\n",
             "s = Session() if x else other()\ns.run()\n",
             "s, n = pair()\ns.run()\n",
             "match x:\n    case Other() as s:\n        s.run()\n",
             "import app\nmatch x:\n    case app.Other() as s:\n        s.run()\n",
             "def f(*s: Session):\n    s.run()\n",
             "def f(**all: Session):\n    for s in all:\n        s.run()\n",
             "def f(*all: Session):\n    all = other()\n    for s in all:\n        s.run()\n",
             "def make() -> Iterator[Session]: ...\nmake().run()\n",
         })
        CHECK(!known(code));
}

TEST_CASE("a name for a type in an annotation is that type") {
    const std::string typing = "from typing import Annotated, NewType, TypeVar\n";
    CHECK(known(typing + "Dep = Annotated[Session, 1]\ndef f(s: Dep):\n    s.run()\n"));
    CHECK(known(typing + "type Dep = Session | None\ndef f(s: Dep):\n    s.run()\n"));
    CHECK(known(typing + "T = TypeVar('T', bound=Session)\ndef f(s: T):\n    s.run()\n"));
    CHECK(known(typing + "Own = NewType('Own', Session)\ndef f(s: Own):\n    s.run()\n"));
    CHECK(!known(typing + "T = TypeVar('T')\ndef f(s: T):\n    s.run()\n"));
    CHECK(!known(typing + "Dep = Annotated[Session, 1]\nDep = int\ndef f(s: Dep):\n    s.run()\n"));
    CHECK(!known("Own = Own\ndef f(s: Own):\n    s.run()\n"));
}
