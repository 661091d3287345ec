// What a stretch of code does to names and objects: stores, rebinds, changes, reads. Answered by references alone.
#include <algorithm>

#include "semantics/flow/reaching.h"
#include "semantics/model_data.h"

namespace zen {
namespace {

// The references inside a node that mean what `r` means; a name that the file does not bind means itself.
std::vector<const Reference*> inside(const Model& model, const Reference& r, Node where) {
    std::vector<const Reference*> out;
    if (!where) return out;
    auto node = [](const Reference* reference) { return reference->node; };
    if (r.binding != no_id) {
        auto all = model.references_of(r.binding);
        auto from = std::ranges::lower_bound(all, where.id(), {}, node);
        out.assign(from, std::ranges::lower_bound(from, all.end(), where.record().next, {}, node));
        return out;
    }
    auto all = model.references();
    for (auto it = std::ranges::lower_bound(all, where.id(), {}, &Reference::node);
         it != all.end() && it->node < where.record().next; ++it)
        if (it->binding == no_id && it->name == r.name) out.push_back(&*it);
    return out;
}

bool has_call(const Tree& tree, Node where) {
    for (NodeId i = where.id(); i < where.record().next; ++i) {
        Kind kind = tree.nodes[i].kind;
        if (kind == Kind::call || kind == Kind::await || kind == Kind::yield) return true;
    }
    return false;
}

// Is the node in a place that stores, deletes or binds?
bool in_target_place(Node node) {
    for (Node inner = node, outer = node.parent(); outer; inner = outer, outer = outer.parent()) {
        switch (outer.kind()) {
            case Kind::assignment:
            case Kind::augmented_assignment:
            case Kind::for_statement:
            case Kind::for_in_clause:
                return inner.field() == Field::left;
            case Kind::named_expression:
                return inner.field() == Field::name;
            case Kind::delete_statement:
            case Kind::as_pattern_target:
                return true;
            case Kind::pattern_list:
            case Kind::tuple_pattern:
            case Kind::list_pattern:
            case Kind::list_splat_pattern:
            case Kind::expression_list:
            case Kind::tuple:
            case Kind::list:
            case Kind::list_splat:
            case Kind::parenthesized_expression:
                break;
            default:
                return false;
        }
    }
    return false;
}

bool mutating_method(std::string_view name) {
    constexpr std::string_view known[] = {"__delitem__",
                                          "__iadd__",
                                          "__setitem__",
                                          "add",
                                          "append",
                                          "appendleft",
                                          "clear",
                                          "difference_update",
                                          "discard",
                                          "extend",
                                          "extendleft",
                                          "insert",
                                          "intersection_update",
                                          "move_to_end",
                                          "pop",
                                          "popitem",
                                          "popleft",
                                          "remove",
                                          "reverse",
                                          "rotate",
                                          "setdefault",
                                          "sort",
                                          "subtract",
                                          "symmetric_difference_update",
                                          "update"};
    return std::ranges::binary_search(known, name);
}

// The name that a chain of attributes and subscripts begins with.
Node root_of(Node expression) {
    Node n = unparenthesized(expression);
    for (;;) {
        if (n.is(Kind::attribute))
            n = unparenthesized(n.child(Field::object));
        else if (n.is(Kind::subscript))
            n = unparenthesized(n.child(Field::value));
        else
            return n;
    }
}

// The chain's links from the root outwards: x.a[0] has .a and [0].
std::vector<Node> links_of(Node expression) {
    std::vector<Node> links;
    for (Node n = unparenthesized(expression); n.is_any({Kind::attribute, Kind::subscript});
         n = unparenthesized(n.child(n.is(Kind::attribute) ? Field::object : Field::value)))
        links.push_back(n);
    std::ranges::reverse(links);
    return links;
}

// The node with the parentheses around it.
Node with_parentheses(Node n) {
    while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
    return n;
}

// The link that stands on the node: `.a` of x where x.a is written; none when nothing does.
Node next_link(Node n) {
    Node inner = with_parentheses(n), outer = inner.parent();
    if (outer.is(Kind::attribute) && inner.field() == Field::object) return outer;
    if (outer.is(Kind::subscript) && inner.field() == Field::value) return outer;
    return {};
}

bool same_link(Node a, Node b) {
    if (a.kind() != b.kind()) return false;
    if (a.is(Kind::attribute)) return a.child(Field::attribute).text() == b.child(Field::attribute).text();
    Node x = a.child(Field::subscript), y = b.child(Field::subscript);
    return same_code(x, y) && x.next_sibling().kind() == y.next_sibling().kind();
}

// Could two subscripts mean the same item? Different literals cannot.
bool may_be_same_link(const Model& model, Node a, Node b) {
    if (a.kind() != b.kind()) return false;
    if (a.is(Kind::attribute)) return same_link(a, b);
    return !(model.constant(a.child(Field::subscript)) && model.constant(b.child(Field::subscript))) || same_link(a, b);
}

// Is it `x.append` of this node, taken as a value, so that it may be called by another name?
bool takes_changer(Node n) {
    const Node link = next_link(n);
    if (!link.is(Kind::attribute) || !mutating_method(link.child(Field::attribute).text())) return false;
    const Node whole = with_parentheses(link), outer = whole.parent();
    return !(outer.is(Kind::call) && whole.field() == Field::function) &&
           !outer.is_any({Kind::attribute, Kind::subscript, Kind::delete_statement}) && !in_target_place(whole);
}

bool changer_taken(const Model& model, BindingId id) {
    ModelData& d = model.data();
    if (d.facts.empty()) d.facts.resize(d.bindings.size());
    BindingFacts& facts = d.facts[id];
    if (facts.changer_known) return facts.changer_taken;
    facts.changer_known = true;
    facts.changer_taken = std::ranges::any_of(
        model.references_of(id), [&](const Reference* r) { return takes_changer(Node(model.tree(), r->node)); });
    return facts.changer_taken;
}

}  // namespace

bool Model::stored(Node expression) const {
    if (const Reference* r = reference(expression)) return r->access != Access::load;
    return expression.is_any({Kind::attribute, Kind::subscript}) && in_target_place(with_parentheses(expression));
}

bool Model::rebound(Node expression, Node where) const {
    if (!expression || !where) return false;
    std::optional<bool> calls;  // asked once
    for (const Reference& r : references_within(*data_, expression)) {
        for (const Reference* other : inside(*this, r, where))
            if (other->writes()) return true;
        if (r.binding == no_id) continue;
        // A call inside may run a function that stores to it.
        if (binding_facts(*this, r.binding).written_elsewhere) {
            if (!calls) calls = has_call(tree(), where);
            if (*calls) return true;
        }
    }
    // `self.x = …` changes what `self.x` and `self.x.y` mean.
    for (Node n : expression.descendants()) {
        if (!n.is_any({Kind::attribute, Kind::subscript})) continue;
        if (Node longer = next_link(n); longer && longer.within(expression)) continue;
        const Reference* root = reference(root_of(n));
        if (!root) continue;
        std::vector<Node> links = links_of(n);
        for (const Reference* other : inside(*this, *root, where)) {
            Node at(tree(), other->node);
            for (Node link : links) {
                Node met = next_link(at);
                if (!met || !may_be_same_link(*this, link, met)) break;
                if (stored(met)) return true;
                at = met;
            }
        }
    }
    return false;
}

bool Model::mutated(Node expression, Node where, bool or_passed) const {
    const Reference* root = reference(root_of(expression));
    if (!root || !where) return false;
    std::vector<Node> links = links_of(expression);
    if (links.empty() && root->binding != no_id && changer_taken(*this, root->binding) && has_call(tree(), where))
        return true;
    for (const Reference* other : inside(*this, *root, where)) {
        Node at(tree(), other->node);
        bool same = true;
        for (Node link : links) {
            at = next_link(at);
            if (!at || !may_be_same_link(*this, link, at)) {
                same = false;
                break;
            }
        }
        if (!same) continue;
        Node whole = with_parentheses(at), parent = whole.parent();
        if (parent.is(Kind::augmented_assignment) && whole.field() == Field::left) return true;
        Node link = next_link(at);
        if (link && stored(link)) return true;
        if (link.is(Kind::subscript)) {  // x[0][1] = …, x[i].append()
            Node deeper = link;
            while (next_link(deeper).is(Kind::subscript)) deeper = next_link(deeper);
            if (stored(deeper)) return true;
        }
        if (link.is(Kind::attribute)) {
            // Such a method may be called by who gets it, too: `on_end(handlers.remove)`, `add = names.append`.
            if (mutating_method(link.child(Field::attribute).text())) return true;
            Node callee = with_parentheses(link);
            if (callee.parent().is(Kind::call) && callee.field() == Field::function) {
                // A method nobody knows may do anything to its object.
                if (or_passed && !type(at).only(immutable_types | sized_types)) return true;
            }
        }
        if (or_passed && !link) {
            Node argument = whole;
            while (argument.parent().is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat,
                                             Kind::tuple, Kind::list, Kind::set, Kind::dictionary, Kind::pair,
                                             Kind::conditional_expression, Kind::boolean_operator,
                                             Kind::parenthesized_expression}))
                argument = argument.parent();
            if (argument.parent().is(Kind::argument_list)) return true;
        }
    }
    return false;
}

bool Model::read_in(Node identifier, Node where) const {
    const Reference* r = reference(identifier);
    if (!r || !where) return false;
    if (r->binding == no_id)
        return std::ranges::any_of(references_within(*data_, where), [&](const Reference& other) {
            return other.name == r->name && other.binding == no_id;
        });
    return std::ranges::any_of(inside(*this, *r, where), [](const Reference* other) { return other->reads(); });
}

}  // namespace zen
