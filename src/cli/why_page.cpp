#include "cli/why_page.h"

#include <algorithm>
#include <charconv>

#include "cli/check_files.h"
#include "cli/check_run.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/unreported.h"
#include "driver/rule_pages.h"
#include "engine/explain.h"
#include "engine/lint.h"
#include "semantics/library/python_version.h"
#include "system/files.h"
#include "system/streams.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

// The file as `zenlint check` sees it: with the settings that hold for it, and the other files of the project.
class Asked {
  public:
    Asked(const CommandLine& typed, std::string file, std::uint32_t row)
        : line_(typed), file_(std::move(file)), row_(row), run_(line_, Overrides{}), files_(run_) {
        absolute_ = normal_path(joined(run_.current, file_));
        profile_ = &run_.project.profile(std::string(folder_of(absolute_)));
    }

    // Says what there is to say of the page; else what is wrong.
    std::optional<Trouble> about(const std::string& path, Output& out) {
        Result<PageInProject> page = PageInProject::read(path, *profile_, absolute_, run_.current);
        if (run_.project.trouble()) return *run_.project.trouble();
        if (!page) return page.trouble();
        Result<std::string> bytes = files::read(file_);
        if (!bytes) return bytes.trouble();
        Result<Source> source = Source::decode(file_, *std::move(bytes), page->rules->selection().doctests);
        if (!source) return source.trouble();
        know_project();
        const World world = run_.task.modules ? run_.task.modules->world(named_) : World{};
        const std::vector<Explained> all = explain(*page->rules, page->id, *source, row_, world);
        for (const Explained& one : all) {
            out.write(one.text + '\n');
            if (!one.no_fix.empty()) out.write(formatted("the finding has no fix: {}\n", one.no_fix));
        }
        if (std::ranges::any_of(all, &Explained::reports))
            if (const std::string why = why_not(*page, *source, world); !why.empty())
                out.write(formatted("`zenlint check` does not report it: {}\n", why));
        return std::nullopt;
    }

  private:
    // The files that a run from the folder of the file's configuration checks.
    void know_project() {
        if (known_) return;
        known_ = true;
        const std::string& config = profile_->settings().path;
        const std::string root = is_absolute(config) && !below(folder_of(config), absolute_).empty()
                                     ? std::string(folder_of(config))
                                 : below(run_.current, absolute_).empty() ? std::string(folder_of(absolute_))
                                                                          : run_.current;
        line_.check.paths = {root};
        FileList list = files_.find();
        const std::vector<Job> jobs = files_.jobs_for(list);
        for (const Job& job : jobs)
            if (normal_path(joined(run_.current, job.path)) == absolute_) checked_ = true, named_ = job.path;
        if (auto trouble = files_.find_packages()) say_error(*trouble);
        files_.know_modules(jobs);
    }

    // What keeps a finding that the page's rule has on this row from a report; "" where nothing does.
    std::string why_not(const PageInProject& page, const Source& source, const World& world) const {
        const RuleBook::Entry& rule = page.rules->book()[page.id];
        if (!page.named)
            return formatted("no `rules` setting names this page{}",
                             profile_->settings().path.empty() ? "" : " in the configuration of the file");
        const PythonVersion least{rule.data->python_major, rule.data->python_minor},
            target = page.rules->selection().target;
        if (target < least)
            return formatted("the rule needs Python {} (`python`), but the target version is {}", version_text(least),
                             version_text(target));
        if (!page.selected)
            return formatted("the rule is not selected there: see `zenlint why {} {}`", file_, rule.name());
        if (!checked_) return formatted("the file is not checked: see `zenlint why {}`", file_);
        std::vector<Suppressed> silenced;
        const std::vector<Finding> found = lint(source, *page.rules, &silenced, world);
        auto here = [&](const Finding& f) { return f.rule == page.id && source.place(f.span.start).row == row_; };
        if (std::ranges::any_of(found, here)) return "";
        for (const Suppressed& s : silenced)
            if (here(s.finding))
                return formatted("`{}` on line {} silences it", source.slice(s.directive),
                                 source.place(s.directive.start).row);
        for (const Unreported& some : unreported(source, *page.rules, page.id, found))
            if (std::ranges::any_of(some.findings, [&](const auto& one) { return one.first == row_; }))
                return some.because;
        return "";
    }

    CommandLine line_;
    std::string file_, absolute_, named_;
    std::uint32_t row_;
    CheckRun run_;
    FilesToCheck files_;
    Profile* profile_ = nullptr;
    bool known_ = false, checked_ = false;
};

}  // namespace

int why_page(const CommandLine& line) {
    Output out(streams::output);
    std::size_t colon = line.why.rfind(':');
    std::uint32_t row = 0;
    if (colon != line.why.npos) std::from_chars(line.why.data() + colon + 1, line.why.data() + line.why.size(), row);
    if (row == 0) {
        say_error("--why needs a file and a line: FILE:LINE");
        return Exit::trouble;
    }
    Asked asked(line, line.why.substr(0, colon), row);
    for (const std::string& page : line.names)
        if (const auto trouble = asked.about(page, out)) {
            say_error(*trouble);
            return Exit::trouble;
        }
    return out.finish() ? Exit::clean : Exit::trouble;
}

}  // namespace zen
