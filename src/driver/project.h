// Which rules and settings hold for a file: the nearest configuration, with what was asked for laid over it.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/peer_settings.h"
#include "config/settings.h"
#include "driver/rule_pages.h"
#include "engine/scanning/rule_set.h"
#include "text/result.h"

namespace zen {

// What a command line or an editor says; it wins over every configuration.
struct Overrides {
    Choices choices;
    std::optional<PythonVersion> target;
    bool preview = false;
    bool isolated = false;              // no configuration at all
    std::string config;                 // this one for every file
    std::vector<std::string> settings;  // "key = value", over every configuration
};

// The absolute folder of the cache: the one that was asked for (seen from the current folder), the configured one, or
// .zenlint_cache beside the configuration, without one in the current folder.
std::string cache_folder(const Settings& settings, const std::string& asked, const std::string& current);

// One configuration made ready: its settings, all rules there are, and the sets of them that its files use.
class Profile {
  public:
    const Settings& settings() const { return settings_; }
    const RuleBook& book() const { return book_; }
    PythonVersion target() const { return target_; }
    // In the folder of the configuration, where nothing is said for single files.
    bool selected(RuleId rule) const { return listed_.selected(rule); }
    // The configuration of ruff's to which the rule, or a match of it, is left in the file of this absolute path
    // (`except-for`); empty: ruff's defaults. Nothing where it is not left.
    std::optional<std::string> left_to(RuleId rule, const std::string& path);
    // The rules for a file, by its absolute path (per-file-ignores, `except-for`).
    const RuleSet& rules(const std::string& path) { return made_for(path).rules; }

  private:
    friend class Project;
    explicit Profile(Settings settings);
    static Result<std::unique_ptr<Profile>> make(Settings settings, const Overrides& overrides,
                                                 std::optional<PythonVersion> target, const std::string& current);
    std::optional<Trouble> set_options(Selection& selection) const;
    std::optional<Trouble> set_severities();
    std::optional<Trouble> set_fixes(Selection& selection) const;
    // The first Trouble with ruff's configuration for the absolute folder, if it counts.
    std::optional<Trouble> find_peers(const std::string& folder);
    // Turns off what ruff selects, and says of which rules that was.
    std::vector<bool> leave(Selection& selection, const RuffChoices& ruff) const;

    struct ForFile {
        RuleSet rules;
        std::vector<bool> left;  // by rule; empty: none
        std::string ruff_path;
    };
    const ForFile& made_for(const std::string& path);

    Settings settings_;
    RulePages pages_;
    RuleBook book_;
    PythonVersion target_;
    bool target_asked_ = false;  // by the command line, which has the last word
    Selection selection_, listed_;
    RuffConfigs ruff_;
    std::vector<std::array<Meaning, 2>> per_file_;  // of settings_.per_file: ignored, selected
    // By which of those apply, as 0s and 1s, and by ruff's settings and which of their patterns apply.
    std::unordered_map<std::string, std::unique_ptr<ForFile>> sets_;
};

// Finds the profile of a folder and keeps it. To be used by one thread; the RuleSets it hands out by any number.
class Project {
  public:
    // `current`: the absolute folder that the default patterns are relative to.
    Project(Overrides overrides, std::string current);

    // For the files of an absolute folder. When a configuration is wrong, `trouble()` says so, and the defaults stand
    // in.
    Profile& profile(const std::string& folder);
    const std::optional<Trouble>& trouble() const { return trouble_; }
    // All profiles so far, in the order in which they were made.
    std::vector<const Profile*> profiles() const;

  private:
    Profile& made(Settings settings, std::optional<PythonVersion> target);
    Profile& from_config(const std::string& path);
    Profile& defaults(const std::string& folder);
    // With what was typed laid over them; the first Trouble is noted.
    bool from_user_or_nowhere(const Profile& profile) const;
    Settings laid_over(Result<Settings> settings);

    Overrides overrides_;
    std::string current_;
    std::vector<std::unique_ptr<Profile>> profiles_;
    std::unordered_map<std::string, Profile*> by_folder_, by_config_, by_version_;
    std::optional<Trouble> trouble_;
};

}  // namespace zen
