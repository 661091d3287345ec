// Host tool: reads every page under rules/ and the course's table, and writes them as constant arrays in C++, and the
// texts of the pages into a file of their own; without TEXTS, the rules alone, for programs that show no pages. A bad
// page is a build error that names the line.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "embed/rows.h"
#include "embed/sharing.h"
#include "embed/without_pages.h"
#include "engine/pages/page.h"
#include "text/formatted.h"

namespace fs = std::filesystem;
using namespace zen;

namespace {

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string function_name(std::string_view rule) {
    std::string out(rule);
    std::ranges::replace(out, '-', '_');
    return out;
}

std::string cpp_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

template <class T>
void array(std::string& out, std::string_view type, std::string_view name, const std::vector<T>& values) {
    append(out, "constexpr {} {}[] = {{\n", type, name);
    for (const T& v : values) out += cpp(v) + ",\n";
    if (values.empty()) out += "{},";  // C++ has no empty arrays; the span below is
    out += "};\n";
}

void text_literal(std::string& out, std::string_view text) {
    out += "constexpr std::string_view text{\n";
    for (std::size_t at = 0; at < text.size(); at += 4000)
        append(out, "R\"zenlint({})zenlint\"\n", text.substr(at, 4000));
    append(out, ", {}}};\n", text.size());
}

int fail(const std::string& message) {
    std::fprintf(stderr, "%s\n", message.c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) return fail("usage: zenlint-embed RULES_FOLDER OUTPUT.cpp [TEXTS]");
    const bool with_pages = argc == 4;
    fs::path root = argv[1];
    std::vector<fs::path> pages;
    for (const auto& entry : fs::recursive_directory_iterator(root))
        if (entry.path().extension() == ".md") pages.push_back(entry.path());
    std::ranges::sort(pages);

    std::string sections;
    std::vector<std::pair<std::string, std::string>> folders;  // folder, digits
    try {
        toml::table course = toml::parse_file((root / "course.toml").string());
        std::string site = course["site"].value_or("");
        for (auto& node : *course["section"].as_array()) {
            toml::table& s = *node.as_table();
            auto get = [&](const char* key) { return s[key].value_or(std::string()); };
            std::string url = site + get("page") + (get("slug").empty() ? "" : "#" + get("slug"));
            folders.emplace_back(get("folder"), get("code"));
            append(sections, "{{{},{},{},{},{}}},\n", cpp_string(get("code")), cpp_string(get("folder")),
                   cpp_string(get("lesson")), cpp_string(get("heading")), cpp_string(url));
        }
    } catch (const toml::parse_error& error) {
        return fail(
            formatted("{}:{}: {}", (root / "course.toml").string(), error.source().begin.line, error.description()));
    }

    PackStore store;
    std::string declarations, natives;
    std::vector<std::string> codes;
    for (const fs::path& page : pages) {
        std::string folder = page.parent_path().filename().string(), name = page.stem().string();
        bool native = fs::exists(fs::path(page).replace_extension(".cpp"));
        std::string path = formatted("rules/{}/{}", folder, page.filename().string());
        if (auto trouble = read_page(store, path, read_file(page), native)) return fail(trouble->text());
        const RuleData& rule = store.rules.back();
        std::string code = store.text.substr(rule.code.start, rule.code.size);
        auto section = std::ranges::find(folders, folder, [](auto& f) { return f.first; });
        if (section == folders.end())
            return fail(formatted("{}: no section of rules/course.toml has the folder {}", path, folder));
        if (!code.starts_with("ZEN" + section->second) || code.size() != 7)
            return fail(formatted("{}: a code of this folder is ZEN{}nn", path, section->second));
        if (std::ranges::find(codes, code) != codes.end())
            return fail(formatted("{}: another page has the code {}", path, code));
        codes.push_back(code);
        if (native) append(declarations, "Verdict {}(const Match&);\n", function_name(name));
        natives += native ? formatted("&rules::{},\n", function_name(name)) : "nullptr,\n";
    }
    // A rule that yields must name rules that exist, and not in a circle.
    auto name_of = [&](const RuleData& r) { return store.text.substr(r.name.start, r.name.size); };
    std::vector<std::vector<std::size_t>> yields(store.rules.size());
    for (std::size_t i = 0; i < store.rules.size(); ++i)
        for (Str s : RulePack::of(store.view().strings, store.rules[i].yields)) {
            auto winner = std::ranges::find(store.rules, store.text.substr(s.start, s.size), name_of);
            if (winner == store.rules.end()) continue;  // named ahead of its time
            yields[i].push_back(static_cast<std::size_t>(winner - store.rules.begin()));
        }
    std::vector<int> state(store.rules.size());
    auto circle = [&](auto& self, std::size_t i) -> bool {
        state[i] = 1;
        for (std::size_t j : yields[i])
            if (state[j] == 1 || (state[j] == 0 && self(self, j))) return true;
        state[i] = 2;
        return false;
    };
    for (std::size_t i = 0; i < store.rules.size(); ++i)
        if (state[i] == 0 && circle(circle, i))
            return fail(formatted("rules/: `yields` is circular at {}", name_of(store.rules[i])));

    if (!with_pages) store = without_pages(std::move(store));
    const PackStore all = shared(store);
    std::string out =
        "// Generated by zenlint-embed from rules/.\n#include \"engine/scanning/rule_table.h\"\n\nnamespace zen {\n";
    if (!declarations.empty()) append(out, "namespace rules {{\n{}}}\n", declarations);
    out += "namespace table {\nnamespace {\n";
    text_literal(out, all.text);
    array(out, "PatternNode", "pattern_nodes", all.pattern_nodes);
    array(out, "PatternData", "patterns", all.patterns);
    array(out, "Segment", "segments", all.segments);
    array(out, "Clause", "clauses", all.clauses);
    array(out, "SayData", "says", all.says);
    array(out, "EditData", "edits", all.edits);
    array(out, "LetData", "lets", all.lets);
    array(out, "std::uint8_t", "holes", all.holes);
    array(out, "Kind", "kinds", all.kinds);
    array(out, "Str", "strings", all.strings);
    array(out, "OptionData", "options", all.options);
    array(out, "ExampleData", "examples", all.examples);
    array(out, "MatchData", "matches", all.matches);
    array(out, "RuleData", "rule_rows", all.rules);
    if (with_pages)
        out +=
            "std::string_view pages() {\n"
            "    static const std::string all = unpacked(page_texts);\n"
            "    return all;\n"
            "}\n";
    append(out, "constexpr Native natives[] = {{\n{}}};\n", natives);
    append(out, "constexpr CourseSection sections[] = {{\n{}}};\n}}\n}}\n", sections);
    auto span = [](std::string_view name, std::size_t size) { return formatted("{{table::{},{}}},", name, size); };
    append(out,
           "const RulePack& builtin_rules() {{\n"
           "    static constexpr RulePack pack{{table::text,{},{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}}};\n"
           "    return pack;\n"
           "}}\n"
           "std::span<const CourseSection> course_sections() {{ return table::sections; }}\n"
           "}}  // namespace zen\n",
           with_pages ? "{{}, table::pages}" : "{}", span("pattern_nodes", all.pattern_nodes.size()),
           span("patterns", all.patterns.size()), span("segments", all.segments.size()),
           span("clauses", all.clauses.size()), span("says", all.says.size()), span("edits", all.edits.size()),
           span("lets", all.lets.size()), span("holes", all.holes.size()), span("kinds", all.kinds.size()),
           span("strings", all.strings.size()), span("options", all.options.size()),
           span("examples", all.examples.size()), span("matches", all.matches.size()),
           span("rule_rows", all.rules.size()), span("natives", all.rules.size()));
    auto write = [](const char* path, const std::string& content) {
        std::ofstream file(path, std::ios::binary);
        file << content;
        return file.good() ? 0 : fail(formatted("{}: cannot be written", path));
    };
    const int status = write(argv[2], out);
    return status || !with_pages ? status : write(argv[3], all.pages);
}
