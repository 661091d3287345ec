#include "driver/check.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <thread>

#include "cache/findings.h"
#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/suppression/add_noqa.h"
#include "report/fold.h"
#include "system/files.h"
#include "text/edit.h"
#include "text/formatted.h"

namespace zen {
namespace {

// A finding of one of the tool's own rules, about the file as a whole.
std::optional<Finding> about_file(const RuleBook& book, std::string_view rule, std::string message) {
    auto id = book.find(rule);
    if (!id) return std::nullopt;
    Finding f;
    f.rule = *id;
    f.message = std::move(message);
    return f;
}

bool wants(const Task& task, bool Format::* what) {
    return std::ranges::any_of(task.forms, [&](const Form& form) { return form.format->*what; });
}

void show(Outcome& out, const Source& source, const RuleSet& rules, std::vector<Finding> findings, const Task& task,
          std::span<const Suppressed> suppressed = {}) {
    fold(findings, source, rules);
    FileReport report{source, rules.book(), findings, suppressed};
    out.tally.add(report);
    if (wants(task, &Format::harvest)) out.harvest.add(report);
    report.findings = report.findings.first(std::min<std::size_t>(findings.size(), task.most_shown));
    for (std::size_t i = 0; i < task.forms.size(); ++i) {
        std::string& part = out.shown.emplace_back();
        const Format& format = *task.forms[i].format;
        bool any = !report.findings.empty() || (format.suppressed && !suppressed.empty());
        if (Overview& overview = out.overviews.emplace_back(); format.overview)
            overview.add(report, task.forms[i].context.look);
        if (format.file && any) format.file(part, report, task.forms[i].context);
    }
    if (auto internal = rules.book().find("internal-fault"))
        out.fault = out.fault || std::ranges::count(findings, *internal, &Finding::rule) != 0;
}

// Leaves the findings that the run is about.
void sift(Outcome& out, const Source& source, const RuleSet& rules, std::vector<Finding>& findings, const Task& task) {
    if (task.sieve) out.in_baseline = task.sieve->sift(source, source, rules.book(), findings);
    if (task.fingerprints) out.in_baseline = fingerprints(source, rules.book(), findings);
}

// With Task::fix_only, leaves what kept zenlint from fixing.
void drop_left(std::vector<Finding>& left, const RuleSet& rules, const Task& task) {
    if (!task.fix_only) return;
    std::erase_if(left, [&](const Finding& f) {
        const std::string_view rule = rules.book()[f.rule].name();
        return rule != "syntax-error" && rule != "internal-fault";
    });
}

void report_one(Outcome& out, const std::string& path, const RuleSet& rules, std::string_view rule, std::string message,
                const Task& task) {
    auto finding = about_file(rules.book(), rule, message);
    if (!finding || task.mode == Task::Mode::diff) {
        out.troubles.push_back({path, 0, 0, std::move(message)});
        if (!finding) return;
    }
    show(out, Source::from_text(path, ""), rules, {*std::move(finding)}, task);
}

// What the cache keeps of a file, and under which name.
class Kept {
  public:
    // `path` and `bytes` must outlive it.
    Kept(const std::string& path, std::string_view bytes, const RuleSet& rules, const Task& task)
        : rules_(rules), cache_(task.cache), modules_(task.modules), path_(path) {
        if (!cache_) return;
        size_ = bytes.size();
        key_ = key_of(bytes);
    }

    std::optional<KeptFindings> find() const {
        if (!cache_) return std::nullopt;
        std::optional<std::string> value = cache_->find(key_);
        std::optional<KeptFindings> kept = value ? restored(*value, rules_.book(), size_) : std::nullopt;
        return kept && (!modules_ || modules_->hold(kept->reads)) ? std::move(kept) : std::nullopt;
    }
    void keep(const KeptFindings& findings) const { keep(key_, findings); }
    void keep_for(std::string_view fixed, const KeptFindings& findings) const {
        if (cache_) keep(key_of(fixed), findings);
    }

  private:
    Digest key_of(std::string_view bytes) const {
        return findings_key(bytes, path_, rules_, program_identity(), modules_ != nullptr);
    }
    void keep(const Digest& key, const KeptFindings& kept) const {
        if (!cache_) return;
        // A fault may have come from a lack of memory: the next run shall try again.
        if (auto fault = rules_.book().find("internal-fault"))
            if (std::ranges::count(kept.findings, *fault, &Finding::rule)) return;
        cache_->keep(key, stored(kept));
    }

