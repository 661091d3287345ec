// What the library table says of Python's standard library.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "semantics/library/library.h"
#include "semantics/types/library_types.h"

using namespace zen;
using namespace zen::library;

namespace {

Item::Kind kind(std::string_view name, PythonVersion version = {3, 12}) {
    return find(name, version).kind;
}

}  // namespace

TEST_CASE("a name leads to what the library has under it") {
    CHECK(kind("len") == Item::function);
    CHECK(kind("dict") == Item::class_);
    CHECK(kind("os") == Item::module);
    CHECK(kind("os.path") == Item::module);
    CHECK(kind("os.path.join") == Item::function);
    CHECK(kind("os.environ") == Item::variable);
    CHECK(kind("pathlib.Path.read_text") == Item::function);
    CHECK(kind("dict.fromkeys") == Item::function);
    CHECK(kind("os.nonsense") == Item::none);
    CHECK(kind("nonsense.path") == Item::none);
    CHECK(kind("") == Item::none);
    CHECK(kind("os.") == Item::none);
    // What only the stubs have.
    CHECK(kind("_typeshed.StrPath") == Item::none);
    CHECK(kind("reveal_type") == Item::none);
    CHECK(kind("typing_extensions.Self") == Item::none);
}

TEST_CASE("a class goes by one name, however it is found") {
    PythonVersion v{3, 12};
    CHECK(class_name(class_index("json.decoder.JSONDecodeError", v)) == "json.JSONDecodeError");
    CHECK(class_name(class_index("asyncio.queues.Queue", v)) == "asyncio.Queue");
    CHECK(class_name(class_index("typing.Iterator", v)) == "collections.abc.Iterator");
    CHECK(class_name(class_index("typing.List", v)) == "list");
    CHECK(class_name(class_index("unittest.case.TestCase", v)) == "unittest.TestCase");
    CHECK(class_name(class_index("IOError", v)) == "OSError");
    CHECK(class_index("os.getcwd", v) == nothing);
}

TEST_CASE("names come and go with the versions") {
    CHECK(kind("tomllib.loads", {3, 10}) == Item::none);
    CHECK(kind("tomllib.loads", {3, 11}) == Item::function);
    CHECK(kind("distutils.core", {3, 11}) == Item::module);
    CHECK(kind("distutils.core", {3, 12}) == Item::none);
    CHECK(kind("functools.cache", {3, 8}) == Item::none);
    CHECK(kind("functools.cache", {3, 9}) == Item::function);
    CHECK(kind("str.removeprefix", {3, 8}) == Item::none);
    CHECK(kind("math.lcm", {3, 8}) == Item::none);
    CHECK(kind("ExceptionGroup", {3, 10}) == Item::none);
    CHECK(kind("ExceptionGroup", {3, 11}) == Item::class_);
    Lifetime l = lifetime("asyncio.TaskGroup");
    CHECK(l.since == PythonVersion{3, 11});
    CHECK(l.to_end);
    CHECK_FALSE(lifetime("os.nonsense").ever);
    CHECK(lifetime("imp.reload").last == PythonVersion{3, 11});
}

TEST_CASE("a lock is a function until 3.13") {
    CHECK_FALSE(is_class_name("threading.Lock", {3, 12}));
    CHECK(is_class_name("threading.Lock", {3, 13}));
    CHECK_FALSE(is_class_name("threading.RLock", {3, 14}));
    CHECK(call_of_name("threading.Lock", {}, {3, 12}).instance_of("threading.Lock"));
    CHECK(call_of_name("threading.Lock", {}, {3, 13}).instance_of("threading.Lock"));
}

