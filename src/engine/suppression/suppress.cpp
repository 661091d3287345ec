#include "engine/suppression/suppress.h"

#include <algorithm>

#include "engine/suppression/comment_scanner.h"
#include "engine/suppression/flake8_comments.h"
#include "engine/suppression/pylint_lines.h"
#include "engine/suppression/ruff_comments.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {
namespace {

using Form = Suppression::Form;

bool own_code(std::string_view written, const RuleBook::Entry& rule) {
    return written == rule.code() ||
           (written.starts_with("ZEN") && written.size() >= 4 && rule.code().starts_with(written));
}

// Does a code in the comment mean the finding's rule, as the comment's owner understands codes?
bool names(Form form, std::string_view written, const RuleSet& rules, const Finding& finding) {
    const RuleBook& book = rules.book();
    const RuleBook::Entry& rule = book[finding.rule];
    auto alias = [&](auto fits) { return book.any_alias(finding.rule, finding.match, fits); };
    switch (form) {
        case Form::noqa:
            return own_code(written, rule);
        case Form::ignore:
        case Form::off:
        case Form::file:
            return own_code(written, rule) || written == rule.name() ||
                   alias([&](std::string_view a) { return a == written; });
        case Form::ruff_noqa:
        case Form::ruff_file_noqa:
        case Form::ruff_ignore:
        case Form::ruff_range:
        case Form::ruff_file_ignore:
            return alias([&](std::string_view a) { return a == written && ruff_shaped(a); });
        case Form::flake8_noqa:
        case Form::flake8_file:
            return alias([&](std::string_view a) { return a.starts_with(written) && flake8_shaped(a); });
        case Form::pylint_disable:
        case Form::pylint_enable:
        case Form::pylint_next:
        case Form::pylint_file:
            return false;  // these have states instead, see PylintLines
    }
    return false;
}

// Which of pylint's comments disable a finding.
class ByPylint {
  public:
    ByPylint(const std::vector<Suppression>& all, const RuleSet& rules, const Tree& tree, const Source& source)
        : lines_(tree, source.lines(), all), rules_(rules), tree_(tree), source_(source) {}

    std::optional<std::uint32_t> disables(const Finding& f) {
        if (lines_.empty()) return std::nullopt;
        std::vector<std::string_view> names = rules_.book().aliases(f.rule, f.match);
        std::erase_if(names, [](std::string_view name) { return !pylint_shaped(name); });
        // Pylint reports unused names of a star import besides the import itself: a comment for those leaves this one.
        if (std::ranges::find(names, "wildcard-import") != names.end())
            std::erase_if(names,
                          [](std::string_view name) { return name == "W0614" || name == "unused-wildcard-import"; });
        if (names.empty()) return std::nullopt;
        // A page does not repeat the rule's name where it is pylint's symbol too. Others mean nothing to pylint.
        if (std::ranges::none_of(names, [](std::string_view name) { return name.back() >= 'a'; }))
            names.push_back(rules_.book()[f.rule].name());
        return lines_.disabled_by(std::uint64_t{f.rule} << 32 | f.match, names, row_of(f, names));
    }

  private:
    std::uint32_t row_of(const Finding& f, const std::vector<std::string_view>& names) const {
        std::uint32_t at = f.span.start;
        if (std::ranges::any_of(names, reported_at_def)) {
            auto after = std::ranges::upper_bound(tree_.nodes, at, {}, &NodeRecord::start);
            if (after == tree_.nodes.begin()) return source_.lines().row(at);
            Node node(tree_, static_cast<NodeId>(after - tree_.nodes.begin() - 1));
            while (node && !node.is(Kind::function_definition)) node = node.parent();
            if (node) at = node.start();
        }
        return source_.lines().row(at);
    }

