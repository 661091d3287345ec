#include "cli/command_line.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>

#include <CLI/CLI.hpp>

#include "report/report.h"
#include "text/nearest.h"

namespace zen {
namespace {

int wrong(const std::string& message, const std::string& command) {
    std::fprintf(stderr, "error: %s\n", message.c_str());
    std::fprintf(stderr, "`zenlint%s --help` shows what there is\n", (command.empty() ? "" : " " + command).c_str());
    return 2;
}

std::string guess(std::string_view name, const std::vector<std::string_view>& candidates) {
    std::string_view near = nearest(name, candidates);
    return near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
}

// A check for options that take one of a few words.
CLI::Validator one_of(std::vector<std::string> words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
    auto judge = [words, list](std::string& given) {
        if (std::ranges::find(words, given) != words.end()) return std::string();
        std::vector<std::string_view> candidates(words.begin(), words.end());
        std::string hint = guess(given, candidates);
        return "unknown value '" + given + "'" + (hint.empty() ? "; it is one of " + list : hint);
    };
    return CLI::Validator(judge, "{" + list + "}");
}

// A list of words with commas between them; several of the option add up.
CLI::Option* words(CLI::App& app, const char* name, std::function<void(const std::vector<std::string>&)> take,
                   const char* meaning) {
    return app
        .add_option_function<std::vector<std::string>>(
            name,
            [take](const std::vector<std::string>& given) {
                std::vector<std::string> kept;
                for (std::string word : given) {
                    word.erase(0, std::min(word.find_first_not_of(" \t\n"), word.size()));
                    word.erase(word.find_last_not_of(" \t\n") + 1);
                    if (!word.empty()) kept.push_back(std::move(word));
                }
                take(kept);
            },
            meaning)
        ->delimiter(',')
        ->type_name("RULE,…")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
}

void common_options(CLI::App& app, CommandLine& out) {
    app.add_flag("-q,--quiet", out.quiet, "Findings only, no closing lines")->group("Output");
    app.add_flag("-v,--verbose", out.verbose, "Say which files and settings are used")->group("Output");
    static const std::map<std::string, ColorChoice> choices{
        {"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}};
    app.add_option_function<std::string>(
           "--color", [&out](const std::string& word) { out.color = choices.at(word); }, "Colours and hyperlinks")
        ->check(one_of({"auto", "always", "never"}))
        ->type_name("WHEN")
        ->group("Output");
}

void report_options(CLI::App& app, CheckOptions& out) {
    std::string list;
    for (const Format& format : formats()) list += (list.empty() ? "" : ", ") + std::string(format.name);
    app.add_option("--output-format", out.output_format,
                   "The form of the report, or several with a file each (full,sarif=FILE): " + list)
        ->type_name("FORMAT[=FILE]")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false)
        ->group("Output");
    app.add_option("-o,--output-file", out.output_file, "Write the report to this file")
        ->type_name("FILE")
        ->group("Output");
    app.add_option("--max-diagnostics", out.max_diagnostics, "Show no more findings than this [default: all]")
        ->type_name("N")
        ->check(CLI::PositiveNumber)
        ->group("Output");
}

// Which rules and settings hold, and how many threads work: for all commands that lint.
void choice_options(CLI::App& app, CheckOptions& out) {
    words(
        app, "--select", [&out](auto& list) { out.select = list; }, "The rules to use, in place of the configured ones")
        ->group("Rules");
    words(
        app, "--extend-select", [&out](auto& list) { out.extend_select = list; }, "Rules to use besides")
        ->group("Rules");
    words(app, "--ignore", [&out](auto& list) { out.ignore = list; }, "Rules not to use")->group("Rules");
    app.add_flag("--preview", out.preview, "Use the rules in preview too")->group("Rules");
    app.add_option("--target-version", out.target_version, "The lowest Python version that the code must run on")
        ->type_name("py310")
        ->group("Rules");

    app.add_option("--config", out.config, "The configuration for every file")->type_name("FILE")->group("Settings");
    app.add_flag("--isolated", out.isolated, "Read no configuration")->group("Settings");
    app.add_flag_function(
           "--respect-gitignore,!--no-respect-gitignore",
           [&out](std::int64_t count) { out.respect_gitignore = count > 0; },
           "Leave out what .gitignore files leave out (default)")
        ->group("Settings");
    app.add_flag("--no-cache", out.no_cache, "Look at every file anew")->group("Settings");
    app.add_option("-j,--jobs", out.jobs, "Threads [default: one for each processor]")
        ->type_name("N")
        ->group("Settings");
}

void course_options(CLI::App& app, CommandLine& line) {
    CheckOptions& out = line.check;
    app.add_option("PATHS", out.paths, "Files and folders; `-` is standard input")->type_name("");
    choice_options(app, out);
    app.add_option_function<std::string>(
           "--output-format",
           [&out](const std::string& word) { out.output_format = {word == "text" ? "course" : word}; },
           "The form of the reading list; html is one page with charts")
        ->check(one_of({"text", "markdown", "html"}))
        ->type_name("FORMAT")
        ->group("Output");
    app.add_option("-o,--output-file", out.output_file, "Write it to this file")->type_name("FILE")->group("Output");
    common_options(app, line);
}

void check_options(CLI::App& app, CommandLine& line) {
    CheckOptions& out = line.check;
    app.add_option("PATHS", out.paths, "Files and folders; `-` is standard input [default: .]")->type_name("");

    app.add_flag("--fix", out.fix, "Make the safe fixes")->group("Fixing");
    app.add_flag("--unsafe-fixes", out.unsafe_fixes, "With --fix or --diff: make the unsafe fixes too")
        ->group("Fixing");
    app.add_flag("--diff", out.diff, "Show what --fix would change; exit 1 if that is anything")->group("Fixing");

    choice_options(app, out);
    app.add_option("--stdin-filename", out.stdin_filename, "What standard input is called")
        ->type_name("FILE")
        ->group("Settings");

    report_options(app, out);
    app.add_flag("--statistics", out.statistics, "Count the findings of each rule")->group("Output");
    app.add_flag("--show-files", out.show_files, "List the files that would be checked")->group("Output");
    app.add_flag("--exit-zero", out.exit_zero, "Exit 0 even with findings")->group("Output");
    app.add_flag("--exit-non-zero-on-fix", out.exit_non_zero_on_fix, "Exit 1 if anything was fixed")->group("Output");
    common_options(app, line);
}

// The option's names with their dashes.
std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> out;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
    return out;
}

}  // namespace

std::optional<int> parse_command_line(int argc, const char* const* argv, CommandLine& out) {
    using Command = CommandLine::Command;
    CLI::App app{"zenlint finds Python that could be more idiomatic, shows how, and says why.", "zenlint"};
    app.require_subcommand(0, 1);
    app.set_help_flag("-h,--help", "This text");
    app.get_formatter()->column_width(32);
    bool version = false;
    app.add_flag("-V,--version", version, "The version");

    std::string rule_format = "text";
    std::vector<std::pair<CLI::App*, Command>> commands;
    auto command = [&](const char* name, Command which, const char* meaning) -> CLI::App& {
        CLI::App* sub = app.add_subcommand(name, meaning);
        sub->allow_extras();
        commands.emplace_back(sub, which);
        return *sub;
    };
    check_options(command("check", Command::check, "Check files and folders, or fix them"), out);

    CLI::App& rule = command("rule", Command::rule, "Explain rules: what, why, when not, before and after");
    rule.add_option("RULES", out.names, "Codes or names, of zenlint or other tools")->type_name("");
    rule.add_flag("--all", out.all, "All rules: a line each, or everything as JSON");
    rule.add_option("--output-format", rule_format, "The form")->check(one_of({"text", "json"}))->type_name("FORMAT");
    common_options(rule, out);

    CLI::App& test = command("test", Command::test, "Judge rule pages by their examples");
    test.add_option("PAGES", out.names, "Rule pages (Markdown)")->type_name("")->required();
    common_options(test, out);

    CLI::App& tree = command("tree", Command::tree, "Print the syntax tree of a file, for authors of rules");
    tree.add_option("FILE", out.names, "A file, or `-`")->type_name("")->required()->expected(1);
    tree.add_flag("--json", out.json,
                  "As a JSON list of {kind, named, field, start, end, depth}; places are byte offsets");
    common_options(tree, out);

    CLI::App& model = command("model", Command::model, "Print what zenlint knows of the names in a file, as JSON");
    model.add_option("FILE", out.names, "A file, or `-`")->type_name("")->required()->expected(1);
    model.add_option("--target-version", out.target_version, "The Python version whose builtins count")
        ->type_name("py310");
    bool json = true;
    model.add_flag("--json", json, "As JSON, which is the only form");
    common_options(model, out);

    course_options(
        command("course", Command::course,
                "Make a reading list of the findings in PATHS; without any, list the sections of the course"),
        out);
    CLI::App& server =
        command("lsp", Command::lsp, "Serve an editor: the language server, on standard input and output");
    bool on_stdio = true;
    server.add_flag("--stdio", on_stdio, "On standard input and output, which is the only way");
    common_options(server, out);
    CLI::App& about = command("version", Command::version, "The version");
    common_options(about, out);

    if (argc > 1 && argv[1][0] != '-' && argv[1][0] != '\0') {
        std::vector<std::string_view> names;
        for (auto& [sub, which] : commands) names.push_back(sub->get_name());
        if (std::ranges::find(names, argv[1]) == names.end())
            return wrong("unknown command '" + std::string(argv[1]) + "'" + guess(argv[1], names), "");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        auto sub = app.get_subcommands();
        std::fputs((sub.empty() ? app : *sub.front()).help().c_str(), stdout);
        return std::fflush(stdout) == 0 ? 0 : 2;
    } catch (const CLI::ParseError& error) {
        auto sub = app.get_subcommands();
        if (auto* extra = dynamic_cast<const CLI::ExtrasError*>(&error); extra && sub.empty()) {
            // Only an unknown option gets here.
            std::vector<std::string> known = option_names(app);
            for (int i = 1; i < argc; ++i)
                if (argv[i][0] == '-')
                    return wrong(
                        "unknown option '" + std::string(argv[i]) + "'" + guess(argv[i], {known.begin(), known.end()}),
                        "");
        }
        return wrong(error.what(), sub.empty() ? "" : sub.front()->get_name());
    }
    if (version) {
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
            if (!rest.starts_with('-')) return wrong("unexpected argument '" + rest + "'", sub->get_name());
            std::vector<std::string> known = option_names(*sub);
            std::string name = rest.substr(0, rest.find('='));
            return wrong("unknown option '" + name + "'" + guess(name, {known.begin(), known.end()}), sub->get_name());
        }
    }
    if (out.command == Command::rule) {
        out.json = rule_format == "json";
        if (out.names.empty() && !out.all) return wrong("name a rule, or say --all", "rule");
    }
    return std::nullopt;
}

}  // namespace zen
