#include "semantics/types/instances.h"

#include <algorithm>

#include "semantics/code/functions.h"
#include "semantics/types/annotations.h"
#include "semantics/types/classes.h"
#include "semantics/types/evidence.h"
#include "semantics/types/library_types.h"
#include "semantics/types/named_classes.h"
#include "semantics/types/narrowing.h"
#include "semantics/types/typer.h"
#include "text/trimmed.h"

namespace zen {
namespace {

// The last of dotted names.
std::string_view last_name(std::string_view dotted) {
    return dotted.substr(dotted.rfind('.') + 1);
}

// Is it a class whose argument says what iterating it gives?
bool container(std::string_view name) {
    constexpr std::string_view all[] = {"list",          "List",      "set",        "Set",           "frozenset",
                                        "FrozenSet",     "tuple",     "Tuple",      "Sequence",      "Iterable",
                                        "Iterator",      "deque",     "Deque",      "Collection",    "MutableSequence",
                                        "AbstractSet",   "Generator", "MutableSet", "AsyncIterable", "AsyncIterator",
                                        "AsyncGenerator"};
    return std::ranges::find(all, last_name(name)) != std::end(all);
}

// Is it a class whose second argument says what its values are?
bool mapping(std::string_view name) {
    constexpr std::string_view all[] = {"dict",        "Dict",        "Mapping",     "MutableMapping",
                                        "defaultdict", "DefaultDict", "OrderedDict", "ChainMap"};
    return std::ranges::find(all, last_name(name)) != std::end(all);
}

// What a name is annotated with where it stands; none without an annotation.
Node annotation_of(Node name) {
    const Node parent = name.parent();
    if (parent.is_any({Kind::typed_parameter, Kind::typed_default_parameter}) ||
        (parent.is(Kind::assignment) && name.field() == Field::left))
        return parent.child(Field::type);
    return {};
}

class Search {
  public:
    // What is asked: of a value, of what iterating it gives, or of the values of a mapping.
    enum What { value, item, mapped };

    Search(const Model& model, std::string_view name) : model_(model), name_(name) {}

    bool of(Node n, What what) {
        n = unparenthesized(n);
        if (!n || steps_++ > most_steps) return false;
        switch (n.kind()) {
            case Kind::call:
                return call(n, what, false);
            case Kind::await:
                n = unparenthesized(n.child(0u));
                return n.is(Kind::call) && call(n, what, true);
            case Kind::identifier:
                return variable(n, what) || (what == value && asked_for(n));
            case Kind::attribute:
                return attribute(n, what) || (what == value && asked_for(n));
            case Kind::conditional_expression:
                return of(n.child(0u), what) && of(n.child(2u), what);
            case Kind::boolean_operator:
                return of(n.child(Field::left), what) && of(n.child(Field::right), what);
            case Kind::named_expression:
                return of(n.child(Field::value), what);
            case Kind::subscript:
                return what == value && n.has_children(2) && !n.child(1u).is(Kind::slice) &&
                       (of(n.child(Field::value), item) || of(n.child(Field::value), mapped));
            case Kind::list:
            case Kind::set:
            case Kind::tuple:
                return what == item && n.child(0u) &&
                       std::ranges::all_of(n.children().list(), [&](Node c) { return of(c, value); });
            case Kind::list_comprehension:
            case Kind::set_comprehension:
            case Kind::generator_expression:
                return what == item && of(n.child(Field::body), value);
            default:
                return false;
        }
    }

  private:
    // Far more than code needs: names that are made of each other end here.
    static constexpr int most_steps = 60;
    enum Verdict { no, neutral, yes };  // neutral: None

    // The class, or one that derives from it?
    bool is_class(Node n) const {
        if (!n.is_any({Kind::identifier, Kind::attribute})) return false;
        if (model_.means(n, name_)) return true;
        if (const auto all = known_ancestors(model_, n)) return has_ancestor(model_, *all, name_);
        return n.is(Kind::identifier) && is_own_class(own_definition(model_, n));
    }
    bool is_own_class(Node definition) const {
        return definition.is(Kind::class_definition) && derives_from(model_, definition, name_);
    }

