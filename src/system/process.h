// Other processes.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zen::process {

struct Ran {
    int status = 0;  // exit status; 128 when it was ended
    std::string output;
};

// Runs a program that PATH leads to (on Windows never one of the current folder), without a shell, with nothing on
// standard input and standard error dropped. `environment` holds "NAME=value" to add to ours or to put in its place.
// Nothing when it cannot be run.
std::optional<Ran> run(std::vector<std::string> arguments, std::span<const std::string_view> environment);

// Runs a command line of the user's own in the system's shell, on our terminal. Its exit status; nothing when it could
// not be run, or was ended by a signal.
std::optional<int> run_in_shell(const std::string& command);
bool shell_is_cmd();  // Windows' cmd.exe, else a POSIX shell

bool is_alive(int id);

// The value of an environment variable as UTF-8; empty when it is not set.
std::string variable(const char* name);
// Where the user's files are, and where programs keep the user's settings: $XDG_CONFIG_HOME or ~/.config; on Windows
// %APPDATA%. Absolute; empty when the system does not say.
std::string home_folder();
std::string config_folder();

// What names this very build of the program (or of the library that we are part of): what the linker has noted down,
// else the path of the file that holds us, to be read. One of them is empty.
struct Build {
    std::string note, path;
};
Build build();

}  // namespace zen::process
