#include "engine/matching/match.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "syntax/precedence.h"
#include "text/line_index.h"

namespace zen {
namespace {

class Matcher {
  public:
    Matcher(Match& match, std::span<const PatternNode> nodes) : match_(match), nodes_(nodes) {}

    // Pattern node `p` against the code at `t`.
    bool one(std::uint32_t p, Node t) {
        const PatternNode& want = nodes_[p];
        if (want.op == PatternNode::Op::one) {
            if (!t.named()) return false;
            Node core = t.is(Kind::expression_statement) && t.has_children(1) && want.kind != Kind::expression_statement
                            ? t
                            : unparenthesized(t);
            return capture(want.hole, {core.parent(), core.id(), core.record().next});
        }
        if (want.kind != Kind::parenthesized_expression) t = unparenthesized(t);
        switch (want.op) {
            case PatternNode::Op::free_name: {
                std::string_view name = match_.pack()[want.text];
                return (t.is(Kind::identifier) || t.is(Kind::attribute)) && match_.ask.means(t, name);
            }
            case PatternNode::Op::leaf:
                return t.is(want.kind) && t.text() == match_.pack()[want.text];
            case PatternNode::Op::any_token:
                return t.is(want.kind);
            case PatternNode::Op::string_start:
                return t.is(want.kind) && same_prefix(t.text(), match_.pack()[want.text]);
            default:
                break;
        }
        if (!t.is(want.kind)) return false;
        return children(p + 1, want.next, t);
    }

