#include "syntax/verdict/strings.h"

#include <string>

#include "syntax/verdict/characters.h"
#include "syntax/verdict/old_format_strings.h"
#include "text/formatted.h"

namespace zen::verdict {
namespace {

// What Python's codec says of the escapes in a text string. Positions are those of the text in which CPython has
// written every character outside ASCII as an escape of ten bytes.
std::string unicode_escape_mistake(std::string_view body) {
    std::size_t at = 0;  // in CPython's text
    auto mistake = [&](std::size_t from, std::size_t to, std::string_view why) {
        std::string where =
            from == to ? formatted("byte 0x5c in position {}", from) : formatted("bytes in position {}-{}", from, to);
        return formatted("(unicode error) 'unicodeescape' codec can't decode {}: {}", where, why);
    };
    for (std::size_t i = 0; i < body.size();) {
        const auto c = static_cast<unsigned char>(body[i]);
        if (c >= 0x80) {
            std::size_t length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
            i += length;
            at += 10;
            continue;
        }
        if (c != '\\') {
            ++i, ++at;
            continue;
        }
        const char e = i + 1 < body.size() ? body[i + 1] : '\0';
        const std::size_t wanted = e == 'x' ? 2 : e == 'u' ? 4 : e == 'U' ? 8 : 0;
        if (wanted > 0) {
            std::size_t n = 0;
            std::uint64_t value = 0;
            while (n < wanted && i + 2 + n < body.size() && hex_digit(body[i + 2 + n])) {
                const char d = body[i + 2 + n++];
                value = value * 16 + static_cast<unsigned>(d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10);
            }
            if (n < wanted)
                return mistake(at, at + 1 + n,
                               formatted("truncated \\{} escape", e == 'x'   ? "xXX"
                                                                  : e == 'u' ? "uXXXX"
                                                                             : "UXXXXXXXX"));
            if (value > 0x10ffff) return mistake(at, at + 1 + n, "illegal Unicode character");
            i += 2 + n;
            at += 2 + n;
        } else if (e == 'N') {
            std::size_t close = i + 2 < body.size() && body[i + 2] == '{' ? body.find('}', i + 3) : std::string::npos;
            if (close == std::string::npos || close == i + 3) {
                std::size_t stop = close == std::string::npos && i + 2 < body.size() && body[i + 2] == '{'
                                       ? at + body.size() - i - 1
                                       : at + 1 + (i + 2 < body.size() && body[i + 2] == '{' ? 1 : 0);
                if (close == i + 3) stop = at + 3;
                return mistake(at, stop, "malformed \\N character escape");
            }
            if (!may_name_character(body.substr(i + 3, close - i - 3)))
                return mistake(at, at + close - i, "unknown Unicode character name");
            at += close + 1 - i;
            i = close + 1;
        } else {
            // The byte behind a backslash belongs to it, but what is outside ASCII counts ten.
            i += 1;
            at += 1;
            if (e != '\0' && static_cast<unsigned char>(e) < 0x80) ++i, ++at;
        }
    }
    return {};
}

std::string bytes_mistake(std::string_view body, bool raw) {
    for (char c : body)
        if (static_cast<unsigned char>(c) >= 0x80) return "bytes can only contain ASCII literal characters";
    if (raw) return {};
    for (std::size_t i = 0; i + 1 < body.size(); ++i) {
        if (body[i] != '\\') continue;
        if (body[i + 1] == 'x' && !(i + 3 < body.size() && hex_digit(body[i + 2]) && hex_digit(body[i + 3])))
            return formatted("(value error) invalid \\x escape at position {}", i);
        ++i;
    }
    return {};
}

struct Shape {
    bool bytes = false, raw = false, format = false, templated = false;
    std::string_view body;
};

Shape shape_of(std::string_view literal) {
    Shape s;
    std::size_t i = 0;
    for (; i < literal.size() && literal[i] != '"' && literal[i] != '\''; ++i) {
        const char c = static_cast<char>(literal[i] | 0x20);
        s.bytes = s.bytes || c == 'b';
        s.raw = s.raw || c == 'r';
        s.format = s.format || c == 'f';
        s.templated = s.templated || c == 't';
    }
    literal.remove_prefix(i);
    const std::size_t quotes = literal.size() >= 6 && literal[1] == literal[0] && literal[2] == literal[0] ? 3 : 1;
    if (literal.size() >= 2 * quotes) s.body = literal.substr(quotes, literal.size() - 2 * quotes);
    return s;
}

}  // namespace

bool strings_hold(NodeNumber literals, Reading& reading) {
    const Node& all = reading.nodes[literals];
    auto raise = [&](std::uint32_t from, std::uint32_t to, std::string message) {
        reading.mistake = Mistake{
            Mistake::syntax, {reading.tokens.all[from].start, reading.tokens.all[to - 1].stop}, std::move(message)};
        return false;
    };
    bool bytes = false, text = false, templated = false, raw = false;
    int depth = 0;
    for (std::uint32_t i = all.from; i < all.to; ++i) {
        const Token& t = reading.tokens.all[i];
        if (t.sort == Token::format_start) {
            if (depth++ > 0) continue;
            const Shape s = shape_of(reading.tokens.spelling(t));
            (s.templated ? templated : text) = true;
            raw = s.raw;
        } else if (t.sort == Token::format_end) {
            --depth;
        } else if (t.sort == Token::format_middle && depth == 1 && !raw) {
            const std::string why = unicode_escape_mistake(reading.tokens.spelling(t));
            if (!why.empty()) return raise(i, i + 1, why);
        } else if (t.sort == Token::string && depth == 0) {
            const Shape s = shape_of(reading.tokens.spelling(t));
            (s.bytes ? bytes : text) = true;
        }
    }
    if (bytes && text) return raise(reading.last(), reading.last() + 1, "cannot mix bytes and nonbytes literals");
    if (templated && (bytes || text))
        return raise(all.from, all.to, "cannot mix t-string literals with string or bytes literals");
    for (std::uint32_t i = all.from; i < all.to; ++i) {
        const Token& t = reading.tokens.all[i];
        if (t.sort == Token::format_start) ++depth;
        if (t.sort == Token::format_end) --depth;
        if (t.sort != Token::string || depth > 0) continue;
        const Shape s = shape_of(reading.tokens.spelling(t));
        std::string why;
        if (s.format) {
            if (auto wrong = old_format_mistake(s.body, s.raw, reading.minor)) {
                const auto body = static_cast<std::uint32_t>(s.body.data() - reading.tokens.text.data());
                const Span last = reading.place(reading.last()), in = wrong->span;
                wrong->span = in.empty() ? last : Span{body + in.start, body + in.end};
                reading.mistake = std::move(wrong);
                return false;
            }
            // The escapes in the expressions have been refused.
            if (!s.raw) why = unicode_escape_mistake(s.body);
        } else if (s.bytes)
            why = bytes_mistake(s.body, s.raw);
        else if (!s.raw)
            why = unicode_escape_mistake(s.body);
        if (!why.empty()) return raise(i, i + 1, std::move(why));
    }
    return true;
}

NodeNumber Reading::strings_node(NodeNumber parts) {
    Node node = nodes[parts];
    node.kind = Kind::Literal;
    for (std::uint32_t i = node.from; i < node.to; ++i)
        if (tokens.all[i].sort == Token::format_start) {
            const std::string_view s = tokens.spelling(tokens.all[i]);
            node.kind = s.find_first_of("tT") < s.find_first_of("\"'") ? Kind::Template : Kind::Format;
            break;
        } else if (tokens.all[i].sort == Token::string) {
            if (shape_of(tokens.spelling(tokens.all[i])).format) node.kind = Kind::Format;
        }
    nodes.push_back(node);
    return static_cast<NodeNumber>(nodes.size() - 1);
}

}  // namespace zen::verdict
