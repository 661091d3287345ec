#include "engine/shapes/sql_text.h"

#include <algorithm>
#include <string>

namespace zen {

bool looks_like_sql(std::string_view literal) {
    std::size_t at = literal.find_first_of("'\"");
    at = at == literal.npos ? at : literal.find_first_not_of("'\" \t\r\n(\\", at);
    if (at == literal.npos) return false;
    std::string text(literal.substr(at));
    std::ranges::transform(text, text.begin(), [](char c) {
        if (c >= 'A' && c <= 'Z') return static_cast<char>(c + ('a' - 'A'));
        return c == '\n' || c == '\t' ? ' ' : c;
    });
    auto has = [&](std::string_view word) { return text.find(word) != text.npos; };
    if (text.starts_with("select ")) return has(" from ") || has(" where ");
    if (text.starts_with("update ")) return has(" set ");
    if (text.starts_with("with ")) return has(" as (") && has("select ");
    for (std::string_view head : {"insert into ", "insert or ", "replace into ", "delete from ", "create table ",
                                  "drop table ", "alter table "})
        if (text.starts_with(head)) return true;
    return false;
}

}  // namespace zen
