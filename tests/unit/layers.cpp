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

const Names up_to_driver = with(up_to_engine, {"system", "config", "files", "cache", "report", "driver"});

const std::map<std::string, Names> allowed{
    {"text", {}},
    {"system", {"text"}},
    {"syntax", {"text"}},
    {"semantics", {"text", "syntax"}},
    {"engine", up_to_engine},
    {"rule.h", up_to_engine},
    {"embed", up_to_engine},
    {"config", with(up_to_engine, {"system"})},
    {"files", with(up_to_engine, {"system"})},
    {"cache", with(up_to_engine, {"system"})},
    {"report", up_to_engine},
    {"driver", up_to_driver},
    {"cli", up_to_driver},
    {"lsp", up_to_driver},
    {"capi", up_to_driver},
    {"launcher", {}},
    {"main.cpp", with(up_to_driver, {"cli", "lsp", "small_blocks.h"})},
    {"library_main.cpp", with(up_to_driver, {"cli", "lsp", "small_blocks.h"})},
    {"small_blocks.cpp", {"small_blocks.h", "text"}},
    {"small_blocks.h", {}},
};

// The rooms of a module: what each may include of the others. A module's headers that lie in no room are its door: they
// may be seen from all its rooms, unless `tops` names them.
struct Rooms {
    std::map<std::string, Names> sees;
    Names tops;  // files above all rooms, without their suffix
};

const std::map<std::string, Rooms> rooms{
    {"syntax", {{{"descent", {}}, {"verdict", {}}}, {"parse"}}},
    {"semantics",
     {{{"library", {}},
       {"code", {}},
       {"names", {"library"}},
       {"flow", {"library", "names"}},
       {"types", {"library", "code", "names", "flow"}},
       {"project", {"library", "names", "types"}},
       {"verdict", {"library", "names"}}},
      {"model_json"}}},
    {"engine",
     {{{"matching", {}},
       {"pages", {"matching"}},
       {"fixing", {"matching", "pages"}},
       {"shapes", {"matching", "fixing"}},
       {"scanning", {"matching", "pages", "fixing", "shapes"}},
       {"suppression", {"matching", "scanning"}},
       {"incremental", {"matching", "scanning", "suppression", "lint"}}},
      {"lint", "fix", "examples", "syntax_error"}}},
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

// A header that is not the same on every system: all of C's own form but for those of libraries that we bring.
bool of_a_system(const Include& include) {
    static const Names ours_to_use{"stddef.h",          "stdint.h",
                                   "emmintrin.h",       "lmdb.h",
                                   "xxhash.h",          "utf8proc.h",
                                   "toml++/toml.h",     "CLI/CLI.hpp",
                                   "nlohmann/json.hpp", "fmt/base.h",
                                   "fmt/core.h",        "fmt/format.h",
                                   "tree_sitter/api.h", "tree_sitter/parser.h"};
    static const Names of_the_language{"filesystem", "fstream", "csignal"};
    if (include.quoted || ours_to_use.contains(include.name)) return false;
    return include.name.ends_with(".h") || include.name.ends_with(".hpp") || of_the_language.contains(include.name);
}

// The room of a file named from `src`, "" for one that lies in none; "host" holds programs of the build.
std::string room_of(const fs::path& relative) {
    auto part = relative.begin();
    std::string room = (++part)->string();
    return ++part == relative.end() ? "" : room;
}

// The same as fault_in, for an include within one module.
std::string fault_within(const fs::path& file, const Include& include) {
    const fs::path other = include.name;
    auto module = rooms.find(module_of(file));
    if (module == rooms.end() || module_of(other) != module->first) return "";
    std::string here = room_of(file), there = room_of(other);
    if (here == there || here == "" || here == "host") return "";
    auto room = module->second.sees.find(here);
    if (room == module->second.sees.end()) return "no room is written down for " + here + " in tests/unit/layers.cpp";
    std::string seen = there == "" ? other.stem().string() : there;
    bool free = there == "" && !module->second.tops.contains(seen);
    return free || room->second.contains(seen) ? "" : here + " must not see " + include.name;
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
            CHECK(fault_within(fs::relative(file, src), include) == "");
        }
}

