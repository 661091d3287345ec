// Where is the joined path used: in a place that accepts a Path, that needs a string, or that is unknown?
#include "rule.h"

namespace zen::rules {

namespace {

bool os_path_join_call(const Match& m, Node n) {
    return n.is(Kind::call) && m.ask.means(n.child(Field::function), "os.path.join");
}

// Functions that take a string and no Path.
bool os_path_join_text_call(const Match& m, Node call) {
    Node function = call.child(Field::function);
    std::string name = m.ask.qualified(function);
    for (std::string_view module : {"glob.", "fnmatch.", "re.", "sys.path.", "ctypes."})
        if (name.starts_with(module)) return true;
    if (name == "os.environ.setdefault" || name == "os.putenv") return true;
    if (!function.is(Kind::attribute) || !name.empty()) return false;
    std::string_view method = function.child(Field::attribute).text();
    for (std::string_view of_text : {"startswith", "endswith", "replace", "split", "join", "find", "count", "strip"})
        if (method == of_text) return true;
    return false;
}

// Is it used in a way that only a string allows, or annotated as one?
bool os_path_join_needs_text(const Match& m) {
    Node n = m.at, parent = n.parent();
    while (parent.is(Kind::parenthesized_expression)) n = parent, parent = parent.parent();
    if (parent.is(Kind::argument_list)) return os_path_join_text_call(m, parent.parent());
    if (parent.is(Kind::return_statement))
        return m.ask.enclosing_function(parent).child(Field::return_type).text() == "str";
    if (parent.is(Kind::assignment)) {
        Node target = parent.child(Field::left);
        return parent.child(Field::type).text() == "str" ||
               (target.is(Kind::subscript) && m.ask.means(target.child(Field::value), "os.environ"));
    }
    return parent.is_any({Kind::binary_operator, Kind::attribute, Kind::subscript, Kind::comparison_operator,
                          Kind::list_splat, Kind::augmented_assignment});
}

// Does the call accept a Path in place of a string?
bool os_path_join_takes_path(const Match& m, Node call) {
    Node function = call.child(Field::function);
    std::string name = m.ask.qualified(function);
    if (name == "open" || name == "io.open" || name == "pathlib.Path") return true;
    for (std::string_view module : {"os.", "shutil.", "pathlib."})
        if (name.starts_with(module)) return name != "os.environ.setdefault" && name != "os.putenv";
    return false;
}

// Is every use of the joined path known to accept a Path: an argument of such a call, or a local name whose every use
// is?
bool os_path_join_known_uses(const Match& m, Node n, bool through_name) {
    Node parent = n.parent();
    while (parent.is(Kind::parenthesized_expression)) n = parent, parent = parent.parent();
    if (parent.is(Kind::argument_list)) return os_path_join_takes_path(m, parent.parent());
    Node target = parent.is(Kind::assignment) ? parent.child(Field::left) : Node();
    if (!through_name || !target.is(Kind::identifier) || parent.child(Field::type)) return false;
    const Binding* b = m.ask.binding(target);
    if (!b || b->stores != 1 || m.ask.scopes()[b->scope].sort != Scope::function || (b->flags & Binding::cell))
        return false;
    std::vector<Node> uses = m.ask.uses(target);
    for (Node use : uses)
        if (!os_path_join_known_uses(m, use, false)) return false;
    return !uses.empty();
}

bool os_path_join_empty_text(Node n) {
    if (!n.is(Kind::string)) return false;
    for (Node part : n.children())
        if (part.is_any({Kind::string_content, Kind::interpolation})) return false;
    return true;
}

// The parts, with nested joins replaced by their parts.
std::vector<Node> os_path_join_parts(const Match& m) {
    Node holder = m.at.child(Field::arguments);
    bool listed = m.index() == 1 && holder.has_children(1);
    if (listed && holder.child(0u).is_any({Kind::list, Kind::tuple})) holder = holder.child(0u);
    std::vector<Node> parts = holder.children().list();
    for (std::size_t i = 0; i < parts.size();) {
        if (!os_path_join_call(m, parts[i])) {
            ++i;
            continue;
        }
        std::vector<Node> inner = parts[i].child(Field::arguments).children().list();
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), inner.begin(), inner.end());
    }
    return parts;
}

}  // namespace

Verdict os_path_join(const Match& m) {
    Node list = m.at.parent(), around = list.is(Kind::argument_list) ? list.parent() : Node();
    if (os_path_join_call(m, around)) return silent;  // the outer call is reported
    std::vector<Node> parts = os_path_join_parts(m);
    if (parts.empty()) return silent;
    bool stars = false;
    for (Node a : parts) {
        if (a.is_any({Kind::keyword_argument, Kind::dictionary_splat})) return silent;
        if (a.text().find("://") != a.text().npos) return silent;  // a URL is not a path
        stars = stars || a.is(Kind::list_splat);
        if (is_bytes_path(m.ask, a) || is_no_path(m.ask, a)) return silent;
    }
    // An empty last part adds a trailing separator, which a Path does not keep.
    if (os_path_join_empty_text(parts.back())) return silent;
    bool sequence = m.index() == 1 && parts[0].parent() == m.at.child(Field::arguments);  // `os.sep.join(names)`
    if (sequence && parts.size() > 1) return found(m.at, "`os.sep.join()` returns a string: use `Path(*parts)`");

    Edits edits(m);
    bool inside = around && list.has_children(1) && m.ask.means(around.child(Field::function), "pathlib.Path");
    std::string code;
    if (inside || stars || sequence) {
        for (Node a : parts)
            code += (code.empty() ? "" : ", ") + (sequence ? "*" + code_for(a, bit_or, true) : std::string(a.text()));
        if (!inside) code = formatted("{}({})", edits.name("pathlib.Path"), code);
    } else {
        code = as_path(edits, m.ask, parts[0]);
        for (std::size_t i = 1; i < parts.size(); ++i) code += " / " + code_for(parts[i], unary, true);
    }
    bool joins = inside || stars || sequence;
    std::string say =
        m.message(joins ? "`Path` joins its arguments: use `$code`" : "`os.path.join()` returns a string: use `$code`",
                  {{"code", short_code(inside ? formatted("Path({})", code) : code)}});
    if (!inside && (os_path_join_needs_text(m) || !os_path_join_known_uses(m, m.at, true))) edits.give_up();
    if (inside)
        edits.replace(m.at.span(), code);
    else
        edits.replace(m.at, code);
    return found(m.at, edits, say);
}

}  // namespace zen::rules
