// A rule's page as a terminal shows it.
#pragma once
#include <string>

#include "engine/scanning/rule_set.h"
#include "report/look.h"

namespace zen {

// Appends the whole page. `width`: columns that prose is wrapped at; 0 leaves its lines as they are.
void write_rule_page(std::string& out, const Look& look, const RuleBook& book, RuleId id, unsigned width = 0);

// Appends the page's first paragraph: why.
void write_rule_lesson(std::string& out, const Look& look, const RuleBook& book, RuleId id, unsigned width);

// Columns for prose: those of the terminal at most, and at most what reads well; 0 for a terminal that is too narrow.
unsigned prose_width(int descriptor);

// The rule's aliases, parted by that text.
std::string joined_aliases(const RuleBook::Entry& rule, std::string_view between);

}  // namespace zen
