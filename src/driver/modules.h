// Files as modules that import each other: which file an import leads to, and what that file exports.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "cache/findings.h"
#include "cache/store.h"
#include "semantics/world.h"
#include "text/result.h"

namespace zen {

// Answers are a function of the files' paths and texts: whoever asks first, in whichever thread, hears the same. A text
// is read when it is first asked for and not again, so that what fixes write during the run changes no answer.
class Modules {
  public:
    struct File {
        std::string path;  // as reports name it
        PythonVersion target;
        bool sees = true;  // does it look at others?
        // The absolute folder of its configuration, from which absolute imports are found too; empty without one.
        std::string root = {};
    };
    using Read = std::function<Result<std::string>(const std::string& path)>;  // the bytes of a file

    // Files that no list names: they are looked for on the disk when an import asks for them.
    struct Elsewhere {
        std::vector<std::string> folders;    // absolute, of the project: imports are followed inside of them
        std::vector<std::string> installed;  // absolute: `site-packages`, of which packages with types are read
        PythonVersion target;
    };

    // `current`: the absolute folder that relative paths and, as those below a file's root, absolute imports start
    // from. `cache` may be null.
    Modules(std::vector<File> files, const std::string& current, Read read, Store* cache, Elsewhere elsewhere = {});
    ~Modules();
    Modules(const Modules&) = delete;
    Modules& operator=(const Modules&) = delete;

    // For the model of that file, by one thread; what it asks is added to `reads`, which must outlive it (null: nobody
    // will ask whether the answers hold). Empty for a file that sees no others.
    World world(const std::string& path, ModuleReads* reads = nullptr) const;
    // Would the same questions be answered as they were?
    bool hold(const ModuleReads& reads) const;
    // The file is about to be written: what it exports is read first.
    void keep(const std::string& path, std::string_view bytes) const;
    // The text of the file at that absolute path has changed, or there is one now, or none. Not while others ask.
    void forget_place(const std::string& place);

  private:
    struct Entry;
    struct Folder;
    std::string place_of(std::string_view importer) const;
    Entry* found(std::string_view importer, std::string_view module) const;
    Folder& folder_of_importer(std::string_view importer) const;
    Entry* found_from(Folder& folder, std::string_view module) const;
    Entry* looked_for(Folder& folder, std::string_view module) const;
    Entry* at_place(const std::string& place) const;
    Entry* looked_up(const std::string& place) const;
    std::string installed_name(const std::string& place) const;
    Entry* in_folder(const std::string& folder, const std::string& below) const;
    Entry* installed(std::string_view module) const;
    bool has_folder(const std::string& folder) const;
    bool there(const std::string& place) const;
    std::string root_of(std::string_view own_folder) const;
    std::string folder_holding(std::string_view own_folder, const std::string& top) const;
    bool is_package(const std::string& folder) const;
    std::string module_name(std::string_view place) const;
    void name_modules();
    void load(Entry& entry, const std::string* bytes) const;
    std::shared_ptr<const Exports> exports(Entry& entry) const;
    Digest digest_of(Entry& entry) const;

    Read read_;
    Store* cache_;
    std::vector<std::unique_ptr<Entry>> entries_;
    std::string current_;
    std::unordered_map<std::string, Entry*> by_path_, by_module_;  // by the path given
    std::unordered_map<std::string, Entry*> by_place_;             // by the absolute path
    std::unordered_set<std::string> folders_;  // absolute ones that hold files of the run, however deep
    std::unordered_set<std::string> roots_;    // the current folder and those of configurations
    std::unordered_set<std::string> names_;    // the last names of these, and of the files without suffix

    Elsewhere elsewhere_;
    mutable std::mutex looking_;                                                 // for what follows
    mutable std::unordered_map<std::string, std::unique_ptr<Entry>> looked_up_;  // by the absolute path; null: no file
    mutable std::unordered_map<std::string, Entry*> looked_up_by_module_;
    mutable std::unordered_map<std::string, bool> there_;                         // is there such a file?
    mutable std::unordered_map<std::string, std::unique_ptr<Folder>> importers_;  // by the absolute path
};

}  // namespace zen
