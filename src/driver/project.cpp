#include "driver/project.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "config/read_config.h"
#include "engine/scanning/rule_table.h"
#include "text/formatted.h"
#include "text/nearest.h"
#include "text/path.h"

namespace zen {
namespace {

bool whole_number(std::string_view text) {
    long long value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool flag(std::string_view text) {
    return text == "true" || text == "false";
}

// The lowest version that the nearest pyproject.toml at or above the folder asks for.
std::optional<PythonVersion> version_above(std::string folder) {
    for (;;) {
        if (auto version = required_python(folder)) return version;
        if (folder.empty() || is_root(folder)) return std::nullopt;
        folder = folder_of(folder);
    }
}

}  // namespace

std::string cache_folder(const Settings& settings, const std::string& asked, const std::string& current) {
    if (!asked.empty()) return normal_path(joined(current, asked));
    if (!settings.cache_dir.empty()) return settings.cache_dir;
    std::string beside(settings.path == user_config() ? "" : folder_of(settings.path));
    return joined(beside.empty() ? current : beside, ".zenlint_cache");
}

Profile::Profile(Settings settings) : settings_(std::move(settings)), book_(builtin_rules(), course_sections()) {}

// Puts the settings of single rules into the selection; what is wrong comes with its place.
std::optional<Trouble> Profile::set_options(Selection& selection) const {
    for (const OptionSetting& setting : settings_.options) {
        auto rule = book_.find(setting.rule.text);
        if (!rule) return setting.rule.trouble(unknown_rule(book_, setting.rule.text));
        const RuleBook::Entry& entry = book_[*rule];
        auto options = RulePack::of(entry.pack->options, entry.data->options);
        std::vector<std::string_view> names;
        for (const OptionData& o : options) names.push_back((*entry.pack)[o.name]);
        auto at = static_cast<std::size_t>(std::ranges::find(names, setting.name.text) - names.begin());
        if (at == names.size())
            return setting.name.trouble(formatted("the rule {} has no option '{}'{}", entry.name(), setting.name.text,
                                                  did_you_mean(setting.name.text, names)));
        std::string_view fallback = (*entry.pack)[options[at].value];
        if (whole_number(fallback) && !whole_number(setting.value.text))
            return setting.value.trouble(formatted("the option {} must be an integer", setting.name.text));
        if (flag(fallback) && !flag(setting.value.text))
            return setting.value.trouble(formatted("the option {} must be true or false", setting.name.text));
        OptionValues& values = selection.options[*rule];
        if (values.empty())
            for (const OptionData& o : options) values.emplace_back((*entry.pack)[o.value]);
        values[at] = setting.value.text;
    }
    return std::nullopt;
}

Result<std::unique_ptr<Profile>> Profile::make(Settings settings, const Overrides& overrides,
                                               std::optional<PythonVersion> target, const std::string& current) {
    std::unique_ptr<Profile> out(new Profile(std::move(settings)));
    if (!out->settings_.rule_pages.empty()) {
        Result<RulePages> pages = RulePages::of_users(out->settings_, out->book_, current);
        if (!pages) return pages.trouble();
        out->pages_ = std::move(*pages);
        out->book_.add(out->pages_.pack());
    }
    bool preview = out->settings_.preview || overrides.preview;
    // The command line's own mistakes first: it is what the user has just typed.
    std::vector<Choices> typed{overrides.choices};
    if (auto selection = select_rules(out->book_, typed, preview); !selection) return selection.trouble();
    std::vector<Choices> layers = out->settings_.choices;
    layers.push_back(overrides.choices);
    Result<Selection> selection = select_rules(out->book_, layers, preview);
    if (!selection) return selection.trouble();
    out->target_ = selection->target = target.value_or(PythonVersion{});
    selection->target_known = target.has_value();
    out->target_asked_ = overrides.target.has_value();
    selection->current = current;
    selection->line_length = out->settings_.line_length;
    selection->include_generated = out->settings_.include_generated;
    selection->doctests = out->settings_.doctests;
    if (auto trouble = out->set_options(*selection)) return *trouble;
    if (auto trouble = out->set_severities()) return *trouble;
    if (auto trouble = out->set_fixes(*selection)) return *trouble;
    for (const PerFile& per_file : out->settings_.per_file) {
        std::array<Meaning, 2> both;
        std::size_t at = 0;
        for (const auto* selectors : {&per_file.ignore, &per_file.select}) {
            Meaning& all = both[at++];
            for (const Written& selector : *selectors) {
                Result<Meaning> one = meaning(out->book_, selector, true);
                if (!one) return one.trouble();
                all.matches.insert(all.matches.end(), one->matches.begin(), one->matches.end());
            }
        }
        out->per_file_.push_back(std::move(both));
    }
    out->listed_ = out->selection_ = std::move(*selection);
    if (!out->settings_.except_for.empty()) {
        const Settings& s = out->settings_;
        const bool of_project = !s.path.empty() && s.path != user_config();
        Result<const RuffSettings*> ruff =
            out->ruff_.of(of_project ? normal_path(joined(current, folder_of(s.path))) : current);
        if (!ruff) return ruff.trouble();
        out->leave(out->listed_, (*ruff)->choices);
    }
    return out;
}

namespace {

// The meanings of selectors, the narrower ones last, so that they have the last word.
Result<std::vector<Meaning>> by_narrowness(const RuleBook& book, const std::vector<Written>& selectors) {
    std::vector<Meaning> out;
    for (const Written& selector : selectors) {
        Result<Meaning> one = meaning(book, selector, true);
        if (!one) return one.trouble();
        out.push_back(std::move(*one));
    }
    std::ranges::stable_sort(out, {}, &Meaning::narrowness);
    return out;
}

}  // namespace

std::optional<Trouble> Profile::set_severities() {
    std::vector<std::pair<Meaning, Severity>> all;
    for (const auto& [selector, severity] : settings_.severities) {
        Result<Meaning> one = meaning(book_, selector, true);
        if (!one) return one.trouble();
        all.emplace_back(std::move(*one), severity);
    }
    std::ranges::stable_sort(all, {}, [](const auto& entry) { return entry.first.narrowness; });
    std::vector<std::optional<Severity>> severities(book_.rules().size());
    for (const auto& [meant, severity] : all)
        for (auto [rule, match] : meant.matches) severities[rule] = severity;
    for (RuleId id = 0; id < severities.size(); ++id)
        if (severities[id] && *severities[id] != book_[id].data->severity) book_.set_severity(id, *severities[id]);
    return std::nullopt;
}

std::optional<Trouble> Profile::find_peers(const std::string& folder) {
    if (settings_.except_for.empty()) return std::nullopt;
    Result<const RuffSettings*> ruff = ruff_.of(folder);
    return ruff ? std::nullopt : std::optional(ruff.trouble());
}

// The rules of zenlint itself, such as those on its comments, no other tool has.
std::vector<bool> Profile::leave(Selection& selection, const RuffChoices& ruff) const {
    PeerChoices peers;
    peers.ruff = ruff;
    std::vector<bool> left(book_.rules().size());
    for (RuleId id = 0; id < left.size(); ++id)
        for (std::uint32_t m = 0; !book_[id].data->made_by_engine && m < selection.matches[id].size(); ++m)
            if (selection.matches[id][m] && peers.selects(book_, id, m).value_or(false))
                left[id] = true, selection.matches[id][m] = false;
    return left;
}

std::optional<Trouble> Profile::set_fixes(Selection& selection) const {
    const Settings& s = settings_;
    if (!s.fixable && s.unfixable.empty() && s.safe_fixes.empty() && s.unsafe_fixes.empty()) return std::nullopt;
    auto& fixes = selection.fixes;
    for (const auto& matches : selection.matches) fixes.emplace_back(matches.size(), FixPolicy::as_is);
    std::vector<std::pair<Meaning, FixPolicy>> bold;
    for (auto [selectors, policy] : {std::pair(&s.safe_fixes, FixPolicy::safe), {&s.unsafe_fixes, FixPolicy::unsafe}}) {
        Result<std::vector<Meaning>> meanings = by_narrowness(book_, *selectors);
        if (!meanings) return meanings.trouble();
        for (Meaning& one : *meanings) bold.emplace_back(std::move(one), policy);
    }
    std::ranges::stable_sort(bold, {}, [](const auto& entry) { return entry.first.narrowness; });
    for (const auto& [meant, policy] : bold)
        for (auto [rule, match] : meant.matches) fixes[rule][match] = policy;

    Choices choices;
    choices.select = s.fixable.value_or(std::vector<Written>{{"ALL", "", 0, 0}});
    choices.ignore = s.unfixable;
    Result<Selection> made = select_rules(book_, std::span(&choices, 1), true);
    if (!made) return made.trouble();
    for (RuleId id = 0; id < fixes.size(); ++id)
        for (std::uint32_t m = 0; m < fixes[id].size(); ++m)
            if (!made->matches[id][m]) fixes[id][m] = FixPolicy::never;
    return std::nullopt;
}

const Profile::ForFile& Profile::made_for(const std::string& path) {
    std::string which;
    for (const PerFile& per_file : settings_.per_file) which += per_file.holds_for(path) ? '1' : '0';
    const std::size_t patterns = which.size();
    const RuffSettings* ruff = nullptr;
    if (!settings_.except_for.empty())
        if (Result<const RuffSettings*> found = ruff_.of(std::string(folder_of(path)))) ruff = *found;
    if (ruff) which += ruff->key_of(path) + ruff->path;
    std::unique_ptr<ForFile>& made = sets_[which];
    if (made) return *made;
    Selection selection = selection_;
    for (bool on : {false, true})
        for (std::size_t i = 0; i < patterns; ++i)
            if (which[i] == '1')
                for (auto [rule, match] : per_file_[i][on].matches) selection.matches[rule][match] = on;
    for (std::size_t i = 0; i < patterns; ++i)
        if (which[i] == '1' && settings_.per_file[i].target && !target_asked_)
            selection.target = *settings_.per_file[i].target, selection.target_known = true;
    std::vector<bool> left;
    if (ruff)
        if (const std::optional<RuffChoices> choices = ruff->choices_for(path)) left = leave(selection, *choices);
    made.reset(new ForFile{RuleSet(book_, std::move(selection)), std::move(left), ruff ? ruff->path : ""});
    return *made;
}

std::optional<std::string> Profile::left_to(RuleId rule, const std::string& path) {
    const ForFile& made = made_for(path);
    return rule < made.left.size() && made.left[rule] ? std::optional(made.ruff_path) : std::nullopt;
}

Project::Project(Overrides overrides, std::string current)
    : overrides_(std::move(overrides)), current_(std::move(current)) {}

std::vector<const Profile*> Project::profiles() const {
    std::vector<const Profile*> out;
    for (const auto& profile : profiles_) out.push_back(profile.get());
    return out;
}

Profile& Project::made(Settings settings, std::optional<PythonVersion> target) {
    Result<std::unique_ptr<Profile>> profile = Profile::make(std::move(settings), overrides_, target, current_);
    if (!profile) {
        if (!trouble_) trouble_ = profile.trouble();
        profile = Profile::make(Settings::in(current_), Overrides{}, target, current_);
    }
    profiles_.push_back(std::move(*profile));
    return *profiles_.back();
}

// Did no project's configuration speak?
bool Project::from_user_or_nowhere(const Profile& profile) const {
    return std::ranges::any_of(by_version_, [&](const auto& entry) { return entry.second == &profile; });
}

Settings Project::laid_over(Result<Settings> settings) {
    Settings out = settings ? std::move(*settings) : Settings::in(current_);
    if (!settings && !trouble_) trouble_ = settings.trouble();
    for (const std::string& setting : overrides_.settings)
        if (auto trouble = read_inline(out, setting, current_); trouble && !trouble_) trouble_ = trouble;
    return out;
}

Profile& Project::from_config(const std::string& path) {
    Profile*& known = by_config_[path];
    if (known) return *known;
    Settings settings = laid_over(read_config(path));
    std::optional<PythonVersion> target = overrides_.target;
    if (!target) target = settings.target;
    if (!target) target = version_above(normal_path(joined(current_, folder_of(path))));
    return *(known = &made(std::move(settings), target));
}

Profile& Project::defaults(const std::string& folder) {
    std::string users = overrides_.isolated ? "" : user_config();
    Settings settings =
        laid_over(users.empty() ? Result<Settings>(Settings::in(current_)) : read_config(users, current_));
    std::optional<PythonVersion> target = overrides_.target;
    if (!target) target = settings.target;
    if (!target && !overrides_.isolated) target = version_above(folder);
    Profile*& known = by_version_[target ? version_text(*target) : ""];
    if (!known) known = &made(std::move(settings), target);
    return *known;
}

Profile& Project::profile(const std::string& folder) {
    if (auto known = by_folder_.find(folder); known != by_folder_.end()) return *known->second;
    Profile* found = nullptr;
    if (overrides_.isolated) {
        found = &defaults(folder);
    } else if (!overrides_.config.empty()) {
        found = &from_config(normal_path(joined(current_, overrides_.config)));
    } else {
        Result<std::string> config = config_in(folder);
        if (!config && !trouble_) trouble_ = config.trouble();
        if (config && !config->empty())
            found = &from_config(*config);
        else if (folder.empty() || is_root(folder))
            found = &defaults(folder);
        else if (Profile& above = profile(std::string(folder_of(folder))); !from_user_or_nowhere(above))
            found = &above;
        else
            found = &defaults(folder);
    }
    if (auto trouble = found->find_peers(folder); trouble && !trouble_) trouble_ = trouble;
    by_folder_.emplace(folder, found);
    return *found;
}

}  // namespace zen
