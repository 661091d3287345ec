// Reads class definitions.
#include "semantics/types/classes.h"

#include <algorithm>
#include <unordered_set>

#include "semantics/library/builtins.h"
#include "semantics/library/library.h"
#include "semantics/model_data.h"
#include "semantics/types/library_types.h"
#include "semantics/types/named_classes.h"
#include "semantics/types/typer.h"
#include "text/dotted.h"

namespace zen {
namespace {

constexpr int base_limit = 20;  // classes up a line of bases

struct KindRow {
    std::string_view name;
    ClassKind kind;
};
constexpr KindRow kinds_by_base[] = {
    {"typing.NamedTuple", ClassKind::named_tuple},
    {"enum.Enum", ClassKind::enumeration},
    {"enum.IntEnum", ClassKind::enumeration},
    {"enum.Flag", ClassKind::enumeration},
    {"enum.IntFlag", ClassKind::enumeration},
    {"enum.StrEnum", ClassKind::enumeration},
    {"typing.Protocol", ClassKind::protocol},
    {"typing_extensions.Protocol", ClassKind::protocol},
    {"abc.ABC", ClassKind::abstract},
    {"typing.TypedDict", ClassKind::typed_dict},
    {"typing_extensions.TypedDict", ClassKind::typed_dict},
};
constexpr KindRow kinds_by_decorator[] = {
    {"dataclasses.dataclass", ClassKind::dataclass},
    {"pydantic.dataclasses.dataclass", ClassKind::dataclass},
    {"attr.s", ClassKind::attrs},
    {"attr.attrs", ClassKind::attrs},
    {"attr.define", ClassKind::attrs},
    {"attr.frozen", ClassKind::attrs},
    {"attr.dataclass", ClassKind::attrs},
    {"attrs.define", ClassKind::attrs},
    {"attrs.frozen", ClassKind::attrs},
    {"attrs.mutable", ClassKind::attrs},
};
// Libraries whose bases read the class body, and ones of Python that do.
constexpr std::string_view frameworks[] = {
    "pydantic.", "pydantic_settings.", "sqlalchemy.",  "django.",  "rest_framework.", "marshmallow.", "ctypes.",
    "peewee.",   "tortoise.",          "mongoengine.", "wtforms.", "factory.",        "traitlets.",   "sqlmodel.",
    "msgspec.",  "graphene.",          "scrapy.",      "beanie.",  "odmantic.",       "ninja."};
constexpr std::string_view silent_decorators[] = {
    "typing.final", "typing.runtime_checkable", "functools.total_ordering",
    "enum.unique",  "typing_extensions.final",  "warnings.deprecated"};

// What is called or subscripted: `dataclass` of `@dataclass(frozen=True)`, `Generic` of `Generic[T]`.
Node callee(Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::call)) return n.child(Field::function);
    return n.is(Kind::subscript) ? n.child(Field::value) : n;
}

class ClassReader {
  public:
    explicit ClassReader(const Model& model) : model_(model) {}

    ClassInfo read(Node definition) {
        info_.definition = definition;
        info_.name = definition.child(Field::name).text();
        read_bases();
        read_decorators();
        read_body(definition.child(Field::body), 0);
        read_self_attributes();
        info_.kind = kind();
        return std::move(info_);
    }

