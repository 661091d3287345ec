#include "engine/suppression/suppress.h"

#include <algorithm>

namespace zen {
namespace {

bool names(std::string_view written, const RuleSet& rules, const Finding& finding) {
    const RuleBook::Entry& rule = rules.book()[finding.rule];
    if (written == rule.code() || written == rule.name()) return true;
    if (written.starts_with("ZEN") && written.size() >= 4 && rule.code().starts_with(written)) return true;
    return rules.book().any_alias(finding.rule, finding.match,
                                  [&](std::string_view alias) { return alias == written; });
}

// The comments that reach a row: most of them one or few rows, the others reach far.
class ByRow {
  public:
    explicit ByRow(const std::vector<Suppression>& all) : all_(all) {
        for (std::uint32_t i = 0; i < all.size(); ++i)
            (all[i].last_row - all[i].first_row > reach ? far_ : near_).push_back(i);
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

}  // namespace

std::vector<Finding> suppress(std::vector<Finding*>& findings, const std::vector<Suppression>& all,
                              const RuleSet& rules, const Tree& tree, const Source& source,
                              std::optional<RuleId> unused, std::vector<Suppressed>* silenced_findings) {
    std::vector<Finding> added;
    if (all.empty()) return added;
    ByRow by_row(all);
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
                if (names(s.codes[k], rules, f)) used[i][k] = silenced = true;
            if (silenced && !before) by = &s;
        }
        if (!silenced || rules.book()[f.rule].code() == "ZEN0001") return false;
        if (silenced_findings) silenced_findings->push_back({f, by->directive, std::string(by->reason)});
        return true;
    });
    if (!unused) return added;

    using Form = Suppression::Form;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Suppression& s = all[i];
        if (s.form == Form::foreign) continue;
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
                         : "nothing here is reported as " + list + ": remove it from the comment";
        // The whole directive goes when no code is left; the rest of the comment stays.
        Fix fix;
        fix.title = "Remove what is not needed";
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
    // A comment that silences ZEN0004 itself is taken at its word.
    std::erase_if(added, [&](const Finding& f) {
        return std::ranges::any_of(by_row.at(source.lines().row(f.span.start)), [&](std::uint32_t i) {
            return std::ranges::any_of(all[i].codes, [&](std::string_view c) { return names(c, rules, f); });
        });
    });
    return added;
}

}  // namespace zen
