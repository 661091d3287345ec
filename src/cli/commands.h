// The commands, a function each. Each returns the status to exit with.
#pragma once
#include "cli/command_line.h"

namespace zen {

// What a status means. The highest applies.
enum Exit : int { clean = 0, findings = 1, trouble = 2, own_fault = 3 };

// Such as "0.1.0".
std::string_view program_version();

int check_command(const CommandLine& line);
int rule_command(const CommandLine& line);
int test_command(const CommandLine& line);
int tree_command(const CommandLine& line);
int model_command(const CommandLine& line);
int course_command(const CommandLine& line);
int version_command(const CommandLine& line);

}  // namespace zen
