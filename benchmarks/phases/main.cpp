// Does with all Python files below some folders what a check does, up to one phase: the difference between two phases'
// instructions is what the second costs. `instructions.py` counts them.
//
//     bench-phases read|parse|names|walk|rules|findings PATH…
#include <array>
#include <cstdio>
#include <string_view>

#include "corpus.h"
#include "engine/lint.h"
#include "engine/scanning/rule_set.h"
#include "engine/scanning/rule_table.h"
#include "syntax/pieces.h"

namespace {

constexpr std::array<std::string_view, 6> phases{
    "read",      // files into memory, text decoded
    "parse",     // the tree, and what of it is no Python
    "names",     // the model: scopes, bindings, references
    "walk",      // a scan without rules
    "rules",     // a scan with all rules
    "findings",  // all of `lint`: suppression, directives, order
};

}  // namespace

int main(int argc, char** argv) {
    const auto phase = argc > 1 ? std::ranges::find(phases, std::string_view(argv[1])) : phases.end();
    if (phase == phases.end()) return std::fputs("usage: bench-phases PHASE PATH…\n", stderr), 2;
    const auto last = phase - phases.begin();
    const std::vector<std::string> texts = bench::read_files({argv + 2, argv + argc}, 1);

    const zen::RuleBook book(zen::builtin_rules(), zen::course_sections());
    zen::Selection selection = zen::Selection::of(book);
    selection.target = {3, 13};
    const zen::RuleSet none(book, selection);
    for (zen::RuleId id = 0; id < book.rules().size(); ++id) selection.select(book, id);
    const zen::RuleSet all(book, selection);

    std::size_t bytes = 0, nodes = 0, findings = 0;
    for (const std::string& text : texts) {
        bytes += text.size();
        const zen::Source source = zen::Source::from_text("", text);
        if (last == 5) {
            findings += zen::lint(source, all).size();
            continue;
        }
        if (last < 1) continue;
        const zen::Tree tree = zen::parse_by_pieces(source.text());
        nodes += tree.nodes.size();
        if (last < 2) continue;
        const zen::Model model(tree, selection.target);
        if (last >= 3) findings += (last == 3 ? none : all).scan(model).size();
    }
    std::printf("%zu files %zu bytes %zu nodes %zu findings\n", texts.size(), bytes, nodes, findings);
}
