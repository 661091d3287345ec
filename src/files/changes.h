// Which lines of which files git says have changed.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "text/result.h"

namespace zen {

// Rows counted from 1, the last one inclusive.
struct Rows {
    std::uint32_t first, last;
};

struct ChangedLines {
    std::map<std::string, std::vector<Rows>> files;  // by absolute path, in the files as they are on the disk
    std::vector<std::string> submodules;             // absolute folders that git was not asked about

    // Does the range hold a changed line of the file?
    bool touches(const std::string& path, std::uint32_t first, std::uint32_t last) const;
    static bool touches(const std::vector<Rows>& rows, std::uint32_t first, std::uint32_t last);
};

// What differs from the point at which this branch left the revision (from the revision itself, if it is part of this
// branch's history), with what is not committed and files that git does not know yet. A Trouble where there is no
// repository, no such revision, or no git.
Result<ChangedLines> changed_since(const std::string& folder, const std::string& revision);

// The lines that are staged for the next commit, where they now stand on the disk.
Result<ChangedLines> staged_lines(const std::string& folder);

// Where rows of an old text stand in a new one; with `fresh_too`, and the rows that are new there.
std::vector<Rows> moved_rows(const std::vector<Rows>& rows, std::string_view before, std::string_view after,
                             bool fresh_too);

}  // namespace zen
