// Just created and empty: a comprehension. Known to be a dict: update. Anything else may have a `__setitem__` of its
// own.
#include "rule.h"

namespace zen::rules {

namespace {

// The code between the brackets; a tuple without parentheses gets them.
std::string dict_comprehension_key(Node target) {
    Node key = target.child(Field::subscript);
    std::string_view text = target.tree().text.substr(key.end(), target.end() - 1 - key.end());
    bool tuple = key.next_sibling() || text.find(',') != text.npos;
    if (!tuple) return code_for(key, lambda_level, true);
    return formatted("({})", target.tree().text.substr(key.start(), target.end() - 1 - key.start()));
}

// The code of what the loop iterates over, to be copied by `dict(…)`: of `d.items()`, `d`.
std::string dict_comprehension_source(Node items) {
    Node function = items.child(Field::function), arguments = items.child(Field::arguments);
    if (items.is(Kind::call) && function.is(Kind::attribute) && function.child(Field::attribute).text() == "items" &&
        arguments.is(Kind::argument_list) && arguments.has_children(0))
        return code_for(function.child(Field::object), lambda_level, true);
    return code_for(items, lambda_level, true);
}

// Does the key depend on the loop? `best["*"] = stop` keeps the last value only.
bool dict_comprehension_varies(const Match& m, const Accumulation& nest, Node target) {
    if (target.child(Field::subscript).is(Kind::call)) return true;
    for (Node each : nest.clauses)
        if (each.is(Kind::for_statement))
            for (Node name : each.child(Field::left).descendants())
                if (name.is(Kind::identifier) && m.ask.read_in(name, target)) return true;
    return false;
}

// An assignment computes the value before the key, a comprehension the key before the value.
bool dict_comprehension_in_any_order(const Match& m, Node key, Node value) {
    auto stays = [&](Node n) { return n.is(Kind::identifier) || m.ask.constant(n); };
    return stays(key) || stays(value) || (m.ask.pure(key) && m.ask.pure(value));
}

// Does the loop below store in the same dict?
bool dict_comprehension_again(const Accumulation& nest, Node dict) {
    const Node next = nest.loop.next_sibling();
    if (!next.is(Kind::for_statement)) return false;
    for (Node n : next.child(Field::body).descendants())
        if (n.is(Kind::subscript) && n.field() == Field::left && same_code(n.child(Field::value), dict)) return true;
    return false;
}

}  // namespace

Verdict loop_to_dict_comprehension(const Match& m) {
    auto nest = accumulation(m.at);
    if (!nest || nest->conditions > 1 || nest->loops > static_cast<unsigned>(m.option_number("loops")))
        return silent_for_all;
    Node assignment = nest->step.child(0u), target = assignment.child(Field::left),
         value = assignment.child(Field::right);
    Node dict = target.child(Field::value), key = target.child(Field::subscript);
    if (!assignment.is(Kind::assignment) || !target.is(Kind::subscript) || !dict.is(Kind::identifier)) return silent;
    if (value.is(Kind::assignment) || key.is(Kind::slice) || !collapses(m.ask, *nest, dict)) return silent;
    if (!dict_comprehension_varies(m, *nest, target)) return silent;
    // A comprehension is not read for what it changes: `options[name] = given.pop(name, None)`.
    for (Node n : value.descendants())
        if (n.is(Kind::call) && n.child(Field::function).is(Kind::attribute) &&
            n.child(Field::function).child(Field::attribute).text() == "pop")
            return silent;

    std::string item = formatted("{}: {}", dict_comprehension_key(target), code_for(value, lambda_level, true));
    std::string name(dict.text());
    Edits edits(m);
    auto born = birth(m.ask, *nest, dict);
    Node only = nest->only_loop(), pair = only.child(Field::left);
    const bool copies = only && nest->conditions == 0 && !nest->asynchronous() && pair.is(Kind::pattern_list) &&
                        pair.has_children(2) && same_code(pair.child(0u), key) && same_code(pair.child(1u), value) &&
                        !same_code(key, value);
    if (born && makes_empty(m.ask, born->value, "dict")) {
        // The next loop fills it in the same way: two loops alike show that better.
        if (dict_comprehension_again(*nest, dict) != (m.index() == 1)) return silent;
        std::string whole =
            copies ? formatted("{}({})", edits.name("dict"), dict_comprehension_source(only.child(Field::right)))
                   : comprehension(m, *nest, born->left(), "{", item, "}");
        collapse_into(edits, m.ask, *nest, *born, whole);
        Verdict out = found(
            nest->step, edits,
            m.message("this loop only fills `$name`: use `$code`", {{"name", name}, {"code", short_code(whole, 80)}}));
        if (!unseen_until_done(m.ask, *nest, dict, *born)) return std::move(out).unsafe();
        if (copies) return std::move(out).unsafe_because("`dict()` asks a mapping for `keys()`, not for its items");
        if (!dict_comprehension_in_any_order(m, key, value))
            return std::move(out).unsafe_because("the key is computed before the value, not after it");
        return out;
    }
    if (!m.ask.type(dict).only(Type::dict) || read_after_failure(m.ask, nest->loop, dict)) return silent;
    // A comprehension in `update()` builds a second dict, which not everybody wants.
    if (copies != (m.index() == 0)) return silent;
    std::string whole = copies ? formatted("{}.update({})", name, dict_comprehension_source(only.child(Field::right)))
                               : comprehension(m, *nest, {}, name + ".update({", item, "})");
    if (whole.find('\n') != whole.npos) return silent;  // no shorter than the loop
    collapse_to(edits, m.ask, *nest, whole);
    return found(nest->step, edits,
                 m.message("this loop only fills `$name`: use `$code`",
                           {{"name", name}, {"code", short_code(whole, 80)}}))
        .unsafe_because("after an exception in the loop, the items before it are missing");
}

}  // namespace zen::rules
