// Pylint's comments, `# pylint: disable=…` and its kin.
#pragma once
#include <vector>

#include "engine/suppression/directive_lines.h"
#include "engine/suppression/directives.h"

namespace zen {

// Reads one comment. True when pylint reads no further: it disregards the file.
bool read_pylint(Node comment, DirectiveLines& lines, std::vector<Suppression>& out);

}  // namespace zen
