// What a page says of a library's results, and what Django's managers give.
#include <algorithm>

#include "semantics/types/classes.h"
#include "semantics/types/instance_search.h"
#include "semantics/types/typer.h"
#include "text/dotted.h"
#include "text/wildcard.h"

namespace zen {

std::vector<GivenType> given_types(std::span<const std::string_view> texts) {
    std::vector<GivenType> out;
    for (std::size_t i = 0; i + 1 < texts.size(); i += 2) {
        GivenType one{texts[i], false, false, false, texts[i + 1]};
        auto prefix = [&](std::string_view text) {
            const bool has = one.name.starts_with(text);
            if (has) one.name.remove_prefix(text.size());
            return has;
        };
        one.items = prefix("each item of ");
        one.awaited = prefix("await ");
        one.called = one.name.ends_with("()");
        if (one.called) one.name.remove_suffix(2);
        out.push_back(one);
    }
    return out;
}

bool InstanceSearch::is_given(Node n, What what) {
    if (given_.empty() || what == mapped) return false;
    const bool awaited = n.is(Kind::await);
    if (awaited) n = unparenthesized(n.child(0u));
    const bool called = n.is(Kind::call);
    const Node name = called ? unparenthesized(n.child(Field::function)) : n;
    if (!name.is_any({Kind::identifier, Kind::attribute}) || (awaited && !called)) return false;
    const std::string qualified = model_.qualified(name);
    return std::ranges::any_of(given_, [&](const GivenType& one) {
        if (one.called != called || one.awaited != awaited || one.items != (what == item)) return false;
        const bool fits = any_name([&](std::string_view asked) { return asked == one.class_name; }) ||
                          is_class(referent_of(model_, one.class_name));
        if (!fits) return false;
        const std::size_t dot = one.name.rfind('.');
        const std::string_view holder = one.name.substr(0, dot), last = one.name.substr(dot + 1);
        if (const std::size_t at = qualified.rfind('.'); at != qualified.npos)
            if (wildcard_fits(last, std::string_view(qualified).substr(at + 1)) &&
                model_.leads_to(std::string_view(qualified).substr(0, at), holder))
                return true;
        if (!name.is(Kind::attribute) || !wildcard_fits(last, name.child(Field::attribute).text())) return false;
        // A method or attribute of a class.
        return InstanceSearch(model_, std::span(&holder, 1), given_, steps_ + 1).of(name.child(Field::object), value) ==
               yes;
    });
}

// `Order.objects.filter(…)` has items of that class, `Order.objects.get(…)` is one.
bool InstanceSearch::from_manager(Node n, What what) {
    constexpr std::string_view many[] = {"all",
                                         "alias",
                                         "annotate",
                                         "dates",
                                         "defer",
                                         "difference",
                                         "distinct",
                                         "exclude",
                                         "extra",
                                         "filter",
                                         "iterator",
                                         "intersection",
                                         "none",
                                         "only",
                                         "order_by",
                                         "prefetch_related",
                                         "reverse",
                                         "select_for_update",
                                         "select_related",
                                         "union",
                                         "using"};
    constexpr std::string_view one[] = {"create", "earliest", "first", "get", "last", "latest"};
    if (what == mapped) return false;
    bool single = false;
    if (n.is(Kind::await)) {
        n = unparenthesized(n.child(0u));
        single = true;
    }
    bool asked = what == item && !single;  // for what has items
    if (!n.is(Kind::call) && !n.is(Kind::subscript) && !n.is(Kind::attribute)) return false;
    if (what == value) {
        if (!n.is(Kind::call)) return false;
        const Node function = n.child(Field::function);
        std::string_view name = function.child(Field::attribute).text();
        if (single && name.starts_with('a')) name.remove_prefix(1);
        if (std::ranges::find(one, name) == std::end(one)) return false;
        n = unparenthesized(function.child(Field::object));
        asked = true;
    }
    if (!asked) return false;
    for (int links = 0; links < most_steps; ++links) {
        if (n.is(Kind::subscript) && n.has_children(2) && n.child(1u).is(Kind::slice)) {
            n = unparenthesized(n.child(Field::value));
        } else if (n.is(Kind::call)) {
            const Node function = n.child(Field::function);
            if (std::ranges::find(many, function.child(Field::attribute).text()) == std::end(many)) return false;
            n = unparenthesized(function.child(Field::object));
        } else {
            break;
        }
    }
    const std::string_view manager = n.child(Field::attribute).text();
    if (!n.is(Kind::attribute) || (manager != "objects" && manager != "_default_manager")) return false;
    const Node model = unparenthesized(n.child(Field::object));
    if (!is_class(model)) return false;
    const Node own = model.is(Kind::identifier) ? own_definition(model_, model) : Node();
    return !own || derives_from(model_, own, "django.db.models.Model") ||
           derives_from(model_, own, "django.db.models.base.Model");
}

}  // namespace zen
