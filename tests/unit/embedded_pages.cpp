// The program has its pages as arrays that the build wrote; a user's page is read into such arrays when it runs. Both
// must be the same, or a rule would mean one thing in the program and another beside it.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/pages/page.h"
#include "engine/scanning/rule_table.h"
#include "text/formatted.h"

using namespace zen;

namespace {

std::string said(std::string_view pack, Str s) {
    return std::string(pack.substr(s.start, s.size));
}
std::string said(Slice s) {
    return formatted("{}+{} ", s.first, s.count);
}
template <class... Numbers>
std::string numbers(Numbers... all) {
    std::string out;
    (append(out, "{} ", static_cast<long>(all)), ...);
    return out;
}

// One line for each row, so that a difference is seen as text.
std::vector<std::string> rows(const RulePack& pack) {
    std::vector<std::string> out;
    const std::string_view text = pack.text;
    for (const PatternNode& n : pack.pattern_nodes)
        out.push_back(numbers(n.op, n.hole, n.kind, n.field, n.next) + said(text, n.text));
    for (const PatternData& p : pack.patterns)
        out.push_back(said(p.nodes) + numbers(p.anchor, p.statements, p.head, p.exact, p.several) + said(text, p.key));
    for (const Segment& s : pack.segments)
        out.push_back(numbers(s.op, s.hole, s.precedence, s.bracketed) + said(text, s.text) + "|" + said(text, s.lead));
    for (const Clause& c : pack.clauses) {
        std::string row = numbers(c.question, c.negated, c.items, c.quantifier, c.binds, c.gives, c.unit, c.number);
        for (std::uint16_t other : c.or_questions) row += numbers(other);
        for (Slice part : {c.subjects, c.places, c.names, c.codes, c.item_codes}) row += said(part);
        out.push_back(row + said(text, c.text) + "|" + said(text, c.reason));
    }
    for (const SayData& s : pack.says) out.push_back(said(s.when) + numbers(s.place) + said(text, s.text));
    for (const EditData& e : pack.edits)
        out.push_back(numbers(e.op, e.place, e.precedence) + said(e.when) + said(e.codes) + said(e.segments));
    for (const LetData& l : pack.lets) out.push_back(numbers(l.sort, l.hole, l.place, l.number) + said(text, l.text));
    for (std::uint8_t hole : pack.holes) out.push_back(numbers(hole));
    for (Kind kind : pack.kinds) out.push_back(numbers(kind));
    for (Str s : pack.strings) out.push_back(said(text, s));
    for (const MatchData& m : pack.matches) {
        std::string row = numbers(m.kind, m.native, m.report, m.report_place);
        for (Slice part : {m.patterns, m.kinds, m.called, m.kinds_below, m.names_below, m.where, m.safe_when,
                           m.hole_names, m.aliases, m.edits, m.says, m.also, m.lets})
            row += said(part);
        out.push_back(row + said(text, m.fix_title) + "|" + said(text, m.unsafe_because));
    }
    for (const RuleData& r : pack.rules)
        out.push_back(said(text, r.code) + numbers(r.fix, r.by_default, r.severity, r.kind, r.folded_from, r.in_stubs) +
                      said(r.matches) + said(r.examples) + said(text, r.unsafe_because));
    return out;
}

}  // namespace

TEST_CASE("the program's rules are the arrays that their pages give when they are read") {
    const RulePack& built_in = builtin_rules();
    PackStore store;
    for (std::size_t i = 0; i < built_in.rules.size(); ++i) {
        const std::string path = said(built_in.text, built_in.rules[i].path);
        std::ifstream in(std::string(ZENLINT_SOURCE_DIR) + "/" + path, std::ios::binary);
        const std::string page{std::istreambuf_iterator<char>(in), {}};
        INFO(path);
        REQUIRE_FALSE(page.empty());
        const auto trouble = read_page(store, path, page, built_in.natives[i] != nullptr);
        REQUIRE_FALSE(trouble.has_value());
    }
    const std::vector<std::string> read = rows(store.view()), compiled = rows(built_in);
    REQUIRE(read.size() == compiled.size());
    for (std::size_t i = 0; i < read.size(); ++i)
        if (read[i] != compiled[i]) {
            CHECK(read[i] == compiled[i]);
            break;
        }
}