  private:
    void read_bases() {
        for (Node n : info_.definition.child(Field::superclasses).children()) {
            if (n.is(Kind::keyword_argument)) {
                if (n.child(Field::name).text() != "metaclass") continue;
                info_.metaclass = model_.qualified(n.child(Field::value));
                if (info_.metaclass.empty()) info_.bases_known = false;
                continue;
            }
            Node expression = callee(n);
            ClassBase base{expression, model_.qualified(expression), {}};
            if (const Referent& other = referent_of(model_, base.qualified); other.kind == Referent::class_)
                base.ancestors = ancestry_of(model_, other);
            else if (other.kind == Referent::elsewhere)
                base.qualified = other.path;
            if (base.qualified.empty() && n.is_any({Kind::identifier, Kind::subscript})) {
                base.own = own_definition(model_, expression);
                if (!base.own.is(Kind::class_definition)) base.own = {};
            }
            info_.bases_known &= base.own || (base.ancestors && base.ancestors->complete) ||
                                 is_class_name(base.qualified, model_.target()) ||
                                 base.qualified.starts_with("typing.") || base.qualified.starts_with("enum.") ||
                                 base.qualified.starts_with("collections.abc.");
            info_.bases.push_back(std::move(base));
        }
    }
    void read_decorators() {
        Node around = info_.definition.parent();
        if (!around.is(Kind::decorated_definition)) return;
        for (Node n : around.children())
            if (n.is(Kind::decorator)) {
                info_.decorators.push_back(model_.qualified(callee(n.child(0u))));
                info_.has_slots |= asks_for_slots(n.child(0u), info_.decorators.back());
            }
    }
    // `@dataclass(slots=True)`. A slotted class of attrs has a place for a `cached_property` all the same.
    static bool asks_for_slots(Node decorator, std::string_view name) {
        if (name != "dataclasses.dataclass" || !decorator.is(Kind::call)) return false;
        for (Node n : decorator.child(Field::arguments).children())
            if (n.is(Kind::keyword_argument) && n.child(Field::name).text() == "slots")
                return !n.child(Field::value).is(Kind::false_);
        return false;
    }
    // The body's statements, those under `if` and `try` too.
    void read_body(Node block, int depth) {
        if (depth > 20) return;
        for (Node statement : block.children()) {
            if (statement.is_any({Kind::function_definition, Kind::decorated_definition})) {
                read_method(statement);
            } else if (statement.is(Kind::expression_statement)) {
                read_assignment(statement.child(0u));
            } else if (statement.is(Kind::match_statement)) {
                for (Node part : statement.child(Field::body).children())
                    if (part.is(Kind::case_clause)) read_body(part.child(Field::consequence), depth + 1);
            } else if (statement.is_any({Kind::if_statement, Kind::try_statement, Kind::with_statement,
                                         Kind::for_statement, Kind::while_statement})) {
                for (Node part : statement.children()) {
                    if (part.is(Kind::block)) read_body(part, depth + 1);
                    if (part.is_any({Kind::elif_clause, Kind::else_clause, Kind::except_clause, Kind::finally_clause}))
                        read_body(part.last_child(), depth + 1);
                }
            }
        }
    }
    void read_method(Node statement) {
        Node definition = statement.is(Kind::decorated_definition) ? statement.child(Field::definition) : statement;
        if (!definition.is(Kind::function_definition)) return;
        unsigned flags = is_async_function(definition) ? unsigned{ClassMethod::async} : 0u;
        if (statement != definition)
            for (Node n : statement.children()) {
                if (!n.is(Kind::decorator)) continue;
                Node what = callee(n.child(0u));
                std::string name = model_.qualified(what);
                std::string_view last = what.is(Kind::attribute) ? what.child(Field::attribute).text() : what.text();
                if (name == "staticmethod")
                    flags |= ClassMethod::static_;
                else if (name == "classmethod")
                    flags |= ClassMethod::class_;
                else if (name == "property" || name == "functools.cached_property")
                    flags |= ClassMethod::property;
                else if (name == "abc.abstractmethod")
                    flags |= ClassMethod::abstract;
                else if (what.is(Kind::attribute) && (last == "setter" || last == "deleter" || last == "getter"))
                    flags |= ClassMethod::setter;
                else
                    flags |= ClassMethod::decorated;
            }
        info_.methods.push_back({definition, definition.child(Field::name).text(), static_cast<std::uint8_t>(flags)});
    }
    void read_assignment(Node assignment) {
        if (!assignment.is_any({Kind::assignment, Kind::augmented_assignment})) return;
        for (Node a = assignment; a.is(Kind::assignment) || a.is(Kind::augmented_assignment);
             a = a.child(Field::right)) {
            Node left = a.child(Field::left);
            if (left.is(Kind::identifier)) {
                note(left.text(), left, {}, a.child(Field::type));
                if (left.text() == "__slots__") read_slots(a.child(Field::right));
            } else if (left.is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern})) {
                for (Node part : left.children())
                    if (part.is(Kind::identifier)) note(part.text(), part, {}, {});
            }
        }
    }
    void read_slots(Node value) {
        info_.has_slots = true;
        value = unparenthesized(value);
        auto literal = [&](Node n) {
            Node content = n.is(Kind::string) ? n.child(1u) : Node();
            if (content.is(Kind::string_content)) info_.slots.push_back(content.text());
        };
        if (value.is(Kind::string)) return literal(value);
        for (Node n : value.children()) literal(n.is(Kind::pair) ? n.child(Field::key) : n);
    }
    void note(std::string_view name, Node where, Node method, Node annotation) {
        auto known = std::ranges::find(info_.attributes, name, &ClassAttribute::name);
        if (known == info_.attributes.end()) {
            info_.attributes.push_back({name, where, method, !method, false, false, 0});
            known = std::prev(info_.attributes.end());
        }
        std::string_view method_name = method.child(Field::name).text();
        known->in_body |= !method;
        known->in_init |= method_name == "__init__" || method_name == "__new__" || method_name == "__post_init__";
        known->annotated |= bool(annotation);
        ++known->stores;
    }
    // `self.x = …` in the methods, by whatever name the first parameter goes.
    void read_self_attributes() {
        for (const ClassMethod& m : info_.methods) {
            if (m.flags & (ClassMethod::static_ | ClassMethod::class_)) continue;
            Node self = m.definition.child(Field::parameters).child(0u);
            if (self.is(Kind::typed_parameter)) self = self.child(0u);
            const Reference* parameter = model_.reference(self);
            if (!parameter || parameter->binding == no_id) continue;
            for (const Reference* r : model_.references_of(parameter->binding)) {
                Node attribute = Node(model_.tree(), r->node).parent();
                if (!attribute.is(Kind::attribute) || r->access != Access::load || !model_.stored(attribute)) continue;
                Node assignment = attribute.parent();
                if (assignment.is(Kind::delete_statement)) continue;
                note(attribute.child(Field::attribute).text(), attribute, m.definition,
                     assignment.is(Kind::assignment) ? assignment.child(Field::type) : Node());
            }
        }
    }
    ClassKind kind() const {
        bool strange = false;
        for (const std::string& decorator : info_.decorators) {
            for (const KindRow& row : kinds_by_decorator)
                if (row.name == decorator) return row.kind;
            strange |= std::ranges::find(silent_decorators, decorator) == std::end(silent_decorators);
        }
        if (ClassKind k = kind_by_bases(info_, 0); k != ClassKind::plain) return k;
        if (info_.metaclass == "abc.ABCMeta") return ClassKind::abstract;
        const bool from_elsewhere =
            std::ranges::any_of(info_.bases, [](const ClassBase& base) { return base.ancestors != nullptr; });
        if (strange || !info_.bases_known || from_elsewhere || !(info_.metaclass.empty() || info_.metaclass == "type"))
            return ClassKind::unknown;
        return ClassKind::plain;
    }
    ClassKind kind_by_bases(const ClassInfo& info, int depth) const {
        for (const ClassBase& base : info.bases) {
            for (const KindRow& row : kinds_by_base)
                if (row.name == base.qualified) return row.kind;
            if (base.qualified == "collections.namedtuple") return ClassKind::named_tuple;
            if (is_builtin_exception(base.qualified, {3, 13})) return ClassKind::exception;
            for (std::string_view prefix : frameworks)
                if (base.qualified.starts_with(prefix)) return ClassKind::framework;
            if (base.ancestors) {
                if (ClassKind k = kind_elsewhere(*base.ancestors); k != ClassKind::plain) return k;
                continue;
            }
            if (!base.own || depth >= base_limit || base.own == info_.definition) continue;
            if (const ClassInfo* parent = class_info(model_, base.own)) {
                // Deriving from a dataclass or a protocol makes neither.
                if (parent->kind == ClassKind::plain || parent->kind == ClassKind::dataclass ||
                    parent->kind == ClassKind::attrs || parent->kind == ClassKind::protocol)
                    continue;
                return parent->kind;
            }
        }
        return ClassKind::plain;
    }

    // What the bases in other files make of the class, where they decide it.
    static ClassKind kind_elsewhere(const Ancestry& all) {
        for (const std::string& path : all.elsewhere)
            for (std::string_view prefix : frameworks)
                if (path.starts_with(prefix)) return ClassKind::framework;
        if (all.derives("enum.Enum")) return ClassKind::enumeration;
        if (all.derives("typing.NamedTuple")) return ClassKind::named_tuple;
        if (all.derives("typing.TypedDict")) return ClassKind::typed_dict;
        return all.derives("BaseException") ? ClassKind::exception : ClassKind::plain;
    }

    const Model& model_;
    ClassInfo info_;
};

}  // namespace

