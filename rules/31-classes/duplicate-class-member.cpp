// Is the value of an enum's member that of an earlier one?
#include <algorithm>
#include <map>

#include "rule.h"

namespace zen::rules {

namespace {

// May the value be another one each time that it is computed?
bool duplicate_class_member_fixed(const Model& model, Node value) {
    if (value.is(Kind::call)) return model.means(value.child(Field::function), "typing.cast");
    if (value.is_any({Kind::list, Kind::dictionary, Kind::set, Kind::attribute})) return model.pure(value);
    return value.is(Kind::ellipsis) || model.constant(value);
}

// The members of each enum of the file by the text of their values, in order.
class DuplicateClassMemberFile {
  public:
    struct Values {
        std::map<std::string_view, NodeId> first;
        int aliases = 0;  // how many members have the value of another
    };
    explicit DuplicateClassMemberFile(const Model& model) : model_(&model) {}

    // Of a class that is no enum, none.
    const Values& of(Node definition) const {
        auto [known, fresh] = values_.try_emplace(definition.id());
        // Without a base or a metaclass it is none.
        if (!fresh || !definition.child(Field::superclasses)) return known->second;
        const ClassInfo* info = class_info(*model_, definition);
        if (!info || info->kind != ClassKind::enumeration) return known->second;
        for (Node statement : definition.child(Field::body).children()) {
            Node assignment = statement.child(0u), value = assignment.child(Field::right);
            if (!assignment.is(Kind::assignment) || !assignment.child(Field::left).is(Kind::identifier) || !value)
                continue;
            if (duplicate_class_member_fixed(*model_, value) &&
                !known->second.first.emplace(value.text(), assignment.id()).second)
                ++known->second.aliases;
        }
        return known->second;
    }

  private:
    const Model* model_;
    mutable std::map<NodeId, Values> values_;
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
        return silent_for_all;
    const auto& values = m.of_file<DuplicateClassMemberFile>().of(m.at.parent().parent().parent());
    if (values.first.empty()) return silent_for_all;
    Node name = m.at.child(Field::left), value = m.at.child(Field::right);
    // An enum with several aliases has them on purpose: names of keys, codes of a protocol. So has one with a default.
    const bool meant = values.aliases > 1 || name.text() == "DEFAULT" || name.text() == "default";
    if (meant != (m.index() == 2)) return silent;
    if (!name.is(Kind::identifier) || name.text().starts_with("_") || !value ||
        !duplicate_class_member_fixed(m.ask, value))
        return silent;
    auto before = values.first.find(value.text());
    if (before == values.first.end() || before->second == m.at.id() || duplicate_class_member_meant(m.at))
        return silent;
    Node first = Node(m.ask.tree(), before->second).child(Field::left);
    if (first.text() == name.text()) return silent;
    return found(name, m.message("`$b` has the value of `$a`, so it is only an alias: use another value",
                                 {{"a", first.text()}, {"b", name.text()}}));
}

}  // namespace zen::rules
