// The program's way in.
#pragma once

namespace zen {

// Runs the command line; returns the status to exit with. `language_server` is what `zenlint lsp` runs.
int run_command_line(int argc, const char* const* argv, int (*language_server)());

}  // namespace zen
