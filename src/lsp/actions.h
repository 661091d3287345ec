// What can be done about findings, as edits. Shared by code actions and commands.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "lsp/server.h"

namespace zen::lsp {

// The fix of one finding; nothing when the result would not parse.
std::optional<Json> fix_edit(const Server& server, const Checked& checked, const Finding& finding);
// Everything that may be fixed, round after round, as small edits; with a rule, only what it finds. Nothing when there
// is nothing to do.
std::optional<Json> fix_all_edit(const Server& server, const Checked& checked, std::optional<RuleId> only,
                                 Applicability boldest);
// A comment at the end of the finding's line, or a code more in the one that is there.
std::optional<Json> suppress_edit(const Server& server, const Checked& checked, const Finding& finding);

// The finding with that id nearest to the offset; null when there is none any more.
const Finding* find_finding(const Checked& checked, std::string_view id, std::uint32_t offset);

}  // namespace zen::lsp