    bool call(Node n, What what, bool awaited) {
        const Node function = n.child(Field::function);
        if (what == value && !awaited && is_class(function)) return true;
        if (function.is(Kind::attribute) && !awaited) {
            const std::string_view name = function.child(Field::attribute).text();
            const bool one = name == "get" || name == "pop" || name == "setdefault";
            if (what == value ? one : what == item && name == "values")
                return of(function.child(Field::object), mapped);
        }
        if (!function.is(Kind::identifier)) return false;
        const Node own = own_definition(model_, function);
        return own.is(Kind::function_definition) && is_async_function(own) == awaited &&
               annotation(own.child(Field::return_type), what) == yes;
    }

    bool variable(Node n, What what) {
        const Binding* b = model_.binding(n);
        if (!b) return false;
        const auto references = model_.references_of(static_cast<BindingId>(b - model_.bindings().data()));
        if (const Node first(model_.tree(), b->first_store); annotation_of(first))
            return annotation(annotation_of(first), what) == yes;
        if (what == value && b->stores == 1 && is_self(Node(model_.tree(), b->first_store))) return true;
        bool any = false;
        for (const Reference* r : references) {
            if (r->access != Access::store) continue;
            any = true;
            if (!stored(Node(model_.tree(), r->node), what)) return false;
        }
        return any;
    }

    // The first parameter of a method of the class?
    bool is_self(Node name) const {
        const Node method = name.parent().is(Kind::parameters) ? name.parent().parent() : Node();
        if (!method || first_parameter(method) != name) return false;
        const Node owner = class_of_method(model_, method);
        const ClassInfo* info = owner ? class_info(model_, owner) : nullptr;
        const ClassMethod* known = info ? info->method(method.child(Field::name).text()) : nullptr;
        if (!known || known->definition != method || (known->flags & (ClassMethod::static_ | ClassMethod::class_)))
            return false;
        // What an unknown decorator makes of a method may get the class.
        return (name.text() == "self" || !(known->flags & ClassMethod::decorated)) && is_own_class(owner);
    }

    // The class, or the tuple of classes, of `except C as name`, by the node around the name.
    static Node caught_class(Node target) {
        const Node pattern = target.is(Kind::as_pattern_target) ? target.parent() : Node();
        return pattern.is(Kind::as_pattern) && pattern.parent().is(Kind::except_clause) ? pattern.child(0u) : Node();
    }

    // What an assignment, a loop or a `with` puts into the name.
    bool stored(Node name, What what) {
        const Node parent = name.parent();
        if (parent.is(Kind::assignment) && name.field() == Field::left) {
            if (const Node type = parent.child(Field::type)) return annotation(type, what) == yes;
            Node right = parent.child(Field::right);
            while (right.is(Kind::assignment)) right = right.child(Field::right);
            return of(right, what);
        }
        if (parent.is(Kind::named_expression)) return of(parent.child(Field::value), what);
        if (parent.is_any({Kind::for_statement, Kind::for_in_clause}) && name.field() == Field::left)
            return what == value && of(parent.child(Field::right), item);
        // `for key, x in xs.items()`, `for i, x in enumerate(xs)`
        if (what == value && parent.is_any({Kind::pattern_list, Kind::tuple_pattern}) && parent.has_children(2) &&
            parent.child(1u) == name && parent.field() == Field::left &&
            parent.parent().is_any({Kind::for_statement, Kind::for_in_clause})) {
            const Node call = unparenthesized(parent.parent().child(Field::right)),
                       called = call.child(Field::function);
            if (!call.is(Kind::call)) return false;
            if (called.is(Kind::attribute) && called.child(Field::attribute).text() == "items")
                return of(called.child(Field::object), mapped);
            return model_.means(called, "enumerate") && of(call.child(Field::arguments).child(0u), item);
        }
        if (const Node caught = caught_class(parent)) return what == value && names_class(model_, caught, name_, true);
        const Node with = parent.is(Kind::as_pattern_target) ? parent.parent() : Node();
        return with.parent().is(Kind::with_item) && of(with.child(0u), what);
    }

