#include <algorithm>
#include <array>
#include <unordered_set>

#include "engine/matching/counts.h"
#include "engine/matching/names_asked.h"
#include "engine/matching/words.h"
#include "semantics/code/functions.h"
#include "semantics/flow/handlers.h"
#include "semantics/library/builtins.h"
#include "semantics/types/classes.h"
#include "semantics/types/named_classes.h"
#include "semantics/types/typer.h"

namespace zen {
namespace {

const ClassMethod* method_of(const Match& m, Node n) {
    n = definition_of(n);
    Node owner = class_of_method(m.ask, n);
    const ClassInfo* info = owner ? class_info(m.ask, owner) : nullptr;
    if (!info) return nullptr;
    for (const ClassMethod& method : info->methods)
        if (method.definition == n) return &method;
    return nullptr;
}

template <std::uint8_t flag>
bool flagged(const Match& m, Node n) {
    const ClassMethod* method = method_of(m, n);
    return method && (method->flags & flag);
}

template <ClassKind kind>
bool of_kind(const Match& m, Node n) {
    const ClassInfo* info = class_info(m.ask, definition_of(n));
    return info && info->kind == kind;
}

bool async_function(const Match&, Node n) {
    for (Node t : definition_of(n).tokens())
        if (t.is(Kind::kw_async)) return true;
    return false;
}

// The names of methods that Python or its library, attrs, NumPy or Rich call: docs.python.org, "Data model", and the
// modules enum, dataclasses, copy, pickle, os, sys, math, ctypes and abc.
constexpr std::string_view special_names[] = {
    "__abs__", "__add__", "__aenter__", "__aexit__", "__aiter__", "__and__", "__anext__", "__annotate__",
    "__annotations__", "__attrs_init__", "__attrs_post_init__", "__attrs_pre_init__", "__await__", "__bool__",
    "__buffer__", "__bytes__", "__call__", "__ceil__", "__class__", "__class_getitem__", "__clause_element__",
    "__complex__", "__contains__", "__copy__", "__deepcopy__", "__del__", "__delattr__", "__delete__", "__delitem__",
    "__dict__", "__dir__", "__divmod__", "__doc__", "__enter__", "__eq__", "__exit__", "__float__", "__floor__",
    "__floordiv__", "__format__", "__fspath__", "__ge__", "__get__", "__getattr__", "__getattribute__", "__getitem__",
    "__getnewargs__", "__getnewargs_ex__", "__getstate__", "__gt__", "__hash__", "__html__", "__iadd__", "__iand__",
    "__ifloordiv__", "__ilshift__", "__imatmul__", "__imod__", "__imul__", "__index__", "__init__", "__init_subclass__",
    "__instancecheck__", "__int__", "__invert__", "__ior__", "__ipow__", "__irshift__", "__isub__", "__iter__",
    "__itruediv__", "__ixor__", "__le__", "__len__", "__length_hint__", "__lshift__", "__lt__", "__matmul__",
    "__missing__", "__mod__", "__module__", "__mro_entries__", "__mul__", "__ne__", "__neg__", "__new__", "__next__",
    "__objclass__", "__or__", "__pos__", "__post_init__", "__pow__", "__prepare__", "__qualname__", "__radd__",
    "__rand__", "__rdivmod__", "__reduce__", "__reduce_ex__", "__release_buffer__", "__replace__", "__repr__",
    "__reversed__", "__rfloordiv__", "__rlshift__", "__rmatmul__", "__rmod__", "__rmul__", "__ror__", "__round__",
    "__rpow__", "__rrshift__", "__rshift__", "__rsub__", "__rtruediv__", "__rxor__", "__set__", "__set_name__",
    "__setattr__", "__setitem__", "__setstate__", "__sizeof__", "__slots__", "__str__", "__sub__", "__subclasscheck__",
    "__subclasses__", "__subclasshook__", "__truediv__", "__trunc__", "__weakref__", "__xor__", "__array__",
    "__array_ufunc__", "__array_function__", "__rich_repr__", "__rich_console__", "__rich__", "__rich_measure__",
    "__pretty__", "__path__", "__file__", "__version__",
    // Gone from Python 3, which pages about them name by themselves.
    "__unicode__", "__cmp__", "__nonzero__", "__div__", "__rdiv__", "__idiv__", "__hex__", "__oct__", "__long__",
    "__getslice__", "__setslice__", "__delslice__",
    // Of enumerations.
    "_missing_", "_ignore_", "_generate_next_value_", "_order_", "_create_pseudo_member_"};

// The parameters of the file that callers may pass by position.
struct PositionalParameters {
    std::unordered_set<NodeId> names;

