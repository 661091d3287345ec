#include "engine/fixing/layout.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse.h"
#include "syntax/precedence.h"

namespace zen {
namespace {

constexpr std::uint32_t none = 0xffffffff;

struct Token {
    std::string_view text;
    std::string_view before;       // the blanks, line ends and comments between it and the token before
    std::uint32_t bracket = none;  // the token that opens the innermost bracket around it
    std::uint32_t other = none;    // the equal token of the other code
};

bool opens(std::string_view token) {
    return token == "(" || token == "[" || token == "{";
}

bool closes(std::string_view token) {
    return token == ")" || token == "]" || token == "}";
}

bool has_line_end(std::string_view gap) {
    return gap.find('\n') != gap.npos;
}

// A simple statement or an expression.
bool lays_out(Node n) {
    if (n.is_any({Kind::module, Kind::block, Kind::decorated_definition})) return false;
    return !is_statement(n.kind()) || n.is_any({Kind::expression_statement, Kind::return_statement,
                                                Kind::assert_statement, Kind::raise_statement});
}

// The tokens of the code; a string is one. A token that closes a bracket lies in that bracket.
std::vector<Token> tokens_of(Node code) {
    std::vector<Token> out;
    std::vector<std::uint32_t> open;
    const Tree& tree = code.tree();
    std::uint32_t end = code.start();
    for (NodeId id = code.id(); id < code.record().next;) {
        const Node n(tree, id);
        const bool whole = n.extra() || n.is(Kind::string);
        id = whole ? n.record().next : id + 1;
        if (n.extra() || (!whole && !n.is_leaf()) || n.span().empty()) continue;
        Token t{n.text(), tree.text.substr(end, n.start() - end), open.empty() ? none : open.back()};
        end = n.end();
        if (opens(t.text)) open.push_back(static_cast<std::uint32_t>(out.size()));
        if (closes(t.text) && !open.empty()) open.pop_back();
        out.push_back(t);
    }
    return out;
}

// Pairs the equal tokens of both, in order: a longest common subsequence. False when the codes are too long for that.
bool pair_up(std::vector<Token>& a, std::vector<Token>& b) {
    auto pair = [&](std::size_t i, std::size_t j) {
        a[i].other = static_cast<std::uint32_t>(j);
        b[j].other = static_cast<std::uint32_t>(i);
    };
    std::size_t from = 0, a_end = a.size(), b_end = b.size();
    for (; from < a_end && from < b_end && a[from].text == b[from].text; ++from) pair(from, from);
    for (; a_end > from && b_end > from && a[a_end - 1].text == b[b_end - 1].text; --a_end, --b_end)
        pair(a_end - 1, b_end - 1);
    const std::size_t rows = a_end - from, columns = b_end - from;
    if (rows * columns > 250'000) return false;
    // longest[i][j]: of what follows a[from + i] and b[from + j]
    std::vector<std::uint16_t> longest((rows + 1) * (columns + 1));
    auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return longest[i * (columns + 1) + j]; };
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t j = columns; j-- > 0;)
            at(i, j) = a[from + i].text == b[from + j].text ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                                            : std::max(at(i + 1, j), at(i, j + 1));
    for (std::size_t i = 0, j = 0; i < rows && j < columns;)
        if (a[from + i].text == b[from + j].text)
            pair(from + i++, from + j++);
        else if (at(i + 1, j) >= at(i, j + 1))
            ++i;
        else
            ++j;
    return true;
}

class Layout {
  public:
    Layout(std::vector<Token> before, std::vector<Token> after, bool bracketed)
        : old_(std::move(before)), now_(std::move(after)), bracketed_(bracketed) {}

    std::string text() {
        std::string out;
        for (std::uint32_t i = 0; i < now_.size(); ++i) {
            if (i > 0) {
                const std::string before = gap(i);
                if (before.find('#') != before.npos) judge_comments(before, i);
                out += before;
            }
            out += now_[i].text;
        }
        return out;
    }

    // Does each comment stand beside the item of the old code?
    bool comments_in_place() const { return in_place_; }

  private:
    // The tokens from one to another of an item, such as an argument.
    struct Item {
        std::uint32_t from, end;
    };

