#include "engine/syntax_advice.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/syntax_hints.h"
#include "syntax/verdict/tokens.h"
#include "syntax/verdict/verdict.h"
#include "text/formatted.h"
#include "text/identifier.h"
#include "text/name_byte.h"
#include "text/trimmed.h"

namespace zen {
namespace {

constexpr std::string_view blanks = " \t";  // those within a line

using Row = std::pair<std::string_view, std::string_view>;

// By how the message begins. The first that fits counts.
constexpr std::array<Row, 38> by_message = {{
    {"expected an indented block", "indent the statements of the block, or write `pass`"},
    {"unexpected indent", "align the line with the statement above it"},
    {"unindent does not match", "align the line with the start of a block above it"},
    {"inconsistent use of tabs", "indent with spaces only"},
    {"Missing parentheses in call to", "`print` and `exec` are functions since Python 3"},
    {"unterminated triple-quoted", "close the string with three quotes"},
    {"unterminated", "close the string on the same line, or write three quotes"},
    {"invalid non-printable character", "delete it, or retype the line"},
    {"unexpected character after line continuation", "remove everything after the backslash on this line"},
    {"expected 'except' or 'finally' block", "add an `except` or `finally` clause to the `try`"},
    {"multiple exception types must be parenthesized", "write `except (A, B):`, or `except A as name:`"},
    {"'elif' block follows", "move the `else` after the last `elif`"},
    {"expected ':'", "end the line with a colon"},
    {"positional argument follows", "move the positional arguments to the front"},
    {"parameter without a default", "move it before the parameters with a default"},
    {"non-default argument follows", "move it before the parameters with a default"},
    {"source code", "delete the zero bytes"},
    {"unmatched", "delete it, or add the opening bracket"},
    {"closing parenthesis", "close each bracket with one of its kind"},
    {"bytes can only contain", "use escapes such as `\\xe9`, or encode a string"},
    {"cannot mix bytes", "make all of them bytes, or all of them strings"},
    {"cannot assign to True", "it is a constant: choose another name"},
    {"cannot assign to False", "it is a constant: choose another name"},
    {"cannot assign to None", "it is a constant: choose another name"},
    {"f-string: single '}'", "write `}}` for a brace"},
    {"f-string: expecting '}'", "close the field with `}`, inside the quotes"},
    {"f-string: valid expression required", "write an expression in the braces, or `{{` and `}}` for braces"},
    {"(unicode error) 'unicodeescape' codec can't decode bytes in position",
     "double the backslash, or write `r` before the string"},
    // Behind the parser.
    {"'return' outside function", "indent it into the function, or end a program with `sys.exit()`"},
    {"'yield' outside function", "indent it into the function"},
    {"'await' outside", "write `async def`, or run the coroutine with `asyncio.run()`"},
    {"'async for' outside", "write `async def`"},
    {"'async with' outside", "write `async def`"},
    {"'break' outside loop", "indent it into the loop, or delete it"},
    {"'continue' not properly in loop", "indent it into the loop, or delete it"},
    {"from __future__ imports must occur", "move it above all code except the docstring"},
    {"default 'except:' must be last", "move it after the other `except` clauses"},
    {"no binding for nonlocal", "assign it in an enclosing function, or write `global`"},
}};

// Characters that word processors and other keyboards write for those of Python.
constexpr std::array<Row, 20> look_alikes = {{
    {"“", "\""}, {"”", "\""}, {"„", "\""}, {"«", "\""}, {"»", "\""}, {"‘", "'"},  {"’", "'"},
    {"´", "'"},  {"–", "-"},  {"—", "-"},  {"−", "-"},  {"×", "*"},  {"÷", "/"},  {"，", ","},
    {"：", ":"}, {"；", ";"}, {"（", "("}, {"）", ")"}, {"＝", "="}, {"。", "."},
}};

std::string_view word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_name_byte(text[end])) ++end;
    return text.substr(std::min(at, text.size()), end - at);
}
// Of the bracket that is open at the place: "`(` above was never closed".
std::string about_open_bracket(std::string_view part, std::size_t at) {
    const verdict::Tokens tokens = verdict::tokenize({part.substr(0, at), 0, false, {}}, verdict::newest);
    if (!tokens.open_bracket) return {};
    return formatted("`{}` above was never closed", part[*tokens.open_bracket]);
}

// `else`, `except` … that no statement above belongs to, or that stands behind an open bracket.
std::string for_stray_keyword(std::string_view part, std::size_t at) {
    const std::size_t line = at == 0 ? 0 : part.rfind('\n', at - 1) + 1;
    const std::string_view word = word_at(part, at);
    if (!is_keyword(word) || !trimmed(part.substr(line, at - line), blanks).empty()) return {};
    std::string open = about_open_bracket(part, at);
    if (!open.empty()) return open;
    for (std::string_view clause : {"else", "elif", "except", "finally"})
        if (word == clause) return formatted("align `{}` with its statement, directly after the block", word);
    return {};
}

}  // namespace

std::string syntax_advice(std::string_view message, std::string_view part, Span span) {
    const std::size_t at = std::min<std::size_t>(span.start, part.size());
    if (std::string hint = syntax_hint(message, part, at); !hint.empty()) return hint;
    if (message == "invalid syntax") return for_stray_keyword(part, at);
    if (message == "expected '('" && part.substr(0, at).find("def ") != std::string_view::npos)
        return "write the parameters in parentheses; without any, `()`";
    if (message == "invalid decimal literal" && at < part.size() && part[at] >= '0' && part[at] <= '9')
        return "a name cannot begin with a digit";
    if (message.starts_with("invalid character")) {
        for (auto [odd, plain] : look_alikes)
            if (part.substr(at).starts_with(odd)) return formatted("write `{}`", plain);
        return "delete it, or retype it";
    }
    if (message.ends_with("was never closed")) return "add the closing bracket";
    if (message.ends_with("unknown Unicode character name")) return {};
    return std::string(compile_advice(message));
}

std::string_view compile_advice(std::string_view message) {
    for (auto [begin, what] : by_message)
        if (message.starts_with(begin)) return what;
    return {};
}

}  // namespace zen
