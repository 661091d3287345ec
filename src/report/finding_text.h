// One finding as people read it.
#pragma once
#include <string>

#include "report/report.h"

namespace zen {

Ink finding_ink(RuleKind kind, Severity severity);

// Appends "path:row:column  kind[CODE name]: message", the kind and the code as a hyperlink to the lesson where the
// terminal has those; below it the change that the fix makes or the code, and why a fix is unsafe. `[*]` marks a safe
// fix.
void write_finding(std::string& out, const Look& look, const FileReport& report, const Finding& finding);

}  // namespace zen