const ClassMethod* ClassInfo::method(std::string_view method_name) const {
    auto at = std::ranges::find(methods, method_name, &ClassMethod::name);
    return at == methods.end() ? nullptr : &*at;
}

const ClassAttribute* ClassInfo::attribute(std::string_view attribute_name) const {
    auto at = std::ranges::find(attributes, attribute_name, &ClassAttribute::name);
    return at == attributes.end() ? nullptr : &*at;
}

const ClassInfo* class_info(const Model& model, Node definition) {
    if (definition.is(Kind::decorated_definition)) definition = definition.child(Field::definition);
    if (!definition.is(Kind::class_definition)) return nullptr;
    auto& known = model.data().classes;
    auto at = known.find(definition.id());
    if (at != known.end()) return at->second.get();
    // Classes that derive from each other in a ring (which Python refuses), or in a line without end, find nothing
    // here.
    known.emplace(definition.id(), nullptr);
    if (model.data().classes_open >= base_limit) {
        known.erase(definition.id());
        return nullptr;
    }
    ++model.data().classes_open;
    auto made = std::make_shared<const ClassInfo>(ClassReader(model).read(definition));
    --model.data().classes_open;
    return (known[definition.id()] = std::move(made)).get();
}

bool derives_in_library(std::string_view name, std::string_view base, PythonVersion version) {
    for (std::string_view up = builtin_exception_base(name); !up.empty(); up = builtin_exception_base(up))
        if (up == base) return true;
    constexpr PythonVersion newest_version{3, 15};
    auto derives = [&](PythonVersion v) {
        const std::uint16_t index = library::class_index(name, v), wanted = library::class_index(base, v);
        return index != library::nothing && wanted != library::nothing && index != wanted &&
               library::derives(index, wanted, v);
    };
    if (derives(version)) return true;
    // Of a class that the version lacks or for which the stubs give it no base, the newest one tells; but what handlers
    // catch is that version's matter.
    const std::uint16_t index = library::class_index(name, version),
                        exception = library::class_index("BaseException", version);
    const bool raised = index != library::nothing && library::derives(index, exception, version);
    return !raised && derives(newest_version);
}

