// The program's way in.
#pragma once

namespace zen {

// Runs the command line; returns the status to exit with.
int run_command_line(int argc, const char* const* argv);

}  // namespace zen
