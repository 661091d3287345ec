#include "semantics/types/evidence.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "semantics/code/code_key.h"
#include "semantics/model_data.h"
#include "semantics/types/classes.h"

namespace zen {
namespace {

bool own_attribute(Node n) {
    return n.is(Kind::attribute) && n.child(Field::object).is(Kind::identifier) &&
           n.child(Field::object).text() == "self";
}

// Where the same spelling means the same object: the class of `self.x`, the function of a name, else the file.
Node stage(const Model& model, Node expression) {
    if (own_attribute(expression)) {
        Node function = model.enclosing_function(expression);
        while (function && !model.enclosing_class(function) && model.enclosing_function(function))
            function = model.enclosing_function(function);
        if (Node owner = model.enclosing_class(function)) return owner;
    }
    Node function = model.enclosing_function(expression);
    return function ? function : Node(model.tree(), 0);
}

bool mapping_method(std::string_view name) {
    for (std::string_view known : {"items", "keys", "values", "setdefault", "popitem"})
        if (name == known) return true;
    return false;
}

}  // namespace

// What the questions below need to know of all of a file, and what they found so far.
struct Evidence {
    std::map<std::string_view, std::vector<NodeId>> own_stores;  // `self.x` where it is stored, by x, in order
    std::map<std::string, std::vector<NodeId>> mappings;         // what a mapping's method is called on, by its code
    std::map<std::pair<NodeId, std::string_view>, std::vector<Node>> of_attributes;  // stored_values, by class and name
    std::map<BindingId, std::vector<Node>> of_names;
    std::map<std::pair<NodeId, std::string_view>, Held> held_by_attributes;
    std::map<BindingId, Held> held_by_names;
    std::map<NodeId, Held> held_by_code;
    std::map<std::pair<const std::vector<Node>*, ValueKind>, bool> kinds;
    std::map<BindingId, NodeId> used_in_function;
    std::set<std::string_view> caches_asked;  // functions whose `cache_clear`, `cache_info` … is used, by last name

