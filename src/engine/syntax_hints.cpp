#include "engine/syntax_hints.h"

#include <algorithm>
#include <array>
#include <vector>

#include "syntax/verdict/tokens.h"
#include "syntax/verdict/verdict.h"
#include "text/formatted.h"
#include "text/identifier.h"
#include "text/name_byte.h"

namespace zen {
namespace {

// The line that the mistake stands in fits if its tokens do, in order: `N` is a name, `K` a keyword, `S` a string, `V`
// a name, a number or a string, `W` any token, `...` any number of them, `$` the line's end, a~b one of several, and
// everything else itself. The mistake stands at the token behind an @; what follows a ^ has no space in front of it.
// In the hint, $1 is the first token that one of N, K, S, V, W or a choice stands for.
struct Hint {
    std::string_view message;  // begins like this
    std::string_view line;
    std::string_view what;
};

constexpr std::string_view any;
constexpr std::string_view invalid = "invalid syntax";
constexpr std::string_view terminal = "this is a command for the terminal, not Python code";
constexpr std::string_view loop = "write `for ... in range(...):`";
constexpr std::string_view braces = "write a colon and an indented block, not braces";
constexpr std::string_view no_declaration = "a variable is not declared: write `$2 = ...`";

// The first that fits counts.
constexpr std::array<Hint, 113> hints = {{
    {any, ">>> ...", "delete `>>>`, the prompt of interactive Python"},
    {any, "^$ ...", terminal},
    {invalid, "pip~pip3~conda @install ...", terminal},
    {invalid, "python~python3~py @N ^. ^py ...", terminal},
    {invalid, "python~python3~py - m @...", terminal},
    {invalid, "sudo~git~npm~cd~apt @N ...", terminal},
    {invalid, "@< N ...", "this is HTML, not Python"},
    {invalid, "@< ! ...", "this is HTML, not Python"},
    {any, "... N ^: ^\\ ...", "write the path as a string: `r\"...\"`"},
    {invalid, "@// ...", "begin a comment with `#`"},
    {invalid, "@/* ...", "begin each line of a comment with `#`"},
    {invalid, "... // N @V ...", "start a comment with `#`, not `//`"},
    // Words of other languages.
    {invalid, "define~function~func~fn~fun~sub~void @N ...", "write `def $2(...):`, not `$1`"},
    {invalid, "elseif~elsif ...", "write `elif`, not `$1`"},
    {"expected ':'", "else @if ...", "write `elif`, not `else if`"},
    {"expected ':'", "else @W ... : $", "`else` takes no condition: write `elif ...:`"},
    {"expected ':'", "... @{ ...", braces},
    {invalid, "for each @N in ...", "write `for $1 in ...`, without `each`"},
    {invalid, "repeat~loop @V ...", loop},
    {invalid, "do @: ...", "Python has no `do`: write `while True:`, with `break` in the block"},
    {invalid, "class N @extends~implements~inherits N ...", "write `class $1($3):`"},
    {invalid, "foreach @...", "write `for`, not `foreach`"},
    {any, "for ( ... ; ...", loop},
    {invalid, "for N @= ...", loop},
    {invalid, "until @... : $", "write `while not ...:`, not `until`"},
    {invalid, "unless @... : $", "write `if not ...:`, not `unless`"},
    {invalid, "switch @N ...", "write `match`, not `switch`"},
    {invalid, "switch ( ...", "write `match`, not `switch`"},
    {"expected 'except'", "@catch ...", "write `except ...:`, not `catch`"},
    {invalid, "catch ...", "write `except ...:`, not `catch`"},
    {invalid, "throw @N ...", "write `raise`, not `throw`"},
    {invalid, "delete @N $", "write `del $1`, not `delete`"},
    {invalid, "echo~puts~printf~say @V ...", "write `print(...)`, not `$1`"},
    {invalid, "require~include~using @V ...", "write `import ...`, not `$1`"},
    {invalid, "public~private~protected~static~final~abstract @W ...", "Python has no `$1`: delete it"},
    {invalid, "int~float~double~str~string~String~bool~boolean~char~long~var~let~const~auto~dim @N = ...",
     no_declaration},
    {invalid, "int~float~double~str~string~String~bool~boolean~char~long~var~let~const~auto~dim @N $", no_declaration},
    {invalid, "int~float~double~str~string~String~bool~boolean~char~long~var~let~const~auto~dim @N ; $",
     no_declaration},
    {any, "... ( int~float~str~bool~string~double~char @N , ...", "write the type after the name: `$2: $1`"},
    {invalid, "... ( int~float~str~bool~string~double~char @N ) : ...", "write the type after the name: `$2: $1`"},
    {invalid, "... new @N ...", "write `$1(...)`, without `new`"},
    {invalid, "end if~while~for~def~class~function~try ...", "a block ends with its indentation: delete the line"},
    {invalid, "if~elif ... @then ...", "write `:`, not `then`"},
    {invalid, "while~for ... @do ...", "write `:`, not `do`"},
    {invalid, "K ... @{ ...", braces},
    {invalid, "if~elif~while~assert~return ... @=> ...", "write `>=`, not `=>`"},
    {invalid, "... = ( ... ) @=> ...", "write `lambda ...: ...`"},
    {invalid, "... ( N @=> ...", "write `lambda $1: ...`"},
    {invalid, "... = N @=> ...", "write `lambda $2: ...`"},
    {invalid, "... @=> ...", "write `>=`, not `=>`"},
    {invalid, "... @=< ...", "write `<=`, not `=<`"},
    {invalid, "... @=== ...", "write `==`, not `===`"},
    {invalid, "... @!== ...", "write `!=`, not `!==`"},
    {invalid, "... @&& ...", "write `and`, not `&&`"},
    {invalid, "... @|| ...", "write `or`, not `||`"},
    {invalid, "... N ++ @...", "write `$1 += 1`"},
    {invalid, "... N -- @...", "write `$1 -= 1`"},
    {invalid, "... @! ...", "write `not`, not `!`"},
    {invalid, "... @? ...", "write `a if condition else b`"},
    {invalid, "... = @if ... : ...", "write `a if condition else b`"},
    {invalid, "... @<> ...", "write `!=`, not `<>`"},
    {invalid, "... = @= ...", "write `=` or `==`, without a space"},
    {invalid, "... is equal~greater~less~bigger~smaller @...", "write `==`, `<` or `>`"},
    {invalid, "... N not @V ...", "write `$1 != $2`, or `not in`"},
    {invalid, "... is not @in ...", "write `not in`, without `is`"},
    {invalid, "... is @in ...", "write `in`, without `is`"},
    {invalid, "... and~or @==~!=~<~>~<=~>= ...", "write the compared value before `$2`, too"},
    {invalid, "... ( int~float~str~bool ) @N ...", "write `$1($2)`"},
    // Something left out, or too much.
    {invalid, "class~def~import N @- ^N ...", "a name cannot contain a hyphen: write `$2_$3`"},
    {"cannot assign to expression", "N ^- ^N = ...", "a name cannot contain a hyphen: write `$1_$2`"},
    {"cannot assign to literal", "V = N $", "write the name on the left: `$2 = $1`"},
    {invalid, "def @( ...", "write the function's name after `def`"},
    {invalid, "def N ( ... int~float~str~bool~string @N ...", "write the type after the name: `$3: $2`"},
    {invalid, "def N ( ... N @N ...", "write a comma between the parameters"},
    {invalid, "... range~len~input~int~str~float~sum~list~sorted~max~min @V ...", "write `$1(...)` with parentheses"},
    {invalid, "for N @in~W $", "write the iterable after `in`, and a colon"},
    {invalid, "for N @W ...", "write `in` after the loop variable"},
    {invalid, "if~elif~while @: ...", "write a condition before the colon"},
    {invalid, "except ... @N : ...", "write `as $1`"},
    {invalid, "K ... @; $", "end the line with a colon, not a semicolon"},
    {"expected ':'", "K ... @; $", "end the line with a colon, not a semicolon"},
    {invalid, "def N ( ... @S ...", "a parameter is a name, without quotes"},
    {"expected '('", "def N @- ^N ...", "a name cannot contain a hyphen: write `$1_$2`"},
    {"expected '('", "def N @N ( ...", "a name cannot contain spaces: write `$1_$2`"},
    {invalid, "... @^$ ...", "Python has no `$`: delete it"},
    {invalid, "... , @, ...", "delete one of the commas"},
    {invalid, "... ; @; ...", "delete one of the semicolons"},
    {invalid, "from ... import ... N @( ...", "import the name without parentheses"},
    {invalid, "from ... import ... N @N ...", "write a comma between the names"},
    {invalid, "from N @$", "write `import $1`, or `from $1 import ...`"},
    {invalid, "import~from ... , @from~import ...", "start a new line for `$2`"},
    {invalid, "import @S ...", "write the module's name without quotes"},
    {invalid, "from @S ...", "write the module's name without quotes"},
    {invalid, "with ... @N : ...", "write `as $1`"},
    {invalid, "raise N @, ...", "write `raise $1(...)`"},
    {invalid, "raise ... @, ...", "`raise` takes one exception: write its message in the parentheses"},
    {invalid, "assert ... , ... @, ...", "`assert` takes a condition and a message"},
    {invalid, "global~nonlocal N @= ...", "assign on a separate line, after the declaration"},
    {invalid, "... yield @return ...", "write `yield`, without `return`"},
    {any, "assert ... @= ...", "compare with `==`"},
    {invalid, "if~elif~while ... : @if~for~while~with~try ...", "start a new, indented line for the second statement"},
    {invalid, "for~with ... : @if~for~while~with~try ...", "start a new, indented line for the second statement"},
    {invalid, "... lambda ... : @return ...", "write the value of a `lambda` without `return`"},
    {invalid, "N @:= ...", "write `=`: `:=` assigns within an expression"},
    {invalid, "... = N @-> ...", "write `lambda $2: ...`"},
    {invalid, "K @= ...", "`$1` is a keyword: choose another name"},
    {invalid, "... @K = ...", "`$1` is a keyword: choose another name"},
    {invalid, "N @N = ...", "a name cannot contain spaces: write `$1_$2`"},
    {invalid, "... t @^S ...", "t-strings need Python 3.14"},
    {invalid, "N @S ...", "call a function with parentheses: `$1(...)`"},
    {"invalid syntax. Is this intended", "...",
     "write a backslash before quotes in the string, or other quotes around it"},
    {"expected 'else' after 'if'", "N ( ... if ... $", "start the line with `if ...:`, or add `else`"},
    {"expected 'else' after 'if'", "...", "add `else` and the value for it"},
}};

struct Word {
    std::string_view text;
    std::size_t start;
    bool glued;  // to the one before it
};

std::vector<Word> words_of(std::string_view line) {
    constexpr std::array<std::string_view, 25> operators = {
        "<>", "===", "!==", ">>>", "...", "**=", "//=", "=>", "=<", "&&", "||", "++", "--",
        "->", ":=",  "==",  "!=",  ">=",  "<=",  "**",  "//", "/*", "<<", "+=", "-="};
    std::vector<Word> out;
    for (std::size_t at = 0; at < line.size();) {
        const char c = line[at];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
            ++at;
            continue;
        }
        if (c == '#') break;
        std::size_t end = at + 1;
        if (is_name_byte(c)) {
            while (end < line.size() && is_name_byte(line[end])) ++end;
        } else if (c == '"' || c == '\'') {
            while (end < line.size() && line[end] != c) end += line[end] == '\\' ? 2 : 1;
            end = std::min(end + 1, line.size());
        } else {
            for (std::string_view o : operators)
                if (line.substr(at).starts_with(o)) {
                    end = at + o.size();
                    break;
                }
        }
        out.push_back({line.substr(at, end - at), at, !out.empty() && out.back().start + out.back().text.size() == at});
        at = end;
    }
    return out;
}

bool is_name(std::string_view w) {
    return is_name_byte(w[0]) && !(w[0] >= '0' && w[0] <= '9') && !is_keyword(w);
}
bool is_string(std::string_view w) {
    return w[0] == '"' || w[0] == '\'';
}
bool is_value(std::string_view w) {
    return is_string(w) || (is_name_byte(w[0]) && !is_keyword(w));
}

class Fit {
  public:
    Fit(const std::vector<Word>& words, std::size_t place) : words_(words), place_(place) {}

