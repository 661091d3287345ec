// Standard streams and other descriptors, and the terminal behind them. Text is UTF-8 and bytes pass unchanged.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace zen::streams {

constexpr int input = 0, output = 1, error = 2;

// Puts the standard streams into the state that this header speaks of. To be called once, before any of them is used.
void prepare();
// The arguments of the process as UTF-8, the program's name first; `argv` where that holds them.
std::vector<std::string> arguments(int argc, const char* const* argv);

// All that comes through a descriptor, such as standard input. `name` is what a Trouble calls it.
Result<std::string> read_all(int descriptor, std::string name);
// 0, or the error number. A terminal is written to as such.
int write_all(int descriptor, std::string_view text);
// Writes two pieces one after the other, at one go where the system can. False when nobody reads any more.
bool write_pair(int descriptor, std::string_view first, std::string_view second);

// Creates the file, or empties it. -1, with errno, when that fails.
int create(const std::string& path);
// A descriptor that takes everything and keeps nothing.
int nowhere();
// 0, or the error number.
int close(int descriptor);
// Asks for room for this many bytes between a writer and its reader. A wish: it may be without effect.
void widen_pipe(int descriptor, int bytes);

bool is_terminal(int descriptor);
// Columns of the terminal; 0 when it is none, or does not say.
unsigned terminal_width(int descriptor);

}  // namespace zen::streams
