// Code in a message: on one line without comments, and shortened so that what is left is still code. The ends of
// strings and of what is in brackets become `...`, the smallest first that is enough, and at last what follows an
// operator, a comma or a keyword. Names and brackets are never cut, so that a long chain of names may stay longer.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine/matching/match.h"
#include "text/formatted.h"
#include "text/line_index.h"

namespace zen {
namespace {

constexpr std::string_view dots = "...";

std::size_t width(std::string_view code) {
    return columns(code, ColumnUnit::code_points);
}

// Most code is short enough by its bytes, of which there are no fewer than characters.
bool wider(std::string_view code, std::size_t most) {
    return code.size() > most && width(code) > most;
}

// The quotes that open at `at`: one or three; none elsewhere.
std::string_view quotes_at(std::string_view code, std::size_t at) {
    if (code[at] != '"' && code[at] != '\'') return {};
    std::string_view three = code.substr(at, 3);
    return three.size() == 3 && three[0] == three[1] && three[1] == three[2] ? three : three.substr(0, 1);
}

// Where the string that opens at `at` closes: behind its quotes.
std::size_t string_end(std::string_view code, std::size_t at) {
    const std::string_view quotes = quotes_at(code, at);
    for (std::size_t i = at + quotes.size(); i < code.size(); ++i) {
        if (code[i] == '\\')
            ++i;
        else if (code.substr(i).starts_with(quotes))
            return i + quotes.size();
    }
    return code.size();
}

bool opens(char c) {
    return c == '(' || c == '[' || c == '{';
}

bool closes(char c) {
    return c == ')' || c == ']' || c == '}';
}

bool blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string on_one_line(std::string_view code) {
    std::string out;
    std::size_t in_string = 0;
    bool broken = false;  // was there a line end since the last token?
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (i >= in_string && !quotes_at(code, i).empty()) in_string = string_end(code, i);
        if (i >= in_string && c == '#') {
            i = std::min(code.find('\n', i), code.size());
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else if (i < in_string) {
            out += blank(c) ? ' ' : c;  // each blank counts there
        } else if (c == '\\' && i + 1 < code.size() && (code[i + 1] == '\n' || code[i + 1] == '\r')) {
            if (!out.empty() && out.back() != ' ') out += ' ';  // the line goes on
        } else if (!blank(c)) {
            // No blank is left where a line was broken within brackets.
            if (closes(c) && out.ends_with(' ') && broken) out.pop_back();
            out += c;
            broken = false;
        } else {
            broken = broken || c == '\n';
            if (broken && !out.empty() && opens(out.back())) continue;
            if (!out.empty() && out.back() != ' ') out += ' ';
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

// What may become `...`: the inside of brackets, or of a string.
struct Inside {
    std::size_t start, end;
    bool string;
    std::size_t size() const { return end - start; }
};

std::vector<Inside> insides(std::string_view code) {
    std::vector<Inside> out;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (const std::string_view quotes = quotes_at(code, i); !quotes.empty()) {
            const std::size_t end = string_end(code, i);
            if (end >= i + 2 * quotes.size() && code.substr(0, end).ends_with(quotes))
                out.push_back({i + quotes.size(), end - quotes.size(), true});
            i = end - 1;
        } else if (opens(code[i])) {
            open.push_back(i);
        } else if (closes(code[i]) && !open.empty()) {
            out.push_back({open.back() + 1, i, false});
            open.pop_back();
        }
    }
    std::erase_if(out, [&](const Inside& in) { return in.size() <= dots.size() || code.substr(in.start, 3) == dots; });
    return out;
}

// The first characters of a string's inside, at most `most` bytes: no part of a field, an escape or a character.
std::string_view string_head(std::string_view inside, std::size_t most) {
    std::size_t end = std::min(most, inside.size());
    while (end > 0 && end < inside.size() && (static_cast<unsigned char>(inside[end]) & 0xC0u) == 0x80u) --end;
    std::string_view out = inside.substr(0, end);
    for (std::string_view pair : {"{}", "[]", "()"}) {
        const std::size_t last = out.rfind(pair[0]);
        if (last != out.npos && out.find(pair[1], last) == out.npos) out = out.substr(0, last);
    }
    if (const std::size_t escape = out.rfind('\\'); escape != out.npos && escape + 4 > out.size())
        out = out.substr(0, escape);
    while (out.ends_with(' ') || out.ends_with('%')) out.remove_suffix(1);
    return out;
}

// The last place, at most `most` characters in and outside of brackets and strings, where an operand may be left out.
// `items_of_dict`: between braces, where an item is a pair.
std::size_t operand_place(std::string_view code, std::size_t most, bool items_of_dict = false) {
    constexpr std::array<std::string_view, 16> leaders{" and ", " or ", " in ", " == ", " != ", " + ", " - ",    " | ",
                                                       " * ",   " = ",  " < ",  " > ",  " / ",  ": ",  " else ", ", "};
    std::size_t found = 0, depth = 0;
    bool names = false, comprehension = false;  // between `for` and `in`, or in the head of a lambda; behind `for`
    for (std::size_t i = 0; i < code.size() && i + dots.size() <= most; ++i) {
        if (!quotes_at(code, i).empty()) i = string_end(code, i) - 1;
        if (i >= code.size()) break;
        if (opens(code[i])) ++depth;
        if (closes(code[i]) && depth > 0) --depth;
        if (depth > 0) continue;
        if (code[i] != ' ' && code[i] != ':' && code[i] != ',' && code[i] != 'l') continue;  // nothing begins so
        const std::string_view rest = code.substr(i);
        if (rest.starts_with(" for ")) names = comprehension = true;
        if (rest.starts_with("lambda ")) names = true;
        if (rest.starts_with(" in ") || rest.starts_with(": ")) names = false;
        auto take = [&](std::string_view leader) {
            if (rest.starts_with(leader) && i + leader.size() + dots.size() <= most)
                found = std::max(found, i + leader.size());
        };
        if (comprehension) take(" if ");
        for (std::string_view leader : leaders)
            if (leader != ", " || !(names || items_of_dict)) take(leader);
    }
    return found;
}

// Shortens the code by one inside; nothing if there is none.
std::optional<std::string> by_one(const std::string& code, std::size_t most) {
    std::vector<Inside> all = insides(code);
    if (all.empty()) return std::nullopt;
    const std::size_t over = width(code) - most;
    // The smallest one that is enough, else the largest.
    const Inside* chosen = nullptr;
    for (const Inside& in : all) {
        const bool enough = in.size() >= over + dots.size();
        const bool best_enough = chosen && chosen->size() >= over + dots.size();
        if (!chosen || (enough && (!best_enough || in.size() < chosen->size())) ||
            (!enough && !best_enough && in.size() > chosen->size()))
            chosen = &in;
    }
    const std::size_t room = chosen->size() > over + dots.size() ? chosen->size() - over - dots.size() : 0;
    const std::string_view inside = std::string_view(code).substr(chosen->start, chosen->size());
    std::string_view kept =
        chosen->string ? string_head(inside, room)
                       : inside.substr(0, operand_place(inside, room + dots.size(), code[chosen->start - 1] == '{'));
    if (kept.size() + dots.size() >= chosen->size()) kept = {};
    return code.substr(0, chosen->start) + std::string(kept) + std::string(dots) + code.substr(chosen->end);
}

}  // namespace

std::string short_code(std::string_view code, std::size_t most) {
    std::string out = on_one_line(code);
    for (int rounds = 8; rounds > 0 && wider(out, most); --rounds) {
        std::optional<std::string> next = by_one(out, most);
        if (!next || next->size() >= out.size()) break;
        out = *std::move(next);
    }
    if (!wider(out, most)) return out;
    const std::size_t place = operand_place(out, most);
    if (place == 0) return wider(out, 3 * most) ? std::string(dots) : out;
    return out.substr(0, place) + std::string(dots) + (out.ends_with(':') ? ":" : "");
}

namespace {

// The replacement fields of f-strings, with their braces, in order. Those inside of fields belong to them.
std::vector<std::string_view> fields_of(std::string_view code) {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] != '{') continue;
        if (code.substr(i).starts_with("{{")) {
            ++i;
            continue;
        }
        int depth = 0;
        std::size_t end = i;
        for (; end < code.size(); ++end) {
            depth += code[end] == '{' ? 1 : code[end] == '}' ? -1 : 0;
            if (depth == 0) break;
        }
        if (end == code.size()) break;
        out.push_back(code.substr(i, end + 1 - i));
        i = end;
    }
    return out;
}

}  // namespace

std::string short_fstring(std::string_view code, std::size_t most) {
    std::string whole = short_code(code, most);
    const bool cut = whole.find(std::string(dots) + '"') != whole.npos || whole.find("...'") != whole.npos ||
                     whole == "(...)" || whole == dots;
    const std::vector<std::string_view> fields = cut ? fields_of(code) : std::vector<std::string_view>();
    // Where every field is left, so much of the text is left as tells which it is.
    if (fields.empty() ||
        std::ranges::all_of(fields, [&](std::string_view field) { return whole.find(field) != whole.npos; }))
        return whole == "(...)" || whole == dots ? "an f-string" : formatted("`{}`", whole);
    const std::string first = short_code(fields[0], 30);
    if (fields.size() == 1) return formatted("an f-string with `{}`", first);
    if (fields.size() == 2) return formatted("an f-string with `{}` and `{}`", first, short_code(fields[1], 30));
    return formatted("an f-string with `{}` and {} more values", first, fields.size() - 1);
}

}  // namespace zen
