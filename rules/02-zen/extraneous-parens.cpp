// Parentheses around a whole condition or result, doubled ones, and those around the only argument of a call.
#include "rule.h"

namespace zen::rules {

namespace {

// Does each of the two have a line of its own, but for what follows the second, such as a comma?
bool extraneous_parens_fill_lines(Node outer, Node inner) {
    const std::string_view text = outer.tree().text;
    const std::string_view before = text.substr(outer.start() + 1, inner.start() - outer.start() - 1);
    const std::string_view after = text.substr(inner.end(), outer.end() - inner.end() - 1);
    return opens_line(outer) && before.find('\n') != before.npos && after.find('\n') != after.npos;
}

// Around what is assigned, deleted, raised or yielded: some authors like to see them there.
bool extraneous_parens_value(Node at, Node inner) {
    const Node owner = at.parent();
    if (inner.is_any({Kind::boolean_operator, Kind::conditional_expression})) return false;
    return (owner.is(Kind::assignment) && at.field() == Field::right) ||
           (owner.is(Kind::keyword_argument) && at.field() == Field::value) ||
           owner.is_any({Kind::delete_statement, Kind::raise_statement, Kind::yield});
}

// `sum((x for x in y))`: the call's parentheses are enough for a generator.
Verdict extraneous_parens_generator(const Match& m) {
    const Node list = m.at.parent();
    if (!list.is(Kind::argument_list) || !list.has_children(1) || !list.parent().is(Kind::call)) return silent;
    const std::string_view text = m.ask.tree().text;
    if (text.substr(m.at.end(), list.end() - 1 - m.at.end()).find(',') != std::string_view::npos) return silent;
    if (m.ask.has_comment(list.span())) return silent;
    Edits edits(m);
    edits.replace({m.at.start(), m.at.start() + 1}, "");
    edits.replace({m.at.end() - 1, m.at.end()}, "");
    return found(m.span, edits, "redundant parentheses around a generator in a call: remove them");
}

}  // namespace

Verdict extraneous_parens(const Match& m) {
    if (m.at.is(Kind::generator_expression)) return extraneous_parens_generator(m);
    Node inner = m.at.child(0u), owner = m.at.parent();
    std::string_view text = m.ask.tree().text;
    // Of a pile, the outermost pair that goes: it takes those inside it along.
    if (owner.is(Kind::parenthesized_expression) && owner.parent().is(Kind::parenthesized_expression)) return silent;
    if (owner.is(Kind::parenthesized_expression))
        while (inner.is(Kind::parenthesized_expression)) inner = inner.child(0u);
    bool call = owner.is(Kind::argument_list) && owner.has_children(1) && owner.parent().is(Kind::call);
    // As the only argument they need none, but many readers expect them.
    const bool expected = inner.is_any({Kind::named_expression, Kind::await, Kind::lambda});
    if (inner.is_any({Kind::yield, Kind::generator_expression, Kind::tuple}) || (expected && !call)) return silent;
    bool doubled = owner.is(Kind::parenthesized_expression);
    // Around a result with operators they help some readers.
    bool result = owner.is_any({Kind::return_statement, Kind::assert_statement}) &&
                  !inner.is_any({Kind::identifier, Kind::attribute, Kind::call, Kind::subscript, Kind::string,
                                 Kind::integer, Kind::none});
    const bool value = extraneous_parens_value(m.at, inner);
    if (call || doubled ? m.index() != 1 && m.index() != 3 : result || value ? m.index() != 2 : m.index() != 0)
        return silent;
    if (!call && !doubled && !value) {
        bool head = (owner.is_any({Kind::if_statement, Kind::elif_clause, Kind::while_statement}) &&
                     m.at.field() == Field::condition) ||
                    (owner.is(Kind::return_statement)) || owner.is(Kind::assert_statement);
        if (owner.is(Kind::not_operator))
            head = inner.is_any({Kind::identifier, Kind::attribute, Kind::call, Kind::subscript});
        if (!head || (owner.is(Kind::assert_statement) && !owner.has_children(1))) return silent;
    }
    bool lines = m.at.text().find('\n') != std::string_view::npos;
    // They hold the lines of one argument together.
    if ((lines || expected) && call ? m.index() != 3 : (lines && m.index() != 1) || m.index() == 3) return silent;
    if (m.ask.has_comment(m.span)) return silent;
    Edits edits(m);
    if (lines && extraneous_parens_fill_lines(m.at, inner)) {
        // Their lines go, and the others move to the left.
        edits.replace({m.at.start(), inner.start()}, "");
        edits.replace({inner.end(), m.at.end()}, "");
        const Span first = whole_lines(m.ask.tree(), {inner.start(), inner.start()});
        if (first.end < inner.end()) edits.shift({first.end, inner.end()}, indentation(inner), indentation(m.at));
        return found(
            m.span, edits,
            m.message("redundant parentheses around `$inner`: remove them", {{"inner", short_code(inner.text(), 40)}}));
    }
    // `if(x):` needs the space that the parenthesis stood for.
    bool glued = m.at.start() > 0 && std::isalnum(static_cast<unsigned char>(text[m.at.start() - 1]));
    bool glued_after = m.at.end() < text.size() && std::isalnum(static_cast<unsigned char>(text[m.at.end()]));
    edits.replace({m.at.start(), lines ? m.at.start() + 1 : inner.start()}, glued ? " " : "");
    edits.replace({lines ? m.at.end() - 1 : inner.end(), m.at.end()}, glued_after ? " " : "");
    return found(
        m.span, edits,
        m.message("redundant parentheses around `$inner`: remove them", {{"inner", short_code(inner.text(), 40)}}));
}

}  // namespace zen::rules
