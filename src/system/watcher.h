// Waits for changes to files in some folders.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "text/result.h"

namespace zen {

class Watcher {
  public:
    static Result<Watcher> open();

    // Watches a folder; one that is watched already costs nothing. What cannot be watched is a Trouble.
    std::optional<Trouble> add(const std::string& folder);
    std::size_t count() const;
    // Waits until something has changed, and a moment more for what comes with it. The paths of what was written,
    // made, moved or removed; a folder itself when the system lost count.
    std::set<std::string> wait();

  private:
    struct State;  // each system's own, with what ends it
    using Owned = std::unique_ptr<State, void (*)(State*)>;
    explicit Watcher(Owned state) : state_(std::move(state)) {}
    Owned state_;
};

}  // namespace zen