    // The item that begins with the token, or of which it is the last one.
    static Item item_from(const std::vector<Token>& code, std::uint32_t i) {
        Item out{i, i};
        const std::uint32_t bracket = code[i].bracket;
        while (out.end < code.size() && !(code[out.end].bracket == bracket && ends_item(code[out.end]))) ++out.end;
        return out;
    }
    static Item item_to(const std::vector<Token>& code, std::uint32_t i) {
        if (i > 0 && code[i].text == ",") --i;
        std::uint32_t bracket = code[i].bracket;
        if (closes(code[i].text) && bracket != none) bracket = code[bracket].bracket;  // `f(x)` is in what `f` is in
        Item out{i, i + 1};
        while (out.from > 0 && out.from - 1 != bracket &&
               !(code[out.from - 1].bracket == bracket && code[out.from - 1].text == ","))
            --out.from;
        return out;
    }
    static bool ends_item(const Token& t) { return t.text == "," || closes(t.text); }

    static bool has(const std::vector<Token>& code, const std::vector<Token>& other, Item item) {
        return std::ranges::search(code, std::ranges::subrange(other.begin() + item.from, other.begin() + item.end), {},
                                   &Token::text, &Token::text)
                   .begin() != code.end();
    }

    bool share(Item was, Item is) const {
        for (std::uint32_t i = is.from; i < is.end; ++i)
            if (now_[i].other != none && was.from <= now_[i].other && now_[i].other < was.end) return true;
        return false;
    }

    // Of the gap before a token of the new code: is each comment in it beside code that shares a token with what it
    // was beside, unless that code is not to be found elsewhere?
    void judge_comments(std::string_view before, std::uint32_t i) {
        for (std::uint32_t j = 1; j < old_.size(); ++j) {
            for (std::size_t at = 0; (at = old_[j].before.find('#', at)) != std::string_view::npos;) {
                const std::size_t end = std::min(old_[j].before.find('\n', at), old_[j].before.size());
                const std::string_view comment = old_[j].before.substr(at, end - at);
                const bool above = has_line_end(old_[j].before.substr(0, at));
                at = end;
                if (before.find(comment) == before.npos || (above && ends_item(old_[j]))) continue;
                const bool now_above = has_line_end(before.substr(0, before.find(comment)));
                if (now_above && ends_item(now_[i])) continue;
                const Item was = above ? item_from(old_, j) : item_to(old_, j - 1),
                           is = now_above ? item_from(now_, i) : item_to(now_, i - 1);
                if (was.from < was.end && is.from < is.end && !share(was, is) &&
                    (has(now_, old_, was) || has(old_, now_, is)))
                    in_place_ = false;
            }
        }
    }

    // A bracket of the new code that is open.
    struct Open {
        std::uint32_t token;
        std::string_view lines;  // what ends its first line: the items have lines of their own; else empty
        bool commas = false, one_item = false;
        std::string_view comment = {};  // that has been put behind an item, no longer before the closing bracket
    };

    // What stands before the token in the new code.
    std::string gap(std::uint32_t i) {
        const Token &before = now_[i - 1], &t = now_[i];
        if (opens(before.text)) open_.push_back({i - 1, first_line(i - 1)});
        std::string out(t.before);
        if (open_.empty()) {
            if (std::string_view line = line_before(i, none); bracketed_ && !line.empty()) out = line;
            return out;
        }
        Open& around = open_.back();
        around.commas |= t.text == ",";
        around.one_item |= t.text == "for" || (t.text == "lambda" && !of_call(around.token));
        if (closes(t.text)) {
            if (!around.lines.empty() && around.token != i - 1)
                if (auto [line, comma] = last_line(i); !line.empty()) {
                    out = without(line, around.comment);
                    const bool row = around.commas || of_call(around.token);
                    if (comma && before.text != "," && row && !around.one_item) out.insert(0, ",");
                }
            open_.pop_back();
        } else if (around.token == i - 1) {
            if (!around.lines.empty()) out = around.lines;
        } else if (std::string_view line = line_before(i, around.token); !line.empty()) {
            out = line;
        } else if (before.text == "," && !around.lines.empty() && !follows(i)) {
            out = around.lines.substr(around.lines.rfind('\n'));
            // The comment behind the old code's last item.
            if (before.other != none && before.other + 1 < old_.size())
                if (std::string_view behind = old_[before.other + 1].before; behind.find('#') != behind.npos) {
                    around.comment = behind.substr(0, behind.find('\n'));
                    out.insert(0, around.comment);
                }
        }
        return out;
    }

