// What a configuration says, as plain values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/selector.h"
#include "semantics/library/python_version.h"
#include "text/glob.h"

namespace zen {

// A path pattern and the absolute folder that it is relative to.
struct PathPattern {
    std::string folder;
    Glob glob;

    PathPattern(std::string folder, std::string_view pattern);
    // Both of absolute paths. `matches`: the path itself; `covers`: or a folder that it lies in.
    bool matches(std::string_view path, bool is_folder) const;
    bool covers(std::string_view path) const;

  private:
    std::string_view inside(std::string_view path) const;
};

// What holds only for files that a pattern fits, or with `!` before it for all others.
struct PerFile {
    PathPattern pattern;
    bool others = false;
    std::vector<Written> ignore, select;
    std::optional<PythonVersion> target;

    bool holds_for(std::string_view path) const { return pattern.covers(path) != others; }
};

// Where a key of the configuration was given its value, and the value as TOML.
struct Said {
    std::string key, value;
    Written at;
};

// [tool.zenlint.options.RULE] name = value
struct OptionSetting {
    Written rule, name, value;
};

// A configuration with a `prefix`, which others extend by its folder.
struct Pack {
    Written prefix;  // where it says so is the pack's configuration
    std::string version;
    std::string extended_by;  // the path of the configuration that extends it first; empty: none
};

struct Settings {
    std::string path;               // of the file they come from; empty for the defaults
    std::vector<Choices> choices;   // of the files that `path` extends, then its own
    std::vector<PerFile> per_file;  // in the order in which they hold
    std::vector<PathPattern> exclude, extend_exclude;
    std::optional<std::vector<PathPattern>> include;  // nothing: by suffix and first line
    std::vector<PathPattern> extend_include;
    bool force_exclude = false;
    std::optional<std::vector<Written>> fixable;  // nothing: all
    std::vector<Written> unfixable, safe_fixes, unsafe_fixes;
    std::vector<std::pair<Written, Severity>> severities;
    std::optional<Severity> fail_on;
    std::vector<Written> except_for;  // tools to which the rules that they select are left
    std::string baseline;             // absolute; empty: none
    std::optional<PythonVersion> target;
    std::uint32_t line_length = 88;
    bool preview = false;
    bool include_generated = false;
    bool respect_gitignore = true;
    bool project = true;              // are names followed into other files of the run?
    std::string python;               // the environment whose packages are read: absolute, "active", or empty: none
    bool doctests = false;            // are examples with prompts checked?
    std::string cache_dir;            // absolute; empty: beside the configuration
    std::vector<Written> rule_pages;  // absolute patterns
    std::vector<Pack> packs;
    std::vector<OptionSetting> options;
    std::vector<Said> said;  // in the order in which the values were laid over each other

    // The defaults, with patterns relative to `folder`.
    static Settings in(const std::string& folder);
    // The pack that names these pages; null for pages of no pack.
    const Pack* pack_of(const Written& pages) const;
    // The last word on a key; null when nobody has said anything.
    const Said* last_said(std::string_view key) const;
    // Is the absolute path to be left out, when it is met in a folder? With `above`, also if a folder around it is.
    bool excluded(std::string_view asked, bool is_folder, bool above = false) const;
    // Is a file of this absolute path to be taken, when it is met in a folder? Nothing: suffix and first line tell.
    std::optional<bool> included(std::string_view path) const;
};

}  // namespace zen
