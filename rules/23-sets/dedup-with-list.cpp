// The list is searched for the item that is then appended. If it is created empty just before the loop, `dict.fromkeys`
// does the same; otherwise a set next to it helps.
#include "rule.h"

namespace zen::rules {

namespace {

// Is the list only created empty, appended to, searched and counted? Then a set can take its place.
bool dedup_with_list_only_searched(const Match& m, Node list) {
    const Reference* own = m.ask.reference(list);
    if (!own || own->binding == no_id) return false;
    for (const Reference* r : m.ask.references_of(own->binding)) {
        const Node use(m.ask.tree(), r->node), up = use.parent();
        if (r->access != Access::load) {
            if (!up.is(Kind::assignment) || use.field() != Field::left) return false;
        } else if (up.is(Kind::comparison_operator)) {
            const auto [item, op, searched] = sole_comparison(up);
            if (!op.is_any({Kind::kw_in, Kind::kw_not_in}) || searched != use) return false;
        } else if (up.is(Kind::attribute)) {
            if (up.child(Field::attribute).text() != "append" || !up.parent().is(Kind::call) ||
                up.field() != Field::function)
                return false;
        } else if (up.is(Kind::argument_list)) {
            if (!m.ask.means(up.parent().child(Field::function), "len")) return false;
        } else if (!boolean_context(use)) {
            return false;
        }
    }
    return true;
}

}  // namespace

Verdict dedup_with_list(const Match& m) {
    const Node test = unparenthesized(m.at.child(Field::condition));
    // `not x in list` is `x not in list`.
    const bool negated = test.is(Kind::not_operator);
    const auto [item, op, list] = sole_comparison(negated ? unparenthesized(test.child(0u)) : test);
    if (!op.is(negated ? Kind::kw_in : Kind::kw_not_in) || !list.is(Kind::identifier) || !m.ask.pure(item))
        return silent;
    // Somewhere in the branch the same item is appended to the same list.
    Node append;
    for (Node n : m.at.child(Field::consequence).children()) {
        auto step = filling(n, "append");
        if (step && same_code(step->collection, list) && same_code(step->item, item)) append = n;
    }
    Node loop = m.ask.enclosing_loop(m.at);
    if (!append || !loop) return silent;
    // Items that are not hashable need the list, and so does a list that the loop rebinds.
    Type type = m.ask.type(item);
    if ((type.known() && type.maybe(Type::list | Type::dict | Type::set)) || !m.ask.type(list).only(Type::list) ||
        m.ask.rebound(list, loop))
        return silent;
    // What an unknown call returns may be a list.
    for (Node n : m.ask.definitions(item))
        if (n.parent().child(Field::right).is(Kind::call) && !type.known()) return silent;
    std::vector<Node> births = m.ask.definitions(list);
    if (births.empty()) return silent;
    for (Node n : births) {
        // `seen = []  # the items may be unhashable`
        const std::string_view rest = n.tree().text.substr(n.start());
        if (rest.substr(0, rest.find('\n')).find("hashable") != std::string_view::npos) return silent;
        Node value = n.parent().child(Field::right);
        if (!n.parent().is(Kind::assignment) || !value.is(Kind::list) || n.within(loop)) return silent;
    }

    std::string name(list.text());
    auto nest = accumulation(loop);
    auto born = nest && nest->step == append && nest->conditions == 1 && nest->loops == 1 && !nest->asynchronous()
                    ? birth(m.ask, *nest, list)
                    : std::nullopt;
    bool alone = born && born->value.is(Kind::list) && born->value.has_children(0);
    Node target = loop.child(Field::left);
    // Two mentions of the list in the loop, the test and the append, are all there may be.
    if (alone) {
        unsigned mentions = 0;
        for (Node n : loop.descendants()) mentions += n.is(Kind::identifier) && n.text() == list.text();
        alone = mentions == 2 && target.is(Kind::identifier) && !m.ask.used_after(target, loop);
    }
    // Beside `not item in list`, which another rule reports.
    const Node place = negated && !alone ? append : test;
    if (!alone && dedup_with_list_only_searched(m, list))
        return found(place, m.message("`$name` is only searched and filled: use a set and `$name.add($item)`",
                                      {{"name", name}, {"item", short_code(item.text(), 40)}}));
    if (!alone)
        return found(place, m.message("each test searches the whole list `$name`: keep a set next to it for the test",
                                      {{"name", name}}));
    std::string items = code_for(loop.child(Field::right), lambda_level, true);
    if (!same_code(item, target))
        items = formatted("{} for {} in {}", item.text(), target.text(),
                          code_for(loop.child(Field::right), or_level, true));
    Edits edits(m);
    std::string code = formatted("{}({}.fromkeys({}))", edits.name("list"), edits.name("dict"), items);
    collapse_into(edits, m.ask, *nest, *born, code);
    return found(test, edits,
                 m.message("each test searches the whole list: use `$name = $code`",
                           {{"name", name}, {"code", short_code(code)}}));
}

}  // namespace zen::rules
