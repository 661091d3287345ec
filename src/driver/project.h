// Which rules and settings hold for a file: the nearest configuration, with what was asked for laid over it.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

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
    bool selected(RuleId rule) const { return selection_.selected(rule); }
    // Is the rule, or a match of it, left to a tool that `except-for` names?
    bool left_to_peer(RuleId rule) const { return rule < left_.size() && left_[rule]; }
    // The configuration of ruff's that decides this; empty: ruff's defaults.
    const std::string& ruff_path() const { return ruff_path_; }
    // The rules for a file, by its absolute path (per-file-ignores).
    const RuleSet& rules(const std::string& path);

  private:
    friend class Project;
    explicit Profile(Settings settings);
    static Result<std::unique_ptr<Profile>> make(Settings settings, const Overrides& overrides,
                                                 std::optional<PythonVersion> target, const std::string& current);
    std::optional<Trouble> set_options(Selection& selection) const;
    std::optional<Trouble> set_severities();
    std::optional<Trouble> leave_to_peers(Selection& selection, const std::string& current);
    std::optional<Trouble> set_fixes(Selection& selection) const;

    Settings settings_;
    RulePages pages_;
    RuleBook book_;
    PythonVersion target_;
    bool target_asked_ = false;  // by the command line, which has the last word
    Selection selection_;
    std::vector<bool> left_;  // by rule; empty: none
    std::string ruff_path_;
    std::vector<std::array<Meaning, 2>> per_file_;                    // of settings_.per_file: ignored, selected
    std::unordered_map<std::string, std::unique_ptr<RuleSet>> sets_;  // by which of those apply, as 0s and 1s
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