    static std::string without(std::string_view gap, std::string_view comment) {
        return std::string(gap.substr(!comment.empty() && gap.starts_with(comment) ? comment.size() : 0));
    }

    // Does the bracket hold arguments, where a comma at the end makes no tuple?
    bool of_call(std::uint32_t bracket) const {
        if (bracket == 0 || now_[bracket].text != "(" || !now_[bracket].before.empty()) return false;
        const std::string_view before = now_[bracket - 1].text;
        for (std::string_view word : {"return", "yield", "await", "in", "is", "not", "and", "or", "if", "else"})
            if (before == word) return false;
        return before == ")" || before == "]" || before.back() == '_' ||
               std::isalnum(static_cast<unsigned char>(before.back()));
    }

    // Are both this token and the one before it the same as in the old code?
    bool follows(std::uint32_t i) const {
        return now_[i].other != none && now_[i - 1].other != none && now_[i].other == now_[i - 1].other + 1;
    }

    // Does a keyword begin there that the old code did not write, `width=n` for `n`?
    bool names_argument(std::uint32_t i) const {
        return i + 2 < now_.size() && now_[i].other == none && now_[i + 1].text == "=" && now_[i + 2].other != none &&
               now_[i].bracket == now_[i + 2].bracket && now_[i].bracket != none && of_call(now_[i].bracket);
    }

    // The line end before the token's counterpart, where one may stand in the new code as well.
    std::string_view line_before(std::uint32_t i, std::uint32_t bracket) const {
        if (i >= 2 && names_argument(i - 2)) return {};
        const std::uint32_t there = now_[names_argument(i) ? i + 2 : i].other;
        if (there == none || there == 0 || !has_line_end(old_[there].before)) return {};
        const std::uint32_t around = old_[there].bracket;
        if ((around == none) != (bracket == none)) return {};
        if (around == there - 1) return now_[i - 1].text == "," ? old_[there].before : std::string_view();
        if (bracket != none && has_line_end(open_.back().lines) != has_line_end(old_[around + 1].before)) return {};
        return old_[there].before;
    }

    // What follows the bracket: the line end of the old code's bracket around the first token that both have in it.
    std::string_view first_line(std::uint32_t bracket) const {
        for (std::uint32_t i = bracket + 1; i < now_.size(); ++i) {
            if (now_[i].bracket != bracket || now_[i].other == none) {
                if (closes(now_[i].text) && now_[i].bracket == bracket) break;
                continue;
            }
            // Brackets that begin at once, as in `f([`, count as one, up to this one.
            for (std::uint32_t around = old_[now_[i].other].bracket; around != none; --around) {
                if (has_line_end(old_[around + 1].before)) return old_[around + 1].before;
                if (around == 0 || around == now_[bracket].other || !opens(old_[around - 1].text)) break;
            }
            return {};
        }
        return {};
    }

    // The line end before the old code's bracket that closes around the last token that both have in this one, and
    // whether a comma stands there.
    std::pair<std::string_view, bool> last_line(std::uint32_t closing) const {
        const std::uint32_t bracket = now_[closing].bracket;
        std::uint32_t i = closing - 1;
        while (i > bracket && (now_[i].bracket != bracket || now_[i].other == none)) --i;
        const std::uint32_t same = now_[i > bracket ? i : closing].other;
        if (same == none || old_[same].bracket == none) return {};
        std::uint32_t k = same;
        while (k < old_.size() && !(old_[k].bracket == old_[same].bracket && closes(old_[k].text))) ++k;
        while (k < old_.size()) {
            if (has_line_end(old_[k].before)) return {old_[k].before, old_[k - 1].text == ","};
            if (k + 1 < old_.size() && old_[k + 1].text == ",") ++k;
            if (k + 1 >= old_.size() || !closes(old_[k + 1].text)) break;
            ++k;
        }
        return {};
    }

