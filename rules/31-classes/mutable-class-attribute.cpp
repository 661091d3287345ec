// Is the value from the class body changed through an object, or annotated as if each object had its own?
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

bool mutable_class_attribute_has(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

// Does the annotation, a string or not, declare that it belongs to the class or is never changed?
bool mutable_class_attribute_declared(std::string_view annotation) {
    if (mutable_class_attribute_has(annotation, {"ClassVar", "Final", "InitVar"})) return true;
    while (!annotation.empty() && (annotation[0] == '"' || annotation[0] == '\'')) annotation.remove_prefix(1);
    annotation = annotation.substr(0, annotation.find_first_of("[\"' "));
    annotation = annotation.substr(annotation.rfind('.') + 1);
    for (std::string_view frozen :
         {"Sequence", "Mapping", "Iterable", "Collection", "Container", "AbstractSet", "FrozenSet", "frozenset",
          "Tuple", "tuple", "MappingProxyType", "Iterator", "Any", "object", "Set"})
        if (annotation == frozen) return true;
    return false;
}

// What the methods do with the attribute: change it through an object, or access it through the class. A stored item is
// not a change: tables and caches, which are shared on purpose, are filled that way.
struct MutableClassAttributeUse {
    Node change;
    bool by_class = false;
};

// The simple statement that contains the expression; of a compound one, its condition or the like.
Node mutable_class_attribute_around(Node n) {
    while (n.parent() && !is_statement(n.parent().kind()) && !n.parent().is(Kind::elif_clause)) n = n.parent();
    return n.parent().is_any({Kind::expression_statement, Kind::delete_statement}) ? n.parent() : n;
}

using MutableClassAttributeAsked = std::vector<std::pair<const ClassMethod*, Node>>;

// The attributes that the file reads: through the names of its classes anywhere, and in the methods of a class.
class MutableClassAttributeFile {
  public:
    explicit MutableClassAttributeFile(const Model& ask) {
        std::set<std::string_view> owners;
        for (const Scope& scope : ask.scopes())
            if (scope.sort == Scope::class_) owners.insert(Node(ask.tree(), scope.node).child(Field::name).text());
        for (NodeId id = 0; id < ask.tree().nodes.size(); ++id) {
            if (ask.tree().nodes[id].kind != Kind::attribute) continue;
            Node n(ask.tree(), id), object = n.child(Field::object);
            if (object.is(Kind::attribute)) object = object.child(Field::attribute);
            std::string_view owner = object.text();
            if (owner != "self" && owners.contains(owner)) by_name_.emplace(owner, n.child(Field::attribute).text());
        }
    }
    bool asks_class(std::string_view owner, std::string_view name) const { return by_name_.contains({owner, name}); }

    const MutableClassAttributeAsked& in_methods(const ClassInfo& info, std::string_view name) const {
        auto [known, fresh] = methods_.try_emplace(&info);
        if (fresh)
            for (const ClassMethod& method : info.methods)
                for (Node n : method.definition.child(Field::body).descendants())
                    if (n.is(Kind::attribute)) known->second[n.child(Field::attribute).text()].emplace_back(&method, n);
        return known->second[name];
    }

  private:
    std::set<std::pair<std::string_view, std::string_view>> by_name_;
    mutable std::map<const ClassInfo*, std::map<std::string_view, MutableClassAttributeAsked>> methods_;
};

MutableClassAttributeUse mutable_class_attribute_use(const Match& m, const ClassInfo& info, std::string_view name) {
    MutableClassAttributeUse out;
    for (const auto& [method, n] : m.of_file<MutableClassAttributeFile>().in_methods(info, name)) {
        Node self = first_parameter(method->definition), object = n.child(Field::object);
        bool by_object = self && object.text() == self.text() && !(method->flags & ClassMethod::class_) &&
                         method->name != "__new__" && method->name != "__init_subclass__";
        if (!by_object)
            out.by_class = true;
        else if (!out.change && m.ask.mutated(n, mutable_class_attribute_around(n)) && !n.parent().is(Kind::subscript))
            out.change = n;
    }
    return out;
}

// Any mutable value in a class body that nothing declares as shared.
Verdict mutable_class_attribute_any(const Match& m, const ClassInfo& info, Node name, Node value) {
    if (name.text().starts_with("__") || (name.text() == "_fields_" && !info.bases.empty())) return silent;
    const ClassAttribute* attribute = info.attribute(name.text());
    if (!attribute || attribute->first != name || attribute->stores > 1) return silent;
    return found(value, m.message("all objects of `$class` share this: annotate `$name` as `ClassVar`, or use a tuple",
                                  {{"class", info.name}, {"name", name.text()}}));
}

}  // namespace

