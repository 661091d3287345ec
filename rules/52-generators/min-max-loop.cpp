// The best value so far and perhaps its item: what is compared, what is stored, and the start values.
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

struct MinMaxStep {
    Node name, value;  // `name = value`
};

MinMaxStep min_max_store(Node statement) {
    Node n = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
    if (!n.is(Kind::assignment) || n.child(Field::type) || !n.child(Field::left).is(Kind::identifier)) return {};
    return {n.child(Field::left), n.child(Field::right)};
}

// The assignment above the loop, possibly among other simple ones, that gives the name its start value.
std::optional<Birth> min_max_birth(const Match& m, Node name) {
    for (Node n = m.at.previous_sibling(); n; n = n.previous_sibling()) {
        MinMaxStep store = min_max_store(n);
        if (!store.name || m.ask.read_in(name, n)) return std::nullopt;
        if (store.name.text() == name.text()) return Birth{n, store.value};
        if (!m.ask.pure(store.value) && !store.value.is_any({Kind::call, Kind::unary_operator})) return std::nullopt;
    }
    return std::nullopt;
}

// +1 or -1 for the two infinities, else 0.
int min_max_infinity(const Match& m, Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::unary_operator)) return n.text().starts_with('-') ? -min_max_infinity(m, n.last_child()) : 0;
    std::string name = m.ask.qualified(n);
    if (name == "math.inf" || name == "numpy.inf") return 1;
    if (!n.is(Kind::call) || !m.ask.means(n.child(Field::function), "float")) return 0;
    Node argument = n.child(Field::arguments).child(0u);
    if (!argument.is(Kind::string) || !argument.has_children(3)) return 0;
    std::string_view text = argument.child(1u).text();
    return text == "inf" || text == "Inf" || text == "infinity" ? 1 : text == "-inf" || text == "-Inf" ? -1 : 0;
}

bool min_max_length(const Match& m, Node n) {
    return n.is(Kind::call) && m.ask.means(n.child(Field::function), "len");
}

// A comparison of the best so far with an item: `best < item` → item, +1 for the greater of the two.
struct MinMaxTest {
    Node item;
    int sign = 0;
    bool strict = true, none = false;  // none: `best is None or …`
};

MinMaxTest min_max_test(Node condition, std::string_view best) {
    MinMaxTest out;
    Node n = unparenthesized(condition);
    if (n.is(Kind::boolean_operator) && n.child(Field::operator_).is(Kind::kw_or)) {
        const auto [name, op, none] = sole_comparison(n.child(Field::left));
        if (!op.is(Kind::kw_is) || name.text() != best || !none.is(Kind::none)) return out;
        out.none = true;
        n = unparenthesized(n.child(Field::right));
    }
    const auto [left, op, right] = sole_comparison(n);
    if (!op) return out;
    int sign = op.is_any({Kind::op_gt, Kind::op_gt_eq}) ? 1 : op.is_any({Kind::op_lt, Kind::op_lt_eq}) ? -1 : 0;
    out.strict = op.is_any({Kind::op_gt, Kind::op_lt});
    bool swapped = left.text() == best;
    if (!swapped && right.text() != best) return out;
    out.item = swapped ? right : left;
    out.sign = swapped ? -sign : sign;
    return out;
}

}  // namespace

