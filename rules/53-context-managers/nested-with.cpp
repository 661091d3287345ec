// `with` statements that contain only another one become one list.
#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::size_t nested_with_width = 88;

bool nested_with_async(Node with) {
    return (*with.all_children().begin()).is(Kind::kw_async);
}

std::vector<Node> nested_with_items(Node with) {
    std::vector<Node> items;
    for (Node clause : with.children())
        if (clause.is(Kind::with_clause))
            for (Node item : clause.children())
                if (item.is(Kind::with_item)) items.push_back(item);
    return items;
}

// Timeouts and cancel scopes are blocks of their own, as in the documentation of trio and anyio.
bool nested_with_stands_alone(const Match& m, Node with) {
    std::vector<Node> items = nested_with_items(with);
    if (items.size() != 1) return false;
    Node call = items[0].child(Field::value);
    if (call.is(Kind::as_pattern)) call = call.child(0u);
    std::string name = call.is(Kind::call) ? m.ask.qualified(call.child(Field::function)) : "";
    for (std::string_view module : {"asyncio.", "anyio.", "trio."})
        if (name.starts_with(module))
            for (std::string_view scope :
                 {"timeout", "timeout_at", "CancelScope", "fail_after", "move_on_after", "fail_at", "move_on_at"})
                if (name.substr(module.size()) == scope) return true;
    return false;
}

// The `with` that is the only statement of the body.
Node nested_with_inner(Node with) {
    Node body = with.child(Field::body), only = body.child(0u);
    return body.has_children(1) && only.is(Kind::with_statement) && nested_with_async(only) == nested_with_async(with)
               ? only
               : Node();
}

}  // namespace

Verdict nested_with(const Match& m) {
    Node up = m.at.parent().parent();
    if (up.is(Kind::with_statement) && nested_with_inner(up) == m.at && !nested_with_stands_alone(m, up) &&
        !nested_with_stands_alone(m, m.at))
        return silent;  // part of a longer chain
    if (nested_with_stands_alone(m, m.at)) return silent;
    std::vector<Node> items = nested_with_items(m.at);
    Node last = m.at;
    for (Node inner = nested_with_inner(m.at); inner && !nested_with_stands_alone(m, inner);
         inner = nested_with_inner(inner)) {
        for (Node item : nested_with_items(inner)) items.push_back(item);
        last = inner;
    }
    if (last == m.at) return silent;

    std::string head = nested_with_async(m.at) ? "async with " : "with ", line = head, lines = head + "(\n";
    std::string indent(indentation(m.at)), step(indentation_step(m, indent));
    if (Node first = m.at.child(Field::body).child(0u); opens_line(first) && indentation(first).starts_with(indent))
        step = indentation(first).substr(indent.size());
    for (Node item : items) {
        line += (item == items[0] ? "" : ", ") + std::string(item.text());
        append(lines, "{}{}{},\n", indent, step, item.text());
    }
    line += ":";
    lines += indent + "):";
    bool fits = indent.size() + line.size() <= nested_with_width && line.find('\n') == line.npos;
    Edits edits(m);
    Node body = last.child(Field::body);
    // A comment at the end of the first line stays there; with any other there is no fix.
    std::string_view text = m.ask.tree().text;
    std::vector<Node> comments;
    std::uint32_t colon = body.start();
    for (Node token : last.tokens())
        if (token.is(Kind::op_colon)) colon = token.start();
    for (Node n : m.at.descendants())
        if (n.is(Kind::comment) && n.start() < colon) comments.push_back(n);
    std::string trail;
    if (comments.size() == 1) {
        Node only = comments[0];
        bool first_line = text.substr(m.at.start(), only.start() - m.at.start()).find('\n') == text.npos;
        if (first_line && fits) trail = "  " + std::string(only.text());
    }
    bool loose = comments.size() > 1 || (comments.size() == 1 && trail.empty());
    // Over several lines, or with comments between the two, it is a matter of taste.
    if ((fits && !loose) != (m.index() == 0)) return silent;
    if (loose) edits.give_up();
    if (!fits && m.ask.target() < PythonVersion{3, 9}) edits.give_up();
    for (Node item : items)
        if (item.text().find('\n') != item.text().npos) edits.give_up();
    std::string code =
        formatted("{}{}\n{}{}{}", fits ? line : lines, trail, indent, step, edits.moved(body, indent + step));
    edits.replace(m.at.span(), code);
    std::string shown = fits ? line : formatted("{}{}, ...:", head, short_code(items[0].text(), 30));
    return found({m.at.start(), m.at.child(0u).end()}, edits,
                 m.message("nested `with` statements: use `$with`", {{"with", short_code(shown, 80)}}))
        .unsafe(!trail.empty());
}

}  // namespace zen::rules
