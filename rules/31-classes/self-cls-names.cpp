// What the first argument of a method is, by its decorators and its class, and the renaming of the parameter.
#include <algorithm>
#include <map>

#include "rule.h"

namespace zen::rules {

namespace {

// Decorators after which the first argument is still the object.
constexpr std::string_view self_cls_names_plain[] = {
    "property",
    "functools.cached_property",
    "functools.lru_cache",
    "functools.cache",
    "functools.singledispatchmethod",
    "abc.abstractmethod",
    "abc.abstractproperty",
    "contextlib.contextmanager",
    "contextlib.asynccontextmanager",
    "typing.override",
    "typing.overload",
    "typing.final",
    "typing.no_type_check",
    "typing_extensions.override",
    "typing_extensions.overload",
};

enum class SelfClsNamesSort : std::uint8_t { unknown, instance, class_, static_ };

// Which classes are metaclasses, as far as a method of theirs has asked.
struct SelfClsNamesKnown {
    mutable std::map<NodeId, bool> metaclasses;
    explicit SelfClsNamesKnown(const Model&) {}
};

// Do its instances have instances: does it derive from `type`?
bool self_cls_names_derives(const Match& m, Node owner) {
    Node bases = owner.child(Field::superclasses);
    // `type(Protocol)` is one; `type(something)` is unknown.
    for (Node base : bases.children()) {
        if (!base.is(Kind::call)) continue;
        std::string_view of = base.child(Field::arguments).child(0u).text();
        return m.ask.means(base.child(Field::function), "type") && !of.empty() && of[0] >= 'A' && of[0] <= 'Z';
    }
    if (bases.has_children(0)) return false;
    const ClassInfo* info = class_info(m.ask, owner);
    constexpr std::string_view roots[] = {"type", "abc.ABCMeta", "enum.EnumMeta", "enum.EnumType"};
    bool own = false;
    if (!info) return false;
    for (const ClassBase& base : info->bases) {
        if (std::ranges::find(roots, base.qualified) != std::end(roots)) return true;
        own |= base.own || base.ancestors;
    }
    return own && std::ranges::any_of(roots, [&](std::string_view root) { return derives_from(m.ask, owner, root); });
}

bool self_cls_names_metaclass(const Match& m, Node owner) {
    auto [known, fresh] = m.of_file<SelfClsNamesKnown>().metaclasses.try_emplace(owner.id());
    if (fresh) known->second = self_cls_names_derives(m, owner);
    return known->second;
}

SelfClsNamesSort self_cls_names_sort(const Match& m, Node owner, std::string_view name) {
    bool of_class = name == "__new__" || name == "__init_subclass__" || name == "__class_getitem__";
    if (Node around = m.at.parent(); around.is(Kind::decorated_definition))
        for (Node decorator : around.children()) {
            if (!decorator.is(Kind::decorator)) continue;
            Node what = unparenthesized(decorator.child(0u));
            if (what.is(Kind::call)) what = what.child(Field::function);
            if (m.ask.means(what, "classmethod") || m.ask.means(what, "abc.abstractclassmethod")) {
                of_class = true;
                continue;
            }
            if (m.ask.means(what, "staticmethod") || m.ask.means(what, "abc.abstractstaticmethod"))
                return SelfClsNamesSort::static_;
            std::string_view last = what.is(Kind::attribute) ? what.child(Field::attribute).text() : "";
            bool of_property = false;
            if (const Reference* r = m.ask.reference(what.child(Field::object)); r && r->binding != no_id)
                if (Node first(m.ask.tree(), m.ask.bindings()[r->binding].first_store); first)
                    of_property = first.parent().is(Kind::function_definition) &&
                                  (last == "setter" || last == "deleter" || last == "getter");
            bool plain = std::ranges::any_of(self_cls_names_plain,
                                             [&](std::string_view known) { return m.ask.means(what, known); });
            if (!plain && !of_property) return SelfClsNamesSort::unknown;
        }
    return of_class || self_cls_names_metaclass(m, owner) ? SelfClsNamesSort::class_ : SelfClsNamesSort::instance;
}

bool self_cls_names_known(std::string_view name) {
    while (name.starts_with('_')) name.remove_prefix(1);
    while (name.ends_with('_')) name.remove_suffix(1);
    for (std::string_view known : {"", "self", "cls", "mcs", "mcls", "mcl", "meta", "metacls", "metaclass"})
        if (name == known) return true;
    return false;
}

// A class with bases from elsewhere of which no method has a `self`: an interface, or a domain-specific language.
bool self_cls_names_interface(const Match& m, Node owner) {
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info || info->kind != ClassKind::unknown) return !info;
    std::string_view name = info->name;
    if (name.size() > 2 && name[0] == 'I' && name[1] >= 'A' && name[1] <= 'Z') return true;
    return std::ranges::none_of(info->methods, [&](const ClassMethod& method) {
        std::string_view first = first_parameter(method.definition).text();
        return first == "self" || first == "cls";
    });
}

// A decorator for methods of derived classes: it returns a function of its own, which uses the parameter.
bool self_cls_names_decorator(Node definition, std::string_view parameter) {
    const Node last = definition.child(Field::body).last_child();
    if (!last.is(Kind::return_statement) || !last.child(0u).is(Kind::identifier)) return false;
    for (Node inner : definition.child(Field::body).children()) {
        if (inner.is(Kind::decorated_definition)) inner = inner.child(Field::definition);
        if (!inner.is(Kind::function_definition) || !same_code(inner.child(Field::name), last.child(0u))) continue;
        for (Node n : inner.child(Field::body).descendants())
            if (n.is(Kind::call) && n.child(Field::function).text() == parameter) return true;
    }
    return false;
}

}  // namespace

