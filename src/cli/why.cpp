// zenlint why FILE RULE…: whether a file is checked, whether a rule is looked for in it, and what decided that.

#include <algorithm>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/unreported.h"
#include "driver/project.h"
#include "engine/lint.h"
#include "files/walk.h"
#include "report/counted.h"
#include "system/files.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

class Why {
  public:
    Why(const CommandLine& line, Overrides overrides)
        : typed_(overrides.choices),
          asked_preview_(overrides.preview),
          current_(current_folder()),
          project_(std::move(overrides), current_),
          look_(look_for(streams::output, line.color)),
          gitignore_(line.check.respect_gitignore) {}

    int run(const std::vector<std::string>& names) {
        file_ = tidy_path(names.front());
        path_ = normal_path(joined(current_, file_));
        profile_ = &project_.profile(std::string(folder_of(path_)));
        const RuleSet& rules = profile_->rules(path_);
        if (project_.trouble()) {
            say_error(*project_.trouble());
            return Exit::trouble;
        }
        std::vector<RuleId> asked;
        for (std::size_t i = 1; i < names.size(); ++i) {
            // A code, prefix or name, also another tool's, as --select takes it.
            Result<Meaning> what = meaning(profile_->book(), {names[i], "", 0, 0}, true);
            if (!what) {
                say_error(what.trouble());
                return Exit::trouble;
            }
            for (const Meaning::Match& match : what->matches)
                if (std::ranges::find(asked, match.rule) == asked.end()) asked.push_back(match.rule);
        }
        heading(file_);
        if (!about_file()) return finish(Exit::trouble);
        if (asked.empty()) about_text(rules);
        for (RuleId id : asked) {
            out_ += '\n';
            about_rule(id, rules);
        }
        return finish(Exit::clean);
    }

  private:
    int finish(int status) {
        Output output(streams::output);
        output.write(out_);
        return output.finish() ? status : Exit::trouble;
    }

    void heading(std::string_view text) {
        std::string safe;
        append_safe(safe, text);
        paint(out_, look_, Ink::bold, safe);
        out_ += '\n';
    }

    void fact(std::string_view text) {
        out_ += "  ";
        append_safe(out_, text);
        out_ += '\n';
    }

    std::string seen(std::string_view path) const {
        std::string_view inside = below(current_, path);
        return std::string(inside.empty() ? path : inside);
    }

    std::string place(const Written& at) const {
        if (at.path.empty()) return "on the command line";
        return at.line ? formatted("{}:{}", seen(at.path), at.line) : seen(at.path);
    }

    bool walked(bool gitignore) {
        Walk walk;
        walk.current = current_;
        walk.gitignore = gitignore;
        walk.excluded = [this](const std::string& path, bool folder) {
            return project_.profile(std::string(folder_of(path))).settings().excluded(path, folder);
        };
        walk.included = [this](const std::string& path) {
            return project_.profile(std::string(folder_of(path))).settings().included(path);
        };
        std::vector<std::string> from{below(current_, path_).empty() ? std::string(folder_of(path_)) : "."};
        return std::ranges::any_of(find_files(from, walk).files, [&](const std::string& found) {
            return normal_path(joined(current_, found)) == path_;
        });
    }

    // False when there is no such file.
    bool about_file() {
        const Settings& settings = profile_->settings();
        if (!files::is_regular(path_)) {
            fact(files::is_folder(path_) ? "is a folder: name a file" : "does not exist");
            return false;
        }
        bool gitignore = gitignore_.value_or(settings.respect_gitignore);
        bool excluded = settings.excluded(path_, false, true);
        if (excluded && settings.force_exclude)
            fact("is never checked: `exclude` matches it, and `force-exclude` is on");
        else if (excluded)
            fact("is checked only if it is named on the command line: `exclude` matches it");
        else if (walked(gitignore))
            fact("is checked");
        else if (gitignore && walked(false))
            fact("is checked only if it is named on the command line: git ignores it");
        else
            fact(
                "is checked only if it is named on the command line: neither its name nor its first line marks it as "
                "Python");
        fact(formatted("configuration: {}",
                       settings.path.empty() ? "none, the defaults are used" : seen(settings.path)));
        return true;
    }

    // What in the file keeps rules from it, whichever they are.
    void about_text(const RuleSet& rules) {
        Result<std::string> bytes = files::read(path_);
        if (!bytes) return fact(formatted("cannot be read: {}", bytes.trouble().message));
        Result<Source> source = Source::decode(file_, std::move(*bytes), rules.selection().doctests);
        if (!source) return fact(formatted("cannot be read: {}", source.trouble().message));
        for (const std::string& line : kept_from(*source, rules)) fact(line);
    }

    // Do the words mean the rule? Says so for each that does.
    bool said(std::string_view key, const std::vector<Written>& words, RuleId id, bool preview) {
        bool any = false;
        for (const Written& word : words) {
            Result<Meaning> what = meaning(profile_->book(), word, preview);
            if (!what || std::ranges::find(what->matches, id, &Meaning::Match::rule) == what->matches.end()) continue;
            fact(formatted("{} = {}  ({})", key, word.text, place(word)));
            any = true;
        }
        return any;
    }

