// Reads a rule's page: front matter, title, prose, examples and the `zen` block, compiled into a PackStore.
// The format is described in docs/writing-rules.md.
#pragma once
#include <optional>
#include <string_view>

#include "engine/matching/pack.h"
#include "text/result.h"

namespace zen {

// Adds the rule of a page to the store. `path` names it in messages and gives the rule its name; `has_native` says
// whether there is a C++ part beside it. What is wrong comes with the line; the store is then unusable.
std::optional<Trouble> read_page(PackStore& store, std::string_view path, std::string_view page, bool has_native);

}  // namespace zen