    explicit Evidence(const Model& model) {
        const Tree& tree = model.tree();
        const NodeRecord* const nodes = tree.nodes.data();
        for (NodeId id = 0, end = static_cast<NodeId>(tree.nodes.size()); id < end; ++id) {
            if (nodes[id].kind != Kind::attribute) continue;
            const Node n(tree, id), object = n.child(Field::object);
            const std::string_view name = n.child(Field::attribute).text();
            if (name.starts_with("cache_"))
                caches_asked.insert(object.is(Kind::attribute) ? object.child(Field::attribute).text() : object.text());
            if (object.is(Kind::identifier) && object.text() == "self" && model.stored(n))
                own_stores[name].push_back(id);
            // The function of a call begins where the call does, so that the calls are found in order.
            if (n.field() == Field::function && n.parent().is(Kind::call) && mapping_method(name))
                if (std::string key = code_key(object); !key.empty())
                    mappings[std::move(key)].push_back(n.parent().id());
        }
    }
};

namespace {

Evidence& evidence(const Model& model) {
    std::shared_ptr<Evidence>& known = model.data().evidence;
    if (!known) known = std::make_shared<Evidence>(model);
    return *known;
}

// Adds what an assignment to the target stores; false when that is no assignment of one value.
bool collect(std::vector<Node>& values, Node target) {
    Node assignment = target.parent();
    if (!assignment.is(Kind::assignment) || assignment.child(Field::left) != target) return false;
    Node value = assignment.child(Field::right);
    while (value.is(Kind::assignment)) value = value.child(Field::right);
    if (value) values.push_back(value);
    return true;
}

// More than these are not looked at one by one.
constexpr std::size_t most_held = 32;

}  // namespace

Node unpacked_value(Node target) {
    std::vector<Node> way;
    Node pattern = target;
    for (; !pattern.parent().is(Kind::assignment); pattern = pattern.parent()) {
        if (!pattern.parent().is_any({Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern, Kind::tuple,
                                      Kind::list, Kind::expression_list, Kind::parenthesized_expression}))
            return {};
        if (!pattern.parent().is(Kind::parenthesized_expression)) way.push_back(pattern);
    }
    if (pattern.field() != Field::left) return {};
    Node value = pattern.parent().child(Field::right);
    while (value.is(Kind::assignment)) value = value.child(Field::right);
    for (auto part = way.rbegin(); part != way.rend(); ++part) {
        value = unparenthesized(value);
        const Node whole = part->parent();
        if (!value.is_any({Kind::tuple, Kind::expression_list, Kind::list}) ||
            value.child_count() != whole.child_count())
            return {};
        unsigned index = 0, at = 0;
        for (Node n : whole.children()) {
            if (n.is_any({Kind::list_splat, Kind::list_splat_pattern})) return {};
            if (n == *part) index = at;
            ++at;
        }
        for (Node n : value.children())
            if (n.is(Kind::list_splat)) return {};
        value = value.child(index);
    }
    return value;
}

namespace {

// Adds what the store at the target puts there.
void hold(Held& held, Node target) {
    if (held.values.size() == most_held) {
        held.complete = false;
        return;
    }
    Node up = target.parent(), value;
    if (up.is(Kind::named_expression) && target.field() == Field::name) value = up.child(Field::value);
    if (up.is_any({Kind::default_parameter, Kind::typed_default_parameter}) && target.field() == Field::name) {
        value = up.child(Field::value);
        held.complete = false;
    }
    if (up.is(Kind::augmented_assignment)) {  // a part of it
        value = up.child(Field::right);
        held.complete = false;
    }
    if (up.is_any({Kind::function_definition, Kind::class_definition})) value = up;
    if (!value) value = unpacked_value(target);
    if (value)
        held.values.push_back(value);
    else
        held.complete = false;
}

// Those of the nodes, which are in order, that stand inside `where`.
std::span<const NodeId> within(const std::vector<NodeId>& nodes, Node where) {
    auto from = std::ranges::lower_bound(nodes, where.id());
    return {from, std::lower_bound(from, nodes.end(), where.record().next)};
}

bool may_be_dict(const Model& model, Node value) {
    Type t = model.type(value);
    return !t.known() || t.only(Type::dict | Type::none | Type::instance);
}
bool is_dict(const Model& model, Node value) {
    return model.type(value).only(Type::dict);
}

}  // namespace

bool asks_cache(const Model& model, std::string_view function) {
    return evidence(model).caches_asked.contains(function);
}

const std::vector<Node>& stored_values(const Model& model, Node expression) {
    static const std::vector<Node> none;
    expression = unparenthesized(expression);
    Evidence& known = evidence(model);
    if (own_attribute(expression)) {
        Node where = stage(model, expression);
        if (!where.is(Kind::class_definition)) return none;
        std::string_view name = expression.child(Field::attribute).text();
        auto [values, fresh] = known.of_attributes.try_emplace({where.id(), name});
        auto stores = known.own_stores.find(name);
        if (!fresh || stores == known.own_stores.end()) return values->second;
        for (NodeId id : within(stores->second, where))
            if (!collect(values->second, Node(model.tree(), id))) {
                values->second.clear();
                break;
            }
        return values->second;
    }
    const Binding* b = model.binding(expression);
    if (!b) return none;
    auto id = static_cast<BindingId>(b - model.bindings().data());
    auto [values, fresh] = known.of_names.try_emplace(id);
    if (!fresh) return values->second;
    for (const Reference* r : model.references_of(id))
        if (r->access == Access::store && !collect(values->second, Node(model.tree(), r->node))) {
            values->second.clear();
            break;
        }
    return values->second;
}

const Held& held_by_attribute(const Model& model, Node where, std::string_view name) {
    Evidence& known = evidence(model);
    auto [held, fresh] = known.held_by_attributes.try_emplace({where.id(), name});
    if (!fresh) return held->second;
    if (auto stores = known.own_stores.find(name); stores != known.own_stores.end())
        for (NodeId id : within(stores->second, where)) hold(held->second, Node(model.tree(), id));
    // What stands in the body of the class.
    const Node body = where.child(Field::body);
    const auto of_class = body.child(0u) ? model.lookup(name, body.child(0u)) : std::nullopt;
    if (of_class && model.scopes()[model.bindings()[*of_class].scope].node == where.id())
        for (const Reference* r : model.references_of(*of_class))
            if (r->access == Access::store) hold(held->second, Node(model.tree(), r->node));
    if (held->second.values.empty()) held->second.complete = false;
    return held->second;
}

const Held& held_values(const Model& model, Node expression) {
    static const Held unknown{{}, false};
    expression = unparenthesized(expression);
    Evidence& known = evidence(model);
    if (own_attribute(expression)) {
        const Node where = stage(model, expression);
        if (!where.is(Kind::class_definition)) return unknown;
        return held_by_attribute(model, where, expression.child(Field::attribute).text());
    }
    if (const Binding* b = model.binding(expression)) {
        const auto id = static_cast<BindingId>(b - model.bindings().data());
        auto [held, fresh] = known.held_by_names.try_emplace(id);
        if (!fresh) return held->second;
        for (const Reference* r : model.references_of(id))
            if (r->access == Access::store) hold(held->second, Node(model.tree(), r->node));
        if (held->second.values.empty()) held->second.complete = false;
        return held->second;
    }
    const bool foreign = expression.is(Kind::identifier) && !model.is_builtin_function(expression);
    // A slice is made there, an item is stored somewhere.
    const bool item = expression.is(Kind::subscript) && !expression.child(1u).is(Kind::slice);
    if (!expression || foreign || item || expression.is(Kind::attribute)) return unknown;
    auto [held, fresh] = known.held_by_code.try_emplace(expression.id());
    if (fresh) held->second.values.push_back(expression);
    return held->second;
}

Node only_value(const Model& model, Node expression) {
    constexpr int most_names = 10;
    for (int i = 0; i < most_names; ++i) {
        const Held& held = held_values(model, expression);
        if (!held.complete || held.values.size() != 1) return {};
        expression = unparenthesized(held.values[0]);
        if (!model.binding(expression) && !own_attribute(expression)) return expression;
    }
    return {};
}

bool all_stored(const Model& model, Node expression, ValueKind kind) {
    const std::vector<Node>& values = stored_values(model, expression);
    if (values.empty()) return false;
    auto [known, fresh] = evidence(model).kinds.try_emplace({&values, kind});
    if (fresh) known->second = std::ranges::all_of(values, [&](Node value) { return kind(model, value); });
    return known->second;
}

NodeId first_use_in_function(const Model& model, BindingId id) {
    const Binding& b = model.bindings()[id];
    if (!(b.flags & Binding::cell)) return no_id;
    auto [known, fresh] = evidence(model).used_in_function.try_emplace(id, no_id);
    if (!fresh) return known->second;
    for (const Reference* r : model.references_of(id)) {
        if (r->scope == b.scope) continue;
        Node reader = model.enclosing_function(Node(model.tree(), r->node));
        if (!reader || reader.id() == model.scopes()[b.scope].node) continue;
        known->second = r->node;
        break;
    }
    return known->second;
}

bool makes_empty(const Model& model, Node expression, std::string_view type) {
    expression = unparenthesized(expression);
    if (expression.is(Kind::list)) return type == "list" && expression.has_children(0);
    if (expression.is(Kind::dictionary)) return type == "dict" && expression.has_children(0);
    Node arguments = expression.child(Field::arguments);
    return expression.is(Kind::call) && model.means(expression.child(Field::function), type) &&
           arguments.is(Kind::argument_list) && arguments.has_children(0);
}

bool used_as_dict(const Model& model, Node expression) {
    expression = unparenthesized(expression);
    Type type = model.type(expression);
    // An instance may be a mapping of its own (`shelve.Shelf`): what is called on it tells.
    if (type.known() && !type.maybe(Type::instance)) return type.only(Type::dict);
    if (!stored_values(model, expression).empty()) {
        if (!all_stored(model, expression, may_be_dict)) return false;
        if (all_stored(model, expression, is_dict)) return true;
    }
    const auto& mappings = evidence(model).mappings;
    auto same = mappings.find(code_key(expression));
    if (same == mappings.end() || within(same->second, stage(model, expression)).empty()) return false;
    // A class of this file without bases is no dict, whatever its methods are called.
    if (type.bits != Type::instance) return true;
    return std::ranges::none_of(model.scopes(), [&](const Scope& scope) {
        if (scope.sort != Scope::class_) return false;
        const ClassInfo* info = class_info(model, Node(model.tree(), scope.node));
        return info && info->name == type.qualified && info->bases.empty();
    });
}

}  // namespace zen
