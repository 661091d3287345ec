#include "config/peer_choices.h"

#include <algorithm>
#include <array>

#include "config/code_parts.h"
#include "config/ruff_codes.h"
#include "engine/suppression/flake8_comments.h"
#include "engine/suppression/pylint_names.h"

namespace zen {
namespace {

// How narrowly a ruff selector means the code; -1 if not at all.
int narrowness(std::string_view selector, std::string_view code) {
    if (selector == "ALL") return 0;
    if (!code.starts_with(selector)) return -1;
    if (selector != "PL" && code_letters(selector) != code_letters(code)) return -1;
    return 1 + static_cast<int>(selector.size() - code_letters(selector).size());
}

int narrowest(const std::vector<std::string>& selectors, std::string_view code) {
    int out = -1;
    for (const std::string& s : selectors) out = std::max(out, narrowness(s, code));
    return out;
}

// A code of pylint's, by its shape.
bool pylint_code(std::string_view name) {
    return name.size() == 5 && std::string_view("CREWFI").find(name[0]) != name.npos &&
           std::ranges::all_of(name.substr(1), is_digit);
}

// Is the message off where nothing is said, in pylint 4.1.4 or in its extension? (C1901: now C1804.)
bool off_by_default(std::string_view code) {
    constexpr std::array<std::string_view, 5> codes = {"C1804", "C1805", "C1901", "R6104", "R6105"};
    return code.starts_with("I0") || std::ranges::find(codes, code) != codes.end();
}

// The messages of pylint's among a match's aliases, each with all its names. Pages list the symbols in the order of
// their codes; where they don't list one for each, all names count for all.
std::vector<std::vector<std::string_view>> pylint_messages(const std::vector<std::string_view>& aliases,
                                                           std::string_view rule) {
    std::vector<std::string_view> codes, symbols;
    for (std::string_view alias : aliases)
        if (pylint_code(alias))
            codes.push_back(alias);
        else if (!is_digit(alias.back()))
            symbols.push_back(alias);
    std::vector<std::vector<std::string_view>> out;
    if (codes.size() > 1 && codes.size() == symbols.size()) {
        for (std::size_t i = 0; i < codes.size(); ++i) out.push_back({codes[i], symbols[i]});
    } else if (!codes.empty()) {
        out.push_back(aliases);
        out.back().push_back(rule);
    }
    return out;
}

// Is one of the words the message, by a name that it has or had, its category or its checker?
bool contains(const std::vector<std::string>& words, const std::vector<std::string_view>& names) {
    return std::ranges::any_of(words, [&](const std::string& word) {
        return std::ranges::any_of(names, [&](std::string_view name) {
            if (word == name) return true;
            if (!pylint_code(name)) return false;
            if (word.size() == 1) return word[0] == name[0];
            return same_pylint_code(word, name) || former_pylint_name(word, name) ||
                   same_pylint_checker(word, pylint_checker(name));
        });
    });
}

bool begins(const std::vector<std::string>& words, std::string_view code) {
    return std::ranges::any_of(words, [&](const std::string& word) { return !word.empty() && code.starts_with(word); });
}

Written written(const std::string& text) {
    return {text, "", 0, 0};
}

}  // namespace

bool RuffChoices::selects(std::string_view code) const {
    if (ruff_removed(code) || (!preview && ruff_preview(code)) || narrowest(never, code) >= 0) return false;
    bool on = ruff_default(code);
    const std::vector<std::string>* carried = nullptr;  // an empty `select` leaves what it ignores to the next file
    for (const Layer& layer : layers) {
        int chosen = narrowest(layer.extend_select, code), ignored = narrowest(layer.ignore, code);
        if (layer.select) chosen = std::max(chosen, narrowest(*layer.select, code));
        if (carried) ignored = std::max(ignored, narrowest(*carried, code));
        if (layer.select || chosen >= 0 || ignored >= 0) on = chosen > ignored;
        const bool none = layer.select && layer.select->empty() && layer.extend_select.empty();
        carried = none ? &layer.ignore : nullptr;
    }
    return on;
}

std::optional<bool> PylintChoices::selects(const std::vector<std::string_view>& names) const {
    if (contains(disable, names)) return false;
    if (contains(enable, names)) return true;
    const bool loaded = std::ranges::none_of(names, [&](std::string_view name) {
        const std::string_view extension = pylint_code(name) ? pylint_extension(name) : std::string_view();
        return !extension.empty() && std::ranges::none_of(plugins, [&](std::string_view plugin) {
            return plugin.substr(plugin.rfind('.') + 1) == extension;
        });
    });
    if (!loaded) return std::nullopt;
    if (std::ranges::find(enable, "all") != enable.end()) return true;
    return !disable_all && std::ranges::none_of(names, off_by_default);
}

std::optional<bool> Flake8Choices::selects(std::string_view code) const {
    if (begins(ignore, code) && !begins(extend_select, code)) return false;
    const std::string_view letters = code_letters(code);
    // Letters alone begin the codes of other plugins too, of which nobody knows whether they are there: `F` means
    // F401, and not FBT001.
    const auto of_family = [&](const std::string& word) { return code_letters(word) == letters; };
    const auto named = [&](const std::string& word) { return of_family(word) && code.starts_with(word); };
    if (std::ranges::any_of(extend_select, named)) return true;
    const bool own = letters == "E" || letters == "F" || letters == "W" || code.starts_with("C9");
    if (!select) return own ? std::optional(true) : std::nullopt;
    if (std::ranges::any_of(*select, named)) return true;
    return own || std::ranges::any_of(*select, of_family) ? std::optional(false) : std::nullopt;
}

std::optional<bool> PeerChoices::selects(const RuleBook& book, RuleId rule, std::uint32_t match) const {
    std::optional<bool> out;
    auto say = [&](std::optional<bool> on) {
        if (on) out = out.value_or(false) || *on;
    };
    const std::vector<std::string_view> aliases = book.aliases(rule, match);
    for (std::string_view alias : aliases) {
        if (std::ranges::find(refurb_enable, alias) != refurb_enable.end()) say(true);
        if (std::ranges::find(refurb_disable, alias) != refurb_disable.end()) say(false);
        if (ruff && is_ruff_code(alias)) say(ruff->selects(alias));
        if (flake8 && is_ruff_code(alias) && (flake8_shaped(alias) || alias.starts_with("ASYNC")))
            say(flake8->selects(alias));
    }
    if (pylint)
        for (const std::vector<std::string_view>& names : pylint_messages(aliases, book[rule].name()))
            say(pylint->selects(names));
    return out;
}

namespace {

// Finds the words that turn the selection into the one that is wanted.
class Chooser {
  public:
    Chooser(const RuleBook& book, const PeerChoices& peers, bool preview) : book_(book), preview_(preview) {
        now_ = chosen();
        wanted_ = now_.matches;
        for (RuleId rule = 0; rule < book.rules().size(); ++rule)
            for (std::uint32_t m = 0; m < wanted_[rule].size(); ++m)
                if (auto on = peers.selects(book, rule, m)) wanted_[rule][m] = *on;
    }

