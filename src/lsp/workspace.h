// Folders, the editor's settings, and which rules hold where.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "driver/modules.h"
#include "driver/project.h"
#include "lsp/json.h"

namespace zen::lsp {

// What an editor may set, globally or for a folder; see docs/editors.md.
struct EditorSettings {
    Overrides overrides;
    bool enable = true;
    bool unsafe_fixes = false;  // may "fix all" make unsafe fixes?

    // Reads the object that the editor holds under "zenlint"; what is of the wrong type is left out, and said in
    // `troubles`.
    static EditorSettings of(const Json& json, std::vector<std::string>& troubles);
};

struct Folder {
    std::string uri, path;
};

class Workspace {
  public:
    std::vector<Folder> folders;

    // The settings for everything, and for one folder (by path).
    void set_settings(const Json& json, std::vector<std::string>& troubles);
    void set_settings(const std::string& folder, const Json& json, std::vector<std::string>& troubles);
    const EditorSettings& settings(const std::string& path) const;

    // The profile and rules for a file, by its absolute path.
    Profile& profile(const std::string& path);
    const RuleSet& rules(const std::string& path) { return profile(path).rules(path); }
    // Do the configuration or the editor leave the file out?
    bool excluded(const std::string& path);
    // What other files of the folders say to the file at that absolute path, as they are on the disk, and installed
    // packages where the configuration names an environment. What the file asks is added to `reads`, which must outlive
    // the World; no answer changes before `forget` or `file_changed`.
    World world(const std::string& path, ModuleReads& reads);
    // Would the same questions be answered as they were?
    bool hold(const ModuleReads& reads);
    void file_changed(const std::string& path);
    // Configurations are read again when they are next asked for, and files too.
    void forget();
    // Grows whenever an answer may change.
    std::uint64_t generation() const { return generation_; }
    // What is wrong with the configurations that were read since the last call.
    std::vector<Trouble> take_troubles();

  private:
    // The folder that holds the path; empty for none.
    std::string root(const std::string& path) const;
    const Modules& modules();

    EditorSettings general_;
    std::map<std::string, EditorSettings> by_folder_;
    std::map<std::string, std::unique_ptr<Project>> projects_;
    std::unique_ptr<Modules> modules_;
    std::vector<Trouble> troubles_;
    std::uint64_t generation_ = 1;
};

}  // namespace zen::lsp
