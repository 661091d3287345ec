#include "engine/syntax_advice.h"

#include <algorithm>
#include <array>
#include <utility>

#include "syntax/verdict/rules.h"
#include "syntax/verdict/tokens.h"
#include "syntax/verdict/verdict.h"
#include "text/formatted.h"
#include "text/trimmed.h"

namespace zen {
namespace {

constexpr std::string_view blanks = " \t";  // those within a line

using Row = std::pair<std::string_view, std::string_view>;

// By how the message begins. The first that fits counts.
constexpr std::array<Row, 34> by_message = {{
    {"expected an indented block", "indent the statements of the block, or write `pass`"},
    {"unexpected indent", "align the line with the statement above it"},
    {"unindent does not match", "align the line with the start of a block above it"},
    {"inconsistent use of tabs", "indent with spaces only"},
    {"Missing parentheses in call to", "`print` and `exec` are functions since Python 3"},
    {"unterminated triple-quoted", "close the string with three quotes"},
    {"unterminated", "close the string with the quote that opens it, on the same line"},
    {"invalid non-printable character", "delete it, or retype the line"},
    {"unexpected character after line continuation", "nothing may follow a backslash on its line"},
    {"expected 'except' or 'finally' block", "add an `except` or `finally` clause to the `try`"},
    {"multiple exception types must be parenthesized", "write `except (A, B):`, or `except A as name:`"},
    {"'elif' block follows", "move the `else` behind the last `elif`"},
    {"expected ':'", "end the line with a colon"},
    {"positional argument follows", "move the positional arguments to the front"},
    {"parameter without a default", "move it in front of the parameters with a default"},
    {"non-default argument follows", "move it in front of the parameters with a default"},
    {"source code", "delete the zero bytes"},
    {"unmatched", "delete it, or add the bracket that opens it"},
    {"closing parenthesis", "close each bracket with one of its kind"},
    {"bytes can only contain", "use escapes such as `\\xe9`, or encode a string"},
    {"cannot mix bytes", "make all of them bytes, or all of them strings"},
    {"f-string: expecting '}'", "close the field with `}`, inside the quotes"},
    {"f-string: valid expression required", "write an expression in the braces, or `{{` and `}}` for braces"},
    {"(unicode error) 'unicodeescape' codec can't decode bytes in position",
     "double the backslash, or write `r` in front of the string"},
    // Behind the parser.
    {"'return' outside function", "indent it into the function, or end a program with `sys.exit()`"},
    {"'yield' outside function", "indent it into the function"},
    {"'await' outside", "write `async def`, or run the coroutine with `asyncio.run()`"},
    {"'async for' outside", "write `async def`"},
    {"'async with' outside", "write `async def`"},
    {"'break' outside loop", "indent it into the loop, or delete it"},
    {"'continue' not properly in loop", "indent it into the loop, or delete it"},
    {"from __future__ imports must occur", "move it above all other code but the docstring"},
    {"default 'except:' must be last", "move it behind the other `except` clauses"},
    {"no binding for nonlocal", "assign it in a function around this one, or write `global`"},
}};

// Characters that word processors and other keyboards write for those of Python.
constexpr std::array<Row, 20> look_alikes = {{
    {"“", "\""}, {"”", "\""}, {"„", "\""}, {"«", "\""}, {"»", "\""}, {"‘", "'"},  {"’", "'"},
    {"´", "'"},  {"–", "-"},  {"—", "-"},  {"−", "-"},  {"×", "*"},  {"÷", "/"},  {"，", ","},
    {"：", ":"}, {"；", ";"}, {"（", "("}, {"）", ")"}, {"＝", "="}, {"。", "."},
}};

bool name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c < 0;
}
std::string_view word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && name_byte(text[end])) ++end;
    return text.substr(std::min(at, text.size()), end - at);
}
std::string_view last_word(std::string_view text) {
    std::size_t from = text.size();
    while (from > 0 && name_byte(text[from - 1])) --from;
    return text.substr(from);
}
bool keyword(std::string_view word) {
    const verdict::Rules& rules = verdict::rules();
    const auto it = rules.spelling_numbers.find(word);
    return it != rules.spelling_numbers.end() && rules.keywords[it->second];
}

