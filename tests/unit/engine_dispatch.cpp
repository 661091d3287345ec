// What keeps patterns from being tried must never keep one from being found: the kinds and names around a node
// (skeletons), and what a file has at all (presence).
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "engine/matching/conditions.h"
#include "engine/scanning/at_once.h"
#include "engine/scanning/rule_set.h"
#include "engine/scanning/rule_table.h"
#include "engine/scanning/tries.h"
#include "engine_snippet.h"
#include "syntax/parse.h"

using namespace zen;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> fixtures() {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ZENLINT_SOURCE_DIR) / "fixtures")) {
        if (entry.path().extension() != ".py") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return out;
}

// The examples of the rules' pages that are Python.
std::vector<std::string> examples(const RuleBook& book, RuleId rule) {
    std::vector<std::string> out;
    const RuleBook::Entry& entry = book[rule];
    for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples))
        if (std::string code((*entry.pack)[e.code]); !parse(code).damaged()) out.push_back(code);
    return out;
}

// How often the rule's patterns fit in the code; each time its skeleton must fit as well, and where the conditions
// hold, those do that are asked first.
std::size_t check_skeletons(const RuleBook::Entry& entry, const Tree& tree, const Model& model) {
    std::size_t fitting = 0;
    Match match(model, 88);
    for (const MatchData& data : RulePack::of(entry.pack->matches, entry.data->matches))
        for (const PatternData& pattern : RulePack::of(entry.pack->patterns, data.patterns)) {
            const Skeleton skeleton = skeleton_of(*entry.pack, pattern);
            const Skeleton* const one[] = {&skeleton};
            const SkeletonTable::Classes classes(one);
            const SkeletonTable table(classes, one);
            for (NodeId id = 0; id < tree.nodes.size(); ++id) {
                Node node(tree, id);
                if (!node.is(pattern.head) || !node.named()) continue;
                match.begin(*entry.pack, *entry.data, data, nullptr);
                if (!matches(pattern, node, match)) continue;
                ++fitting;
                INFO(entry.name() << " in\n" << tree.text << "\nat " << node.text());
                Around around(model, node);
                CHECK(around.children_fit(skeleton));
                CHECK(around.more_fits(skeleton));
                CHECK((table.may_fit(classes, 0, around) & 1) == 1);
                const std::vector<AtOnce> first = AtOnce::of(*entry.pack, data.where, &pattern, skeleton);
                for (const AtOnce& asked : first)
                    if (asked.decides() && pattern.statements == 1)
                        CHECK(asked.holds(match, around, node) == holds(match, asked.clause()));
                if (!all_hold(match, data.where)) continue;
                for (const AtOnce& asked : first) {
                    match.begin(*entry.pack, *entry.data, data, nullptr);  // nothing is caught yet
                    CHECK(asked.holds(match, around, node));
                }
            }
        }
    return fitting;
}

// How many conditions of `native on` are asked of the node alone; each must say what the condition says.
std::size_t check_natives(const RuleBook::Entry& entry, const Tree& tree, const Model& model) {
    std::size_t asked = 0;
    Match match(model, 88);
    for (const MatchData& data : RulePack::of(entry.pack->matches, entry.data->matches))
        for (Kind kind : RulePack::of(entry.pack->kinds, data.kinds))
            for (NodeId id = 0; id < tree.nodes.size(); ++id) {
                Node node(tree, id);
                if (!node.is(kind) || !node.named()) continue;
                Around around(model, node);
                for (const AtOnce& first : AtOnce::of(*entry.pack, data.where, nullptr, {})) {
                    match.begin(*entry.pack, *entry.data, data, nullptr);
                    match.at = match.last = node;
                    match.span = node.span();
                    ++asked;
                    INFO(entry.name() << " in\n" << tree.text << "\nat " << node.text());
                    CHECK(first.decides());
                    CHECK(first.holds(match, around, node) == holds(match, first.clause()));
                }
            }
    return asked;
}