    PylintLines lines_;
    const RuleSet& rules_;
    const Tree& tree_;
    const Source& source_;
};

// The comments that reach a row: most of them one or few rows, the others reach far.
class ByRow {
  public:
    explicit ByRow(const std::vector<Suppression>& all) : all_(all) {
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            const bool stateful = all[i].form >= Form::pylint_disable && all[i].form < Form::pylint_file;
            if (stateful) continue;
            (all[i].last_row - all[i].first_row > reach ? far_ : near_).push_back(i);
        }
        std::ranges::stable_sort(near_, {}, [&](std::uint32_t i) { return all[i].first_row; });
    }
    // In the order of the file. The list is good until the next call.
    const std::vector<std::uint32_t>& at(std::uint32_t row) {
        found_.clear();
        auto take = [&](std::uint32_t i) {
            if (all_[i].first_row <= row && row <= all_[i].last_row) found_.push_back(i);
        };
        std::ranges::for_each(far_, take);
        auto first = [&](std::uint32_t i) { return all_[i].first_row; };
        auto at = std::ranges::lower_bound(near_, row > reach ? row - reach : 0, {}, first);
        for (; at != near_.end() && all_[*at].first_row <= row; ++at) take(*at);
        std::ranges::sort(found_);
        return found_;
    }

  private:
    static constexpr std::uint32_t reach = 64;
    const std::vector<Suppression>& all_;
    std::vector<std::uint32_t> near_, far_, found_;
};

// Is there a rule that a code in one of zenlint's own comments may mean?
bool known(Form form, std::string_view written, const RuleBook& book) {
    // In `noqa`, other tools' codes stand beside ours.
    if (form == Form::noqa && !(written.starts_with("ZEN") && written.size() > 3 && ascii_digit(written[3])))
        return true;
    for (RuleId r = 0; r < book.rules().size(); ++r) {
        if (own_code(written, book[r]) || written == book[r].name()) return true;
        for (std::uint32_t m = 0; m < std::max(1u, book[r].data->matches.count); ++m)
            if (book.any_alias(r, m, [&](std::string_view alias) { return alias == written; })) return true;
    }
    return false;
}

void find_unknown(const std::vector<Suppression>& all, const RuleSet& rules, const Tree& tree, RuleId unknown,
                  std::vector<Finding>& out) {
    std::vector<std::string_view> names;  // made for the first that is not known
    for (const Suppression& s : all) {
        if (s.form > Form::file) continue;
        for (std::string_view code : s.codes) {
            if (known(s.form, code, rules.book())) continue;
            if (names.empty())
                for (const RuleBook::Entry& rule : rules.book().rules())
                    names.insert(names.end(), {rule.code(), rule.name()});
            Finding f;
            f.rule = unknown;
            const auto at = static_cast<std::uint32_t>(code.data() - tree.text.data());
            f.span = {at, at + static_cast<std::uint32_t>(code.size())};
            const std::string_view near = nearest(code, names);
            f.message =
                formatted("there is no rule `{}`{}", code,
                          near.empty() ? ": correct the name or remove it" : formatted(": did you mean `{}`?", near));
            out.push_back(std::move(f));
        }
    }
}

}  // namespace

