// Every use of the index must be a plain read of one of at least two sequences.
#include <algorithm>
#include <array>

#include "rule.h"

namespace zen::rules {

namespace {

// Is the index read behind a `return` that follows the loop? That code never runs, but its names stay names.
bool zip_by_index_read_in_vain(const Match& m, Node index) {
    bool left = false;
    int few = 8;
    for (Node next = m.at.next_sibling(); next && few > 0; next = next.next_sibling(), --few) {
        if (left)
            for (Node n : next.descendants())
                if (n.is(Kind::identifier) && n.text() == index.text()) return true;
        left = left || next.is_any({Kind::return_statement, Kind::raise_statement, Kind::break_statement,
                                    Kind::continue_statement});
    }
    return false;
}

}  // namespace

Verdict zip_by_index(const Match& m) {
    Node index = m["i"], seq = m["seq"], body = m.at.child(Field::body);
    if (!seq) seq = counted_sequence(m.ask, m["n"], m.at);
    if (!seq || m.ask.rebound(seq, body)) return silent;
    // Of a shorter sequence, which `zip()` never raises.
    constexpr std::array shorter = std::to_array<std::string_view>({"IndexError", "LookupError"});
    if (handled_around(m.ask, m.at, shorter)) return silent;
    if (!m.ask.binding(index) || m.ask.rebound(index, body) || m.ask.used_after(index, m.at)) return silent;
    if (zip_by_index_read_in_vain(m, index)) return silent;
    std::vector<Node> sequences{seq};
    std::vector<std::pair<Node, std::size_t>> reads;
    bool reads_first = false;
    auto uses = index_uses(m.ask, index, body);
    if (!uses) return silent;
    for (Node place : uses->subscripts) {
        Node value = place.child(Field::value);
        if (m.ask.stored(place) || m.ask.type(value).maybe(Type::dict) == m.ask.type(value).known()) return silent;
        std::size_t which = 0;
        while (which < sequences.size() && !same_code(sequences[which], value)) ++which;
        if (which == sequences.size()) {
            Node root = value;
            while (root.is(Kind::attribute)) root = root.child(Field::object);
            if (!root.is(Kind::identifier) || m.ask.rebound(value, body) || m.ask.means(value, "sys.argv"))
                return silent;
            sequences.push_back(value);
        }
        reads_first = reads_first || which == 0;
        reads.emplace_back(place, which);
    }
    if (sequences.size() < 2 || !reads_first || sequences.size() > 3) return silent;
    std::vector<std::string> items;
    std::string names, zipped;
    std::vector<ItemAlias> aliases = item_aliases(m.ask, index, body);
    if (aliases.size() == body.child_count()) aliases.clear();  // something must be left of the body
    std::vector<Node> taken;                                    // statements whose names the loop then binds
    for (Node s : sequences) {
        if (m.ask.mutated(s, body, true) || owner_passed(m.ask, s, body)) return silent;
        std::string wish = singular(s.text());
        // Of `X` and `Y`, whose names say nothing of their items: `x_item`, `y_item`.
        if (wish == "item" && s.is(Kind::identifier)) {
            wish = std::string(s.text()) + "_item";
            for (char& c : wish)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        std::string item = m.ask.fresh(wish, m.at);
        // `value = values[i]` at the start of the body gives the item its name.
        for (const ItemAlias& each : aliases)
            if (same_code(each.subscript.child(Field::value), s) &&
                std::ranges::find(taken, each.statement) == taken.end()) {
                item = each.name.text();
                taken.push_back(each.statement);
                break;
            }
        for (bool again = true; again;) {
            again = false;
            for (const std::string& other : items)
                if (other == item) item += "_" + std::to_string(items.size() + 1), again = true;
        }
        items.push_back(item);
        names += (names.empty() ? "" : ", ") + item;
        zipped += (zipped.empty() ? "" : ", ") + std::string(s.text());
    }
    Edits edits(m);
    for (auto& [place, which] : reads)
        if (std::ranges::none_of(taken, [&](Node statement) { return place.within(statement); }))
            edits.replace(place.span(), items[which]);
    for (Node statement : taken) edits.remove_statement(statement);
    std::string now = formatted("{} in {}({})", names, edits.name("zip"), zipped);
    if (uses->bare) now = formatted("{}, ({}) in {}(zip({}))", index.text(), names, edits.name("enumerate"), zipped);
    Span head{index.start(), m.at.child(Field::right).end()};
    edits.replace(head, now);
    return found(head, edits, m.message("the index only pairs items: write `for $now`", {{"now", now}}));
}

}  // namespace zen::rules
