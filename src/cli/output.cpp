#include "cli/output.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "system/files.h"
#include "system/process.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr std::size_t large_piece = 1 << 16;

using process::variable;
using streams::write_all;

// Is "3.3a" at least 3.4?
bool at_least(std::string_view version, int major, int minor) {
    int have[2] = {0, 0}, part = 0;
    for (char c : version) {
        if (c >= '0' && c <= '9')
            have[part] = have[part] * 10 + (c - '0');
        else if (c != '.' || part++)
            break;
    }
    return have[0] != major ? have[0] > major : have[1] >= minor;
}

// What shells say of a program that SIGPIPE has ended.
constexpr int ended_by_broken_pipe = 141;

}  // namespace

bool shows_links(const TerminalNames& names) {
    if (!names.forced.empty()) return names.forced != "0";
    if (names.term.empty() || names.term == "dumb" || names.term == "linux") return false;
    if (names.program == "Apple_Terminal") return false;
    // tmux sets its own name; what it runs in may still be seen where it is older.
    if (!names.tmux.empty() || names.program == "tmux")
        return names.program == "tmux" && at_least(names.program_version, 3, 4);
    return !names.term.starts_with("screen");
}

void Output::write(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= large_piece) flush();
}

void Output::flush() {
    if (before_ && !buffer_.empty()) before_();
    if (!error_) error_ = write_all(descriptor_, buffer_);
    // A reader that goes away, such as `head`, ends the program, by a signal or, on Windows, here.
    if (error_ == EPIPE) std::_Exit(ended_by_broken_pipe);
    buffer_.clear();
}

bool Output::finish() {
    flush();
    if (error_) say_error(formatted("cannot write the report: {}", std::strerror(error_)));
    return error_ == 0;
}

bool Output::close() {
    const int error = streams::close(descriptor_);
    if (!error) return true;
    say_error(formatted("cannot write the report: {}", std::strerror(error)));
    return false;
}

Look look_for(int descriptor, ColorChoice choice) {
    bool terminal = streams::is_terminal(descriptor);
    bool dumb = variable("TERM") == "dumb";
    auto forced = [](const std::string& value) { return !value.empty() && value != "0"; };
    Look look;
    switch (choice) {
        case ColorChoice::always:
            look.color = true;
            break;
        case ColorChoice::never:
            break;
        case ColorChoice::automatic:
            if (!variable("NO_COLOR").empty())
                look.color = false;
            else if (forced(variable("FORCE_COLOR")) || forced(variable("CLICOLOR_FORCE")))
                look.color = true;
            else
                look.color = terminal && !dumb && variable("CLICOLOR") != "0";
            break;
    }
    // A log would keep the escapes and lose the address.
    look.links = terminal && choice != ColorChoice::never &&
                 shows_links({variable("TERM"), variable("TERM_PROGRAM"), variable("TERM_PROGRAM_VERSION"),
                              variable("TMUX"), variable("FORCE_HYPERLINK")});
    if (terminal) look.width = streams::terminal_width(descriptor);
    return look;
}

void say_error(std::string_view message) {
    write_all(streams::error, formatted("error: {}\n", message));
}

void say_warning(std::string_view message) {
    write_all(streams::error, formatted("warning: {}\n", message));
}

void say_error(const Trouble& trouble) {
    Trouble shown = trouble;
    if (std::string_view inside = below(current_folder(), shown.path); !inside.empty())
        shown.path = std::string(inside);
    std::string text;
    append_safe(text, shown.text());
    say_error(text);
}

std::string current_folder() {
    return files::current_folder();
}

}  // namespace zen
