// Can each key be written in a class body?
#include <algorithm>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

bool typeddict_class_syntax_key(std::string_view text) {
    return is_ascii_name(text) && !text.starts_with("__");
}

using TypeddictClassSyntaxFields = std::vector<std::pair<std::string_view, Node>>;

// Keyword arguments with types; `total` is none. False where one cannot be a field.
bool typeddict_class_syntax_keywords_of(Node arguments, TypeddictClassSyntaxFields& fields, Node& total) {
    for (Node item : arguments.children()) {
        if (!item.is(Kind::keyword_argument)) continue;
        Node name = item.child(Field::name), value = item.child(Field::value);
        if (name.text() == "total") {
            total = item;
            continue;
        }
        if (!typeddict_class_syntax_key(name.text())) return false;
        fields.emplace_back(name.text(), value);
    }
    return true;
}

}  // namespace

Verdict typeddict_class_syntax(const Match& m) {
    Node name = m["name"], text = m["text"];
    if (!name.is(Kind::identifier) || !text.is(Kind::string) || !text.has_children(3)) return silent;
    if (text.child(1u).text() != name.text()) return silent;
    Node assignment = m.at.is(Kind::expression_statement) ? m.at.child(0u) : m.at;
    Node call = assignment.child(Field::right), arguments = call.child(Field::arguments), total;
    if (!arguments.is(Kind::argument_list) || starred(call)) return silent;
    TypeddictClassSyntaxFields fields;
    Node given = argument(call, "fields", 1);
    if (given && given.parent().is(Kind::keyword_argument)) return silent;
    if (given.is(Kind::dictionary)) {
        for (Node pair : given.children()) {
            Node key = pair.child(Field::key);
            if (!pair.is(Kind::pair) || !key.is(Kind::string) || !key.has_children(3)) return silent;
            if (!typeddict_class_syntax_key(key.child(1u).text())) return silent;
            fields.emplace_back(key.child(1u).text(), pair.child(Field::value));
        }
    } else if (given.is(Kind::call)) {
        if (!m.ask.means(given.child(Field::function), "dict") || starred(given)) return silent;
        Node none;
        for (Node item : given.child(Field::arguments).children())
            if (!item.is(Kind::keyword_argument)) return silent;
        if (!typeddict_class_syntax_keywords_of(given.child(Field::arguments), fields, none) || none) return silent;
    } else if (given) {
        return silent;
    }
    if (!given && !typeddict_class_syntax_keywords_of(arguments, fields, total)) return silent;
    if (given) {
        TypeddictClassSyntaxFields rest;
        if (!typeddict_class_syntax_keywords_of(arguments, rest, total) || !rest.empty()) return silent;
    }
    std::string indent(indentation(statement_of(m.at)));
    std::string code = formatted("class {}({}", name.text(), call.child(Field::function).text());
    if (total) code += ", " + std::string(total.text());
    code += "):";
    for (const auto& [key, type] : fields) append(code, "\n{}    {}: {}", indent, key, type.text());
    if (fields.empty()) append(code, "\n{}    pass", indent);
    Edits edits(m);
    edits.replace(statement_of(m.at).span(), code);
    return found(m.at, edits, m.message("functional `TypedDict` syntax: use `class $name(TypedDict):`"));
}

}  // namespace zen::rules
