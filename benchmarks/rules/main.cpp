// What each rule costs: the CPU time of a scan with that rule alone, less that of a scan with none, over all Python
// files below some folders; as a share of the time in which they are read into trees and models and scanned with all
// rules.
//
//     bench-rules [--rounds N] [--every N] PATH…
//
// --every takes each n-th file only. The sum of the shares is more than the scan of all rules takes: what one rule has
// made the model work out costs the next one nothing.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "corpus.h"
#include "engine/scanning/rule_set.h"
#include "engine/scanning/rule_table.h"
#include "syntax/parse.h"

namespace {

struct Cost {
    double seconds = 0;
    std::size_t findings = 0;
};

// Of a scan of all files, each with a model that nobody has asked yet.
Cost scan(const std::vector<zen::Tree>& trees, const zen::RuleSet& rules) {
    Cost cost;
    for (const zen::Tree& tree : trees) {
        zen::Model model(tree, rules.selection().target);
        (void)model.imports("os");  // nearly every rule asks, the first one pays
        const double begin = bench::cpu_seconds();
        cost.findings += rules.scan(model).size();
        cost.seconds += bench::cpu_seconds() - begin;
    }
    return cost;
}

Cost best(const std::vector<zen::Tree>& trees, const zen::RuleSet& rules, unsigned rounds) {
    Cost out = scan(trees, rules);
    for (unsigned i = 1; i < rounds; ++i) out.seconds = std::min(out.seconds, scan(trees, rules).seconds);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    unsigned rounds = 3, every = 1;
    std::vector<std::string> roots;
    for (int i = 1; i < argc; ++i)
        if (!std::strcmp(argv[i], "--rounds") && i + 1 < argc)
            rounds = static_cast<unsigned>(std::max(1, std::atoi(argv[++i])));
        else if (!std::strcmp(argv[i], "--every") && i + 1 < argc)
            every = static_cast<unsigned>(std::max(1, std::atoi(argv[++i])));
        else
            roots.push_back(argv[i]);
    const std::vector<std::string> texts = bench::read_files(roots, every);
    if (texts.empty()) return std::puts("no Python files there"), 2;

    const zen::RuleBook book(zen::builtin_rules(), zen::course_sections());
    zen::Selection all = zen::Selection::of(book);
    all.target = {3, 13};
    const zen::RuleSet none(book, all);
    for (zen::RuleId id = 0; id < book.rules().size(); ++id) all.select(book, id);
    const zen::RuleSet every_rule(book, all);

    double begin = bench::cpu_seconds(), bytes = 0;
    std::vector<zen::Tree> trees;
    for (const std::string& text : texts) {
        trees.push_back(zen::parse(text));
        bytes += static_cast<double>(text.size());
    }
    const double parsing = bench::cpu_seconds() - begin;
    begin = bench::cpu_seconds();
    for (const zen::Tree& tree : trees) zen::Model model(tree, all.target);
    const double naming = bench::cpu_seconds() - begin;
    const Cost empty = best(trees, none, rounds), full = best(trees, every_rule, rounds);
    const double whole = parsing + naming + full.seconds;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::printf("%zu files, %.1f MB: parse %.3f s, names %.3f s, walk without rules %.3f s, all %zu rules %.3f s\n",
                texts.size(), bytes / 1e6, parsing, naming, empty.seconds, book.rules().size(), full.seconds);

    struct Row {
        zen::RuleId rule;
        Cost cost;
    };
    std::vector<Row> rows;
    for (zen::RuleId id = 0; id < book.rules().size(); ++id) {
        zen::Selection one = zen::Selection::of(book);
        one.target = all.target;
        one.select(book, id);
        rows.push_back({id, best(trees, zen::RuleSet(book, one), rounds)});
    }
    std::ranges::sort(rows, std::greater(), [](const Row& row) { return row.cost.seconds; });
    double sum = 0;
    for (const Row& row : rows) {
        const double own = std::max(0.0, row.cost.seconds - empty.seconds);
        sum += own;
        std::printf("%6.2f %%  %7.1f ms  %7zu findings  %s %s\n", 100 * own / whole, own * 1e3, row.cost.findings,
                    std::string(book[row.rule].code()).c_str(), std::string(book[row.rule].name()).c_str());
    }
    std::printf("sum of all rules alone: %.2f of the run\n", sum / whole);
}
