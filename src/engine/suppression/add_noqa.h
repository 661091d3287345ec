// Writes the comments that silence findings.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "text/source.h"

namespace zen {

struct Silenced {
    std::string text;         // of the file, with the comments
    std::uint32_t count = 0;  // findings that they silence
    std::uint32_t left = 0;   // findings that no comment could silence without changing the code
};

// Does the text, written behind `# noqa: CODE -- `, end there, and silence nothing more?
bool reason_fits(std::string_view reason);

// Puts `# noqa: CODE` at the end of each finding's logical line, or the code into the one that stands there; with a
// reason, ` -- reason` behind a new one. What speaks of the file as a whole is left out.
Silenced add_noqa(const Source& source, std::span<const Finding> findings, const RuleBook& book,
                  std::string_view reason);

}  // namespace zen
