// A lookup that may return None, its test on the next line, and no other use.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// `d.get(k)`, `re.match(…)`, `pattern.search(…)`, `os.getenv(…)`: on one line, and with nothing that awaits.
bool walrus_lookup(const Match& m, Node call) {
    if (!call.is(Kind::call) || call.text().find('\n') != std::string_view::npos) return false;
    Node function = call.child(Field::function);
    if (m.ask.means(function, "os.getenv")) return true;
    if (!function.is(Kind::attribute)) return false;
    std::string_view name = function.child(Field::attribute).text();
    if (name == "match" || name == "search" || name == "fullmatch") return true;
    Node arguments = call.child(Field::arguments);
    if (name != "get" || arguments.has_children(0) || arguments.child_count() > 2 || !m.ask.pure(arguments.child(0u)))
        return false;
    return !arguments.last_child().is(Kind::keyword_argument) && m.ask.pure(function.child(Field::object)) &&
           used_as_dict(m.ask, function.child(Field::object));
}

}  // namespace

Verdict walrus_after_get(const Match& m) {
    Node before = m.at.previous_sibling(),
         assignment = before.is(Kind::expression_statement) ? before.child(0u) : Node();
    Node name = assignment.child(Field::left), call = assignment.child(Field::right),
         condition = m.at.child(Field::condition);
    if (!assignment.is(Kind::assignment) || !name.is(Kind::identifier) || assignment.child(Field::type) ||
        !walrus_lookup(m, call))
        return silent;
    const auto [left, op, right] = sole_comparison(condition);
    bool not_none = op.is(Kind::kw_is_not) && right.is(Kind::none);
    Node tested = not_none ? left : unparenthesized(condition);
    if (!tested.is(Kind::identifier) || tested.text() != name.text()) return silent;
    const Binding* b = m.ask.binding(name);
    if (!b || b->scope == 0 || m.ask.scopes()[b->scope].sort != Scope::function) return silent;
    if (b->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::cell)) return silent;
    if (m.ask.used_after(name, m.at) || !m.ask.read_in(name, m.at.child(Field::consequence))) return silent;

    std::string walrus = formatted("{} := {}", name.text(), call.text());
    std::string code = not_none ? formatted("({}) is not None", walrus) : walrus;
    std::string_view text = m.ask.tree().text;
    if (!m.fits(formatted("{}if {}:", indentation(m.at), code))) return silent;
    // A comment on a line of its own belongs to the test.
    auto line_end = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('\n', before.end()), m.at.start()));
    if (m.ask.has_comment({line_end, m.at.start()})) return silent;
    Edits edits(m);
    edits.remove_statement(before);
    edits.replace(condition.span(), code);
    return found(assignment, edits,
                 m.message("`$name` is only used in this `if`: use `if $code:`",
                           {{"name", name.text()}, {"code", short_code(code, 80)}}));
}

}  // namespace zen::rules