Verdict min_max_loop(const Match& m) {
    Node loop = m.at, target = loop.child(Field::left), items = loop.child(Field::right);
    if (loop.child(Field::alternative) || (*loop.all_children().begin()).is(Kind::kw_async)) return silent;
    Accumulation nest{loop, {}, {loop}, 1, 0};
    Node block = loop.child(Field::body);
    while (block.has_children(1) && block.child(0u).is(Kind::if_statement) &&
           block.child(0u).child(Field::consequence).child(0u).is(Kind::if_statement) &&
           !block.child(0u).child(Field::alternative)) {
        nest.clauses.push_back(block.child(0u));
        ++nest.conditions;
        block = block.child(0u).child(Field::consequence);
    }
    // `score = …`, then the test.
    MinMaxStep score;
    Node last = block.child(0u);
    if (block.has_children(2)) score = min_max_store(last), last = block.child(1u);
    if (block.child_count() > 2 || (block.has_children(2) && !score.name) || nest.conditions > 1) return silent;

    MinMaxStep kept, other;  // the best value, and its item
    MinMaxTest test;
    if (last.is(Kind::if_statement) && !last.child(Field::alternative)) {
        Node body = last.child(Field::consequence);
        kept = min_max_store(body.child(0u));
        if (body.has_children(2)) other = min_max_store(body.child(1u));
        if (!kept.name || body.child_count() > 2 || (body.has_children(2) && !other.name)) return silent;
        test = min_max_test(last.child(Field::condition), kept.name.text());
        if (!test.item && other.name) {
            std::swap(kept, other);
            test = min_max_test(last.child(Field::condition), kept.name.text());
        }
        if (!test.item || !same_code(test.item, kept.value) || (other.name && !test.strict)) return silent;
    } else {  // best = max(best, item)
        kept = min_max_store(last);
        Node call = kept.value, arguments = call.child(Field::arguments);
        bool max = call.is(Kind::call) && m.ask.means(call.child(Field::function), "max");
        if (!max && !(call.is(Kind::call) && m.ask.means(call.child(Field::function), "min"))) return silent;
        if (!arguments.is(Kind::argument_list) || !arguments.has_children(2)) return silent;
        bool first = arguments.child(0u).text() == kept.name.text();
        test.item = arguments.child(first ? 1u : 0u);
        test.sign = max ? 1 : -1;
        if ((!first && arguments.child(1u).text() != kept.name.text()) || test.item.is(Kind::list_splat) ||
            test.item.is(Kind::keyword_argument))
            return silent;
    }
    // The score may have a name of its own, with no other use.
    Node measure = test.item;
    if (score.name) {
        if (measure.text() != score.name.text() || m.ask.used_after(score.name, loop)) return silent;
        measure = score.value;
    } else if (last.is(Kind::if_statement) && !m.ask.pure(measure) && !min_max_length(m, measure)) {
        return silent;
    }
    for (Node name : {kept.name, other.name}) {
        if (!name) continue;
        const Binding* b = m.ask.binding(name);
        if (!b || b->scope != m.ask.scope_of(loop) || m.ask.scopes()[b->scope].sort == Scope::class_ ||
            (b->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::cell)))
            return silent;
        for (Node n : {measure, items})
            if (m.ask.read_in(name, n)) return silent;
        for (Node n : nest.clauses)
            if (n != loop && m.ask.read_in(name, n.child(Field::condition))) return silent;
    }
    for (Node n : loop.descendants())
        if (n.is_any({Kind::await, Kind::yield, Kind::named_expression})) return silent;
    nest.step = last;
    if (!collapsible_target(m.ask, nest)) return silent;

    auto born = min_max_birth(m, kept.name);
    if (!born) return silent;
    int infinity = min_max_infinity(m, born->value);
    std::string_view start = born->value.text();
    bool bare = same_code(measure, target) && nest.conditions == 0;
    Node whole = unparenthesized(items);
    if (whole.is(Kind::subscript) && whole.child(1u).text() == "1:") whole = whole.child(Field::value);
    bool first = born->value.is(Kind::subscript) && born->value.child(1u).text() == "0" && bare &&
                 same_code(born->value.child(Field::value), whole) && !other.name && m.ask.pure(whole);
    bool low = min_max_length(m, measure) && test.sign > 0 && (start == "0" || start == "-1");
    bool none = test.none && born->value.is(Kind::none);
    if (!(infinity == -test.sign && infinity != 0 && !test.none) && !first && !low && !none) return silent;

    Edits edits(m);
    std::string function = edits.name(test.sign > 0 ? "max" : "min") + "(", value;
    std::string each = code_for(items, lambda_level, true);
    if (other.name) {
        if (!same_code(other.value, target) || !target.is(Kind::identifier)) return silent;
        auto companion = min_max_birth(m, other.name);
        if (!companion || !m.ask.constant(companion->value) || m.ask.used_after(kept.name, loop)) return silent;
        Node arguments = measure.child(Field::arguments);
        bool plain = measure.is(Kind::call) && arguments.is(Kind::argument_list) && arguments.has_children(1) &&
                     same_code(arguments.child(0u), target) && m.ask.pure(measure.child(Field::function)) &&
                     !m.ask.read_in(target, measure.child(Field::function));
        std::string key = plain ? std::string(measure.child(Field::function).text())
                                : formatted("lambda {}: {}", target.text(), measure.text());
        if (nest.conditions) each = formatted("({}{})", target.text(), clauses(nest));
        value = formatted("{}{}, key={}, default={})", function, each, key, companion->value.text());
        // A long `key=lambda` reads no better than the loop.
        if (!plain && !m.fits(formatted("{}{} = {}", indentation(loop), other.name.text(), value))) return silent;
        edits.remove_statement(born->statement);
        collapse_into(edits, m.ask, nest, *companion, value);
        return found(Span{loop.start(), items.end()}, edits,
                     m.message("this loop finds the $which: use `$name = $code`",
                               {{"which", test.sign > 0 ? "maximum" : "minimum"},
                                {"name", other.name.text()},
                                {"code", short_code(value, 80)}}));
    }
    if (first)
        value = formatted("{}{})", function, whole.text());
    else if (bare)
        value = formatted("{}{}, default={})", function, each, start);
    else
        value =
            formatted("{}({}{}), default={})", function, code_for(measure, lambda_level, true), clauses(nest), start);
    // `max = max(…)` is an error in a function, where the name is then the local one.
    if ((kept.name.text() == "max" || kept.name.text() == "min") && m.ask.enclosing_function(m.at))
        return found(Span{loop.start(), items.end()},
                     m.message("`$name` shadows the builtin: use another name, as in `best = $code`",
                               {{"name", kept.name.text()}, {"code", short_code(value, 60)}}));
    collapse_into(edits, m.ask, nest, *born, value);
    return found(
        Span{loop.start(), items.end()}, edits,
        m.message("this loop finds the $which: use `$name = $code`", {{"which", test.sign > 0 ? "maximum" : "minimum"},
                                                                      {"name", kept.name.text()},
                                                                      {"code", short_code(value, 80)}}));
}

}  // namespace zen::rules
