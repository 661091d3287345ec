#include "cli/interactive.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>
#include <tuple>

#include "cli/editor.h"
#include "cli/output.h"
#include "cli/rule_page.h"
#include "engine/fix.h"
#include "report/finding_text.h"
#include "system/files.h"
#include "system/streams.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr int most_fixes = 10'000;        // of a file: fixes that undo each other end somewhere
constexpr std::size_t most_undone = 500;  // answers that can be taken back

constexpr std::string_view legend =
    "y  make this fix                 n  skip this fix\n"
    "a  make all fixes of this rule   s  skip this rule from here on\n"
    "f  skip the rest of this file    u  undo the last answer\n"
    "o  open the file in the editor   e  explain the rule\n"
    "q  quit, and keep the fixes made\n";

bool offered(const Finding& f) {
    return f.fix && f.fix->applicability != Applicability::display;
}

class Conversation {
  public:
    Conversation(std::span<const Job> jobs, const Look& look, const Sieve* sieve, const Modules* modules)
        : sieve_(sieve), modules_(modules), out_(streams::output), look_(look), width_(prose_width(streams::output)) {
        Task count;
        count.sieve = sieve;
        count.modules = modules;
        for (const Job& job : jobs) {
            Outcome outcome = check_file(job.path, *job.rules, count);
            files_.push_back({&job, outcome.tally.safe() + outcome.tally.unsafe(), {}, {}, {}, 0, std::move(outcome)});
        }
    }

    void run() {
        while (state_.file < files_.size() && !quit_) {
            File& file = files_[state_.file];
            if (!file.waiting || !open(file)) {
                next_file();
                continue;
            }
            go_through(file);
            if (undone_) {
                undone_ = false;  // and the answer that is asked for again may be in another file
                continue;
            }
            save(file);
            if (!quit_) next_file();
        }
        out_.finish();
    }

    void give(const std::function<void(const Job&, Outcome)>& take) {
        for (File& file : files_) take(*file.job, std::move(file.outcome));
    }

  private:
    using Where = std::tuple<std::int64_t, std::uint32_t, RuleId, std::string>;

    struct File {
        const Job* job;
        std::uint32_t waiting;         // fixes to ask about, as counted first
        std::optional<Source> source;  // as it was before any fix; nothing before it is opened
        std::optional<Source> now;     // with the fixes so far
        std::string written;           // its bytes on disk
        std::uint32_t fixed = 0;
        Outcome outcome;
    };

    // Which fix comes next: the first from the place of the last one on, the first behind it, or that one again.
    enum class Next : std::uint8_t { from_here, behind, again };

    // What an answer changes, and undoing it brings back.
    struct State {
        std::size_t file = 0;
        std::optional<Source> now;  // of that file
        std::uint32_t fixed = 0;    // of that file
        Where at;                   // the last fix that was spoken of
        Next next = Next::from_here;
        std::uint32_t spoken = 0;                  // fixes so far, those of skipped files and rules too
        std::set<std::string_view> always, never;  // codes of rules whose fixes are all made, or all left
    };

    bool open(File& file) {
        if (file.source) return true;
        Result<std::string> bytes = files::read(file.job->path);
        if (!bytes) return false;
        Result<Source> source = Source::decode(file.job->path, *bytes, file.job->rules->selection().doctests);
        if (!source) return false;
        file.source = file.now = *source;
        file.written = std::move(*bytes);
        return true;
    }

    void next_file() {
        ++state_.file;
        state_.at = {};
        state_.next = Next::from_here;
    }

    // What is none of this run's business is not spoken of.
    std::vector<Finding> look_at(File& file) const {
        const World world = modules_ ? modules_->world(file.job->path) : World{};
        std::vector<Finding> out = lint(*file.now, *file.job->rules, nullptr, world);
        if (sieve_) file.outcome.in_baseline = sieve_->sift(*file.source, *file.now, file.job->rules->book(), out);
        return out;
    }

    void go_through(File& file) {
        std::vector<Finding> findings = look_at(file);
        skip_file_ = false;
        for (int i = 0; i < most_fixes; ++i) {
            const Finding* next = next_fix(findings);
            if (!next) break;
            state_.at = where(*next);
            std::optional<Source> fixed = with_fix(*file.now, *next->fix, file.job->rules->selection().target);
            if (!fixed) {
                state_.next = Next::behind;
                continue;
            }
            bool makes = wanted(file, findings, *next);
            if (undone_ || quit_ || skip_file_) break;
            if (reread_) {
                reread_ = false;
                findings = look_at(file);
                continue;
            }
            ++state_.spoken;
            state_.next = makes ? Next::from_here : Next::behind;
            if (!makes) continue;
            std::get<0>(state_.at) += shift(next->fix->edits, next->span.start);
            ++file.fixed;
            file.now = *fixed;
            findings = look_at(file);
        }
    }

    // Writes what was fixed, and sums the file up.
    void save(File& file) {
        if (!file.source) return;  // it is gone
        std::vector<Finding> left = look_at(file);
        std::optional<std::string> bytes = file.source->encode(file.now->text());
        if (bytes && *bytes != file.written) {
            if (auto trouble = files::replace(file.job->path, *bytes, file.written)) {
                file.outcome.troubles.push_back(std::move(*trouble));
                file.fixed = 0;
            } else {
                file.written = std::move(*bytes);
            }
        }
        file.outcome.fixed = file.fixed;
        file.outcome.tally = Tally();
        file.outcome.tally.add(FileReport{*file.now, file.job->rules->book(), left});
    }

    static Where where(const Finding& f) { return {f.span.start, f.span.end, f.rule, f.message}; }

