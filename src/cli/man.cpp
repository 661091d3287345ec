// zenlint man: the manual page, made of the command line's definition.

#include "cli/commands.h"
#include "cli/output.h"
#include "system/streams.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Text as roff prints it: dashes that can be copied, no command at the start of a line.
std::string roff(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

void append_options(std::string& out, const CommandHelp& command) {
    for (const OptionHelp& option : command.options) {
        out += ".TP\n";
        bool first = true;
        for (const std::string& name : option.names) {
            append(out, "{}{}\\fR", first ? "\\fB" : ", \\fB", roff(name));
            first = false;
        }
        if (!option.value.empty()) append(out, " \\fI{}\\fR", roff(option.value));
        append(out, "\n{}.\n", roff(option.meaning));
        if (!option.choices.empty()) {
            out += "One of";
            for (std::size_t i = 0; i < option.choices.size(); ++i)
                out += (i ? ", " : " ") + (formatted("\\fB{}\\fR", roff(option.choices[i])));
            out += ".\n";
        }
        if (!option.variable.empty())
            append(out, "The environment variable \\fB{}\\fR sets it too.\n", roff(option.variable));
    }
}

constexpr std::string_view ending = R"(.SH EXIT STATUS
.TP
.B 0
There are no findings.
.TP
.B 1
There are findings; with \fB\-\-diff\fR, there is something to fix.
.TP
.B 2
An error: an invalid option or configuration, or a file that cannot be read or written.
.TP
.B 3
An internal error.
.SH ENVIRONMENT
.TP
.BR NO_COLOR ", " FORCE_COLOR ", " CLICOLOR ", " CLICOLOR_FORCE
Turn colors on or off, unless \fB\-\-color\fR is given.
.SH FILES
.TP
.IR pyproject.toml ", " zenlint.toml ", " .zenlint.toml
The configuration; the nearest at or above a file is used.
.SH EXAMPLES
.TP
.B zenlint check \-\-fix src
Check a folder and make the safe fixes.
.TP
.B zenlint rule ZEN0102
Explain a rule.
.TP
.B zenlint course \-\-output\-format html \-o list.html .
Write a reading list as a web page.
)";

}  // namespace

int man_command(const CommandLine&) {
    std::vector<CommandHelp> commands = command_helps();
    std::string out = formatted(
        ".TH ZENLINT 1 \"\" \"zenlint {}\" \"User Commands\"\n"
        ".SH NAME\n"
        "zenlint \\- find Python code that could be more idiomatic, and explain why\n"
        ".SH SYNOPSIS\n"
        ".B zenlint\n"
        "\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n"
        ".SH DESCRIPTION\n"
        "{}\n"
        ".SH OPTIONS\n",
        program_version(), roff(commands.front().meaning));
    append_options(out, commands.front());
    out += ".SH COMMANDS\n";
    for (std::size_t i = 1; i < commands.size(); ++i) {
        const CommandHelp& command = commands[i];
        append(out, ".SS zenlint {}{}\n{}.\n", roff(command.name),
               command.takes.empty() ? "" : " " + roff(command.takes), roff(command.meaning));
        if (!command.takes_meaning.empty()) {
            append(out, ".TP\n.I {}\n{}.\n", roff(command.takes), roff(command.takes_meaning));
        }
        append_options(out, command);
    }
    out += ending;
    Output output(streams::output);
    output.write(out);
    return output.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen
