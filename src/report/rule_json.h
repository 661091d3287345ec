// A rule as JSON, for programs that list or show what zenlint looks for.
#pragma once
#include <string>
#include <string_view>

#include "engine/scanning/rule_set.h"

namespace zen {

// "none", "safe", "sometimes-safe", …; "on", "off", "preview".
std::string_view fix_text(FixSafety fix);
std::string_view default_text(Default by_default);

// Appends one object: code, name, title, aliases, explanation, section of the course, options, examples.
void write_rule_json(std::string& out, const RuleBook& book, RuleId id);

}  // namespace zen
