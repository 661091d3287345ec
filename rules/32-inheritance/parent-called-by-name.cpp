// Is it the base of the class, the name of the method and the object itself, and would `super()` find the same method?
#include <unordered_set>

#include "rule.h"

namespace zen::rules {

namespace {

// Is it imported from the package of this file?
bool parent_called_by_name_own_package(const Match& m, Node parent) {
    const std::string qualified = m.ask.qualified(parent);
    const std::string_view top = std::string_view(qualified).substr(0, qualified.find('.'));
    if (qualified.find('.') == qualified.npos) return false;
    if (top.empty()) return true;  // a relative import
    return file_in(m.ask.path(), top) || file_called(m.ask.path(), formatted("{}.py", top));
}

// The classes that a class of the file combines with others.
struct ParentCalledByNameFile {
    explicit ParentCalledByNameFile(const Model& ask) {
        for (NodeId id = 0; id < ask.tree().nodes.size(); ++id) {
            const Node list(ask.tree(), id);
            if (!list.is(Kind::argument_list) || list.field() != Field::superclasses || list.has_children(1)) continue;
            for (Node base : list.children())
                if (const Reference* r = ask.reference(base); r && r->binding != no_id) combined.insert(r->binding);
        }
    }

    std::unordered_set<BindingId> combined;
};

bool parent_called_by_name_combined(const Match& m, Node owner) {
    const Reference* name = m.ask.reference(owner.child(Field::name));
    return name && name->binding != no_id && m.of_file<ParentCalledByNameFile>().combined.contains(name->binding);
}

}  // namespace

Verdict parent_called_by_name(const Match& m) {
    Node function = m.at.child(Field::function), arguments = m.at.child(Field::arguments);
    Node self_given = arguments.is(Kind::argument_list) ? arguments.child(0u) : Node();
    if (!function.is(Kind::attribute) || !self_given.is(Kind::identifier)) return silent;
    const Scope& scope = m.ask.scopes()[m.ask.scope_of(m.at)];
    if (scope.sort != Scope::function) return silent;
    Node method(m.ask.tree(), scope.node), self = first_parameter(method), owner = class_of_method(m.ask, method);
    if (!owner || !self || self.text() != self_given.text() || !m.at.within(method.child(Field::body))) return silent;
    std::string_view name = function.child(Field::attribute).text();
    if (name != method.child(Field::name).text()) return silent;
    const Binding* parameter = m.ask.binding(self);
    if (!parameter || parameter->stores != 1) return silent;
    const bool makes = name == "__new__";
    Node around = method.parent();
    if (around.is(Kind::decorated_definition) && !makes) {
        for (Node decorator : around.children())
            if (decorator.is(Kind::decorator) &&
                (m.ask.means(decorator.child(0u), "classmethod") || m.ask.means(decorator.child(0u), "staticmethod")))
                return silent;
    }
    if (name == "__init_subclass__" || name == "__class_getitem__") return silent;
    if (remarked_above(statement_of(m.at), "super")) return silent;  // the comment says why not

    const ClassInfo* info = class_info(m.ask, owner);
    Node parent = function.child(Field::object);
    if (!info || info->bases.empty() || !same_code(info->bases[0].expression, parent)) return silent;
    if (m.ask.means(parent, "object")) return silent;
    // An enum, or a class with a mixin, creates its object with the type that holds the value.
    if (makes && (info->bases.size() > 1 || info->kind == ClassKind::enumeration)) return silent;
    if (owner.parent().is(Kind::decorated_definition))
        for (Node decorator : owner.parent().children())
            if (decorator.is(Kind::decorator) && (decorator.text().find("slots") != std::string_view::npos ||
                                                  decorator.text().find("add_metaclass") != std::string_view::npos))
                return silent;  // it makes another class, of which the object is
    if (m.ask.spelling("super", m.at).empty()) return silent;

    Edits edits(m);
    // Where it is combined with other classes, `super()` finds one of these, and its arguments are others.
    if (parent_called_by_name_own_package(m, parent) || parent_called_by_name_combined(m, owner)) edits.give_up();
    if (info->bases.size() > 1) {
        edits.give_up();
        // Does the method call the other bases too?
        for (Node n : method.child(Field::body).descendants())
            for (std::size_t i = 1; i < info->bases.size(); ++i)
                if (n.is(Kind::attribute) && same_code(n.child(Field::object), info->bases[i].expression))
                    return silent;
    }
    edits.replace(parent.span(), "super()");
    if (!makes) {
        Node next = self_given.next_sibling();
        edits.replace({self_given.start(), next ? next.start() : self_given.end()}, "");
    }
    bool more = arguments.child_count() > (makes ? 0u : 1u);
    return found(Span{m.at.start(), function.end()}, edits,
                 m.message("base class called by name: use `super().$method($more)`",
                           {{"method", name}, {"more", more ? "..." : ""}}));
}

}  // namespace zen::rules
