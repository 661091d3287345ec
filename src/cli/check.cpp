// zenlint check
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/reports.h"
#include "driver/check.h"
#include "driver/project.h"
#include "files/file_io.h"
#include "files/walk.h"
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
    RunSummary summary;
    bool trouble = false, fault = false, diff = false;
};

class Check {
  public:
    Check(const CommandLine& line, Overrides overrides)
        : line_(line), options_(line.check), current_(current_folder()), project_(std::move(overrides), current_) {
        task_.mode = options_.diff ? Task::Mode::diff : options_.fix ? Task::Mode::fix : Task::Mode::report;
        task_.boldest = options_.unsafe_fixes ? Applicability::unsafe : Applicability::safe;
        totals_.summary.fixing = options_.fix && !options_.diff;
        totals_.summary.unsafe_fixes = options_.unsafe_fixes;
        totals_.summary.most_shown = options_.max_diagnostics;
    }

    int run() {
        Result<std::vector<Wanted>> wanted = wanted_reports(options_.output_format, options_.output_file);
        if (!wanted) {
            say_error(wanted.trouble());
            return Exit::trouble;
        }
        wanted_ = std::move(*wanted);
        for (const Wanted& w : wanted_)
            if (options_.statistics && !w.format->summary && !w.format->name.starts_with("json")) {
                say_error("--statistics is text (full, concise, grouped) or JSON (json), not " +
                          std::string(w.format->name));
                return Exit::trouble;
            }
        bool from_stdin = options_.paths == std::vector<std::string>{"-"};
        if (!from_stdin && std::ranges::find(options_.paths, "-") != options_.paths.end()) {
            say_error("`-` (standard input) cannot be checked together with other paths");
            return Exit::trouble;
        }
        // The current folder's settings, and what was typed, are looked at even if there is no file.
        project_.profile(current_);
        if (fail_on_settings()) return Exit::trouble;
        return from_stdin ? check_stdin() : check_paths();
    }

  private:
    bool fail_on_settings() {
        if (!project_.trouble()) return false;
        say_error(*project_.trouble());
        return true;
    }

    FileList find() {
        Walk walk;
        walk.current = current_;
        walk.gitignore = options_.respect_gitignore.value_or(project_.profile(current_).settings().respect_gitignore);
        walk.excluded = [this](const std::string& path, bool folder) {
            return project_.profile(std::string(folder_of(path))).settings().excluded(path, folder);
        };
        static const std::vector<std::string> here{"."};
        return find_files(options_.paths.empty() ? here : options_.paths, walk);
    }

    const RuleSet& rules_for(const std::string& path) {
        std::string absolute = normal_path(joined(current_, path));
        return project_.profile(std::string(folder_of(absolute))).rules(absolute);
    }

    int check_paths() {
        FileList found = find();
        if (fail_on_settings()) return Exit::trouble;
        for (const Trouble& trouble : found.troubles) note(trouble);
        for (const std::string& notebook : found.notebooks)
            say_warning(notebook + ": notebooks are not read; only .py, .pyi and .pyw files are");
        if (options_.show_files) {
            Output out(STDOUT_FILENO);
            for (const std::string& file : found.files) out.write(file + '\n');
            return out.finish() && !totals_.trouble ? Exit::clean : Exit::trouble;
        }
        std::vector<Job> jobs;
        for (std::string& file : found.files) {
            const RuleSet& rules = rules_for(file);
            jobs.push_back({std::move(file), &rules});
        }
        if (fail_on_settings()) return Exit::trouble;
        if (line_.verbose) say_settings(jobs.size());

        if (!open_reports(STDOUT_FILENO, jobs)) return Exit::trouble;
        unsigned threads = options_.jobs ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
        Progress progress(jobs.size());
        reports_->before_writing([&] { progress.clear(); });
        check_files(jobs, threads, task_, [&](const Job& job, Outcome outcome) {
            if (over_limit(outcome)) outcome.shown = check_file(job.path, *job.rules, rest_of_limit()).shown;
            take(job.path, std::move(outcome));
            progress.step();
        });
        progress.clear();
        return finish();
    }

    int check_stdin() {
        std::string path = options_.stdin_filename.empty() ? "-" : tidy_path(options_.stdin_filename);
        const RuleSet& rules = rules_for(path);
        if (fail_on_settings()) return Exit::trouble;
        Result<std::string> bytes = read_all(STDIN_FILENO, path);
        std::string given = bytes && task_.mode == Task::Mode::fix ? *bytes : "";

        // Fixed text goes where the text would: the report then makes room.
        bool filter = task_.mode == Task::Mode::fix;
        Output text(STDOUT_FILENO);
        const Job job{path, &rules};
        if (!open_reports(filter ? STDERR_FILENO : STDOUT_FILENO, std::span(&job, 1))) return Exit::trouble;
        Outcome outcome = check_bytes(path, std::move(bytes), rules, task_);
        if (filter) text.write(outcome.bytes ? *outcome.bytes : given);
        bool written = text.finish();
        take(path, std::move(outcome));
        return written ? finish() : std::max<int>(finish(), Exit::trouble);
    }