    const RuleSet& rules_;
    Store* cache_;
    const Modules* modules_;
    std::string_view path_;
    std::size_t size_ = 0;
    Digest key_;
};

bool fixable(std::span<const Finding> findings, Applicability boldest) {
    return std::ranges::any_of(findings, [&](const Finding& f) {
        return f.fix && f.fix->applicability != Applicability::display && f.fix->applicability <= boldest;
    });
}

// Reports what an earlier run found in these bytes. False when there is more to do.
bool check_kept(Outcome& out, const std::string& path, const std::string& bytes, const Kept& kept, const RuleSet& rules,
                const Task& task) {
    std::optional<KeptFindings> found = kept.find();
    if (!found) return false;
    std::vector<Finding>& findings = found->findings;
    out.from_cache = true;
    out.reads = found->reads;
    if (task.mode != Task::Mode::report && fixable(findings, task.boldest)) return false;
    if (task.mode == Task::Mode::silence && !findings.empty()) return false;
    Task only_report = task;
    if (task.mode == Task::Mode::diff) only_report.forms = {};
    // The text is wanted only where it is shown or compared.
    bool shown = !only_report.forms.empty() || task.sieve || task.fingerprints;
    if (!shown) drop_left(findings, rules, task);
    const bool counts_lines = wants(task, &Format::harvest);
    if (!shown || (findings.empty() && found->suppressed.empty() && !counts_lines)) {
        show(out, Source::from_text(path, ""), rules, std::move(findings), only_report);
        return true;
    }
    Result<Source> source = Source::decode(path, bytes, rules.selection().doctests);
    if (!source) return false;
    sift(out, *source, rules, findings, task);
    drop_left(findings, rules, task);
    show(out, *source, rules, std::move(findings), only_report, found->suppressed);
    return true;
}

void silence(Outcome& out, const Source& source, const RuleSet& rules, const Task& task, const World& world) {
    std::vector<Finding> findings = lint(source, rules, nullptr, world);
    sift(out, source, rules, findings, task);
    Silenced silenced = add_noqa(source, findings, rules.book(), task.reason);
    out.fixed = silenced.count;
    if (silenced.text != source.text()) out.bytes = source.encode(silenced.text);
    if (!out.bytes) out.fixed = 0;
    std::erase_if(findings, [&](const Finding& f) { return rules.book()[f.rule].code() != "ZEN0001"; });
    show(out, source, rules, std::move(findings), task);
    if (silenced.left || (silenced.count && !out.bytes))
        out.troubles.push_back({source.path(), 0, 0, "some findings are where no comment can be put"});
}

void check_source(Outcome& out, const Source& source, const Kept& kept, const RuleSet& rules, const Task& task) {
    out.from_cache = false;
    out.reads.clear();
    const World world = task.modules ? task.modules->world(std::string(source.path()),
                                                           task.cache || task.asked_again ? &out.reads : nullptr)
                                     : World{};
    if (task.mode == Task::Mode::report) {
        KeptFindings found;
        found.findings = lint(source, rules, &found.suppressed, world);
        refuse_unsound(source, rules, found.findings);
        found.reads = out.reads;
        kept.keep(found);
        sift(out, source, rules, found.findings, task);
        return show(out, source, rules, std::move(found.findings), task, found.suppressed);
    }
    if (task.mode == Task::Mode::silence) return silence(out, source, rules, task, world);
    Choose choose;
    if (task.sieve)
        choose = [&](const Source& now, std::vector<Finding>& findings) {
            out.in_baseline = task.sieve->sift(source, now, rules.book(), findings);
        };
    Fixed fixed = fix(source, rules, task.boldest, choose, world);
    if (!fixed.converged)
        if (auto finding = about_file(
                rules.book(), "internal-fault",
                fixed.count ? "not all fixes of this file were made, there are too many in one another: run again"
                            : "the fixes for this file kept undoing each other, so none was made: please report it"))
            fixed.left.push_back(std::move(*finding));
    sort_findings(fixed.left);
    out.fixed = fixed.count;
    for (RuleId id = 0; id < fixed.by_rule.size(); ++id)
        if (const auto& rule = rules.book()[id]; fixed.by_rule[id])
            out.fixes.push_back({rule.code(), rule.name(), fixed.by_rule[id]});
    if (fixed.source.text() != source.text()) out.bytes = source.encode(fixed.source.text());
    // What was sifted is not all that there is.
    if (!task.sieve && task.mode != Task::Mode::diff) {
        if (out.bytes)
            kept.keep_for(*out.bytes, {fixed.left, fixed.suppressed, out.reads});
        else if (!fixed.count)
            kept.keep({fixed.left, fixed.suppressed, out.reads});
    }
    drop_left(fixed.left, rules, task);
    if (task.mode == Task::Mode::fix)
        return show(out, fixed.source, rules, std::move(fixed.left), task, fixed.suppressed);
    Task count_only = task;
    count_only.forms = {};
    show(out, fixed.source, rules, std::move(fixed.left), count_only);
    out.diff = unified_diff(source.shown_text(), fixed.source.shown_text(), source.path(), source.path());
}

// As long as it lives, the scans of this thread fill the profile, if there is one.
class ProfileOfThread {
  public:
    explicit ProfileOfThread(RuleProfile* profile) { RuleProfile::of_thread() = profile; }
    ~ProfileOfThread() { RuleProfile::of_thread() = nullptr; }
    ProfileOfThread(const ProfileOfThread&) = delete;
    ProfileOfThread& operator=(const ProfileOfThread&) = delete;
};

}  // namespace

Outcome check_bytes(const std::string& path, Result<std::string> bytes, const RuleSet& rules, const Task& task) {
    Outcome out;
    const ProfileOfThread profile(task.profile ? &out.profile : nullptr);
    try {
        if (!bytes) {
            out.unreadable = true;
            report_one(out, path, rules, "unreadable-file", bytes.trouble().message, task);
            return out;
        }
        Kept kept(path, *bytes, rules, task);
        if (task.cache && check_kept(out, path, *bytes, kept, rules, task)) return out;
        Result<Source> source = Source::decode(path, std::move(*bytes), rules.selection().doctests);
        if (!source) {
            out.unreadable = true;
            report_one(out, path, rules, "unreadable-file", source.trouble().message, task);
            return out;
        }
        check_source(out, *source, kept, rules, task);
    } catch (const std::exception& fault) {
        out = Outcome();
        out.fault = true;
        report_one(out, path, rules, "internal-fault",
                   formatted("internal error in zenlint on this file, please report it: {}", fault.what()), task);
    }
    return out;
}

Outcome check_file(const std::string& path, const RuleSet& rules, const Task& task) {
    Result<std::string> bytes = files::read(path);
    if (!bytes || (task.mode != Task::Mode::fix && task.mode != Task::Mode::silence))
        return check_bytes(path, std::move(bytes), rules, task);
    const std::string was = *bytes;
    Outcome out = check_bytes(path, std::move(bytes), rules, task);
    if (!out.bytes) return out;
    if (task.modules) task.modules->keep(path, was);
    if (auto trouble = files::replace(path, *out.bytes, was)) {
        // Nothing was fixed after all: report what stands in the file.
        Task report = task;
        report.mode = Task::Mode::report;
        out = check_bytes(path, files::read(path), rules, report);
        out.troubles.push_back(std::move(*trouble));
    }
    return out;
}

void check_files(std::span<const Job> jobs, unsigned threads, const Task& task,
                 const std::function<void(const Job&, Outcome)>& take) {
    if (threads <= 1 || jobs.size() <= 1) {
        for (const Job& job : jobs) take(job, check_file(job.path, *job.rules, task));
        return;
    }
    struct Slot {
        Outcome outcome;
        std::atomic<bool> ready = false;
    };
    std::vector<Slot> slots(jobs.size());
    std::atomic<std::size_t> next = 0;
    auto work = [&] {
        for (std::size_t i = next++; i < jobs.size(); i = next++) {
            slots[i].outcome = check_file(jobs[i].path, *jobs[i].rules, task);
            slots[i].ready = true;
            slots[i].ready.notify_one();
        }
    };
    std::vector<std::jthread> pool;
    for (std::size_t i = 0; i < std::min<std::size_t>(threads, jobs.size()); ++i) pool.emplace_back(work);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        slots[i].ready.wait(false);
        take(jobs[i], std::move(slots[i].outcome));
        slots[i].outcome = Outcome();
    }
}

}  // namespace zen
