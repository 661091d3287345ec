#include "engine/pages/zen_block.h"

#include <algorithm>

#include "engine/pages/line_reading.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {
namespace {

using Several = PatternData::Several;

// The indented lines below a section's name, four blanks taken off.
RawMatch::Code code_of(const std::vector<PageLine>& lines, std::uint32_t header) {
    std::string out;
    for (const PageLine& l : lines) {
        out += l.text.substr(
            std::min<std::size_t>({4, l.text.size(), std::min(l.text.find_first_not_of(' '), l.text.size())}));
        out += '\n';
    }
    while (out.ends_with('\n')) out.pop_back();
    return {std::move(out), lines.empty() ? header : lines.front().number};
}

std::vector<RawMatch::Line> lines_of(const std::vector<PageLine>& content) {
    std::vector<RawMatch::Line> out;
    for (const PageLine& l : content)
        if (!trimmed(l.text).empty()) out.push_back({std::string(trimmed(l.text)), l.number});
    return out;
}

std::string joined(const std::vector<PageLine>& content) {
    std::string out;
    for (const RawMatch::Line& l : lines_of(content)) {
        if (!out.empty()) out += ' ';
        out += l.text;
    }
    return out;
}

constexpr std::pair<std::string_view, Several> several_words[] = {{"by or, apart", Several::by_or_apart},
                                                                  {"by and, apart", Several::by_and_apart},
                                                                  {"by or", Several::by_or},
                                                                  {"by and", Several::by_and},
                                                                  {"by +", Several::by_plus},
                                                                  {"by |", Several::by_pipe},
                                                                  {"as arms", Several::as_arms},
                                                                  {"as statements", Several::as_statements}};

constexpr std::string_view section_names[] = {"match",
                                              "match any of",
                                              "match either way",
                                              "match in a chain",
                                              "match several by or",
                                              "aka",
                                              "kind",
                                              "where",
                                              "let",
                                              "say",
                                              "say when",
                                              "rewrite",
                                              "rewrite when",
                                              "rewrite each",
                                              "remove",
                                              "insert above",
                                              "insert below",
                                              "rename",
                                              "report",
                                              "also",
                                              "fix",
                                              "safe when",
                                              "unsafe because",
                                              "native",
                                              "native on",
                                              "always",
                                              "types",
                                              "for each"};

// What stands between separators that are not in backticks.
std::vector<std::string> cells(std::string_view line, char separator = '|') {
    std::vector<std::string> out;
    bool code = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '`') code = !code;
        if (i < line.size() && (code || line[i] != separator)) continue;
        out.emplace_back(trimmed(line.substr(from, i - from)));
        from = i + 1;
    }
    return out;
}

}  // namespace

// The section that the author may have meant.
static std::string_view section_meant(std::string_view header) {
    constexpr std::pair<std::string_view, std::string_view> others[] = {
        {"message", "say"},         {"msg", "say"},          {"pattern", "match"},
        {"find", "match"},          {"if", "where"},         {"when", "where"},
        {"condition", "where"},     {"conditions", "where"}, {"and", "where"},
        {"replace", "rewrite"},     {"delete", "remove"},    {"unless", "where"},
        {"replacement", "rewrite"}, {"not", "where"},        {"gives", "types"},
        {"returns", "types"},       {"type", "types"}};
    for (auto [word, section] : others)
        if (header == word) return section;
    return nearest(header, section_names);
}

void ZenBlock::fail(std::uint32_t line, std::string why) {
    if (!fault_) fault_ = PageFault{line, std::move(why)};
}

std::optional<PageFault> ZenBlock::read(const std::vector<PageLine>& inside) {
    for (std::size_t i = 0; i < inside.size() && !fault_;) {
        auto [header, number] = inside[i++];
        if (trimmed(header).empty()) continue;
        if (header.starts_with('\t')) {
            fail(number, "a tab: the content of a section is indented by four spaces");
            break;
        }
        if (header.starts_with(' ')) {
            fail(number, "an indented line belongs to a section: match, where, rewrite, say …");
            break;
        }
        std::vector<PageLine> content;
        while (i < inside.size() && (inside[i].text.starts_with(' ') || inside[i].text.empty()))
            content.push_back(inside[i++]);
        while (!content.empty() && content.back().text.empty()) content.pop_back();
        section(trimmed(header), number, content);
    }
    share_common();
    return fault_;
}

