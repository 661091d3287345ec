// Is a value put into a statement, behind `=`, `LIKE`, a comma or the like, where a parameter may stand?
#include "rule.h"

namespace zen::rules {

namespace {

// Does SQL before the value make it a value, not a table or a list of marks?
bool sql_by_formatting_value(std::string_view before) {
    std::size_t quote = before.find_last_not_of(" %");
    bool quoted = quote != std::string_view::npos && (before[quote] == '\'' || before[quote] == '"');
    while (!before.empty() &&
           (before.back() == ' ' || before.back() == '\'' || before.back() == '"' || before.back() == '%'))
        before.remove_suffix(1);
    if (before.ends_with('=') || before.ends_with('<') || before.ends_with('>')) return true;
    std::string last;
    for (char c : before.substr(before.size() < 7 ? 0 : before.size() - 7))
        last += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return last.ends_with(" LIKE") || last.ends_with(" LIMIT") ||
           (quoted && (last.ends_with("VALUES(") || last.ends_with("ALUES (")));
}

bool sql_by_formatting_constant(const Match& m, Node n) {
    if (m.ask.constant(n)) return true;
    if (!n.is(Kind::identifier)) return false;
    std::vector<Node> stores = m.ask.definitions(n);
    if (stores.empty()) return false;
    for (Node store : stores)
        if (!store.parent().is(Kind::assignment) || !m.ask.constant(store.parent().child(Field::right))) return false;
    return true;
}

// The first value that is formatted into the SQL, or the first part of any kind (`all`), such as the name of a table;
// none without one.
Node sql_by_formatting_find(const Match& m, Node query, bool all) {
    query = unparenthesized(query);
    std::string_view text = query.text();
    if (query.is_any({Kind::string, Kind::concatenated_string})) {
        if (!looks_like_sql(text)) return {};
        for (Node part : query.descendants()) {
            if (!part.is(Kind::interpolation)) continue;
            Node value = part.child(Field::expression);
            if ((all || sql_by_formatting_value(text.substr(0, part.start() - query.start()))) &&
                !sql_by_formatting_constant(m, value))
                return value;
        }
        return {};
    }
    Node literal, values;
    std::string_view mark;
    if (query.is(Kind::binary_operator)) {
        literal = unparenthesized(query.child(Field::left)), values = query.child(Field::right);
        Node op = query.child(Field::operator_);
        if (op.is(Kind::op_plus)) {
            while (literal.is(Kind::binary_operator)) {
                values = literal.child(Field::right);
                literal = literal.child(Field::left);
            }
            bool fits = literal.is(Kind::string) && looks_like_sql(literal.text()) && !values.is(Kind::string) &&
                        !sql_by_formatting_constant(m, values) &&
                        (all || sql_by_formatting_value(literal.text().substr(0, literal.text().size() - 1)));
            return fits ? values : Node();
        }
        if (!op.is(Kind::op_percent)) return {};
        mark = "%";
    } else if (query.is(Kind::call) && query.child(Field::function).child(Field::attribute).text() == "format") {
        literal = query.child(Field::function).child(Field::object), values = query.child(Field::arguments);
        mark = "{";
    }
    if (!literal.is_any({Kind::string, Kind::concatenated_string}) || !looks_like_sql(literal.text()) ||
        m.ask.constant(values))
        return {};
    for (std::size_t at = literal.text().find(mark); at != std::string_view::npos;
         at = literal.text().find(mark, at + 1))
        if (all || sql_by_formatting_value(literal.text().substr(0, at))) return values;
    return {};
}

}  // namespace

// SQL that is put together away from the call that executes it.
Verdict sql_by_formatting_anywhere(const Match& m) {
    if (m.at.is(Kind::string) && m.at.text().find('{') == std::string_view::npos) return silent;
    if (m.at.parent().is(Kind::binary_operator) || !sql_by_formatting_find(m, m.at, true)) return silent;
    if (sql_by_formatting_find(m, m.at, false))
        return found(m.at, "SQL is put together with values: pass them as query parameters");
    return found(m.at, "SQL is put together from parts: check such names against a list");
}

Verdict sql_by_formatting(const Match& m) {
    if (m.index() > 0) return sql_by_formatting_anywhere(m);
    Node query = argument(m.at, "sql", 0);
    if (query.is(Kind::call) && query.child(Field::arguments).has_children(1) && query.text().find("text(") < 12)
        query = sole_argument(query);
    if (query.is(Kind::identifier)) {
        std::vector<Node> stores = m.ask.definitions(query);
        if (stores.size() != 1 || !stores[0].parent().is(Kind::assignment)) return silent;
        query = stores[0].parent().child(Field::right);
    }
    Node value = query ? sql_by_formatting_find(m, query, false) : Node();
    if (!value) return silent;
    return found(query, m.message("`$value` becomes part of the SQL: pass it as a query parameter",
                                  {{"value", short_code(value.text(), 40)}}));
}

}  // namespace zen::rules
