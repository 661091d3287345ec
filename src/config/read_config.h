// Finds and reads configurations: [tool.zenlint] of pyproject.toml, zenlint.toml, .zenlint.toml.
#pragma once
#include <optional>
#include <string>

#include "config/settings.h"
#include "text/result.h"

namespace zen {

// The settings of a file, and of those that it extends. An unknown key, a value of the wrong type and an impossible
// value are a Trouble with line, column and the nearest valid name.
// Relative patterns start from `folder`, by default the file's own.
Result<Settings> read_config(const std::string& path, const std::string& folder = {});

// Lays "key = value" over the settings, as given on the command line; paths start from `folder`.
std::optional<Trouble> read_inline(Settings& settings, const std::string& toml, const std::string& folder);
// Is it "key = value" rather than the name of a file?
bool inline_setting(const std::string& text);

// The user's own configuration, which speaks where no project does: zenlint/zenlint.toml in $XDG_CONFIG_HOME or
// ~/.config. Empty when there is none.
std::string user_config();
// A leading `~` made the home folder.
std::string with_home(const std::string& path);

// The configuration that speaks for the absolute folder itself: .zenlint.toml, zenlint.toml, or a pyproject.toml that
// has [tool.zenlint]; empty when there is none. A pyproject.toml that speaks of zenlint and is no TOML is a Trouble.
Result<std::string> config_in(const std::string& folder);

// What `requires-python` of the folder's pyproject.toml says; nothing without one.
std::optional<PythonVersion> required_python(const std::string& folder);

}  // namespace zen
