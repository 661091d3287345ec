#include "engine/scanning/tries.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "engine/matching/conditions.h"
#include "engine/matching/kind_fits.h"
#include "engine/matching/vocabulary.h"
#include "engine/scanning/generated.h"
#include "text/formatted.h"

namespace zen {

// The tries of a set while they are put in order.
struct Tries::Arranging {
    std::vector<std::vector<Try>> by_kind{kind_bound};
    std::map<std::string_view, std::vector<Try>> by_call, by_attribute, by_import;
    std::map<std::string, std::uint32_t> questions;  // of the file, by what they ask

    void add(std::string_view key, Kind kind, const Try& t) {
        (kind == Kind::call ? by_call : by_attribute)[key].push_back(t);
    }
    void add(Try t) {
        const RulePack& pack = *t.entry->pack;
        const std::string_view key = pack[t.pattern->key];
        const Kind head = t.pattern->head;
        t.skeleton = skeleton_of(pack, *t.pattern);
        t.after_gap = skeleton_after_gap(pack, *t.pattern);
        t.asks_behind = t.after_gap.kind != Kind::nothing && t.after_gap.kind != Kind::expression_statement;
        for (std::size_t place = 0; place < name_places; ++place)
            t.asks_behind = t.asks_behind || asks_call(t.after_gap, place);
        // `"$x"` is also several literals side by side.
        if (RulePack::of(pack.pattern_nodes, t.pattern->nodes)[0].op == PatternNode::Op::literal &&
            t.pattern->statements == 1)
            by_kind[static_cast<unsigned>(Kind::concatenated_string)].push_back(t);
        std::uint32_t anchor = 0;
        const auto nodes = RulePack::of(pack.pattern_nodes, t.pattern->nodes);
        for (std::uint32_t i = 0; i < t.pattern->anchor; ++i) anchor = nodes[anchor].next;
        if (const Kind other = kind_in_types(nodes, anchor); other != Kind::nothing && !t.pattern->exact)
            by_kind[static_cast<unsigned>(other)].push_back(t);
        if (key.empty() || (head != Kind::call && head != Kind::attribute))
            return by_kind[static_cast<unsigned>(head)].push_back(t);
        if (RulePack::of(pack.pattern_nodes, t.pattern->nodes)[0].op == PatternNode::Op::free_name)
            by_import[key].push_back(t);
        add(key, head, t);
    }
    std::vector<const Skeleton*> skeletons() const {
        std::vector<const Skeleton*> out;
        for (const std::vector<Try>& tries : by_kind)
            for (const Try& t : tries) out.push_back(&t.skeleton);
        return out;
    }
};

Tries::Gate Tries::gate_of(const RuleBook::Entry& entry, const MatchData& data, Arranging& arranging) {
    Gate out;
    const RulePack& pack = *entry.pack;
    for (const Clause& clause : RulePack::of(pack.clauses, data.where)) {
        if (!asks_file(pack, data, clause)) continue;
        std::string key = formatted("{}{}{}\n", clause.question, clause.negated ? " not " : " ", clause.number);
        for (Str name : RulePack::of(pack.strings, clause.names)) key.append(pack[name]) += '\n';
        // What asks for code is a question of its own.
        if (clause.codes.count + clause.item_codes.count != 0) key = "own " + std::to_string(questions_.size());
        auto [at, fresh] = arranging.questions.try_emplace(key, static_cast<std::uint32_t>(questions_.size()));
        if (fresh) {
            questions_.push_back({&entry, &data, &clause});
            if (vocabulary()[clause.question].form == Question::Form::contains)
                for (const PatternData& code : RulePack::of(pack.patterns, clause.codes))
                    questions_.back().codes.push_back(features_of(pack, code));
        }
        out.asks.push_back({&entry, &data, &clause});
        out.questions.push_back(at->second);
    }
    return out;
}

Tries::Tries(const RuleBook& book, const Selection& selection) {
    Arranging arranging;
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        const RuleBook::Entry& rule = book[id];
        if (selection.target < PythonVersion{rule.data->python_major, rule.data->python_minor}) continue;
        auto matches = RulePack::of(rule.pack->matches, rule.data->matches);
        for (std::uint32_t m = 0; m < matches.size(); ++m) {
            if (!selection.matches[id][m]) continue;
            Try t{.rule = id,
                  .match = m,
                  .pack = rule.pack,
                  .of_rule = rule.data,
                  .data = &matches[m],
                  .native = matches[m].native ? rule.native : nullptr,
                  .where = matches[m].where,
                  .entry = &rule};
            for (const Clause& clause : RulePack::of(rule.pack->clauses, matches[m].where)) {
                if (!asks_file(*rule.pack, matches[m], clause)) break;
                ++t.where.first, --t.where.count;
            }
            if (Gate gate = gate_of(rule, matches[m], arranging); !gate.asks.empty()) {
                t.gate = static_cast<std::uint32_t>(gates_.size());
                gates_.push_back(std::move(gate));
            }
            auto called = RulePack::of(rule.pack->strings, matches[m].called);
            for (Kind kind : RulePack::of(rule.pack->kinds, matches[m].kinds)) {
                bool keyed = kind == Kind::call || kind == Kind::attribute;
                if (called.empty() || !keyed) arranging.by_kind[static_cast<unsigned>(kind)].push_back(t);
                for (Str name : called)
                    if (keyed) arranging.add((*rule.pack)[name], kind, t);
            }
            for (const PatternData& p : RulePack::of(rule.pack->patterns, matches[m].patterns)) {
                t.pattern = &p;
                arranging.add(t);
            }
        }
    }
    arrange(arranging);
}

