#include "engine/scanning/at_once.h"

#include <algorithm>
#include <optional>
#include <string>

#include "engine/matching/names_asked.h"
#include "text/wildcard.h"

namespace zen {
namespace {

constexpr std::size_t most_at_once = 3;
constexpr char special[] = {'*', '?', '#', '[', '\\', any_case, '\0'};  // in a pattern of `spelled`

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

// `$p is never read`, where `$p` is a parameter of the function that the pattern is: how many parameters stand before
// it, at least?
std::optional<std::uint8_t> parameters_before(std::span<const PatternNode> nodes, std::uint32_t root,
                                              std::uint8_t hole) {
    if (nodes[root].kind != Kind::function_definition && nodes[root].kind != Kind::lambda) return std::nullopt;
    std::uint32_t list = root + 1;
    while (list < nodes[root].next && nodes[list].field != Field::parameters) list = nodes[list].next;
    if (list >= nodes[root].next || nodes[list].op != PatternNode::Op::node) return std::nullopt;
    std::uint8_t before = 0;
    for (std::uint32_t at = list + 1; at < nodes[list].next; at = nodes[at].next) {
        if (nodes[at].op == PatternNode::Op::run) continue;
        const std::uint32_t name = nodes[at].kind == Kind::default_parameter && at + 1 < nodes[at].next ? at + 1 : at;
        if (nodes[name].op == PatternNode::Op::one && nodes[name].hole == hole) return before;
        ++before;
    }
    return std::nullopt;
}

// How many parameters of a function there are up to the last one that nothing reads: the patterns of a rule ask for the
// same function, one after the other.
struct UnreadParameters {
    explicit UnreadParameters(const Model&) {}
    mutable Node function;
    mutable unsigned count = 0;
};

unsigned unread_parameters(const Match& match, Node function) {
    const UnreadParameters& last = match.of_file<UnreadParameters>();
    if (last.function == function) return last.count;
    last.function = function;
    last.count = 0;
    unsigned place = 0;
    for (Node n : function.child(Field::parameters).children()) {
        ++place;
        if (n.is_any({Kind::default_parameter, Kind::typed_default_parameter})) n = n.child(Field::name);
        if (n.is(Kind::typed_parameter)) n = n.child(0u);
        const Reference* name = match.ask.reference(n);
        if (name && name->binding != no_id &&
            std::ranges::none_of(match.ask.references_of(name->binding), &Reference::reads))
            last.count = place;
    }
    return last.count;
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
        if (first == "*" || first == "?" || first == "\\" || any) {
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

AtOnce::AtOnce(const RulePack& pack, const Clause& clause, std::uint8_t place, std::uint8_t from)
    : ask_(vocabulary()[clause.question].node),
      place_(place),
      from_(from),
      negated_(clause.negated),
      clause_(&clause),
      pack_(&pack),
      first_(pack, clause) {
    if (ask_) return;
    for (Str s : RulePack::of(pack.strings, clause.names)) {
        const std::string_view pattern = pack[s];
        const bool stars = pattern.find_first_of(std::string_view(special).substr(1)) == pattern.npos;
        spelled_.push_back({pattern, letters_needed(pattern), stars && pattern.find('*') == pattern.npos, stars});
    }
}

bool AtOnce::same_as(const AtOnce& other) const {
    auto same_text = [](const Spelled& a, const Spelled& b) { return a.pattern == b.pattern; };
    return ask_ == other.ask_ && place_ == other.place_ && from_ == other.from_ && negated_ == other.negated_ &&
           pack_ == other.pack_ && std::ranges::equal(spelled_, other.spelled_, same_text);
}

std::vector<AtOnce> AtOnce::of(const RulePack& pack, Slice where, const PatternData* pattern,
                               const Skeleton& skeleton) {
    std::vector<AtOnce> out;
    if (pattern && pattern->several != PatternData::Several::no) return out;
    std::uint8_t name = no_hole;
    bool definition = false;
    std::span<const PatternNode> nodes;
    std::uint32_t root = 0;
    if (pattern) {
        nodes = RulePack::of(pack.pattern_nodes, pattern->nodes);
        for (std::uint32_t i = 0; i < pattern->anchor; ++i) root = nodes[root].next;
        name = name_hole(nodes, root);
        definition = nodes[root].kind == Kind::function_definition || nodes[root].kind == Kind::class_definition;
    }
    // Among several statements, a decorated definition stands for what it decorates.
    if (definition && pattern->statements > 1) return out;
    auto of_one = [](const Clause& c) {
        return c.subjects.count == 1 && c.items == Clause::Items::given && c.codes.count == 0 &&
               c.or_questions[0] == no_question;
    };
    // Whether any parameter is unread is asked once for a function, and nearly all read theirs.
    for (const Clause& clause : RulePack::of(pack.clauses, where)) {
        if (!pattern || !of_one(clause) || clause.negated || vocabulary()[clause.question].words != "never read")
            continue;
        if (const auto before = parameters_before(nodes, root, RulePack::of(pack.holes, clause.subjects)[0]))
            out.push_back(AtOnce(pack, clause, some_parameter, *before));
    }
    for (const Clause& clause : RulePack::of(pack.clauses, where)) {
        if (!of_one(clause)) continue;
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
        if (out.size() >= most_at_once) break;
    }
    return out;
}

bool AtOnce::holds_there(const Match& match, Around& around, Node node) const {
    if (place_ == some_parameter) return unread_parameters(match, node) > from_;
    Node asked = node;
    if (place_ == definition_name)
        asked = node.child(Field::name);
    else if (place_ != itself)
        asked = around.child(place_);
    // Of a parameter with a type, the hole catches the name, and of `except C as e` the class.
    if (!asked || (place_ != itself && asked.is_any({Kind::typed_parameter, Kind::as_pattern}))) return true;
    if (ask_) return ask_(match, asked) != negated_;
    if (asked.is(Kind::concatenated_string)) [[unlikely]]
        if (const std::string joined = joined_spelling(asked); !joined.empty()) return spelled(joined) != negated_;
    return spelled(spelling(asked)) != negated_;
}

bool AtOnce::spelled(std::string_view text) const {
    if (!text.empty()) {
        if (!first_.may[byte(text[0])]) return false;
        if (first_.sure[byte(text[0])]) return true;
    }
    constexpr std::size_t longest = 64;  // of names, and not of what strings say
    const Letters there = text.size() <= longest ? letters_of(text) : ~Letters{0};
    return std::ranges::any_of(spelled_, [&](const Spelled& s) {
        if ((s.letters & ~there) != 0) return false;
        if (s.plain) return s.pattern == text;
        return s.stars ? wildcard_fits(s.pattern, text) : spelled_like(s.pattern, text);
    });
}

}  // namespace zen
