// Can the lambda be written over columns: arithmetic, comparisons and choices, and only calls that columns have too?
#include "rule.h"

namespace zen::rules {

namespace {

bool dataframe_apply_rows_columnar(const Match& m, Node lambda) {
    if (!lambda.is(Kind::lambda)) return false;
    bool works = false;
    if (lambda.child(Field::body).is_any({Kind::dictionary, Kind::list, Kind::tuple, Kind::set, Kind::string}))
        return false;
    for (Node n : lambda.child(Field::body).descendants()) {
        works = works || n.is_any({Kind::binary_operator, Kind::comparison_operator, Kind::conditional_expression,
                                   Kind::boolean_operator});
        if (n.is_any({Kind::await, Kind::yield, Kind::list_comprehension, Kind::generator_expression})) return false;
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        bool simple = m.ask.means(function, "abs") || m.ask.means(function, "round") || m.ask.means(function, "min") ||
                      m.ask.means(function, "max") || m.ask.means(function, "float") || m.ask.means(function, "int");
        if (!simple) return false;
    }
    return works;
}

}  // namespace

Verdict dataframe_apply_rows(const Match& m) {
    Node function = m.at.child(Field::function), arguments = m.at.child(Field::arguments);
    if (!function.is(Kind::attribute) || !arguments.is(Kind::argument_list)) return silent;
    std::string_view method = function.child(Field::attribute).text();
    bool by_rows = method == "map_elements" && m.ask.imports("polars");
    if (method == "apply" && m.ask.imports("pandas"))
        for (Node n : arguments.children())
            if (n.is(Kind::keyword_argument) && n.child(Field::name).text() == "axis")
                by_rows = n.child(Field::value).text() == "1" ||
                          n.child(Field::value).text().find("columns") != std::string_view::npos;
    if (!by_rows) return silent;
    Node given = arguments.child(0u);
    if (given.is(Kind::keyword_argument)) given = given.child(Field::value);
    if (!dataframe_apply_rows_columnar(m, given)) return silent;
    return found(m.at, m.message("this calls a Python function per row: compute `$code` over columns",
                                 {{"code", short_code(given.child(Field::body).text(), 40)}}));
}

}  // namespace zen::rules
