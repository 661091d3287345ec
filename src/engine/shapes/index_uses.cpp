#include "engine/shapes/index_uses.h"

#include "semantics/code/functions.h"
#include "semantics/types/classes.h"

namespace zen {
namespace {

// Is it a method of the same class, as far as the file shows it, that changes the attribute: `self.bump(i)`?
bool changed_by_method(const Model& model, Node method, Node attribute) {
    const Node around = model.enclosing_function(method);
    const ClassInfo* info = class_info(model, class_of_method(model, around));
    const std::string_view owner = method.child(Field::object).text();
    if (!info || first_parameter(around).text() != owner) return false;
    const ClassMethod* called = info->method(method.child(Field::attribute).text());
    if (!called) return false;
    for (Node n : called->definition.descendants())
        if (n.is(Kind::attribute) && same_code(n, attribute) &&
            (model.stored(n) || model.mutated(n, called->definition)))
            return true;
    return false;
}

}  // namespace

std::optional<IndexUses> index_uses(const Model& model, Node index, Node body) {
    IndexUses out;
    for (Node use : model.uses(index)) {
        if (!use.within(body)) continue;
        Node place = use.parent();
        if (place.is(Kind::subscript) && place.child(Field::subscript) == use && place.has_children(2)) {
            out.subscripts.push_back(place);
            continue;
        }
        for (Node up = place; up && up != body; up = up.parent())
            if (up.is(Kind::subscript) && use.within(up) && !use.within(up.child(Field::value))) return std::nullopt;
        out.bare = true;
    }
    return out;
}

std::vector<ItemAlias> item_aliases(const Model& model, Node index, Node body) {
    std::vector<ItemAlias> out;
    for (Node statement : body.children()) {
        Node assignment = statement.is(Kind::expression_statement) ? statement.child(0u) : Node(),
             name = assignment.child(Field::left), value = assignment.child(Field::right);
        bool names = assignment.is(Kind::assignment) && name.is(Kind::identifier) && value.is(Kind::subscript) &&
                     value.has_children(2) && same_code(value.child(Field::subscript), index) &&
                     !assignment.child(Field::type) && !same_code(value.child(Field::value), name);
        if (!names) break;
        bool alone = true;
        for (Node other : body.children()) alone = alone && (other == statement || !model.rebound(name, other));
        if (!alone) break;
        out.push_back({statement, name, value});
    }
    return out;
}

ItemAlias item_alias(const Model& model, Node index, Node body, Node sequence) {
    if (body.child_count() < 2) return {};
    for (const ItemAlias& each : item_aliases(model, index, body))
        if (same_code(each.subscript.child(Field::value), sequence)) return each;
    return {};
}

Node counted_sequence(const Model& model, Node count, Node loop) {
    if (!count.is(Kind::identifier)) return {};
    const std::vector<Node> stores = model.definitions(count);
    const Binding* binding = model.binding(count);
    if (stores.size() != 1 || !binding || binding->stores != 1) return {};
    Node assignment = stores[0].parent(), statement = assignment.parent(), call = assignment.child(Field::right);
    if (!assignment.is(Kind::assignment) || statement.parent() != loop.parent() || statement.id() > loop.id() ||
        !call.is(Kind::call) || !model.means(call.child(Field::function), "len"))
        return {};
    Node sequence = call.child(Field::arguments).child(0u), root = sequence;
    while (root.is(Kind::attribute)) root = root.child(Field::object);
    if (!root.is(Kind::identifier) || !call.child(Field::arguments).has_children(1)) return {};
    for (Node between = statement.next_sibling(); between && between != loop; between = between.next_sibling())
        if (model.rebound(sequence, between) || model.mutated(sequence, between, true)) return {};
    return sequence;
}

bool owner_passed(const Model& model, Node sequence, Node body) {
    if (!sequence.is(Kind::attribute)) return false;
    Node owner = sequence.child(Field::object);
    for (Node n : body.descendants()) {
        if (!n.is(owner.kind()) || !same_code(n, owner)) continue;
        if (n.parent().is_any({Kind::argument_list, Kind::keyword_argument})) return true;
        if (n.parent().field() == Field::function && changed_by_method(model, n.parent(), sequence)) return true;
    }
    return false;
}

}  // namespace zen