// How many lines `native on` say that they find nothing in the whole file; they must find nothing at any of its nodes.
std::size_t check_silence(const RuleBook::Entry& entry, const Tree& tree, const Model& model) {
    std::size_t silent = 0;
    Match match(model, 88);
    for (const MatchData& data : RulePack::of(entry.pack->matches, entry.data->matches)) {
        if (!data.native || data.patterns.count != 0 || data.called.count != 0) continue;
        bool in_file = false, found = false;
        for (NodeId id = 0; id < tree.nodes.size(); ++id) {
            Node node(tree, id);
            if (!node.named() || std::ranges::count(RulePack::of(entry.pack->kinds, data.kinds), node.kind()) == 0)
                continue;
            match.begin(*entry.pack, *entry.data, data, nullptr);
            match.at = match.last = node;
            match.span = node.span();
            if (!all_hold(match, data.where)) continue;
            const Verdict verdict = entry.native(match);
            in_file = in_file || verdict.for_file;
            found = found || verdict.found;
        }
        INFO(entry.name() << " in\n" << tree.text);
        CHECK_FALSE((in_file && found));
        silent += in_file;
    }
    return silent;
}

std::vector<std::string> told(std::vector<Finding> findings) {
    std::vector<std::string> out;
    for (const Finding& f : findings)
        out.push_back(std::to_string(f.span.start) + " " + std::to_string(f.rule) + " " + f.message);
    return out;
}

}  // namespace

TEST_CASE("where a pattern fits, its skeleton fits") {
    RuleBook book(builtin_rules(), course_sections());
    std::size_t fitting = 0, asked = 0;
    for (RuleId rule = 0; rule < book.rules().size(); ++rule)
        for (const std::string& code : examples(book, rule)) {
            const Tree tree = parse(code);
            const Model model(tree, {3, 14});
            fitting += check_skeletons(book[rule], tree, model);
            asked += check_natives(book[rule], tree, model);
        }
    CHECK(fitting > 1000);
    CHECK(asked > 10);
    for (const std::string& code : fixtures()) {
        const Tree tree = parse(code);
        const Model model(tree, {3, 14});
        for (const RuleBook::Entry& entry : book.rules()) check_skeletons(entry, tree, model);
    }
}

TEST_CASE("a native part that is silent in a file finds nothing there") {
    RuleBook book(builtin_rules(), course_sections());
    std::size_t silent = 0;
    auto check = [&](const std::string& code, std::span<const RuleBook::Entry> rules) {
        const Tree tree = parse(code);
        const Model model(tree, {3, 14});
        for (const RuleBook::Entry& rule : rules)
            if (rule.native) silent += check_silence(rule, tree, model);
    };
    for (const std::string& code : fixtures()) check(code, book.rules());
    for (RuleId rule = 0; rule < book.rules().size(); ++rule)
        for (const std::string& code : examples(book, rule)) check(code, {&book[rule], 1});
    CHECK(silent > 100);
}

TEST_CASE("a file is found to have what the rules need of it") {
    RuleBook book(builtin_rules(), course_sections());
    const RuleSet rules = every_rule_of(book, {3, 14});
    auto check = [&](const std::string& code) {
        const Tree tree = parse(code);
        const Model model(tree, {3, 14});
        const RuleSet::Part all[] = {{0, static_cast<NodeId>(tree.nodes.size())}};
        INFO(code);
        // A scan of parts does not ask what the file has.
        CHECK(told(rules.scan(model)) == told(rules.scan(model, all)[0]));
    };
    for (const std::string& code : fixtures()) check(code);
    for (RuleId rule = 0; rule < book.rules().size(); ++rule)
        for (const std::string& code : examples(book, rule)) check(code);
}

TEST_CASE("a match finds what it finds alone when the rule's other matches ask as well") {
    RuleBook book(builtin_rules(), course_sections());
    std::size_t alone = 0;
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        Selection selection = Selection::of(book);
        selection.target = {3, 14};
        const std::size_t matches = selection.matches[rule].size();
        if (matches < 2 || !book[rule].native) continue;
        selection.select(book, rule);
        const RuleSet all(book, selection);
        std::vector<RuleSet> single;
        for (std::size_t m = 0; m < matches; ++m) {
            selection.matches[rule].assign(matches, false);
            selection.matches[rule][m] = true;
            single.emplace_back(book, selection);
        }
        for (const std::string& code : examples(book, rule)) {
            const Tree tree = parse(code);
            const Model model(tree, {3, 14});
            std::vector<Span> spans;
            for (const Finding& f : all.scan(model)) spans.push_back(f.span);
            for (const RuleSet& one : single)
                for (const Finding& f : one.scan(model)) {
                    ++alone;
                    INFO(book[rule].name() << " in\n" << code << "\nat " << f.span.start);
                    CHECK(std::ranges::find(spans, f.span) != spans.end());
                }
        }
    }
    CHECK(alone > 500);
}

