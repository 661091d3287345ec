// Findings as the cache keeps them, and the key that they are kept under.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cache/digest.h"
#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "engine/suppression/suppress.h"

namespace zen {

// Everything that the findings in a file hang on: its bytes, its path (to some rules `__init__.py` is another kind of
// file), the rules with their settings, the program, and whether other files are looked at. `program` is for tests.
Digest findings_key(std::string_view bytes, std::string_view path, const RuleSet& rules,
                    std::string_view program = program_identity(), bool with_modules = false);

// What a file asked of another one, and the digest of the exports that it found there (without an answer: zeros).
struct ModuleRead {
    std::string importer, module;
    Digest digest;
    friend bool operator==(const ModuleRead&, const ModuleRead&) = default;
};
using ModuleReads = std::vector<ModuleRead>;

// What there is to say of a file.
struct KeptFindings {
    std::vector<Finding> findings;
    std::vector<Suppressed> suppressed;
    ModuleReads reads = {};  // the findings hold as long as these answers do
};

std::string stored(const KeptFindings& kept);
// Nothing if these are not the bytes of findings by the rules of this book, in a file of `size` bytes.
std::optional<KeptFindings> restored(std::string_view bytes, const RuleBook& book, std::size_t size);

}  // namespace zen
