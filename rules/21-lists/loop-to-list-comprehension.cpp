// From the loop to what it appends, and back to where its list was born.
#include "rule.h"

namespace zen::rules {

namespace {

// The only statement of a block; none if there are more.
Node comprehension_only_statement(Node block) {
    return block.child_count() == 1 ? block.child(0u) : Node();
}

struct ComprehensionParts {
    std::vector<Node> loops, conditions;         // in order of nesting
    std::vector<std::pair<bool, Node>> clauses;  // loop?, node
    Node append, list, item;
};

bool comprehension_parts(Node loop, ComprehensionParts& out) {
    for (Node n = loop;;) {
        if (n.is(Kind::for_statement)) {
            if (n.child(Field::alternative) || (*n.all_children().begin()).is(Kind::kw_async)) return false;
            out.loops.push_back(n);
            out.clauses.emplace_back(true, n);
            n = comprehension_only_statement(n.child(Field::body));
        } else if (n.is(Kind::if_statement)) {
            if (n.child(Field::alternative)) return false;
            out.conditions.push_back(n);
            out.clauses.emplace_back(false, n.child(Field::condition));
            n = comprehension_only_statement(n.child(Field::consequence));
        } else {
            break;
        }
        if (!n) return false;
        out.append = n;
    }
    Node call = out.append.is(Kind::expression_statement) ? out.append.child(0u) : Node();
    Node function = call.is(Kind::call) ? call.child(Field::function) : Node();
    Node arguments = call.child(Field::arguments);
    if (!function.is(Kind::attribute) || function.child(Field::attribute).text() != "append" ||
        !arguments.is(Kind::argument_list) || arguments.child_count() != 1)
        return false;
    out.list = function.child(Field::object);
    out.item = arguments.child(0u);
    return out.list.is(Kind::identifier) &&
           !out.item.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument});
}

std::string comprehension_clauses(const ComprehensionParts& parts) {
    std::string out;
    for (auto& [is_loop, n] : parts.clauses) {
        if (is_loop)
            out += " for " + std::string(n.child(Field::left).text()) + " in " +
                   code_for(n.child(Field::right), or_level, true);
        else
            out += " if " + code_for(n, or_level, true);
    }
    return out;
}

}  // namespace

Verdict loop_to_list_comprehension(const Match& m) {
    Node loop = m.at;
    if (loop.parent().parent().is(Kind::for_statement) && comprehension_only_statement(loop.parent()) == loop) {
        ComprehensionParts outer;  // an inner loop of one that is reported as a whole
        if (comprehension_parts(loop.parent().parent(), outer)) return silent;
    }
    ComprehensionParts parts;
    if (!comprehension_parts(loop, parts) || parts.loops.size() > static_cast<std::size_t>(m.option_number("loops")) ||
        parts.conditions.size() > 1)
        return silent;
    const Binding* list = m.ask.binding(parts.list);
    if (!list || (list->flags & (Binding::global_declared | Binding::nonlocal_declared))) return silent;

    // The list must not be seen while it grows, the loop's names not afterwards.
    auto id = static_cast<BindingId>(list - m.ask.bindings().data());
    for (const Reference* r : m.ask.references_of(id)) {
        Node n(m.ask.tree(), r->node);
        if (n.within(loop) && n != parts.list) return silent;
    }
    for (Node each : parts.loops) {
        for (Node n : each.child(Field::left).descendants()) {
            if (n.is(Kind::attribute) || n.is(Kind::subscript)) return silent;
            if (n.is(Kind::identifier) &&
                (m.ask.used_after(n, loop) ||
                 (m.ask.binding(n) && (m.ask.binding(n)->flags & (Binding::global_declared | Binding::cell)))))
                return silent;
        }
    }
    for (Node n : loop.descendants())
        if (n.is_any({Kind::await, Kind::yield, Kind::named_expression})) return silent;

    // Fresh: born empty by the statement before, with nothing but plain assignments between.
    Node birth = loop.previous_sibling();
    for (int steps = 0; birth && steps < 3; ++steps, birth = birth.previous_sibling()) {
        Node assignment = birth.is(Kind::expression_statement) ? birth.child(0u) : Node();
        if (!assignment.is(Kind::assignment)) {
            birth = Node();
            break;
        }
        if (assignment.child(Field::left).text() == parts.list.text()) break;
        bool mentions = false;
        for (Node n : birth.descendants())
            mentions = mentions || (n.is(Kind::identifier) && n.text() == parts.list.text()) ||
                       n.is_any({Kind::call, Kind::await, Kind::yield});
        if (mentions || !assignment.child(Field::left).is(Kind::identifier)) {
            birth = Node();
            break;
        }
    }
    Node value = birth ? unparenthesized(birth.child(0u).child(Field::right)) : Node();
    bool empty = (value.is(Kind::list) && value.child_count() == 0) ||
                 (value.is(Kind::call) && m.ask.means(value.child(Field::function), "list") &&
                  value.child(Field::arguments).child_count() == 0);
    std::string clauses = comprehension_clauses(parts);
    bool bare_generator = parts.item.is(Kind::generator_expression);
    std::string item = parts.item.is_any({Kind::lambda, Kind::conditional_expression}) || bare_generator
                           ? std::string(parts.item.text())
                           : code_for(parts.item, lambda_level, true);
    Edits edits(m);
    std::string message;
    if (empty && birth.next_sibling() == loop) {
        std::string whole = "[" + item + clauses + "]";
        edits.replace(value.span(), whole);
        edits.remove_statement(loop);
        message = "build `$list` with a comprehension: `" + short_code(whole, 80) + "`";
    } else if (empty) {
        message = "build `$list` with a comprehension: `" + short_code("[" + item + clauses + "]", 80) + "`";
        edits.give_up();
    } else {
        if (!m.ask.type(parts.list).only(Type::list)) return silent;
        std::string whole = std::string(parts.list.text()) + ".extend(" + item + clauses + ")";
        edits.replace(loop.span(), whole);
        message = "extend `$list` in one go: `" + short_code(whole, 80) + "`";
    }
    message.replace(message.find("$list"), 5, parts.list.text());
    return found(loop, edits, message);
}

}  // namespace zen::rules
