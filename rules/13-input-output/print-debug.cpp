// Is the label the very text of the expression?
#include "rule.h"

namespace zen::rules {

namespace {

// The text of a plain literal; nothing for others.
std::string_view print_debug_text(Node n) {
    return n.is(Kind::string) && n.has_children(3) && n.child(0u).text().size() == 1 ? n.child(1u).text()
                                                                                     : std::string_view();
}

// `x =` or `x:` for the expression x?
bool print_debug_labels(const Match& m, std::string_view label, Node value) {
    std::size_t end = label.find_last_not_of(" \t");
    if (end == label.npos || (label[end] != '=' && label[end] != ':')) return false;
    std::size_t last = end == 0 ? label.npos : label.find_last_not_of(" \t", end - 1);
    if (last == label.npos || label.substr(0, last + 1) != value.text()) return false;
    if (label.find("  ") != label.npos) return false;  // padded, so that several lines are aligned
    return m.ask.pure(value) && !m.ask.constant(value) &&
           value.text().find_first_of("'\"\\\n{}") == std::string_view::npos;
}

// `if verbose:` around: then it is for those who use the program.
bool print_debug_verbose(Node at) {
    for (Node up = at; up; up = up.parent())
        for (Node n : up.child(Field::condition).descendants())
            if (n.is(Kind::identifier) && n.text() == "verbose") return true;
    return false;
}

}  // namespace

Verdict print_debug(const Match& m) {
    std::vector<Node> values = m.run("values").nodes().list();
    std::string whole;
    char quote = '"';
    if (values.size() == 1 && values[0].is(Kind::string) && values[0].has_children(4)) {
        Node start = values[0].child(0u), label = values[0].child(1u), field = values[0].child(2u);
        if (!start.text().starts_with('f') || start.text().size() != 2) return silent;
        if (!label.is(Kind::string_content) || !field.is(Kind::interpolation) || !field.has_children(1)) return silent;
        if (!print_debug_labels(m, label.text(), field.child(0u))) return silent;
        for (Node token : field.tokens())
            if (token.is(Kind::op_eq)) return silent;
        quote = start.text().back();
        whole = formatted("{{{}=}}", field.child(0u).text());
    } else {
        if (values.empty() || values.size() % 2 != 0) return silent;
        quote = values[0].text().front();
        for (std::size_t i = 0; i < values.size(); i += 2) {
            if (!print_debug_labels(m, print_debug_text(values[i]), values[i + 1])) return silent;
            append(whole, "{}{}=}}", i ? " {" : "{", values[i + 1].text());
        }
    }
    if (print_debug_verbose(m.at)) return silent;
    whole = formatted("print(f{}{})", quote + whole, quote);
    Edits edits(m);
    edits.replace(m.at, whole);
    return found(m.span, edits,
                 m.message("the label repeats the expression: write `$code`", {{"code", short_code(whole)}}));
}

}  // namespace zen::rules
