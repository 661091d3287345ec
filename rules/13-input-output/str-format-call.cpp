// Reads the template, pairs its fields with the arguments, and writes the f-string (or takes the numbers out).
#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

struct StrFormatField {
    Span span;  // from { to }, in the file
    std::string_view name, accessors, conversion, spec;
};

struct StrFormatPart {
    Node string;
    std::string_view prefix, quotes;
    Span body;
    std::vector<StrFormatField> fields;
};

bool str_format_digits(std::string_view s) {
    return !s.empty() && s.find_first_not_of("0123456789") == s.npos;
}

// Reads the fields of one literal. False when it is no template that we understand.
bool str_format_read(std::string_view file, StrFormatPart& part) {
    std::string_view text = part.string.text(), start = part.string.child(0u).text();
    std::size_t quote = start.find_first_of("'\"");
    part.prefix = start.substr(0, quote), part.quotes = start.substr(quote);
    if (part.prefix.find_first_of("bBfFtT") != part.prefix.npos) return false;
    std::uint32_t quotes = static_cast<std::uint32_t>(part.quotes.size());
    if (text.size() < start.size() + quotes) return false;
    part.body = {part.string.start() + static_cast<std::uint32_t>(start.size()), part.string.end() - quotes};
    bool raw = part.prefix.find_first_of("rR") != part.prefix.npos;
    for (std::uint32_t i = part.body.start; i < part.body.end; ++i) {
        char c = file[i], next = i + 1 < part.body.end ? file[i + 1] : '\0';
        if (c == '\\' && !raw) {
            if (next == 'N')
                i = static_cast<std::uint32_t>(file.find('}', i));
            else
                ++i;
            continue;
        }
        if (c == '}') {
            if (next != '}') return false;
            ++i;
            continue;
        }
        if (c != '{') continue;
        if (next == '{') {
            ++i;
            continue;
        }
        std::size_t close = file.find('}', i);
        if (close >= part.body.end) return false;
        std::string_view inside = file.substr(i + 1, close - i - 1);
        if (inside.find_first_of("{\\\n") != inside.npos) return false;  // a field within the field's format
        StrFormatField field;
        field.span = {i, static_cast<std::uint32_t>(close + 1)};
        std::size_t colon = std::min(inside.find(':'), inside.size()), bang = std::min(inside.find('!'), inside.size());
        std::string_view name = inside.substr(0, std::min(colon, bang));
        if (bang < colon) field.conversion = inside.substr(bang, colon - bang);
        if (bang < colon && field.conversion != "!r" && field.conversion != "!s" && field.conversion != "!a")
            return false;
        if (colon < inside.size()) field.spec = inside.substr(colon);
        std::size_t access = std::min(name.find_first_of(".["), name.size());
        field.name = name.substr(0, access), field.accessors = name.substr(access);
        part.fields.push_back(field);
        i = static_cast<std::uint32_t>(close);
    }
    return true;
}

struct StrFormatCall {
    std::vector<StrFormatPart> parts;
    std::vector<Node> values;     // by field, in the order of the text
    std::vector<unsigned> index;  // by field: which argument
    bool star = false, keyword = false, numbered = true, mixed = false, missing = false;
};

bool str_format_pair(const Match& m, StrFormatCall& call) {
    std::vector<Node> positional, keywords;
    for (Node n : m.run("values").nodes()) {
        if (n.is_any({Kind::list_splat, Kind::dictionary_splat}))
            call.star = true;
        else if (n.is(Kind::keyword_argument))
            call.keyword = true, keywords.push_back(n);
        else
            positional.push_back(n);
    }
    unsigned next = 0;
    bool automatic = false, counted = false;
    for (const StrFormatPart& part : call.parts)
        for (const StrFormatField& field : part.fields) {
            unsigned at = 0;
            Node value;
            if (field.name.empty()) {
                automatic = true, at = next++;
            } else if (str_format_digits(field.name)) {
                counted = true;
                for (char c : field.name.substr(0, 4)) at = at * 10 + static_cast<unsigned>(c - '0');
            } else {
                call.numbered = false;
                for (std::size_t k = 0; k < keywords.size(); ++k)
                    if (keywords[k].child(Field::name).text() == field.name)
                        value = keywords[k].child(Field::value), at = 1000 + static_cast<unsigned>(k);
                if (!value && !call.star) return false;
            }
            if ((field.name.empty() || str_format_digits(field.name)) && at < positional.size()) value = positional[at];
            call.missing = call.missing || !value;
            call.values.push_back(value), call.index.push_back(at);
        }
    call.mixed = automatic && counted;
    call.numbered = call.numbered && counted && !automatic;
    // What is left over must not do anything.
    const std::set<unsigned> used_by_field(call.index.begin(), call.index.end());
    for (std::size_t i = 0; i < positional.size() + keywords.size(); ++i) {
        bool by_position = i < positional.size();
        unsigned at = by_position ? static_cast<unsigned>(i) : 1000 + static_cast<unsigned>(i - positional.size());
        if (!used_by_field.contains(at) &&
            !m.ask.pure(by_position ? positional[i] : keywords[i - positional.size()].child(Field::value)))
            return false;
    }
    return true;
}

