// The commands, a function each. Each returns the status to exit with.
#pragma once
#include "cli/command_line.h"

namespace zen {

class Profile;
struct Overrides;

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
// The settings that hold in a folder, with what was typed laid over them.
Overrides overrides_of(const CheckOptions& options);
void write_settings(std::string& out, Profile& profile);
int config_command(const CommandLine& line);
int migrate_command(const CommandLine& line);
int clean_command(const CommandLine& line);
int why_command(const CommandLine& line);
int completion_command(const CommandLine& line);
int man_command(const CommandLine& line);
int version_command(const CommandLine& line);

}  // namespace zen
