#include "syntax/literal_text.h"

namespace zen {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    const unsigned more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr unsigned leads[] = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(leads[more] | (code >> (6 * more)));
    for (unsigned i = more; i-- > 0;) out += static_cast<char>(0x80 | ((code >> (6 * i)) & 0x3F));
}

// Appends what the escape behind a backslash means; returns its length.
std::size_t unescape(std::string_view rest, bool bytes, std::string& out) {
    constexpr std::string_view letters = "abfnrtv\\'\"", meanings = "\a\b\f\n\r\t\v\\'\"";
    const char c = rest[0];
    if (c == '\n') return 1;
    if (const auto i = letters.find(c); i != letters.npos) {
        out += meanings[i];
        return 1;
    }
    std::size_t length = 0;
    std::uint32_t code = 0;
    if (c >= '0' && c <= '7') {
        while (length < 3 && length < rest.size() && rest[length] >= '0' && rest[length] <= '7')
            code = code * 8 + static_cast<unsigned>(rest[length++] - '0');
    } else if (c == 'x' || (!bytes && (c == 'u' || c == 'U'))) {
        const std::size_t wanted = c == 'x' ? 3 : c == 'u' ? 5 : 9;
        for (length = 1; length < wanted && length < rest.size(); ++length) {
            const char d = rest[length];
            code = code * 16 + static_cast<unsigned>(d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10);
        }
    } else {
        out += '\\';
        return 0;
    }
    if (bytes)
        out += static_cast<char>(code);
    else
        append_utf8(out, code);
    return length;
}

}  // namespace

bool read_string(Node literal, bool& bytes, std::string& out) {
    std::string_view code = literal.text();
    bool raw = false;
    for (; !code.empty() && code[0] != '"' && code[0] != '\''; code.remove_prefix(1)) {
        const char c = static_cast<char>(code[0] | 0x20);
        if (c == 'f' || c == 't') return false;
        raw = raw || c == 'r';
        bytes = bytes || c == 'b';
    }
    const std::size_t quotes = code.size() >= 6 && code[1] == code[0] && code[2] == code[0] ? 3 : 1;
    if (code.size() < 2 * quotes) return false;
    code = code.substr(quotes, code.size() - 2 * quotes);
    for (std::size_t i = 0; i < code.size(); ++i)
        if (code[i] == '\\' && !raw && i + 1 < code.size())
            i += unescape(code.substr(i + 1), bytes, out);
        else
            out += code[i];
    return true;
}

std::optional<std::string> literal_text(Node literal) {
    if (!literal.is_any({Kind::string, Kind::concatenated_string})) return std::nullopt;
    std::string out;
    bool bytes = false;
    auto read = [&](Node part) {
        const std::string_view code = part.text();
        const bool raw = code.substr(0, code.find_first_of("'\"")).find_first_of("rR") != code.npos;
        // What `\N{...}` means stands in no table here.
        return (raw || code.find("\\N") == code.npos) && read_string(part, bytes, out) && !bytes;
    };
    if (literal.is(Kind::string)) return read(literal) ? std::optional(out) : std::nullopt;
    for (Node part : literal.children())
        if (part.is(Kind::string) && !read(part)) return std::nullopt;
    return out;
}

std::string without_quote(std::string_view code, char quote) {
    const char other = quote == '"' ? '\'' : '"';
    std::string out(code);
    for (std::size_t at = out.find_first_of("'\""); at != out.npos; at = out.find_first_of("'\"", at + 1)) {
        const std::size_t end = out.find(out[at], at + 1);
        if (end == out.npos || out.substr(at, 3) == std::string(3, out[at])) return "";
        if (out[at] == quote) {
            if (std::string_view(out).substr(at, end - at).find_first_of(other == '"' ? "\"\\" : "'\\") != out.npos)
                return "";
            out[at] = out[end] = other;
        } else if (std::string_view(out).substr(at, end - at).find(quote) != out.npos) {
            return "";
        }
        at = end;
    }
    return out;
}

}  // namespace zen
