#include "driver/check.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <thread>

#include "engine/fix.h"
#include "engine/lint.h"
#include "files/file_io.h"
#include "text/edit.h"

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

void show(Outcome& out, const Source& source, const RuleSet& rules, std::span<const Finding> findings, const Task& task,
          std::span<const Suppressed> suppressed = {}) {
    FileReport report{source, rules.book(), findings, suppressed};
    out.tally.add(report);
    if (wants(task, &Format::harvest)) out.harvest.add(report);
    report.findings = findings.first(std::min<std::size_t>(findings.size(), task.most_shown));
    for (std::size_t i = 0; i < task.forms.size(); ++i) {
        std::string& part = out.shown.emplace_back();
        const Format& format = *task.forms[i].format;
        bool any = !report.findings.empty() || (format.suppressed && !suppressed.empty());
        if (format.file && any) format.file(part, report, task.forms[i].context);
    }
    if (auto internal = rules.book().find("internal-fault"))
        out.fault = out.fault || std::ranges::count(findings, *internal, &Finding::rule) != 0;
}

void report_one(Outcome& out, const std::string& path, const RuleSet& rules, std::string_view rule, std::string message,
                const Task& task) {
    auto finding = about_file(rules.book(), rule, message);
    if (!finding || task.mode == Task::Mode::diff) {
        out.troubles.push_back({path, 0, 0, std::move(message)});
        if (!finding) return;
    }
    show(out, Source::from_text(path, ""), rules, std::span(&*finding, 1), task);
}

void check_source(Outcome& out, const Source& source, const RuleSet& rules, const Task& task) {
    std::vector<Suppressed> silenced;
    auto linted = [&](const Source& of) {
        return lint(of, rules, wants(task, &Format::suppressed) ? &silenced : nullptr);
    };
    if (task.mode == Task::Mode::report) {
        std::vector<Finding> findings = linted(source);
        return show(out, source, rules, findings, task, silenced);
    }
    Fixed fixed = fix(source, rules, task.boldest);
    if (!fixed.converged)
        if (auto finding =
                about_file(rules.book(), "internal-fault",
                           "the fixes for this file kept undoing each other, so none was made: please report it"))
            fixed.left.push_back(std::move(*finding));
    sort_findings(fixed.left);
    out.fixed = fixed.count;
    if (fixed.source.text() != source.text()) out.bytes = source.encode(fixed.source.text());
    if (task.mode == Task::Mode::fix) {
        if (wants(task, &Format::suppressed)) linted(fixed.source);  // for what comments silence
        return show(out, fixed.source, rules, fixed.left, task, silenced);
    }
    Task count_only = task;
    count_only.forms = {};
    show(out, fixed.source, rules, fixed.left, count_only);
    out.diff = unified_diff(source.text(), fixed.source.text(), source.path(), source.path());
}

}  // namespace

Outcome check_bytes(const std::string& path, Result<std::string> bytes, const RuleSet& rules, const Task& task) {
    Outcome out;
    try {
        if (!bytes) {
            out.unreadable = true;
            report_one(out, path, rules, "unreadable-file", bytes.trouble().message, task);
            return out;
        }
        Result<Source> source = Source::decode(path, std::move(*bytes));
        if (!source) {
            out.unreadable = true;
            report_one(out, path, rules, "unreadable-file", source.trouble().message, task);
            return out;
        }
        check_source(out, *source, rules, task);
    } catch (const std::exception& fault) {
        out = Outcome();
        out.fault = true;
        report_one(out, path, rules, "internal-fault",
                   std::string("a fault of zenlint's own on this file, please report it: ") + fault.what(), task);
    }
    return out;
}

Outcome check_file(const std::string& path, const RuleSet& rules, const Task& task) {
    Outcome out = check_bytes(path, read_file(path), rules, task);
    if (task.mode != Task::Mode::fix || !out.bytes) return out;
    if (auto trouble = replace_file(path, *out.bytes)) {
        // Nothing was fixed after all: report what stands in the file.
        Task report = task;
        report.mode = Task::Mode::report;
        out = check_bytes(path, read_file(path), rules, report);
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