// `.name` and `[key]` of a field, as Python writes them.
bool str_format_accessors(std::string_view accessors, std::string_view quotes, std::string& out) {
    while (!accessors.empty()) {
        std::size_t end =
            accessors[0] == '.' ? std::min(accessors.find_first_of(".[", 1), accessors.size()) : accessors.find(']');
        if (accessors[0] != '.' && accessors[0] != '[') return false;  // "{a[0] + 1}" raises
        if (end == accessors.npos || end < 2) return false;
        if (accessors[0] == '.') {
            std::string_view name = accessors.substr(1, end - 1);
            bool identifier = !str_format_digits(name.substr(0, 1)) && std::ranges::all_of(name, [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                       (c & 0x80);
            });
            if (!identifier || is_keyword(name)) return false;
            out += accessors.substr(0, end);
        } else {
            std::string_view key = accessors.substr(1, end - 1);
            const char* quote = quotes[0] == '"' ? "'" : "\"";
            if (key.find_first_of("'\"") != key.npos) return false;
            out +=
                str_format_digits(key) ? formatted("[{}]", key) : formatted("[{}{}]", quote + std::string(key), quote);
            ++end;
        }
        accessors.remove_prefix(end);
    }
    return true;
}

// `str(x)` becomes `x!s`: the conversion, with `value` set to what is converted; none for other values.
std::string_view str_format_conversion(const Match& m, Node& value) {
    const Node function = value.child(Field::function), inner = sole_argument(value);
    if (!value.is(Kind::call) || !inner || !m.ask.is_builtin_function(function)) return "";
    if (inner.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::generator_expression, Kind::keyword_argument}) ||
        inner.text().find_first_of("!:=") != std::string_view::npos)
        return "";
    const std::string_view name = function.text();
    const std::string_view conversion = name == "str" ? "!s" : name == "repr" ? "!r" : name == "ascii" ? "!a" : "";
    if (!conversion.empty()) value = inner;
    return conversion;
}

// What a field shows whose value is a plain string in the source: it can stand in the text as it is. None for others.
std::optional<std::string_view> str_format_plain_text(const StrFormatPart& part, const StrFormatField& field,
                                                      Node value) {
    value = unparenthesized(value);
    if (!field.accessors.empty() || !field.conversion.empty() || !field.spec.empty() || !value.is(Kind::string))
        return {};
    const std::string_view text = value.text();
    if (text.size() < 2 || text.front() != text.back() || text.starts_with("\"\"\"") || text.starts_with("'''"))
        return {};
    const std::string_view inside = text.substr(1, text.size() - 2);
    if (inside.find_first_of("\\{}\n") != inside.npos || inside.find(part.quotes[0]) != inside.npos) return {};
    return inside;
}

