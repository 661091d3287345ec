#include "engine/example_judge.h"

#include <algorithm>
#include <set>

#include "engine/explain.h"
#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/matching/spelled_parts.h"
#include "syntax/parse.h"
#include "text/formatted.h"

namespace zen {

// A condition may stand in several matches: that it is needed in one of them is enough. What only gives a name to
// something is not asked.
bool Judge::needed(const Clause& c) const {
    // The first of lines joined by `or` stands where they do.
    const bool joined = c.choice.count != 0;
    return c.gives || std::ranges::any_of(needed_, [&](const Clause* other) {
               return (other->line == c.line && (other->choice.count != 0) == joined) ||
                      (*entry_.pack)[other->text] == (*entry_.pack)[c.text];
           });
}

// The `ok` example that would need the condition.
std::string Judge::missing_ok(const Clause& c, const MatchData& m) const {
    const auto bad = first_bad_.find(m.line);
    if (bad == first_bad_.end() || c.choice.count != 0) return "";
    const std::string_view text = (*entry_.pack)[c.text];
    const std::string like = formatted(". Add an `ok` example like the `bad` one of line {}, but ", bad->second.line);
    if (text.starts_with("the file is ")) {
        std::string path;
        if (c.negated && c.names.count > 0) path = (*entry_.pack)[entry_.pack->strings[c.names.first]];
        const bool name = path.empty() || path.find('*') != path.npos || path.starts_with(option_names);
        if (!name && text.starts_with("the file is not in ")) path += "/example.py";
        return like + (name ? "with a `file=` in its fence for which this does not hold"
                            : formatted("with `file={}` in its fence", path));
    }
    if (text.starts_with("the file imports ") || text.starts_with("the file does not import "))
        return like + formatted("{} the import", c.negated ? "with" : "without");
    if (text.starts_with("since ") || text.starts_with("before "))
        return like + "with another version in its fence, such as `py310`";
    std::string there;
    if (text.starts_with('$')) {
        const std::string hole(text.substr(0, text.find_first_of(" ,", 1)));
        const std::string key = formatted("${} is `", hole.substr(hole.find_first_not_of('$')));
        std::string caught;  // as `explain` says it
        for (const Explained& one : explain(alone(), rule_, Source::from_text(path_, bad->second.code), 0))
            if (one.reports && caught.empty()) caught = one.text;
        if (const std::size_t at = caught.find(key); at != caught.npos)
            there =
                formatted(" for `{}` (there {})", hole,
                          caught.substr(at + key.size() - 1, caught.find('`', at + key.size()) + 2 - at - key.size()));
    }
    return like + (there.empty() ? "where this does not hold and the other conditions do"
                                 : formatted("with something else{} for which this does not hold", there));
}

// Of lines joined by `or`, each is to be the one that holds somewhere.
void Judge::check_joined(Slice clauses, std::string_view why) {
    each_joined(clauses, [&](const Clause& c) {
        if (!needed(c) && reported_.insert(c.line).second)
            say(c.line, formatted("{}`{}`: add one for which only this line of those joined by `or` holds", why,
                                  (*entry_.pack)[c.text]));
    });
}

void Judge::learn_bad(const ExampleData& e, const Source& source, std::uint32_t line) {
    if (first_bad_.contains(line)) return;
    first_bad_.emplace(line, Bad{e.line, std::string(source.text())});
}

// Which conditions of a `when` change what is said or done?
void Judge::learn_variants(const Source& source, const RuleSet& rules) {
    Tree tree = parse(source);
    Model model(tree, selection_.target, path_);
    auto told = [](const std::vector<Finding>& found) {
        std::string out;
        for (const Finding& f : found) {
            out += f.message + '\n';
            if (f.fix)
                for (const Edit& e : f.fix->edits) append(out, "{}{}\n", e.span.start, e.text);
        }
        return out;
    };
    std::optional<std::string> as_it_is;
    for (const MatchData& m : RulePack::of(entry_.pack->matches, entry_.data->matches))
        each_variant(m, [&](Slice when) {
            for (const Clause& c : RulePack::of(entry_.pack->clauses, when)) {
                if (!as_it_is) as_it_is = told(rules.scan(model));
                if (told(rules.scan(model, &c)) != *as_it_is) needed_.push_back(&c);
            }
        });
}

// Which conditions choose the one place that is reported, of several that the pattern fits (without them it may be
// none), or which of the matches reports it?
void Judge::learn_choice(const Source& source, const RuleSet& rules, std::uint32_t match) {
    if (entry_.data->made_by_engine) return;
    Tree tree = parse(source);
    Model model(tree, selection_.target, path_);
    auto learn = [&](const Clause& c) {
        if (auto now = rules.scan(model, &c); now.size() != 1 || now[0].match != match) needed_.push_back(&c);
    };
    for (const MatchData& m : RulePack::of(entry_.pack->matches, entry_.data->matches)) {
        for (const Clause& c : RulePack::of(entry_.pack->clauses, m.where)) learn(c);
        each_joined(m.where, learn);
    }
}

// Of the patterns of one match, which one alone reports it?
void Judge::learn_alternatives(const Source& source, const RuleSet& rules, std::uint32_t match) {
    const MatchData& m = RulePack::of(entry_.pack->matches, entry_.data->matches)[match];
    std::optional<Tree> tree;
    std::optional<Model> model;
    for (const PatternData& p : RulePack::of(entry_.pack->patterns, m.patterns)) {
        if (p.line == 0 || reached_.contains(p.line)) continue;
        if (!tree) model.emplace(tree.emplace(parse(source)), selection_.target, path_);
        if (auto now = rules.scan(*model, nullptr, &p); now.size() != 1 || now[0].match != match)
            reached_.insert(p.line);
    }
}

// Which `safe when` line alone stands between this fix and safety?
void Judge::learn_unsafe(const Source& source) {
    Tree tree = parse(source);
    Model model(tree, selection_.target);
    for (const MatchData& m : RulePack::of(entry_.pack->matches, entry_.data->matches))
        for (const Clause& c : RulePack::of(entry_.pack->clauses, m.safe_when)) {
            for (const Finding& f : alone().scan(model, &c))
                if (f.rule == rule_ && f.fix && f.fix->applicability == Applicability::safe) needed_.push_back(&c);
        }
}

// Which of the lines that `or` joins makes this fix safe?
void Judge::learn_safe(const Source& source) {
    Tree tree = parse(source);
    Model model(tree, selection_.target);
    for (const MatchData& m : RulePack::of(entry_.pack->matches, entry_.data->matches))
        each_joined(m.safe_when, [&](const Clause& c) {
            for (const Finding& f : alone().scan(model, &c))
                if (f.rule == rule_ && f.fix && f.fix->applicability != Applicability::safe) needed_.push_back(&c);
        });
}

// What the patterns begin with: "call of `get`, `with statement`".
std::string Judge::beginnings() const {
    std::vector<std::string> out;
    auto add = [&](std::string text) {
        if (std::ranges::find(out, text) == out.end()) out.push_back(std::move(text));
    };
    const RulePack& pack = *entry_.pack;
    auto spelled = [](Kind kind) {
        std::string text(kind_names[static_cast<std::size_t>(kind)]);
        std::ranges::replace(text, '_', ' ');
        return text;
    };
    for (const MatchData& m : RulePack::of(pack.matches, entry_.data->matches)) {
        for (const PatternData& p : RulePack::of(pack.patterns, m.patterns))
            add(p.key.size ? formatted("{} of `{}`", spelled(p.head), pack[p.key]) : spelled(p.head));
        for (Kind kind : RulePack::of(pack.kinds, m.kinds)) add(spelled(kind));
    }
    std::string text;
    for (const std::string& one : out) text += (text.empty() ? "" : ", no ") + one;
    return text;
}

// A name of an earlier situation is unknown in a later one, which may be silent for that.
void Judge::learn_parted(const Model& model, std::uint32_t line, std::set<std::string>& before) {
    for (const Reference& r : model.references()) {
        std::string name(Node(model.tree(), r.node).text());
        if (parted_.empty() && r.binding == no_id && before.contains(name))
            parted_ = formatted(
                " (in the `ok` block of line {} `{}` is used below a blank line, which begins a new file without "
                "it)",
                line, name);
    }
    for (const Binding& b : model.bindings())
        if (b.scope == 0) before.emplace(Node(model.tree(), b.first_store).text());
}

}  // namespace zen
