// From a change to the loop around it that walks the changed container, unless the loop is left right after.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view mutate_methods[] = {"add",
                                               "append",
                                               "clear",
                                               "difference_update",
                                               "discard",
                                               "extend",
                                               "insert",
                                               "intersection_update",
                                               "pop",
                                               "popitem",
                                               "remove",
                                               "reverse",
                                               "setdefault",
                                               "sort",
                                               "symmetric_difference_update",
                                               "update"};

// The container that the loop walks: `x` of x, x.items(), enumerate(x) …
Node mutate_walked(const Match& m, Node iterable) {
    iterable = unparenthesized(iterable);
    if (iterable.is(Kind::call)) {
        Node function = iterable.child(Field::function), arguments = iterable.child(Field::arguments);
        if (function.is(Kind::attribute) && arguments.child_count() == 0) {
            std::string_view view = function.child(Field::attribute).text();
            if (view == "items" || view == "keys" || view == "values")
                return unparenthesized(function.child(Field::object));
        }
        if (arguments.child_count() >= 1 && (m.ask.means(function, "enumerate") || m.ask.means(function, "reversed")))
            return mutate_walked(m, arguments.child(0u));
        return {};
    }
    return iterable.is_any({Kind::identifier, Kind::attribute}) && m.ask.pure(iterable) ? iterable : Node();
}

// What the statement or call changes, so that items come, go or move; none if it changes nothing of the kind.
Node mutate_changed(Node n, Node& key) {
    if (n.is(Kind::call)) {
        Node function = n.child(Field::function);
        if (!function.is(Kind::attribute)) return {};
        std::string_view method = function.child(Field::attribute).text();
        return std::ranges::binary_search(mutate_methods, method) ? function.child(Field::object) : Node();
    }
    Node target = n.is(Kind::delete_statement) ? n.child(0u) : n.child(Field::left);
    if (n.is(Kind::augmented_assignment)) {
        bool plain = target.is_any({Kind::identifier, Kind::attribute});
        return plain ? target : Node();
    }
    if (!target.is(Kind::subscript)) return {};
    key = target.child(Field::subscript);
    return target.child(Field::value);
}

}  // namespace

Verdict mutate_while_iterating(const Match& m) {
    Node key, changed = mutate_changed(m.at, key);
    if (!changed) return silent;
    changed = unparenthesized(changed);
    if (!changed.is_any({Kind::identifier, Kind::attribute})) return silent;
    for (Node loop = m.ask.enclosing_loop(m.at); loop; loop = m.ask.enclosing_loop(loop)) {
        if (!loop.is(Kind::for_statement)) continue;
        Node iterable = loop.child(Field::right), walked = mutate_walked(m, iterable);
        if (!walked || !same_code(walked, changed)) continue;
        Type type = m.ask.type(walked);
        std::uint32_t group = type.only(Type::set | Type::frozenset) ? 1 : type.only(Type::dict) ? 2 : 0;
        if (group != m.index()) return silent;
        if (m.ask.rebound(walked, loop.child(Field::body)) && !m.at.is(Kind::augmented_assignment)) return silent;
        std::string_view method = m.at.is(Kind::call) ? m.at.child(Field::function).child(Field::attribute).text() : "";
        // Registries, trees and layouts have some of these methods, too, and walk a copy of their own.
        if (m.at.is(Kind::augmented_assignment) && !type.only(Type::list | Type::set | Type::dict)) return silent;
        if (key && m.at.is(Kind::assignment)) {
            // A value under the key at hand, or an item in the place of another.
            if (!type.only(Type::dict) || key.is(Kind::slice)) return silent;
            Node target = loop.child(Field::left);
            if (target.is(Kind::pattern_list)) target = target.child(0u);
            if (same_code(target, key)) return silent;
        }
        if ((method == "add" || method == "update" || method == "clear") &&
            !type.only(Type::list | Type::set | Type::dict))
            return silent;
        // Left right after: by the end of its block, or of one around it within the loop.
        for (Node at = statement_of(m.at); at && at != loop; at = statement_of(at.parent())) {
            for (Node next = at; next; next = next.next_sibling())
                if (next.is_any({Kind::break_statement, Kind::return_statement, Kind::raise_statement}) &&
                    (next.kind() != Kind::break_statement || m.ask.enclosing_loop(next) == loop))
                    return silent;
            if (at.parent().parent() == loop) break;
        }
        Edits edits(m);
        std::string copy = group == 1 ? std::string(iterable.text()) + ".copy()"
                                      : edits.name("list") + "(" + std::string(iterable.text()) + ")";
        if (unparenthesized(iterable).is(Kind::call) &&
            !unparenthesized(iterable).child(Field::function).is(Kind::attribute)) {
            edits.give_up();
            copy = "list(" + std::string(walked.text()) + ")";
        } else {
            edits.replace(iterable.span(), copy);
        }
        return found(m.at, edits,
                     "the loop around walks `" + std::string(walked.text()) + "`: walk a copy, `" + short_code(copy) +
                         "`, or build a new one")
            .related(iterable.span(), "walked here");
    }
    return silent;
}

}  // namespace zen::rules
