#include "engine/scanning/rule_book.h"
#include "text/formatted.h"

#include <algorithm>

namespace zen {

RuleBook::RuleBook(const RulePack& builtin, std::span<const CourseSection> sections) : sections_(sections) {
    add(builtin);
}

void RuleBook::add(const RulePack& pack) {
    for (std::size_t i = 0; i < pack.rules.size(); ++i) {
        const auto id = static_cast<RuleId>(entries_.size());
        const Entry rule{&pack, &pack.rules[i], i < pack.natives.size() ? pack.natives[i] : nullptr};
        entries_.push_back(rule);
        known_.emplace(rule.code(), id);
        known_.emplace(rule.name(), id);
    }
}

void RuleBook::set_severity(RuleId id, Severity severity) {
    auto data = std::make_shared<RuleData>(*entries_[id].data);
    data->severity = severity;
    entries_[id].data = data.get();
    changed_.push_back(std::move(data));
}

std::optional<RuleId> RuleBook::find(std::string_view code_or_name) const {
    const auto at = known_.find(code_or_name);
    return at == known_.end() ? std::nullopt : std::optional(at->second);
}

const CourseSection* RuleBook::section(RuleId id) const {
    std::string_view code = entries_[id].code();
    if (!code.starts_with("ZEN") || code.size() < 5) return nullptr;
    auto it = std::ranges::find(sections_, code.substr(3, 2), &CourseSection::digits);
    return it == sections_.end() ? nullptr : &*it;
}

std::span<const Str> RuleBook::alias_strings(RuleId id, std::uint32_t match) const {
    const Entry& rule = entries_[id];
    auto matches = RulePack::of(rule.pack->matches, rule.data->matches);
    return RulePack::of(rule.pack->strings, match < matches.size() ? matches[match].aliases : rule.data->aliases);
}

RuleKind RuleBook::kind(RuleId id, std::uint32_t match) const {
    const Entry& rule = entries_[id];
    if (match >= rule.data->matches.count) return rule.data->kind;
    return RulePack::of(rule.pack->matches, rule.data->matches)[match].kind;
}

bool RuleBook::on_by_default(RuleId id, std::uint32_t match) const {
    return entries_[id].data->by_default == Default::on && kind(id, match) != RuleKind::taste;
}

std::vector<std::string_view> RuleBook::aliases(RuleId id, std::uint32_t match) const {
    std::vector<std::string_view> out;
    for (Str s : alias_strings(id, match)) out.push_back((*entries_[id].pack)[s]);
    return out;
}

Selection Selection::of(const RuleBook& book) {
    Selection out;
    for (const RuleBook::Entry& rule :
         book.rules())  // a rule of the engine's own has no matches, but is on or off all the same
        out.matches.emplace_back(std::max<std::uint32_t>(1, rule.data->matches.count), false);
    out.options.resize(book.rules().size());
    out.asked_for.resize(book.rules().size());
    return out;
}

void Selection::select(const RuleBook&, RuleId rule) {
    matches[rule].assign(matches[rule].size(), true);
}

bool Selection::selected(RuleId rule) const {
    return std::ranges::find(matches[rule], true) != matches[rule].end();
}

std::string identity_of(const RuleBook& book, const Selection& selection) {
    std::string out;
    auto text = [&](std::string_view s) { out.append(std::to_string(s.size())).append(":").append(s); };
    text(formatted("{}.{}{}", selection.target.major, selection.target.minor, selection.target_known ? "" : "?"));
    text(std::to_string(selection.line_length));
    out += selection.include_generated ? '1' : '0';
    out += selection.doctests ? '1' : '0';
    const RulePack* known = nullptr;  // the first pack is part of the program
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        out += '\n';
        for (bool on : selection.matches[id]) out += on ? '1' : '0';
        for (const std::string& value : selection.options[id]) text(value);
        if (!selection.fixes.empty())
            for (FixPolicy policy : selection.fixes[id]) out += static_cast<char>('a' + static_cast<int>(policy));
        if (known && book[id].pack != known) {
            text(book[id].pack->text);
            text(book[id].pack->pages.all());
            text(selection.current);  // a page may ask where the file lies
            text(book[id].code());
        }
        known = book[id].pack;
    }
    return out;
}

}  // namespace zen
