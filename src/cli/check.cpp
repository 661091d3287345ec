// zenlint check
#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "cli/commands.h"
#include "cli/interactive.h"
#include "cli/old_code.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/reports.h"
#include "driver/check.h"
#include "driver/earlier_report.h"
#include "driver/project.h"
#include "files/walk.h"
#include "report/profile.h"
#include "system/files.h"
#include "system/memory.h"
#include "system/streams.h"
#include "system/watcher.h"
#include "text/path.h"

namespace zen {
namespace {

std::vector<Written> written(const std::vector<std::string>& words) {
    std::vector<Written> out;
    for (const std::string& word : words) out.push_back({word, "", 0, 0});
    return out;
}

// Everything that a run adds up to.
struct Totals {
    Tally tally;
    RuleProfile profile;
    RunSummary summary;
    bool trouble = false, fault = false, diff = false;
};

// What was fixed in a file: its name, and below it a line for each rule.
std::string fixes_text(const std::string& path, const Outcome& outcome) {
    if (outcome.fixes.empty()) return "";
    std::string out = "  ";
    append_safe(out, path);
    out += '\n';
    for (const Outcome::Fixes& fixes : outcome.fixes) {
        out += "    " + std::to_string(fixes.count) + " × ";
        out.append(fixes.code).append(" ").append(fixes.name) += '\n';
    }
    return out;
}

class Check {
  public:
    static constexpr int again = -1;  // a status: the settings have changed

    Check(const CommandLine& line, Overrides overrides)
        : line_(line), options_(line.check), current_(current_folder()), project_(std::move(overrides), current_) {
        task_.mode = options_.diff ? Task::Mode::diff : options_.fix ? Task::Mode::fix : Task::Mode::report;
        task_.profile = options_.profile_rules;
        task_.fix_only = options_.fix_only && !options_.diff;
        totals_.summary.fix_only = task_.fix_only;
        if (options_.silent) diff_ = Output(streams::nowhere());
        task_.boldest = options_.unsafe_fixes ? Applicability::unsafe : Applicability::safe;
        totals_.summary.fixing = options_.fix && !options_.diff;
        totals_.summary.unsafe_fixes = options_.unsafe_fixes;
        totals_.summary.most_shown = options_.max_diagnostics;
    }

    int run() {
        Result<std::vector<Wanted>> wanted =
            wanted_reports(options_.output_format, options_.output_file, options_.full);
        if (!wanted) {
            say_error(wanted.trouble());
            return Exit::trouble;
        }
        wanted_ = std::move(*wanted);
        if (!options_.since_report.empty()) {
            Result<EarlierReport> earlier = read_earlier_report(options_.since_report);
            if (!earlier) {
                say_error(earlier.trouble());
                return Exit::trouble;
            }
            earlier_ = std::move(*earlier);
        }
        for (const Wanted& w : wanted_)
            if (options_.statistics && !w.format->summary && !w.format->name.starts_with("json")) {
                say_error("--statistics is text (text, concise, grouped) or JSON (json), not " +
                          std::string(w.format->name));
                return Exit::trouble;
            }
        bool from_stdin = options_.paths == std::vector<std::string>{"-"};
        if (!from_stdin && std::ranges::find(options_.paths, "-") != options_.paths.end()) {
            say_error("`-` (standard input) cannot be checked together with other paths");
            return Exit::trouble;
        }
        if (from_stdin && (options_.watch || options_.interactive)) {
            say_error("--watch and --interactive go with files, not with standard input");
            return Exit::trouble;
        }
        // The current folder's settings, and what was typed, are looked at even if there is no file.
        least_ = project_.profile(current_).settings().fail_on.value_or(Severity::info);
        if (fail_on_settings()) return Exit::trouble;
        return from_stdin ? check_stdin() : check_paths();
    }

  private:
    bool fail_on_settings() {
        if (!project_.trouble()) return false;
        say_error(*project_.trouble());
        return true;
    }

    bool fail_on_old_code() {
        auto trouble = old_code_.prepare(options_, project_.profile(current_).settings(), current_, task_);
        if (trouble) say_error(*trouble);
        return trouble.has_value();
    }