// A line that begins with `or` belongs to the one above.
std::vector<RawMatch::Line> ZenBlock::conditions(const std::vector<PageLine>& content) {
    std::vector<RawMatch::Line> out;
    for (RawMatch::Line& l : lines_of(content)) {
        if (!l.text.starts_with("or ")) {
            out.push_back(std::move(l));
            continue;
        }
        l.text = trimmed(std::string_view(l.text).substr(3));
        if (out.empty())
            fail(l.line, "`or` needs a condition in the line above");
        else
            out.back().others.push_back(std::move(l));
    }
    return out;
}

void ZenBlock::section(std::string_view header, std::uint32_t line, const std::vector<PageLine>& content) {
    if (header == "match" || header.starts_with("match ")) return match_section(header.substr(5), line, content);
    if (header.starts_with("native on ")) return native_on(header.substr(10), line);
    if (header.starts_with("for each ")) return table(header.substr(9), line, content);
    if (header == "always") {
        always_ = conditions(content);
        return;
    }
    if (header == "types") {
        types_ = lines_of(content);
        return;
    }
    if (raw_.empty() && header == "native") return fail(line, "`native` before any `match`");
    if (!raw_.empty()) raw_.back().closed = true;
    if (part_of_match(raw_.empty() ? common_ : raw_.back(), header, line, content)) return;
    std::string_view near = section_meant(header);
    std::string all;
    for (std::string_view name : section_names) all += (all.empty() ? "" : ", ") + std::string(name);
    fail(line, formatted("unknown section `{}`{}", header,
                         near.empty() ? ": " + all : formatted("; did you mean `{}`?", near)));
}

// What stands above the first match is of each match that has no such section.
void ZenBlock::share_common() {
    auto share = [](auto& own, const auto& all) {
        if (own == std::remove_cvref_t<decltype(own)>()) own = all;
    };
    for (RawMatch& m : raw_) {
        share(m.where, common_.where);
        share(m.safe_when, common_.safe_when);
        share(m.lets, common_.lets);
        share(m.also, common_.also);
        share(m.says, common_.says);
        share(m.edits, common_.edits);
        share(m.fix_title, common_.fix_title);
        share(m.unsafe_because, common_.unsafe_because);
        share(m.aliases, common_.aliases);
        share(m.kind, common_.kind);
        if (m.report.empty()) m.report = common_.report, m.report_line = common_.report_line;
    }
    // One that says nothing has the page's title, which nobody wants beside messages.
    const auto speaks = [](const RawMatch& m) { return !m.says.empty(); };
    const auto other = std::ranges::find_if(raw_, speaks);
    for (const RawMatch& m : raw_)
        if (other != raw_.end() && !m.native && !speaks(m))
            fail(m.line,
                 formatted("this match has no `say`, but the match of line {} has one: write a `say` for each, or one "
                           "above the first `match`, which is for all",
                           other->line));
}

void ZenBlock::match_section(std::string_view header, std::uint32_t line, const std::vector<PageLine>& content) {
    if (raw_.empty() || raw_.back().closed) {
        raw_.emplace_back();
        raw_.back().line = line;
    }
    RawMatch::Pattern pattern{code_of(content, line)};
    std::string_view rest = trimmed(header);
    const bool one_a_line = rest == "any of" || rest.starts_with("any of, ");
    if (one_a_line) rest.remove_prefix(std::min<std::size_t>(rest.size(), 8));
    if (rest.starts_with("several ")) {
        rest.remove_prefix(8);
        for (auto [words, several] : several_words)
            if (rest == words || rest.starts_with(std::string(words) + ",")) {
                pattern.several = several;
                rest.remove_prefix(words.size());
            }
        if (pattern.several == Several::no)
            return fail(line, "`match several` needs by or, by and, by +, by |, as arms or as statements");
        if (rest.starts_with(", ")) rest.remove_prefix(2);
    }
    if (rest.starts_with("in a chain")) {
        pattern.several = Several::in_chain;
        rest.remove_prefix(10);
        if (rest.starts_with(", ")) rest.remove_prefix(2);
    }
    if (rest == "either way")
        pattern.either_way = true;
    else if (!rest.empty())
        return fail(
            line,
            formatted("`match {}`: a match is plain, `any of`, `either way`, `in a chain` or `several by or`", rest));
    if (!one_a_line) return raw_.back().patterns.push_back(std::move(pattern));
    for (const PageLine& l : content) {
        if (l.text.starts_with("     ")) return fail(l.number, "`match any of` has patterns of one line each");
        if (trimmed(l.text).empty()) continue;
        pattern.code = {std::string(trimmed(l.text)), l.number};
        raw_.back().patterns.push_back(pattern);
    }
}