TEST_CASE("a rule finds among all rules what it finds alone") {
    RuleBook book(builtin_rules(), course_sections());
    const RuleSet all = every_rule_of(book, {3, 14});
    std::size_t alone = 0;
    for (RuleId rule = 0; rule < book.rules().size(); ++rule) {
        Selection selection = Selection::of(book);
        selection.target = {3, 14};
        selection.select(book, rule);
        const RuleSet one(book, selection);
        for (const std::string& code : examples(book, rule)) {
            const Tree tree = parse(code);
            const Model model(tree, {3, 14});
            std::vector<Finding> among = all.scan(model), own = one.scan(model);
            std::erase_if(among, [&](const Finding& f) { return f.rule != rule; });
            alone += own.size();
            INFO(book[rule].name() << " in\n" << code);
            CHECK(told(std::move(among)) == told(std::move(own)));
        }
    }
    CHECK(alone > 1000);
}

TEST_CASE("names are found whatever their spelling") {
    // Builtins in another Unicode form (PEP 3131), through imports under another name, and through an assignment.
    for (std::string_view text : {"x = ｌｅｎ(y) == 0\n", "from builtins import len as size\nx = size(y) == 0\n",
                                  "size = len\nx = size(y) == 0\n", "import builtins\nx = builtins.len(y) == 0\n"}) {
        PageBook book{page_of("match\n    len($x) == 0\nsay\n    it is empty\n", "code: TST0001\nfix: none\n")};
        INFO(text);
        CHECK(book.lint(std::string(text)).size() == 1);
    }
}

TEST_CASE("a pattern of a string is found by what the string says") {
    auto finds = [](const std::string& pattern, const std::string& code) {
        PageBook book{page_of("match\n    " + pattern + "\nsay\n    here\n", "code: TST0001\nfix: none\n")};
        return book.lint(code).size();
    };
    CHECK(finds("$x in \"0123456789\"", "a in '0123456789'\n") == 1);
    CHECK(finds("$x in \"0123456789\"", "a in '''0123456789'''\n") == 1);
    CHECK(finds("$x in \"0123456789\"", "a in '012345678'\n") == 0);
    CHECK(finds("$x == \"\"", "a == ''\n") == 1);
    CHECK(finds("print(f\"{$x}!\")", "print(f'{a}!')\n") == 1);
    CHECK(finds("print(\"a\\tb\")", "print('a\\tb')\n") == 1);
}

TEST_CASE("parentheses, comments, annotations and decorators are no part of a skeleton") {
    auto finds = [](const std::string& pattern, const std::string& code) {
        PageBook book{page_of("match\n" + pattern + "say\n    here\n", "code: TST0001\nfix: none\n")};
        return book.lint(code).size();
    };
    CHECK(finds("    $x = list($y)\n", "a: list = (list)(b)\n") == 1);
    CHECK(finds("    $x = list($y)\n", "a = (  # why\n    list(b)\n)\n") == 1);
    CHECK(finds("    $x = list($y)\n", "a = tuple(b)\n") == 0);
    CHECK(finds("    $x = list()\n", "a = list(b)\n") == 0);
    CHECK(finds("    if $x:\n        def $f($$a): $$b\n", "if x:\n    @d\n    def f(): pass\n") == 1);
    CHECK(finds("    sum($x for $x in $y)\n", "sum(a for a in b)\n") == 1);
    CHECK(finds("    $x, $y = $z\n", "(a, b) = c\n") == 1);
    CHECK(finds("    lambda $$_: 0\n", "f = lambda: 0\n") == 1);
    CHECK(finds("    lambda: 0\n", "f = lambda: 0\n") == 1);
    CHECK(finds("    lambda: 0\n", "f = lambda a: 0\n") == 0);
    CHECK(finds("    lambda: 0\n", "f = lambda *a: 0\n") == 0);
    CHECK(finds("    def $f(): return 0\n", "def f(a): return 0\n") == 0);
    CHECK(finds("    print($x)\n    $y = 1\n", "print(a)\nb: int = (1)\n") == 1);
}
