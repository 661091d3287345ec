#include "engine/bare_classes.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/matching/vocabulary.h"
#include "semantics/library/builtins.h"
#include "syntax/parse.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {
namespace {

constexpr PythonVersion oldest{3, 8}, newest{3, 14};

bool builtin(std::string_view name) {
    return is_builtin(name, oldest) || is_builtin(name, newest);
}

// What the examples know: their classes, and by their last name what they import.
struct Known {
    std::set<std::string, std::less<>> classes, imported;
};

Known known_in(const RuleBook::Entry& entry) {
    Known out;
    for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples)) {
        const std::string code((*entry.pack)[e.code]);
        const Tree tree = parse(code);
        for (NodeId id = 0; id < tree.nodes.size(); ++id) {
            const Node n(tree, id);
            if (n.is(Kind::class_definition)) out.classes.emplace(n.child(Field::name).text());
            if (n.is(Kind::import_from_statement))
                for (Node part : n.children())
                    if (part.field() == Field::name)
                        out.imported.emplace(part.is(Kind::aliased_import) ? part.child(Field::alias).text()
                                                                           : part.text());
        }
    }
    return out;
}

std::string unknown(std::string_view name, const Known& known) {
    std::vector<std::string_view> classes = builtin_classes();
    classes.insert(classes.end(), known.classes.begin(), known.classes.end());
    if (const std::string_view meant = nearest(name, classes); !meant.empty())
        return formatted("`{}` is neither a builtin nor a class of an example; did you mean `{}`?", name, meant);
    if (known.imported.contains(name))
        return formatted("`{}` is neither a builtin nor a class of an example: write its module too (`module.{}`)",
                         name, name);
    return formatted(
        "`{}` is neither a builtin nor a class of an example: write the module of an imported class too "
        "(`module.{}`), or show one of the same file in an example",
        name, name);
}

}  // namespace

std::vector<Trouble> unknown_bare_classes(const RuleBook::Entry& entry) {
    std::vector<Trouble> out;
    const RulePack& pack = *entry.pack;
    std::optional<Known> known;
    auto one = [&](const Clause& c) {
        if (vocabulary()[c.question].form != Question::Form::derives) return;
        for (Str s : RulePack::of(pack.strings, c.names)) {
            const std::string_view name = pack[s];
            if (name.find_first_of(".*") != name.npos || builtin(name)) continue;
            if (!known) known = known_in(entry);
            if (!known->classes.contains(name))
                out.push_back({std::string(pack[entry.data->path]), c.line, 0, unknown(name, *known)});
        }
    };
    auto all = [&](Slice clauses) {
        for (const Clause& c : RulePack::of(pack.clauses, clauses)) {
            one(c);
            for (const Clause& joined : RulePack::of(pack.clauses, c.choice)) one(joined);
        }
    };
    std::uint32_t last = 0;
    for (const MatchData& m : RulePack::of(pack.matches, entry.data->matches)) {
        if (m.line == last) continue;  // the rows of a table are one match
        last = m.line;
        all(m.where);
        all(m.safe_when);
        for (const SayData& s : RulePack::of(pack.says, m.says)) all(s.when);
        for (const EditData& e : RulePack::of(pack.edits, m.edits)) all(e.when);
    }
    return out;
}

}  // namespace zen
