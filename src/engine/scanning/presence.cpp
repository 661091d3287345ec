#include "engine/scanning/presence.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "engine/matching/hole_text.h"
#include "engine/matching/kind_fits.h"
#include "engine/matching/vocabulary.h"
#include "text/dotted.h"

namespace zen {
namespace {

// What nearly every file has: to ask for it would be in vain.
bool common(Kind kind) {
    switch (kind) {
        case Kind::nothing:
        case Kind::module:
        case Kind::block:
        case Kind::expression_statement:
        case Kind::assignment:
        case Kind::identifier:
        case Kind::attribute:
        case Kind::call:
        case Kind::argument_list:
        case Kind::string:
        case Kind::string_start:
        case Kind::string_content:
        case Kind::string_end:
        case Kind::if_statement:
        case Kind::function_definition:
        case Kind::parameters:
        case Kind::return_statement:
        case Kind::dotted_name:
            return true;
        default:
            return false;
    }
}

bool matched_by_role(Kind kind) {
    return kind == Kind::lambda || kind == Kind::function_definition || kind == Kind::class_definition ||
           kind == Kind::default_parameter || kind == Kind::typed_parameter || kind == Kind::typed_default_parameter ||
           kind == Kind::decorated_definition;
}

// A guess at how few files have it: the less, the rarer.
unsigned commonness(Feature feature) {
    return feature >= spelling_count ? 1 : 0;
}

void add(std::vector<Feature>& out, Feature feature) {
    if (std::ranges::find(out, feature) == out.end()) out.push_back(feature);
}

}  // namespace

bool has_other_forms(Kind kind) {
    switch (kind) {
        case Kind::argument_list:  // of a generator expression
        case Kind::tuple:
        case Kind::tuple_pattern:
        case Kind::pattern_list:
        case Kind::expression_list:
        case Kind::default_parameter:
        case Kind::typed_parameter:
        case Kind::type:
        case Kind::parenthesized_expression:
        case Kind::lambda_parameters:
            return true;
        default:
            return false;
    }
}

bool may_be_missing(std::span<const PatternNode> nodes, std::uint32_t at, Kind parent) {
    return matched_by_role(parent) && at + 2 == nodes[at].next && nodes[at + 1].op == PatternNode::Op::run;
}

bool is_operator(const PatternNode& node, Kind parent) {
    return node.op == PatternNode::Op::any_token &&
           (parent == Kind::binary_operator || parent == Kind::comparison_operator ||
            parent == Kind::augmented_assignment || parent == Kind::boolean_operator);
}

std::vector<Feature> features_of(const RulePack& pack, const PatternData& pattern) {
    std::vector<Feature> out;
    const auto nodes = RulePack::of(pack.pattern_nodes, pattern.nodes);
    auto add_nodes = [&](auto&& self, std::uint32_t from, std::uint32_t end, Kind parent) -> void {
        for (std::uint32_t at = from; at < end; at = nodes[at].next) {
            const PatternNode& n = nodes[at];
            switch (n.op) {
                case PatternNode::Op::free_name: {
                    std::string_view name = pack[n.text];
                    if (name.ends_with(any_member)) name.remove_suffix(any_member.size());
                    add(out, spelled(last_name(name)));
                    break;
                }
                case PatternNode::Op::leaf:
                    if (n.kind == Kind::identifier || n.kind == Kind::string_content)
                        add(out, spelled(pack[n.text]));
                    else if (!common(n.kind))
                        add(out, kind_feature(n.kind));
                    break;
                case PatternNode::Op::node:
                    if (may_be_missing(nodes, at, parent)) break;
                    if (!common(n.kind) && !has_other_forms(n.kind) && kind_in_types(nodes, at) == Kind::nothing)
                        add(out, kind_feature(n.kind));
                    self(self, at + 1, n.next, n.kind);
                    break;
                case PatternNode::Op::any_token:
                    if (is_operator(n, parent)) add(out, kind_feature(n.kind));
                    break;
                default:
                    break;
            }
        }
    };
    add_nodes(add_nodes, 0, static_cast<std::uint32_t>(nodes.size()), Kind::nothing);
    std::ranges::stable_sort(out, {}, commonness);
    return out;
}

namespace {

// Does that hole catch one node whenever the pattern fits?
bool catches_one(const RulePack& pack, const PatternData& pattern, std::uint8_t hole) {
    if (hole >= most_holes || pattern.several != PatternData::Several::no) return false;
    return std::ranges::any_of(RulePack::of(pack.pattern_nodes, pattern.nodes),
                               [&](const PatternNode& n) { return n.op == PatternNode::Op::one && n.hole == hole; });
}

// Does that hole catch the name of a function or class, if anything, in that pattern?
bool catches_definition_name(const RulePack& pack, const PatternData& pattern, std::uint8_t hole) {
    const auto nodes = RulePack::of(pack.pattern_nodes, pattern.nodes);
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
        if (nodes[at].op != PatternNode::Op::node ||
            (nodes[at].kind != Kind::function_definition && nodes[at].kind != Kind::class_definition))
            continue;
        for (std::uint32_t child = at + 1; child < nodes[at].next; child = nodes[child].next)
            if (nodes[child].op == PatternNode::Op::one && nodes[child].hole == hole &&
                nodes[child].field == Field::name)
                return true;
    }
    return false;
}

bool has_wildcard(std::string_view name) {
    return name.find_first_of("*?[#\x01") != std::string_view::npos;
}

// `requests.*` asks for code that names `requests`.
std::string_view without_star(std::string_view name) {
    if (name.ends_with(".*")) name.remove_suffix(2);
    return name;
}

// `the class has a method __eq__`; `$f is spelled __str__, __repr__` where `$f` is the name of a function or class: the
// file spells one of them.
std::vector<std::vector<Feature>> names_asked_for(const RulePack& pack, const MatchData& match, const Clause& clause,
                                                  const PatternData* pattern) {
    using Form = Question::Form;
    std::vector<std::vector<Feature>> out;
    for (Str name : members_asked_for(pack, clause, pattern)) out.push_back({spelled(pack[name])});
    if (!out.empty()) return out;
    if (vocabulary()[clause.question].form != Form::spelled || clause.number != 0 || clause.negated ||
        clause.items != Clause::Items::given || clause.subjects.count != 1)
        return {};
    const std::uint8_t hole = RulePack::of(pack.holes, clause.subjects)[0];
    if (hole >= most_holes) return {};
    bool definition = pattern && catches_definition_name(pack, *pattern, hole);
    for (const Clause& other : RulePack::of(pack.clauses, match.where))
        if (vocabulary()[other.question].form == Form::code && !other.negated && other.items == Clause::Items::given &&
            other.codes.count == 1)
            definition = definition || catches_definition_name(pack, RulePack::of(pack.patterns, other.codes)[0], hole);
    if (!definition) return {};
    for (Str name : RulePack::of(pack.strings, clause.names)) {
        if (has_wildcard(pack[name])) return {};
        out.push_back({spelled(pack[name])});
    }
    return out;
}

// Words that are true only in files that have such a thing.
const std::pair<std::string_view, Feature> needed_things[] = {
    {"an export", spelled("__all__")},
    {"in an async function", kind_feature(Kind::kw_async)},
    {"in a method", kind_feature(Kind::class_definition)},
    {"in a class body", kind_feature(Kind::class_definition)},
    {"in a try block", kind_feature(Kind::try_statement)},
    {"swallowed", kind_feature(Kind::try_statement)},
    {"in an except block", kind_feature(Kind::except_clause)},
    {"in a finally block", kind_feature(Kind::finally_clause)},
    {"in a with block", kind_feature(Kind::with_statement)},
    {"in a decorator", kind_feature(Kind::decorator)},
    {"in an f-string", kind_feature(Kind::interpolation)},
    {"a replacement field", kind_feature(Kind::interpolation)},
    {"a lambda", kind_feature(Kind::lambda)},
    {"an f-string", kind_feature(Kind::interpolation)},
    {"undefined", missing_name},
    {"read before it is bound", missing_name},
};

// What the file must have for the line to hold, if that is known.
std::optional<Feature> thing_asked_for(const RulePack& pack, const Clause& clause, const PatternData* pattern) {
    const Question& question = vocabulary()[clause.question];
    if (question.form != Question::Form::node || clause.negated || clause.items != Clause::Items::given ||
        clause.or_questions[0] != no_question || clause.codes.count != 0)
        return std::nullopt;
    for (std::uint8_t subject : RulePack::of(pack.holes, clause.subjects))
        if (subject != place_match && !(pattern && catches_one(pack, *pattern, subject))) return std::nullopt;
    const auto needed = std::ranges::find(needed_things, question.words, &std::pair<std::string_view, Feature>::first);
    if (needed == std::end(needed_things)) return std::nullopt;
    return needed->second;
}

// Does the line hold only where the file has code, or names, that it writes?
bool asks_for_what_it_writes(const RulePack& pack, const Clause& clause, const PatternData* pattern) {
    using Form = Question::Form;
    if (clause.negated || clause.items != Clause::Items::given || clause.subjects.count == 0) return false;
    const Form form = vocabulary()[clause.question].form;
    // A name may be in an annotation that is a string.
    if (form == Form::contains)
        return std::ranges::none_of(RulePack::of(pack.patterns, clause.codes), [&](const PatternData& code) {
            return code.nodes.count == 1 && pack.pattern_nodes[code.nodes.first].op == PatternNode::Op::free_name;
        });
    // Of a subject that has no node, such a line holds.
    auto one_node = [&](std::uint8_t subject) { return pattern && catches_one(pack, *pattern, subject); };
    if (!std::ranges::all_of(RulePack::of(pack.holes, clause.subjects), one_node)) return false;
    return form == Form::code || form == Form::one_of || form == Form::around || form == Form::inside ||
           form == Form::directly || form == Form::followed || form == Form::preceded;
}

}  // namespace

