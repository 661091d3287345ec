// The assignments right below `d = {}`, as long as they are one line each, with keys that are not there yet.
#include <set>

#include "rule.h"

namespace zen::rules {

namespace {

// `d[key] = value` of the dict that is made, where its dict literal can have the pair; none for other statements.
Node dict_built_by_assignment_pair(const Match& m, Node statement, Node dict) {
    const Node pair = statement.child(0u), target = pair.child(Field::left), value = pair.child(Field::right);
    if (!pair.is(Kind::assignment) || !target.is(Kind::subscript) || !target.has_children(2)) return {};
    if (!same_code(target.child(Field::value), dict) || !m.ask.constant(target.child(Field::subscript))) return {};
    if (pair.child(Field::type) || value.is_any({Kind::assignment, Kind::yield})) return {};
    if (value.text().find('\n') != std::string_view::npos) return {};
    for (Node n : value.descendants())
        if (same_code(n, dict)) return {};
    // A comment at the end of its line is about this pair.
    const std::string_view text = m.ask.tree().text;
    const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', statement.end()), text.size()));
    return m.ask.has_comment({statement.start(), end}) ? Node() : pair;
}

// A name, or an attribute of one: an object that is reached by more attributes, `page.db.rows`, may store what is
// assigned to it as something else than a dict.
bool dict_built_by_assignment_near(Node dict) {
    return dict.is(Kind::identifier) || (dict.is(Kind::attribute) && dict.child(Field::object).is(Kind::identifier));
}

}  // namespace

Verdict dict_built_by_assignment(const Match& m) {
    const Node dict = m.at.child(Field::left), empty = m.at.child(Field::right), first = m.at.parent();
    if (!dict_built_by_assignment_near(dict) || !makes_empty(m.ask, empty, "dict") || m.ask.has_comment(first.span()))
        return silent_for_all;
    std::vector<std::string> pairs;
    std::set<std::string> keys;
    Node last = first;
    for (Node next = first.next_sibling(); next.is(Kind::expression_statement); next = next.next_sibling()) {
        if (m.ask.has_comment({last.end(), next.start()})) break;
        const Node pair = dict_built_by_assignment_pair(m, next, dict);
        if (!pair) break;
        const Node key = pair.child(Field::left).child(Field::subscript);
        if (!keys.insert(code_key(key)).second) break;
        pairs.push_back(formatted("{}: {}", code_for(key, lambda_level, true),
                                  code_for(pair.child(Field::right), lambda_level, true)));
        last = next;
    }
    if (pairs.empty() || (pairs.size() == 1 && (m.ask.enclosing_function(m.at) || m.ask.enclosing_class(m.at))))
        return silent_for_all;
    if ((pairs.size() == 1) != (m.index() == 1)) return silent;
    const std::string indent(indentation(first));
    std::string row, lines;
    for (const std::string& pair : pairs) {
        if (!row.empty()) row += ", ";
        row += pair;
        append(lines, "\n{}{}{},", indent, indentation_step(m, indent), pair);
    }
    const std::string head(m.ask.tree().text.substr(first.start(), empty.start() - first.start()));
    const bool one_line = pairs.size() <= 2 && m.fits(formatted("{}{}{{{}}}", indent, head, row));
    Edits edits(m);
    edits.replace(Span{empty.start(), last.end()},
                  one_line ? formatted("{{{}}}", row) : formatted("{{{}\n{}}}", lines, indent));
    return found(
        empty.span(), edits,
        m.message(pairs.size() == 1 ? "the dict is filled right after it is created: write `$dict` as one literal"
                                    : "`$dict` is filled by assignments: write one dict literal",
                  {{"dict", dict.text()}}));
}

}  // namespace zen::rules
