// Strings that hold SQL: their values belong into query parameters, so no rule suggests to format them another way.
#pragma once
#include <string_view>

namespace zen {

// Does the literal's code (with its quotes and prefix) hold a statement of SQL: `SELECT … FROM`, `INSERT INTO`,
// `UPDATE … SET`, `DELETE FROM`, `CREATE`, `DROP` or `ALTER TABLE`, in any case?
bool looks_like_sql(std::string_view literal);

}  // namespace zen
