#include "cli/main.h"

#include <exception>

#include "cli/commands.h"
#include "cli/output.h"
#include "files/file_io.h"

namespace zen {
namespace {

int run(const CommandLine& line) {
    switch (line.command) {
        case CommandLine::Command::check:
            return check_command(line);
        case CommandLine::Command::rule:
            return rule_command(line);
        case CommandLine::Command::test:
            return test_command(line);
        case CommandLine::Command::tree:
            return tree_command(line);
        case CommandLine::Command::model:
            return model_command(line);
        case CommandLine::Command::course:
            return course_command(line);
        case CommandLine::Command::clean:
            return clean_command(line);
        case CommandLine::Command::version:
            return version_command(line);
    }
    return Exit::own_fault;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
    end_cleanly_on_signals();
    try {
        CommandLine line;
        if (auto status = parse_command_line(argc, argv, line)) return *status;
        return run(line);
    } catch (const std::exception& fault) {
        say_error("a fault of zenlint's own, please report it: " + std::string(fault.what()));
        return Exit::own_fault;
    }
}

}  // namespace zen