Verdict self_cls_names(const Match& m) {
    Node parameter = first_parameter(m.at);
    std::string_view name = m.at.child(Field::name).text(), now = parameter.text();
    if (!parameter || (now == "self" ? m.index() != 0 : now == "cls" && m.index() == 0)) return silent;
    // `self` in a plain method, as nearly everywhere.
    const bool decorated = m.at.parent().is(Kind::decorated_definition);
    const bool plain = now == "self" && !name.starts_with("__") && !decorated;
    if (const Node around = m.at.parent().parent();
        plain && around.is(Kind::class_definition) && !around.child(Field::superclasses))
        return silent_for_all;
    Node owner = class_of_method(m.ask, m.at);
    if (!owner) return silent_for_all;
    // Without `@classmethod`, `type.__prepare__()` passes it the name of the class first.
    if (name == "__prepare__" && !decorated) return silent_for_all;
    if (plain && !owner.child(Field::superclasses)) return silent_for_all;
    SelfClsNamesSort sort = self_cls_names_sort(m, owner, name);
    if (sort == SelfClsNamesSort::static_) return silent_for_all;
    bool of_class = sort == SelfClsNamesSort::class_;
    std::string wanted = of_class ? "cls" : "self";
    if (of_class != (m.index() == 0) || now == wanted) return silent;
    // For the last match: a name that is chosen on purpose, or a decorator that may change the arguments.
    bool on_purpose = sort == SelfClsNamesSort::unknown;
    if (on_purpose && (now == "cls" || m.index() != 2)) return silent;
    bool swapped = now == "self" || now == "cls";
    if (!swapped && self_cls_names_known(now)) return silent;
    // A framework's own hook, as `__classinit__(cls, names)`, which it makes a class method.
    if (now == "cls" && name.starts_with("__") && name.find("class") != name.npos) return silent;
    if (name == "_generate_next_value_") return silent;
    if (name.starts_with("__") && now.size() == 1) on_purpose = true;
    const ClassInfo* info = class_info(m.ask, owner);
    if (!info || self_cls_names_interface(m, owner)) return silent;
    // It may be a metaclass.
    const bool unclear = swapped && !self_cls_names_metaclass(m, owner);
    for (std::string_view word : {"Meta", "Type", "meta"})
        if (unclear && owner.child(Field::name).text().ends_with(word)) return silent;
    if (unclear && owner.child(Field::name).text().ends_with("Metaclass")) return silent;
    if (swapped && !info->bases_known) {
        for (std::string_view word : {"Meta", "Type", "meta"})
            if (owner.child(Field::name).text().find(word) != std::string_view::npos) return silent;
        for (const ClassBase& base : info->bases)
            for (std::string_view word : {"Meta", "Type", "meta"})
                if (base.expression.text().find(word) != std::string_view::npos) return silent;
    }
    // Classes with a convention of their own: all methods use `f`.
    if (now.size() == 1 || (now.size() == 2 && now[1] >= '0' && now[1] <= '9'))
        if (std::ranges::count_if(info->methods, [&](const ClassMethod& method) {
                return first_parameter(method.definition).text() == now;
            }) >= 3)
            on_purpose = true;
    if (!swapped && self_cls_names_decorator(m.at, now)) on_purpose = true;
    // The class body uses it, as a helper or to make something else of it.
    if (const Reference* own = m.ask.reference(m.at.child(Field::name)); own && own->binding != no_id)
        for (const Reference* r : m.ask.references_of(own->binding))
            if (r->reads() && r->scope == own->scope) on_purpose = true;
    if (on_purpose && swapped) return silent;  // `create = classmethod(create)`
    if (of_class ? on_purpose : on_purpose != (m.index() == 2)) return silent;
    if (auto outer = m.ask.lookup(wanted, owner); outer && m.ask.bindings()[*outer].scope != 0) return silent;

    std::string_view decorator = of_class        ? ""
                                 : swapped       ? ", or add `@classmethod`"
                                 : now != "this" ? ", or add `@staticmethod`"
                                                 : "";
    std::string message =
        m.message("the first parameter of `$method` is the $what: name it `$wanted`, not `$now`$decorator",
                  {{"method", name},
                   {"what", of_class ? "class" : "object"},
                   {"wanted", wanted},
                   {"now", now},
                   {"decorator", decorator}});
    if (on_purpose) return found(parameter, message);
    Edits edits(m);
    for (Node n : m.at.descendants())
        if (n.is(Kind::identifier) && n.text() == wanted) edits.give_up();
    const Reference* reference = m.ask.reference(parameter);
    if (!reference || reference->binding == no_id) return found(parameter, message);
    for (const Reference* r : m.ask.references_of(reference->binding)) {
        Node use(m.ask.tree(), r->node);
        if (use.text() != now) edits.give_up();
        edits.replace(use.span(), wanted);
    }
    return found(parameter, edits, message);
}

}  // namespace zen::rules