bool derives_from(const Model& model, Node definition, std::string_view base) {
    std::vector<Node> todo{definition};
    std::unordered_set<NodeId> seen;
    while (!todo.empty()) {
        const ClassInfo* info = class_info(model, todo.back());
        todo.pop_back();
        if (!info || !seen.insert(info->definition.id()).second) continue;
        for (const ClassBase& b : info->bases) {
            if (b.qualified == base || (b.own && b.own.child(Field::name).text() == base)) return true;
            const bool unbound = b.qualified.empty() && !b.own && b.expression.is(Kind::identifier) &&
                                 !model.binding(b.expression);  // `ExceptionGroup` may be too new
            const std::string_view named = unbound ? b.expression.text() : b.qualified;
            if (unbound && named == base) return true;
            if (!b.own && derives_in_library(named, base, model.target())) return true;
            if (b.own && b.own.child(Field::name).text() == last_name(base) && is_of_this_file(model, base))
                return true;
            if (b.own) todo.push_back(b.own);
            if (b.ancestors && (b.ancestors->derives(base) || has_ancestor(model, *b.ancestors, base))) return true;
        }
    }
    return false;
}

bool overrides(const Model& model, Node method) {
    if (overridden(model, method)) return true;
    if (method.is(Kind::decorated_definition)) method = method.child(Field::definition);
    std::string_view name = method.child(Field::name).text();
    std::vector<Node> todo{model.enclosing_class(method)};
    for (std::size_t i = 0; i < todo.size() && i < base_limit; ++i) {
        const ClassInfo* info = class_info(model, todo[i]);
        if (!info) continue;
        for (const ClassBase& base : info->bases) {
            if (base.own && std::ranges::find(todo, base.own) == todo.end()) todo.push_back(base.own);
            if (base.ancestors ? base.ancestors->has(name, model.target())
                               : !base.qualified.empty() && library::defines(base.qualified, name, model.target()))
                return true;
        }
    }
    return false;
}

