#include "driver/project.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "config/read_config.h"
#include "engine/rule_table.h"
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
        if (folder == "/" || folder.empty()) return std::nullopt;
        folder = folder_of(folder);
    }
}

std::string suggestion(std::string_view name, const std::vector<std::string_view>& candidates) {
    std::string_view near = nearest(name, candidates);
    return near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
}

}  // namespace

std::string cache_folder(const Settings& settings, const std::string& asked, const std::string& current) {
    if (!asked.empty()) return normal_path(joined(current, asked));
    if (!settings.cache_dir.empty()) return settings.cache_dir;
    std::string beside(folder_of(settings.path));
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
            return setting.name.trouble("the rule " + std::string(entry.name()) + " has no option '" +
                                        setting.name.text + "'" + suggestion(setting.name.text, names));
        std::string_view fallback = (*entry.pack)[options[at].value];
        if (whole_number(fallback) && !whole_number(setting.value.text))
            return setting.value.trouble("the option " + setting.name.text + " is a whole number");
        if (flag(fallback) && !flag(setting.value.text))
            return setting.value.trouble("the option " + setting.name.text + " is true or false");
        OptionValues& values = selection.options[*rule];
        if (values.empty())
            for (const OptionData& o : options) values.emplace_back((*entry.pack)[o.value]);
        values[at] = setting.value.text;
    }
    return std::nullopt;
}

Result<std::unique_ptr<Profile>> Profile::make(Settings settings, const Overrides& overrides, PythonVersion target) {
    std::unique_ptr<Profile> out(new Profile(std::move(settings)));
    if (!out->settings_.rule_pages.empty()) {
        Result<RulePages> pages = RulePages::of_users(out->settings_.rule_pages, out->book_);
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
    out->target_ = selection->target = target;
    selection->line_length = out->settings_.line_length;
    if (auto trouble = out->set_options(*selection)) return *trouble;
    for (const PerFile& per_file : out->settings_.per_file_ignores) {
        Meaning all;
        all.matches = Selection::of(out->book_).matches;
        for (const Written& selector : per_file.ignore) {
            Result<Meaning> one = meaning(out->book_, selector, true);
            if (!one) return one.trouble();
            for (std::size_t id = 0; id < all.matches.size(); ++id)
                for (std::size_t m = 0; m < all.matches[id].size(); ++m)
                    if (one->matches[id][m]) all.matches[id][m] = true;
        }
        out->ignores_.push_back(std::move(all));
    }
    out->selection_ = std::move(*selection);
    return out;
}

const RuleSet& Profile::rules(const std::string& path) {
    std::string which;
    for (const PerFile& per_file : settings_.per_file_ignores) which += per_file.pattern.covers(path) ? '1' : '0';
    std::unique_ptr<RuleSet>& set = sets_[which];
    if (!set) {
        Selection selection = selection_;
        for (std::size_t i = 0; i < which.size(); ++i) {
            if (which[i] == '0') continue;
            for (std::size_t id = 0; id < selection.matches.size(); ++id)
                for (std::size_t m = 0; m < selection.matches[id].size(); ++m)
                    if (ignores_[i].matches[id][m]) selection.matches[id][m] = false;
        }
        set = std::make_unique<RuleSet>(book_, std::move(selection));
    }
    return *set;
}

Project::Project(Overrides overrides, std::string current)
    : overrides_(std::move(overrides)), current_(std::move(current)) {}

std::vector<const Profile*> Project::profiles() const {
    std::vector<const Profile*> out;
    for (const auto& profile : profiles_) out.push_back(profile.get());
    return out;
}

Profile& Project::made(Settings settings, PythonVersion target) {
    Result<std::unique_ptr<Profile>> profile = Profile::make(std::move(settings), overrides_, target);
    if (!profile) {
        if (!trouble_) trouble_ = profile.trouble();
        profile = Profile::make(Settings::in(current_), Overrides{}, target);
    }
    profiles_.push_back(std::move(*profile));
    return *profiles_.back();
}

Profile& Project::from_config(const std::string& path) {
    Profile*& known = by_config_[path];
    if (known) return *known;
    Result<Settings> settings = read_config(path);
    if (!settings && !trouble_) trouble_ = settings.trouble();
    std::optional<PythonVersion> target = overrides_.target;
    if (!target && settings) target = settings->target;
    if (!target) target = version_above(normal_path(joined(current_, folder_of(path))));
    return *(known = &made(settings ? std::move(*settings) : Settings::in(current_), target.value_or(PythonVersion{})));
}

Profile& Project::defaults(const std::string& folder) {
    std::optional<PythonVersion> target = overrides_.target;
    if (!target && !overrides_.isolated) target = version_above(folder);
    PythonVersion version = target.value_or(PythonVersion{});
    Profile*& known = by_version_[version_text(version)];
    if (!known) known = &made(Settings::in(current_), version);
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
        else if (folder == "/" || folder.empty())
            found = &defaults(folder);
        else if (Profile& above = profile(std::string(folder_of(folder))); !above.settings().path.empty())
            found = &above;
        else
            found = &defaults(folder);
    }
    by_folder_.emplace(folder, found);
    return *found;
}

}  // namespace zen
