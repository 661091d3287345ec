// One suggestion: a defaultdict for a dict that is local to the function, `setdefault` for any other.
#include "rule.h"

namespace zen::rules {

namespace {

// The builtin that creates such an empty value: `[]` → list.
std::string_view grouping_factory(const Match& m, Node empty) {
    empty = unparenthesized(empty);
    if (empty.is(Kind::list) && empty.child_count() <= 1) return "list";
    if (empty.is(Kind::dictionary) && empty.has_children(0)) return "dict";
    if (empty.is(Kind::set) && empty.has_children(1)) return "set";
    if (empty.is(Kind::integer) && empty.text() == "0") return "int";
    if (empty.is(Kind::call) && empty.child(Field::arguments).has_children(0))
        for (std::string_view name : {"list", "dict", "set"})
            if (m.ask.means(empty.child(Field::function), name)) return name;
    return {};
}

// Is the dict only filled, iterated over and tested in ways in which a defaultdict does not differ?
bool grouping_stays_here(const Match& m, Node dict) {
    if (!dict.is(Kind::identifier) || !m.ask.enclosing_function(m.at)) return false;
    std::vector<Node> values = stored_values(m.ask, dict);
    if (values.size() != 1 || !makes_empty(m.ask, values[0], "dict") ||
        m.ask.enclosing_function(values[0]) != m.ask.enclosing_function(m.at))
        return false;
    const Binding* b = m.ask.binding(dict);
    for (const Reference* r : m.ask.references_of(static_cast<BindingId>(b - m.ask.bindings().data()))) {
        Node use(m.ask.tree(), r->node), parent = use.parent();
        if (!r->reads() || (use.start() >= m.span.start && use.end() <= m.span.end)) continue;
        if (parent.is(Kind::attribute) && parent.child(Field::object) == use) {
            std::string_view method = parent.child(Field::attribute).text();
            if (method == "items" || method == "values" || method == "keys" || method == "get") continue;
            return false;
        }
        if (parent.is(Kind::for_statement) || parent.is(Kind::for_in_clause)) continue;
        if (parent.is(Kind::comparison_operator) && use == parent.last_child() &&
            parent.child(Field::operators).is_any({Kind::kw_in, Kind::kw_not_in}))
            continue;
        if (parent.is(Kind::argument_list)) {
            bool walks = false;
            for (std::string_view name :
                 {"len", "sorted", "list", "set", "min", "max", "sum", "any", "all", "iter", "dict"})
                walks = walks || m.ask.means(parent.parent().child(Field::function), name);
            if (walks) continue;
        }
        return false;
    }
    return true;
}

}  // namespace

Verdict grouping_loop(const Match& m) {
    Node dict = m["groups"], key = m["key"], empty = m["empty"], value = m["value"];
    if (!m.ask.pure(key) || !m.ask.pure(dict) || dict.is(Kind::call)) return silent;
    std::string_view method = m["method"].text(), factory = grouping_factory(m, empty);
    bool adds = m.index() >= 3;  // `+=`, without a method
    if (factory.empty()) return silent;
    if (adds ? factory != "int" && factory != "list"
             : !((factory == "list" && (method == "append" || method == "extend")) ||
                 (factory == "set" && (method == "add" || method == "update")) ||
                 (factory == "dict" && method == "update")))
        return silent;
    // The forms that start with one item: `[value]` next to `append(value)`.
    empty = unparenthesized(empty);
    bool holds_one = empty.is_any({Kind::list, Kind::set}) && empty.has_children(1);
    if (holds_one != (m.index() == 1 || m.index() == 2)) return silent;
    if (holds_one && !(same_code(empty.child(0u), value) && (method == "append" || method == "add"))) return silent;
    if (!used_as_dict(m.ask, dict)) return silent;

    std::string place = formatted("{}[{}]", dict.text(), key.text());
    std::string action = adds ? " += " + std::string(value.text()) : formatted(".{}({})", method, value.text());
    Edits edits(m);
    if (grouping_stays_here(m, dict)) {
        std::string maker = formatted("{}({})", edits.name("collections.defaultdict"), edits.name(factory));
        edits.replace(stored_values(m.ask, dict)[0].span(), maker);
        edits.replace(m.span, place + action);
        return found(m.span, edits,
                     m.message("needless test for the key: use `$dict = $maker` and `$step`",
                               {{"dict", short_code(dict.text(), 40)},
                                {"maker", maker},
                                {"step", short_code(place + action, 60)}}))
            .unsafe();
    }
    if (factory == "int" || adds) {
        if (factory != "int") return silent;
        std::string code =
            formatted("{} = {}.get({}, 0) + {}", place, dict.text(), key.text(), code_for(value, product, true));
        edits.replace(m.span, code);
        return found(m.span, edits,
                     m.message("needless test for the key: use `$code`", {{"code", short_code(code, 70)}}))
            .unsafe_because(formatted("`{}` may be a mapping without `get()`", short_code(dict.text(), 40)));
    }
    std::string fresh = factory == "list" ? "[]" : factory == "dict" ? "{}" : edits.name("set") + "()";
    std::string code = formatted("{}.setdefault({}, {}){}", dict.text(), key.text(), fresh, action);
    edits.replace(m.span, code);
    // With one item in the literal, the value was computed before the key was stored.
    const bool same =
        m.ask.type(dict).only(Type::dict) && made_in_sight(m.ask, dict) && (!holds_one || m.ask.pure(value));
    Verdict out =
        found(m.span, edits, m.message("needless test for the key: use `$code`", {{"code", short_code(code, 80)}}));
    return same ? out
                : std::move(out).unsafe_because(
                      formatted("`{}` may be a mapping without `setdefault()`", short_code(dict.text(), 40)));
}

}  // namespace zen::rules
