// Neighbouring assignments that read a sequence from index 0 on, and no other use of that sequence.
#include "rule.h"

namespace zen::rules {

namespace {

struct UnpackStep {
    Node name, sequence;
    int index = -1;
};

// `name = sequence[3]`
UnpackStep unpack_step(Node statement) {
    Node assignment = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
    Node name = assignment.child(Field::left), item = assignment.child(Field::right),
         index = item.child(Field::subscript);
    if (!assignment.is(Kind::assignment) || assignment.child(Field::type) || !name.is(Kind::identifier)) return {};
    if (!item.is(Kind::subscript) || !item.has_children(2) || !index.is(Kind::integer) || index.text().size() != 1)
        return {};
    return {name, item.child(Field::value), index.text()[0] - '0'};
}

// Does a name such as `pair` or `rgb` imply that many items?
bool unpack_name_says(std::string_view name, std::size_t length) {
    std::initializer_list<std::string_view> two = {"pair",  "point",    "edge",   "interval", "span",
                                                   "coord", "position", "limits", "bounds"};
    std::initializer_list<std::string_view> three = {"triple", "triplet", "rgb"}, four = {"rect", "bbox", "rgba"};
    for (std::string_view word : length == 2   ? two
                                 : length == 3 ? three
                                 : length == 4 ? four
                                               : std::initializer_list<std::string_view>{})
        if (name.ends_with(word)) return true;
    return false;
}

// Does the value have that many items: a literal, a call that is known to return so many, a function of this file?
bool unpack_value_has(const Match& m, Node value, std::size_t length) {
    value = unparenthesized(value);
    if (value.is_any({Kind::tuple, Kind::list, Kind::expression_list})) return value.child_count() == length;
    Node function = value.child(Field::function);
    if (!value.is(Kind::call)) return false;
    std::string_view method = function.child(Field::attribute).text();
    if (method == "partition" || method == "rpartition") return length == 3;
    for (std::string_view name : {"divmod", "os.path.split", "os.path.splitext"})
        if (m.ask.means(function, name)) return length == 2;
    const Binding* b = m.ask.binding(function);
    if (!b || b->stores != 1 || !(b->flags & Binding::definition)) return false;
    Node definition = Node(m.ask.tree(), b->first_store).parent();
    bool returns = false;
    for (Node n : definition.child(Field::body).descendants()) {
        if (n.is(Kind::yield)) return false;
        if (!n.is(Kind::return_statement) || m.ask.enclosing_function(n) != definition) continue;
        Node result = unparenthesized(n.child(0u));
        if (!result.is_any({Kind::tuple, Kind::expression_list}) || result.child_count() != length) return false;
        returns = true;
    }
    return returns && definition.is(Kind::function_definition);
}

}  // namespace

Verdict unpack_instead_of_index(const Match& m) {
    UnpackStep first = unpack_step(m.at);
    Node sequence = first.sequence;
    if (first.index != 0 || !sequence.is(Kind::identifier)) return silent;
    std::vector<UnpackStep> steps{first};
    Node last = m.at;
    for (Node next = m.at.next_sibling(); next; next = next.next_sibling()) {
        UnpackStep step = unpack_step(next);
        if (step.index != static_cast<int>(steps.size()) || !same_code(step.sequence, sequence)) break;
        steps.push_back(step);
        last = next;
    }
    const Binding* b = m.ask.binding(sequence);
    if (steps.size() < 2 || !b || b->scope != m.ask.scope_of(m.at) || (b->flags & Binding::cell)) return silent;
    // A sequence that is used elsewhere as well may have more items.
    auto id = static_cast<BindingId>(b - m.ask.bindings().data());
    for (const Reference* r : m.ask.references_of(id)) {
        if (!r->reads()) continue;
        Node use(m.ask.tree(), r->node);
        bool ours = false;
        for (const UnpackStep& s : steps) ours = ours || s.sequence == use;
        if (!ours) return silent;
    }
    for (const UnpackStep& s : steps)
        if (s.name.text() == sequence.text()) return silent;
    bool evident = unpack_name_says(sequence.text(), steps.size());
    if (std::vector<Node> births = m.ask.definitions(sequence); !evident && !births.empty()) {
        evident = true;
        for (Node n : births)
            evident = evident && n.parent().is(Kind::assignment) && n.parent().child(Field::left) == n &&
                      unpack_value_has(m, n.parent().child(Field::right), steps.size());
    }
    if (!evident) return silent;
    Type type = m.ask.type(sequence);
    if (type.known() && type.maybe(Type::dict | Type::str | Type::bytes)) return silent;

    std::string names;
    for (const UnpackStep& s : steps) names += (names.empty() ? "" : ", ") + std::string(s.name.text());
    std::string code = formatted("{} = {}", names, sequence.text());
    Edits edits(m);
    edits.replace(Span{m.at.start(), last.end()}, code);
    return found(
        Span{m.at.start(), last.end()}, edits,
        m.message("`$sequence` is only used by index: use `$code`", {{"sequence", sequence.text()}, {"code", code}}));
}

}  // namespace zen::rules
