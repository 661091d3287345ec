#include "cli/program.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "config/read_config.h"
#include "report/report.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {

namespace {

// A check for options that take one of a few words.
CLI::Validator one_of(std::vector<std::string> words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
    auto judge = [words, list](std::string& given) {
        if (std::ranges::find(words, given) != words.end()) return std::string();
        std::vector<std::string_view> candidates(words.begin(), words.end());
        std::string hint = did_you_mean(given, candidates);
        return formatted("unknown value '{}'{}", given, hint.empty() ? formatted("; it is one of {}", list) : hint);
    };
    return CLI::Validator(judge, formatted("{{{}}}", list));
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

std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20) {
            static constexpr char digits[] = "0123456789ABCDEF";
            append(out, "\\u00{}{}", digits[c >> 4], digits[c & 15]);
        } else {
            out += c;
        }
    }
    return out += '"';
}

// An option that sets a key of the configuration which holds a list.
void list_setting(CLI::App& app, CheckOptions& out, const char* option, const char* key, const char* type,
                  const char* meaning, const char* group) {
    words(
        app, option,
        [&out, key](const std::vector<std::string>& list) {
            std::string text = formatted("{} = [", key);
            for (const std::string& word : list) text += (text.ends_with('[') ? "" : ", ") + toml_string(word);
            out.settings.push_back(text + "]");
        },
        meaning)
        ->type_name(type)
        ->group(group);
}

// An option that sets a key of the configuration which holds lists by the pattern of a path: PATTERN:RULE,…
void per_file_setting(CLI::App& app, CheckOptions& out, const char* option, const char* key, const char* meaning) {
    words(
        app, option,
        [&out, key, option](const std::vector<std::string>& list) {
            std::map<std::string, std::string> rules;  // by pattern
            for (const std::string& word : list) {
                const std::size_t colon = word.rfind(':');
                if (colon == word.npos || colon == 0 || colon + 1 == word.size())
                    throw CLI::ValidationError(option, formatted("'{}' is not PATTERN:RULE", word));
                std::string& text = rules[word.substr(0, colon)];
                text += (text.empty() ? "" : ", ") + toml_string(word.substr(colon + 1));
            }
            std::string text = formatted("{} = {{", key);
            for (const auto& [pattern, some] : rules)
                append(text, "{}{} = [{}]", text.ends_with('{') ? "" : ", ", toml_string(pattern), some);
            out.settings.push_back(text + "}");
        },
        meaning)
        ->type_name("PATTERN:RULE,…")
        ->group("Rules");
}

// --config FILE, or any number of --config "key = value".
void config_option(CLI::App& app, CheckOptions& out) {
    app.add_option_function<std::vector<std::string>>(
           "--config",
           [&out](const std::vector<std::string>& given) {
               for (const std::string& one : given)
                   if (inline_setting(one))
                       out.settings.push_back(one);
                   else
                       out.config = one;
           },
           "Use this configuration for every file, or set a single key")
        ->envname("ZENLINT_CONFIG")
        ->type_name("FILE|\"KEY = VALUE\"")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false)
        ->group("Settings");
    app.add_flag("--isolated", out.isolated, "Read no configuration")->group("Settings");
}

// What every command takes. Where it has no effect it is taken too, but the help does not show it.
enum class Shown { all, colors, none };

