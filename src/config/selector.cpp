#include "config/selector.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "config/code_parts.h"
#include "config/ruff_codes.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {
namespace {

// The letters that ruff's linters give their codes (https://docs.astral.sh/ruff/rules/). Pylint's have four digits
// behind them, all others three.
constexpr std::array<std::string_view, 62> ruff_letters = {
    "A",   "AIR", "ANN", "ARG",  "ASYNC", "B",   "BLE", "C",   "COM",  "CPY", "D",   "DJ",  "DOC", "DTZ", "E",   "EM",
    "ERA", "EXE", "F",   "FA",   "FAST",  "FBT", "FIX", "FLY", "FURB", "G",   "I",   "ICN", "INP", "INT", "ISC", "LOG",
    "N",   "NPY", "PD",  "PERF", "PGH",   "PIE", "PLC", "PLE", "PLR",  "PLW", "PT",  "PTH", "PYI", "Q",   "RET", "RSE",
    "RUF", "S",   "SIM", "SLF",  "SLOT",  "T",   "TC",  "TCH", "TD",   "TID", "TRY", "UP",  "W",   "YTT"};

// Could it be a prefix of ruff's codes: the letters of a linter whole, and fewer digits than a code has?
bool ruff_prefix(std::string_view text) {
    std::string_view letters = code_letters(text), digits = text.substr(letters.size());
    bool pylint = letters.starts_with("PL");
    if (!std::ranges::all_of(digits, is_digit) || digits.size() >= (pylint ? 4u : 3u)) return false;
    return text == "PL" || std::ranges::find(ruff_letters, letters) != ruff_letters.end();
}

using Matches = std::vector<std::vector<bool>>;

// Of a rule of the engine's own, which has no matches, the first all the same.
std::uint32_t match_count(const RuleBook& book, RuleId id) {
    return std::max(1u, book[id].data->matches.count);
}

// Adds the matches with an alias that fits.
template <class Fits>
void add_by_alias(const RuleBook& book, std::vector<Meaning::Match>& matches, bool preview, Fits fits) {
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        if (!preview && book[id].data->by_default == Default::preview) continue;
        for (std::uint32_t m = 0; m < match_count(book, id); ++m)
            if (book.any_alias(id, m, fits)) matches.push_back({id, m});
    }
}

void combine(Matches& all, const Matches& some, bool on) {
    for (std::size_t id = 0; id < all.size(); ++id)
        for (std::size_t m = 0; m < all[id].size(); ++m)
            if (some[id][m]) all[id][m] = on;
}

// What matches are called by other tools: a selection may have hundreds of selectors.
class Names {
  public:
    explicit Names(const RuleBook& book) : book_(book) {
        for (RuleId id = 0; id < book.rules().size(); ++id)
            for (std::uint32_t m = 0; m < match_count(book, id); ++m)
                book.any_alias(id, m, [&](std::string_view alias) {
                    aliases_[alias].push_back({id, m});
                    return false;
                });
    }

    const RuleBook& book() const { return book_; }
    void add_by_alias(std::vector<Meaning::Match>& matches, std::string_view alias) const {
        const auto known = aliases_.find(alias);
        if (known != aliases_.end()) matches.insert(matches.end(), known->second.begin(), known->second.end());
    }

  private:
    const RuleBook& book_;
    std::unordered_map<std::string_view, std::vector<Meaning::Match>> aliases_;
};

Result<Meaning> meaning_of(const Names& names, const Written& selector, bool preview) {
    const RuleBook& book = names.book();
    const std::string& text = selector.text;
    Meaning out;
    auto whole_rule = [&](RuleId id) {
        for (std::uint32_t m = 0; m < match_count(book, id); ++m) out.matches.push_back({id, m});
    };
    if (text == "ALL" || text == "all") {
        for (RuleId id = 0; id < book.rules().size(); ++id)
            if (preview || book[id].data->by_default != Default::preview) whole_rule(id);
        return out;
    }
    if (auto kind = rule_kind_named(text)) {
        out.narrowness = Meaning::kind_selected;
        for (RuleId id = 0; id < book.rules().size(); ++id) {
            Default by_default = book[id].data->by_default;
            if (by_default == Default::off || (by_default == Default::preview && !preview)) continue;
            for (std::uint32_t m = 0; m < match_count(book, id); ++m)
                if (book.kind(id, m) == kind) out.matches.push_back({id, m});
        }
        return out;
    }
    out.narrowness = Meaning::whole;
    if (auto rule = book.find(text)) {
        whole_rule(*rule);
        return out;
    }
    names.add_by_alias(out.matches, text);
    if (!out.matches.empty()) return out;

    out.narrowness = 1 + static_cast<int>(text.size() - code_letters(text).size());
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        std::string_view code = book[id].code();
        if (text.size() < code_letters(code).size() || !code.starts_with(text)) continue;
        if (preview || book[id].data->by_default != Default::preview) whole_rule(id);
    }
    if (ruff_prefix(text))
        add_by_alias(book, out.matches, preview, [&](std::string_view alias) {
            return alias.starts_with(text) && ruff_code(alias) &&
                   (text == "PL" || code_letters(alias) == code_letters(text));
        });
    if (!out.matches.empty()) return out;
    return selector.trouble(unknown_rule(book, text));
}

// The selectors of one place by narrowness, each narrowness joined.
using ByNarrowness = std::map<int, Matches>;