std::span<const Str> members_asked_for(const RulePack& pack, const Clause& clause, const PatternData* pattern) {
    using Form = Question::Form;
    const Form form = vocabulary()[clause.question].form;
    const bool asks = form == Form::has_method || form == Form::has_attribute || form == Form::has_parameter;
    if (!asks || clause.negated || clause.items != Clause::Items::given || clause.subjects.count == 0) return {};
    for (std::uint8_t subject : RulePack::of(pack.holes, clause.subjects))
        if (subject < most_holes && !(pattern && catches_one(pack, *pattern, subject))) return {};
    const auto names = RulePack::of(pack.strings, clause.names);
    const bool written_out = std::ranges::none_of(names, [&](Str name) { return has_wildcard(pack[name]); });
    return written_out ? names : std::span<const Str>();
}

Presence::Presence(const Model& model) {
    const std::string_view text = model.tree().text;
    // A builtin may be spelled in another Unicode form, and its name is then no part of the text.
    const std::less<const char*> less;
    for (NameId id = 0; id < model.name_count(); ++id)
        if (const char* at = model.name(id).data(); less(at, text.data()) || !less(at, text.data() + text.size()))
            there_.set(spelled(model.name(id)));
}

void Presence::add_nodes(const Tree& tree) {
    for (const NodeRecord& n : tree.nodes) {
        add(kind_feature(n.kind));
        if (n.kind == Kind::identifier || n.kind == Kind::string_content)
            add(spelled(std::string_view(tree.text).substr(n.start, n.end - n.start)));
    }
}

