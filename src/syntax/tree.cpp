#include "syntax/tree.h"

#include <algorithm>

namespace zen {

Node Node::next_sibling() const {
    if (!tree_ || id_ == 0) return {};
    ++steps_walked;
    NodeId end = tree_->nodes[record().parent].next;
    return record().next < end ? [&] {
        Range rest(tree_, record().next, end, Range::Filter::named);
        return rest.empty() ? Node() : *rest.begin();
    }()
                               : Node();
}

namespace {

// The last named child of `parent` that ends before the id, extras left out. From the end: the record before a child's
// is the last one in the child before it, so its ancestors lead there, however many children there are.
Node child_before(const Tree& tree, NodeId parent, NodeId end) {
    while (end > parent + 1) {
        NodeId n = end - 1;
        for (++steps_walked; tree.nodes[n].parent != parent; ++steps_walked) n = tree.nodes[n].parent;
        if ((tree.nodes[n].flags & NodeRecord::named) && !(tree.nodes[n].flags & NodeRecord::extra)) return {tree, n};
        end = n;
    }
    return {};
}

}  // namespace

Node Node::previous_sibling() const {
    return tree_ && id_ != 0 ? child_before(*tree_, record().parent, id_) : Node();
}

Node Node::child(Field role) const {
    if (!tree_) return {};
    const NodeRecord* const nodes = tree_->nodes.data();
    const NodeRecord& parent = nodes[id_];
    // Those with any number of children have none in a role, but for the cases of a `match`.
    if (parent.kind == Kind::module || (parent.kind == Kind::block && role != Field::alternative)) return {};
    // The name of an attribute, which is asked for more than all else, is its last node.
    if (role == Field::attribute)
        if (const NodeRecord& last = nodes[parent.next - 1]; last.field == role && last.parent == id_)
            return Node(*tree_, parent.next - 1);
    std::uint64_t steps = 0;
    NodeId i = id_ + 1;
    for (const NodeId end = parent.next; i < end; i = nodes[i].next, ++steps)
        if (nodes[i].field == role && !(nodes[i].flags & NodeRecord::extra)) break;
    steps_walked += steps;
    return i < parent.next ? Node(*tree_, i) : Node();
}

Node Node::child(unsigned n) const {
    for (Node c : children())
        if (n-- == 0) return c;
    return {};
}

Node Node::last_child() const {
    return tree_ ? child_before(*tree_, id_, record().next) : Node();
}

unsigned Node::child_count() const {
    unsigned n = 0;
    for ([[maybe_unused]] Node c : children()) ++n;
    return n;
}

bool Node::has_children(unsigned n) const {
    for ([[maybe_unused]] Node c : children())
        if (n-- == 0) return false;
    return n == 0;
}

std::string_view kind_name(Kind kind) {
    if (kind == Kind::error) return "ERROR";
    auto i = static_cast<unsigned>(kind);
    return i < kind_bound ? kind_names[i] : "";
}

std::string_view field_name(Field field) {
    return field_names[static_cast<unsigned>(field)];
}

bool is_statement(Kind kind) {
    switch (kind) {
        case Kind::import_statement:
        case Kind::future_import_statement:
        case Kind::import_from_statement:
        case Kind::print_statement:
        case Kind::assert_statement:
        case Kind::expression_statement:
        case Kind::return_statement:
        case Kind::delete_statement:
        case Kind::raise_statement:
        case Kind::pass_statement:
        case Kind::break_statement:
        case Kind::continue_statement:
        case Kind::if_statement:
        case Kind::match_statement:
        case Kind::for_statement:
        case Kind::while_statement:
        case Kind::try_statement:
        case Kind::with_statement:
        case Kind::function_definition:
        case Kind::global_statement:
        case Kind::nonlocal_statement:
        case Kind::exec_statement:
        case Kind::type_alias_statement:
        case Kind::class_definition:
        case Kind::decorated_definition:
            return true;
        default:
            return false;
    }
}

Node statement_of(Node node) {
    while (node && !is_statement(node.kind())) node = node.parent();
    return node;
}

bool is_function(Kind kind) {
    return kind == Kind::function_definition || kind == Kind::lambda;
}

bool is_comprehension(Kind kind) {
    return kind == Kind::list_comprehension || kind == Kind::set_comprehension ||
           kind == Kind::dictionary_comprehension || kind == Kind::generator_expression;
}

Node inside_parentheses(Node node) {
    while (node.is(Kind::parenthesized_expression)) {
        Node inner = node.child(0u);
        if (!inner) break;
        node = inner;
    }
    return node;
}

namespace {

// What a string literal means as far as its spelling goes: prefix letters without case, no quotes. A triple-quoted
// string and its one-line twin are told apart by their contents alone.
bool same_string_start(std::string_view a, std::string_view b) {
    auto prefix = [](std::string_view s) { return s.substr(0, s.find_first_of("'\"")); };
    return std::ranges::equal(prefix(a), prefix(b), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

}  // namespace

bool same_code(Node a, Node b) {
    a = unparenthesized(a), b = unparenthesized(b);
    if (a.kind() != b.kind()) return false;
    if (a == b) return true;
    if (a.is_leaf() || b.is_leaf()) {
        if (a.is(Kind::string_start)) return same_string_start(a.text(), b.text());
        if (a.is(Kind::string_end)) return true;
        return a.is_leaf() && b.is_leaf() && a.text() == b.text();
    }
    // The text between their escapes and replacement fields has no node of its own.
    if (a.is_any({Kind::string_content, Kind::format_specifier})) return a.text() == b.text();
    Node::Range as = a.tokens(), bs = b.tokens();
    auto x = as.begin(), y = bs.begin();
    for (; x != as.end() && y != bs.end(); ++x, ++y)
        if (!same_code(*x, *y)) return false;
    return x == as.end() && y == bs.end();
}

}  // namespace zen
