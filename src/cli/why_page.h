// `zenlint test PAGE --why FILE:LINE`: what a page's rule does there, and why.
#pragma once
#include "cli/command_line.h"

namespace zen {

int why_page(const CommandLine& line);

}  // namespace zen
