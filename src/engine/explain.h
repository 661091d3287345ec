// Why a page's rule does or does not report what begins on a line: for authors of pages.
#pragma once
#include <string>
#include <vector>

#include "engine/scanning/rule_book.h"
#include "text/source.h"

namespace zen {

// A sentence for each of the rule's matches that may begin on the row (from 1): it is reported, or which condition does
// not hold, with the line of the page. One that says so when nothing on the row is what a pattern begins with. Row 0 is
// all rows.
std::vector<std::string> explain(const RuleBook& book, RuleId rule, const Source& source, std::uint32_t row,
                                 PythonVersion target);

}  // namespace zen
