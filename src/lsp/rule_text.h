// A rule's page for people who meet it in the editor, as Markdown.
#pragma once
#include <string>

#include "engine/scanning/rule_set.h"

namespace zen::lsp {

// Title, code, reasons, and the page's first example before and after; with `whole`, every example.
std::string rule_markdown(const RuleBook& book, RuleId rule, bool whole);
// One line about a rule: its title, and whether it can fix what it finds.
std::string rule_line(const RuleBook& book, RuleId rule);
// The rules that a code, a name or another tool's code means.
std::vector<RuleId> rules_named(const RuleBook& book, std::string_view name);

}  // namespace zen::lsp
