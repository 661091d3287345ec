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

template <class... Numbers>
std::string numbers(Numbers... all) {
    std::string out;
    (append(out, "{} ", static_cast<long>(all)), ...);
    return out;
}

// One line for each row, so that a difference is seen as text. What a row refers to is part of its line: the build
// stores what is equal once, so the places differ.
struct PageRows {
    const RulePack& pack;

    std::string of(Str s) const { return std::string(pack[s]) + "|"; }
    std::string of(PageStr s) const { return std::string(pack[s]) + "|"; }
    std::string of(std::uint8_t hole) const { return numbers(hole); }
    std::string of(Kind kind) const { return numbers(kind); }
    std::string of(const PatternNode& n) const { return numbers(n.op, n.hole, n.kind, n.field, n.next) + of(n.text); }
    std::string of(const PatternData& p) const {
        return all(pack.pattern_nodes, p.nodes) + numbers(p.anchor, p.statements, p.head, p.exact, p.several) +
               of(p.key);
    }
    std::string of(const Segment& s) const {
        return numbers(s.op, s.hole, s.precedence, s.bracketed) + of(s.text) + of(s.lead);
    }
    std::string of(const Clause& c) const {
        std::string out =
            numbers(c.question, c.negated, c.items, c.quantifier, c.binds, c.gives, c.unit, c.number, c.line);
        for (std::uint16_t other : c.or_questions) out += numbers(other);
        return out + all(pack.holes, c.subjects) + all(pack.holes, c.places) + all(pack.strings, c.names) +
               all(pack.patterns, c.codes) + all(pack.patterns, c.item_codes) + of(c.text) + of(c.reason);
    }
    std::string of(const SayData& s) const { return all(pack.clauses, s.when) + numbers(s.place) + of(s.text); }
    std::string of(const EditData& e) const {
        return numbers(e.op, e.place, e.precedence, e.line) + all(pack.clauses, e.when) + all(pack.patterns, e.codes) +
               all(pack.segments, e.segments);
    }
    std::string of(const LetData& l) const { return numbers(l.sort, l.hole, l.place, l.number) + of(l.text); }
    std::string of(const OptionData& o) const { return of(o.name) + of(o.value) + of(o.meaning); }
    std::string of(const ExampleData& e) const {
        return numbers(e.sort, e.safety, e.only, e.by_default, e.line) + of(e.code) + of(e.context);
    }
    std::string of(const MatchData& m) const {
        return numbers(m.kind, m.native, m.report, m.report_place, m.line) + all(pack.patterns, m.patterns) +
               all(pack.kinds, m.kinds) + all(pack.strings, m.called) + all(pack.kinds, m.kinds_below) +
               all(pack.strings, m.names_below) + all(pack.clauses, m.where) + all(pack.clauses, m.safe_when) +
               all(pack.strings, m.hole_names) + all(pack.strings, m.aliases) + all(pack.edits, m.edits) +
               all(pack.says, m.says) + all(pack.says, m.also) + all(pack.lets, m.lets) + of(m.fix_title) +
               of(m.unsafe_because);
    }
    std::string of(const RuleData& r) const {
        return of(r.code) + of(r.name) + of(r.title) + of(r.path) + of(r.page) + of(r.prose) +
               numbers(r.fix, r.by_default, r.severity, r.kind, r.python_major, r.python_minor, r.made_by_engine,
                       r.in_stubs, r.folded_from) +
               all(pack.strings, r.aliases) + all(pack.options, r.options) + all(pack.strings, r.yields) +
               of(r.unsafe_because) + of(r.root);
    }
    template <class Row>
    std::string all(std::span<const Row> array, Slice slice) const {
        std::string out = formatted("[{}", std::uint32_t{slice.count});
        for (const Row& row : RulePack::of(array, slice)) out += " " + of(row);
        return out + "]";
    }

    std::vector<std::string> lines() const {
        std::vector<std::string> out;
        for (const RuleData& rule : pack.rules) {
            out.push_back(of(rule));
            for (const MatchData& m : RulePack::of(pack.matches, rule.matches)) out.push_back(of(m));
            for (const ExampleData& e : RulePack::of(pack.examples, rule.examples)) out.push_back(of(e));
        }
        return out;
    }
};

}  // namespace

TEST_CASE("the program's rules are the arrays that their pages give when they are read") {
    const RulePack& built_in = builtin_rules();
    PackStore store;
    for (std::size_t i = 0; i < built_in.rules.size(); ++i) {
        const std::string path = std::string(built_in[built_in.rules[i].path]);
        std::ifstream in(std::string(ZENLINT_SOURCE_DIR) + "/" + path, std::ios::binary);
        const std::string page{std::istreambuf_iterator<char>(in), {}};
        INFO(path);
        REQUIRE_FALSE(page.empty());
        const auto trouble = read_page(store, path, page, built_in.natives[i] != nullptr);
        REQUIRE_FALSE(trouble.has_value());
    }
    const RulePack from_disk = store.view();
    const std::vector<std::string> read = PageRows{from_disk}.lines(), compiled = PageRows{built_in}.lines();
    REQUIRE(read.size() == compiled.size());
    for (std::size_t i = 0; i < read.size(); ++i)
        if (read[i] != compiled[i]) {
            CHECK(read[i] == compiled[i]);
            break;
        }
}