    FileList find() {
        Walk walk;
        walk.current = current_;
        walk.gitignore = options_.respect_gitignore.value_or(project_.profile(current_).settings().respect_gitignore);
        walk.excluded = [this](const std::string& path, bool folder) {
            bool out = project_.profile(std::string(folder_of(path))).settings().excluded(path, folder);
            if (options_.watch && folder && !out) folders_.insert(path);
            return out;
        };
        walk.included = [this](const std::string& path) {
            return project_.profile(std::string(folder_of(path))).settings().included(path);
        };
        walk.refused = [this](const std::string& path, bool folder) {
            const Settings& settings = project_.profile(folder ? path : std::string(folder_of(path))).settings();
            return settings.force_exclude && settings.excluded(path, folder, true);
        };
        static const std::vector<std::string> here{"."};
        if (options_.watch)
            for (const std::string& path : options_.paths.empty() ? here : options_.paths)
                if (std::string full = normal_path(joined(current_, path)); files::is_folder(full))
                    folders_.insert(std::move(full));
        return find_files(options_.paths.empty() ? here : options_.paths, walk);
    }

    const RuleSet& rules_for(const std::string& path) {
        std::string absolute = normal_path(joined(current_, path));
        return project_.profile(std::string(folder_of(absolute))).rules(absolute);
    }

    std::vector<Job> jobs_for(FileList& found) {
        std::vector<Job> jobs;
        for (std::string& file : found.files) {
            if (!old_code_.touches(file)) continue;
            const RuleSet& rules = rules_for(file);
            jobs.push_back({std::move(file), &rules});
        }
        return jobs;
    }

    int check_paths() {
        FileList found = find();
        if (fail_on_settings()) return Exit::trouble;
        for (const Trouble& trouble : found.troubles) note(trouble);
        if (options_.show_settings) return show_settings(found);
        if (options_.show_files) {
            Output out(streams::output);
            for (const std::string& file : found.files) out.write(file + '\n');
            return out.finish() && !totals_.trouble ? Exit::clean : Exit::trouble;
        }
        if (fail_on_old_code()) return Exit::trouble;
        std::vector<Job> jobs = jobs_for(found);
        if (fail_on_settings()) return Exit::trouble;
        if (line_.verbose) say_settings(jobs.size());
        if (options_.interactive) return converse(jobs);
        if (options_.watch) return watch(std::move(jobs));

        if (!open_reports(streams::output, jobs)) return Exit::trouble;
        unsigned threads = options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
        Progress progress(jobs.size());
        reports_->before_writing([&] { progress.clear(); });
        open_cache();
        check_files(jobs, threads, task_, [&](const Job& job, Outcome outcome) {
            if (over_limit(outcome)) cut(outcome, job);
            take(job.path, outcome);
            progress.step();
        });
        progress.clear();
        close_cache();
        if (auto trouble = old_code_.finish()) note(*trouble);
        return finish();
    }

    int converse(std::span<const Job> jobs) {
        Look look = look_for(streams::output, line_.color);
        totals_.summary.fixing = totals_.summary.unsafe_fixes = true;
        fix_interactively(jobs, look, task_.sieve, [&](const Job& job, Outcome outcome) { count(job.path, outcome); });
        old_code_.summarize(totals_.summary);
        Output out(streams::output);
        if (!line_.quiet) out.write(summary_text(totals_.tally, totals_.summary, false, look));
        return out.finish() ? status() : Exit::trouble;
    }