bool Presence::has_all(const std::vector<Feature>& features) const {
    return std::ranges::all_of(features, [&](Feature f) { return has(f); });
}

Needs needs_of(const RulePack& pack, const MatchData& match, const PatternData* pattern) {
    Needs out;
    if (pattern) out.all = features_of(pack, *pattern);
    std::vector<std::vector<Feature>> below;
    for (Kind kind : RulePack::of(pack.kinds, match.kinds_below)) below.push_back({kind_feature(kind)});
    for (Str name : RulePack::of(pack.strings, match.names_below)) below.push_back({spelled(pack[name])});
    if (!below.empty()) out.choices.push_back(std::move(below));
    for (const Clause& clause : RulePack::of(pack.clauses, match.where)) {
        if (const std::optional<Feature> thing = thing_asked_for(pack, clause, pattern)) add(out.all, *thing);
        std::vector<std::vector<Feature>> alternatives = names_asked_for(pack, match, clause, pattern);
        const bool writes = asks_for_what_it_writes(pack, clause, pattern);
        if (writes)
            for (const PatternData& code : RulePack::of(pack.patterns, clause.codes))
                alternatives.push_back(features_of(pack, code));
        if (writes && vocabulary()[clause.question].form == Question::Form::one_of)
            for (Str name : RulePack::of(pack.strings, clause.names))
                alternatives.push_back({spelled(last_name(without_star(pack[name])))});
        if (alternatives.empty() || std::ranges::any_of(alternatives, [](const auto& a) { return a.empty(); }))
            continue;
        if (alternatives.size() > 1)
            out.choices.push_back(std::move(alternatives));
        else
            for (Feature feature : alternatives[0]) add(out.all, feature);
    }
    std::ranges::stable_sort(out.all, {}, commonness);
    return out;
}

}  // namespace zen
