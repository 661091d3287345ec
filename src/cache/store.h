// A folder on the disk that keeps values by digest, for any number of threads and processes at once (LMDB).
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cache/digest.h"
#include "text/result.h"

namespace zen {

// Nothing in it is worth a failure: what is damaged is forgotten, what cannot be written is left out. A process that is
// killed leaves it whole.
class Store {
  public:
    // Makes the folder if need be, with a .gitignore and a CACHEDIR.TAG in it. A Trouble when it cannot be used.
    static Result<Store> open(const std::string& folder);
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    // Both may be called by several threads. What is kept is found by later runs.
    std::optional<std::string> find(const Digest& key);
    void keep(const Digest& key, std::string_view value);
    // Writes what has been kept so far. What stopped the first write that failed (a full disk); later ones are not
    // tried.
    std::optional<Trouble> finish();

  private:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Removes a cache folder, but only one that says by its CACHEDIR.TAG that it is ours. True if it did; false when there
// is none; a Trouble when it could not.
Result<bool> remove_store(const std::string& folder);

}  // namespace zen
