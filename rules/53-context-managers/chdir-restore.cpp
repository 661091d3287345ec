// The name stores the current directory, and the function changed to another one in between.
#include "rule.h"

namespace zen::rules {

namespace {

bool chdir_restore_goes(const Match& m, Node statement, Node* call) {
    *call = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
    return call->is(Kind::call) && m.ask.means(call->child(Field::function), "os.chdir") && !starred(*call);
}

}  // namespace

Verdict chdir_restore(const Match& m) {
    Node old = m["old"], restore = statement_of(m.at);
    if (!old.is(Kind::identifier) || !statement_context(m.at)) return silent;
    std::vector<Node> stores = m.ask.definitions(old);
    Node assignment = stores.size() == 1 ? stores[0].parent() : Node(), value = assignment.child(Field::right);
    if (!assignment.is(Kind::assignment) || assignment.child(Field::left) != stores[0] || !value.is(Kind::call))
        return silent;
    if (!m.ask.means(value.child(Field::function), "os.getcwd") &&
        !m.ask.means(value.child(Field::function), "pathlib.Path.cwd"))
        return silent;
    Node function = m.ask.enclosing_function(m.at);
    if (m.ask.enclosing_function(stores[0]) != function) return silent;
    // The last call that restores is reported; the first that changes gives the directory.
    Node place = function ? function : Node(m.ask.tree(), 0), away;
    for (Node n : place.descendants()) {
        if (!n.is(Kind::call) || n.start() < assignment.end() || !m.ask.means(n.child(Field::function), "os.chdir"))
            continue;
        Node to = argument(n, "path", 0);
        bool back = to.is(Kind::identifier) && m.ask.definitions(to) == stores;
        if (back && n.start() > m.at.start()) return silent;
        if (!back && !away && n.start() < m.at.start()) away = n;
    }
    Node folder = away ? argument(away, "path", 0) : Node();
    if (!folder) return silent;
    for (Node up = away; up && up != place; up = up.parent())
        if (up.is_any({Kind::if_statement, Kind::function_definition})) return silent;  // it may not be called

    Edits edits(m);
    Node saved = statement_of(assignment), next = saved.next_sibling(), call, first, body, end = restore;
    if (chdir_restore_goes(m, next, &call) && call == away) {
        Node after = next.next_sibling();
        if (after.is(Kind::try_statement)) {
            body = after.child(Field::body);
            first = body.child(0u);
            end = after;
        } else {
            first = after;
        }
    } else if (next.is(Kind::try_statement) && chdir_restore_goes(m, next.child(Field::body).child(0u), &call) &&
               call == away) {
        body = next.child(Field::body);
        first = body.child(1u);
        end = next;
    }
    bool plain = first && first != restore;
    if (body) {  // try … finally, with only the restoring call
        Node last = end.last_child();
        plain = plain && last.is(Kind::finally_clause) && last == body.next_sibling() &&
                restore.parent() == last.child(0u) && last.child(0u).has_children(1);
    } else {
        plain = plain && restore.parent() == saved.parent();
        for (Node n = first; plain && n && n != restore; n = n.next_sibling())
            for (Node inner : n.descendants())
                if (inner.is_any({Kind::return_statement, Kind::break_statement, Kind::continue_statement}))
                    plain = false;
    }
    for (const Reference& r : m.ask.references()) {
        Node n(m.ask.tree(), r.node);
        if (n.text() == old.text() && r.reads() && n != old && n.start() > saved.end() &&
            m.ask.definitions(n) == stores)
            plain = false;
    }
    std::string with = formatted("with {}({}):", edits.name("contextlib.chdir"), folder.text());
    if (!plain) {
        edits.give_up();
    } else {
        std::string_view indent = indentation(saved), deeper = indentation(first), text = m.ask.tree().text;
        std::uint32_t stop = body ? body.end() : restore.start();
        std::size_t tail = text.substr(0, stop).find_last_not_of(" \t\n");
        // The lines of the body, comments among them, from below the `chdir` (or the `try`).
        Node opener = body && call.within(body) ? body.child(0u) : next;
        const auto colon = static_cast<std::uint32_t>(text.find(':', end.start()) + 1);  // of `try:`
        std::uint32_t from = body && !call.within(body) ? colon : opener.end();
        std::string lines(text.substr(from, tail + 1 - from));
        if (deeper == indent) {
            std::string moved;
            for (char c : lines) {
                moved += c;
                if (c == '\n') moved += indentation_step(m, indent);
            }
            lines = moved;
            for (Node n = first; n && n != restore; n = n.next_sibling())
                for (Node s : n.descendants())
                    if (s.is(Kind::string) && s.text().find('\n') != s.text().npos) edits.give_up();
        }
        // A comment behind the restoring call goes with the call.
        std::uint32_t till = end.end();
        for (Node n : comments_of(end))
            if (n.start() >= till) till = n.end();
        edits.replace(Span{saved.start(), till}, with + lines);
    }
    return found(away, edits, m.message("the directory is restored by hand: use `$with`", {{"with", short_code(with)}}))
        .related(m.at.span(), "restored here");
}

}  // namespace zen::rules
