// Only the function uses the dict, and its keys are exactly the arguments.
#include "rule.h"

namespace zen::rules {

namespace {

// The parts of `(start, end)`, or the key itself if it is not a tuple.
std::vector<std::string_view> hand_written_memo_parts(Node key) {
    std::vector<std::string_view> parts;
    key = unparenthesized(key);
    if (!key.is_any({Kind::tuple, Kind::expression_list})) return {key.text()};
    for (Node part : key.children()) parts.push_back(part.text());
    return parts;
}

// The key is the one parameter, or a tuple of all.
bool hand_written_memo_key(Node function, Node key) {
    std::vector<std::string_view> names;
    for (Node p : function.child(Field::parameters).children()) {
        Node name = p.is(Kind::typed_parameter)                                          ? p.child(0u)
                    : p.is_any({Kind::default_parameter, Kind::typed_default_parameter}) ? p.child(Field::name)
                                                                                         : p;
        if (!name.is(Kind::identifier)) return false;
        names.push_back(name.text());
    }
    return !names.empty() && names == hand_written_memo_parts(key) && names[0] != "self" && names[0] != "cls";
}

bool hand_written_memo_item(Node n, Node memo, Node key) {
    if (!n.is(Kind::subscript) || n.child(Field::value).text() != memo.text()) return false;
    std::vector<std::string_view> parts;
    for (Node part : n.children())
        if (part.field() == Field::subscript) parts.push_back(part.text());
    if (parts.size() == 1) parts = hand_written_memo_parts(n.child(Field::subscript));
    return parts == hand_written_memo_parts(key);
}

// Where the dict is created: `memo = {}` in the block of the function; none if it has other uses.
Node hand_written_memo_birth(const Match& m, Node function, Node memo) {
    const Reference* r = m.ask.reference(memo);
    if (!r || r->binding == no_id) return {};
    const Binding& b = m.ask.bindings()[r->binding];
    if (b.stores != 1 || (b.flags & (Binding::parameter | Binding::global_declared | Binding::nonlocal_declared)))
        return {};
    Node birth;
    for (const Reference* use : m.ask.references_of(r->binding)) {
        Node n(m.ask.tree(), use->node);
        if (n.within(function)) continue;
        Node assignment = n.parent(), statement = assignment.parent();
        bool made = assignment.is(Kind::assignment) && assignment.child(Field::left) == n &&
                    makes_empty(m.ask, assignment.child(Field::right), "dict");
        if (!made || statement.parent() != function.parent()) return {};
        birth = statement;
    }
    return birth;
}

}  // namespace

Verdict hand_written_memo(const Match& m) {
    Node function = m.ask.enclosing_function(m.at), memo = m["memo"], key = m["key"];
    Node block = function.child(Field::body);
    if (!memo.is(Kind::identifier) || !function.is(Kind::function_definition) || m.at.parent() != block ||
        !hand_written_memo_key(function, key))
        return silent;
    if (function.parent().is(Kind::decorated_definition) || m.ask.contains_yield(function) ||
        m.ask.in_async_function(m.at))
        return silent;
    std::vector<Node> body = block.children().list();
    std::size_t first = 0;
    if (body[0].is(Kind::expression_statement) && body[0].child(0u).is(Kind::string)) first = 1;
    if (body.size() <= first || body[first] != m.at) return silent;
    Node birth = hand_written_memo_birth(m, function, memo);
    if (!birth || m.ask.rebound(key, block)) return silent;

    Edits edits(m);
    Node last = body.back();
    // The value and the statement that stores it.
    Node store, value;
    if (m.index() == 0) {
        if (body.size() < first + 3 || !last.is(Kind::return_statement)) return silent;
        store = body[body.size() - 2];
        Node assignment = store.child(0u);
        if (!assignment.is(Kind::assignment) || !hand_written_memo_item(assignment.child(Field::left), memo, key))
            return silent;
        value = assignment.child(Field::right);
        Node given = last.child(0u);
        bool item = hand_written_memo_item(given, memo, key);
        if (!item && !same_code(given, value)) return silent;
        edits.remove_statement(m.at);
        edits.remove_statement(store);
        if (item) edits.replace(given, value.text());
    } else {
        if (body.size() != first + 2 || !last.is(Kind::return_statement) ||
            !hand_written_memo_item(last.child(0u), memo, key))
            return silent;
        Node inner = m.at.child(Field::consequence);
        store = inner.last_child();
        Node assignment = store.child(0u);
        if (!assignment.is(Kind::assignment) || !hand_written_memo_item(assignment.child(Field::left), memo, key))
            return silent;
        value = assignment.child(Field::right);
        std::string code = edits.moved(inner, indentation(m.at)), end = edits.moved(store, indentation(m.at));
        if (!code.ends_with(end)) edits.give_up();
        code.resize(code.size() - std::min(code.size(), end.size()));
        edits.replace(Span{m.at.start(), last.end()}, formatted("{}return {}", code, value.text()));
    }
    // The dict has no other uses.
    unsigned uses = 0;
    for (Node n : block.descendants())
        if (n.is(Kind::identifier) && n.text() == memo.text()) ++uses;
    if (uses > (m.index() == 0 ? 4u : 3u)) return silent;
    if (m.index() == 0 && uses == 4 && !hand_written_memo_item(last.child(0u), memo, key)) return silent;

    std::string name = edits.name("functools.cache");
    edits.remove_statement(birth);
    edits.insert(function.start(), formatted("@{}\n{}", name, indentation(function)));
    return found(
        m.at, edits,
        m.message("`$memo` only stores the results of `$function`: use `@$decorator`",
                  {{"memo", memo.text()}, {"function", function.child(Field::name).text()}, {"decorator", name}}));
}

}  // namespace zen::rules