void common_options(CLI::App& app, CommandLine& out, Shown shown = Shown::all) {
    const char* words = shown == Shown::all ? "Output" : "";
    app.add_flag("-q,--quiet", out.quiet, "Print findings only, no summary")->group(words);
    app.add_flag("-v,--verbose", out.verbose, "Also print which files and settings are used")->group(words);
    static const std::map<std::string, ColorChoice> choices{
        {"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}};
    app.add_option_function<std::string>(
           "--color", [&out](const std::string& word) { out.color = choices.at(word); },
           "When to print colors and hyperlinks")
        ->check(one_of({"auto", "always", "never"}))
        ->type_name("WHEN")
        ->group(shown == Shown::none ? "" : "Output");
}

void report_options(CLI::App& app, CheckOptions& out) {
    std::string list;
    for (const Format& format : formats()) list += (list.empty() ? "" : ", ") + std::string(format.name);
    // What is wrong with it is said where the formats and their files are read.
    CLI::Validator any([](std::string&) { return std::string(); }, formatted("{{{}}}", list));
    app.add_option("--output-format", out.output_format,
                   "Report format; several with commas, each with a file: full,sarif=FILE")
        ->check(any)
        ->envname("ZENLINT_OUTPUT_FORMAT")
        ->type_name("FORMAT[=FILE]")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false)
        ->group("Output");
    app.add_flag("--full", out.full, "Show every finding with its code")->group("Output");
    app.add_option("-o,--output-file", out.output_file, "Write the report to this file")
        ->envname("ZENLINT_OUTPUT_FILE")
        ->type_name("FILE")
        ->group("Output");
    CLI::Validator a_number(
        [](std::string& given) {
            const bool digits = !given.empty() && given.find_first_not_of("0123456789") == given.npos;
            return digits ? std::string() : formatted("'{}' is not a number of findings: use 0 or more", given);
        },
        "");
    app.add_option("--max-diagnostics", out.max_diagnostics, "Show at most N findings [default: all]")
        ->type_name("N")
        ->check(a_number)
        ->group("Output");
}

// Where imported names are looked up.
void module_options(CLI::App& app, CheckOptions& out, const std::string& group) {
    app.add_flag_function(
           "--project,!--no-project",
           [&out](std::int64_t count) { out.settings.push_back(count > 0 ? "project = true" : "project = false"); },
           "Look up imported names in the other files of a folder (default)")
        ->group(group);
    app.add_option_function<std::string>(
           "--python",
           [&out](const std::string& path) { out.settings.push_back(formatted("python = {}", toml_string(path))); },
           "Read the types of packages installed in this environment (its folder, its interpreter, or `active`)")
        ->type_name("PATH")
        ->group(group);
}

// Which rules and settings hold, and how many threads work: for all commands that lint.
void choice_options(CLI::App& app, CheckOptions& out) {
    app.footer(
        "RULE is a code (ZEN1411), a prefix (ZEN14), a name (none-comparison), a kind (bug, idiom,\n"
        "upgrade, taste), ALL, or a code of ruff, flake8, pylint or refurb (E711).");
    app.add_option("--preset", out.preset, "Start from the rules of this preset")
        ->check(one_of({std::begin(preset_names), std::end(preset_names)}))
        ->type_name("PRESET")
        ->group("Rules");
    words(
        app, "--select", [&out](auto& list) { out.select = list; }, "Use these rules instead of the configured ones")
        ->group("Rules");
    words(
        app, "--extend-select", [&out](auto& list) { out.extend_select = list; }, "Additional rules to use")
        ->group("Rules");
    words(app, "--ignore", [&out](auto& list) { out.ignore = list; }, "Rules not to use")->group("Rules");
    app.add_flag("--preview", out.preview, "Also use the rules in preview")->group("Rules");
    app.add_option("--target-version", out.target_version, "The lowest Python version that the code must run on")
        ->type_name("py310")
        ->group("Rules");

    list_setting(app, out, "--fixable", "fixable", "RULE,…", "Fix only findings of these rules", "Rules");
    list_setting(app, out, "--extend-fixable", "extend-fixable", "RULE,…", "Add rules to --fixable", "Rules");
    list_setting(app, out, "--unfixable", "unfixable", "RULE,…", "Do not fix findings of these rules", "Rules");

    per_file_setting(app, out, "--per-file-ignores", "per-file-ignores",
                     "Rules not to use in files that match the pattern");
    per_file_setting(app, out, "--extend-per-file-ignores", "extend-per-file-ignores",
                     "Add rules to --per-file-ignores");
    per_file_setting(app, out, "--per-file-select", "per-file-select",
                     "Additional rules to use in files that match the pattern");

    config_option(app, out);
    list_setting(app, out, "--exclude", "exclude", "PATTERN,…", "Do not check these files and folders", "Settings");
    list_setting(app, out, "--extend-exclude", "extend-exclude", "PATTERN,…", "Add files and folders to --exclude",
                 "Settings");
    app.add_flag_function(
           "--force-exclude,!--no-force-exclude",
           [&out](std::int64_t count) {
               out.settings.push_back(count > 0 ? "force-exclude = true" : "force-exclude = false");
           },
           "Do not check excluded files even if they are named")
        ->group("Settings");
    app.add_flag_function(
           "--respect-gitignore,!--no-respect-gitignore",
           [&out](std::int64_t count) { out.respect_gitignore = count > 0; },
           "Do not check files that .gitignore files ignore (default)")
        ->group("Settings");
    module_options(app, out, "Settings");
    app.add_flag_function(
           "--doctests,!--no-doctests",
           [&out](std::int64_t count) { out.settings.push_back(count > 0 ? "doctests = true" : "doctests = false"); },
           "Check examples with >>> prompts in docstrings, Markdown and .rst files")
        ->group("Settings");
    app.add_flag("--no-cache", out.no_cache, "Do not use the cache")->envname("ZENLINT_NO_CACHE")->group("Settings");
    app.add_option("--cache-dir", out.cache_dir, "Cache folder [default: .zenlint_cache]")
        ->envname("ZENLINT_CACHE_DIR")
        ->type_name("FOLDER")
        ->group("Settings");
    app.add_option("-j,--jobs", out.jobs, "Number of threads [default: one per processor]")
        ->type_name("N")
        ->group("Settings");
}

void course_options(CLI::App& app, CommandLine& line) {
    CheckOptions& out = line.check;
    app.add_option("PATHS", out.paths, "Files and folders; `-` is standard input")->type_name("");
    choice_options(app, out);
    app.add_option_function<std::string>(
           "--output-format",
           [&out](const std::string& word) {
               out.output_format = {word == "text" ? "course" : word == "json" ? "course-json" : word};
           },
           "Format of the reading list; html is a page with charts, json is for --since-report")
        ->check(one_of({"text", "markdown", "html", "json"}))
        ->type_name("FORMAT")
        ->group("Output");
    app.add_option("--since-report", out.since_report, "Show the progress since an earlier report in JSON")
        ->type_name("FILE")
        ->group("Output");
    app.add_option("-o,--output-file", out.output_file, "Write the reading list to this file")
        ->type_name("FILE")
        ->group("Output");
    common_options(app, line);
}

void check_options(CLI::App& app, CommandLine& line) {
    CheckOptions& out = line.check;
    app.add_option("PATHS", out.paths, "Files and folders; `-` is standard input [default: .]")->type_name("");

    app.add_flag("--fix", out.fix, "Make the safe fixes")->group("Fixing");
    app.add_flag("-i,--interactive", out.interactive, "Show each fix, safe or unsafe, with its lesson, and ask")
        ->group("Fixing");
    app.add_flag("--unsafe-fixes", out.unsafe_fixes, "With --fix or --diff: also make the unsafe fixes")
        ->group("Fixing");
    app.add_flag_function(
           "--fix-only", [&out](std::int64_t) { out.fix = out.fix_only = true; },
           "Make the safe fixes, but do not report the remaining findings")
        ->group("Fixing");
    app.add_flag("--show-fixes", out.show_fixes, "List the fixes made, by file and rule")->group("Fixing");
    app.add_flag("--diff", out.diff, "Show what --fix would change; exit 1 if there are changes")->group("Fixing");

    choice_options(app, out);
    app.add_option("--baseline", out.baseline, "Do not report the findings that this file lists")
        ->type_name("FILE")
        ->group("Old code");
    app.add_flag("--baseline-write", out.baseline_write, "Write the current findings to the baseline")
        ->group("Old code");
    app.add_flag("--baseline-shrink", out.baseline_shrink, "Remove fixed findings from the baseline")
        ->group("Old code");
    app.add_option("--since", out.since, "Report only lines changed since this branch left a git revision")
        ->type_name("REV")
        ->group("Old code");
    app.add_flag("--staged", out.staged, "Report only lines staged in git")->group("Old code");
    app.add_flag("--add-noqa", out.add_noqa, "Add a # noqa comment for each finding; =REASON adds a reason")
        ->group("Old code");
    app.add_option("--stdin-filename", out.stdin_filename, "File name for standard input")
        ->type_name("FILE")
        ->group("Settings");

    report_options(app, out);
    app.add_flag("--watch", out.watch, "Check files again when they change, until Ctrl-C")->group("Output");
    app.add_flag("--statistics", out.statistics, "Count the findings of each rule")->group("Output");
    app.add_flag("--profile-rules", out.profile_rules, "Print on standard error how much time each rule takes")
        ->group("Output");
    app.add_flag("--show-files", out.show_files, "List the files that would be checked")->group("Output");
    app.add_flag("--show-settings", out.show_settings, "List the settings for the first path")->group("Output");
    app.add_option_function<std::string>(
           "--fail-on",
           [&out](const std::string& word) { out.settings.push_back(formatted("fail-on = \"{}\"", word)); },
           "Exit 1 only for findings of at least this severity")
        ->check(one_of({"error", "warning", "info"}))
        ->type_name("SEVERITY")
        ->group("Output");
    app.add_flag("-s,--silent", out.silent, "Print no report, only errors; use the exit status")->group("Output");
    app.add_flag("--exit-zero", out.exit_zero, "Exit 0 even with findings")->group("Output");
    app.add_flag("--exit-non-zero-on-fix", out.exit_non_zero_on_fix, "Exit 1 if anything was fixed")->group("Output");
    common_options(app, line);
}

// CLI11's layout, where the names of an option are followed by what it takes and nothing else: CLI11 writes the value
// that a flag's opposite sets behind its name, as in `--no-force-exclude{false}`.
class HelpLayout : public CLI::Formatter {
  public:
    HelpLayout() { column_width(32); }

    // CLI11 pads by bytes, which are more than columns where there is a `…`.
    std::string make_option(const CLI::Option* option, bool positional) const override {
        std::string text = CLI::Formatter::make_option(option, positional);
        const std::string names = formatted("  {}{}", make_option_name(option, positional), make_option_opts(option));
        const auto beyond = std::ranges::count_if(names, [](char c) { return (c & 0xc0) == 0x80; });
        if (text.size() > names.size() && text[names.size()] == ' ')
            text.insert(names.size(), static_cast<std::size_t>(beyond), ' ');
        return text;
    }

    std::string make_option_name(const CLI::Option* option, bool positional) const override {
        std::string names = CLI::Formatter::make_option_name(option, positional);
        for (std::size_t at; (at = names.find("{false}")) != names.npos;) names.erase(at, 7);
        return names;
    }
};

}  // namespace

