#include "engine/rule_set.h"

#include <algorithm>

#include "engine/fix_builder.h"
#include "engine/vocabulary.h"

namespace zen {

RuleBook::RuleBook(const RulePack& builtin, std::span<const CourseSection> sections) : sections_(sections) {
    add(builtin);
}

void RuleBook::add(const RulePack& pack) {
    for (std::size_t i = 0; i < pack.rules.size(); ++i)
        entries_.push_back({&pack, &pack.rules[i], i < pack.natives.size() ? pack.natives[i] : nullptr});
}

void RuleBook::set_severity(RuleId id, Severity severity) {
    auto data = std::make_shared<RuleData>(*entries_[id].data);
    data->severity = severity;
    entries_[id].data = data.get();
    changed_.push_back(std::move(data));
}

std::optional<RuleId> RuleBook::find(std::string_view code_or_name) const {
    for (RuleId id = 0; id < entries_.size(); ++id)
        if (entries_[id].code() == code_or_name || entries_[id].name() == code_or_name) return id;
    return std::nullopt;
}

const CourseSection* RuleBook::section(RuleId id) const {
    std::string_view code = entries_[id].code();
    if (!code.starts_with("ZEN") || code.size() < 5) return nullptr;
    auto it = std::ranges::find(sections_, code.substr(3, 2), &CourseSection::digits);
    return it == sections_.end() ? nullptr : &*it;
}

std::vector<std::string_view> RuleBook::aliases(RuleId id, std::uint32_t match) const {
    const Entry& rule = entries_[id];
    auto matches = RulePack::of(rule.pack->matches, rule.data->matches);
    std::vector<std::string_view> out;
    for (Str s : RulePack::of(rule.pack->strings, match < matches.size() ? matches[match].aliases : rule.data->aliases))
        out.push_back((*rule.pack)[s]);
    return out;
}

Selection Selection::of(const RuleBook& book) {
    Selection out;
    for (const RuleBook::Entry& rule :
         book.rules())  // a rule of the engine's own has no matches, but is on or off all the same
        out.matches.emplace_back(std::max<std::uint32_t>(1, rule.data->matches.count), false);
    out.options.resize(book.rules().size());
    return out;
}

void Selection::select(const RuleBook&, RuleId rule) {
    matches[rule].assign(matches[rule].size(), true);
}

bool Selection::selected(RuleId rule) const {
    return std::ranges::find(matches[rule], true) != matches[rule].end();
}

namespace {

std::string identity_of(const RuleBook& book, const Selection& selection) {
    std::string out;
    auto text = [&](std::string_view s) { out.append(std::to_string(s.size())).append(":").append(s); };
    text(std::to_string(selection.target.major) + '.' + std::to_string(selection.target.minor));
    text(std::to_string(selection.line_length));
    const RulePack* known = nullptr;  // the first pack is part of the program
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        out += '\n';
        for (bool on : selection.matches[id]) out += on ? '1' : '0';
        for (const std::string& value : selection.options[id]) text(value);
        if (!selection.fixes.empty())
            for (FixPolicy policy : selection.fixes[id]) out += static_cast<char>('a' + static_cast<int>(policy));
        if (known && book[id].pack != known) {
            text(book[id].pack->text);
            text(book[id].code());
        }
        known = book[id].pack;
    }
    return out;
}

}  // namespace

RuleSet::RuleSet(const RuleBook& book, Selection selection)
    : book_(&book), selection_(std::move(selection)), identity_(identity_of(book, selection_)), by_kind_(kind_bound) {
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        const RuleBook::Entry& rule = book[id];
        if (selection_.target < PythonVersion{rule.data->python_major, rule.data->python_minor}) continue;
        auto matches = RulePack::of(rule.pack->matches, rule.data->matches);
        for (std::uint32_t m = 0; m < matches.size(); ++m) {
            if (!selection_.matches[id][m]) continue;
            for (Kind kind : RulePack::of(rule.pack->kinds, matches[m].kinds))
                by_kind_[static_cast<unsigned>(kind)].push_back({id, m, nullptr});
            for (const PatternData& p : RulePack::of(rule.pack->patterns, matches[m].patterns)) {
                std::string_view key = (*rule.pack)[p.key];
                if (p.head == Kind::call && !key.empty())
                    by_call_[key].push_back({id, m, &p});
                else if (p.head == Kind::attribute && !key.empty())
                    by_attribute_[key].push_back({id, m, &p});
                else
                    by_kind_[static_cast<unsigned>(p.head)].push_back({id, m, &p});
            }
        }
    }
}

