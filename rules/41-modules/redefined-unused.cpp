// The binding before this one, in the same block, and whether anything reads it.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

// The last reference to the name before this one, in the same scope; null without one.
const Reference* redefined_unused_before(const Model& model, const Reference* r) {
    auto all = model.references_of(r->binding);
    auto at = std::ranges::lower_bound(all, r->node, {}, [](const Reference* x) { return x->node; });
    return at == all.begin() ? nullptr : *(at - 1);
}

// The first place in an inner scope that reads each binding; no_id where there is none.
struct RedefinedUnusedFile {
    std::vector<NodeId> inner;

    explicit RedefinedUnusedFile(const Model& model) : inner(model.bindings().size(), no_id) {
        for (const Reference& r : model.references())
            if (r.binding != no_id && r.reads() && inner[r.binding] == no_id &&
                r.scope != model.bindings()[r.binding].scope)
                inner[r.binding] = r.node;
    }
    // May a function that is defined above the place read the binding before it is stored there?
    bool read_above(BindingId id, NodeId place) const { return inner[id] < place; }
};

// The statement that binds the name: a definition with its decorators, or an import.
Node redefined_unused_statement(const Model& model, const Reference* r) {
    Node n(model.tree(), r->node);
    for (n = n.parent(); n; n = n.parent()) {
        if (n.is_any({Kind::function_definition, Kind::class_definition}))
            return n.parent().is(Kind::decorated_definition) ? n.parent() : n;
        if (is_statement(n.kind())) return n;
    }
    return {};
}

// What an item of an import brings: `a.b` of `import a.b as c` and of `from a import b`.
std::string redefined_unused_path(Node statement, Node item) {
    Node module = statement.child(Field::module_name), name = item.is(Kind::aliased_import) ? item.child(0u) : item;
    return (module ? std::string(module.text()) + "." : "") + std::string(name.text());
}

// The first import of everything that the module's own statements import.
struct RedefinedUnusedImports {
    std::map<std::string, Node> first;

    explicit RedefinedUnusedImports(const Model& model) {
        for (Node statement : Node(model.tree(), 0).children())
            if (statement.is_any({Kind::import_statement, Kind::import_from_statement}))
                for (Node item : statement.children())
                    if (item.field() == Field::name) first.try_emplace(redefined_unused_path(statement, item), item);
    }
};

// The same module or name under another spelling, or once more in a function.
Verdict redefined_unused_again(const Match& m) {
    for (Node up = m.at.parent(); up; up = up.parent())
        if (up.is_any({Kind::try_statement, Kind::if_statement, Kind::class_definition})) return silent;
    for (Node item : m.at.children()) {
        if (item.field() != Field::name) continue;
        const std::string path = redefined_unused_path(m.at, item);
        const auto& first = m.of_file<RedefinedUnusedImports>().first;
        const auto known = first.find(path);
        if (known == first.end() || known->second.start() >= item.start()) continue;
        return found(item, m.message("`$path` is imported already: use that import", {{"path", path}}))
            .related(known->second.span(), "imported here");
    }
    return silent;
}

// A second annotated assignment of a name in the same block, whose first value nothing has read.
Verdict redefined_unused_annotated(const Match& m) {
    auto annotated = [](Node n) {
        return n.is(Kind::assignment) && n.child(Field::type) && n.child(Field::right) &&
               n.child(Field::left).is(Kind::identifier);
    };
    if (!annotated(m.at)) return silent;
    const Node name = m.at.child(Field::left);
    const Reference* r = m.ask.reference(name);
    if (!r || r->binding == no_id || m.ask.bindings()[r->binding].stores < 2) return silent;
    const Reference* before = redefined_unused_before(m.ask, r);
    if (!before || before->access != Access::store || before->reads_too || before->scope != r->scope) return silent;
    const Node earlier = Node(m.ask.tree(), before->node), first = earlier.parent();
    if (!annotated(first) || first.child(Field::left) != earlier || first.parent().parent() != m.at.parent().parent() ||
        m.of_file<RedefinedUnusedFile>().read_above(r->binding, r->node))
        return silent;
    // `size: int = size + 1` reads the one above; what a function never reads is a finding of unused-variable.
    bool read = m.ask.scopes()[r->scope].sort != Scope::function;
    for (const Reference* other : m.ask.references_of(r->binding)) {
        if (!other->reads()) continue;
        if (Node(m.ask.tree(), other->node).within(m.at)) return silent;
        read = true;
    }
    if (!read) return silent;
    return found(name, m.message("`$name` replaces the one above, which nothing has used: rename or remove one",
                                 {{"name", name.text()}}))
        .related(earlier.span(), "defined here");
}

