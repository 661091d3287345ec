// Changes of files that belong together.
#pragma once
#include <optional>
#include <set>
#include <string>

namespace zen {

// Calls `take(changed, timeout_ms)` until something has changed, and then until nothing comes for a moment: an editor
// that saves writes, renames and removes in one go, and all of it is one change. `take` waits (without a timeout, for
// as long as it takes), adds the paths, and is false when nothing has come.
template <class Take>
std::set<std::string> gather_until_quiet(Take take) {
    constexpr int quiet_ms = 20, most_moments = 20;
    std::set<std::string> changed;
    while (changed.empty()) {
        if (!take(changed, std::nullopt)) continue;
        for (int i = 0; i < most_moments && take(changed, quiet_ms); ++i) {}
    }
    return changed;
}

}  // namespace zen