    explicit PositionalParameters(const Model& ask) {
        for (const Scope& scope : ask.scopes()) {
            if (scope.sort != Scope::function && scope.sort != Scope::lambda) continue;
            for (const Parameter& p : parameters(Node(ask.tree(), scope.node)))
                if (p.positional()) names.insert(p.identifier.id());
        }
    }
};

bool positional_parameter(const Match& m, Node n) {
    if (n.is_any({Kind::default_parameter, Kind::typed_default_parameter})) n = n.child(Field::name);
    if (n.is(Kind::typed_parameter)) n = n.child(0u);
    return m.of_file<PositionalParameters>().names.contains(n.id());
}

// Does the name stand for a class of this file that derives from that one?
bool subclass_of(const Match& m, Node n, const Run& run) {
    const Binding* binding = n.is(Kind::identifier) ? m.ask.binding(n) : nullptr;
    if (!binding || binding->stores != 1) return false;
    const Node definition = Node(m.ask.tree(), binding->first_store).parent(), base = definition_of(run.node());
    if (!definition.is(Kind::class_definition) || definition == base) return false;
    return derives_from(m.ask, definition,
                        base.is(Kind::class_definition) ? base.child(Field::name).text() : base.text());
}

// A class of a library that the run does not have is known by its name alone.
bool exception_class(const Match& m, Node n) {
    const Node definition = definition_of(n);
    const ClassInfo* info = class_info(m.ask, definition);
    if (!info) return false;
    if (info->kind == ClassKind::exception || derives_from(m.ask, definition, "BaseException")) return true;
    return names_class_like(m.ask, definition, "*.*Error", false) ||
           names_class_like(m.ask, definition, "*.*Exception", false);
}

// Certainly no exception class: a class of this file that derives from nothing but such classes, or a builtin one. A
// metaclass (`type`) may make one.
bool no_exception_class(const Match& m, Node n) {
    const Binding* binding = n.is(Kind::identifier) ? m.ask.binding(n) : nullptr;
    if (!binding)
        return n.is(Kind::identifier) && n.text() != "type" && m.ask.is_builtin_function(n) &&
               m.ask.type(n).only(Type::class_) && !is_builtin_exception(n.text(), m.ask.target());
    if (const auto all = known_ancestors(m.ask, n))
        return all->complete && all->plain_metaclass && !all->derives("BaseException");
    if (binding->stores != 1) return false;
    std::vector<Node> todo{Node(m.ask.tree(), binding->first_store).parent()};
    for (std::size_t k = 0; k < todo.size() && k < 50; ++k) {
        const ClassInfo* info = class_info(m.ask, todo[k]);
        if (!info || !info->bases_known || info->kind == ClassKind::exception || info->kind == ClassKind::unknown)
            return false;
        for (const ClassBase& base : info->bases) {
            if (base.own)
                todo.push_back(base.own);
            else if (!base.expression.is(Kind::identifier) || !no_exception_class(m, base.expression))
                return false;
        }
    }
    return true;
}

// The function that a call of `make` or `self.make` runs, as far as the file shows it.
Node function_called(const Match& m, Node called) {
    if (called.is(Kind::attribute)) {
        const Node around = m.ask.enclosing_function(called);
        const ClassInfo* info = class_info(m.ask, class_of_method(m.ask, around));
        if (!info || first_parameter(around).text() != called.child(Field::object).text()) return {};
        const ClassMethod* method = info->method(called.child(Field::attribute).text());
        return method ? method->definition : Node();
    }
    const Binding* binding = called.is(Kind::identifier) ? m.ask.binding(called) : nullptr;
    const Node made = binding && binding->stores == 1 ? Node(m.ask.tree(), binding->first_store).parent() : Node();
    return made.is(Kind::function_definition) ? made : Node();
}

bool makes_function(const Match& m, Node called) {
    const Node function = function_called(m, called);
    for (Node n : function ? function.descendants() : Node::Range())
        if (n.is(Kind::return_statement) && m.ask.enclosing_function(n) == function && n.has_children(1) &&
            m.ask.type(n.child(0u)).only(Type::function))
            return true;
    return false;
}

bool never_an_exception(const Match& m, Node n) {
    n = unparenthesized(n);
    constexpr std::uint32_t others = number_types | Type::none | Type::str | Type::bytes | Type::list | Type::dict |
                                     Type::set | Type::frozenset | Type::range | Type::function | Type::module;
    if (n.is(Kind::call) && m.ask.means(n.child(Field::function), "tuple")) return false;  // of what, nobody knows
    if (m.ask.type(n).only(others) || no_exception_class(m, n.is(Kind::call) ? n.child(Field::function) : n))
        return true;
    // A name for a tuple, of which one item is none.
    const Binding* binding = n.is(Kind::identifier) ? m.ask.binding(n) : nullptr;
    if (!binding || binding->stores != 1) return false;
    const Node made = Node(m.ask.tree(), binding->first_store).parent();
    const Node tuple = made.is(Kind::assignment) ? unparenthesized(made.child(Field::right)) : Node();
    if (!tuple.is_any({Kind::tuple, Kind::expression_list})) return false;
    return std::ranges::any_of(tuple.children().list(), [&](Node item) {
        item = unparenthesized(item);
        return m.ask.type(item).only(others) || no_exception_class(m, item);
    });
}

bool annotated_where_stored(Node name) {
    return name.parent().is_any({Kind::typed_parameter, Kind::typed_default_parameter}) ||
           (name.field() == Field::left && name.parent().child(Field::type));
}

// A name or an attribute of `self` that is read.
bool read_with_annotation(const Match& m, Node n) {
    if (const Binding* b = m.ask.binding(n))
        return (b->flags & Binding::annotated) || annotated_where_stored(Node(m.ask.tree(), b->first_store));
    if (!n.is(Kind::attribute) || n.child(Field::object).text() != "self") return false;
    Node owner = m.ask.enclosing_function(n);
    while (owner && !m.ask.enclosing_class(owner)) owner = m.ask.enclosing_function(owner);
    const ClassInfo* info = owner ? class_info(m.ask, m.ask.enclosing_class(owner)) : nullptr;
    const ClassAttribute* known = info ? info->attribute(n.child(Field::attribute).text()) : nullptr;
    return known && annotated_where_stored(known->first);
}

bool handles(const Match& m, Node clause, const Run& run) {
    const std::vector<Node> wide = handler_classes(clause);
    auto caught = [&](Node narrow) {
        return std::ranges::any_of(wide, [&](Node w) { return catches_too(m.ask, w, narrow); });
    };
    const Node classes = unparenthesized(run.node());
    return classes.is(Kind::tuple) ? std::ranges::any_of(classes.children().list(), caught) : caught(classes);
}

bool redundant_exception(const Match& m, Node n) {
    constexpr int most_items = 100;
    Node item = n;
    while (item.parent().is(Kind::parenthesized_expression)) item = item.parent();
    if (!item.parent().is_any({Kind::tuple, Kind::expression_list})) return false;
    int seen = 0;
    for (Node other : item.parent().children()) {
        if (++seen > most_items) return false;
        const Node wide = unparenthesized(other);
        if (other != item && catches_too(m.ask, wide, n) &&
            (other.start() < item.start() || !catches_too(m.ask, n, wide)))
            return true;
    }
    return false;
}

constexpr std::array definition_rows = std::to_array<Question>({
    about("async", "an `async def`, `async for` or `async with`", async_function),
    about(
        "a coroutine call", "a call of an `async def` of the file, or of an imported coroutine function",
        [](const Match& m, Node n) { return makes_coroutine(m.ask, n); }, 1),
    about("decorated", "a function or class with decorators",
          [](const Match&, Node n) { return definition_of(n).parent().is(Kind::decorated_definition); }),
    about("documented", "a function or class with a docstring, as Python has it: no f-string, no bytes",
          [](const Match&, Node n) { return static_cast<bool>(docstring(definition_of(n))); }),
    about("a stub", "a function without code: only a docstring, `pass`, `...`, `raise NotImplementedError`",
          [](const Match& m, Node n) { return is_stub(m.ask, definition_of(n)); }),
    about(
        "a generator function", "a function that yields",
        [](const Match& m, Node n) { return is_generator_function(m.ask, definition_of(n)); }, 2),
    about(
        "a method", "a function in a class body", [](const Match& m, Node n) { return method_of(m, n) != nullptr; }, 1),
    about(
        "a special name", "a method name with a meaning to Python or its library, such as `__len__` or `_missing_`",
        [](const Match&, Node n) { return std::ranges::find(special_names, spelling(n)) != std::end(special_names); }),
    about("a property", "a method that is a property", flagged<ClassMethod::property>, 1),
    about("a static method", "a method with `@staticmethod`", flagged<ClassMethod::static_>, 1),
    about("a class method", "a method with `@classmethod`", flagged<ClassMethod::class_>, 1),
    about("an abstract method", "a method with `@abstractmethod`", flagged<ClassMethod::abstract>, 1),
    about(
        "an override", "a method that a base class, in this run or in Python's library, also has",
        [](const Match& m, Node n) { return overrides(m.ask, definition_of(n)); }, 1),
    about(
        "a nested function", "a function inside a function",
        [](const Match& m, Node n) { return static_cast<bool>(m.ask.enclosing_function(definition_of(n))); }, 1),
    about("annotated", "a function whose parameters (except `self` and `cls`) and result all have annotations",
          [](const Match&, Node n) {
              n = definition_of(n);
              if (!n.child(Field::return_type)) return false;
              for (const Parameter& p : parameters(n))
                  if (!p.annotation && p.name() != "self" && p.name() != "cls") return false;
              return true;
          }),
    about("has a return annotation", "a function with `-> type`",
          [](const Match&, Node n) { return static_cast<bool>(definition_of(n).child(Field::return_type)); }),
    about(
        "has an annotation",
        "a parameter or the target of an assignment with `: type`; where a name or `self.x` is read, it has that where "
        "it is bound",
        [](const Match& m, Node n) {
            return annotated_where_stored(n) || (!m.ask.stored(n) && read_with_annotation(m, n));
        }),
    about("a positional parameter", "a parameter that callers can pass by position", positional_parameter, 1),
    about("has a default", "a parameter with a default value",
          [](const Match&, Node n) {
              return n.field() == Field::name &&
                     n.parent().is_any({Kind::default_parameter, Kind::typed_default_parameter});
          }),
    about("a plain class", "a class that is not a dataclass, enum, protocol, exception or the like, with known bases",
          of_kind<ClassKind::plain>, 1),
    about("a dataclass", "a class with `@dataclass`", of_kind<ClassKind::dataclass>, 1),
    relation("a subclass of", "the name of a class in the file that derives from that class", subclass_of, 1),
    about("an enum", "a class derived from Enum", of_kind<ClassKind::enumeration>, 1),
    about("a protocol", "a class derived from Protocol", of_kind<ClassKind::protocol>, 1),
    about("a named tuple", "a class derived from NamedTuple", of_kind<ClassKind::named_tuple>, 1),
    about("an abstract class", "a class derived from ABC, or with ABCMeta", of_kind<ClassKind::abstract>, 1),
    about("an exception class",
          "a class derived from an exception of Python or its library, or from a class of another library that is "
          "called `Error`, `...Error` or `...Exception`",
          exception_class, 1),
    about("a maker of functions", "a function or method of the file that returns a function or lambda", makes_function,
          2),
    about("never an exception",
          "certainly neither an exception nor an exception class, or a name for a tuple with such an item (other "
          "tuples may contain some)",
          never_an_exception, 2),
    about(
        "of known bases", "a class whose bases are classes of this file, of Python or of its library",
        [](const Match& m, Node n) {
            const ClassInfo* info = class_info(m.ask, definition_of(n));
            return info && info->bases_known;
        },
        1),
    about(
        "subclassed", "another class of this file derives from it",
        [](const Match& m, Node n) { return subclassed(m.ask, definition_of(n)); }, 1),
    about("a bare except", "an `except:` without a class",
          [](const Match& m, Node n) { return n.is(Kind::except_clause) && catches(m.ask, n) == Catches::bare; }),
    about("a broad except", "an `except` clause without a class, or with Exception or BaseException",
          [](const Match& m, Node n) { return n.is(Kind::except_clause) && catches(m.ask, n) != Catches::named; }),
    relation(
        "a handler for",
        "an `except` clause that certainly catches that exception class too; of a tuple of them, one of its classes",
        handles, 1),
    about("a redundant exception",
          "an item of a tuple of exceptions that another item certainly catches too; of two that catch the same, the "
          "later one",
          redundant_exception, 1),
    relation(
        "an exception above",
        "another class that certainly catches that exception too, as `OSError` catches `FileNotFoundError`",
        [](const Match& m, Node n, const Run& run) {
            return run.node() && n != run.node() && catches_too(m.ask, n, run.node());
        },
        1),
    about("explained", "an `except` clause with a comment that says why",
          [](const Match&, Node n) { return explained(n); }),
});

}  // namespace

std::span<const Question> definition_words() {
    return definition_rows;
}

}  // namespace zen
