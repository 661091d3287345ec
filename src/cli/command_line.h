// What the user typed, as plain values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zen {

enum class ColorChoice : std::uint8_t { automatic, always, never };

struct CheckOptions {
    std::vector<std::string> paths;
    bool interactive = false, watch = false;
    bool fix = false, unsafe_fixes = false, diff = false;
    bool fix_only = false;  // `fix` is true then, too
    bool show_fixes = false;
    std::string preset;
    std::optional<std::vector<std::string>> select;
    std::vector<std::string> extend_select, ignore;
    bool preview = false;
    std::string target_version;
    std::vector<std::string> output_format;  // FORMAT or FORMAT=FILE, commas between; none: text
    std::string output_file;
    std::string since_report;                      // the path of an earlier report, to compare with
    bool full = false;                             // show every finding, however many there are
    std::optional<std::uint32_t> max_diagnostics;  // findings that a report shows; nothing: all
    bool statistics = false, profile_rules = false;
    bool isolated = false, no_cache = false;
    std::string cache_dir;
    std::string config;
    std::vector<std::string> settings;  // "key = value", as a configuration has it
    bool show_settings = false;
    std::string baseline;
    bool baseline_write = false, baseline_shrink = false;
    std::optional<std::string> since;
    bool staged = false;
    std::string add_noqa;  // the reason; "true" for none, empty when nothing is to be silenced
    bool silent = false;
    bool exit_zero = false, exit_non_zero_on_fix = false;
    unsigned jobs = 0;  // 0: one for each processor
    std::string stdin_filename;
    std::optional<bool> respect_gitignore;
    bool show_files = false;
};

struct CommandLine {
    enum class Command : std::uint8_t {
        check,
        rule,
        test,
        tree,
        model,
        course,
        clean,
        config,
        migrate,
        why,
        completion,
        man,
        version,
        lsp
    };
    Command command = Command::check;
    bool quiet = false, verbose = false;
    ColorChoice color = ColorChoice::automatic;

    CheckOptions check;
    std::string why;                 // test: FILE:LINE
    std::vector<std::string> names;  // rule: of rules; test: of pages; tree, model: the file
    bool all = false;                // rule
    bool words = false;              // rule
    bool json = false;               // rule, tree, model, config
    bool schema = false;             // config
    bool types = false;              // model
    std::string target_version;      // model
};

// Reads the arguments. When there is nothing left to run (help was asked for, or something is wrong and has been said
// on standard error), the status to exit with.
std::optional<int> parse_command_line(int argc, const char* const* argv, CommandLine& out);

// What there is to type, for whoever explains or completes it.
struct OptionHelp {
    std::vector<std::string> names;  // with their dashes
    std::string value;               // what it takes; empty for a flag
    std::string meaning, variable;   // `variable`: of the environment, that stands in for it
    std::vector<std::string> choices;
};

struct CommandHelp {
    std::string name, meaning;
    std::vector<OptionHelp> options;
    std::string takes, takes_meaning;  // what follows the options; empty for nothing
    std::vector<std::string> choices;  // of what follows
};

// The program itself, then its commands.
std::vector<CommandHelp> command_helps();

}  // namespace zen
