// zenlint check
#include <algorithm>
#include <thread>

#include "cli/check_files.h"
#include "cli/check_report.h"
#include "cli/commands.h"
#include "cli/interactive.h"
#include "cli/progress.h"
#include "cli/watch.h"
#include "report/counted.h"
#include "system/memory.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

std::vector<Written> written(const std::vector<std::string>& words) {
    std::vector<Written> out;
    for (const std::string& word : words) out.push_back({word, "", 0, 0});
    return out;
}

class Check {
  public:
    Check(const CommandLine& line, Overrides overrides)
        : run_(line, std::move(overrides)), files_(run_), report_(run_) {}

    int run() {
        if (!report_.prepare()) return Exit::trouble;
        bool from_stdin = run_.options.paths == std::vector<std::string>{"-"};
        if (!from_stdin && std::ranges::find(run_.options.paths, "-") != run_.options.paths.end()) {
            say_error("`-` (standard input) cannot be checked together with other paths");
            return Exit::trouble;
        }
        if (from_stdin && (run_.options.watch || run_.options.interactive)) {
            say_error("--watch and --interactive cannot be used with standard input");
            return Exit::trouble;
        }
        // The current folder's settings, and what was typed, are looked at even if there is no file.
        run_.least = run_.project.profile(run_.current).settings().fail_on.value_or(Severity::info);
        if (run_.settings_fail()) return Exit::trouble;
        if (auto trouble = files_.find_packages()) {
            say_error(*trouble);
            return Exit::trouble;
        }
        return from_stdin ? check_stdin() : check_paths();
    }

  private:
    bool fail_on_old_code() {
        auto trouble =
            run_.old_code.prepare(run_.options, run_.project.profile(run_.current).settings(), run_.current, run_.task);
        if (trouble) say_error(*trouble);
        return trouble.has_value();
    }

    int check_paths() {
        FileList found = files_.find();
        if (run_.settings_fail()) return Exit::trouble;
        for (const Trouble& trouble : found.troubles) report_.note(trouble);
        if (run_.options.show_settings) return show_settings(found);
        if (run_.options.show_files) {
            Output out(streams::output);
            for (const std::string& file : found.files) out.write(file + '\n');
            return out.finish() && !report_.totals().trouble ? Exit::clean : Exit::trouble;
        }
        if (fail_on_old_code()) return Exit::trouble;
        std::vector<Job> jobs = files_.jobs_for(found);
        if (run_.settings_fail()) return Exit::trouble;
        if (run_.line.verbose) say_settings(jobs.size());
        if (run_.options.interactive) {
            files_.know_modules(jobs);
            return converse(jobs);
        }
        if (run_.options.watch) return watch(run_, files_, report_, std::move(jobs));

        if (!report_.open(streams::output, jobs)) return Exit::trouble;
        unsigned threads = run_.options.jobs ? run_.options.jobs : std::max(1u, std::thread::hardware_concurrency());
        Progress progress(jobs.size());
        report_.before_writing([&] { progress.clear(); });
        open_cache();
        files_.know_modules(jobs);
        check_files(jobs, threads, run_.task, [&](const Job& job, Outcome outcome) {
            if (report_.over_limit(outcome)) report_.cut(outcome, job);
            report_.take(job.path, outcome);
            progress.step();
        });
        progress.clear();
        close_cache();
        if (run_.line.verbose) say_cached(jobs.size());
        if (auto trouble = run_.old_code.finish()) report_.note(*trouble);
        return report_.finish();
    }

    int converse(std::span<const Job> jobs) {
        Look look = look_for(streams::output, run_.line.color);
        report_.totals().summary.fixing = report_.totals().summary.unsafe_fixes = true;
        fix_interactively(jobs, look, run_.task.sieve, run_.task.modules,
                          [&](const Job& job, Outcome outcome) { report_.count(job.path, outcome); });
        run_.old_code.summarize(report_.totals().summary);
        Output out(streams::output);
        if (!run_.line.quiet) out.write(summary_text(report_.totals().tally, report_.totals().summary, false, look));
        return out.finish() ? report_.status() : Exit::trouble;
    }

    // Without a cache a run is slower, and nothing else: what is wrong with it is worth one warning.
    void open_cache() {
        if (run_.options.no_cache || run_.options.profile_rules) return;
        const Settings& settings = run_.project.profile(run_.current).settings();
        Result<Store> store = Store::open(cache_folder(settings, run_.options.cache_dir, run_.current));
        if (!store) return say_warning(formatted("{}; continuing without it", store.trouble().text()));
        cache_.emplace(std::move(*store));
        run_.task.cache = &*cache_;
    }

