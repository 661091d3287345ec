#include "embed/sharing.h"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "embed/rows.h"

namespace zen {
namespace {

class Texts {
  public:
    Texts(const std::string& from, std::string& to) : from_(from), to_(to) {}

    void operator()(Str& s) {
        const std::string text = from_.substr(s.start, s.size);
        auto [at, fresh] = known_.try_emplace(text, Str{static_cast<std::uint32_t>(to_.size()), s.size});
        if (fresh) to_ += text;
        s = s.size ? at->second : Str{};
    }

  private:
    const std::string& from_;
    std::string& to_;
    std::unordered_map<std::string, Str> known_;
};

// Runs of rows, of which `each` has been brought to the new store.
template <class Row>
class Runs {
  public:
    Runs(const std::vector<Row>& from, std::vector<Row>& to) : from_(from), to_(to) {}

    void operator()(Slice& s, auto&& each) {
        if (s.count == 0) return void(s = {});
        std::vector<Row> rows;
        std::string key;
        for (const Row& row : RulePack::of(std::span<const Row>(from_), s)) {
            rows.push_back(row);
            each(rows.back());
            key += cpp(rows.back()) + ";";
        }
        auto [at, fresh] = known_.try_emplace(key, Slice{static_cast<std::uint32_t>(to_.size()), s.count});
        if (fresh) to_.insert(to_.end(), rows.begin(), rows.end());
        s = at->second;
    }

  private:
    const std::vector<Row>& from_;
    std::vector<Row>& to_;
    std::unordered_map<std::string, Slice> known_;
};

}  // namespace

PackStore shared(const PackStore& store) {
    PackStore out;
    out.pages = store.pages;
    Texts text(store.text, out.text);
    auto as_it_is = [](auto&) {};
    Runs<std::uint8_t> holes(store.holes, out.holes);
    Runs<Kind> kinds(store.kinds, out.kinds);
    Runs<Str> strings(store.strings, out.strings);
    Runs<PatternNode> nodes(store.pattern_nodes, out.pattern_nodes);
    Runs<PatternData> patterns(store.patterns, out.patterns);
    Runs<Segment> segments(store.segments, out.segments);
    Runs<Clause> clauses(store.clauses, out.clauses);
    Runs<SayData> says(store.says, out.says);
    Runs<EditData> edits(store.edits, out.edits);
    Runs<LetData> lets(store.lets, out.lets);

    auto pattern = [&](PatternData& p) {
        nodes(p.nodes, [&](PatternNode& n) { text(n.text); });
        text(p.key);
    };
    auto line = [&](Clause& c) {
        holes(c.subjects, as_it_is);
        holes(c.places, as_it_is);
        strings(c.names, text);
        patterns(c.codes, pattern);
        patterns(c.item_codes, pattern);
        text(c.reason);
    };
    auto clause = [&](Clause& c) {
        line(c);
        clauses(c.choice, line);
    };
    auto say = [&](SayData& s) {
        clauses(s.when, clause);
        text(s.text);
    };
    auto edit = [&](EditData& e) {
        clauses(e.when, clause);
        patterns(e.codes, pattern);
        segments(e.segments, [&](Segment& s) {
            text(s.text);
            text(s.lead);
        });
    };

    out.options = store.options;
    for (OptionData& o : out.options)
        for (Str* s : {&o.name, &o.value, &o.meaning}) text(*s);
    out.examples = store.examples;
    for (ExampleData& e : out.examples) text(e.context);
    out.matches = store.matches;
    for (MatchData& m : out.matches) {
        patterns(m.patterns, pattern);
        kinds(m.kinds, as_it_is);
        strings(m.called, text);
        kinds(m.kinds_below, as_it_is);
        strings(m.names_below, text);
        clauses(m.where, clause);
        clauses(m.safe_when, clause);
        strings(m.hole_names, text);
        strings(m.aliases, text);
        edits(m.edits, edit);
        says(m.says, say);
        says(m.also, say);
        lets(m.lets, [&](LetData& l) { text(l.text); });
        text(m.fix_title);
        text(m.unsafe_because);
    }
    out.rules = store.rules;
    for (RuleData& r : out.rules) {
        for (Str* s : {&r.code, &r.name, &r.title, &r.path, &r.unsafe_because, &r.root}) text(*s);
        strings(r.aliases, text);
        strings(r.yields, text);
        strings(r.types, text);
    }
    return out;
}

}  // namespace zen