    void about_choice(RuleId id) {
        const RuleBook::Entry& rule = profile_->book()[id];
        std::vector<Choices> layers = profile_->settings().choices;
        layers.push_back(typed_);
        bool preview = profile_->settings().preview || asked_preview_;
        bool any = false;
        Preset preset = Preset::standard;
        for (const Choices& layer : layers) {
            if (layer.preset) preset = *layer.preset;
            if (layer.select && !said("select", *layer.select, id, preview)) {
                if (!layer.select->empty()) fact(formatted("is not selected  ({})", place(layer.select->front())));
                any = true;
            } else {
                any = any || layer.select;
            }
            any = said("extend-select", layer.extend_select, id, preview) || any;
            any = said("ignore", layer.ignore, id, preview) || any;
        }
        if (const std::optional<std::string> ruff = profile_->left_to(id, path_))
            fact(formatted("is left to ruff, which selects it ({}): except-for = {}  ({})",
                           ruff->empty() ? "by default" : seen(*ruff), profile_->settings().except_for.front().text,
                           place(profile_->settings().except_for.front())));
        if (any) return;
        if (preset != Preset::standard)
            return fact(formatted("follows the preset {}", preset_names[static_cast<std::size_t>(preset)]));
        if (rule.data->by_default == Default::on && rule.data->kind == RuleKind::taste)
            return fact("is a matter of taste: --extend-select turns it on");
        fact(rule.data->by_default == Default::on        ? "is on by default"
             : rule.data->by_default == Default::preview ? "is in preview: --preview or --select turns it on"
                                                         : "is off by default: --extend-select turns it on");
    }

    void about_rule(RuleId id, const RuleSet& rules) {
        const RuleBook::Entry& rule = profile_->book()[id];
        heading(formatted("{} {}", rule.code(), rule.name()));
        bool engine = rule.data->made_by_engine && !rules.selected(id);
        PythonVersion least{rule.data->python_major, rule.data->python_minor};
        bool too_old = rules.selection().target < least;
        fact(rules.selected(id) && !too_old ? "is on for this file" : engine ? "is always on" : "is off for this file");
        about_choice(id);
        if (too_old)
            fact(formatted("its rewrite needs Python {}, but the target version is {}", version_text(least),
                           version_text(rules.selection().target)));
        for (const PerFile& per_file : profile_->settings().per_file) {
            if (!per_file.holds_for(path_)) continue;
            said("for this file: ignore", per_file.ignore, id, true);
            said("for this file: select", per_file.select, id, true);
        }
        about_findings(id, rules);
    }

    void about_findings(RuleId id, const RuleSet& rules) {
        Result<std::string> bytes = files::read(path_);
        if (!bytes) return fact(formatted("cannot be read: {}", bytes.trouble().message));
        Result<Source> source = Source::decode(file_, std::move(*bytes), rules.selection().doctests);
        if (!source) return fact(formatted("cannot be read: {}", source.trouble().message));
        std::vector<Suppressed> silenced;
        bool on = rules.selected(id);
        std::optional<RuleSet> this_one;
        if (!on) {
            Selection alone = Selection::of(profile_->book());
            alone.select(profile_->book(), id);
            alone.target = rules.selection().target;
            alone.line_length = rules.selection().line_length;
            alone.include_generated = rules.selection().include_generated;
            alone.doctests = rules.selection().doctests;
            this_one.emplace(profile_->book(), std::move(alone));
        }
        const RuleSet& used = on ? rules : *this_one;
        const std::vector<Finding> found = lint(*source, used, &silenced);
        auto count = static_cast<std::uint32_t>(std::ranges::count(found, id, &Finding::rule));
        fact(std::string(on ? "reports " : "would report ") + counted(count, "finding"));
        for (const Finding& f : found)
            if (f.rule == id) fact(formatted("  {}:{}: {}", file_, source->place(f.span.start).row, f.message));
        for (const Suppressed& s : silenced) {
            if (s.finding.rule != id) continue;
            fact(formatted("  {}:{} is silenced by `{}` on line {}", file_, source->place(s.finding.span.start).row,
                           source->slice(s.directive), source->place(s.directive.start).row));
        }
        for (const Unreported& some : unreported(*source, used, id, found)) {
            if (some.findings.empty()) {
                fact(formatted("skips {}", some.because));
                continue;
            }
            fact(formatted("does not report {}: {}",
                           counted(static_cast<std::uint32_t>(some.findings.size()), "finding"), some.because));
            for (const auto& [row, message] : some.findings) fact(formatted("  {}:{}: {}", file_, row, message));
        }
    }

    Choices typed_;
    bool asked_preview_;
    std::string current_, file_, path_;
    Project project_;
    Look look_;
    std::optional<bool> gitignore_;
    Profile* profile_ = nullptr;
    std::string out_;
};

}  // namespace

int why_command(const CommandLine& line) {
    Overrides overrides = overrides_of(line.check);
    if (!line.check.target_version.empty()) {
        Result<PythonVersion> asked = asked_version(line.check.target_version);
        if (!asked) {
            say_error(asked.trouble());
            return Exit::trouble;
        }
        overrides.target = *asked;
    }
    return Why(line, std::move(overrides)).run(line.names);
}

}  // namespace zen
