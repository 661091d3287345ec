// What Modules keeps of a file and of a folder. For the files of this module only.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "cache/digest.h"
#include "driver/modules.h"

namespace zen {

struct Modules::Entry {
    File file;
    std::string place;   // the absolute path
    std::string module;  // its name, which no other has
    std::mutex lock;
    bool loaded = false;
    std::string packed;            // its exports, as the cache has them
    std::optional<Digest> digest;  // of these; made when it is asked for
    std::shared_ptr<const Exports> exports;
};

// Where the modules are that files of a folder import, as far as somebody asked.
struct Modules::Folder {
    // So that a look-up makes no string.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    explicit Folder(std::string place) : path(std::move(place)) {}

    const std::string path;                                                // absolute
    std::unordered_map<std::string, Entry*, Hash, std::equal_to<>> found;  // by module; null: no file of the run
    std::unordered_map<std::string, std::string> holders;                  // see folder_holding, by the first name
};

}  // namespace zen
