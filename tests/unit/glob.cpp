// Path patterns.
#include "text/glob.h"

#include <catch2/catch_test_macros.hpp>

using namespace zen;

namespace {

bool fits(std::string_view pattern, std::string_view path, bool folder = false) {
    return Glob(pattern, GlobStyle::config).matches(path, folder);
}

}  // namespace

TEST_CASE("within a name") {
    CHECK(fits("*.py", "a.py"));
    CHECK(fits("*.py", ".py"));
    CHECK_FALSE(fits("*.py", "a.pyi"));
    CHECK(fits("test_*_*.py", "test_a_b_c.py"));
    CHECK(fits("a?c", "abc"));
    CHECK(fits("a?c", "aéc"));
    CHECK_FALSE(fits("a?c", "ac"));
    CHECK(fits("[a-cx]1", "b1"));
    CHECK(fits("[a-cx]1", "x1"));
    CHECK_FALSE(fits("[!a-c]1", "b1"));
    CHECK(fits("[^a-c]1", "d1"));
    CHECK(fits("[]]", "]"));
    CHECK(fits("[à-ü]", "é"));
    CHECK(fits("[a-]", "-"));
    CHECK(fits("\\*", "*"));
    CHECK_FALSE(fits("\\*", "a"));
    CHECK(fits("a\\[b", "a[b"));
    CHECK_FALSE(fits("[a", "[a"));
    CHECK(fits("***", "anything"));
}

TEST_CASE("a pattern without a slash fits at any depth, others are anchored") {
    CHECK(fits("build", "a/b/build"));
    CHECK(fits("*.py", "a/b/c.py"));
    CHECK_FALSE(fits("/build", "a/build"));
    CHECK(fits("/build", "build"));
    CHECK(fits("a/*.py", "a/b.py"));
    CHECK(fits("./a/*.py", "a/b.py"));
    CHECK_FALSE(fits("a/*.py", "x/a/b.py"));
    CHECK_FALSE(fits("a/*.py", "a/b/c.py"));
    CHECK_FALSE(fits("a?b", "a/b"));
    CHECK_FALSE(fits("a[/]b", "a/b"));
}

TEST_CASE("two stars are any folders") {
    CHECK(fits("**/x.py", "x.py"));
    CHECK(fits("**/x.py", "a/b/x.py"));
    CHECK(fits("a/**/x.py", "a/x.py"));
    CHECK(fits("a/**/x.py", "a/b/c/x.py"));
    CHECK_FALSE(fits("a/**/x.py", "b/x.py"));
    CHECK(fits("a/**", "a/b"));
    CHECK(fits("a/**", "a/b/c"));
    CHECK_FALSE(fits("a/**", "a"));
    CHECK(fits("**/a/**/b/**", "x/a/y/b/z"));
    CHECK_FALSE(fits("**/a/**/b/**", "x/a/y/b"));
    CHECK(fits("**", "a/b"));
}

TEST_CASE("a slash at the end means a folder") {
    CHECK(fits("build/", "a/build", true));
    CHECK_FALSE(fits("build/", "a/build", false));
    CHECK(Glob("build/", GlobStyle::gitignore).covers("a/build/b/c.py"));
    CHECK_FALSE(Glob("build/", GlobStyle::gitignore).covers("a/build"));
}

TEST_CASE("braces offer alternatives, in a configuration only") {
    CHECK(fits("*.{py,pyi}", "a.pyi"));
    CHECK(fits("{a,b{c,d}}/x", "bd/x"));
    CHECK_FALSE(fits("{a,b{c,d}}/x", "b/x"));
    CHECK(fits("a{,b}", "a"));
    CHECK(fits("\\{a,b\\}", "{a,b}"));
    CHECK(fits("[{]a", "{a"));
    Glob git("{{cookiecutter.name}}", GlobStyle::gitignore);
    CHECK(git.matches("x/{{cookiecutter.name}}"));
}

TEST_CASE("a pattern covers what lies in the folders that it matches") {
    Glob glob("tests", GlobStyle::config);
    CHECK(glob.covers("tests/unit/a.py"));
    CHECK(glob.covers("src/tests"));
    CHECK_FALSE(glob.covers("src/test/a.py"));
    CHECK(Glob("/src/gen", GlobStyle::config).covers("src/gen/a.py"));
    CHECK_FALSE(Glob("/src/gen", GlobStyle::config).covers("x/src/gen/a.py"));
}

TEST_CASE("hostile patterns cost little") {
    std::string name(5000, 'a'), stars, path, folders, braces;
    for (int i = 0; i < 200; ++i) stars += "a*";
    CHECK_FALSE(fits(stars + "b", name));
    for (int i = 0; i < 1000; ++i) path += "a/";
    for (int i = 0; i < 100; ++i) folders += "**/a/";
    CHECK_FALSE(fits(folders + "b", path + "c"));
    for (int i = 0; i < 40; ++i) braces += "{a,b}";
    CHECK(glob_fault(braces, GlobStyle::config) == "too many alternatives in braces");
    CHECK_FALSE(fits(braces, "a"));
}

TEST_CASE("faults are named") {
    CHECK(glob_fault("a/[b]/{c,d}", GlobStyle::config) == "");
    CHECK(glob_fault("", GlobStyle::config) == "the pattern is empty");
    CHECK(glob_fault("a[b", GlobStyle::config) == "`[` is never closed");
    CHECK(glob_fault("a{b", GlobStyle::config) == "`{` is never closed");
    CHECK(glob_fault("a}b", GlobStyle::config) == "`}` closes nothing");
    CHECK(glob_fault("a{b", GlobStyle::gitignore) == "");
    CHECK(glob_fault("a\\[b\\{", GlobStyle::config) == "");
}
