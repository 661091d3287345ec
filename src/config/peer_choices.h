// Which rules another linter's settings select, and how to say so in zenlint's.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/selector.h"
#include "engine/scanning/rule_set.h"

namespace zen {

// What the settings of ruff say about rules.
struct RuffChoices {
    // Of one file. A narrower selector wins over a wider one of the same file only: what a file selects is on although
    // one that it extends ignores it.
    struct Layer {
        std::optional<std::vector<std::string>> select;  // nothing: what was on so far, at first ruff's default rules
        std::vector<std::string> extend_select, ignore;
    };
    std::vector<Layer> layers;       // of the files that are extended, then of the file itself
    std::vector<std::string> never;  // what nothing selects: `per-file-ignores`
    bool preview = true;             // false: rules in preview do not run, even if they are selected

    bool selects(std::string_view code) const;
};

// What those of pylint say: codes, symbols, categories, or checkers.
struct PylintChoices {
    bool disable_all = false;
    std::vector<std::string> disable, enable, plugins;  // as in `load-plugins`: "pylint.extensions.code_style"

    // Of a message that has these names. Nothing: it is one of an extension that is not loaded.
    std::optional<bool> selects(const std::vector<std::string_view>& names) const;
};

// What those of flake8 say. What its plugins are is not known: only what flake8 itself brings counts, and the letters
// that `select` names.
struct Flake8Choices {
    std::optional<std::vector<std::string>> select;
    std::vector<std::string> extend_select, ignore;

    // Nothing: not known.
    std::optional<bool> selects(std::string_view code) const;
};

struct PeerChoices {
    std::optional<RuffChoices> ruff;
    std::optional<PylintChoices> pylint;
    std::optional<Flake8Choices> flake8;
    std::vector<std::string> refurb_enable, refurb_disable;  // codes

    // Does one of the tools select a rule of this match; nothing when none of them has it, or it is not known.
    std::optional<bool> selects(const RuleBook& book, RuleId rule, std::uint32_t match) const;
};

// What to say besides zenlint's default rules so that of the rules that the tools have too those are on that they
// select. Zenlint's own rules are not touched. `words` are preferred where they say it: those of the tools' settings.
struct OwnChoices {
    std::vector<std::string> extend_select, ignore;
};
OwnChoices own_choices(const RuleBook& book, const PeerChoices& peers, const std::vector<std::string>& words,
                       bool preview);

}  // namespace zen