void Tries::arrange(const Arranging& arranging) {
    classes_ = SkeletonTable::Classes(arranging.skeletons());
    by_kind_.resize(kind_bound);
    for (std::size_t kind = 0; kind < kind_bound; ++kind) {
        const std::vector<Try>& tries = arranging.by_kind[kind];
        if (tries.empty()) continue;
        kinds_.push_back(static_cast<Kind>(kind));
        std::vector<const Skeleton*> skeletons;
        for (const Try& t : tries) skeletons.push_back(&t.skeleton);
        tries_.resize((tries_.size() + 63) / 64 * 64);
        by_kind_[kind] = {static_cast<std::uint32_t>(tries_.size() / 64),
                          static_cast<std::uint32_t>((tries.size() + 63) / 64), SkeletonTable(classes_, skeletons)};
        tries_.insert(tries_.end(), tries.begin(), tries.end());
    }
    for (auto [from, to] :
         {std::pair{&arranging.by_call, &by_call_}, std::pair{&arranging.by_attribute, &by_attribute_},
          std::pair{&arranging.by_import, &by_import_}}) {
        const auto first = static_cast<TryId>(tries_.size());
        for (const auto& [name, tries] : *from) {
            (*to)[name] = {static_cast<TryId>(tries_.size()), static_cast<std::uint32_t>(tries.size())};
            tries_.insert(tries_.end(), tries.begin(), tries.end());
            (to == &by_import_ ? import_keys_ : keys_).set(spelled(name));
        }
        const Group all{first, static_cast<std::uint32_t>(tries_.size()) - first};
        if (to == &by_call_) all_by_call_ = all;
        if (to == &by_attribute_) all_by_attribute_ = all;
    }
    ask_first();
    all_ = undemanding_ = in_stubs_ = asking_more_ = TryBits(tries_.size());
    for (TryId id = 0; id < tries_.size(); ++id) {
        const Try& t = tries_[id];
        if (!t.entry) continue;  // between two kinds
        all_.set(id);
        by_rule_.push_back(id);
        if (t.entry->data->in_stubs) in_stubs_.set(id);
        if (t.skeleton.asks_more) asking_more_.set(id);
        if (t.gate != no_id) gates_[t.gate].tries.push_back(id);
        if (Needs needs = needs_of(*t.entry->pack, *t.data, t.pattern); needs.empty())
            undemanding_.set(id);
        else
            demand(id, needs);
    }
    std::ranges::stable_sort(by_rule_, {}, [&](TryId id) { return tries_[id].rule; });
    auto first_need = [&](const Demand& d) { return d.all.count == 0 ? feature_count : needed_[d.all.first]; };
    std::ranges::stable_sort(demands_, {}, first_need);
    for (choosy_ = 0; choosy_ < demands_.size() && first_need(demands_[choosy_]) != feature_count; ++choosy_) {
        const Feature need = needed_[demands_[choosy_].all.first];
        if (demands_by_need_.empty() || demands_by_need_.back().first_need != need)
            demands_by_need_.push_back({need, choosy_, 0});
        ++demands_by_need_.back().count;
    }
}