TEST_CASE("classes support what they say") {
    CHECK(supports("list", ClassUse::subscript, {3, 9}));
    CHECK_FALSE(supports("list", ClassUse::subscript, {3, 8}));
    CHECK(supports("typing.List", ClassUse::subscript, {3, 8}));
    CHECK(supports("re.Pattern", ClassUse::subscript, {3, 9}));
    CHECK_FALSE(supports("int", ClassUse::subscript, {3, 12}));
    CHECK_FALSE(supports("int", ClassUse::union_, {3, 9}));
    CHECK(supports("int", ClassUse::union_, {3, 10}));
    CHECK_FALSE(supports("threading.Lock", ClassUse::union_, {3, 12}));
    CHECK_FALSE(supports("threading.Lock", ClassUse::isinstance, {3, 12}));
    CHECK(defines("collections.deque", "__len__", {3, 12}));
    CHECK(defines("datetime.timedelta", "__bool__", {3, 12}));
    CHECK_FALSE(defines("datetime.datetime", "__len__", {3, 12}));
    CHECK(defines("email.message.Message", "__contains__", {3, 12}));
    CHECK_FALSE(defines("datetime.datetime", "__init_subclass__", {3, 12}));
    CHECK(defines("threading.Lock", "__enter__", {3, 12}));
    CHECK_FALSE(defines("dict", "__or__", {3, 8}));
    CHECK(defines("dict", "__or__", {3, 9}));
}

TEST_CASE("signatures have names, kinds and defaults") {
    Item found = find("json.dumps", {3, 12});
    REQUIRE(found.kind == Item::function);
    auto all = signatures_of(found.ref);
    REQUIRE(all.size() == 1);
    auto parameters = parameters_of(all[0]);
    REQUIRE(parameters.size() > 3);
    CHECK(text(parameters[0].name) == "obj");
    CHECK_FALSE(parameters[0].optional);
    auto indent = std::ranges::find_if(parameters, [](const Parameter& p) { return text(p.name) == "indent"; });
    REQUIRE(indent != parameters.end());
    CHECK(indent->kind == Parameter::keyword_only);
    CHECK(text(indent->default_value) == "None");
    CHECK(is_async("asyncio.sleep", {3, 12}));
    CHECK_FALSE(is_async("time.sleep", {3, 12}));
}

TEST_CASE("a deprecation has its text") {
    CHECK_FALSE(deprecation("datetime.datetime.utcnow", {3, 12}).empty());
    CHECK(deprecation("datetime.datetime.now", {3, 12}).empty());
}

TEST_CASE("a star brings the public names of a module") {
    auto math = star_names("math", {3, 12});
    CHECK(std::ranges::find(math, "pow") != math.end());
    CHECK(std::ranges::find(math, "input") == math.end());
    auto os = star_names("os", {3, 12});
    CHECK(std::ranges::find(os, "open") != os.end());
    CHECK(std::ranges::find(os, "sys") == os.end());
    auto tk = star_names("tkinter", {3, 12});
    CHECK(std::ranges::find(tk, "END") != tk.end());
    CHECK(std::ranges::find(tk, "messagebox") == tk.end());
    CHECK(star_names("numpy", {3, 12}).empty());
}

// The rows of the page: names with a version, and whether the name is gone in that version or deprecated.
TEST_CASE("the page of removed names has the versions of the library's stubs") {
    std::ifstream page(std::string(ZENLINT_SOURCE_DIR) + "/rules/43-standard-library/removed-stdlib-member.md");
    std::vector<std::pair<std::string, int>> rows;
    int checked = 0;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("for each")) rows.clear();
        if (const auto bar = line.find(" | 3."); line.starts_with("    ") && bar != line.npos) {
            std::string name = line.substr(4, bar - 4);
            if (const auto between = name.find(" | "); between != name.npos) name.replace(between, 3, ".");
            rows.emplace_back(name, std::stoi(line.substr(bar + 5)));
        }
        const bool gone = line.find("$old` was removed") != line.npos;
        if (!gone && line.find("$old` has been") == line.npos && line.find("$old()` has been") == line.npos) continue;
        for (const auto& [name, minor] : rows) {
            const Lifetime life = lifetime(name);
            INFO(name << " in 3." << minor);
            if (gone && !life.ever) CHECK(minor <= 10);  // older than the stubs
            if (gone && life.ever) CHECK((!life.to_end && life.last.minor + 1 == minor));
            if (!gone) CHECK((life.ever && minor <= life.last.minor));
            ++checked;
        }
    }
    CHECK(checked > 80);
}