    // Checks all files, then again and again those that have changed. Returns `again` when the settings have.
    int watch(std::vector<Job> jobs) {
        Result<Watcher> watcher = Watcher::open();
        if (!watcher) {
            say_error(watcher.trouble());
            return Exit::trouble;
        }
        const Totals before = totals_;
        std::map<std::string, Outcome> kept;  // by the absolute path
        auto absolute = [&](const std::string& path) { return normal_path(joined(current_, path)); };
        unsigned threads = options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
        for (;;) {
            bool screen = streams::is_terminal(streams::output);
            // Watched before they are read: what changes meanwhile is not missed.
            for (const Job& job : jobs) folders_.insert(std::string(folder_of(absolute(job.path))));
            for (const Profile* profile : project_.profiles())
                if (!profile->settings().path.empty())
                    folders_.insert(std::string(folder_of(profile->settings().path)));
            watch_folders(*watcher);
            if (!open_reports(streams::output, jobs, screen ? "\033[2J\033[3J\033[H" : "")) return Exit::trouble;
            std::vector<Job> fresh;
            for (const Job& job : jobs)
                if (!kept.contains(absolute(job.path))) fresh.push_back(job);
            check_files(fresh, threads, task_,
                        [&](const Job& job, Outcome outcome) { kept[absolute(job.path)] = std::move(outcome); });
            for (const Job& job : jobs) {
                const Outcome& outcome = kept[absolute(job.path)];
                if (!over_limit(outcome)) {
                    take(job.path, outcome);
                    continue;
                }
                Outcome shorter = outcome;
                cut(shorter, job);
                take(job.path, shorter);
            }
            finish();
            say_watching(jobs.size());

            totals_ = before;
            old_code_.restart();
            for (bool news = false; !news;) {
                for (const std::string& path : watcher->wait()) {
                    if (steers(path)) return again;
                    news = kept.erase(path) || news;
                }
                // A folder may fill before it is watched: look again when there is a new one.
                FileList found;
                do found = find();
                while (watch_folders(*watcher));
                std::vector<Job> now = jobs_for(found);
                if (fail_on_settings()) return Exit::trouble;
                news = news || !std::ranges::equal(now, jobs, {}, &Job::path, &Job::path);
                if (news)
                    for (const Trouble& trouble : found.troubles) note(trouble);
                jobs = std::move(now);
            }
        }
    }

    // Does a change of this file change what is found in others?
    static bool steers(const std::string& path) {
        std::string_view name = name_of(path);
        return name == "pyproject.toml" || name == "zenlint.toml" || name == ".zenlint.toml" || name == "ruff.toml" ||
               name == ".ruff.toml" || name == ".gitignore" || name == ".ignore" || name.ends_with(".md");
    }

    // True when there are folders that were not watched before.
    bool watch_folders(Watcher& watcher) {
        std::size_t before = watcher.count();
        for (const std::string& folder : folders_)
            if (auto trouble = watcher.add(folder); trouble && !warned_) {
                say_warning(trouble->text() + "; changes there are not seen");
                warned_ = true;
            }
        return watcher.count() > before;
    }

    static void say_watching(std::size_t files) {
        Output out(streams::error);
        out.write("Watching " + std::to_string(files) + (files == 1 ? " file" : " files") + "; Ctrl-C ends.\n");
        out.finish();
    }

    // Without a cache a run is slower, and nothing else: what is wrong with it is worth one warning.
    void open_cache() {
        if (options_.no_cache || options_.profile_rules) return;
        const Settings& settings = project_.profile(current_).settings();
        Result<Store> store = Store::open(cache_folder(settings, options_.cache_dir, current_));
        if (!store) return say_warning(store.trouble().text() + "; going on without");
        cache_.emplace(std::move(*store));
        task_.cache = &*cache_;
    }

    void close_cache() {
        if (!cache_) return;
        if (auto trouble = cache_->finish()) say_warning(trouble->text() + "; going on without");
    }

    int show_settings(const FileList& found) {
        std::string path = found.files.empty() ? current_ + "/." : normal_path(joined(current_, found.files[0]));
        Profile& profile = project_.profile(std::string(folder_of(path)));
        if (fail_on_settings()) return Exit::trouble;
        std::string text = found.files.empty() ? "" : "# for " + found.files[0] + "\n";
        write_settings(text, profile);
        Output out(streams::output);
        out.write(text);
        return out.finish() && !totals_.trouble ? Exit::clean : Exit::trouble;
    }

    int check_stdin() {
        std::string path = options_.stdin_filename.empty() ? "-" : tidy_path(options_.stdin_filename);
        const RuleSet& rules = rules_for(path);
        if (fail_on_settings()) return Exit::trouble;
        if (options_.baseline_write || options_.baseline_shrink) {
            say_error("a baseline is made of files, not of standard input");
            return Exit::trouble;
        }
        if (fail_on_old_code()) return Exit::trouble;
        const std::string absolute = normal_path(joined(current_, path));
        const Settings& settings = project_.profile(std::string(folder_of(absolute))).settings();
        const bool refused =
            !options_.stdin_filename.empty() && settings.force_exclude && settings.excluded(absolute, false, true);
        // Changed text goes where the text would: the report then makes room.
        bool filter = task_.mode == Task::Mode::fix || task_.mode == Task::Mode::silence;
        Result<std::string> bytes = streams::read_all(streams::input, path);
        std::string given = bytes && filter ? *bytes : "";
        Output text(streams::output);
        const Job job{path, &rules};
        if (!open_reports(filter ? streams::error : streams::output, std::span(&job, 1))) return Exit::trouble;
        if (refused) {
            if (!bytes) note(bytes.trouble());
            text.write(given);
            return text.finish() ? finish() : std::max<int>(finish(), Exit::trouble);
        }
        Outcome outcome = check_bytes(path, std::move(bytes), rules, task_);
        if (filter) text.write(outcome.bytes ? *outcome.bytes : given);
        bool written = text.finish();
        take(path, outcome);
        return written ? finish() : std::max<int>(finish(), Exit::trouble);
    }