void ZenBlock::native_on(std::string_view header, std::uint32_t line) {
    RawMatch& m = raw_.emplace_back();
    m.line = line;
    m.kinds = header;
    if (std::size_t with = m.kinds.find(" with "); with != m.kinds.npos) {
        m.below = m.kinds.substr(with + 6);
        m.kinds = m.kinds.substr(0, with);
    }
    if (std::size_t to = m.kinds.find(" to "); to != m.kinds.npos) {
        m.called = m.kinds.substr(to + 4);
        m.kinds = m.kinds.substr(0, to);
    }
    m.native = m.closed = true;
}

bool ZenBlock::part_of_match(RawMatch& m, std::string_view header, std::uint32_t line,
                             const std::vector<PageLine>& content) {
    auto is = [&](std::string_view name) { return header == name || header.starts_with(std::string(name) + " "); };
    if (header == "native") {
        m.native = true;
    } else if (header == "where") {
        m.where = conditions(content);
    } else if (header == "safe when") {
        m.safe_when = conditions(content);
    } else if (header == "let") {
        m.lets = lines_of(content);
    } else if (header == "also") {
        m.also = lines_of(content);
    } else if (header == "unsafe because") {
        m.unsafe_because = joined(content);
    } else if (header == "fix") {
        m.fix_title = joined(content);
    } else if (is("report")) {
        m.report = header == "report" ? joined(content) : std::string(header.substr(7));
        m.report_line = line;
    } else if (header == "say" || header.starts_with("say when ")) {
        m.says.push_back({std::string(header), {joined(content), line}});
    } else if (is("rewrite") || is("remove") || is("insert above") || is("insert below") || is("rename")) {
        m.edits.push_back({std::string(header), code_of(content, line)});
        if (m.edits.back().content.text.empty()) m.edits.back().content.line = line;
    } else if (header.starts_with("aka ")) {
        m.aliases = header.substr(4);
        m.own_aliases = &m != &common_;
    } else if (is("kind")) {
        m.kind = rule_kind_named(trimmed(header.substr(4)));
        if (!m.kind) fail(line, "`kind` needs bug, idiom, upgrade or taste");
    } else {
        return false;
    }
    return true;
}

void ZenBlock::table(std::string_view header, std::uint32_t line, const std::vector<PageLine>& content) {
    Table out;
    const std::size_t in = header.find(" in ");
    out.columns = cells(header.substr(0, in));
    // `for each $f in min, max`
    if (in != header.npos)
        for (std::string& cell : cells(header.substr(in + 4), ',')) out.rows.push_back({std::move(cell)});
    if (in != header.npos && (out.columns.size() != 1 || !content.empty()))
        return fail(line, "`for each $x in ...` has one column, and all its rows in this line");
    for (std::string& column : out.columns)
        if (column != "aka" && !column.starts_with('$')) return fail(line, "a column is a `$name`, or `aka`");
    for (const RawMatch::Line& row : lines_of(content)) {
        out.rows.push_back(cells(row.text));
        if (out.rows.back().size() != out.columns.size())
            return fail(row.line,
                        formatted("the table has {} columns, this row {}", out.columns.size(), out.rows.back().size()));
    }
    if (out.rows.empty()) return fail(line, "a table without rows");
    if (!raw_.empty()) raw_.back().closed = true;
    tables_.emplace_back(raw_.size(), std::move(out));
}

}  // namespace zen
