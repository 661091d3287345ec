// The prose of rules' pages on a terminal.
#pragma once
#include <string>
#include <string_view>

#include "engine/scanning/rule_book.h"
#include "report/look.h"

namespace zen {

// The same words in lines of at most that many columns. Lists, tables and quotes keep their lines.
std::string wrapped(std::string_view text, unsigned width);

// Appends prose with `code` and **bold** in colours; on plain output, the Markdown as it is.
void write_prose(std::string& out, const Look& look, std::string_view text);

// Why: the first paragraph of the rule's page, as the page has it.
std::string_view rule_reason(const RuleBook::Entry& rule);

}  // namespace zen
