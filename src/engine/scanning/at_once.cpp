#include "engine/scanning/at_once.h"

#include <algorithm>

#include "engine/matching/names_asked.h"
#include "text/wildcard.h"

namespace zen {
namespace {

constexpr std::size_t most_at_once = 3;

unsigned byte(char c) {
    return static_cast<unsigned char>(c);
}

// The first element of a pattern: a character, or those of a bracket.
std::string_view first_element(std::string_view pattern) {
    const std::size_t close = pattern.starts_with('[') ? pattern.find(']', 2) : pattern.npos;
    return pattern.substr(0, close == pattern.npos ? 1 : close + 1);
}

// The hole that catches the name of the definition that the pattern is; no_hole if it is none.
std::uint8_t name_hole(std::span<const PatternNode> nodes, std::uint32_t root) {
    if (nodes[root].kind != Kind::function_definition && nodes[root].kind != Kind::class_definition) return no_hole;
    for (std::uint32_t at = root + 1; at < nodes[root].next; at = nodes[at].next)
        if (nodes[at].op == PatternNode::Op::one && nodes[at].field == Field::name) return nodes[at].hole;
    return no_hole;
}

}  // namespace

FirstByte::FirstByte(const RulePack& pack, const Clause& clause) {
    if (vocabulary()[clause.question].form != Question::Form::spelled) return;
    for (Str s : RulePack::of(pack.strings, clause.names)) {
        std::string_view pattern = pack[s];
        const bool any = pattern.starts_with(any_case);
        if (any) pattern.remove_prefix(1);
        const std::string_view first = first_element(pattern), rest = pattern.substr(first.size());
        if (first.empty()) continue;
        if (first == "*" || first == "?" || any) {
            may.set();
            if (pattern == "*") sure.set();
            continue;
        }
        const bool plain = first.size() == 1 && first != "#" && first != "[";
        if (plain) {
            may.set(byte(first[0]));
            if (rest == "*") sure.set(byte(first[0]));
            continue;
        }
        // Beyond ASCII, a byte is a part of a character.
        for (unsigned b = 0; b < 256; ++b) {
            const char c = static_cast<char>(b);
            if (b < 128 && !spelled_like(first, std::string_view(&c, 1))) continue;
            may.set(b);
            if (b < 128 && rest == "*") sure.set(b);
        }
    }
}

AtOnce::AtOnce(const RulePack& pack, const Clause& clause, std::uint8_t place)
    : ask_(vocabulary()[clause.question].node),
      place_(place),
      negated_(clause.negated),
      clause_(&clause),
      pack_(&pack),
      first_(pack, clause) {}

std::vector<AtOnce> AtOnce::of(const RulePack& pack, Slice where, const PatternData* pattern,
                               const Skeleton& skeleton) {
    std::vector<AtOnce> out;
    if (pattern && pattern->several != PatternData::Several::no) return out;
    std::uint8_t name = no_hole;
    bool definition = false;
    if (pattern) {
        const auto nodes = RulePack::of(pack.pattern_nodes, pattern->nodes);
        std::uint32_t root = 0;
        for (std::uint32_t i = 0; i < pattern->anchor; ++i) root = nodes[root].next;
        name = name_hole(nodes, root);
        definition = nodes[root].kind == Kind::function_definition || nodes[root].kind == Kind::class_definition;
    }
    // Among several statements, a decorated definition stands for what it decorates.
    if (definition && pattern->statements > 1) return out;
    for (const Clause& clause : RulePack::of(pack.clauses, where)) {
        if (clause.subjects.count != 1 || clause.items != Clause::Items::given || clause.codes.count != 0 ||
            clause.or_questions[0] != no_question)
            continue;
        const Question& question = vocabulary()[clause.question];
        const bool of_node = question.form == Question::Form::node && question.of_node_alone;
        if (!of_node && (question.form != Question::Form::spelled || clause.number != 0)) continue;  // 0: without holes
        const std::uint8_t subject = RulePack::of(pack.holes, clause.subjects)[0];
        // `is not spelled *_lock`: where the first byte says nothing, it holds nearly always, and is no help.
        if (!of_node && clause.negated && FirstByte(pack, clause).may.all()) continue;
        if (subject == place_match) {
            if (of_node && question.cost <= 1) out.push_back(AtOnce(pack, clause, itself));
        } else if (subject < most_holes && question.cost == 0) {
            const auto at = std::ranges::find(skeleton.holes, subject + 1);
            if (at != skeleton.holes.end())
                out.push_back(AtOnce(pack, clause, static_cast<std::uint8_t>(at - skeleton.holes.begin())));
            else if (subject == name)
                out.push_back(AtOnce(pack, clause, definition_name));
        }
        if (out.size() == most_at_once) break;
    }
    return out;
}

bool AtOnce::holds(const Match& match, Around& around, Node node) const {
    Node asked = node;
    if (place_ == definition_name)
        asked = node.child(Field::name);
    else if (place_ != itself)
        asked = around.child(place_);
    // Of a parameter with a type, the hole catches the name.
    if (!asked || (place_ != itself && asked.is(Kind::typed_parameter))) return true;
    return answer(match, asked) != negated_;
}

bool AtOnce::answer(const Match& match, Node node) const {
    if (ask_) return ask_(match, node);
    const std::string_view text = spelling(node);
    if (!text.empty()) {
        if (!first_.may[byte(text[0])]) return false;
        if (first_.sure[byte(text[0])]) return true;
    }
    return std::ranges::any_of(RulePack::of(pack_->strings, clause_->names),
                               [&](Str s) { return spelled_like((*pack_)[s], text); });
}

}  // namespace zen
