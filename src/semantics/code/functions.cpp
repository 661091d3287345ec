// Reads function definitions.
#include "semantics/code/functions.h"

#include <algorithm>
#include <utility>

namespace zen {

std::vector<Parameter> parameters(Node function) {
    std::vector<Parameter> out;
    out.reserve(8);
    Node list = function.child(Field::parameters);
    bool keywords = false;
    for (Node n : list.children()) {
        if (n.is(Kind::keyword_separator)) keywords = true;
        if (n.is(Kind::positional_separator))
            for (Parameter& p : out) p.sort = Parameter::positional_only;
        if (n.is_any({Kind::keyword_separator, Kind::positional_separator})) continue;
        Node name = n.is_any({Kind::default_parameter, Kind::typed_default_parameter}) ? n.child(Field::name)
                    : n.is(Kind::typed_parameter)                                      ? n.child(0u)
                                                                                       : n;
        Parameter::Sort sort = keywords ? Parameter::keyword_only : Parameter::plain;
        if (name.is(Kind::list_splat_pattern)) {
            sort = Parameter::star;
            keywords = true;
            name = name.child(0u);
        } else if (name.is(Kind::dictionary_splat_pattern)) {
            sort = Parameter::double_star;
            name = name.child(0u);
        }
        Node annotation = n.child(Field::type);
        if (annotation.is(Kind::type)) annotation = annotation.child(0u);
        out.push_back({sort, n, name, annotation, n.child(Field::value)});
    }
    return out;
}

Node first_parameter(Node function) {
    Node n = function.child(Field::parameters).child(0u);
    if (n.is_any({Kind::default_parameter, Kind::typed_default_parameter})) n = n.child(Field::name);
    if (n.is(Kind::typed_parameter)) n = n.child(0u);
    return n.is(Kind::identifier) ? n : Node();
}

bool is_text_statement(Node statement) {
    if (!statement.is(Kind::expression_statement)) return false;
    auto plain = [](Node string) {
        const std::string_view opening = string.child(0u).text();
        return string.is(Kind::string) && opening.find_first_of("fFbBtT") == opening.npos;
    };
    const Node text = unparenthesized(statement.child(0u));
    if (!text.is(Kind::concatenated_string)) return plain(text);
    return std::ranges::all_of(text.children(), [&](Node part) { return part.is(Kind::comment) || plain(part); });
}

Node docstring(Node definition) {
    const Node first = definition.child(Field::body).child(0u);
    return is_text_statement(first) ? first : Node();
}

std::vector<Node> body_statements(Node definition) {
    std::vector<Node> out = definition.child(Field::body).children().list();
    if (docstring(definition)) out.erase(out.begin());
    return out;
}

bool is_stub(const Model& model, Node function) {
    const Node::Range statements = function.child(Field::body).children();
    bool first = true;
    return std::all_of(statements.begin(), statements.end(), [&](Node s) {
        const bool describes = std::exchange(first, false);
        if (s.is(Kind::pass_statement)) return true;
        if (s.is(Kind::expression_statement)) {
            const Node value = s.child(0u);
            return value.is_any({Kind::ellipsis, Kind::string}) || (describes && value.is(Kind::concatenated_string));
        }
        if (!s.is(Kind::raise_statement)) return false;
        Node what = s.child(0u);
        if (what.is(Kind::call)) what = what.child(Field::function);
        return model.means(what, "NotImplementedError");
    });
}

std::optional<std::vector<Parameter>> stored_parameters(Node init) {
    std::vector<Parameter> all = parameters(init);
    if (all.size() < 2 || !all[0].positional()) return std::nullopt;
    Node self = all[0].identifier;
    all.erase(all.begin());
    std::vector<Node> statements = body_statements(init);
    if (statements.size() != all.size()) return std::nullopt;
    std::vector<std::string_view> stored;
    for (Node statement : statements) {
        Node assignment = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
        Node target = assignment.is(Kind::assignment) ? assignment.child(Field::left) : Node();
        Node value = assignment.child(Field::right);
        if (!target.is(Kind::attribute) || target.child(Field::object).text() != self.text()) return std::nullopt;
        if (!value.is(Kind::identifier) || target.child(Field::attribute).text() != value.text()) return std::nullopt;
        stored.push_back(value.text());
    }
    for (const Parameter& p : all)
        if (p.sort == Parameter::star || p.sort == Parameter::double_star || std::ranges::count(stored, p.name()) != 1)
            return std::nullopt;
    return all;
}

}  // namespace zen