// `names` is made when the first selector asks for it: most runs have none.
std::optional<Trouble> sort_in(ByNarrowness& out, const RuleBook& book, std::optional<Names>& names,
                               const std::vector<Written>& selectors, bool preview, bool ignored = false) {
    if (!names && !selectors.empty()) names.emplace(book);
    for (const Written& selector : selectors) {
        Result<Meaning> meant = meaning_of(*names, selector, preview);
        if (!meant) return meant.trouble();
        bool kind = rule_kind_named(selector.text).has_value();
        Matches& joined = out[kind && ignored ? Meaning::kind_ignored : meant->narrowness];
        if (joined.empty()) joined = Selection::of(book).matches;
        for (auto [rule, match] : meant->matches) joined[rule][match] = true;
    }
    return std::nullopt;
}

Matches of_preset(const RuleBook& book, Preset preset, bool preview) {
    Matches out = Selection::of(book).matches;
    for (RuleId id = 0; id < out.size(); ++id) {
        Default by_default = book[id].data->by_default;
        if (by_default == Default::preview && !preview) continue;
        for (std::uint32_t m = 0; m < out[id].size(); ++m) {
            RuleKind kind = book.kind(id, m);
            out[id][m] = preset == Preset::strict || (by_default != Default::off && kind != RuleKind::taste &&
                                                      (preset == Preset::standard || kind != RuleKind::upgrade));
        }
    }
    return out;
}

}  // namespace

std::optional<Preset> preset_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(preset_names); ++i)
        if (preset_names[i] == name) return static_cast<Preset>(i);
    return std::nullopt;
}

bool ruff_code(std::string_view code) {
    std::string_view letters = code_letters(code), digits = code.substr(letters.size());
    return std::ranges::find(ruff_letters, letters) != ruff_letters.end() && std::ranges::all_of(digits, is_digit) &&
           digits.size() == (letters.starts_with("PL") ? 4 : 3);
}

std::string unknown_rule(const RuleBook& book, std::string_view name) {
    std::vector<std::string_view> candidates{"ALL"};
    candidates.insert(candidates.end(), rule_kind_names.begin(), rule_kind_names.end());
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        candidates.push_back(book[id].code());
        candidates.push_back(book[id].name());
        for (std::uint32_t m = 0; m < match_count(book, id); ++m)
            for (std::string_view alias : book.aliases(id, m)) candidates.push_back(alias);
    }
    if (is_ruff_selector(name)) return formatted("unknown rule '{}': ruff has this rule, but zenlint does not", name);
    std::string out = formatted("unknown rule '{}'", name);
    // Letters and digits, as a project's own rules have them.
    const std::string_view letters = code_letters(name);
    const bool own = letters.size() > 1 && letters.size() < name.size() &&
                     std::ranges::all_of(name.substr(letters.size()), is_digit) &&
                     std::ranges::none_of(candidates, [&](std::string_view c) { return code_letters(c) == letters; });
    if (own)
        return formatted(
            "{}; a rule of your own is known where a configuration names its page: run zenlint in that folder, or name "
            "the configuration with --config",
            out);
    const std::string hint = did_you_mean(name, candidates);
    return out + (hint.empty() ? "; `zenlint rule --all` lists all rules" : hint);
}

Result<Meaning> meaning(const RuleBook& book, const Written& selector, bool preview) {
    return meaning_of(Names(book), selector, preview);
}

Result<Selection> select_rules(const RuleBook& book, std::span<const Choices> layers, bool preview) {
    Selection out = Selection::of(book);
    out.matches = of_preset(book, Preset::standard, preview);
    ByNarrowness ignored_before;
    std::optional<Names> names;
    for (const Choices& layer : layers) {
        ByNarrowness selected, ignored;
        if (layer.select)
            if (auto trouble = sort_in(selected, book, names, *layer.select, preview)) return *trouble;
        if (auto trouble = sort_in(selected, book, names, layer.extend_select, preview)) return *trouble;
        if (auto trouble = sort_in(ignored, book, names, layer.ignore, preview, true)) return *trouble;
        if (auto whole = selected.find(Meaning::whole); whole != selected.end())
            for (RuleId id = 0; id < whole->second.size(); ++id)
                if (std::ranges::count(whole->second[id], true)) out.asked_for[id] = true;
        if (layer.preset) out.matches = of_preset(book, *layer.preset, preview);
        if (layer.select) out.matches = Selection::of(book).matches;

        std::vector<int> steps;
        for (const ByNarrowness* some : {&ignored_before, &selected, &ignored})
            for (const auto& [narrowness, matches] : *some) steps.push_back(narrowness);
        std::ranges::sort(steps);
        steps.erase(std::ranges::unique(steps).begin(), steps.end());
        auto apply = [&](const ByNarrowness& some, int step, bool on) {
            if (auto it = some.find(step); it != some.end()) combine(out.matches, it->second, on);
        };
        for (int step : steps) {
            if (layer.select || layer.preset) apply(ignored_before, step, false);
            apply(selected, step, true);
            apply(ignored, step, false);
        }
        for (auto& [narrowness, matches] : ignored) {
            auto [at, fresh] = ignored_before.try_emplace(narrowness, matches);
            if (!fresh) combine(at->second, matches, true);
        }
    }
    return out;
}

}  // namespace zen