    void note(const Trouble& trouble) {
        say_error(trouble);
        totals_.trouble = true;
    }

    // Opens what the reports are written to, and writes what they begin with.
    bool open_reports(int descriptor, std::span<const Job> jobs, std::string_view first = "") {
        if (options_.silent) descriptor = streams::nowhere();
        Result<Reports> opened =
            Reports::open(wanted_, descriptor, line_.color, current_, std::string(program_version()));
        if (!opened) {
            say_error(opened.trouble());
            return false;
        }
        reports_.emplace(std::move(*opened));
        reports_->write_first(first);
        reports_->compare_with(earlier_ ? &*earlier_ : nullptr);
        reports_->show_all(options_.max_diagnostics.has_value());
        const RuleSet* before = nullptr;
        for (const Job& job : jobs) {
            if (job.rules != before) reports_->know(*job.rules);
            before = job.rules;
        }
        if (options_.statistics || options_.diff || options_.baseline_write) return true;
        task_.forms = reports_->forms();
        if (options_.max_diagnostics) task_.most_shown = *options_.max_diagnostics;
        reports_->begin();
        return true;
    }

    // Is more found than may be shown, not just in this file?
    bool over_limit(const Outcome& outcome) const {
        return options_.max_diagnostics && totals_.tally.found() &&
               totals_.tally.found() + outcome.tally.found() > *options_.max_diagnostics;
    }

    // How to look again at a file that only fits in part.
    Task rest_of_limit() const {
        Task task = task_;
        task.mode = Task::Mode::report;
        std::uint32_t shown = totals_.tally.found();
        task.most_shown = shown < *options_.max_diagnostics ? *options_.max_diagnostics - shown : 0;
        return task;
    }

    // Leaves in the reports what may be shown of the file.
    void cut(Outcome& outcome, const Job& job) const {
        Outcome part = check_file(job.path, *job.rules, rest_of_limit());
        outcome.shown = std::move(part.shown);
        outcome.overviews = std::move(part.overviews);
    }

    void take(const std::string& path, const Outcome& outcome) {
        count(path, outcome);
        diff_.write(outcome.diff);
        reports_->take(outcome);
    }

    void count(const std::string& path, const Outcome& outcome) {
        ++totals_.summary.files;
        if (outcome.fixed) ++totals_.summary.files_fixed;
        if (outcome.tally.found()) ++totals_.summary.files_with_findings;
        totals_.summary.fixed += outcome.fixed;
        if (options_.show_fixes) totals_.summary.fixes_shown += fixes_text(path, outcome);
        old_code_.take(path, outcome);
        totals_.tally.add(outcome.tally);
        totals_.fault = totals_.fault || outcome.fault;
        totals_.profile.add(outcome.profile);
        // The status asks for a word where errors are looked for, whatever form the report has.
        if (outcome.unreadable) note({path, 0, 0, "could not be read (ZEN0003)"});
        if (outcome.fault) say_error(Trouble{path, 0, 0, "a fault of zenlint's own (ZEN0007)"});
        for (const Trouble& trouble : outcome.troubles) note(trouble);
        if (!outcome.diff.empty()) totals_.diff = true;
    }

    int finish() {
        // Of what could not be looked at there is nothing more to say.
        bool nothing = totals_.summary.files == 0 && totals_.trouble;
        bool closing = !line_.quiet && !nothing;
        old_code_.summarize(totals_.summary);
        if (options_.diff)
            end_diff();
        else if (options_.baseline_write)
            diff_.write(line_.quiet ? "" : totals_.summary.note);
        else if (options_.statistics)
            reports_->statistics(totals_.tally, totals_.summary, closing);
        else
            reports_->end(totals_.tally, totals_.summary, totals_.trouble || totals_.fault, closing);
        bool written = diff_.finish();
        written = reports_->finish() && written;
        if (options_.profile_rules) {
            Output error(streams::error);
            error.write(profile_text(totals_.profile, look_for(streams::error, line_.color)));
            error.finish();
        }
        return written ? status() : std::max<int>(status(), Exit::trouble);
    }