// The f-string; empty when there is none for this version.
std::string str_format_fstring(const Match& m, const StrFormatCall& call) {
    std::string_view file = m.ask.tree().text;
    bool free_quotes = m.ask.target() >= PythonVersion{3, 12};
    std::string out;
    std::size_t k = 0;
    std::uint32_t at = call.parts[0].string.start();
    for (const StrFormatPart& part : call.parts) {
        const std::string_view gap = file.substr(at, part.string.start() - at);
        if (call.parts.size() > 1 && part.body.start == part.body.end && gap.find('#') == gap.npos) {
            at = part.string.end();  // an empty literal next to others
            continue;
        }
        if (!out.empty()) out += gap;
        at = part.string.end();
        bool any = false, upper_u = part.prefix == "u" || part.prefix == "U";
        for (std::size_t f = 0; f < part.fields.size(); ++f)
            any = any || !str_format_plain_text(part, part.fields[f], call.values[k + f]);
        out += (any ? "f" : "") + std::string(any && upper_u ? "" : part.prefix) + std::string(part.quotes);
        std::uint32_t from = part.body.start;
        auto plain = [&](std::uint32_t end) {
            std::string text(file.substr(from, end - from));
            if (!any)
                for (std::size_t i = 0; i + 1 < text.size(); ++i)
                    if ((text[i] == '{' || text[i] == '}') && text[i + 1] == text[i]) text.erase(i, 1);
            out += text;
        };
        for (const StrFormatField& field : part.fields) {
            plain(field.span.start);
            from = field.span.end;
            Node value = unparenthesized(call.values[k++]);
            if (const auto shown = str_format_plain_text(part, field, value)) {
                out += *shown;
                continue;
            }
            bool accessed = !field.accessors.empty();
            std::string_view conversion = field.conversion;
            if (!accessed && conversion.empty()) conversion = str_format_conversion(m, value);
            std::string code = code_for(value, accessed ? primary : lambda_level, true);
            if (value.is_any({Kind::lambda, Kind::named_expression, Kind::yield})) code = formatted("({})", code);
            if (!str_format_accessors(field.accessors, part.quotes, code)) return "";
            if (code.find_first_of("\n#") != code.npos) return "";
            if (const std::string other = without_quote(code, part.quotes[0]); !other.empty()) code = other;
            if (!free_quotes && (code.find('\\') != code.npos || code.find(part.quotes[0]) != code.npos)) return "";
            append(out, "{}{}{}{}}}", code.starts_with('{') ? "{ " : "{", code, conversion, field.spec);
        }
        plain(part.body.end);
        out += part.quotes;
    }
    return out;
}

// Is the result of a call shown twice, or are calls evaluated in another order? In the first case there is no f-string,
// in the second it is unsafe. `str.format()` evaluates all arguments before it formats the first.
std::pair<bool, bool> str_format_order(const Match& m, const StrFormatCall& call) {
    bool twice = false, moved = false;
    std::set<unsigned> seen, varying;          // arguments so far; those that are not constant
    unsigned last = 0, last_with_effects = 0;  // the largest so far
    for (std::size_t i = 0; i < call.index.size(); ++i) {
        const unsigned at = call.index[i];
        const bool effects = !m.ask.pure(call.values[i]);
        twice = twice || (effects && seen.contains(at));
        moved = moved || (effects && last > at) || last_with_effects > at ||
                (effects && varying.size() > varying.count(at));
        seen.insert(at);
        last = std::max(last, at);
        if (!m.ask.constant(call.values[i])) varying.insert(at);
        if (effects) last_with_effects = std::max(last_with_effects, at);
    }
    return {twice, moved};
}

// Each number once?
bool str_format_permuted(const StrFormatCall& call) {
    for (std::size_t i = 0; i < call.index.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (call.index[i] == call.index[j]) return false;
    return call.numbered;
}

// Does one argument fill several fields?
bool str_format_repeated(const StrFormatCall& call) {
    std::set<unsigned> seen(call.index.begin(), call.index.end());
    return seen.size() < call.index.size();
}

// Do all numbers stand for arguments in front of the first `*` or `**`?
bool str_format_leading(const Match& m, const StrFormatCall& call) {
    unsigned leading = 0;
    for (Node n : m.run("values").nodes())
        if (n.is(Kind::dictionary_splat)) return false;
    for (Node n : m.run("values").nodes()) {
        if (n.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument})) break;
        ++leading;
    }
    for (unsigned at : call.index)
        if (at >= leading) return false;
    return true;
}

// Each number once, from 0 upwards.
bool str_format_ascending(const StrFormatCall& call) {
    for (std::size_t i = 0; i < call.index.size(); ++i)
        if (call.index[i] != i) return false;
    return call.numbered;
}