namespace {

// The last name that a callee or attribute spells; through an import alias, the name as the module has it (which is
// then kept in `aliased`).
std::string_view spelled_key(Node node, const Model& model, std::string& aliased) {
    if (node.is(Kind::call)) node = unparenthesized(node.child(Field::function));
    if (node.is(Kind::attribute)) return node.child(Field::attribute).text();
    if (!node.is(Kind::identifier)) return {};
    const Binding* binding = model.binding(node);
    if (!binding || !(binding->flags & Binding::import)) return node.text();
    aliased = model.qualified(node);
    return aliased.empty() ? node.text() : std::string_view(aliased).substr(aliased.rfind('.') + 1);
}

}  // namespace

std::vector<Finding> RuleSet::scan(const Model& model, const Clause* without) const {
    std::vector<Finding> out;
    std::string aliased;
    const Tree& tree = model.tree();
    for (NodeId id = 0; id < tree.nodes.size();) {
        const NodeRecord& record = tree.nodes[id];
        if (record.kind == Kind::error) {
            id = record.next;
            continue;
        }
        Node node(tree, id);
        // What stands in a damaged statement is guesswork, in an unsupported one nearly; blocks in it and around it are
        // sound.
        if (record.flags & (NodeRecord::damaged | NodeRecord::unsupported)) {
            bool holds_block = record.kind == Kind::module || record.kind == Kind::block;
            for (Node c : node.children()) holds_block = holds_block || c.is(Kind::block);
            id = holds_block ? id + 1 : record.next;
            continue;
        }
        if (record.flags & NodeRecord::named) {
            const std::vector<Try>& tries = by_kind_[static_cast<unsigned>(record.kind)];
            if (!tries.empty()) try_all(tries, node, model, without, out);
            bool call = record.kind == Kind::call;
            if ((call && !by_call_.empty()) || (record.kind == Kind::attribute && !by_attribute_.empty())) {
                const auto& by_key = call ? by_call_ : by_attribute_;
                if (auto it = by_key.find(spelled_key(node, model, aliased)); it != by_key.end())
                    try_all(it->second, node, model, without, out);
            }
        }
        ++id;
    }
    return out;
}

bool RuleSet::near(const Model& model) const {
    const Tree& tree = model.tree();
    std::string aliased;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node node(tree, id);
        if (!node.named() || node.is(Kind::error)) continue;
        if (!by_kind_[static_cast<unsigned>(node.kind())].empty()) return true;
        if (!node.is(Kind::call) && !node.is(Kind::attribute)) continue;
        if ((node.is(Kind::call) ? by_call_ : by_attribute_).contains(spelled_key(node, model, aliased))) return true;
    }
    return false;
}

void RuleSet::try_all(const std::vector<Try>& tries, Node node, const Model& model, const Clause* without,
                      std::vector<Finding>& out) const {
    for (const Try& t : tries) {
        const RuleBook::Entry& rule = (*book_)[t.rule];
        const MatchData& data = RulePack::of(rule.pack->matches, rule.data->matches)[t.match];
        const OptionValues& options = selection_.options[t.rule];
        Match match(model, *rule.pack, *rule.data, data, options.empty() ? nullptr : &options);
        if (t.pattern) {
            if (!matches(*t.pattern, node, match)) continue;
        } else {
            match.at = node;
            match.span = node.span();
        }
        if (auto finding = judge(t, match, without)) out.push_back(*std::move(finding));
    }
}

std::optional<Finding> RuleSet::judge(const Try& t, Match& match, const Clause* without) const {
    for (const Clause& clause : RulePack::of(match.pack().clauses, match.data().where))
        if (&clause != without && !holds(match, clause)) return std::nullopt;
    Finding out;
    out.rule = t.rule;
    out.match = t.match;
    out.span = match.span;
    if (match.data().native) {
        Verdict verdict = (*book_)[t.rule].native(match);
        if (!verdict.found) return std::nullopt;
        out.span = verdict.found->span;
        out.message = std::move(verdict.found->message);
        out.related = std::move(verdict.found->related);
        out.fix = FixBuilder::of_edits(match, *verdict.found, without);
    } else {
        out.fix = FixBuilder::of_rewrite(match, without);
    }
    if (out.message.empty()) {
        std::string_view say = match.pack()[match.data().say];
        out.message = match.message(say.empty() ? match.pack()[match.rule().title] : say);
    }
    return out;
}

}  // namespace zen
