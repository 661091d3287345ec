// From one `+=`: the empty text above the loop, and nothing but further `+=` inside.
#include "rule.h"

namespace zen::rules {

namespace {

// The first operand of a row of `+`.
Node string_built_first(Node row) {
    while (row.is(Kind::binary_operator) && row.child(Field::operator_).is(Kind::op_plus)) row = row.child(Field::left);
    return row;
}

// The (last) piece of `text += piece` and `text = text + piece`; none of other statements.
Node string_built_piece(Node statement, Node text) {
    Node change = statement.is(Kind::expression_statement) ? statement.child(0u) : Node(),
         left = change.child(Field::left), right = unparenthesized(change.child(Field::right));
    if (!left.is(Kind::identifier) || left.text() != text.text()) return {};
    if (change.is(Kind::augmented_assignment) && change.child(Field::operator_).is(Kind::op_plus_eq))
        return change.child(Field::right);
    bool sum = change.is(Kind::assignment) && !change.child(Field::type) && right.is(Kind::binary_operator) &&
               right.child(Field::operator_).is(Kind::op_plus) && same_code(string_built_first(right), left);
    return sum ? right.child(Field::right) : Node();
}

// The code that is added: of `text = text + line + "\n"`, all after the first `+`.
std::string string_built_code(Node piece) {
    Node row = piece.parent(), second = piece;
    if (!row.is(Kind::binary_operator)) return code_for(piece, lambda_level, true);
    for (Node left = row.child(Field::left); left.is(Kind::binary_operator); left = left.child(Field::left))
        second = left.child(Field::right);
    if (second == piece) return code_for(piece, lambda_level, true);
    return std::string(piece.tree().text.substr(second.start(), piece.end() - second.start()));
}

// Does the loop add to this string in every iteration, and to no other, with no known small number of iterations?
// Otherwise a list of pieces is longer than the loop, and no faster where the strings are short.
bool string_built_plainly(const Match& m, Node loop, const std::vector<Node>& additions) {
    // Nor does a loop over a few items that are written out.
    if (loop.child(Field::right).is_any({Kind::list, Kind::tuple, Kind::expression_list})) return false;
    if (additions.size() != 1 || loop.is(Kind::while_statement)) return false;  // `while` loops mostly read a few lines
    Node innermost = loop;
    for (Node up = additions[0].parent().parent().parent(); up != loop; up = up.parent().parent()) {
        if (!up.is_any({Kind::for_statement, Kind::while_statement})) return false;
        if (innermost == loop) innermost = up;
    }
    for (Node each : {loop, innermost})
        if (Node items = each.child(Field::right); items.is(Kind::call)) {
            bool constant = true;
            for (Node n : items.child(Field::arguments).children()) constant = constant && m.ask.constant(n);
            if (constant) return false;
        }
    for (Node n : loop.descendants()) {
        Node name = n.child(Field::left);
        if (!n.is_any({Kind::assignment, Kind::augmented_assignment}) || n == additions[0] ||
            !name.is(Kind::identifier))
            continue;
        if (string_built_piece(n.parent(), name) && m.ask.type(name).only(Type::str)) return false;
    }
    return true;
}

// What a loop that adds one string again and again, or the characters of a string from its end, builds in one
// expression; empty for other loops.
std::string string_built_shorter(const Match& m, Node loop, Node piece, std::string_view empty) {
    const Node range = loop.child(Field::right), arguments = range.child(Field::arguments);
    if (!range.is(Kind::call) || !m.ask.means(range.child(Field::function), "range")) return "";
    if (piece.is(Kind::string) && m.ask.constant(piece) && arguments.has_children(1) &&
        !arguments.child(0u).is(Kind::list_splat))
        return formatted("{} * {}", piece.text(), code_for(arguments.child(0u), unary, false));
    // `range(len(text) - 1, -1, -1)`
    const Node from = arguments.child(0u), length = from.child(Field::left), text = piece.child(Field::value);
    if (!piece.is(Kind::subscript) || !piece.has_children(2) || !arguments.has_children(3) ||
        !same_code(piece.child(1u), loop.child(Field::left)) || arguments.child(1u).text() != "-1" ||
        arguments.child(2u).text() != "-1" || !from.is(Kind::binary_operator) ||
        from.child(Field::operator_).text() != "-" || from.child(Field::right).text() != "1" ||
        !m.ask.means(length.child(Field::function), "len") || !same_code(sole_argument(length), text))
        return "";
    if (m.ask.type(text).only(Type::str)) return formatted("{}[::-1]", code_for(text, primary, false));
    return formatted("{}.join(reversed({}))", empty, text.text());
}

}  // namespace

Verdict string_built_in_loop(const Match& m) {
    Node text = m["text"], addition = statement_of(m.at).child(0u);
    const Reference* reference = m.ask.reference(text);
    if (!text.is(Kind::identifier) || !reference || reference->binding == no_id) return silent;
    const Binding* binding = m.ask.binding(text);
    if (binding->flags & (Binding::global_declared | Binding::nonlocal_declared)) return silent;

    // The loop ends after one addition.
    if (statement_of(m.at).next_sibling().is_any({Kind::break_statement, Kind::return_statement})) return silent;

    // The store of the empty text that reaches here, in front of one of the loops around.
    Node start;
    Node load = addition.is(Kind::augmented_assignment)
                    ? text
                    : string_built_first(unparenthesized(addition.child(Field::right)));
    for (Node store : m.ask.definitions(load)) {
        Node parent = store.parent();
        if (string_built_piece(statement_of(store), text)) continue;
        Node value = parent.is(Kind::assignment) ? parent.child(Field::right) : Node();
        if (start || !value.is(Kind::string) || !value.has_children(2) || parent.child(Field::left) != store)
            return silent;
        start = parent.parent();
    }
    Node loop = m.ask.enclosing_loop(m.at);
    while (loop && loop.parent() != start.parent()) loop = m.ask.enclosing_loop(loop);
    if (!start || !loop || start.id() > loop.id()) return silent;

    std::vector<Node> additions;
    bool goes_on = false;  // further text is added after the loop: `join()` would do half of it
    for (const Reference* r : m.ask.references_of(reference->binding)) {
        Node use(m.ask.tree(), r->node);
        if (!use.within(loop)) {
            goes_on = goes_on || (use.id() > loop.id() && string_built_piece(statement_of(use), text));
            // Between the empty text and the loop nothing happens to it.
            if (use.id() > start.id() && use.id() < loop.id() && !use.within(start)) return silent;
            continue;
        }
        Node statement = statement_of(use), piece = string_built_piece(statement, text);
        if (!piece || use.within(piece)) return silent;
        // In the middle of a row: `text = text + line + text`.
        if (const Node row = piece.parent();
            row.is(Kind::binary_operator) && use.within(row) && use != string_built_first(row))
            return silent;
        if (additions.empty() && statement.child(0u) != addition) return silent;  // one finding: at the first
        if (additions.empty() || additions.back() != statement.child(0u)) additions.push_back(statement.child(0u));
    }
    Node piece = string_built_piece(addition.parent(), text);
    if (m.ask.type(piece).known() && !m.ask.type(piece).only(Type::str | Type::bytes)) return silent;

    if ((!goes_on && string_built_plainly(m, loop, additions)) != (m.index() == 0)) return silent;

    std::string empty(start.child(0u).child(Field::right).text());
    std::string message =
        m.message("each concatenation may copy the string: write `$text = $empty.join(...)`", {{"empty", empty}});
    // One addition and nothing else, right after the empty text: a generator says it all.
    Node body = loop.child(Field::body);
    bool whole = loop.is(Kind::for_statement) && additions.size() == 1 && body.has_children(1) &&
                 body.child(0u) == addition.parent() && !loop.text().starts_with("async") &&
                 start.next_sibling() == loop && loop.last_child() == body && !m.ask.contains_yield(loop);
    // Nor what a generator would not see.
    if (m.ask.scopes()[m.ask.scope_of(loop)].sort == Scope::class_ || depends_on_scope(m.ask, loop)) whole = false;
    Node target = loop.child(Field::left);
    for (Node n : target.descendants())
        if (whole && n.is(Kind::identifier) && (!m.ask.stored(n) || m.ask.used_after(n, loop))) whole = false;
    std::string line;
    if (whole) {
        std::string what = string_built_code(piece) == target.text()
                               ? code_for(loop.child(Field::right), lambda_level, true)
                               : formatted("{} for {} in {}", string_built_code(piece), target.text(),
                                           code_for(loop.child(Field::right), or_level, true));
        if (std::string shorter = string_built_shorter(m, loop, piece, empty); !shorter.empty()) {
            line = formatted("{} = {}", text.text(), shorter);
            message = m.message("the loop repeats a concatenation: write `$code`", {{"code", short_code(line)}});
        } else {
            line = formatted("{} = {}.join({})", text.text(), empty, what);
        }
        whole = line.find('\n') != line.npos || m.fits(std::string(indentation(loop)) + line);
    }
    Edits edits(m);
    if (!whole) {
        std::string pieces = m.ask.fresh("pieces", m.at);
        // In a class body, the list would be one more attribute.
        if (m.ask.scopes()[m.ask.scope_of(m.at)].sort == Scope::class_) edits.give_up();
        edits.replace(start.span(), formatted("{} = []", pieces));
        for (Node n : additions)
            edits.replace(n.span(),
                          formatted("{}.append({})", pieces, string_built_code(string_built_piece(n.parent(), text))));
        std::string indent(indentation(loop));
        edits.insert(loop.end(), formatted("\n{}{} = {}.join({})", indent, text.text(), empty, pieces));
        return found(m.span, edits, message);
    }
    edits.replace(Span{start.start(), loop.end()}, line);
    return found(m.span, edits, message);
}

}  // namespace zen::rules