    // How far edits before the offset move it.
    static std::int64_t shift(const std::vector<Edit>& edits, std::uint32_t offset) {
        std::int64_t out = 0;
        for (const Edit& e : edits)
            if (e.span.end <= offset && e.span.start < offset)
                out += static_cast<std::int64_t>(e.text.size()) - e.span.size();
        return out;
    }

    bool ahead(const Finding& f) const {
        switch (state_.next) {
            case Next::from_here:
                return f.span.start >= std::get<0>(state_.at);
            case Next::behind:
                return where(f) > state_.at;
            case Next::again:
                return where(f) >= state_.at;
        }
        return false;
    }
    const Finding* next_fix(const std::vector<Finding>& findings) const {
        auto found = std::ranges::find_if(findings, [&](const Finding& f) { return offered(f) && ahead(f); });
        return found == findings.end() ? nullptr : &*found;
    }

    // All fixes, those that were spoken of too.
    std::size_t all(const std::vector<Finding>& findings, const Finding& here) const {
        std::size_t out = state_.spoken;
        for (const Finding& f : findings) out += offered(f) && where(f) >= where(here);
        for (std::size_t i = state_.file + 1; i < files_.size(); ++i) out += files_[i].waiting;
        return out;
    }

    void remember(const File& file) {
        state_.now = file.now;
        state_.fixed = file.fixed;
        past_.push_back(state_);
        if (past_.size() > most_undone) past_.erase(past_.begin());
    }

    bool undo() {
        if (past_.empty()) return false;
        state_ = std::move(past_.back());
        past_.pop_back();
        File& file = files_[state_.file];
        file.now = state_.now;
        file.fixed = state_.fixed;
        state_.next = Next::again;
        // What was fixed behind that answer without another one (all fixes of a rule) goes too.
        for (std::size_t i = state_.file + 1; i < files_.size(); ++i) {
            if (!files_[i].source) continue;
            files_[i].now = files_[i].source;
            files_[i].fixed = 0;
            save(files_[i]);
        }
        return true;
    }

    // Writes what was fixed so far, and reads the file again when the editor is closed. False when it cannot be read.
    bool edit(File& file, const Finding& finding) {
        const std::uint32_t start = finding.span.start;
        save(file);
        if (auto trouble = open_in_editor(file.job->path, file.now->lines().row(finding.span.start)))
            say_error(*trouble);
        const std::uint32_t fixed = file.fixed;
        file.source.reset();
        if (!open(file)) return false;
        file.fixed = fixed;
        past_.clear();  // the answers were about another text
        state_.at = {start, 0, 0, ""};
        state_.next = Next::from_here;
        return true;
    }

    bool wanted(File& file, const std::vector<Finding>& findings, const Finding& finding) {
        const RuleBook& book = file.job->rules->book();
        const std::string_view code = book[finding.rule].code();
        if (state_.always.contains(code)) return true;
        if (state_.never.contains(code)) return false;
        std::string text;
        write_finding(text, look_, {*file.now, book, std::span(&finding, 1)}, finding);
        if (explained_.insert(code).second) {
            text += '\n';
            write_rule_lesson(text, look_, book, finding.rule, width_);
        }
        text += '\n';
        if (first_) text.append(legend) += '\n';
        first_ = false;
        for (;;) {
            paint(text, look_, Ink::bold,
                  formatted("{} of {}: make this fix?", state_.spoken + 1, all(findings, finding)));
            text += " [y,n,a,s,f,u,o,e,q,?] ";
            out_.write(text);
            out_.flush();
            text.clear();
            const char key = answer();
            switch (key) {
                case 'y':
                case 'n':
                case 'a':
                case 's':
                    remember(file);
                    if (key == 'a') state_.always.insert(code);
                    if (key == 's') state_.never.insert(code);
                    out_.write("\n");
                    return key == 'y' || key == 'a';
                case 'f':
                    remember(file);
                    for (const Finding& f : findings) state_.spoken += offered(f) && where(f) >= where(finding);
                    skip_file_ = true;
                    out_.write("\n");
                    return false;
                case 'u':
                    if (undo()) {
                        undone_ = true;
                        out_.write("\n");
                        return false;
                    }
                    text = "There is no answer to undo.\n";
                    break;
                case 'o':
                    out_.write("\n");
                    out_.flush();
                    if (edit(file, finding))
                        reread_ = true;
                    else
                        skip_file_ = true;
                    return false;
                case 'e':
                    text += '\n';
                    write_rule_page(text, look_, book, finding.rule, width_);
                    text += '\n';
                    break;
                case 'q':
                    out_.write("\n");
                    quit_ = true;
                    return false;
                default:
                    text.assign(legend) += '\n';  // and ask again
            }
        }
    }

    // The first letter of a line of standard input; 'q' at its end.
    static char answer() {
        int first = 0;
        for (int c = std::getchar(); c != '\n'; c = std::getchar()) {
            if (c == EOF) return 'q';
            if (!first && c != ' ' && c != '\t') first = c;
        }
        return static_cast<char>(first >= 'A' && first <= 'Z' ? first - 'A' + 'a' : first);
    }

    const Sieve* sieve_;
    const Modules* modules_;
    Output out_;
    Look look_;
    unsigned width_;
    std::vector<File> files_;
    State state_;
    std::vector<State> past_;               // before each answer
    std::set<std::string_view> explained_;  // codes of rules whose lesson was shown
    bool first_ = true;
    bool quit_ = false, undone_ = false, skip_file_ = false, reread_ = false;
};

}  // namespace

void fix_interactively(std::span<const Job> jobs, const Look& look, const Sieve* sieve, const Modules* modules,
                       const std::function<void(const Job&, Outcome)>& take) {
    Conversation conversation(jobs, look, sieve, modules);
    conversation.run();
    conversation.give(take);
}

}  // namespace zen