    // Does the condition say so of the variable where it has that truth: `isinstance(x, C)`?
    bool says(Node condition, bool holds, const Variable& variable, int depth = 0) const {
        condition = unparenthesized(condition);
        if (depth > 20) return false;
        if (condition.is(Kind::not_operator))
            return says(condition.child(Field::argument), !holds, variable, depth + 1);
        if (condition.is(Kind::boolean_operator))
            return condition.child(Field::operator_).is(Kind::kw_and) == holds &&
                   (says(condition.child(Field::left), holds, variable, depth + 1) ||
                    says(condition.child(Field::right), holds, variable, depth + 1));
        if (!holds || !condition.is(Kind::call) || !model_.means(condition.child(Field::function), "isinstance"))
            return false;
        const Node arguments = condition.child(Field::arguments), classes = arguments.child(1u);
        if (!arguments.has_children(2) || !is_variable(model_, arguments.child(0u), variable)) return false;
        if (!classes.is(Kind::tuple)) return is_class(classes);
        return classes.child(0u) && std::ranges::all_of(classes.children(), [&](Node c) { return is_class(c); });
    }

    // Has a condition asked for the class before control gets there?
    bool asked_for(Node n) const {
        const Variable variable = variable_of(model_, n);
        if (!variable) return false;
        const Facts facts = facts_about(model_, variable, n);
        if (!facts.clear) return false;
        const std::vector<Node> stores = n.is(Kind::identifier) ? model_.definitions(n) : std::vector<Node>();
        if (n.is(Kind::identifier) && stores.empty()) return false;
        return std::ranges::any_of(facts.all, [&](const Fact& fact) {
            if (!std::ranges::all_of(stores, [&](Node store) { return passes(fact, store, n); })) return false;
            if (!fact.condition.is(Kind::if_statement)) return says(fact.condition, fact.holds, variable);
            // `if not isinstance(x, C): return`
            return !fact.condition.child(Field::alternative) &&
                   !passed_unchanged(model_, variable, fact.condition.child(Field::consequence)) &&
                   says(fact.condition.child(Field::condition), false, variable);
        });
    }

    // `self.x`
    bool attribute(Node n, What what) {
        if (n.child(Field::object).text() != "self") return false;
        Node owner = model_.enclosing_function(n);
        while (owner && !model_.enclosing_class(owner)) owner = model_.enclosing_function(owner);
        const ClassInfo* info = owner ? class_info(model_, model_.enclosing_class(owner)) : nullptr;
        const ClassAttribute* known = info ? info->attribute(n.child(Field::attribute).text()) : nullptr;
        if (known && annotation_of(known->first)) return annotation(annotation_of(known->first), what) == yes;
        const std::vector<Node>& values = stored_values(model_, n);
        return !values.empty() && std::ranges::all_of(values, [&](Node v) { return of(v, what); });
    }

    static Verdict both(Verdict a, Verdict b) { return a == no || b == no ? no : std::max(a, b); }

    Verdict annotation(Node type, What what) {
        if (type.is(Kind::type)) type = type.child(0u);
        type = unparenthesized(type);
        if (!type || steps_++ > most_steps) return no;
        if (type.is(Kind::none)) return neutral;
        if (type.is(Kind::string)) return quoted(type, what);
        if (type.is(Kind::binary_operator) && type.child(Field::operator_).is(Kind::op_bar))
            return both(annotation(type.child(Field::left), what), annotation(type.child(Field::right), what));
        if (type.is(Kind::union_type))  // that begins with `C[int]`
            return both(annotation(type.child(0u), what), annotation(type.child(1u), what));
        if (!type.is_any({Kind::generic_type, Kind::subscript})) return what == value && is_class(type) ? yes : no;
        const Node head = type.child(0u);
        const auto arguments = type_arguments(head);
        if (!arguments || arguments->items.empty()) return no;
        const bool optional = means_typing(model_, head, "Optional");
        if (optional || means_typing(model_, head, "Union")) {
            Verdict all = neutral;
            for (Node part : arguments->items) all = both(all, annotation(part, what));
            return all;
        }
        if (means_typing(model_, head, "Annotated")) return annotation(arguments->items[0], what);
        if (what == value) return is_class(head) ? yes : no;  // `C[int]`
        if (what == mapped)
            return mapping(head.text()) && arguments->items.size() == 2 ? annotation(arguments->items[1], value) : no;
        return container(head.text()) ? annotation(arguments->items[0], value) : no;
    }

