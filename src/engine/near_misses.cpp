#include "engine/near_misses.h"

#include <algorithm>
#include <set>
#include <string>

#include "engine/lint.h"
#include "engine/matching/match.h"
#include "syntax/parse.h"
#include "text/formatted.h"

namespace zen {
namespace {

std::string_view name_of_call(Node call) {
    const Node function = call.child(Field::function);
    return function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
}

// The names of the calls that patterns begin with.
std::set<std::string_view> called_by_patterns(const RuleBook::Entry& entry) {
    std::set<std::string_view> out;
    for (const MatchData& m : RulePack::of(entry.pack->matches, entry.data->matches))
        for (const PatternData& p : RulePack::of(entry.pack->patterns, m.patterns))
            if (p.head == Kind::call && p.key.size > 0) out.insert((*entry.pack)[p.key]);
    return out;
}

}  // namespace

std::vector<PageNote> near_misses(const RuleBook& book, RuleId rule) {
    std::vector<PageNote> out;
    const RuleBook::Entry& entry = book[rule];
    const std::set<std::string_view> names = called_by_patterns(entry);
    if (names.empty()) return out;
    Selection selection = Selection::of(book);
    selection.select(book, rule);
    const RuleSet rules(book, std::move(selection));
    for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples)) {
        const std::string_view context = (*entry.pack)[e.context];
        const bool file = context.starts_with("file=") && context.find(' ') == context.npos;
        if (e.sort != ExampleData::Sort::bad || (!context.empty() && !file)) continue;
        const Source source =
            Source::from_text(file ? std::string(context.substr(5)) : "example.py", std::string((*entry.pack)[e.code]));
        std::vector<Finding> found = lint(source, rules);
        std::erase_if(found, [&](const Finding& f) { return f.rule != rule; });
        const Tree tree = parse(source);
        std::set<std::string_view> told;
        for (NodeId id = 0; id < tree.nodes.size() && !found.empty(); ++id) {
            const Node call(tree, id);
            if (!call.is(Kind::call) || !names.contains(name_of_call(call))) continue;
            const bool reported = std::ranges::any_of(
                found, [&](const Finding& f) { return call.start() < f.span.end && f.span.start < call.end(); });
            if (reported || !told.insert(name_of_call(call)).second) continue;
            out.push_back(
                {e.line + source.place(call.start()).row,
                 formatted("`{}` in this `bad` block is not reported, other code in it is: if it is to be, give "
                           "it a block of its own",
                           short_code(call.text()))});
        }
    }
    return out;
}

}  // namespace zen
