#include "cli/command_line.h"

#include <algorithm>
#include <cstdio>

#include "cli/program.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {
namespace {

int wrong(const std::string& message, const std::string& command) {
    std::fprintf(stderr, "error: %s\n", message.c_str());
    std::fprintf(stderr, "see `zenlint%s --help`\n", (command.empty() ? "" : " " + command).c_str());
    return 2;
}

// The option's names with their dashes.
std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> out;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
    return out;
}

// What an option or a command line's place takes, such as "{auto, always, never}" in the text that CLI11 makes of it.
std::vector<std::string> choices_in(const std::string& type) {
    std::vector<std::string> out;
    std::size_t at = type.find('{'), end = type.find('}');
    if (at == type.npos || end == type.npos) return out;
    while (at < end) {
        std::size_t comma = std::min(type.find(',', at + 1), end);
        std::string word = type.substr(at + 1, comma - at - 1);
        word.erase(0, word.find_first_not_of(' '));
        out.push_back(word);
        at = comma;
    }
    return out;
}

CommandHelp help_of(const CLI::App& app) {
    CommandHelp out{app.get_name(), app.get_description(), {}, "", "", {}};
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group().empty()) continue;  // not shown
        std::string type = option->get_type_name();
        if (option->get_positional()) {
            out.takes = option->get_name(true);
            out.takes_meaning = option->get_description();
            out.choices = choices_in(type);
            continue;
        }
        OptionHelp help{{}, "", option->get_description(), option->get_envname(), choices_in(type)};
        for (const std::string& name : option->get_snames()) help.names.push_back("-" + name);
        for (const std::string& name : option->get_lnames()) help.names.push_back("--" + name);
        if (option->get_expected_max() > 0) help.value = type.substr(0, type.find(":{"));
        out.options.push_back(std::move(help));
    }
    return out;
}

// Is it meant as a file or a folder? Whoever leaves out a command means `check`.
bool names_path(std::string_view word) {
    return word.ends_with(".py") || word.ends_with(".pyi") || word.ends_with(".ipynb") || word.ends_with('/') ||
           word == "." || word == ".." || files::exists(std::string(word));
}

// The first command that has that option; empty without one. `--fix-only=…` is `--fix-only`.
std::string command_with(const Program& program, std::string_view option) {
    const std::string_view name = option.substr(0, option.find('='));
    for (auto& [sub, which] : program.commands)
        for (const CLI::Option* o : sub->get_options())
            if (!o->get_positional() && o->check_name(std::string(name))) return sub->get_name();
    return "";
}

std::string joined_words(int argc, const char* const* argv) {
    std::string out;
    for (int i = 1; i < argc; ++i) append(out, "{}{}", i > 1 ? " " : "", argv[i]);
    return out;
}

}  // namespace

std::vector<CommandHelp> command_helps() {
    CommandLine unused;
    Program program(unused);
    std::vector<CommandHelp> out{help_of(program.app)};
    for (auto& [sub, which] : program.commands) out.push_back(help_of(*sub));
    return out;
}

std::optional<int> parse_command_line(int argc, const char* const* argv, CommandLine& out) {
    using Command = CommandLine::Command;
    Program program(out);
    CLI::App& app = program.app;
    auto& commands = program.commands;
    if (argc > 1 && argv[1][0] != '-' && argv[1][0] != '\0') {
        std::vector<std::string_view> names;
        for (auto& [sub, which] : commands) names.push_back(sub->get_name());
        if (std::ranges::find(names, argv[1]) == names.end()) {
            if (names_path(argv[1]))
                return wrong(formatted("'{0}' is a path, not a command: `zenlint check {0}` checks it", argv[1]), "");
            return wrong(formatted("unknown command '{}'{}", argv[1], did_you_mean(argv[1], names)), "");
        }
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        auto sub = app.get_subcommands();
        std::fputs((sub.empty() ? app.help() : sub.front()->help("zenlint")).c_str(), stdout);
        return std::fflush(stdout) == 0 ? 0 : 2;
    } catch (const CLI::ParseError& error) {
        auto sub = app.get_subcommands();
        if (auto* extra = dynamic_cast<const CLI::ExtrasError*>(&error); extra && sub.empty()) {
            // Only an unknown option gets here.
            std::vector<std::string> known = option_names(app);
            for (int i = 1; i < argc; ++i) {
                if (argv[i][0] != '-') continue;
                const std::string command = command_with(program, argv[i]);
                if (command.empty())
                    return wrong(
                        formatted("unknown option '{}'{}", argv[i],
                                  did_you_mean(argv[i], std::vector<std::string_view>(known.begin(), known.end()))),
                        "");
                return wrong(formatted("'{0}' is an option of `{1}`: use `zenlint {1} {2}`", argv[i], command,
                                       joined_words(argc, argv)),
                             "");
            }
        }
        return wrong(error.what(), sub.empty() ? "" : sub.front()->get_name());
    }
    if (program.version) {
        out.command = Command::version;
        return std::nullopt;
    }
    if (app.get_subcommands().empty()) {
        std::fputs(app.help().c_str(), stderr);
        return 2;
    }
    for (auto& [sub, which] : commands) {
        if (!sub->parsed()) continue;
        out.command = which;
        for (const std::string& rest : sub->remaining()) {
            if (rest == "--") continue;  // what follows are paths, and has been taken as such
            if (!rest.starts_with('-')) return wrong(formatted("unexpected argument '{}'", rest), sub->get_name());
            std::vector<std::string> known = option_names(*sub);
            std::string name = rest.substr(0, rest.find('='));
            return wrong(formatted("unknown option '{}'{}", name,
                                   did_you_mean(name, std::vector<std::string_view>(known.begin(), known.end()))),
                         sub->get_name());
        }
    }
    if (out.command == Command::rule) {
        out.json = program.rule_format == "json";
        if (out.names.empty() && !out.all && !out.words) return wrong("name a rule, or use --all or --words", "rule");
    }
    return std::nullopt;
}

}  // namespace zen