    Verdict quoted(Node string, What what) const {
        const Node content = string.child(1u);
        return content.is(Kind::string_content) ? quoted(content.text(), string, what) : no;
    }
    Verdict quoted(std::string_view text, Node at, What what) const {
        Verdict all = neutral;
        while (!text.empty()) {
            int depth = 0;
            std::size_t end = 0;
            for (; end < text.size() && (text[end] != '|' || depth > 0); ++end)
                depth += text[end] == '[' ? 1 : text[end] == ']' ? -1 : 0;
            all = both(all, quoted_part(trimmed(text.substr(0, end), " "), at, what));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return all;
    }
    Verdict quoted_part(std::string_view text, Node at, What what) const {
        if (text == "None") return neutral;
        if (const std::size_t open = text.find('['); open != text.npos && text.ends_with(']')) {
            const std::string_view head = text.substr(0, open), inner = text.substr(open + 1, text.size() - open - 2);
            if (last_name(head) == "Optional") return quoted(inner, at, what);
            if (what == item && container(head)) return quoted(inner, at, value);
            if (const std::size_t comma = inner.find(','); what == mapped && mapping(head) && comma != inner.npos)
                return inner.substr(0, comma).find('[') == inner.npos ? quoted(inner.substr(comma + 1), at, value) : no;
            text = head;
        }
        const std::string_view head = text.substr(0, text.find('.'));
        const auto id = what == value ? model_.lookup(head, at) : std::nullopt;
        if (!id) return no;
        const Node first(model_.tree(), model_.bindings()[*id].first_store);
        if (first.parent().is(Kind::class_definition)) return text == head && is_own_class(first.parent()) ? yes : no;
        return model_.leads_to(model_.qualified(first) + std::string(text.substr(head.size())), name_) ? yes : no;
    }

    const Model& model_;
    std::string_view name_;
    int steps_ = 0;
};

}  // namespace

namespace {

// Does the annotation, a part of a union each, name an imported or unbound class that is no container of Python's?
bool names_foreign_class(const Model& model, Node type, int depth = 0) {
    if (type.is(Kind::type)) type = type.child(0u);
    type = unparenthesized(type);
    if (!type || depth > 20) return false;
    if (type.is(Kind::union_type) || (type.is(Kind::binary_operator) && type.child(Field::operator_).is(Kind::op_bar)))
        return std::ranges::any_of(type.children().list(),
                                   [&](Node part) { return names_foreign_class(model, part, depth + 1); });
    Node head = type;
    if (type.is_any({Kind::generic_type, Kind::subscript})) {
        head = type.child(0u);
        if (means_typing(model, head, "Optional") || means_typing(model, head, "Union")) {
            const auto arguments = type_arguments(head);
            return arguments && std::ranges::any_of(arguments->items, [&](Node part) {
                       return names_foreign_class(model, part, depth + 1);
                   });
        }
    }
    if (!head.is_any({Kind::identifier, Kind::attribute})) return false;
    const std::string name = model.qualified(head);
    const Binding* b = model.binding(head);
    if (name.empty()) return head.is(Kind::identifier) && !b;
    for (std::string_view other : {"Buffer", "array", "ByteString"})
        if (last_name(name) == other) return true;
    constexpr std::string_view modules[] = {"typing.", "typing_extensions.", "collections."};
    return std::ranges::none_of(modules, [&](std::string_view module) { return name.starts_with(module); }) &&
           !instances_of_class(name, model.target()).known();
}

}  // namespace

bool annotated_with_foreign_class(const Model& model, Node name) {
    const Binding* b = name.is(Kind::identifier) ? model.binding(name) : nullptr;
    return b && names_foreign_class(model, annotation_of(Node(model.tree(), b->first_store)));
}

bool is_instance_of(const Model& model, Node expression, std::string_view class_name) {
    const Type type = model.type(expression);
    if (type.known()) {
        if (type.instance_of(class_name)) return true;
        if (const Referent& wanted = referent_of(model, class_name);
            wanted.kind == Referent::class_ && type.instance_of(wanted.qualified()))
            return true;
        // Types make no instance of `C | None`, and say nothing of what a class of the project derives from.
        const bool exact = type.bits == Type::instance && is_class_name(type.qualified, model.target());
        if (exact || !type.maybe(Type::instance)) return false;
    }
    return Search(model, class_name).of(expression, Search::value);
}

}  // namespace zen
