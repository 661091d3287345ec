// The name must announce a copy, and a change through one name must be visible through the other.
#include "rule.h"

namespace zen::rules {

namespace {

bool fake_copy_promised(std::string_view name, std::string_view source) {
    if (name.starts_with("new_") && name.substr(4) == source) return true;
    for (std::size_t from = 0; from < name.size();) {
        std::size_t end = std::min(name.find('_', from), name.size());
        std::string_view word = name.substr(from, end - from);
        for (std::string_view promise : {"copy", "copied", "backup", "bak", "snapshot", "clone"})
            if (word == promise) return true;
        from = end + 1;
    }
    return false;
}

}  // namespace

Verdict fake_copy(const Match& m) {
    Node copy = m["copy"], source = m["source"];
    if (!copy.is(Kind::identifier) || !source.is(Kind::identifier)) return silent;
    if (!fake_copy_promised(copy.text(), source.text())) return silent;
    if (!m.ask.type(source).only(Type::list | Type::dict | Type::set)) return silent;
    const Reference* of_source = m.ask.reference(source);
    if (!of_source || of_source->binding == no_id) return silent;
    bool source_read = false, changed = false;
    for (const Reference* r : m.ask.references_of(of_source->binding)) {
        Node use(m.ask.tree(), r->node);
        if (use.id() <= source.id()) continue;
        if (r->writes()) return silent;
        source_read = true;
        changed = changed || m.ask.mutated(use, statement_of(use));
    }
    std::vector<Node> uses = m.ask.uses(copy);
    for (Node use : uses) {
        if (use.text() == source.text()) return silent;
        changed = changed || m.ask.mutated(use, statement_of(use));
    }
    if (!changed || uses.empty() || !source_read) return silent;
    Edits edits(m);
    edits.replace(source, std::string(source.text()) + ".copy()");
    return found(m.span, edits, m.message("`$copy` and `$source` are the same object: write `$copy = $source.copy()`"));
}

}  // namespace zen::rules
