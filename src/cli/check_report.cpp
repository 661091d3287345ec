#include "cli/check_report.h"

#include <algorithm>

#include "cli/commands.h"
#include "driver/earlier_report.h"
#include "report/counted.h"
#include "report/profile.h"
#include "system/streams.h"
#include "text/formatted.h"

namespace zen {
namespace {

// What was fixed in a file: its name, and below it a line for each rule.
std::string fixes_text(const std::string& path, const Outcome& outcome) {
    if (outcome.fixes.empty()) return "";
    std::string out = "  ";
    append_safe(out, path);
    out += '\n';
    for (const Outcome::Fixes& fixes : outcome.fixes) {
        append(out, "    {} × ", fixes.count);
        out.append(fixes.code).append(" ").append(fixes.name) += '\n';
    }
    return out;
}

}  // namespace

CheckReport::CheckReport(CheckRun& run) : run_(run) {
    const CheckOptions& options = run.options;
    if (options.silent) diff_ = Output(streams::nowhere());
    totals_.summary.fix_only = run.task.fix_only;
    totals_.summary.fixing = options.fix && !options.diff;
    totals_.summary.unsafe_fixes = options.unsafe_fixes;
    totals_.summary.most_shown = options.max_diagnostics;
}

bool CheckReport::prepare() {
    const CheckOptions& options = run_.options;
    Result<std::vector<Wanted>> wanted = wanted_reports(options.output_format, options.output_file, options.full);
    if (!wanted) {
        say_error(wanted.trouble());
        return false;
    }
    wanted_ = std::move(*wanted);
    if (!options.since_report.empty()) {
        Result<EarlierReport> earlier = read_earlier_report(options.since_report);
        if (!earlier) {
            say_error(earlier.trouble());
            return false;
        }
        earlier_ = std::move(*earlier);
    }
    for (const Wanted& w : wanted_)
        if (options.statistics && !w.format->summary && !w.format->name.starts_with("json")) {
            say_error(
                formatted("--statistics can be printed as text (text, concise, grouped) or JSON (json), not as {}",
                          w.format->name));
            return false;
        }
    return true;
}

void CheckReport::note(const Trouble& trouble) {
    say_error(trouble);
    totals_.trouble = true;
}

bool CheckReport::open(int descriptor, std::span<const Job> jobs, std::string_view first) {
    if (run_.options.silent) descriptor = streams::nowhere();
    Result<Reports> opened =
        Reports::open(wanted_, descriptor, run_.line.color, run_.current, std::string(program_version()));
    if (!opened) {
        say_error(opened.trouble());
        return false;
    }
    reports_.emplace(std::move(*opened));
    reports_->write_first(first);
    reports_->compare_with(earlier_ ? &*earlier_ : nullptr);
    reports_->show_all(run_.options.max_diagnostics.has_value());
    const RuleSet* before = nullptr;
    for (const Job& job : jobs) {
        if (job.rules != before) reports_->know(*job.rules);
        before = job.rules;
    }
    if (run_.options.statistics || run_.options.diff || run_.options.baseline_write) return true;
    run_.task.forms = reports_->forms();
    if (run_.options.max_diagnostics) run_.task.most_shown = *run_.options.max_diagnostics;
    reports_->begin();
    return true;
}

bool CheckReport::over_limit(const Outcome& outcome) const {
    return run_.options.max_diagnostics && totals_.tally.found() &&
           totals_.tally.found() + outcome.tally.found() > *run_.options.max_diagnostics;
}

Task CheckReport::rest_of_limit() const {
    Task task = run_.task;
    task.mode = Task::Mode::report;
    std::uint32_t shown = totals_.tally.found();
    task.most_shown = shown < *run_.options.max_diagnostics ? *run_.options.max_diagnostics - shown : 0;
    return task;
}

void CheckReport::cut(Outcome& outcome, const Job& job) const {
    Outcome part = check_file(job.path, *job.rules, rest_of_limit());
    outcome.shown = std::move(part.shown);
    outcome.overviews = std::move(part.overviews);
}

void CheckReport::take(const std::string& path, const Outcome& outcome) {
    count(path, outcome);
    diff_.write(outcome.diff);
    reports_->take(outcome);
}

void CheckReport::count(const std::string& path, const Outcome& outcome) {
    ++totals_.summary.files;
    if (outcome.from_cache) ++from_cache_;
    if (outcome.fixed) ++totals_.summary.files_fixed;
    if (outcome.tally.found()) ++totals_.summary.files_with_findings;
    totals_.summary.fixed += outcome.fixed;
    if (run_.options.show_fixes) totals_.summary.fixes_shown += fixes_text(path, outcome);
    run_.old_code.take(path, outcome);
    totals_.tally.add(outcome.tally);
    totals_.fault = totals_.fault || outcome.fault;
    totals_.profile.add(outcome.profile);
    // The status asks for a word where errors are looked for, whatever form the report has.
    if (outcome.unreadable) note({path, 0, 0, "could not be read (ZEN0003)"});
    if (outcome.fault) say_error(Trouble{path, 0, 0, "internal error in zenlint (ZEN0007)"});
    for (const Trouble& trouble : outcome.troubles) note(trouble);
    if (!outcome.diff.empty()) totals_.diff = true;
}

int CheckReport::finish() {
    // Of what could not be looked at there is nothing more to say.
    bool nothing = totals_.summary.files == 0 && totals_.trouble;
    bool closing = !run_.line.quiet && !nothing;
    run_.old_code.summarize(totals_.summary);
    if (run_.options.diff)
        end_diff();
    else if (run_.options.baseline_write)
        diff_.write(run_.line.quiet ? "" : totals_.summary.note);
    else if (run_.options.statistics)
        reports_->statistics(totals_.tally, totals_.summary, closing);
    else
        reports_->end(totals_.tally, totals_.summary, totals_.trouble || totals_.fault, closing);
    bool written = diff_.finish();
    written = reports_->finish() && written;
    if (run_.options.profile_rules) {
        Output error(streams::error);
        error.write(profile_text(totals_.profile, look_for(streams::error, run_.line.color)));
        error.finish();
    }
    return written ? status() : std::max<int>(status(), Exit::trouble);
}

void CheckReport::end_diff() {
    diff_.finish();
    if (run_.line.quiet || run_.options.silent) return;
    Output error(streams::error);
    std::uint32_t fixed = totals_.summary.fixed, files = totals_.summary.files_fixed;
    error.write(fixed ? formatted("Would fix {} in {}.\n", counted(fixed, "finding"), counted(files, "file"))
                      : "Nothing to fix.\n");
    error.write(totals_.summary.fixes_shown);
    error.finish();
}

bool CheckReport::fails() const {
    return std::ranges::any_of(totals_.tally.counts(), [&](const Tally::Count& count) {
        return count.found && (*count.book)[count.rule].data->severity <= run_.least;
    });
}

int CheckReport::status() const {
    if (totals_.fault) return Exit::own_fault;
    if (totals_.trouble) return Exit::trouble;
    bool any = run_.options.diff ? totals_.diff : !run_.options.baseline_write && fails();
    if (run_.options.exit_non_zero_on_fix && totals_.summary.fixed) any = true;
    return any && !run_.options.exit_zero ? Exit::findings : Exit::clean;
}

}  // namespace zen
