// Finds the Python files that a run is about.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "text/result.h"

namespace zen {

struct Walk {
    std::string current;  // the absolute folder that relative paths start from
    bool gitignore = true;
    // Do the settings leave this absolute path out? Asked for what is met inside a folder, never for a path given.
    std::function<bool(const std::string& path, bool folder)> excluded;
    // Do the settings say of this file that it is to be taken, or that it is not? Nothing: suffix and first line tell.
    std::function<std::optional<bool>(const std::string& path)> included;
    // Is this absolute path to be left out even if it is given?
    std::function<bool(const std::string& path, bool folder)> refused;
};

struct FileList {
    std::vector<std::string> files;  // each once, by name; relative where the path given was
    std::vector<Trouble> troubles;   // paths that are not there, folders that cannot be read
};

// A file given by name is taken whatever it is called, as long as it is a regular file. In folders, .py, .pyi, .pyw
// and .ipynb files are taken, and files without a suffix whose first line calls for Python. Symbolic links are
// followed; what was given or seen under another name is not taken again.
FileList find_files(std::span<const std::string> paths, const Walk& walk);

// Does the first line (with its `#!`) call for Python?
bool python_shebang(std::string_view text);

}  // namespace zen
