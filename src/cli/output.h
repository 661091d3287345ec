// Standard output and standard error, and what the terminal behind them can show.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "cli/command_line.h"
#include "report/look.h"
#include "text/result.h"

namespace zen {

// Gathers what is written and passes it on in large pieces.
class Output {
  public:
    explicit Output(int descriptor) : descriptor_(descriptor) {}
    void write(std::string_view text);
    // Passes on what is there so far.
    void flush();
    // The same at the end. False when anything could not be written; that has been said on standard error.
    bool finish();
    // Closes the descriptor, behind the last write. False, and said, when that fails.
    bool close();
    // Called before text is passed on, such as to clear a line of progress.
    void before_writing(std::function<void()> act) { before_ = std::move(act); }

  private:
    int descriptor_;
    std::string buffer_;
    int error_ = 0;
    std::function<void()> before_;
};

// What a terminal tells of itself in the environment; empty for what is not set.
struct TerminalNames {
    std::string_view term = {}, program = {}, program_version = {}, tmux = {};
    std::string_view forced = {};  // FORCE_HYPERLINK
};
// Does it show hyperlinks (OSC 8)? The Linux console, dumb terminals, Apple's Terminal, GNU screen and tmux before 3.4
// do not, and what is unknown does no harm there.
bool shows_links(const TerminalNames& names);

// Also says how wide the terminal is. NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE and TERM have their say where the choice is
// automatic.
Look look_for(int descriptor, ColorChoice choice);

// "error: path:line:column: message" on standard error, the path as seen from the current folder.
void say_error(const Trouble& trouble);
void say_error(std::string_view message);
void say_warning(std::string_view message);

std::string current_folder();

}  // namespace zen
