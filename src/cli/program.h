// What the command line has: commands, options, and what each takes.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/command_line.h"

namespace zen {

// The definition of the whole command line. It fills `out` when it parses.
struct Program {
    CLI::App app{"zenlint finds Python that could be more idiomatic, shows how, and says why.", "zenlint"};
    bool version = false, on_stdio = true;
    std::string rule_format = "text";
    std::vector<std::pair<CLI::App*, CommandLine::Command>> commands;

    explicit Program(CommandLine& out);
    CLI::App& command(const char* name, CommandLine::Command which, const char* meaning);
};

}  // namespace zen
