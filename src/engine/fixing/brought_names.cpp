#include "engine/fixing/brought_names.h"

#include <algorithm>
#include <optional>

#include "engine/matching/hole_text.h"
#include "text/formatted.h"
#include "text/identifier.h"

namespace zen {
namespace {

std::string another_meaning(std::string_view name) {
    return formatted("`{}` means something else there", name);
}

// The `self` of two methods of a class is one object.
bool same_self(const Model& ask, Node name, Node place) {
    const Node here = ask.enclosing_class(ask.enclosing_function(place));
    return (name.text() == "self" || name.text() == "cls") && here &&
           here == ask.enclosing_class(ask.enclosing_function(name));
}

// Is it bound in the code itself, as the parameter of a lambda in it?
bool bound_inside(const Model& ask, const Binding& binding, Span code) {
    const Node scope(ask.tree(), ask.scopes()[binding.scope].node);
    return binding.scope != 0 && code.contains(scope.span());
}

std::string of_code(const Match& match, const Run& run, Node place, Span span) {
    const Model& ask = match.ask;
    const Tree& tree = ask.tree();
    const Span code = run.span();
    if (run.empty() || span.contains(code)) return "";
    for (NodeId id = run.first; id < run.end; ++id) {
        const Node n(tree, id);
        const Reference* r = n.is(Kind::identifier) ? ask.reference(n) : nullptr;
        if (!r) continue;
        const std::optional<BindingId> there = ask.lookup(n.text(), place);
        const BindingId meant = r->binding;
        if (meant != no_id && bound_inside(ask, ask.bindings()[meant], code)) continue;
        if (there.value_or(no_id) != meant && !same_self(ask, n, place)) return another_meaning(n.text());
    }
    return "";
}

// Only the module can be what a spelled name means in every place; where it has no such name, the author knows better.
std::string of_spelling(const Match& match, std::string_view text, Node place) {
    const std::string_view name = text.substr(0, text.find('.'));
    if (!is_ascii_name(name)) return "";
    const std::optional<BindingId> global = match.ask.lookup(name, Node(match.ask.tree(), 0));
    const std::optional<BindingId> there = match.ask.lookup(name, place);
    return global && there && *there != *global ? another_meaning(name) : "";
}

std::string of_let(const Match& match, const LetData& let, Node place, Span span) {
    if (let.sort != LetData::Sort::text || match.pack()[let.text].empty())
        return of_code(match, match.place(let.place), place, span);
    const auto names = RulePack::of(match.pack().strings, match.data().hole_names);
    const std::string_view text = match.pack()[let.text];
    for (std::size_t i = 0; i < text.size();) {
        const auto [inner, end] = hole_in_text(text, i);
        if (inner.empty()) {
            ++i;
            continue;
        }
        i = end;
        const auto at = std::ranges::find_if(names, [&](Str s) { return match.pack()[s] == inner; });
        if (at == names.end()) continue;
        const auto number = static_cast<std::uint8_t>(at - names.begin());
        if (number == let.hole || match.run(number).node().is_any({Kind::string, Kind::comment})) continue;
        if (std::string why = why_not_here(match, number, place, span); !why.empty()) return why;
    }
    return "";
}

}  // namespace

std::string why_not_here(const Match& match, std::uint8_t hole, Node place, Span span) {
    const std::string* text = match.text(hole);
    if (!text) return of_code(match, match.run(hole), place, span);
    for (const LetData& let : RulePack::of(match.pack().lets, match.data().lets)) {
        if (let.hole != hole) continue;
        if (let.sort == LetData::Sort::item_name || let.sort == LetData::Sort::new_name) return "";
        if (std::string why = of_let(match, let, place, span); !why.empty()) return why;
    }
    return of_spelling(match, *text, place);
}

}  // namespace zen
