// Host tool: reads every page under rules/ and the course's table, and writes them as constant arrays in C++.
// A bad page is a build error that names the line.
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <toml++/toml.h>

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

// C++ for each flat type: the fields in the order of engine/matching/pack.h.
std::string number(auto value) {
    return std::to_string(static_cast<long long>(value));
}
std::string cpp(Str s) {
    return formatted("{{{},{}}}", number(s.start), number(s.size));
}
std::string cpp(Slice s) {
    return formatted("{{{},{}}}", number(s.first), number(s.count));
}
std::string cpp(std::uint8_t v) {
    return number(v);
}
std::string cpp(std::uint32_t v) {
    return number(v);
}
std::string cpp(std::int8_t v) {
    return number(v);
}
std::string cpp(bool v) {
    return v ? "true" : "false";
}
std::string cpp(Kind v) {
    return formatted("Kind{{{}}}", number(v));
}
std::string cpp(Field v) {
    return formatted("Field{{{}}}", number(v));
}
std::string cpp(Clause::Items v) {
    return formatted("Clause::Items{{{}}}", number(v));
}
std::string cpp(Clause::Quantifier v) {
    return formatted("Clause::Quantifier{{{}}}", number(v));
}
std::string cpp(Clause::Unit v) {
    return formatted("Clause::Unit{{{}}}", number(v));
}
template <std::size_t size>
std::string cpp(const std::array<std::uint16_t, size>& v) {
    std::string out;
    for (std::uint16_t each : v) append(out, "{}{}", out.empty() ? "{{" : ", ", number(each));
    return out + "}}";
}
std::string cpp(PatternData::Several v) {
    return formatted("PatternData::Several{{{}}}", number(v));
}
std::string cpp(EditData::Op v) {
    return formatted("EditData::Op{{{}}}", number(v));
}
std::string cpp(LetData::Sort v) {
    return formatted("LetData::Sort{{{}}}", number(v));
}
std::string cpp(ReportPart v) {
    return formatted("ReportPart{{{}}}", number(v));
}
std::string cpp(PatternNode::Op v) {
    return formatted("PatternNode::Op{{{}}}", number(v));
}
std::string cpp(Segment::Op v) {
    return formatted("Segment::Op{{{}}}", number(v));
}
std::string cpp(ExampleData::Sort v) {
    return formatted("ExampleData::Sort{{{}}}", number(v));
}
std::string cpp(FixSafety v) {
    return formatted("FixSafety{{{}}}", number(v));
}
std::string cpp(Default v) {
    return formatted("Default{{{}}}", number(v));
}
std::string cpp(RuleKind v) {
    return formatted("RuleKind{{{}}}", number(v));
}
std::string cpp(Severity v) {
    return formatted("Severity{{{}}}", number(v));
}

std::string row(auto... fields) {
    std::string out = "{";
    ((out += cpp(fields) + ","), ...);
    out.back() = '}';
    return out;
}
std::string cpp(const PatternNode& n) {
    return row(n.op, n.hole, n.kind, n.field, n.next, n.text);
}
std::string cpp(const PatternData& p) {
    return row(p.nodes, p.anchor, p.statements, p.head, p.key, p.exact, p.several);
}
std::string cpp(const Segment& s) {
    return row(s.op, s.hole, s.precedence, s.bracketed, s.text, s.lead);
}
std::string cpp(const Clause& c) {
    return row(c.question, c.negated, c.items, c.quantifier, c.binds, c.gives, c.subjects, c.places, c.names, c.codes,
               c.item_codes, c.or_questions, c.unit, c.number, c.text, c.reason, c.line);
}
std::string cpp(const SayData& s) {
    return row(s.when, s.place, s.text);
}
std::string cpp(const EditData& e) {
    return row(e.op, e.place, e.when, e.codes, e.segments, e.precedence, e.line);
}
std::string cpp(const LetData& l) {
    return row(l.sort, l.hole, l.place, l.text, l.number);
}
std::string cpp(const OptionData& o) {
    return row(o.name, o.value, o.meaning);
}
std::string cpp(const ExampleData& e) {
    return row(e.sort, e.safety, e.only, e.by_default, e.code, e.context, e.line);
}
std::string cpp(const MatchData& m) {
    return row(m.patterns, m.kinds, m.called, m.kinds_below, m.names_below, m.where, m.safe_when, m.hole_names,
               m.aliases, m.edits, m.says, m.also, m.lets, m.kind, m.native, m.report, m.report_place, m.fix_title,
               m.unsafe_because, m.line);
}
std::string cpp(const RuleData& r) {
    return row(r.code, r.name, r.title, r.path, r.page, r.prose, r.aliases, r.fix, r.by_default, r.severity, r.kind,
               r.python_major, r.python_minor, r.made_by_engine, r.in_stubs, r.folded_from, r.options, r.yields,
               r.matches, r.examples, r.unsafe_because, r.root);
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
    if (argc != 3) return fail("usage: zenlint-embed RULES_FOLDER OUTPUT.cpp");
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

    std::string out =
        "// Generated by zenlint-embed from rules/.\n#include \"engine/scanning/rule_table.h\"\n\nnamespace zen {\n";
    if (!declarations.empty()) append(out, "namespace rules {{\n{}}}\n", declarations);
    out += "namespace table {\nnamespace {\n";
    text_literal(out, store.text);
    array(out, "PatternNode", "pattern_nodes", store.pattern_nodes);
    array(out, "PatternData", "patterns", store.patterns);
    array(out, "Segment", "segments", store.segments);
    array(out, "Clause", "clauses", store.clauses);
    array(out, "SayData", "says", store.says);
    array(out, "EditData", "edits", store.edits);
    array(out, "LetData", "lets", store.lets);
    array(out, "std::uint8_t", "holes", store.holes);
    array(out, "Kind", "kinds", store.kinds);
    array(out, "Str", "strings", store.strings);
    array(out, "OptionData", "options", store.options);
    array(out, "ExampleData", "examples", store.examples);
    array(out, "MatchData", "matches", store.matches);
    array(out, "RuleData", "rule_rows", store.rules);
    append(out, "constexpr Native natives[] = {{\n{}}};\n", natives);
    append(out, "constexpr CourseSection sections[] = {{\n{}}};\n}}\n}}\n", sections);
    auto span = [](std::string_view name, std::size_t size) { return formatted("{{table::{},{}}},", name, size); };
    append(out,
           "const RulePack& builtin_rules() {{\n"
           "    static constexpr RulePack pack{{table::text,{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}}};\n"
           "    return pack;\n"
           "}}\n"
           "std::span<const CourseSection> course_sections() {{ return table::sections; }}\n"
           "}}  // namespace zen\n",
           span("pattern_nodes", store.pattern_nodes.size()), span("patterns", store.patterns.size()),
           span("segments", store.segments.size()), span("clauses", store.clauses.size()),
           span("says", store.says.size()), span("edits", store.edits.size()), span("lets", store.lets.size()),
           span("holes", store.holes.size()), span("kinds", store.kinds.size()), span("strings", store.strings.size()),
           span("options", store.options.size()), span("examples", store.examples.size()),
           span("matches", store.matches.size()), span("rule_rows", store.rules.size()),
           span("natives", store.rules.size()));
    std::ofstream file(argv[2], std::ios::binary);
    file << out;
    return file.good() ? 0 : fail(formatted("{}: cannot be written", argv[2]));
}