    void close_cache() {
        if (!cache_) return;
        if (auto trouble = cache_->finish()) say_warning(formatted("{}; continuing without it", trouble->text()));
    }

    int show_settings(const FileList& found) {
        std::string path =
            found.files.empty() ? run_.current + "/." : normal_path(joined(run_.current, found.files[0]));
        Profile& profile = run_.project.profile(std::string(folder_of(path)));
        if (run_.settings_fail()) return Exit::trouble;
        std::string text = found.files.empty() ? "" : formatted("# for {}\n", found.files[0]);
        write_settings(text, profile);
        Output out(streams::output);
        out.write(text);
        return out.finish() && !report_.totals().trouble ? Exit::clean : Exit::trouble;
    }

    int check_stdin() {
        std::string path = run_.options.stdin_filename.empty() ? "-" : tidy_path(run_.options.stdin_filename);
        const RuleSet& rules = files_.rules_for(path);
        if (run_.settings_fail()) return Exit::trouble;
        if (run_.options.baseline_write || run_.options.baseline_shrink) {
            say_error("a baseline cannot be written for standard input");
            return Exit::trouble;
        }
        if (fail_on_old_code()) return Exit::trouble;
        const std::string absolute = normal_path(joined(run_.current, path));
        const Settings& settings = run_.project.profile(std::string(folder_of(absolute))).settings();
        const bool refused =
            !run_.options.stdin_filename.empty() && settings.force_exclude && settings.excluded(absolute, false, true);
        // Changed text goes where the text would: the report then makes room.
        bool filter = run_.task.mode == Task::Mode::fix || run_.task.mode == Task::Mode::silence;
        Result<std::string> bytes = streams::read_all(streams::input, path);
        std::string given = bytes && filter ? *bytes : "";
        Output text(streams::output);
        const Job job{path, &rules};
        if (!report_.open(filter ? streams::error : streams::output, std::span(&job, 1))) return Exit::trouble;
        if (refused) {
            if (!bytes) report_.note(bytes.trouble());
            text.write(given);
            return text.finish() ? report_.finish() : std::max<int>(report_.finish(), Exit::trouble);
        }
        // As a file of that name is checked: with what it imports.
        files_.know_modules(run_.options.stdin_filename.empty() ? std::span<const Job>() : std::span(&job, 1));
        Outcome outcome = check_bytes(path, std::move(bytes), rules, run_.task);
        if (filter) text.write(outcome.bytes ? *outcome.bytes : given);
        bool written = text.finish();
        report_.take(path, outcome);
        return written ? report_.finish() : std::max<int>(report_.finish(), Exit::trouble);
    }

    void say_settings(std::size_t files) const {
        Output error(streams::error);
        error.write(counted(files, "file") + "\n");
        for (const Profile* profile : run_.project.profiles()) {
            std::size_t rules = 0;
            for (RuleId id = 0; id < profile->book().rules().size(); ++id) rules += profile->selected(id);
            const std::string& path = profile->settings().path;
            error.write(formatted("{}: {} rules, Python {}\n", path.empty() ? "no configuration" : path, rules,
                                  version_text(profile->target())));
        }
        error.finish();
    }

    void say_cached(std::size_t files) const {
        if (!cache_) return;
        Output error(streams::error);
        error.write(formatted("{} of {} unchanged since the last run\n", report_.from_cache(), counted(files, "file")));
        error.finish();
    }

    CheckRun run_;
    FilesToCheck files_;
    CheckReport report_;
    std::optional<Store> cache_;
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
        Result<PythonVersion> asked = asked_version(options.target_version);
        if (!asked) {
            say_error(asked.trouble());
            return Exit::trouble;
        }
        overrides.target = *asked;
    }
    if (options.isolated && !options.config.empty()) {
        say_error("--isolated and --config cannot be used together");
        return Exit::trouble;
    }
    if ((options.watch || options.interactive) && options.diff) {
        say_error("--diff cannot be used with --watch or --interactive");
        return Exit::trouble;
    }
    if (options.diff && !options.output_file.empty()) {
        say_error("--diff is written to standard output and cannot be used with --output-file");
        return Exit::trouble;
    }
    for (;;)
        if (int status = Check(line, overrides).run(); status != settings_changed) return status;
}

}  // namespace zen