    // Do the words from `at` on fit the rest of the pattern?
    bool fits(std::string_view pattern, std::size_t at) {
        if (pattern.empty()) return at == words_.size();
        std::string_view item = pattern.substr(0, pattern.find(' '));
        const std::string_view rest = pattern.substr(std::min(item.size() + 1, pattern.size()));
        if (item.starts_with('@')) {
            if (at != place_) return false;
            item.remove_prefix(1);
        }
        if (item == "...") {
            if (rest.empty()) return true;
            for (std::size_t next = at; next <= words_.size(); ++next)
                if (fits(rest, next)) return true;
            return false;
        }
        if (item == "$") return at == words_.size();
        if (at >= words_.size()) return false;
        if (item.size() > 1 && item.starts_with('^')) {
            if (item == "^$") return words_[at].text == "$" && fits(rest, at + 1);
            if (!words_[at].glued) return false;
            item.remove_prefix(1);
        }
        const std::string_view word = words_[at].text;
        bool captured = true, is = false;
        if (item == "N")
            is = is_name(word);
        else if (item == "K")
            is = is_keyword(word);
        else if (item == "S")
            is = is_string(word);
        else if (item == "V")
            is = is_value(word);
        else if (item == "W")
            is = true;
        else if (item.find('~') != item.npos)
            is = one_of(item, word);
        else
            captured = false, is = item == word;
        if (!is) return false;
        if (captured) captures_.push_back(word);
        if (fits(rest, at + 1)) return true;
        if (captured) captures_.pop_back();
        return false;
    }