// Which sorts of names the file binds more than once.
struct RedefinedUnusedTwice {
    bool definition = false, import = false;
    explicit RedefinedUnusedTwice(const Model& ask) {
        for (const Binding& binding : ask.bindings()) {
            if (binding.stores < 2) continue;
            definition = definition || (binding.flags & Binding::definition) != 0;
            import = import ||
                     Node(ask.tree(), binding.first_store).parent().is_any({Kind::dotted_name, Kind::aliased_import});
        }
    }
};

}  // namespace

Verdict redefined_unused(const Match& m) {
    constexpr std::uint32_t shadows = 5;  // another module `as` the same name
    const RedefinedUnusedTwice& twice = m.of_file<RedefinedUnusedTwice>();
    if ((m.index() == 0 && !twice.definition) ||
        ((m.index() == 1 || m.index() == 2 || m.index() == shadows) && !twice.import))
        return silent_in_file;
    if (m.index() == 0) {
        Node name = m.at.child(Field::name), own = m.at.parent().is(Kind::decorated_definition) ? m.at.parent() : m.at;
        if (name.text() == "_" || own != m.at) return silent;
        const Reference* r = m.ask.reference(name);
        if (!r || r->binding == no_id) return silent;
        const Reference* before = redefined_unused_before(m.ask, r);
        if (!before || before->access != Access::store || before->reads_too || before->scope != r->scope) return silent;
        Node first = redefined_unused_statement(m.ask, before);
        if (!first.is_any({Kind::function_definition, Kind::class_definition, Kind::import_statement,
                           Kind::import_from_statement}))
            return silent;
        // `class Backend(Backend)` and defaults of parameters read the one above.
        const Node body = m.at.child(Field::body);
        for (const Reference* other : m.ask.references_of(r->binding))
            if (other->node > r->node && other->node < body.id() && other->reads()) return silent;
        if (first.parent() != own.parent() || m.of_file<RedefinedUnusedFile>().read_above(r->binding, r->node))
            return silent;
        return found(name, m.message("`$name` replaces the one above, which nothing has used: rename or remove one",
                                     {{"name", name.text()}}))
            .related(Node(m.ask.tree(), before->node).span(), "defined here");
    }
    if (m.index() == 3) return redefined_unused_again(m);
    if (m.index() == 4) return redefined_unused_annotated(m);
    for (Node item : m.at.children()) {
        if (item.field() != Field::name) continue;
        Node bound = item.is(Kind::aliased_import) ? item.child(Field::alias) : item.child(0u);
        const bool dotted = item.is(Kind::dotted_name) && !item.has_children(1);
        const Reference* r = m.ask.reference(bound);
        if (!r || r->binding == no_id) continue;
        auto all = m.ask.references_of(r->binding);
        const Reference* first = all.front();
        // `import a.b` binds `a`, as `import a.c` does: the first with the same text.
        for (const Reference* other : all) {
            if (!dotted || other->node >= r->node) break;
            if (Node whole = Node(m.ask.tree(), other->node).parent();
                other->access == Access::store && whole.is(Kind::dotted_name) && whole.text() == item.text()) {
                first = other;
                break;
            }
        }
        if (first->node >= r->node || first->scope != r->scope || first->access != Access::store) continue;
        if (m.ask.bindings()[r->binding].flags & (Binding::deleted | Binding::other_store | Binding::definition))
            continue;
        Node earlier = redefined_unused_statement(m.ask, first), name = Node(m.ask.tree(), first->node).parent();
        if (!earlier.is_any({Kind::import_statement, Kind::import_from_statement}) || earlier.parent() != m.at.parent())
            continue;
        const bool same = earlier.child(Field::module_name).text() == m.at.child(Field::module_name).text() &&
                          name.text() == item.text();
        if (dotted && !same) continue;
        // `import a.b` and `import a` name two modules, both of which the file may use.
        if (!dotted && item.is(Kind::dotted_name) && name.is(Kind::dotted_name) && !name.has_children(1) &&
            !name.parent().is(Kind::aliased_import) && earlier.is(Kind::import_statement))
            continue;
        // Another import under the same name, which replaces it before anything has used it.
        const Reference* before = redefined_unused_before(m.ask, r);
        const bool idle = before->access == Access::store && !before->reads_too &&
                          !m.of_file<RedefinedUnusedFile>().read_above(r->binding, r->node);
        if ((!same && (before != first || !idle)) || idle != (m.index() == 1 || m.index() == shadows)) continue;
        if ((idle && !same && item.is(Kind::aliased_import)) != (m.index() == shadows)) continue;
        return found(item, m.message("`$name` is imported already: remove one of the two", {{"name", item.text()}}))
            .related(name.span(), "imported here");
    }
    return silent;
}

}  // namespace zen::rules
