// A plain literal whose fields all name variables that are bound where it stands.
#include <algorithm>
#include <cctype>

#include "rule.h"

namespace zen::rules {

namespace {

// Does the text of a field begin with a name that is bound here, and is the rest an attribute, an index, a call, a
// conversion or a format?
bool missing_fstring_prefix_field(const Match& m, std::string_view field) {
    std::size_t end = 0;
    while (end < field.size() && (std::isalnum(static_cast<unsigned char>(field[end])) || field[end] == '_')) ++end;
    if (end == 0 || std::isdigit(static_cast<unsigned char>(field[0]))) return false;
    if (end < field.size() && std::string_view(".[(!:=+-*/ ").find(field[end]) == std::string_view::npos) return false;
    if (field.find_first_of("\\\n|") != std::string_view::npos) return false;
    if (std::ranges::any_of(field, [](char c) { return (c & 0x80) != 0; })) return false;  // `{x ∊ ℝ}`
    // Two words side by side are text: `\delta_{x y}`.
    const auto word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    for (std::size_t blank = field.find(' '); blank != field.npos; blank = field.find(' ', blank + 1)) {
        const std::size_t next = field.find_first_not_of(' ', blank);
        if (blank > 0 && next != field.npos && word(field[blank - 1]) && word(field[next])) return false;
    }
    auto binding = m.ask.lookup(field.substr(0, end), m.at);
    if (!binding) return false;
    const Binding& bound = m.ask.bindings()[*binding];
    return !(bound.flags & Binding::import);
}

// Is the name an argument of what fills in templates: `vformat(TEXT, (), fields)`?
bool missing_fstring_prefix_filled(Node use) {
    Node call = use.parent().parent();
    if (!use.parent().is(Kind::argument_list)) return false;
    Node function = call.child(Field::function);
    if (function.is(Kind::attribute)) function = function.child(Field::attribute);
    for (std::string_view name :
         {"vformat", "parse", "Template", "gettext", "ngettext", "_", "format", "render", "fill"})
        if (function.text() == name) return true;
    return false;
}

// Is the literal, or what it is stored in, filled in by another way?
bool missing_fstring_prefix_template(const Match& m) {
    for (Node up = m.at.parent(), below = m.at; up; below = up, up = up.parent()) {
        if (up.is_any({Kind::attribute, Kind::decorator, Kind::type, Kind::comparison_operator})) return true;
        if (up.is(Kind::binary_operator) && up.child(Field::operator_).is(Kind::op_percent)) return true;
        if (up.is(Kind::call) && below.is(Kind::argument_list)) {
            if (means_typing(m.ask, up.child(Field::function), "cast") && below.child(0u).span() == m.at.span())
                return true;  // a type in quotes
            const std::string imported = m.ask.qualified(up.child(Field::function));
            std::string_view name = imported.empty() ? up.child(Field::function).text() : imported;
            std::size_t dot = name.rfind('.');
            if (dot != std::string_view::npos) name = name.substr(dot + 1);
            for (std::string_view other :
                 {"_",         "gettext",  "ngettext",  "pgettext", "Template", "debug",     "info", "warning",
                  "error",     "critical", "exception", "log",      "get",      "post",      "put",  "patch",
                  "delete",    "route",    "path",      "compile",  "replace",  "sub",       "subn", "match",
                  "fullmatch", "search",   "findall",   "finditer", "split",    "partition", "find", "count"})
                if (name == other) return true;
            for (Node argument : below.children())  // fail("{name} is reserved", name)
                if (argument.is(Kind::identifier) &&
                    m.at.text().find("{" + std::string(argument.text()) + "}") != std::string_view::npos)
                    return true;
            for (Node argument : below.children())  // fill("{name}", name=name)
                if (argument.is_any({Kind::keyword_argument, Kind::dictionary_splat}) &&
                    argument.child(Field::name).text() != "file" && argument.child(Field::name).text() != "end" &&
                    argument.child(Field::name).text() != "flush")
                    return true;
        }
        if (is_statement(up.kind())) {
            if (up.is(Kind::expression_statement) && (below == m.at || below.is(Kind::concatenated_string)))
                return true;
            Node target = below.is(Kind::assignment) ? below.child(Field::left) : Node();
            if (target.is(Kind::identifier))
                for (Node use : m.ask.uses(target))
                    if (use.parent().is(Kind::attribute) || missing_fstring_prefix_filled(use)) return true;
            return target && !target.is(Kind::identifier);
        }
    }
    return false;
}

}  // namespace

Verdict missing_fstring_prefix(const Match& m) {
    std::string_view text = m.at.text();
    const std::size_t brace = text.find('{');
    if (brace == text.npos || text.substr(0, brace).find('}') != text.npos) return silent;
    if (m.at.child(0u).text().find_first_of("fFbBtTuU") != std::string_view::npos) return silent;
    // Code in a string: `"note(f'key {key!r}')"`.
    for (std::string_view inner : {"f'", "f\""})
        if (const std::size_t at = text.find(inner, 1);
            at < brace && !std::isalnum(static_cast<unsigned char>(text[at - 1])))
            return silent;
    std::size_t fields = 0;
    text = text.substr(0, text.size() - m.at.last_child().text().size());
    for (std::size_t at = brace; at < text.size();) {
        if (text[at] == '}') return silent;
        std::size_t word = text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ]", at - 1);
        if (word != std::string_view::npos && word + 1 < at && text[word] == '\\')
            return silent;  // LaTeX: `\begin{name}`
        std::size_t end = text.find_first_of("{}", at + 1);
        if (end == std::string_view::npos || text[end] == '{') return silent;
        if (!missing_fstring_prefix_field(m, text.substr(at + 1, end - at - 1))) return silent;
        ++fields;
        at = text.find_first_of("{}", end + 1);
    }
    // In SQL, `'{status}'` is a path into JSON, and values are query parameters.
    if (fields == 0 || looks_like_sql(m.at.text()) || missing_fstring_prefix_template(m)) return silent;
    Edits edits(m);
    edits.replace(m.span, "f" + std::string(m.at.text()));
    return found(m.span, edits, "the braces are printed as they are: add the prefix `f`");
}

}  // namespace zen::rules