    std::string filled(std::string_view what) const {
        std::string out;
        for (std::size_t i = 0; i < what.size(); ++i) {
            const std::size_t number =
                what[i] == '$' && i + 1 < what.size() ? static_cast<std::size_t>(what[++i] - '1') : captures_.size();
            if (number < captures_.size())
                out += captures_[number];
            else
                out += what[i];
        }
        return out;
    }

  private:
    static bool one_of(std::string_view choice, std::string_view word) {
        while (!choice.empty()) {
            const std::string_view one = choice.substr(0, choice.find('~'));
            if (one == word) return true;
            choice.remove_prefix(std::min(one.size() + 1, choice.size()));
        }
        return false;
    }

    const std::vector<Word>& words_;
    std::size_t place_;
    std::vector<std::string_view> captures_;
};

bool is_operator(std::string_view w) {
    return w.find_first_not_of("+-*/%=<>&|^@") == w.npos;
}
bool ends_value(std::string_view w) {
    return is_value(w) || w == ")" || w == "]" || w == "}";
}

// Is it a letter more, less or other than the word, or are two letters swapped?
bool nearly(std::string_view word, std::string_view other) {
    if (word.size() + 1 < other.size() || other.size() + 1 < word.size()) return false;
    std::size_t front = 0, back = 0;
    const std::size_t least = std::min(word.size(), other.size());
    while (front < least && word[front] == other[front]) ++front;
    while (back < least - front && word[word.size() - 1 - back] == other[other.size() - 1 - back]) ++back;
    const std::size_t left = word.size() - front - back, right = other.size() - front - back;
    if (left <= 1 && right <= 1) return true;
    return left == 2 && right == 2 && word[front] == other[front + 1] && word[front + 1] == other[front];
}
// A line's first word that is all but a keyword.
std::string misspelt(std::string_view first) {
    if (first.size() < 3 || !is_name(first)) return {};
    for (std::string_view keyword : {"while", "for", "elif", "else", "def", "class", "import", "from", "return", "try",
                                     "except", "finally", "with", "raise", "assert", "global", "lambda"})
        if (nearly(first, keyword)) return formatted("did you mean `{}`?", keyword);
    return {};
}

// What is missing between the words, or behind the last one.
std::string missing(const std::vector<Word>& words, std::size_t place, char open) {
    const bool end = place >= words.size();
    const std::string_view before = place > 0 ? words[place - 1].text : "", here = end ? "" : words[place].text;
    const bool head = std::ranges::any_of(
        std::array<std::string_view, 8>{"if", "elif", "while", "for", "with", "def", "class", "except"},
        [&](std::string_view k) { return words[0].text == k; });
    if (here == ":" && (open == '(' || (open == '[' && head)))
        return formatted("close the `{}` before the colon", open);
    if (here == ";" && open != '\0') return "write a comma, not a semicolon";
    const bool wants_value = is_operator(before) || before == "not" || before == "and" || before == "or" ||
                             before == "in" || before == "is" || before == "as" || before == "del" || before == "await";
    if (!before.empty() && wants_value && (end || here == ")" || here == "]" || here == "}" || here == ":"))
        return formatted("write {} after `{}`", before == "as" ? "a name" : "a value", before);
    if (end || place == 0) return {};
    if (words[place].glued && here.starts_with('.') && before[0] >= '0' && before[0] <= '9')
        return "a number has one decimal point";
    if (!ends_value(before)) return {};
    if (std::string word = misspelt(words[0].text); !word.empty() && place == 1) return word;
    if (head && open == '\0' && is_value(here) && words.back().text != ":") return "write a colon before it";
    if (is_keyword(words[0].text)) return {};
    const std::string_view next = place + 1 < words.size() ? words[place + 1].text : "";
    const bool statement = open == '\0' && is_name(here) && (next == "=" || next == "(" || next == "+=");
    if (statement || (open == '\0' && (here == "import" || here == "return" || here == "print" || here == "for")))
        return "begin a new line for the next statement";
    if (is_value(here)) return "an operator or a comma is missing in front of it";
    return {};
}

}  // namespace