namespace {

// Puts them behind the others.
template <class T>
TryRows rows_added(std::vector<T>& all, const std::vector<T>& some) {
    const TryRows out{static_cast<std::uint32_t>(all.size()), static_cast<std::uint32_t>(some.size())};
    all.insert(all.end(), some.begin(), some.end());
    return out;
}

}  // namespace

void Tries::demand(TryId id, const Needs& needs) {
    needs_missing_name_ = needs_missing_name_ || std::ranges::find(needs.all, missing_name) != needs.all.end();
    std::vector<TryRows> choices;
    for (const auto& choice : needs.choices) {
        std::vector<TryRows> alternatives;
        for (const std::vector<Feature>& features : choice) alternatives.push_back(rows_added(needed_, features));
        choices.push_back(rows_added(alternatives_, alternatives));
    }
    demands_.push_back({id, rows_added(needed_, needs.all), rows_added(choices_, choices)});
}

bool Tries::met(const Demand& demand, const Presence& presence) const {
    auto has_all = [&](TryRows features) {
        const Feature* feature = needed_.data() + features.first;
        for (const Feature* const end = feature + features.count; feature != end; ++feature)
            if (!presence.has(*feature)) return false;
        return true;
    };
    if (!has_all(demand.all)) return false;
    return std::ranges::all_of(
        std::span(choices_).subspan(demand.choices.first, demand.choices.count),
        [&](TryRows of) { return std::ranges::any_of(std::span(alternatives_).subspan(of.first, of.count), has_all); });
}

// What is asked before a pattern is matched.
void Tries::ask_first() {
    std::map<Kind, std::size_t> asked;  // by how many
    for (const Try& t : tries_)
        if (t.entry)
            for (Kind kind : kinds_needed(*t.entry->pack, *t.data, t.pattern)) ++asked[kind];
    std::vector<std::pair<std::size_t, Kind>> order;
    for (auto [kind, count] : asked) order.emplace_back(count, kind);
    std::ranges::sort(order, std::greater());
    std::vector<Kind> kinds;
    for (auto [count, kind] : order) kinds.push_back(kind);
    content_bits_ = ContentBits(kinds);
    for (const Try& t : tries_)
        if (t.entry && !code_needs_.contains(t.entry->pack))
            code_needs_.emplace(t.entry->pack, zen::code_needs(*t.entry->pack, content_bits_));
    below_.resize(tries_.size());
    for (TryId id = 0; id < tries_.size(); ++id) {
        Try& t = tries_[id];
        if (!t.entry) continue;
        const RulePack& pack = *t.entry->pack;
        below_[id] = content_needs(pack, *t.data, t.pattern, content_bits_);
        const std::vector<AtOnce> asks = AtOnce::of(pack, t.where, t.pattern, t.skeleton);
        t.at_once = {static_cast<std::uint32_t>(at_once_.size()), static_cast<std::uint32_t>(asks.size())};
        at_once_.insert(at_once_.end(), asks.begin(), asks.end());
        // What is decided is not asked again where the rest fits.
        auto decided = [&](const Clause& clause) {
            return std::ranges::any_of(asks, [&](const AtOnce& a) { return &a.clause() == &clause && a.decides(); });
        };
        while (t.where.count != 0 && decided(pack.clauses[t.where.first]) && !(t.pattern && t.pattern->statements > 1))
            ++t.where.first, --t.where.count;
    }
    question_bits_.resize(tries_.size());
    asking_.resize((tries_.size() / 64 + 1) * most_questions);
    for (Kind kind : kinds_) share_questions(by_kind_[static_cast<unsigned>(kind)]);
}

