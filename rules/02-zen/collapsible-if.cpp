// Combines the two tests and keeps the comments between them.
#include "rule.h"

namespace zen::rules {

namespace {

// The only statement of the block, when it is an `if` without `elif` and `else`.
Node collapsible_if_inner(Node block) {
    Node inner = block.has_children(1) ? block.child(0u) : Node();
    return inner.is(Kind::if_statement) && !inner.child(Field::alternative) ? inner : Node();
}

// Tests that type checkers only understand on their own, or that switch code on and off.
bool collapsible_if_switch(const Match& m, Node condition) {
    if (unparenthesized(condition).is(Kind::true_) || m.ask.means(condition, "typing.TYPE_CHECKING")) return true;
    for (Node n : condition.descendants())
        if (m.ask.means(n, "sys.version_info") || m.ask.means(n, "sys.platform")) return true;
    return condition.is(Kind::comparison_operator) && condition.child(0u).text() == "__name__";
}

// Is the statement one of several alike? Another arm of the same ladder that holds nothing but an `if`, or a
// neighbour that does, or that opens with the same inner test: the nesting shows what they share.
bool collapsible_if_parallel(Node at, Node inner) {
    const bool elif = at.is(Kind::elif_clause);
    if (elif) {
        for (Node arm : at.parent().children()) {
            const Node body = arm.is(Kind::block) ? arm : arm.child(Field::consequence);
            if (arm != at && body.has_children(1) && body.child(0u).is(Kind::if_statement)) return true;
        }
        return false;
    }
    for (Node other : {at.previous_sibling(), at.next_sibling()}) {
        const Node body = other.child(Field::consequence), first = body.child(0u);
        if (!other.is(Kind::if_statement) || !first.is(Kind::if_statement)) continue;
        if (body.has_children(1) || same_code(first.child(Field::condition), inner.child(Field::condition)))
            return true;
    }
    return false;
}

// Several lines of comment between the two tests are about the inner one.
bool collapsible_if_explained(Node inner) {
    return comments_above(inner).size() > 1;
}

struct CollapsibleIfComments {
    std::string header;              // at the end of a line with a test
    bool of_outer = false;           // and of the outer one
    std::vector<std::string> above;  // on lines of their own
    bool lost = false;
};

CollapsibleIfComments collapsible_if_comments(const Match& m, Node outer, Node inner) {
    CollapsibleIfComments out;
    std::string_view text = m.ask.tree().text;
    Node body = inner.child(Field::consequence);
    for (Node n : m.at.descendants()) {
        if (!n.is(Kind::comment)) continue;
        std::size_t line = text.substr(0, n.start()).rfind('\n') + 1;
        bool own_line = text.substr(line, n.start() - line).find_first_not_of(" \t\f") == std::string_view::npos;
        bool between = n.start() > outer.end() && n.end() <= inner.start();
        bool heads_body = n.start() > inner.child(Field::condition).end() && n.end() <= body.start() && !own_line;
        if (between && own_line)
            out.above.emplace_back(n.text());
        else if ((between || heads_body) && out.header.empty())
            out.header = "  " + std::string(n.text()), out.of_outer = between;
        else if (between || heads_body || n.start() >= inner.end())
            out.lost = true;
    }
    return out;
}

// A comment at the end of the body's last line, with the blanks before it.
std::string_view collapsible_if_tail(Node body, std::uint32_t end) {
    Node last = body;
    for (Node statement : body.children()) last = statement;
    if (last == body || last.end() >= end) return "";
    const std::string_view rest = body.tree().text.substr(last.end(), end - last.end());
    const std::string_view line = rest.substr(0, rest.find('\n'));
    const std::size_t hash = line.find('#');
    return hash != line.npos && hash == line.find_first_not_of(" \t") ? line : "";
}

}  // namespace

Verdict collapsible_if(const Match& m) {
    Node outer = m.at.child(Field::condition), inner = collapsible_if_inner(m.at.child(Field::consequence));
    if (!inner || collapsible_if_switch(m, outer)) return silent_for_all;
    bool elif = m.at.is(Kind::elif_clause);
    if (elif ? static_cast<bool>(m.at.next_sibling()) : static_cast<bool>(m.at.child(Field::alternative)))
        return silent;

    Node second = inner.child(Field::condition);
    std::string condition =
        formatted("{} and {}", code_for(outer, and_level, false), code_for(second, and_level, false));
    std::string message = m.message("nested `if` statements: write `$keyword $outer and $inner:`",
                                    {{"keyword", elif ? "elif" : "if"},
                                     {"outer", short_code(code_for(outer, and_level, false), 22)},
                                     {"inner", short_code(code_for(second, and_level, false), 22)}});
    CollapsibleIfComments comments = collapsible_if_comments(m, outer, inner);
    const bool long_line =
        condition.find('\n') == condition.npos &&
        !m.fits(formatted("{}{}{}:{}", indentation(m.at), elif ? "elif " : "if ", condition, comments.header));
    const bool lines = condition.find('\n') != condition.npos;
    if ((long_line || lines || comments.of_outer || collapsible_if_parallel(m.at, inner) ||
         collapsible_if_explained(inner)) != (m.index() == 1))
        return silent;
    Edits edits(m);
    std::string indent(indentation(m.at)),
        unit(indentation(inner).substr(std::min(indent.size(), indentation(inner).size())));
    if (unit.empty()) unit = indentation_step(m, indent);
    if (long_line || comments.lost || (elif && !comments.above.empty())) edits.give_up();

    std::string now;
    for (const std::string& comment : comments.above) append(now, "{}\n{}", comment, indent);
    append(now, "{}{}:{}\n{}{}", elif ? "elif " : "if ", condition, comments.header, indent, unit);
    const Node body = inner.child(Field::consequence);
    now += edits.moved(body, indent + unit);
    now += collapsible_if_tail(body, inner.end());
    edits.replace(Span{m.at.start(), inner.end()}, now);
    return found(Span{m.at.start(), second.end()}, edits, message).unsafe(!comments.above.empty());
}

}  // namespace zen::rules
