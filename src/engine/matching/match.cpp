#include "engine/matching/match.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "engine/matching/hole_text.h"
#include "semantics/ascent.h"
#include "syntax/precedence.h"
#include "text/line_index.h"
#include "text/path.h"

namespace zen {
namespace {

// May a comment stand between the code and what is before it? Told by the text, without the statements above.
bool commented_before(Node head) {
    const std::string_view text = head.tree().text;
    const std::size_t code = text.find_last_not_of(" \t\f\r\n", head.start() ? head.start() - 1 : 0);
    if (code == text.npos || head.start() == 0) return false;
    const std::size_t line = text.rfind('\n', code) + 1;  // 0 where there is none
    return text.substr(line, code - line + 1).find('#') != text.npos;
}

}  // namespace

Span Run::span() const {
    if (empty()) return {};
    Node head = node(), tail = head;
    for (Node n : nodes()) tail = n;
    Span out{head.start(), tail.end()};
    if (!parent.is(Kind::block)) return out;
    // Comments that open a block hang before it in the tree, between the colon and the block.
    Node owner = parent.parent();
    const Node above = *parent.all_children().begin();
    if (above.id() < first && !commented_before(head)) return out;
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

std::size_t Match::next_file_slot() {
    static std::size_t slots = 0;
    return slots++;
}

const Run& Match::run(std::string_view hole) const {
    auto names = RulePack::of(pack_->strings, data_->hole_names);
    for (std::size_t i = 0; i < names.size(); ++i)
        if ((*pack_)[names[i]] == hole) return run(static_cast<std::uint8_t>(i));
    return nothing;
}

std::vector<Node> Match::nodes_of(std::uint8_t place) const {
    std::vector<Node> out;
    for (const auto& [hole, node] : gathered_)
        if (hole == place) out.push_back(node);
    if (!out.empty()) return out;
    const Run& run = this->place(place);
    for (Node n : run.nodes()) out.push_back(n);
    if (Node only = run.node(); out.empty() && only && only.is(Kind::comment)) out.push_back(only);  // `# $x`
    return out;
}

const std::string* Match::text_of(std::string_view hole) const {
    auto names = RulePack::of(pack_->strings, data_->hole_names);
    for (std::size_t i = 0; texts_any_ != 0 && i < names.size(); ++i)
        if ((*pack_)[names[i]] == hole) return text(static_cast<std::uint8_t>(i));
    return nullptr;
}

std::string Match::gathered_text(std::string_view hole) const {
    std::string out;
    auto names = RulePack::of(pack_->strings, data_->hole_names);
    for (const auto& [number, node] : gathered_)
        if (number < names.size() && (*pack_)[names[number]] == hole)
            out += (out.empty() ? "" : ", ") + std::string(node.text());
    return out;
}

std::string_view Match::path() const {
    const std::string_view root = pack()[rule().root];
    if (root.empty() || (current_.empty() && !is_absolute(ask.path()))) return ask.path();
    if (absolute_.empty()) absolute_ = normal_path(joined(current_, ask.path()));
    const std::string_view inner = below(root, absolute_);
    return inner.empty() ? std::string_view(absolute_) : inner;
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

bool Match::too_long_now(std::string_view code) const {
    std::string_view before = ask.tree().text.substr(0, at.start());
    const std::string line(before.substr(before.rfind('\n') + 1));
    return code.find('\n') == code.npos && !fits(line + std::string(code)) && fits(line + std::string(at.text()));
}

namespace {

constexpr std::size_t short_text = 60;  // bytes

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
        const std::size_t dollar = std::min(text.find('$', i), text.size());
        out += text.substr(i, dollar - i);
        if (i = dollar; i == text.size()) break;
        const auto [hole, end] = hole_in_text(text, i);
        if (hole.empty()) {
            out += text[i++];
            continue;
        }
        const bool whole = hole == "match" && run(hole).empty() && !text_of(hole);
        auto extra = std::ranges::find(more, hole, [](auto& pair) { return pair.first; });
        if (extra != more.end())
            out += extra->second.find('\n') == std::string_view::npos ? std::string(extra->second)
                                                                      : short_code(extra->second);
        else if (const std::string* made = text_of(hole))
            // Of one line, `#` opens no comment to leave out: the text need not be code.
            out += made->size() <= short_text && made->find('\n') == made->npos ? *made : short_code(*made);
        else if (std::string all = gathered_text(hole); !all.empty())
            out += short_code(all);
        else if (whole)
            out += short_code(ask.tree().text.substr(span.start, span.size()));
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

Run Match::place(std::uint8_t place) const {
    auto alone = [](Node n) { return n ? Run{n, n.id(), n.record().next} : Run(); };
    // The match itself when it is one, else the nearest around it.
    auto around = [&](auto fits) {
        Node n = at;
        Ascent up(ask);
        while (n && !fits(n)) n = up(n);
        return alone(n);
    };
    switch (place) {
        case place_match:
            // Of arms, the first may be the `if` that the last stands in.
            return last.within(at) ? alone(at) : Run{at.parent(), at.id(), last.record().next};
        case place_statement:
            return alone(statement_of(ask, at));
        case place_loop:
            return at.is_any({Kind::for_statement, Kind::while_statement}) ? alone(at) : alone(ask.enclosing_loop(at));
        case place_function:
            return around([](Node n) { return is_function(n.kind()); });
        case place_class:
            return around([](Node n) { return n.is(Kind::class_definition); });
        case place_try:
            return around([](Node n) { return n.is(Kind::try_statement); });
        case place_file:
            return alone(Node(ask.tree(), 0));
        default:
            return run(place);
    }
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
