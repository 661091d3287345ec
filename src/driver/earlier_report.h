// Reports of earlier runs, to compare with.
#pragma once
#include <string>

#include "report/earlier.h"
#include "text/result.h"

namespace zen {

// Reads a report in JSON: `check --output-format json` or `jsonl`, or `course --output-format json`, which also knows
// how many lines there were. A Trouble for what cannot be read or is no such report.
Result<EarlierReport> read_earlier_report(const std::string& path);

}  // namespace zen
