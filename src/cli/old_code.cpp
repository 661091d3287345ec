#include "cli/old_code.h"

#include "cli/output.h"
#include "engine/suppression/add_noqa.h"
#include "report/counted.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

std::uint32_t total(const Fingerprints& prints) {
    std::uint32_t out = 0;
    for (const auto& [print, count] : prints) out += count;
    return out;
}

Trouble usage(std::string message) {
    return {"", 0, 0, std::move(message)};
}

}  // namespace

std::optional<Trouble> OldCode::prepare(const CheckOptions& options, const Settings& settings,
                                        const std::string& current, Task& task) {
    current_ = sieve_.current = current;
    if (!options.baseline.empty())
        path_ = normal_path(joined(current, options.baseline));
    else if (!settings.baseline.empty())
        path_ = settings.baseline;
    else if (options.baseline_write || options.baseline_shrink)
        path_ = joined(current, "zenlint-baseline.txt");
    writes_ = options.baseline_write;
    shrinks_ = options.baseline_shrink;
    bool some_lines = options.since || options.staged;
    bool changes = task.mode != Task::Mode::report || !options.add_noqa.empty();
    if (writes_ + shrinks_ + changes > 1)
        return usage("--baseline-write, --baseline-shrink, --add-noqa and --fix cannot be used together");
    if (options.watch && (writes_ || shrinks_ || !options.add_noqa.empty()))
        return usage("--watch cannot be used with --add-noqa, --baseline-write or --baseline-shrink");
    if ((writes_ || shrinks_) && some_lines)
        return usage("a baseline lists the findings of whole files: leave out --since and --staged");
    if (options.since && options.staged) return usage("--since and --staged cannot be used together");
    if (!options.add_noqa.empty() && task.mode != Task::Mode::report)
        return usage("--add-noqa cannot be used with --fix: run --fix first, then silence the remaining findings");

    if (writes_) {
        task.fingerprints = true;
    } else if (!path_.empty()) {
        Result<Baseline> read = Baseline::read(path_);
        if (!read && !files::exists(path_))
            return Trouble{path_, 0, 0, "no such baseline: create it with --baseline-write"};
        if (!read) return read.trouble();
        baseline_ = std::move(*read);
        sieve_.baseline = &baseline_;
    }
    if (some_lines) {
        Result<ChangedLines> changed = options.staged ? staged_lines(current) : changed_since(current, *options.since);
        if (!changed) return changed.trouble();
        changed_ = std::move(*changed);
        sieve_.changed = &changed_;
    }
    if (!options.add_noqa.empty()) {
        if (!reason_fits(options.add_noqa))
            return usage("the reason for --add-noqa must be one line without another suppression comment");
        silences_ = true;
        task.mode = Task::Mode::silence;
        task.reason = options.add_noqa == "true" ? "" : options.add_noqa;
    }
    if (sieve_.baseline || sieve_.changed) task.sieve = &sieve_;
    return std::nullopt;
}

bool OldCode::touches(const std::string& path) {
    if (!sieve_.changed) return true;
    const std::string absolute = normal_path(joined(current_, path));
    if (changed_.files.contains(absolute)) return true;
    for (const std::string& submodule : changed_.submodules)
        if (!below(submodule, absolute).empty()) ++in_submodules_[submodule];
    return false;
}

void OldCode::take(const std::string& path, const Outcome& outcome) {
    if (path_.empty() || outcome.unreadable) return;
    std::string absolute = normal_path(joined(current_, path));
    in_baseline_ += total(outcome.in_baseline);
    files_ += !outcome.in_baseline.empty();
    if (!sieve_.changed)
        if (const Fingerprints* old = baseline_.of(absolute)) gone_ += total(*old) - total(outcome.in_baseline);
    if (writes_ || shrinks_) seen_.set(absolute, outcome.in_baseline);
    // Looked at, and nothing left of it.
    if (shrinks_ && outcome.in_baseline.empty()) baseline_.set(absolute, {});
}

std::optional<Trouble> OldCode::finish() {
    if (!writes_ && !shrinks_) return std::nullopt;
    std::optional<Trouble> trouble = write();
    written_ = !trouble;
    return trouble;
}

std::optional<Trouble> OldCode::write() {
    if (shrinks_)
        // Files that were not looked at stay as they are, unless they are gone themselves.
        for (const std::string& path : baseline_.paths())
            if (!seen_.of(path) && files::exists(path)) seen_.set(path, *baseline_.of(path));
    return seen_.write(path_);
}

void OldCode::summarize(RunSummary& run) const {
    run.note = words(run);
    run.only_note = silences_;
}

std::string OldCode::words(const RunSummary& run) const {
    std::string_view inside = below(current_, path_);
    std::string name(inside.empty() ? std::string_view(path_) : inside);
    if ((writes_ || shrinks_) && !written_) return "";
    if (silences_)
        return formatted("Silenced {} in {}.\n", counted(run.fixed, "finding"), counted(run.files_fixed, "file"));
    if (writes_)
        return formatted("Wrote {} in {} to {}.\n", counted(in_baseline_, "finding"), counted(files_, "file"), name);
    std::string out;
    for (const auto& [submodule, count] : in_submodules_) {
        std::string_view shown = below(current_, submodule);
        append(out, "Git submodules are skipped: {} in {} {} not checked. Check that folder separately.\n",
               counted(count, "file"), shown.empty() ? submodule : shown, count == 1 ? "is" : "are");
    }
    if (path_.empty() || (!in_baseline_ && !gone_)) return out;
    append(out, "{}{} in the baseline", counted(in_baseline_, "finding"), in_baseline_ == 1 ? " is" : " are");
    if (shrinks_)
        append(out, "; {} fixed and removed from it", gone_);
    else if (gone_)
        append(out, "; {} more {} fixed (--baseline-shrink removes {})", gone_, gone_ == 1 ? "is" : "are",
               gone_ == 1 ? "it" : "them");
    append(out, ".\n");
    return out;
}

}  // namespace zen
