// Names that nothing binds, and names that a module has.
#include <catch2/catch_test_macros.hpp>

#include "semantics/flow/missing.h"
#include "semantics_snippet.h"

using namespace zen;

namespace {

bool missing(std::string code, std::string_view name, int n = 1) {
    Snippet s(std::move(code));
    const bool out = undefined(*s, s.name(name, n));
    // What is missing anywhere is told of the file as a whole.
    CHECK((!out || misses_names(*s)));
    return out;
}

bool early(std::string code, std::string_view name, int n = 1) {
    Snippet s(std::move(code));
    const bool out = read_before_bound(*s, s.name(name, n));
    CHECK((!out || misses_names(*s)));
    return out;
}

}  // namespace

TEST_CASE("a name is undefined where no code and no Python binds it") {
    CHECK(missing("print(total)\n", "total"));
    CHECK_FALSE(missing("print(total)\n", "print"));
    CHECK(missing("def f():\n    global total\n    return total\n", "total", 2));
    CHECK_FALSE(missing("def f():\n    return total\ntotal = 1\n", "total"));
    CHECK(missing("class A:\n    size = 1\n    def f(self):\n        return size\n", "size", 2));
    CHECK(missing("class A:\n    size = 1\n    sizes = [size for _ in range(3)]\n", "size", 2));
    CHECK(missing("def f(x: Text):\n    return x\n", "Text"));
    CHECK(missing("def f():\n    del total\n", "total"));
    CHECK_FALSE(missing("def f():\n    global total\n    total = 1\nprint(total)\n", "total", 3));
    CHECK_FALSE(missing("def f[T](x: T):\n    return x\n", "T", 2));
    CHECK_FALSE(missing("print(__file__, __salt__, _('a'))\n", "__salt__"));
    CHECK_FALSE(missing("print(__file__, __salt__, _('a'))\n", "_"));
    CHECK_FALSE(missing("try:\n    f\nexcept ExceptionGroup:\n    pass\n", "ExceptionGroup"));
}

TEST_CASE("code that may bind names without writing them leaves none undefined") {
    for (std::string first :
         {"from shop import *\n", "exec(code)\n", "globals()['total'] = 1\n", "vars()['total'] = 1\n",
          "def __getattr__(name):\n    return 1\n", "@enum.global_enum\nclass A:\n    pass\n",
          "setattr(sys.modules[__name__], 'total', 1)\n"})
        CHECK_FALSE(missing(first + "print(total)\n", "total"));
    CHECK(missing("app.exec()\nprint(total)\n", "total"));
}

TEST_CASE("a name that a handler expects to be missing is so nowhere in the file") {
    const std::string code = "try:\n    unicode\nexcept NameError:\n    pass\nelse:\n    print(unicode)\n";
    CHECK_FALSE(missing(code, "unicode", 1));
    CHECK_FALSE(missing(code, "unicode", 2));
    CHECK(missing("try:\n    unicode\nexcept OSError:\n    pass\n", "unicode"));
}

TEST_CASE("a name is read too early where all that binds it comes later") {
    CHECK(early("def f():\n    print(total)\n    total = 1\n", "total"));
    CHECK(early("def f():\n    total += 1\n", "total"));
    CHECK(early("def f():\n    total = total + 1\n", "total", 2));
    CHECK(early("main()\ndef main():\n    pass\n", "main"));
    CHECK_FALSE(early("def f():\n    for i in range(3):\n        print(total)\n        total = i\n", "total"));
    CHECK_FALSE(early("def f():\n    g = lambda: total\n    total = 1\n", "total"));
    CHECK_FALSE(early("def f():\n    g = (x + total for x in y)\n    total = 1\n", "total"));
    CHECK_FALSE(early("print(open)\nopen = 1\n", "open"));
    CHECK_FALSE(early("total = 1\nclass A:\n    total = total\n", "total", 3));
    CHECK_FALSE(early("def f():\n    global total\n    total += 1\n", "total", 2));
    CHECK_FALSE(early("try:\n    total\nexcept NameError:\n    total = 1\n", "total"));
    CHECK_FALSE(early("def f(total):\n    print(total)\n    total = 1\n", "total", 2));
    CHECK_FALSE(early("def f(x: A):\n    pass\nclass A:\n    pass\n", "A"));
}

TEST_CASE("a module has the names that it binds, and those that Python gives it") {
    Snippet s("import os.path\nsize: int\ntotal = 1\ndef f():\n    global late\n    late = 1\n");
    for (std::string_view name : {"os", "total", "f", "late", "__doc__", "__name__"}) CHECK(may_have(*s, name));
    for (std::string_view name : {"path", "size", "print", "x"}) CHECK_FALSE(may_have(*s, name));
}