Verdict mutable_class_attribute(const Match& m) {
    if (!m.at.parent().parent().parent().is(Kind::class_definition)) return silent_for_all;
    Node name = m.at.child(Field::left), value = m.at.child(Field::right), annotation = m.at.child(Field::type);
    const Scope& scope = m.ask.scopes()[m.ask.scope_of(m.at)];
    if (scope.sort != Scope::class_ || !name.is(Kind::identifier) || !value || !m.ask.builds_mutable(value))
        return silent;
    Node owner(m.ask.tree(), scope.node);
    // Options of the class around it, which a framework reads once: Django's `Meta`, `Media`, pydantic's `Config`.
    if (owner.parent().parent().is(Kind::class_definition))
        for (std::string_view options : {"Meta", "Media", "Config", "Params"})
            if (owner.child(Field::name).text() == options) return silent;
    if (annotation && mutable_class_attribute_declared(annotation.text())) return silent;
    if (const ClassInfo* any = m.index() == 1 ? class_info(m.ask, owner) : nullptr) {
        bool classes = any->kind == ClassKind::plain || any->kind == ClassKind::abstract ||
                       any->kind == ClassKind::exception || any->kind == ClassKind::unknown;
        // Without an annotation it is no field of a dataclass.
        bool constant = any->kind == ClassKind::dataclass && !annotation;
        bool layout =
            std::ranges::any_of(any->bases, [](const ClassBase& b) { return b.qualified.starts_with("ctypes."); });
        return classes || constant || layout ? mutable_class_attribute_any(m, *any, name, value) : silent;
    }
    std::string lower(name.text());
    bool upper = std::ranges::none_of(lower, [](char c) { return c >= 'a' && c <= 'z'; });
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (upper || (lower.starts_with('_') && lower.ends_with('_'))) return silent;
    if (mutable_class_attribute_has(lower,
                                    {"cache", "registry", "registered", "instances", "shared", "memo", "global"}))
        return silent;
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info) return silent;
    const bool foreign = info->kind == ClassKind::unknown;
    if (!foreign && info->kind != ClassKind::plain && info->kind != ClassKind::abstract &&
        info->kind != ClassKind::exception)
        return silent;
    // An annotated attribute may be a field, of which a base class such as beanie's `Document` gives each object a
    // copy.
    if (foreign && annotation) return silent;
    const ClassAttribute* attribute = info->attribute(name.text());
    if (!attribute || attribute->stores > 1) return silent;
    MutableClassAttributeUse use = mutable_class_attribute_use(m, *info, name.text());
    if (use.by_class || m.of_file<MutableClassAttributeFile>().asks_class(info->name, name.text())) return silent;

    if (use.change)
        return found(value, m.message("all `$class` instances share this: set `self.$name` in "
                                      "`__init__`, or annotate "
                                      "it as `ClassVar`",
                                      {{"class", info->name}, {"name", name.text()}}))
            .related(use.change.span(), "changed here for all objects");
    // No method changes it. In a class without methods, an empty one still looks like the field of a record.
    Node made = unparenthesized(value);
    bool empty = made.has_children(0) || (made.is(Kind::call) && !made.child(Field::arguments).child(0u));
    bool nested = m.ask.enclosing_class(owner) || m.ask.enclosing_function(owner);
    if (foreign || nested || info->kind != ClassKind::plain || subclassed(m.ask, owner)) return silent;
    if (!empty || !info->methods.empty() || mutable_class_attribute_has(info->name, {"Base", "Mixin"})) return silent;
    return found(value, m.message("all `$class` instances share this: set `self.$name` in "
                                  "`__init__`, or annotate it as `ClassVar`",
                                  {{"class", info->name}, {"name", name.text()}}));
}

}  // namespace zen::rules
