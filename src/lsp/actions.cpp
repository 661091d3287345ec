#include "lsp/actions.h"

#include <algorithm>

#include "engine/fix.h"
#include "engine/suppression/directives.h"
#include "engine/suppression/logical_lines.h"
#include "lsp/edit_json.h"
#include "syntax/parse.h"
#include "text/diff.h"
#include "text/formatted.h"

namespace zen::lsp {

std::optional<Json> fix_edit(const Server& server, const Checked& checked, const Finding& f) {
    if (!f.fix || f.fix->applicability == Applicability::display) return std::nullopt;
    if (!sound(checked.source, *f.fix, checked.rules->selection().target)) return std::nullopt;
    return workspace_edit(server, checked, f.fix->edits);
}

std::optional<Json> fix_all_edit(const Server& server, const Checked& checked, std::optional<RuleId> only,
                                 Applicability boldest) {
    if (checked.excluded) return std::nullopt;
    auto fixed_text = [&](const RuleSet& rules) { return fix(checked.source, rules, boldest); };
    std::optional<RuleSet> alone;
    if (only) {
        Selection selection = checked.rules->selection();
        for (RuleId id = 0; id < selection.matches.size(); ++id)
            if (id != *only) selection.matches[id].assign(selection.matches[id].size(), false);
        alone.emplace(checked.rules->book(), std::move(selection));
    }
    Fixed fixed = fixed_text(alone ? *alone : *checked.rules);
    if (!fixed.converged || fixed.source.text() == checked.source.text()) return std::nullopt;
    std::vector<Edit> edits = difference(checked.source.text(), fixed.source.text());
    return workspace_edit(server, checked, edits);
}

std::optional<Json> suppress_edit(const Server& server, const Checked& checked, const Finding& f) {
    const Source& source = checked.source;
    std::string code(checked.rules->book()[f.rule].code());
    Tree tree = parse(source);
    const std::uint32_t row = LogicalLines(tree, source.lines()).around(source.lines().row(f.span.start)).last;
    Span line = source.line(source.lines().start(row));
    for (const Suppression& s : suppressions(tree, source)) {
        if (s.form != Suppression::Form::noqa || s.codes.empty()) continue;
        if (s.comment.start < line.start || s.comment.start >= line.end) continue;
        Edit more{{s.directive.end, s.directive.end}, ", " + code};
        return workspace_edit(server, checked, std::span(&more, 1));
    }
    std::string_view text = source.slice(line);
    std::size_t end = text.find_last_not_of(" \t");
    auto at = line.start + static_cast<std::uint32_t>(end == text.npos ? 0 : end + 1);
    if (text.ends_with('\\')) {
        // No comment may follow: say it above the statement.
        std::uint32_t start = source.lines().start(source.lines().row(f.span.start));
        Edit above{{start, start}, formatted("{}# zenlint: ignore[{}]\n", source.indent(start), code)};
        return workspace_edit(server, checked, std::span(&above, 1));
    }
    Edit comment{{at, line.end}, formatted("  # noqa: {}", code)};
    return workspace_edit(server, checked, std::span(&comment, 1));
}

const Finding* find_finding(const Checked& checked, std::string_view id, std::uint32_t offset) {
    const Finding* best = nullptr;
    auto distance = [&](const Finding& f) {
        return f.span.start > offset ? f.span.start - offset : offset - f.span.start;
    };
    for (const FindingRef& f : checked.findings)
        if ((!best || distance(*f) < distance(*best)) && finding_id(checked, *f) == id) best = f.finding;
    return best;
}

}  // namespace zen::lsp