std::vector<Finding> suppress(std::vector<Finding*>& findings, const std::vector<Suppression>& all,
                              const RuleSet& rules, const Tree& tree, const Source& source, CommentRules about,
                              std::vector<Suppressed>* silenced_findings) {
    std::vector<Finding> added;
    if (all.empty()) return added;
    ByRow by_row(all);
    ByPylint by_pylint(all, rules, tree, source);
    std::vector<std::vector<bool>> used(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) used[i].assign(std::max<std::size_t>(1, all[i].codes.size()), false);
    std::erase_if(findings, [&](const Finding* finding) {
        const Finding& f = *finding;
        bool silenced = false;
        const Suppression* by = nullptr;
        for (std::uint32_t i : by_row.at(source.lines().row(f.span.start))) {
            const Suppression& s = all[i];
            bool before = silenced;
            if (s.codes.empty()) used[i][0] = silenced = true;
            for (std::size_t k = 0; k < s.codes.size(); ++k)
                if (names(s.form, s.codes[k], rules, f)) used[i][k] = silenced = true;
            if (silenced && !before) by = &s;
        }
        if (auto comment = by_pylint.disables(f); comment && !silenced) {
            silenced = true;
            by = &all[*comment];
        }
        // A syntax error is never silenced, and a comment without codes not by itself.
        const std::string_view code = rules.book()[f.rule].code();
        if (!silenced || code == "ZEN0001" || (code == "ZEN0006" && by->codes.empty())) return false;
        if (silenced_findings) silenced_findings->push_back({f, by->directive, std::string(by->reason)});
        return true;
    });
    if (about.unknown) find_unknown(all, rules, tree, *about.unknown, added);
    const std::optional<RuleId> unused = about.unused;
    for (std::size_t i = 0; unused && i < all.size(); ++i) {
        const Suppression& s = all[i];
        if (s.form > Form::file) continue;
        // Only what we can judge: our own codes, of rules that ran; a bare comment only in our own form, and only if
        // anything at all ran.
        auto judged = [&](std::string_view code) {
            for (RuleId r = 0; r < rules.book().rules().size(); ++r) {
                const auto& rule = rules.book()[r];
                bool ours = code == rule.code() || (s.form != Form::noqa && code == rule.name());
                if (ours) return rules.selected(r) && r != *unused;
            }
            return false;
        };
        std::vector<std::string_view> idle;
        for (std::size_t k = 0; k < s.codes.size(); ++k)
            if (!used[i][k] && judged(s.codes[k])) idle.push_back(s.codes[k]);
        bool bare = s.codes.empty() && s.form != Form::noqa && !used[i][0];
        if (idle.empty() && !bare) continue;

        Finding f;
        f.rule = *unused;
        f.span = s.directive;
        std::string list;
        for (std::string_view code : idle) list += (list.empty() ? "" : ", ") + std::string(code);
        f.message = bare ? "this comment silences nothing: remove it"
                         : formatted("{} is not reported here: remove it from the comment", list);
        // The whole directive goes when no code is left; the rest of the comment stays.
        Fix fix;
        fix.title = "Remove the unused part of the comment";
        std::vector<std::string_view> kept;
        for (std::string_view code : s.codes)
            if (std::ranges::find(idle, code) == idle.end()) kept.push_back(code);
        if (kept.empty()) {
            std::uint32_t from = s.directive.start;
            std::string_view text = tree.text;
            bool alone = from == s.comment.start && s.directive.end == s.comment.end;
            std::size_t line = text.substr(0, from).rfind('\n') + 1;
            bool line_alone = alone && text.substr(line, from - line).find_first_not_of(" \t") == text.npos;
            std::uint32_t to = s.directive.end;
            if (line_alone) {
                from = static_cast<std::uint32_t>(line);
                if (to < text.size() && text[to] == '\r') ++to;
                if (to < text.size() && text[to] == '\n') ++to;
            } else {
                while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t')) --from;
                bool more = s.directive.end < s.comment.end;
                // A comment after it takes its place.
                std::size_t next = std::min(text.find_first_not_of(" \t", to), text.size());
                if (more && (from < s.directive.start || s.directive.start == s.comment.start) &&
                    text.substr(next).starts_with("#"))
                    to = static_cast<std::uint32_t>(next);
                if (more) from = s.directive.start;
            }
            bool prose = s.directive.end < s.comment.end && text[to] != '#';
            fix.edits = {{{from, to}, prose ? "#" : ""}};
            fix.applicability = prose ? Applicability::unsafe : Applicability::safe;
            if (prose) fix.reason = rules.book()[*unused].reason();
        } else {
            std::string now;
            for (std::string_view code : kept) now += (now.empty() ? "" : ", ") + std::string(code);
            auto offset = [&](std::string_view part) {
                return static_cast<std::uint32_t>(part.data() - tree.text.data());
            };
            fix.edits = {
                {{offset(s.codes.front()), offset(s.codes.back()) + static_cast<std::uint32_t>(s.codes.back().size())},
                 now}};
            fix.applicability = Applicability::safe;
        }
        f.fix = std::move(fix);
        added.push_back(std::move(f));
    }
    // A comment that silences these rules themselves is taken at its word.
    std::erase_if(added, [&](const Finding& f) {
        return std::ranges::any_of(by_row.at(source.lines().row(f.span.start)), [&](std::uint32_t i) {
            return std::ranges::any_of(all[i].codes,
                                       [&](std::string_view c) { return names(all[i].form, c, rules, f); });
        });
    });
    return added;
}

}  // namespace zen
