// Finds the loop over a row iterator and checks that it only computes.
#include "rule.h"

namespace zen::rules {

namespace {

// Arithmetic and collecting, and no calls but those that columns have too: so an expression over columns can do it.
bool dataframe_row_loop_computes(const Match& m, Node body) {
    if (m.ask.contains_yield(body)) return false;
    bool works = false;
    for (Node n : body.descendants()) {
        if (n.is_any({Kind::with_statement, Kind::try_statement, Kind::raise_statement, Kind::assert_statement,
                      Kind::return_statement}))
            return false;
        works = works || n.is_any({Kind::binary_operator, Kind::augmented_assignment, Kind::op_lt, Kind::op_lt_eq,
                                   Kind::op_gt, Kind::op_gt_eq, Kind::op_eq_eq, Kind::op_bang_eq});
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        std::string_view name =
            function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
        bool simple = false;
        for (std::string_view known : {"append", "add", "extend", "abs", "round", "min", "max", "float", "int", "len"})
            simple = simple || name == known;
        if (!simple) return false;
    }
    return works;
}

// The loop or comprehension whose items come from this call, perhaps through `enumerate`, `zip` and their like.
Node dataframe_row_loop_around(Node source) {
    for (Node n = source; n; n = n.parent()) {
        Node outer = n.parent();
        if (outer.is(Kind::for_statement)) return outer.child(Field::right) == n ? outer : Node();
        if (outer.is(Kind::for_in_clause)) return outer.child(Field::right) == n ? outer.parent() : Node();
        if (!outer.is_any({Kind::call, Kind::argument_list, Kind::parenthesized_expression})) return {};
    }
    return {};
}

// `for i in range(…)` around, with this `i` as the row of `frame.iloc[i]`.
Node dataframe_row_loop_counting(const Match& m, Node subscript) {
    Node index = subscript.child(Field::subscript);
    if (!subscript.has_children(2) || !index.is(Kind::identifier) || m.ask.stored(subscript)) return {};
    for (Node loop = m.ask.enclosing_loop(subscript); loop; loop = m.ask.enclosing_loop(loop)) {
        Node range = loop.child(Field::right);
        if (loop.is(Kind::for_statement) && same_code(loop.child(Field::left), index) && range.is(Kind::call) &&
            m.ask.means(range.child(Field::function), "range"))
            return loop;
    }
    return {};
}

}  // namespace

Verdict dataframe_row_loop(const Match& m) {
    Node attribute = m.at.is(Kind::call) ? m.at.child(Field::function) : m.at;
    if (!attribute.is(Kind::attribute)) return silent;
    std::string_view method = attribute.child(Field::attribute).text();
    if (method != "iterrows" && method != "itertuples" && method != "iter_rows" && method != "iloc") return silent;
    bool pandas = m.ask.imports("pandas"), polars = m.ask.imports("polars");
    if (!pandas && !polars) return silent;
    Node loop;
    if (m.at.is(Kind::call)) {
        bool rows = (pandas && (method == "iterrows" || method == "itertuples")) ||
                    (polars && method == "iter_rows" && !m.ask.imports("openpyxl"));
        if (rows) loop = dataframe_row_loop_around(m.at);
    } else if (pandas && method == "iloc" && m.at.parent().is(Kind::subscript)) {
        loop = dataframe_row_loop_counting(m, m.at.parent());
        // One finding a loop: at the first of its kind.
        for (Node n : loop.child(Field::body).descendants())
            if (n.is(Kind::attribute) && n.id() < m.at.id() && n.child(Field::attribute).text() == "iloc" &&
                dataframe_row_loop_counting(m, n.parent()) == loop)
                return silent;
    }
    if (!loop) return silent;
    Node body = loop.child(Field::body);
    if (!dataframe_row_loop_computes(m, body)) return silent;
    std::string frame = short_code(attribute.child(Field::object).text(), 30);
    return found(
        m.at.is(Kind::call) ? m.at.span() : m.at.parent().span(),
        m.message("this loop computes row by row: use operations on the columns of `$frame`", {{"frame", frame}}));
}

}  // namespace zen::rules
