// The choices of rules in another linter's own configuration, as that tool finds and reads it.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/peer_choices.h"
#include "config/ruff_pattern.h"
#include "text/result.h"

namespace zen {

struct RuffPerFile {
    RuffPattern pattern;
    bool others;  // it holds for files that the pattern does not fit
    std::vector<std::string> ignore;
};

struct RuffSettings {
    std::string path;  // of the configuration; empty: there is none, and ruff's defaults hold
    RuffChoices choices;
    std::vector<RuffPerFile> per_file;
    std::vector<RuffPattern> exclude, include;
    bool only_include = false;  // else Python files and notebooks too

    // What counts for a file of this absolute path: a digit for each pattern, for those that ask again.
    std::string key_of(std::string_view file) const;
    // Ruff's choices there; nothing where ruff does not check the file when it meets it in a folder.
    std::optional<RuffChoices> choices_for(std::string_view file) const;

  private:
    bool checks(std::string_view file) const;
};

// Finds the configuration of ruff's for a folder: the nearest .ruff.toml, ruff.toml or pyproject.toml with [tool.ruff]
// at or above it, with what it extends. Each is read once.
class RuffConfigs {
  public:
    // Of an absolute folder; stays where it is. A Trouble when a file cannot be read.
    Result<const RuffSettings*> of(const std::string& folder);

  private:
    Result<const RuffSettings*> read(const std::string& path);

    std::map<std::string, const RuffSettings*> by_folder_;
    std::map<std::string, std::unique_ptr<RuffSettings>> by_path_;
};

}  // namespace zen
