#include "cli/unreported.h"

#include <algorithm>

#include "engine/lint.h"
#include "engine/notebook_scripts.h"
#include "engine/scanning/generated.h"
#include "syntax/parse.h"
#include "syntax/pieces.h"
#include "text/formatted.h"

namespace zen {
namespace {

std::string lines(std::uint32_t first, std::uint32_t last) {
    return first == last ? "line " + std::to_string(first) : formatted("lines {} to {}", first, last);
}

class Comparison {
  public:
    Comparison(const Source& source, const RuleSet& rules, RuleId rule, const std::vector<Finding>& found)
        : source_(source), rules_(rules), rule_(rule), found_(found) {}

    std::vector<Unreported> run() {
        if (!rules_.selection().include_generated && generated(source_.path(), source_.text())) {
            Selection selection = rules_.selection();
            selection.include_generated = true;
            compare(source_, RuleSet(rules_.book(), std::move(selection)), "a program writes this file");
        }
        const std::string& path = source_.path();
        const std::string text(source_.text());
        if (path.ends_with(".pyi"))
            compare(Source::from_text(path.substr(0, path.size() - 1), text), rules_,
                    "a stub (`.pyi`) holds no code that runs");
        if (source_.is_notebook())
            compare(Source::from_text(path.substr(0, path.rfind('.')) + ".py", as_module(text)), rules_,
                    source_.is_examples() ? "an example in a text has other rules than a module"
                                          : "a notebook has other rules than a module");
        else if (notebook_script(text) != NotebookScript::none)
            compare(Source::from_text(path, as_module(text)), rules_, "a notebook has other rules than a module");
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
                "a star import may bind names that it needs, in line " + where);
    }

    void damage(const Tree& tree) {
        if (!tree.damaged()) return;
        for (Node statement : Node(tree, 0).children())
            if (statement.damaged() && statement.end() > statement.start())
                out_.push_back({lines(row(statement.start()), row(statement.end() - 1)) + ": invalid syntax", {}});
    }

    const Source& source_;
    const RuleSet& rules_;
    RuleId rule_;
    const std::vector<Finding>& found_;
    std::vector<Unreported> out_;
};

}  // namespace

std::vector<Unreported> unreported(const Source& source, const RuleSet& rules, RuleId rule,
                                   const std::vector<Finding>& found) {
    return Comparison(source, rules, rule, found).run();
}

}  // namespace zen