const Referent& defined_elsewhere(const Model& model, Node expression) {
    static const Referent nothing;
    if (!model.data().world) return nothing;
    // Most names are no imports: there is no need to spell them out.
    Node root = unparenthesized(expression);
    while (root.is(Kind::attribute)) root = unparenthesized(root.child(Field::object));
    constexpr unsigned itself =
        Binding::parameter | Binding::definition | Binding::loop_target | Binding::type_parameter;
    // What nothing in the file binds is a builtin, if anything.
    const Binding* b = model.binding(root);
    if (!b || (!(b->flags & Binding::import) && (b->flags & itself))) return nothing;
    const Referent& out = referent_of(model, model.qualified(expression));
    return out.kind == Referent::library ? nothing : out;
}

namespace {

// The definition of `save` or `self.load`; none if there may be several.
Node called_definition(const Model& model, Node function) {
    if (function.is(Kind::identifier)) {
        const Binding* b = model.binding(function);
        return b && b->stores == 1 && (b->flags & Binding::definition) ? Node(model.tree(), b->first_store).parent()
                                                                       : Node();
    }
    if (!function.is(Kind::attribute) || function.child(Field::object).text() != "self") return {};
    const ClassInfo* info = class_info(model, model.enclosing_class(model.enclosing_function(function)));
    if (!info) return {};
    Node found;
    for (const ClassMethod& each : info->methods) {
        if (each.name != function.child(Field::attribute).text()) continue;
        if (found) return {};
        found = each.definition;
    }
    return found;
}

}  // namespace

bool makes_coroutine(const Model& model, Node call) {
    if (!call.is(Kind::call)) return false;
    const Node function = call.child(Field::function), definition = called_definition(model, function);
    if (is_async_function(definition) && !definition.parent().is(Kind::decorated_definition) &&
        !is_generator_function(model, definition))
        return true;
    const Referent& other = defined_elsewhere(model, function);
    return other.kind == Referent::function && other.name->async;
}

Node class_of_method(const Model& model, Node function) {
    return model.enclosing_function(function) ? Node() : model.enclosing_class(function);
}

bool subclassed(const Model& model, Node definition) {
    if (definition.is(Kind::decorated_definition)) definition = definition.child(Field::definition);
    return named_as_base(model, definition.child(Field::name));
}

bool named_as_base(const Model& model, Node identifier) {
    const Reference* name = model.reference(identifier);
    if (!name || name->binding == no_id) return false;
    auto [known, fresh] = model.data().subclassed.try_emplace(name->binding);
    if (fresh)
        known->second = std::ranges::any_of(model.references_of(name->binding), [&](const Reference* r) {
            Node n(model.tree(), r->node);
            while (n.parent().is_any({Kind::subscript, Kind::attribute})) n = n.parent();
            return n.parent().is(Kind::argument_list) && n.parent().field() == Field::superclasses;
        });
    return known->second;
}

Node overridden(const Model& model, Node method) {
    if (method.is(Kind::decorated_definition)) method = method.child(Field::definition);
    std::string_view name = method.child(Field::name).text();
    std::vector<Node> todo{model.enclosing_class(method)};
    std::unordered_set<NodeId> seen;
    bool first = true;
    while (!todo.empty()) {
        const ClassInfo* info = class_info(model, todo.back());
        todo.pop_back();
        if (!info || !seen.insert(info->definition.id()).second) continue;
        if (!first)
            if (const ClassMethod* found = info->method(name)) return found->definition;
        first = false;
        for (auto b = info->bases.rbegin(); b != info->bases.rend(); ++b)
            if (b->own) todo.push_back(b->own);
    }
    return {};
}

}  // namespace zen
