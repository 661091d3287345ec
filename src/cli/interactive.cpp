#include "cli/interactive.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <tuple>

#include "cli/output.h"
#include "cli/rule_page.h"
#include "engine/fix.h"
#include "system/files.h"
#include "system/streams.h"

namespace zen {
namespace {

constexpr int most_fixes = 10'000;  // of a file: fixes that undo each other end somewhere

class Conversation {
  public:
    Conversation(const Look& look, const Sieve* sieve)
        : sieve_(sieve), out_(streams::output), width_(prose_width(streams::output)) {
        context_.look = look;
    }

    bool over() const { return quit_; }
    void end() { out_.finish(); }

    Outcome file(const Job& job) {
        Outcome outcome;
        Result<std::string> bytes = files::read(job.path);
        if (!bytes) return check_bytes(job.path, std::move(bytes), *job.rules, Task());
        Result<Source> source = Source::decode(job.path, *bytes);
        if (!source) return check_bytes(job.path, std::move(bytes), *job.rules, Task());
        Source now = *source;
        // What is none of this run's business is not spoken of.
        auto look_at = [&](const Source& text) {
            std::vector<Finding> out = lint(text, *job.rules);
            if (sieve_) outcome.in_baseline = sieve_->sift(*source, text, job.rules->book(), out);
            return out;
        };
        std::vector<Finding> findings = look_at(now);
        Where at;
        for (int i = 0; i < most_fixes && !quit_; ++i) {
            const Finding* next = next_from(findings, at);
            if (!next) break;
            at = where(*next);
            std::optional<Source> fixed = with_fix(now, *next->fix, job.rules->selection().target);
            if (!fixed || !wanted(now, *job.rules, *next)) {
                passed_ = true;  // go on behind it
                continue;
            }
            std::get<0>(at) += shift(next->fix->edits, next->span.start);
            passed_ = false;
            ++outcome.fixed;
            now = *fixed;
            findings = look_at(now);
        }
        passed_ = false;
        if (outcome.fixed) {
            std::optional<std::string> encoded = source->encode(now.text());
            if (!encoded) encoded = *bytes;
            if (auto trouble = files::replace(job.path, *encoded, *bytes)) {
                outcome.troubles.push_back(std::move(*trouble));
                outcome.fixed = 0;
            }
        }
        outcome.tally.add(FileReport{now, job.rules->book(), findings});
        return outcome;
    }

  private:
    const Sieve* sieve_;
    using Where = std::tuple<std::int64_t, std::uint32_t, RuleId, std::string>;

    static Where where(const Finding& f) { return {f.span.start, f.span.end, f.rule, f.message}; }

    // How far edits before the offset move it.
    static std::int64_t shift(const std::vector<Edit>& edits, std::uint32_t offset) {
        std::int64_t out = 0;
        for (const Edit& e : edits)
            if (e.span.end <= offset && e.span.start < offset)
                out += static_cast<std::int64_t>(e.text.size()) - e.span.size();
        return out;
    }

    // The first fix behind the last one that was spoken of, or at its place if it was made.
    const Finding* next_from(const std::vector<Finding>& findings, const Where& at) const {
        auto found = std::ranges::find_if(findings, [&](const Finding& f) {
            if (!f.fix || f.fix->applicability == Applicability::display) return false;
            return passed_ ? where(f) > at : f.span.start >= std::get<0>(at);
        });
        return found == findings.end() ? nullptr : &*found;
    }

    bool wanted(const Source& source, const RuleSet& rules, const Finding& finding) {
        if (always_.contains(rules.book()[finding.rule].code())) return true;
        std::string text;
        write_full(text, {source, rules.book(), std::span(&finding, 1)}, context_);
        text += '\n';
        write_rule_lesson(text, context_.look, rules.book(), finding.rule, width_);
        for (;;) {
            paint(text, context_.look, Ink::bold, "Make this fix?");
            text += " [y]es, [n]o, [a]ll of this rule, [e]xplain, [q]uit: ";
            out_.write(text);
            out_.flush();
            text.clear();
            switch (answer()) {
                case 'y':
                    out_.write("\n");
                    return true;
                case 'a':
                    always_.insert(rules.book()[finding.rule].code());
                    out_.write("\n");
                    return true;
                case 'n':
                    out_.write("\n");
                    return false;
                case 'e':
                    text += '\n';
                    write_rule_page(text, context_.look, rules.book(), finding.rule, width_);
                    text += '\n';
                    break;
                case 'q':
                    out_.write("\n");
                    quit_ = true;
                    return false;
                default:
                    break;  // ask again
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

    Output out_;
    ReportContext context_;
    unsigned width_;
    std::set<std::string_view> always_;  // codes of rules whose fixes are all made
    bool quit_ = false, passed_ = false;
};

}  // namespace

void fix_interactively(std::span<const Job> jobs, const Look& look, const Sieve* sieve,
                       const std::function<void(const Job&, Outcome)>& take) {
    Conversation conversation(look, sieve);
    Task count_only;
    count_only.sieve = sieve;
    for (const Job& job : jobs)
        take(job, conversation.over() ? check_file(job.path, *job.rules, count_only) : conversation.file(job));
    conversation.end();
}

}  // namespace zen
