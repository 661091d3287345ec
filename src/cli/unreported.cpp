#include "cli/unreported.h"

#include <algorithm>

#include "engine/lint.h"
#include "engine/notebook_magics.h"
#include "engine/notebook_scripts.h"
#include "engine/scanning/generated.h"
#include "syntax/parse.h"
#include "syntax/pieces.h"
#include "text/formatted.h"

namespace zen {
namespace {

std::string lines(std::uint32_t first, std::uint32_t last) {
    return first == last ? formatted("line {}", first) : formatted("lines {} to {}", first, last);
}

// The lines that do not parse, and why, as "lines 3 to 5: invalid syntax": each run of lines from one statement to the
// next that does.
std::vector<std::string> damaged_regions(const Tree& tree, const Source& source) {
    std::vector<std::string> out;
    if (!tree.damaged()) return out;
    const std::string_view text = tree.text;
    const std::vector<std::uint32_t> starts = piece_starts(text);
    const bool cells = notebook_script(text) == NotebookScript::cells;
    const ForeignCode foreign = cells ? foreign_in_script(text) : ForeignCode{};
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : text.size();
        const std::string_view piece = text.substr(starts[i], end - starts[i]);
        const Tree part = parse_piece(piece);
        const std::size_t first = piece.find_first_not_of(" \t\r\n"), last = piece.find_last_not_of(" \t\r\n");
        if (!part.damaged() || first == piece.npos) continue;
        const auto row = [&](std::size_t at) { return source.place(starts[i] + static_cast<std::uint32_t>(at)).row; };
        const Span span{starts[i] + static_cast<std::uint32_t>(first), starts[i] + static_cast<std::uint32_t>(last)};
        const bool magics = std::ranges::any_of(foreign.spans, [&](Span s) { return s.overlaps(span); });
        out.push_back(lines(row(first), row(last)) + (magics ? ": not all of this is Python" : ": invalid syntax"));
    }
    return out;
}

class Trials {
  public:
    Trials(const Source& source, const RuleSet& rules, RuleId rule, const std::vector<Finding>& found)
        : source_(source), rules_(rules), rule_(rule), found_(found) {}

    std::vector<Unreported> run() {
        if (!rules_.selection().include_generated && generated(source_.path(), source_.text())) {
            Selection selection = rules_.selection();
            selection.include_generated = true;
            compare(source_, RuleSet(rules_.book(), std::move(selection)), "this file is generated");
        }
        const std::string& path = source_.path();
        const std::string text(source_.text());
        if (path.ends_with(".pyi"))
            compare(Source::from_text(path.substr(0, path.size() - 1), text), rules_,
                    "this is a stub (`.pyi`), without code that runs");
        if (source_.is_notebook())
            compare(Source::from_text(path.substr(0, path.rfind('.')) + ".py", as_module(text)), rules_,
                    source_.is_examples() ? "examples in text are not checked like modules"
                                          : "notebooks are not checked like modules");
        else if (notebook_script(text) != NotebookScript::none)
            compare(Source::from_text(path, as_module(text)), rules_, "notebooks are not checked like modules");
        const Tree tree = parse_by_pieces(source_.text());
        star_imports(tree, text);
        damage(tree);
        return std::move(out_);
    }

  private:
    void compare(const Source& other, const RuleSet& rules, std::string because) {
        Unreported made{std::move(because), {}};
        for (const Finding& f : lint(other, rules)) {
            const bool known =
                std::ranges::any_of(found_, [&](const Finding& g) { return g.rule == rule_ && g.span == f.span; });
            const bool foreign =
                std::ranges::any_of(source_.foreign(), [&](const Span& span) { return span.overlaps(f.span); });
            if (f.rule == rule_ && !known && !foreign) made.findings.emplace_back(row(f.span.start), f.message);
        }
        if (!made.findings.empty()) out_.push_back(std::move(made));
    }

    std::uint32_t row(std::uint32_t offset) const { return source_.place(offset).row; }

    void star_imports(const Tree& tree, std::string text) {
        std::string where;
        for (Node n : Node(tree, 0).descendants()) {
            if (!n.is(Kind::wildcard_import)) continue;
            const Span statement = n.parent().span();
            // Places stay the same.
            for (std::uint32_t at = statement.start; at < statement.end; ++at)
                if (text[at] != '\n' && text[at] != '\r') text[at] = ' ';
            text.replace(statement.start, 4, "pass");
            where += (where.empty() ? "" : ", ") + std::to_string(row(statement.start));
        }
        if (where.empty()) return;
        compare(Source::from_text(source_.path(), std::move(text)), rules_,
                formatted("a star import may bind names that it depends on, on line {}", where));
    }

    void damage(const Tree& tree) {
        for (const std::string& region : damaged_regions(tree, source_)) out_.push_back({region, {}});
    }

    const Source& source_;
    const RuleSet& rules_;
    RuleId rule_;
    const std::vector<Finding>& found_;
    std::vector<Unreported> out_;
};

}  // namespace

std::vector<std::string> kept_from(const Source& source, const RuleSet& rules) {
    std::vector<std::string> out;
    if (!rules.selection().include_generated && generated(source.path(), source.text()))
        out.emplace_back("is generated: only syntax errors are reported (`include-generated` is false)");
    if (source.path().ends_with(".pyi")) out.emplace_back("is a stub: only rules about stubs are used");
    if (source.is_examples())
        out.emplace_back("its code is examples in text: some rules about modules and programs are not used");
    else if (source.is_notebook() || notebook_script(source.text()) != NotebookScript::none)
        out.emplace_back(
            "is a notebook: rules about modules are not used, and the value of a cell's last expression counts as "
            "used");
    const Tree tree = parse_by_pieces(source.text());
    std::string stars;
    for (Node n : Node(tree, 0).descendants())
        if (n.is(Kind::wildcard_import))
            stars += (stars.empty() ? "" : ", ") + std::to_string(source.place(n.start()).row);
    if (!stars.empty())
        out.push_back(formatted("names that a star import on line {} may bind are not reported", stars));
    for (const std::string& region : damaged_regions(tree, source))
        out.push_back(formatted("no rule checks {}", region));
    return out;
}

std::vector<Unreported> unreported(const Source& source, const RuleSet& rules, RuleId rule,
                                   const std::vector<Finding>& found) {
    return Trials(source, rules, rule, found).run();
}

}  // namespace zen