void Tries::share_questions(OfKind& tries) {
    struct Shared {
        std::uint32_t at_once;
        std::vector<TryId> tries;
    };
    std::vector<Shared> questions;
    const TryId first = tries.first_word * 64;
    for (TryId id = first; id < first + tries.words * 64 && id < tries_.size(); ++id) {
        const TryRows asks = tries_[id].at_once;
        for (std::uint32_t a = asks.first; a < asks.first + asks.count; ++a) {
            auto known = std::ranges::find_if(
                questions, [&](const Shared& q) { return at_once_[q.at_once].same_as(at_once_[a]); });
            if (known == questions.end()) known = questions.insert(known, {a, {}});
            known->tries.push_back(id);
        }
    }
    std::ranges::stable_sort(questions, std::greater(), [](const Shared& q) { return q.tries.size(); });
    tries.questions.first = static_cast<std::uint32_t>(asked_.size());
    tries.questions.count = static_cast<std::uint32_t>(std::min(questions.size(), most_questions));
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (i < most_questions) asked_.push_back(questions[i].at_once);
        for (TryId id : questions[i].tries) {
            if (i < most_questions) {
                question_bits_[id] |= std::uint64_t{1} << i;
                asking_[id / 64 * most_questions + i] |= std::uint64_t{1} << id % 64;
            } else {
                question_bits_[id] = 0;
            }
        }
    }
}

TryBits Tries::open(const Model& model, const std::vector<bool>& shut, const Presence* presence) const {
    TryBits out = presence ? undemanding_ : all_;
    auto open_of = [&](std::size_t first, std::size_t count) {
        for (const Demand& demand : std::span(demands_).subspan(first, count))
            if (met(demand, *presence)) out.set(demand.id);
    };
    if (presence) {
        for (const Demands& some : demands_by_need_)
            if (presence->has(some.first_need)) open_of(some.first, some.count);
        open_of(choosy_, demands_.size() - choosy_);
    }
    for (std::size_t gate = 0; gate < gates_.size(); ++gate)
        if (shut[gate])
            for (TryId id : gates_[gate].tries) out.clear(id);
    if (stub(model.path())) out.keep_only(in_stubs_);
    return out;
}

std::vector<bool> Tries::shut(Match& match, const Presence& presence) const {
    auto lacks_codes = [&](const FileQuestion& question) {
        return !question.codes.empty() &&
               std::ranges::none_of(question.codes, [&](const auto& code) { return presence.has_all(code); });
    };
    auto holds_here = [&](const FileQuestion& question) {
        match.begin(*question.entry->pack, *question.entry->data, *question.data, nullptr);
        return holds(match, *question.clause);
    };
    std::vector<bool> out(gates_.size()), answers(questions_.size());
    // A condition that is left out is this very one, and not another that asks the same.
    if (!match.without)
        for (std::size_t i = 0; i < questions_.size(); ++i)
            answers[i] = lacks_codes(questions_[i]) ? questions_[i].clause->negated : holds_here(questions_[i]);
    for (std::size_t i = 0; i < gates_.size(); ++i) {
        if (match.without)
            out[i] = !std::ranges::all_of(gates_[i].asks, holds_here);
        else
            for (std::uint32_t question : gates_[i].questions) out[i] = out[i] || !answers[question];
    }
    return out;
}

void Tries::close(TryBits& open, RuleId rule) const {
    for (TryId id : std::ranges::equal_range(by_rule_, rule, {}, [&](TryId id) { return tries_[id].rule; }))
        open.clear(id);
}

void Tries::close(TryBits& open, const PatternData& pattern) const {
    for (TryId id = 0; id < tries_.size(); ++id)
        if (tries_[id].pattern == &pattern) open.clear(id);
}

void Tries::close(TryBits& open, RuleId rule, std::uint32_t match) const {
    for (TryId id : std::ranges::equal_range(by_rule_, rule, {}, [&](TryId id) { return tries_[id].rule; }))
        if (tries_[id].match == match) open.clear(id);
}

}  // namespace zen
