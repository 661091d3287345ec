// What .gitignore files leave out, as git itself reads them.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/glob.h"

namespace zen {

// The ignore files that speak for a folder: its own and those of the folders above it. Shared by the folders below.
class IgnoreChain {
  public:
    using Link = std::shared_ptr<const IgnoreChain>;

    // The chain with the patterns that `text` holds, for the absolute `folder`; the chain as it is when it holds none.
    static Link with(Link above, std::string_view folder, std::string_view text);
    // Is the absolute path left out? The nearest file speaks first, and in a file the last pattern that fits.
    static bool ignored(const Link& chain, std::string_view path, bool folder);

  private:
    struct Pattern {
        Glob glob;
        bool negated;
    };
    std::string folder_;
    std::vector<Pattern> patterns_;
    Link above_;
};

}  // namespace zen