    // A diff is for `patch` to read: what is said besides goes to standard error.
    void end_diff() {
        diff_.finish();
        if (line_.quiet || options_.silent) return;
        Output error(streams::error);
        std::uint32_t fixed = totals_.summary.fixed, files = totals_.summary.files_fixed;
        error.write(fixed ? "Would fix " + std::to_string(fixed) + (fixed == 1 ? " finding in " : " findings in ") +
                                std::to_string(files) + (files == 1 ? " file.\n" : " files.\n")
                          : "Nothing to fix.\n");
        error.write(totals_.summary.fixes_shown);
        error.finish();
    }

    void say_settings(std::size_t files) const {
        Output error(streams::error);
        error.write(std::to_string(files) + (files == 1 ? " file" : " files") + "\n");
        for (const Profile* profile : project_.profiles()) {
            std::size_t rules = 0;
            for (RuleId id = 0; id < profile->book().rules().size(); ++id) rules += profile->selected(id);
            const std::string& path = profile->settings().path;
            error.write((path.empty() ? "no configuration" : path) + ": " + std::to_string(rules) + " rules, Python " +
                        version_text(profile->target()) + '\n');
        }
        error.finish();
    }

    // Is any finding severe enough? (A severity's number is the smaller the more it matters.)
    bool fails() const {
        return std::ranges::any_of(totals_.tally.counts(), [&](const Tally::Count& count) {
            return count.found && (*count.book)[count.rule].data->severity <= least_;
        });
    }

    int status() const {
        if (totals_.fault) return Exit::own_fault;
        if (totals_.trouble) return Exit::trouble;
        bool any = options_.diff ? totals_.diff : !options_.baseline_write && fails();
        if (options_.exit_non_zero_on_fix && totals_.summary.fixed) any = true;
        return any && !options_.exit_zero ? Exit::findings : Exit::clean;
    }

    const CommandLine& line_;
    const CheckOptions& options_;
    std::string current_;
    Project project_;
    std::optional<Store> cache_;
    OldCode old_code_;
    Task task_;
    std::vector<Wanted> wanted_;
    std::optional<EarlierReport> earlier_;
    std::optional<Reports> reports_;
    Output diff_{streams::output};
    Severity least_ = Severity::info;  // that makes the run fail
    Totals totals_;
    std::set<std::string> folders_;  // that are watched
    bool warned_ = false;
};

}  // namespace

Overrides overrides_of(const CheckOptions& options) {
    Overrides overrides;
    if (!options.preset.empty()) overrides.choices.preset = preset_named(options.preset);
    if (options.select) overrides.choices.select = written(*options.select);
    overrides.choices.extend_select = written(options.extend_select);
    overrides.choices.ignore = written(options.ignore);
    overrides.preview = options.preview;
    overrides.isolated = options.isolated;
    overrides.config = options.config;
    overrides.settings = options.settings;
    return overrides;
}

int check_command(const CommandLine& line) {
    // A run makes and drops the memory of one file after another: what is given back to the system between two files is
    // asked for, and cleared, again for the next.
    memory::keep_freed();
    const CheckOptions& options = line.check;
    Overrides overrides = overrides_of(options);
    if (!options.target_version.empty()) {
        overrides.target = python_version(options.target_version);
        if (!overrides.target) {
            say_error("'" + options.target_version + "' is no Python version: write it as py310 or 3.10");
            return Exit::trouble;
        }
    }
    if (options.isolated && !options.config.empty()) {
        say_error("--isolated and --config contradict each other");
        return Exit::trouble;
    }
    if ((options.watch || options.interactive) && options.diff) {
        say_error("--diff goes neither with --watch nor with --interactive");
        return Exit::trouble;
    }
    if (options.diff && !options.output_file.empty()) {
        say_error("--diff is written to standard output, and goes with no --output-file");
        return Exit::trouble;
    }
    for (;;)
        if (int status = Check(line, overrides).run(); status != Check::again) return status;
}

}  // namespace zen