  private:
    static bool same_prefix(std::string_view a, std::string_view b) {
        auto prefix = [](std::string_view s) { return s.substr(0, s.find_first_of("'\"")); };
        return std::ranges::equal(prefix(a), prefix(b), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
    }

    bool capture(std::uint8_t hole, Run run) {
        if (hole == no_hole) return true;
        if (!match_.has(hole)) {
            match_.capture(hole, run);
            return true;
        }
        auto before = match_.run(hole).nodes(), now = run.nodes();
        auto x = before.begin(), y = now.begin();
        for (; x != before.end() && y != now.end(); ++x, ++y)
            if (!same_code(*x, *y)) return false;
        return x == before.end() && y == now.end();
    }

    // The pattern's nodes from `p` to `end` against the children of `parent`.
    bool children(std::uint32_t p, std::uint32_t end, Node parent) {
        Node::Range tokens = parent.tokens();
        auto at = tokens.begin(), stop = tokens.end();
        auto skip = [&] {
            while (at != stop && is_punctuation(*at)) ++at;
        };
        for (skip(); p < end; p = nodes_[p].next, skip()) {
            if (nodes_[p].op == PatternNode::Op::run) return run(p, end, parent, at, stop);
            if (at == stop || !one(p, *at)) return false;
            ++at;
        }
        return at == stop;
    }

    // As children, from a `$$run` on: what follows it is matched from the end.
    bool run(std::uint32_t p, std::uint32_t end, Node parent, Node::Range::Iterator at, Node::Range::Iterator stop) {
        std::vector<Node> rest;
        for (; at != stop; ++at)
            if (!is_punctuation(*at)) rest.push_back(*at);
        std::uint32_t after = 0;
        for (std::uint32_t q = nodes_[p].next; q < end; q = nodes_[q].next) ++after;
        if (rest.size() < after) return false;
        std::size_t count = rest.size() - after;
        NodeId first = count ? rest[0].id() : 0, last = count ? rest[count - 1].record().next : 0;
        if (!capture(nodes_[p].hole, {parent, first, last})) return false;
        std::size_t i = count;
        for (std::uint32_t q = nodes_[p].next; q < end; q = nodes_[q].next)
            if (!one(q, rest[i++])) return false;
        return true;
    }

    Match& match_;
    std::span<const PatternNode> nodes_;
};

}  // namespace

bool matches(const PatternData& pattern, Node anchor, Match& match) {
    Node first = anchor;
    for (std::uint32_t i = 0; i < pattern.anchor; ++i) first = first.previous_sibling();
    if (!first) return false;
    Matcher matcher(match, RulePack::of(match.pack().pattern_nodes, pattern.nodes));
    Node at = first, last = first;
    std::uint32_t p = 0;
    for (std::uint32_t i = 0; i < pattern.statements; ++i) {
        if (!at || !matcher.one(p, at)) return false;
        p = RulePack::of(match.pack().pattern_nodes, pattern.nodes)[p].next;
        last = at;
        if (i + 1 < pattern.statements) at = at.next_sibling();
    }
    match.at = first;
    match.span = {first.start(), last.end()};
    return true;
}

Span Run::span() const {
    if (empty()) return {};
    Node head = node(), tail = head;
    for (Node n : nodes()) tail = n;
    Span out{head.start(), tail.end()};
    if (!parent.is(Kind::block)) return out;
    // Comments that open a block hang before it in the tree, between the colon and the block.
    Node owner = parent.parent();
    bool opens = true;
    for (Node n : parent.all_children()) {
        if (n.id() >= first) break;
        if (n.is(Kind::comment))
            out.start = std::min(out.start, n.start());
        else
            out.start = head.start();
        opens = opens && n.is(Kind::comment);
    }
    if (opens)
        for (Node n : owner.all_children()) {
            if (n.id() >= parent.id()) break;
            std::string_view between = owner.tree().text.substr(owner.start(), n.start() - owner.start());
            bool own_line = between.find('\n') != between.npos &&
                            between.substr(between.rfind('\n') + 1).find_first_not_of(" \t\f") == between.npos;
            if (n.is(Kind::comment) && own_line)
                out.start = std::min(out.start, n.start());
            else if (!n.is(Kind::comment))
                out.start = std::min(head.start(), out.start < n.start() ? head.start() : out.start);
        }
    return out;
}

const Run Match::nothing;

const Run& Match::run(std::string_view hole) const {
    auto names = RulePack::of(pack_->strings, data_->hole_names);
    for (std::size_t i = 0; i < names.size(); ++i)
        if ((*pack_)[names[i]] == hole) return run(static_cast<std::uint8_t>(i));
    return nothing;
}

std::string_view Match::option(std::string_view name) const {
    auto options = RulePack::of(pack_->options, rule_->options);
    for (std::size_t i = 0; i < options.size(); ++i)
        if ((*pack_)[options[i].name] == name)
            return options_ && i < options_->size() ? std::string_view((*options_)[i]) : (*pack_)[options[i].value];
    return {};
}

int Match::option_number(std::string_view name) const {
    std::string_view text = option(name);
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool Match::fits(std::string_view code) const {
    for (std::size_t begin = 0; begin <= code.size();) {
        std::size_t end = std::min(code.find('\n', begin), code.size());
        if (line_width(code.substr(begin, end - begin)) > line_length_) return false;
        begin = end + 1;
    }
    return true;
}

std::string short_code(std::string_view code, std::size_t most) {
    std::string out;
    for (char c : code) {
        bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    std::size_t length = columns(out, ColumnUnit::code_points);
    if (length <= most) return out;
    return out.substr(0, bytes_of_columns(out, static_cast<std::uint32_t>(most - 1), ColumnUnit::code_points)) + "…";
}

namespace {

// How tightly an expression must bind to stand in a message's code at [from, to), judged by what stands beside it.
Precedence asked_by(std::string_view code, std::size_t from, std::size_t to) {
    std::string_view before = code.substr(0, from), after = code.substr(to);
    before.remove_prefix(std::min(before.rfind('`') + 1, before.size()));
    after = after.substr(0, after.find('`'));
    const bool loop = before.find("for ") != before.npos;  // there `in` is no operator
    Precedence out = open_tuple;
    auto ask = [&](Precedence p) { out = std::max(out, p); };
    if (!after.empty() && (after[0] == '.' || after[0] == '[' || after[0] == '(')) ask(primary);
    if (before.ends_with('*') || before.ends_with('-') || before.ends_with('~')) ask(unary);
    if (before.ends_with("await ")) ask(primary);
    constexpr std::pair<std::string_view, Precedence> operators[] = {
        {"or", or_level}, {"and", and_level},    {"not", not_level}, {"in", bit_or}, {"is", bit_or},
        {"==", bit_or},   {"!=", bit_or},        {"<", bit_or},      {"<=", bit_or}, {">", bit_or},
        {">=", bit_or},   {"|", bit_or},         {"&", bit_and},     {"+", sum},     {"-", product},
        {"if", or_level}, {"else", conditional}, {"*", product},     {"/", product}};
    for (auto [word, level] : operators) {
        if (before.size() > word.size() + 1 && before.ends_with(" ") &&
            before.substr(0, before.size() - 1).ends_with(word) && before[before.size() - word.size() - 2] == ' ')
            ask(word == "in" && loop ? or_level : level);
        if (word == "not" && before == "not ") ask(not_level);
        // What follows: `else` asks of the condition before it, `if` of the value, `in` nothing of a loop's target.
        if (after.size() > word.size() + 1 && after[0] == ' ' && after.substr(1).starts_with(word) &&
            after[word.size() + 1] == ' ' && !(word == "in" && loop))
            ask(word == "else" ? or_level : level);
    }
    return out;
}

}  // namespace

std::string Match::message(std::string_view text,
                           std::initializer_list<std::pair<std::string_view, std::string_view>> more) const {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t name = text[i] == '$' ? text.find_first_not_of('$', i) : text.npos;
        std::size_t end = name;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
        if (name == text.npos || end == name) {
            out += text[i++];
            continue;
        }
        std::string_view hole = text.substr(name, end - name);
        auto extra = std::ranges::find(more, hole, [](auto& pair) { return pair.first; });
        if (extra != more.end())
            out += extra->second;
        else if (Span caught = run(hole).span(); !caught.empty()) {
            Node node = run(hole).node();
            const bool expression = node.span() == caught && precedence(node) != no_expression;
            const bool quoted = std::ranges::count(text.substr(0, i), '`') % 2 == 1;
            out += expression && quoted ? short_code(code_for(node, asked_by(text, i, end), true))
                                        : short_code(ask.tree().text.substr(caught.start, caught.size()));
        }
        i = end;
    }
    return out;
}

bool Match::loses_comments() const {
    const Tree& tree = ask.tree();
    for (NodeId id = at.id(); id < tree.nodes.size() && tree.nodes[id].start < span.end; ++id) {
        const NodeRecord& n = tree.nodes[id];
        if (n.kind != Kind::comment || n.start < span.start) continue;
        bool kept = false;
        for (std::uint8_t hole = 0; hole < data_->hole_names.count && !kept; ++hole)
            kept = !run(hole).empty() && run(hole).span().contains(Span{n.start, n.end});
        if (!kept) return true;
    }
    return false;
}

}  // namespace zen
