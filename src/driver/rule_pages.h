// Rule pages on the disk: users' own, and pages to be judged.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "config/settings.h"
#include "engine/scanning/rule_set.h"
#include "text/result.h"

namespace zen {

// Pages in compiled form, and what they refer to.
class RulePages {
  public:
    // Users' pages: all that the patterns (absolute, `*` and `**`) fit. A pattern that fits nothing, a page that cannot
    // be read or compiled, and one whose code or name is taken, are a Trouble. `current` is the absolute folder that
    // stands in for one of a project's configuration.
    static Result<RulePages> of_users(const Settings& settings, const RuleBook& builtin, const std::string& current);

    const RulePack& pack() const { return *pack_; }
    bool empty() const { return !pack_ || pack_->rules.empty(); }

  private:
    std::unique_ptr<PackStore> store_;  // neither may move: the book refers to them
    std::unique_ptr<RulePack> pack_;
};

// What the examples of a page say: a page without troubles proves itself.
struct JudgedPage {
    std::vector<Trouble> wrong;
    std::vector<Trouble> notes;  // of a user's page with nothing wrong: code that its examples do not show
};

// Judges each page by its examples, beside the built-in rules: a page named like one of them takes its place and its
// native part.
std::vector<JudgedPage> judge_pages(std::span<const std::string> paths);

class Profile;

// A page's rule alone, with the settings that hold for a file.
struct PageInProject {
    // Relative paths of the page are seen from the absolute folder `current`; `file` is absolute.
    static Result<PageInProject> read(const std::string& page, Profile& profile, const std::string& file,
                                      const std::string& current);

    std::unique_ptr<RuleSet> rules;  // that rule is selected, and no other
    RuleId id = 0;                   // in the book of these
    bool named = false;              // does the configuration name the page, or is it one of zenlint's own?
    bool selected = false;           // is it looked for in the file, where it is named?

  private:
    std::unique_ptr<PackStore> store_;  // of a page that is not named
    std::unique_ptr<std::vector<Native>> natives_;
    std::unique_ptr<RulePack> pack_;
    std::unique_ptr<RuleBook> book_;
};

}  // namespace zen
