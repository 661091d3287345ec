#include "semantics/project/outline.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "syntax/bytes.h"
#include "syntax/pieces.h"
#include "text/name_byte.h"

namespace zen {
namespace {

// One logical line.
struct Line {
    std::size_t start = 0, code = 0, end = 0;  // of its lines, its first character, behind its newline
    std::size_t last = 0;                      // behind its last character that is neither blank nor in a comment
    int indent = 0;
    bool blank = false;  // nothing but a comment
};

Line line_at(std::string_view text, std::size_t at) {
    Line line{at, at, at, at, 0, false};
    for (; at < text.size(); ++at) {
        if (text[at] == ' ')
            ++line.indent;
        else if (text[at] == '\t')
            line.indent = line.indent / 8 * 8 + 8;
        else if (text[at] == '\f')
            line.indent = 0;
        else
            break;
    }
    line.code = line.last = at;
    line.blank = at >= text.size() || text[at] == '\n' || text[at] == '\r' || text[at] == '#';
    int depth = 0;
    while (at < text.size()) {
        std::size_t plain = at;
        at = plain_code_end(text, at);
        if (at > plain) {
            std::size_t last = at;
            while (last > plain && (text[last - 1] == ' ' || text[last - 1] == '\t' || text[last - 1] == '\r')) --last;
            if (last > plain) line.last = last;
        }
        if (at >= text.size()) break;
        const char c = text[at];
        if (c == '\n') {
            ++at;
            if (depth == 0) break;
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        if (c == '\\') {
            at += text.substr(at + 1).starts_with("\r\n") ? 3 : 2;
        } else if (c == '"' || c == '\'') {
            at = end_of_string(text, at);
        } else if (c == '|') {
            ++at;
        } else {
            depth += c == '(' || c == '[' || c == '{' ? 1 : -1;
            depth = std::max(depth, 0);
            ++at;
        }
        line.last = at = std::min(at, text.size());
    }
    line.end = at;
    return line;
}

bool begins_with_word(std::string_view text, std::string_view word) {
    return text.starts_with(word) && text.size() > word.size() &&
           (text[word.size()] == ' ' || text[word.size()] == '\t');
}

// `self.name = …`, `self.name: T = …`, `self.name, … = …`?
bool stores_in_self(std::string_view code) {
    if (!code.starts_with("self.")) return false;
    std::size_t at = 5;
    while (at < code.size() && is_name_byte(code[at])) ++at;
    at = code.find_first_not_of(" \t", at);
    if (at == code.npos) return false;
    const bool stored = code[at] == ':' || code[at] == ',' || (code[at] == '=' && !code.substr(at).starts_with("=="));
    return stored && code.find("yield") == code.npos && code.find("await") == code.npos;
}

bool is_async(std::string_view code) {
    return begins_with_word(code, "async");
}

bool begins_function(std::string_view code) {
    if (is_async(code)) {
        code.remove_prefix(5);
        code.remove_prefix(std::min(code.find_first_not_of(" \t"), code.size()));
    }
    return begins_with_word(code, "def");
}

// Where the parameters of a `def` begin and end, within its code: behind one parenthesis, at the other. Both 0 where
// that is not plain to see.
std::pair<std::size_t, std::size_t> parameters_in(std::string_view code) {
    const std::size_t open = code.find_first_of("([");
    if (open == code.npos || code[open] == '[') return {};
    int depth = 0;
    for (std::size_t at = open; at < code.size();) {
        at = plain_code_end(code, at);
        if (at >= code.size()) break;
        const char c = code[at];
        if (c == '#') {
            at = std::min(code.find('\n', at), code.size());
        } else if (c == '"' || c == '\'') {
            at = end_of_string(code, at);
        } else {
            if (c == '(' || c == '[' || c == '{') ++depth;
            if ((c == ')' || c == ']' || c == '}') && --depth == 0) return {open + 1, at};
            at += c == '\\' ? 2 : 1;
        }
    }
    return {};
}

}  // namespace

std::string outline(std::string_view text) {
    std::string out;
    std::string kept;               // of the body that is left out: `global`, and what is stored in `self`
    bool stores = false;            // in `self`
    std::string_view parameters;    // of the `def`, left out
    std::size_t parameters_at = 0;  // where they belong in `out`
    int body_of = -1;               // the indent of the `def` whose body that is
    bool async = false;             // it is a coroutine function
    bool yields = false;            // or a generator, as far as its text tells
    auto keep = [&](std::string_view code) { kept += (kept.empty() ? " " : "; ") + std::string(code); };
    auto end_body = [&] {
        if (body_of < 0) return;
        if (yields) keep("yield");
        if (stores) out.insert(parameters_at, parameters);
        out += kept.empty() ? " ...\n" : kept + "\n";
        kept.clear();
        body_of = -1;
        yields = stores = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        const Line line = line_at(text, at);
        at = std::max(line.end, at + 1);
        if (line.blank) continue;
        const std::string_view code = text.substr(line.code, line.last - line.code);
        if (body_of >= 0 && line.indent > body_of) {
            if (begins_with_word(code, "global") && code.find('\n') == std::string_view::npos) keep(code);
            if (stores_in_self(code)) {
                keep(code);
                stores = true;
            }
            yields = yields || (async && code.find("yield") != std::string_view::npos);
            continue;
        }
        end_body();
        const bool header = begins_function(code) && code.ends_with(':');
        if (!header) {
            out += text.substr(line.start, line.end - line.start);
        } else {
            // Others see what the parameters are called by nothing but calls, which are not looked at, and by what is
            // stored in `self`.
            const auto [from, to] = parameters_in(code);
            out += text.substr(line.start, line.code - line.start + from);
            parameters = code.substr(from, to - from);
            parameters_at = out.size();
            out += code.substr(to);
            body_of = line.indent;
            async = is_async(code);
        }
    }
    end_body();
    return out;
}

}  // namespace zen
