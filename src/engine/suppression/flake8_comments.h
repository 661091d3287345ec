// Flake8's comments. It looks for them in the text, so that those in strings count too.
#pragma once
#include <string_view>
#include <vector>

#include "engine/suppression/directive_lines.h"
#include "engine/suppression/directives.h"

namespace zen {

void read_flake8(DirectiveLines& lines, std::vector<Suppression>& out);

// May flake8, with some plugin, report this code?
bool flake8_shaped(std::string_view code);

}  // namespace zen
