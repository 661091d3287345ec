// From what people write to choose rules (codes, prefixes, names, other tools' codes) to the matches that are meant.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scanning/rule_set.h"
#include "text/result.h"

namespace zen {

// A word and where it was written: line and column count from 1, 0 on the command line.
struct Written {
    std::string text;
    std::string path;
    std::uint32_t line = 0, column = 0;

    Trouble trouble(std::string message) const { return {path, line, column, std::move(message)}; }
};

// A choice of rules with a name. standard: every rule that is on by its page, but no matter of taste. learner: the bugs
// and idioms among them. strict: all rules that there are, but those in preview.
enum class Preset : std::uint8_t { standard, learner, strict };
inline constexpr std::string_view preset_names[] = {"default", "learner", "strict"};
std::optional<Preset> preset_named(std::string_view name);

// What one place (a configuration, the command line) says about the rules to use.
struct Choices {
    std::optional<std::vector<Written>> select;  // nothing: what was chosen so far, at first those of the preset
    std::vector<Written> extend_select, ignore;
    std::optional<Preset> preset = std::nullopt;  // a choice to begin anew from, unless `select` says which
};

// What a selector means. The narrower one wins over the wider: ALL, then prefixes by length, then whole codes and
// names.
struct Meaning {
    static constexpr int whole = 1000;
    // A kind selects as widely as ZEN does. Where it is ignored it is narrower than any prefix: `select = ["ZEN14"]`
    // with `ignore = ["taste"]` is section 14 without its matters of taste.
    static constexpr int kind_selected = 1, kind_ignored = 500;
    int narrowness = 0;
    struct Match {
        RuleId rule;
        std::uint32_t match;
    };
    std::vector<Match> matches;
};

// ALL, a kind (bug, idiom, upgrade, taste: the matches of that kind whose rule is not off by its page), a prefix of our
// codes (ZEN, ZEN14), a code or name of a rule; or a code of another tool, or a prefix of ruff's
// codes (SIM, C4, PLR17), which mean every match that carries such an alias. A wide selector leaves out the rules that
// are in preview unless `preview`. An unknown one is a Trouble that begins "unknown rule" and names the nearest.
Result<Meaning> meaning(const RuleBook& book, const Written& selector, bool preview);

// The matches that are on after all layers have spoken, the later over the earlier. A later `select` begins anew, but
// what earlier layers ignore more narrowly stays ignored.
Result<Selection> select_rules(const RuleBook& book, std::span<const Choices> layers, bool preview);

// Is it a code as ruff writes them (SIM118, PLR1714)?
bool ruff_code(std::string_view code);

// "unknown rule 'X'", and the nearest there is.
std::string unknown_rule(const RuleBook& book, std::string_view name);

}  // namespace zen