// What the call says, and which of the page's matches it belongs to.
struct StrFormatReading {
    StrFormatCall call;
    std::string whole;  // the f-string; empty when there is none
    bool moved = false, ascending = false;
    std::uint32_t category = no_id;
};

StrFormatReading str_format_reading(const Match& m) {
    Node text = m["template"];
    StrFormatReading out;
    StrFormatCall& call = out.call;
    if (text.is(Kind::string))
        call.parts.push_back({text, {}, {}, {}, {}});
    else if (text.is(Kind::concatenated_string))
        for (Node n : text.children()) call.parts.push_back({n, {}, {}, {}, {}});
    else
        return out;
    for (StrFormatPart& part : call.parts)
        if (looks_like_sql(part.string.text())) return out;  // the values belong into query parameters
    for (StrFormatPart& part : call.parts)
        if (!str_format_read(m.ask.tree().text, part)) return out;
    if (m.run("values").nodes().empty() || !str_format_pair(m, call) || call.mixed) return out;
    bool twice = true;
    if (!call.star && !call.missing) std::tie(twice, out.moved) = str_format_order(m, call);
    if (!twice) out.whole = str_format_fstring(m, call);
    out.ascending = str_format_ascending(call) && !call.keyword && (!call.missing || call.star);
    // Moved about among the arguments in front of any `*rest`.
    out.ascending = out.ascending || (call.star && !call.missing && !call.keyword && str_format_permuted(call) &&
                                      str_format_leading(m, call));
    out.category = out.whole.empty() ? 1 : str_format_permuted(call) && !call.keyword ? 0 : 2;
    if (out.category == 2 && str_format_repeated(call)) out.category = 3;
    return out;
}

// The page's matches ask the same of a call, one after the other.
struct StrFormatLast {
    mutable Node node;
    mutable StrFormatReading reading;
    explicit StrFormatLast(const Model&) {}
};

}  // namespace

Verdict str_format_call(const Match& m) {
    const StrFormatLast& last = m.of_file<StrFormatLast>();
    if (last.node != m.at) {
        last.node = m.at;
        last.reading = str_format_reading(m);
    }
    const auto& [call, read, moved, ascending, category] = last.reading;
    if (category != m.index() || (category == 1 && !ascending)) return silent;
    Node text = m["template"];
    std::string whole = read;

    // A logger formats the message itself, if it is wanted at all.
    if (Node list = m.at.parent(); list.is(Kind::argument_list) && list.child(0u) == m.at && category != 1)
        if (looks_like_logging(m.ask, list.parent()))
            return found(
                m.span,
                m.message("the message is formatted before `$log()` decides to log it: pass `%s` and the values",
                          {{"log", list.parent().child(Field::function).text()}}));

    Edits edits(m);
    if (category == 1) {
        if (!str_format_ascending(call)) edits.give_up();
        for (const StrFormatPart& part : call.parts)
            for (const StrFormatField& field : part.fields)
                edits.replace(
                    Span{field.span.start + 1, field.span.start + 1 + static_cast<std::uint32_t>(field.name.size())},
                    "");
        return found(m.span, edits, "the numbers are the default order: write `{}` instead");
    }
    bool wrapped = text.parent().is(Kind::parenthesized_expression);
    if (wrapped && whole.find('\n') != whole.npos) {
        Node outer = text.parent();
        std::string_view file = m.ask.tree().text;
        whole = std::string(file.substr(outer.start(), text.start() - outer.start())) + whole +
                std::string(file.substr(text.end(), outer.end() - text.end()));
    }
    for (Node up = m.at.parent(); up;
         up = up.parent())  // nested in another f-string of the same quotes: not before 3.12
        if (up.is(Kind::interpolation) && m.ask.target() < PythonVersion{3, 12}) edits.give_up();
    if (m.too_long_now(whole)) edits.give_up();
    edits.replace(m.at, whole);
    if (call.index.empty())
        return found(m.span, edits,
                     m.message("there are no replacement fields: write `$code`", {{"code", short_code(whole)}}));
    return found(m.span, edits, m.message("`str.format()` call: write $code", {{"code", short_fstring(whole)}}))
        .unsafe(moved);
}

}  // namespace zen::rules
