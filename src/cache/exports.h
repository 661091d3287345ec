// What modules offer to others, as the cache keeps it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "cache/digest.h"
#include "semantics/world.h"

namespace zen {

// The key of a file's exports: its content, and what read it.
Digest exports_key(std::string_view bytes, PythonVersion target, std::string_view program = program_identity());
// All but where the file lies; equal for equal exports. Nothing back from bytes that `stored` has not made.
std::string stored(const Exports& exports);
std::optional<Exports> restored_exports(std::string_view bytes);

}  // namespace zen
