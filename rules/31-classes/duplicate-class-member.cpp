// Is the value of an enum's member that of an earlier one?
#include <algorithm>
#include <map>

#include "rule.h"

namespace zen::rules {

namespace {

// May the value be another one each time that it is computed?
bool duplicate_class_member_fixed(const Model& model, Node value) {
    if (value.is(Kind::call)) return model.means(value.child(Field::function), "typing.cast");
    return value.is(Kind::ellipsis) || model.constant(value);
}

// The members of each enum of the file by the text of their values, in order.
struct DuplicateClassMemberFile {
    std::map<NodeId, std::map<std::string_view, NodeId>> first;
    std::map<NodeId, int> aliases;  // how many members of the enum have the value of another

    explicit DuplicateClassMemberFile(const Model& model) {
        for (const Scope& scope : model.scopes()) {
            if (scope.sort != Scope::class_) continue;
            const ClassInfo* info = class_info(model, Node(model.tree(), scope.node));
            if (!info || info->kind != ClassKind::enumeration) continue;
            auto& values = first[scope.node];
            for (Node statement : info->definition.child(Field::body).children()) {
                Node assignment = statement.child(0u), value = assignment.child(Field::right);
                if (!assignment.is(Kind::assignment) || !assignment.child(Field::left).is(Kind::identifier) || !value)
                    continue;
                if (duplicate_class_member_fixed(model, value) && !values.emplace(value.text(), assignment.id()).second)
                    ++aliases[scope.node];
            }
        }
    }
};

// Does a comment at the line say that it is an alias on purpose?
bool duplicate_class_member_meant(Node assignment) {
    std::string_view text = assignment.tree().text;
    std::size_t end = std::min(text.find('\n', assignment.end()), text.size());
    std::string line(text.substr(assignment.end(), end - assignment.end()));
    for (char& c : line)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (line.find('#') == std::string::npos) return false;
    return std::ranges::any_of(std::initializer_list<std::string_view>{"alias", "same as", "synonym", "deprecated",
                                                                       "legacy", "compat", "old name"},
                               [&](std::string_view word) { return line.find(word) != std::string::npos; });
}

}  // namespace

Verdict duplicate_class_member(const Match& m) {
    if (!m.at.parent().is(Kind::expression_statement) || !m.at.parent().parent().parent().is(Kind::class_definition))
        return silent;
    const Scope& scope = m.ask.scopes()[m.ask.scope_of(m.at)];
    if (scope.sort != Scope::class_ || m.at.parent().parent() != Node(m.ask.tree(), scope.node).child(Field::body))
        return silent;
    const auto& file = m.of_file<DuplicateClassMemberFile>();
    auto values = file.first.find(scope.node);
    if (values == file.first.end()) return silent;
    // An enum with several aliases has them on purpose: names of keys, codes of a protocol.
    const auto many = file.aliases.find(scope.node);
    if ((many != file.aliases.end() && many->second > 1) != (m.index() == 2)) return silent;
    Node name = m.at.child(Field::left), value = m.at.child(Field::right);
    if (!name.is(Kind::identifier) || name.text().starts_with("_") || !value ||
        !duplicate_class_member_fixed(m.ask, value))
        return silent;
    auto before = values->second.find(value.text());
    if (before == values->second.end() || before->second == m.at.id() || duplicate_class_member_meant(m.at))
        return silent;
    Node first = Node(m.ask.tree(), before->second).child(Field::left);
    if (first.text() == name.text()) return silent;
    return found(name, m.message("`$b` has the value of `$a`, so it is an alias, not a separate member",
                                 {{"a", first.text()}, {"b", name.text()}}));
}

}  // namespace zen::rules