// Of the bracket that is open at the place: "`(` above was never closed".
std::string about_open_bracket(std::string_view part, std::size_t at) {
    const verdict::Tokens tokens = verdict::tokenize({part.substr(0, at), 0, false, {}}, verdict::newest);
    if (!tokens.open_bracket) return {};
    return formatted("`{}` above was never closed", part[*tokens.open_bracket]);
}

// What somebody writes who knows another language, or who has left something out.
std::string for_invalid_syntax(std::string_view part, std::size_t at) {
    const std::size_t line = at == 0 ? 0 : part.rfind('\n', at - 1) + 1;
    const std::string_view before = trimmed(part.substr(line, at - line), blanks), rest = part.substr(at);
    const std::string_view first = word_at(before, 0), word = word_at(part, at), previous = last_word(before);
    if (rest.starts_with('&') && (before.ends_with('&') || rest.starts_with("&&"))) return "write `and`, not `&&`";
    if (rest.starts_with('|') && (before.ends_with('|') || rest.starts_with("||"))) return "write `or`, not `||`";
    if (before.ends_with("++") || before.ends_with("--")) return formatted("write `{}= 1`", before.back());
    if (rest.starts_with("//") && before.empty()) return "begin a comment with `#`";
    if (rest.starts_with("/*") && before.empty()) return "begin each line of a comment with `#`";
    if (rest.starts_with('!') && !rest.starts_with("!=")) return "write `not`, not `!`";
    if (rest.starts_with('?')) return "write `a if condition else b`";
    if (rest.starts_with('{') && keyword(first)) return "write a colon and an indented block, not braces";
    if (word == "then") return "write `:`, not `then`";
    if (previous == "switch" && before == previous) return "write `match`, not `switch`";
    if (first == "for" && before.size() > 4 && trimmed(before.substr(3), blanks) == previous && word != "in" &&
        !word.empty())
        return "write `in` behind the loop variable";
    if (before.find("lambda") != before.npos && before.ends_with(':') && word == "return")
        return "write the value of a `lambda` without `return`";
    if (rest.starts_with('=') && !rest.starts_with("==") && before == previous && keyword(previous))
        return formatted("`{}` is a keyword: choose another name", previous);
    if (!word.empty() && !keyword(word) && before == previous && !previous.empty() && !keyword(previous)) {
        const std::string_view behind = trimmed(rest.substr(word.size()), blanks);
        if (behind.starts_with('=') && !behind.starts_with("=="))
            return formatted("a name has no spaces: write `{}_{}`", previous, word);
    }
    if (keyword(word) && before.empty()) return about_open_bracket(part, at);
    return {};
}

}  // namespace

std::string syntax_advice(std::string_view message, std::string_view part, Span span) {
    const std::size_t at = std::min<std::size_t>(span.start, part.size());
    if (message == "invalid syntax") return for_invalid_syntax(part, at);
    if (message == "expected ':'" && word_at(part, at) == "if" &&
        last_word(trimmed(part.substr(0, at), blanks)) == "else")
        return "write `elif`, not `else if`";
    if (message == "expected '('" && part.substr(0, at).find("def ") != std::string_view::npos)
        return "write the parameters in parentheses; without any, `()`";
    if (message == "invalid decimal literal" && at < part.size() && part[at] >= '0' && part[at] <= '9')
        return "a name cannot begin with a digit";
    if (message.starts_with("invalid character")) {
        for (auto [odd, plain] : look_alikes)
            if (part.substr(at).starts_with(odd)) return formatted("write `{}`", plain);
        return "delete it, or retype it";
    }
    if (message.ends_with("was never closed")) return "add the bracket that closes it";
    if (message.ends_with("unknown Unicode character name")) return {};
    return std::string(compile_advice(message));
}

std::string_view compile_advice(std::string_view message) {
    for (auto [begin, what] : by_message)
        if (message.starts_with(begin)) return what;
    return {};
}

}  // namespace zen