    OwnChoices choose(const std::vector<std::string>& words) {
        for (const std::string& word : words)
            if (auto what = meant(word)) {
                if (all(*what, true) && any_wrong(*what)) add(out_.extend_select, word);
                if (all(*what, false)) add(out_.ignore, word);
            }
        now_ = chosen();
        // A linter of ruff's that is not used at all.
        for (const RuffLinter& linter : ruff_linters())
            if (auto what = meant(std::string(linter.letters)); what && all(*what, false) && wrong_in(*what) > 1)
                add(out_.ignore, std::string(linter.letters));
        now_ = chosen();
        // What sets one match right may upset another, which the next round sees.
        for (int round = 0; round < 3; ++round)
            for (RuleId rule = 0; rule < book_.rules().size(); ++rule)
                for (std::uint32_t m = 0; m < wanted_[rule].size(); ++m)
                    if (now_.matches[rule][m] != wanted_[rule][m] && !mend(rule, m)) part(rule, m);
        return std::move(out_);
    }

  private:
    using Match = Meaning::Match;

    std::optional<std::vector<Match>> meant(const std::string& word) const {
        Result<Meaning> what = meaning(book_, written(word), preview_);
        if (!what) return std::nullopt;
        return what->matches;
    }
    bool all(const std::vector<Match>& matches, bool on) const {
        return std::ranges::all_of(matches, [&](Match m) { return wanted_[m.rule][m.match] == on; });
    }
    std::size_t wrong_in(const std::vector<Match>& matches) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            matches, [&](Match m) { return wanted_[m.rule][m.match] != now_.matches[m.rule][m.match]; }));
    }
    bool any_wrong(const std::vector<Match>& matches) const { return wrong_in(matches) > 0; }

    static void add(std::vector<std::string>& list, const std::string& word) {
        if (std::ranges::find(list, word) == list.end()) list.push_back(word);
    }

    Selection chosen() const {
        Choices choices;
        for (const std::string& word : out_.extend_select) choices.extend_select.push_back(written(word));
        for (const std::string& word : out_.ignore) choices.ignore.push_back(written(word));
        Result<Selection> selection = select_rules(book_, std::span(&choices, 1), preview_);
        return selection ? *std::move(selection) : Selection::of(book_);
    }

    std::vector<std::string> names_of(RuleId rule, std::uint32_t m) const {
        std::vector<std::string> names;
        for (std::string_view alias : book_.aliases(rule, m)) names.emplace_back(alias);
        names.emplace_back(book_[rule].code());
        return names;
    }

    // By the first alias that means nothing that is right already, else by the rule as a whole. False if there is none.
    bool mend(RuleId rule, std::uint32_t m) {
        const bool on = wanted_[rule][m];
        for (const std::string& name : names_of(rule, m)) {
            auto what = meant(name);
            if (!what || !all(*what, on)) continue;
            add(on ? out_.extend_select : out_.ignore, name);
            now_ = chosen();
            if (now_.matches[rule][m] == on) return true;
        }
        return false;
    }

    bool can_mend(Match match) const {
        const bool on = wanted_[match.rule][match.match];
        return std::ranges::any_of(names_of(match.rule, match.match), [&](const std::string& name) {
            auto what = meant(name);
            return what && all(*what, on);
        });
    }

    // For a match all of whose names mean others too, by a word that is weaker than what sets these right: to ignore
    // weighs more than to select, and a code more than a prefix.
    void part(RuleId rule, std::uint32_t m) {
        const bool on = wanted_[rule][m];
        std::string best;
        std::vector<Match> upset;
        for (std::string word : names_of(rule, m)) {
            if (!on) word.pop_back();
            auto what = meant(word);
            auto same = [&](Match match) { return match.rule == rule && match.match == m; };
            if (!what || std::ranges::none_of(*what, same)) continue;
            std::erase_if(*what, [&](Match match) { return wanted_[match.rule][match.match] == on; });
            if (!std::ranges::all_of(*what, [&](Match match) { return can_mend(match); })) continue;
            if (!best.empty() && what->size() >= upset.size()) continue;
            best = word;
            upset = *std::move(what);
        }
        if (best.empty()) return;
        add(on ? out_.extend_select : out_.ignore, best);
        now_ = chosen();
        for (const Match match : upset)
            if (now_.matches[match.rule][match.match] == on) mend(match.rule, match.match);
    }

    const RuleBook& book_;
    bool preview_;
    Selection now_;
    std::vector<std::vector<bool>> wanted_;
    OwnChoices out_;
};

}  // namespace

OwnChoices own_choices(const RuleBook& book, const PeerChoices& peers, const std::vector<std::string>& words,
                       bool preview) {
    return Chooser(book, peers, preview).choose(words);
}

}  // namespace zen