CLI::App& Program::command(const char* name, CommandLine::Command which, const char* meaning) {
    CLI::App* sub = app.add_subcommand(name, meaning);
    sub->allow_extras();
    commands.emplace_back(sub, which);
    return *sub;
}

Program::Program(CommandLine& out) {
    using Command = CommandLine::Command;
    app.allow_windows_style_options(false);  // `/folder` is a path of the current drive
    app.require_subcommand(0, 1);
    app.set_help_flag("-h,--help", "Show this help");
    app.formatter(std::make_shared<HelpLayout>());
    app.add_flag("-V,--version", version, "Print the version");

    check_options(command("check", Command::check, "Check files and folders, or fix them"), out);

    CLI::App& rule = command("rule", Command::rule, "Explain rules: what, why, when not, before and after");
    rule.add_option("RULES", out.names,
                    "Codes or names of zenlint or other tools; `new NAME` writes a template for a page")
        ->type_name("");
    rule.add_flag("--all", out.all, "All rules: one line each, or all details as JSON");
    rule.add_flag("--words", out.words, "The words of conditions, for your own rule pages");
    rule.add_option("--output-format", rule_format, "Output format")
        ->check(one_of({"text", "json"}))
        ->type_name("FORMAT");
    common_options(rule, out, Shown::colors);

    CLI::App& test = command("test", Command::test, "Test the examples of rule pages");
    test.add_option("PAGES", out.names, "Rule pages (Markdown)")->type_name("")->required();
    test.add_option("--why", out.why, "Show which condition of the page does not hold at this place")
        ->type_name("FILE:LINE");
    common_options(test, out);

    CLI::App& tree = command("tree", Command::tree, "Print the syntax tree of a file, for authors of rules");
    tree.add_option("FILE", out.names, "A file, or `-`")->type_name("")->required()->expected(1);
    tree.add_flag("--json", out.json,
                  "Print a JSON list of {kind, named, field, start, end, depth}, with byte offsets");
    common_options(tree, out, Shown::colors);

    CLI::App& model =
        command("model", Command::model,
                "Print what zenlint knows about the names in a file, as JSON, using the other files below this folder");
    model.add_option("FILE", out.names, "A file, or `-`")->type_name("")->required()->expected(1);
    model.add_option("--target-version", out.target_version, "Use the names and types of this Python version")
        ->type_name("py310");
    module_options(model, out.check, "Options");
    model.add_flag("--types", out.types, "Print the type of each expression instead, one per line");
    model.add_flag("--json", out.json, "Print JSON, also with --types (names are always JSON)");
    common_options(model, out, Shown::none);

    course_options(
        command("course", Command::course,
                "Make a reading list of the findings in PATHS; without PATHS, list the sections of the course"),
        out);
    CLI::App& config = command("config", Command::config, "Explain the configuration keys and show their values here");
    config.add_option("KEYS", out.names, "Keys [default: all]")->type_name("");
    config.add_flag("--schema", out.schema, "Print the JSON Schema of the configuration, for editors");
    config.add_flag("--json", out.json, "Print a JSON list");
    config_option(config, out.check);
    common_options(config, out);

    CLI::App& migrate = command("migrate", Command::migrate,
                                "Print the settings of ruff, flake8, pylint or refurb as a zenlint configuration");
    migrate.add_option("FILES", out.names, "Their configuration files [default: those in this folder]")->type_name("");
    common_options(migrate, out, Shown::none);

    CLI::App& clean = command("clean", Command::clean, "Remove the caches below a folder");
    clean.add_option("FOLDERS", out.names, "Folders to search [default: .]")->type_name("");
    clean.add_option("--cache-dir", out.check.cache_dir, "Also remove this cache folder")
        ->envname("ZENLINT_CACHE_DIR")
        ->type_name("FOLDER");
    common_options(clean, out);
    CLI::App& why = command("why", Command::why, "Explain why a file is checked or skipped, and a rule on or off");
    why.add_option("FILE", out.names, "A file, optionally followed by rules: FILE [RULE…]")->type_name("")->required();
    choice_options(why, out.check);
    common_options(why, out, Shown::colors);

    CLI::App& completion = command("completion", Command::completion, "Print a completion script for a shell");
    completion.add_option("SHELL", out.names, "The shell")
        ->check(one_of({"bash", "zsh", "fish"}))
        ->type_name("")
        ->required()
        ->expected(1);
    common_options(completion, out, Shown::none);
    common_options(command("man", Command::man, "Print the manual page: zenlint man | man -l -"), out, Shown::none);
    CLI::App& server = command("lsp", Command::lsp, "Run the language server on standard input and output");
    server.add_flag("--stdio", on_stdio, "Use standard input and output (always on)");
    common_options(server, out, Shown::none);
    CLI::App& about = command("version", Command::version, "Print the version");
    common_options(about, out, Shown::none);
}

}  // namespace zen
