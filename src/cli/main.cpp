#include "cli/main.h"

#include <exception>

#include "cli/argfile.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "system/files.h"
#include "system/signals.h"
#include "system/streams.h"
#include "text/formatted.h"

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
        case CommandLine::Command::config:
            return config_command(line);
        case CommandLine::Command::migrate:
            return migrate_command(line);
        case CommandLine::Command::clean:
            return clean_command(line);
        case CommandLine::Command::why:
            return why_command(line);
        case CommandLine::Command::completion:
            return completion_command(line);
        case CommandLine::Command::man:
            return man_command(line);
        case CommandLine::Command::version:
            return version_command(line);
        case CommandLine::Command::lsp:
            break;
    }
    return Exit::own_fault;
}

}  // namespace

int run_command_line(int argc, const char* const* argv, int (*language_server)()) {
    signals::end_cleanly();
    streams::prepare();
    try {
        CommandLine line;
        Result<std::vector<std::string>> arguments = with_argument_files(streams::arguments(argc, argv));
        if (!arguments) {
            say_error(arguments.trouble());
            return Exit::trouble;
        }
        std::vector<const char*> all;
        for (const std::string& argument : *arguments) all.push_back(argument.c_str());
        if (auto status = parse_command_line(static_cast<int>(all.size()), all.data(), line)) return *status;
        if (line.command == CommandLine::Command::lsp) return language_server();
        // Paths and settings start from it; from "/" they would be other people's.
        if (line.command != CommandLine::Command::version && files::current_folder_gone()) {
            say_error("the current folder was removed: change to one that exists");
            return Exit::trouble;
        }
        return run(line);
    } catch (const std::exception& fault) {
        say_error(formatted("internal error in zenlint, please report it: {}", fault.what()));
        return Exit::own_fault;
    }
}

}  // namespace zen
