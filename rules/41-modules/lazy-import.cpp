// Does another function import the same module, and which import is the first?
#include <map>
#include <string_view>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

// The imports in functions, by their text.
struct LazyImportRepeats {
    std::map<std::string_view, std::vector<Node>> by_text;

    explicit LazyImportRepeats(const Model& model) {
        for (Node n : Node(model.tree(), 0).descendants())
            if (n.is_any({Kind::import_statement, Kind::import_from_statement}) && model.enclosing_function(n) &&
                model.scopes()[model.scope_of(n)].sort == Scope::function && !guarded(n))
                by_text[n.text()].push_back(n);
    }

    static bool guarded(Node n) {
        for (; n; n = n.parent())
            if (n.is_any({Kind::try_statement, Kind::with_statement})) return true;
        return false;
    }
};

// May it bring a value that has changed when the next function imports it? Classes and functions stay the same.
bool lazy_import_brings_value(const Model& model, Node statement) {
    const Node module = statement.child(Field::module_name);
    for (Node part : statement.children()) {
        if (!module || part == module) continue;
        Node name = part.is(Kind::aliased_import) ? part.child(Field::alias) : part;
        if (name.is(Kind::dotted_name)) name = name.child(0u);
        const Referent::Kind kind = defined_elsewhere(model, name).kind;
        const bool known = kind != Referent::none && kind != Referent::value && kind != Referent::member;
        if (!known && !(name.text()[0] >= 'A' && name.text()[0] <= 'Z')) return true;
    }
    return false;
}

}  // namespace

Verdict lazy_import(const Match& m) {
    const auto& imports = m.of_file<LazyImportRepeats>().by_text;
    const auto known = imports.find(m.at.text());
    if (known == imports.end() || known->second.size() < 2 || known->second[0] != m.at) return silent;
    const Node other = known->second[1];
    if (m.ask.enclosing_function(m.at) == m.ask.enclosing_function(other)) return silent;
    if (lazy_import_brings_value(m.ask, m.at)) return silent;
    return found(m.at, m.message("several functions repeat this import: use `lazy $import` at the top of the file",
                                 {{"import", short_code(m.at.text(), 50)}}))
        .related(other.span(), "the same import");
}

}  // namespace zen::rules
