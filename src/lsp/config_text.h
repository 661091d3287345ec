// A configuration as somebody edits it: where in it a place is. Reads lines, not TOML: half-typed text must do.
#pragma once
#include <string>
#include <string_view>

#include "lsp/document.h"

namespace zen::lsp {

struct ConfigPlace {
    bool ours = false;  // in [tool.zenlint], a table below it, or a zenlint.toml
    std::string table;  // below ours: "", "options.too-many-loops", "per-file-ignores"
    std::string key;    // whose value this is, or the key itself
    bool in_value = false;
    std::string word;                            // the run of name characters around the place
    std::uint32_t word_start = 0, word_end = 0;  // byte offsets
};

// Is it a file that may hold our settings?
bool is_configuration(std::string_view path);
ConfigPlace config_place(const Document& document, std::string_view path, std::uint32_t offset);

}  // namespace zen::lsp
