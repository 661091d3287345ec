// The modules see each other one way only: text <- syntax <- semantics <- engine <- rules, and so on up to main.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

// What each folder of src may include besides itself. The engine's part is spelled out once.
const Names up_to_engine{"text", "syntax", "semantics", "engine", "rule.h"};

Names with(Names names, const Names& more) {
    names.insert(more.begin(), more.end());
    return names;
}

const Names up_to_driver = with(up_to_engine, {"config", "files", "cache", "report", "driver"});

const std::map<std::string, Names> allowed{
    {"text", {}},
    {"syntax", {"text"}},
    {"semantics", {"text", "syntax"}},
    {"engine", up_to_engine},
    {"rule.h", up_to_engine},
    {"embed", up_to_engine},
    {"config", up_to_engine},
    {"files", up_to_engine},
    {"cache", up_to_engine},
    {"report", up_to_engine},
    {"driver", up_to_driver},
    {"cli", up_to_driver},
    {"lsp", up_to_driver},
    {"capi", up_to_driver},
    {"main.cpp", with(up_to_driver, {"cli", "lsp"})},
};

bool cpp(const fs::path& path) {
    return path.extension() == ".cpp" || path.extension() == ".h";
}

// The first step of a path below src: its module, or the file itself.
std::string module_of(const fs::path& relative) {
    return relative.begin()->string();
}

struct Include {
    std::string name;
    bool quoted = false;
};

std::vector<Include> includes_of(const fs::path& file) {
    static const std::regex line_form(R"(^\s*#\s*include\s*(["<])([^">]+)[">])");
    std::vector<Include> out;
    std::ifstream in(file);
    std::smatch match;
    for (std::string line; std::getline(in, line);)
        if (std::regex_search(line, match, line_form)) out.push_back({match[2], match[1] == "\""});
    return out;
}

std::vector<fs::path> sources_below(const fs::path& folder) {
    std::vector<fs::path> out;
    if (!fs::exists(folder)) return out;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && cpp(entry.path())) out.push_back(entry.path());
    return out;
}

// "what includes which, and why that is wrong", or nothing.
std::string fault_in(const std::string& module, const Include& include, const fs::path& src) {
    auto rule = allowed.find(module);
    if (rule == allowed.end()) return "no layer is written down for src/" + module + " in tests/unit/layers.cpp";
    std::string other = module_of(include.name);
    if (!fs::exists(src / other)) return "";  // a generated header, or not ours
    if (!include.quoted) return "our own headers are included with quotes: " + include.name;
    if (other == module || rule->second.contains(other)) return "";
    return module + " must not see " + include.name;
}

}  // namespace

TEST_CASE("modules include only what lies below them") {
    const fs::path src = fs::path(ZENLINT_SOURCE_DIR) / "src";
    auto files = sources_below(src);
    REQUIRE(files.size() > 10);
    for (const fs::path& file : files)
        for (const Include& include : includes_of(file)) {
            INFO(fs::relative(file, src).string());
            CHECK(fault_in(module_of(fs::relative(file, src)), include, src) == "");
        }
}

TEST_CASE("a native rule includes rule.h and the standard library only") {
    for (const fs::path& file : sources_below(fs::path(ZENLINT_SOURCE_DIR) / "rules"))
        for (const Include& include : includes_of(file)) {
            INFO(file.string() << ": " << include.name);
            if (include.quoted)
                CHECK(include.name == "rule.h");
            else
                CHECK(include.name.find_first_of("./") == std::string::npos);
        }
}

TEST_CASE("a wrong include is seen") {
    const fs::path src = fs::path(ZENLINT_SOURCE_DIR) / "src";
    CHECK(fault_in("text", {"syntax/tree.h", true}, src) == "text must not see syntax/tree.h");
    CHECK(fault_in("syntax", {"text/span.h", false}, src) != "");
    CHECK(fault_in("syntax", {"text/span.h", true}, src) == "");
    CHECK(fault_in("nonsense", {"text/span.h", true}, src) != "");
}
