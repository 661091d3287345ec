#include "engine/lost_arguments.h"

#include "text/formatted.h"
#include "text/name_byte.h"

namespace zen {
namespace {

// Is `$name` in the text?
bool mentions(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at + 1)) {
        std::string_view rest = text.substr(at + 1);
        if (rest.starts_with('{')) rest.remove_prefix(1);
        if (rest.starts_with(name) && !is_name_byte(rest.size() > name.size() ? rest[name.size()] : ' ')) return true;
    }
    return false;
}

bool any_clause(const RulePack& pack, Slice clauses, std::string_view name) {
    return std::ranges::any_of(RulePack::of(pack.clauses, clauses),
                               [&](const Clause& c) { return mentions(pack[c.text], name); });
}

// Is what the hole has caught given back, or asked about?
bool used(const RulePack& pack, const MatchData& match, std::uint8_t hole, std::string_view name) {
    if (any_clause(pack, match.where, name) || any_clause(pack, match.safe_when, name)) return true;
    for (const LetData& let : RulePack::of(pack.lets, match.lets))
        if (let.place == hole || mentions(pack[let.text], name)) return true;
    for (const EditData& e : RulePack::of(pack.edits, match.edits)) {
        if (any_clause(pack, e.when, name)) return true;
        for (const Segment& s : RulePack::of(pack.segments, e.segments))
            if (s.hole == hole || (s.op != Segment::Op::name && s.hole == place_match)) return true;
    }
    return false;
}

// `$x is argument key or 1 of the match`: how many arguments conditions name.
std::size_t asked_arguments(const RulePack& pack, const MatchData& match) {
    return static_cast<std::size_t>(std::ranges::count_if(
        RulePack::of(pack.clauses, match.where), [](const Clause& c) { return c.items == Clause::Items::argument; }));
}

}  // namespace

std::string lost_arguments(const RulePack& pack, const MatchData& match, const Shape& shape, const Shown& shown) {
    const auto edits = RulePack::of(pack.edits, match.edits);
    const bool whole = std::ranges::any_of(
        edits, [](const EditData& e) { return e.op == EditData::Op::rewrite && e.place == place_match; });
    if (!whole || !shape.is(0, Kind::call)) return "";
    const std::vector<std::uint32_t> parts = shape.children(0);
    if (parts.size() != 2 || !shape.is(parts[1], Kind::argument_list)) return "";
    const std::string_view called = shape.last_name(parts[0]);
    const auto names = RulePack::of(pack.strings, match.hole_names);
    auto name_of = [&](std::uint8_t hole) { return hole < names.size() ? pack[names[hole]] : std::string_view(); };
    std::size_t others = asked_arguments(pack, match);
    for (std::uint32_t argument : shape.children(parts[1]))
        others += shape[argument].op == PatternNode::Op::run ? 0 : 1;
    for (std::uint32_t argument : shape.children(parts[1])) {
        const std::uint32_t value =
            shape.is(argument, Kind::keyword_argument) ? shape.children(argument).back() : argument;
        const std::string_view name = name_of(shape[value].hole);
        if (shape[value].op == PatternNode::Op::run && (name.empty() || !used(pack, match, shape[value].hole, name))) {
            auto more = [&](Node call) {
                const Arguments given(call);
                return called_name(call) == called && given.plain + given.keywords + given.stars > others;
            };
            if (shown.any(Kind::call, more)) continue;
            return formatted(
                "the rewrite loses what `$${0}` catches, and no example shows it: give it back, as `f($$others)` for "
                "`g($$others)`, or exclude calls with more arguments",
                name.empty() ? "_" : name);
        }
        if (shape[value].op == PatternNode::Op::one && !name.empty() && !used(pack, match, shape[value].hole, name))
            return formatted(
                "the rewrite loses `${0}`, and no condition asks what it is: give it back, or write `$_` if it does "
                "not "
                "matter",
                name);
    }
    return "";
}

}  // namespace zen