    std::vector<Token> old_, now_;
    bool in_place_ = true;
    bool bracketed_;  // does the code lie in brackets, so that a line may end anywhere in it?
    std::vector<Open> open_;
};

// Of several statements that the edit replaces, the one of several lines: where they are joined, its lines are to be
// seen in the new one.
Node one_of_several(const Tree& tree, Span span) {
    auto n = std::ranges::lower_bound(tree.nodes, span.start, {}, &NodeRecord::start);
    while (n != tree.nodes.end() && n->start == span.start && !is_statement(n->kind)) ++n;
    if (n == tree.nodes.end() || n->start != span.start) return {};
    Node out, last;
    for (Node s(tree, static_cast<NodeId>(n - tree.nodes.begin())); s && s.end() <= span.end; s = s.next_sibling()) {
        last = s;
        if (!has_line_end(s.text())) continue;
        if (out) return {};
        out = s;
    }
    return last && last.end() == span.end && out && lays_out(out) ? out : Node();
}

// The node whose code the edit replaces.
Node replaced(const Tree& tree, Span span) {
    auto n = std::ranges::lower_bound(tree.nodes, span.start, {}, &NodeRecord::start);
    Node out;
    for (; n != tree.nodes.end() && n->start == span.start; ++n) {
        const Node node(tree, static_cast<NodeId>(n - tree.nodes.begin()));
        if (n->end == span.end && lays_out(node)) out = node;
        if (out && !is_statement(out.kind())) break;
    }
    return out ? out : one_of_several(tree, span);
}

}  // namespace

bool keep_layout(const Tree& tree, Edit& edit, const std::function<bool(std::string_view)>& fits) {
    const std::string_view before = tree.text.substr(edit.span.start, edit.span.size());
    if (!has_line_end(before) || edit.text.empty()) return true;
    const Node old = replaced(tree, edit.span);
    if (!old || old.damaged()) return true;
    const bool statement =
        is_statement(old.kind()) || (is_statement(old.parent().kind()) && edit.text.find('=') != std::string::npos);
    // In parentheses, code of several lines that stands in brackets is parsed as such.
    const std::string text = statement ? edit.text : "(" + edit.text + ")";
    const Tree after = parse_sound(text);
    Node code = after.damaged() ? Node() : Node(after, 0).child(0u);
    if (!code || code.next_sibling() || !lays_out(code)) return true;
    std::vector<Token> was = tokens_of(old), now = tokens_of(code);
    if (!statement) {
        if (now.size() < 3 || now.front().text != "(" || now.back().text != ")" || now.back().bracket != 0) return true;
        now.pop_back();
        now.erase(now.begin());
        for (Token& t : now) t.bracket = t.bracket == 0 || t.bracket == none ? none : t.bracket - 1;
    }
    if (was.empty() || now.empty() || !pair_up(was, now)) return true;
    // A comma before a closing bracket asks for lines; else short code goes on one.
    const bool asked = std::ranges::adjacent_find(was, [](const Token& a, const Token& b) {
                           return a.text == "," && closes(b.text) && has_line_end(b.before);
                       }) != was.end();
    Layout layout(std::move(was), std::move(now), inside_brackets(old));
    std::string laid_out = layout.text();
    const bool comment = std::ranges::count(laid_out, '#') > std::ranges::count(edit.text, '#');
    if (!asked && !comment && !has_line_end(edit.text) && fits(lines_with(tree.text, edit.span, edit.text)))
        return true;
    edit.text = std::move(laid_out);
    return layout.comments_in_place();
}

void bracket_lines(const Tree& tree, Edit& edit) {
    if (!has_line_end(edit.text)) return;
    const Node old = replaced(tree, edit.span);
    if (!old || !old.named() || is_statement(old.kind()) || inside_brackets(old)) return;
    if (edit.text.find_first_not_of(" \t\r\n") == std::string::npos) return;  // a line end, in place of `;`
    const Tree alone = parse_sound(edit.text);
    if (!alone.damaged() && Node(alone, 0).has_children(1)) return;
    std::string whole = "(" + edit.text + ")";
    if (!parse_sound(whole).damaged()) edit.text = std::move(whole);
}

std::string lines_with(std::string_view text, Span span, std::string_view code) {
    const std::size_t line = text.substr(0, span.start).rfind('\n') + 1;
    const std::size_t end = std::min(text.find('\n', span.end), text.size());
    std::string out(text.substr(line, span.start - line));
    out += code;
    out += text.substr(span.end, end - span.end);
    return out;
}

}  // namespace zen