std::string syntax_hint(std::string_view message, std::string_view text, std::size_t at) {
    const std::size_t line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const std::string_view code = text.substr(line, std::min(text.find('\n', line), text.size()) - line);
    const std::vector<Word> words = words_of(code);
    if (words.empty()) return {};
    std::size_t place = 0;
    while (place < words.size() && line + words[place].start + words[place].text.size() <= at) ++place;
    for (const Hint& hint : hints) {
        if (!message.starts_with(hint.message) || (hint.message == invalid && message != invalid)) continue;
        Fit fit(words, place);
        if (fit.fits(hint.line, 0)) return fit.filled(hint.what);
    }
    const verdict::Tokens above = verdict::tokenize({text.substr(0, at), 0, false, {}}, verdict::newest);
    const char open = above.open_bracket ? text[*above.open_bracket] : '\0';
    const bool word_in_string = message.find("forgot a comma") != message.npos && place < words.size() &&
                                is_string(words[place].text) && place + 1 < words.size() && words[place + 1].glued &&
                                is_name_byte(words[place + 1].text[0]);
    if (word_in_string) return "write a backslash before quotes in the string, or other quotes around it";
    if (message.starts_with("cannot assign to") && open == '{' && message.find("'=='") != message.npos)
        return "write `:` between a key and its value";
    if (message.starts_with("unterminated ") && !message.starts_with("unterminated triple"))
        for (std::size_t i = 1; i + 1 < words.size(); ++i)
            if (is_string(words[i].text) && words[i].text.size() > 1 && words[i].text.back() == words[i].text[0] &&
                words[i + 1].glued && is_name_byte(words[i + 1].text[0]))
                return words[i].text[0] == '\''
                           ? "write a backslash before the apostrophe, or double quotes around the string"
                           : "write a backslash before quotes in the string, or other quotes around it";
    return message == invalid ? missing(words, place, open) : std::string();
}

}  // namespace zen