TEST_CASE("system headers are included by src/system only") {
    const fs::path src = fs::path(ZENLINT_SOURCE_DIR) / "src";
    for (const fs::path& file : sources_below(src)) {
        const fs::path relative = fs::relative(file, src);
        if (module_of(relative) == "system" || module_of(relative) == "launcher" || module_of(relative) == "embed" ||
            room_of(relative) == "host" || relative.string().find("/host/") != std::string::npos)
            continue;  // the last three are programs of the build; a launcher is for one system
        for (const Include& include : includes_of(file)) {
            INFO(relative.string() << " includes " << include.name);
            CHECK_FALSE(of_a_system(include));
        }
    }
    CHECK(of_a_system({"unistd.h"}));
    CHECK(of_a_system({"sys/stat.h"}));
    CHECK(of_a_system({"fstream"}));  // narrow paths are not UTF-8 on Windows
    CHECK_FALSE(of_a_system({"vector"}));
    CHECK_FALSE(of_a_system({"toml++/toml.h"}));
    CHECK_FALSE(of_a_system({"system/files.h", true}));
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

// The stems that docs/architecture.md names for each folder, in its list of all files; what stands in brackets explains
// them, and may be code.
std::map<std::string, Names> files_told(bool brackets) {
    std::ifstream in(fs::path(ZENLINT_SOURCE_DIR) / "docs/architecture.md");
    std::map<std::string, Names> out;
    std::string folder;
    bool listing = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("## ")) listing = line == "## Every file, room by room";
        if (!listing) continue;
        static const std::regex opening(R"(^- \*\*`src/([a-z/]+)`\*\*)"), name("`([a-z_/0-9]+)`");
        std::smatch match;
        if (std::regex_search(line, match, opening)) {
            folder = match[1];
            line = match.suffix();
        }
        if (!brackets) line = std::regex_replace(line, std::regex(R"(^[^(]*\)|\([^()]*(\)|$))"), "");
        for (std::sregex_iterator at(line.begin(), line.end(), name), end; at != end; ++at)
            out[folder].insert((*at)[1]);
    }
    return out;
}

TEST_CASE("docs/architecture.md names every file in its room") {
    const fs::path src = fs::path(ZENLINT_SOURCE_DIR) / "src";
    std::map<std::string, Names> told = files_told(true);
    REQUIRE(told.size() > 20);
    std::map<std::string, Names> there;
    for (const fs::path& file : sources_below(src)) {
        const fs::path relative = fs::relative(file, src);
        there[relative.parent_path().string()].insert(relative.stem().string());
    }
    for (const auto& [folder, stems] : there) {
        // Files of programs of the build, and those of one system, are told with the folder around theirs.
        std::string room = folder;
        while (!room.empty() && !told.contains(room)) room = fs::path(room).parent_path().string();
        for (const std::string& stem : stems) {
            INFO("src/" << folder << "/" << stem);
            const bool of_one_system = room == "system" && folder != room;
            const bool entrance = folder.ends_with("host") && stem == "main";
            CHECK((room.empty() || of_one_system || entrance || told[room].contains(stem) ||
                   told[room].contains("library/" + stem)));
        }
    }
    for (const auto& [folder, stems] : files_told(false))
        for (const std::string& stem : stems) {
            INFO("docs/architecture.md names " << stem << " in src/" << folder);
            const bool here = there[folder].contains(stem) || there[folder + "/host"].contains(stem);
            CHECK((here || fs::exists(src / folder / stem) || fs::exists(src / folder / (stem + ".cpp"))));
        }
}

TEST_CASE("a wrong include is seen") {
    const fs::path src = fs::path(ZENLINT_SOURCE_DIR) / "src";
    CHECK(fault_in("text", {"syntax/tree.h", true}, src) == "text must not see syntax/tree.h");
    CHECK(fault_in("syntax", {"text/span.h", false}, src) != "");
    CHECK(fault_in("syntax", {"text/span.h", true}, src) == "");
    CHECK(fault_in("nonsense", {"text/span.h", true}, src) != "");
    CHECK(fault_within("engine/matching/match.cpp", {"engine/fixing/rewrite.h", true}) ==
          "matching must not see engine/fixing/rewrite.h");
    CHECK(fault_within("engine/shapes/paths.cpp", {"engine/lint.h", true}) == "shapes must not see engine/lint.h");
    CHECK(fault_within("engine/shapes/paths.cpp", {"engine/finding.h", true}) == "");
    CHECK(fault_within("engine/incremental/relint.cpp", {"engine/lint.h", true}) == "");
    CHECK(fault_within("engine/cellar/new.cpp", {"engine/lint.h", true}) != "");
}

TEST_CASE("each room says in a few lines what it is for") {
    const fs::path src = fs::path(ZENLINT_SOURCE_DIR) / "src";
    for (const auto& [module, inside] : rooms)
        for (const auto& [room, sees] : inside.sees) {
            INFO(module << "/" << room << "/README.md");
            std::ifstream in(src / module / room / "README.md");
            REQUIRE(in);
            int lines = 0;
            for (std::string line; std::getline(in, line);) ++lines;
            CHECK(lines >= 4);
            CHECK(lines <= 15);
        }
}