    void note(const Trouble& trouble) {
        say_error(trouble);
        totals_.trouble = true;
    }

    // Opens what the reports are written to, and writes what they begin with.
    bool open_reports(int descriptor, std::span<const Job> jobs) {
        Result<Reports> opened =
            Reports::open(wanted_, descriptor, line_.color, current_, std::string(program_version()));
        if (!opened) {
            say_error(opened.trouble());
            return false;
        }
        reports_.emplace(std::move(*opened));
        const RuleSet* before = nullptr;
        for (const Job& job : jobs) {
            if (job.rules != before) reports_->know(*job.rules);
            before = job.rules;
        }
        if (options_.statistics || options_.diff) return true;
        task_.forms = reports_->forms();
        if (options_.max_diagnostics) task_.most_shown = options_.max_diagnostics;
        reports_->begin();
        return true;
    }

    // Is more found than may be shown, not just in this file?
    bool over_limit(const Outcome& outcome) const {
        return options_.max_diagnostics && totals_.tally.found() &&
               totals_.tally.found() + outcome.tally.found() > options_.max_diagnostics;
    }

    // How to look again at a file that only fits in part.
    Task rest_of_limit() const {
        Task task = task_;
        task.mode = Task::Mode::report;
        std::uint32_t shown = totals_.tally.found();
        task.most_shown = shown < options_.max_diagnostics ? options_.max_diagnostics - shown : 0;
        return task;
    }

    void take(const std::string& path, Outcome outcome) {
        ++totals_.summary.files;
        if (outcome.fixed) ++totals_.summary.files_fixed;
        if (outcome.tally.found()) ++totals_.summary.files_with_findings;
        totals_.summary.fixed += outcome.fixed;
        totals_.tally.add(outcome.tally);
        totals_.fault = totals_.fault || outcome.fault;
        // The status asks for a word where errors are looked for, whatever form the report has.
        if (outcome.unreadable) note({path, 0, 0, "could not be read (ZEN0003)"});
        if (outcome.fault) say_error(Trouble{path, 0, 0, "a fault of zenlint's own (ZEN0007)"});
        for (const Trouble& trouble : outcome.troubles) note(trouble);
        if (!outcome.diff.empty()) totals_.diff = true;
        diff_.write(outcome.diff);
        reports_->take(outcome);
    }

    int finish() {
        // Of what could not be looked at there is nothing more to say.
        bool nothing = totals_.summary.files == 0 && totals_.trouble;
        bool closing = !line_.quiet && !nothing;
        if (options_.diff)
            end_diff();
        else if (options_.statistics)
            reports_->statistics(totals_.tally, totals_.summary, closing);
        else
            reports_->end(totals_.tally, totals_.summary, totals_.trouble || totals_.fault, closing);
        bool written = diff_.finish();
        return reports_->finish() && written ? status() : std::max<int>(status(), Exit::trouble);
    }

    // A diff is for `patch` to read: what is said besides goes to standard error.
    void end_diff() {
        diff_.finish();
        if (line_.quiet) return;
        Output error(STDERR_FILENO);
        std::uint32_t fixed = totals_.summary.fixed, files = totals_.summary.files_fixed;
        error.write(fixed ? "Would fix " + std::to_string(fixed) + (fixed == 1 ? " finding in " : " findings in ") +
                                std::to_string(files) + (files == 1 ? " file.\n" : " files.\n")
                          : "Nothing to fix.\n");
        error.finish();
    }

    void say_settings(std::size_t files) const {
        Output error(STDERR_FILENO);
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

    int status() const {
        if (totals_.fault) return Exit::own_fault;
        if (totals_.trouble) return Exit::trouble;
        bool any = options_.diff ? totals_.diff : totals_.tally.found() > 0;
        if (options_.exit_non_zero_on_fix && totals_.summary.fixed) any = true;
        return any && !options_.exit_zero ? Exit::findings : Exit::clean;
    }

    const CommandLine& line_;
    const CheckOptions& options_;
    std::string current_;
    Project project_;
    Task task_;
    std::vector<Wanted> wanted_;
    std::optional<Reports> reports_;
    Output diff_{STDOUT_FILENO};
    Totals totals_;
};

}  // namespace

int check_command(const CommandLine& line) {
    const CheckOptions& options = line.check;
    Overrides overrides;
    if (options.select) overrides.choices.select = written(*options.select);
    overrides.choices.extend_select = written(options.extend_select);
    overrides.choices.ignore = written(options.ignore);
    overrides.preview = options.preview;
    overrides.isolated = options.isolated;
    overrides.config = options.config;
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
    return Check(line, std::move(overrides)).run();
}

}  // namespace zen
