#include "engine/scanning/node_contents.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/matching/kind_fits.h"
#include "engine/matching/vocabulary.h"

namespace zen {
namespace {

using Op = PatternNode::Op;

constexpr unsigned kind_bits = 40;  // the others are for names

// Calls `kind` and `name` with what each node that fits the root of the pattern (its anchor) has below itself; with
// `root_too` the root's own kind as well.
void each_below(const RulePack& pack, const PatternData& pattern, bool root_too, auto&& kind, auto&& name) {
    const auto nodes = RulePack::of(pack.pattern_nodes, pattern.nodes);
    std::uint32_t root = 0;
    for (std::uint32_t i = 0; i < pattern.anchor; ++i) root = nodes[root].next;
    if (nodes[root].op != Op::node) return;
    auto one = [&](std::uint32_t at) {
        const Kind k = nodes[at].kind;
        if (!has_other_forms(k) && k != Kind::dotted_name && kind_in_types(nodes, at) == Kind::nothing) kind(k);
    };
    auto visit = [&](auto&& self, std::uint32_t from, std::uint32_t end, Kind parent) -> void {
        for (std::uint32_t at = from; at < end; at = nodes[at].next) {
            const PatternNode& n = nodes[at];
            if (n.op == Op::leaf && n.kind == Kind::identifier) name(pack[n.text]);
            if ((n.op == Op::leaf && n.kind != Kind::identifier) || is_operator(n, parent)) kind(n.kind);
            if (n.op != Op::node || may_be_missing(nodes, at, parent)) continue;
            one(at);
            self(self, at + 1, n.next, n.kind);
        }
    };
    if (root_too) one(root);
    visit(visit, root + 1, nodes[root].next, nodes[root].kind);
}

// Is what the subject stands for in the node that the pattern fits, or that node?
bool inside(const RulePack& pack, const PatternData* pattern, std::uint8_t subject) {
    if (pattern && (pattern->statements != 1 || pattern->several != PatternData::Several::no)) return false;
    if (subject == place_match) return true;
    return pattern && subject < most_holes &&
           std::ranges::any_of(
               RulePack::of(pack.pattern_nodes, pattern->nodes),
               [&](const PatternNode& n) { return n.hole == subject; });
}

// Does the condition ask it of the definition that the pattern fits?
bool of_match(const RulePack& pack, const Clause& clause, const PatternData* pattern) {
    if (!pattern || pattern->statements != 1 || pattern->several != PatternData::Several::no) return false;
    const Kind root = RulePack::of(pack.pattern_nodes, pattern->nodes)[0].kind;
    return std::ranges::all_of(RulePack::of(pack.holes, clause.subjects), [&](std::uint8_t subject) {
        return subject == place_match || (subject == place_class && root == Kind::class_definition) ||
               (subject == place_function && root == Kind::function_definition);
    });
}

// The patterns of which one must fit something in the match for the condition to hold; none if it asks for no such
// thing.
Slice codes_asked_for(const RulePack& pack, const Clause& clause, const PatternData* pattern) {
    using Form = Question::Form;
    if (clause.subjects.count == 0) return {};
    for (std::uint8_t subject : RulePack::of(pack.holes, clause.subjects))
        if (!inside(pack, pattern, subject)) return {};
    const Form form = vocabulary()[clause.question].form;
    if (clause.items == Clause::Items::code) {
        const bool binds = form == Form::bind || form == Form::only;
        using Quantifier = Clause::Quantifier;
        const bool none = clause.quantifier == Quantifier::no || clause.quantifier == Quantifier::not_each;
        return !binds && none ? Slice{} : clause.item_codes;
    }
    const bool asks = form == Form::contains || form == Form::holds_directly || form == Form::code;
    return asks && !clause.negated && clause.items == Clause::Items::given ? clause.codes : Slice{};
}

// Calls `all` and `one` with each pattern that must, or may, fit in the match or be its root, which `is_root` says.
void each_code(const RulePack& pack, const MatchData& match, const PatternData* pattern, auto&& all, auto&& one) {
    if (pattern) all(*pattern, false);
    bool chosen = false;  // of one choice only
    for (const Clause& clause : RulePack::of(pack.clauses, match.where)) {
        const auto codes = RulePack::of(pack.patterns, codes_asked_for(pack, clause, pattern));
        if (codes.size() == 1) {
            all(codes[0], true);
        } else if (codes.size() > 1 && !std::exchange(chosen, true)) {
            for (const PatternData& code : codes) one(code);
        }
    }
}

}  // namespace

ContentBits::ContentBits(const std::vector<Kind>& commonest_first) {
    for (unsigned i = 0; i < commonest_first.size(); ++i)
        kinds_[static_cast<unsigned>(commonest_first[i]) & 511] = Contents{1} << std::min(i, kind_bits - 1);
}

Contents ContentBits::of_name(Feature spelling) {
    return Contents{1} << (kind_bits + spelling % (64 - kind_bits));
}

std::vector<Kind> kinds_needed(const RulePack& pack, const MatchData& match, const PatternData* pattern) {
    std::vector<Kind> out;
    auto add = [&](const PatternData& code, bool root_too) {
        each_below(pack, code, root_too, [&](Kind kind) { out.push_back(kind); }, [](std::string_view) {});
    };
    each_code(pack, match, pattern, add, [&](const PatternData& code) { add(code, true); });
    // What a condition looks for, and the match need not have.
    for (const Clause& clause : RulePack::of(pack.clauses, match.where))
        for (Slice codes : {clause.codes, clause.item_codes})
            for (const PatternData& code : RulePack::of(pack.patterns, codes)) add(code, true);
    // These are of use at each node of a kind, and not only where a pattern begins.
    for (Kind kind : RulePack::of(pack.kinds, match.kinds_below)) out.insert(out.end(), 10, kind);
    return out;
}

namespace {

Contents needs_below(const RulePack& pack, const PatternData& code, bool root_too, const ContentBits& bits) {
    Contents needs = 0;
    each_below(
        pack, code, root_too, [&](Kind kind) { needs |= bits.of(kind); },
        [&](std::string_view name) { needs |= ContentBits::of_name(spelled(name)); });
    return needs;
}

}  // namespace

std::vector<Contents> code_needs(const RulePack& pack, const ContentBits& bits) {
    std::vector<Contents> out;
    for (const PatternData& code : pack.patterns) {
        const bool one = code.anchor == 0 && code.several == PatternData::Several::no;
        out.push_back(one ? needs_below(pack, code, true, bits) : 0);
    }
    return out;
}

ContentNeeds content_needs(const RulePack& pack, const MatchData& match, const PatternData* pattern,
                           const ContentBits& bits) {
    ContentNeeds out;
    auto below = [&](const PatternData& code, bool root_too) { return needs_below(pack, code, root_too, bits); };
    bool any = false;  // one of the choice may be anything
    each_code(
        pack, match, pattern, [&](const PatternData& code, bool root_too) { out.all |= below(code, root_too); },
        [&](const PatternData& code) {
            const Contents needs = below(code, true);
            any = any || needs == 0;
            out.one |= needs & (~needs + 1);  // its lowest bit stands for it
        });
    if (any) out.one = 0;
    for (const Clause& clause : RulePack::of(pack.clauses, match.where))
        if (auto names = members_asked_for(pack, clause, pattern); names.size() == 1 && of_match(pack, clause, pattern))
            out.all |= ContentBits::of_name(spelled(pack[names[0]]));
    for (Kind kind : RulePack::of(pack.kinds, match.kinds_below)) out.one |= bits.of(kind);
    for (Str name : RulePack::of(pack.strings, match.names_below)) out.one |= ContentBits::of_name(spelled(pack[name]));
    return out;
}

NodeContents::NodeContents(const Tree& tree, const ContentBits& bits, Presence& presence) : known_(tree.nodes.size()) {
    // From the last node to the first: a node comes after all that lies below it.
    for (NodeId id = static_cast<NodeId>(tree.nodes.size()); id-- > 0;) {
        const NodeRecord& n = tree.nodes[id];
        Contents here = known_[id] | bits.of(n.kind);
        presence.add(kind_feature(n.kind));
        if (n.kind == Kind::identifier || n.kind == Kind::string_content) {
            const Feature spelling = spelled(tree.text.substr(n.start, n.end - n.start));
            presence.add(spelling);
            if (n.kind == Kind::identifier) here |= ContentBits::of_name(spelling);
        }
        known_[id] = here;
        known_[n.parent] |= here;
    }
}

}  // namespace zen
