// Does a comment on a line of its own read as a statement, and not as a sentence?
#include <algorithm>
#include <cctype>

#include "rule.h"

namespace zen::rules {

namespace {

// The name, dotted or with an index, that the text begins with.
std::size_t commented_out_code_target(std::string_view text) {
    std::size_t i = 0;
    for (int depth = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '[') ++depth;
        if (c == ']') --depth;
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '.' && c != '[' && c != ']' && depth == 0)
            break;
    }
    return i > 0 && !std::isdigit(static_cast<unsigned char>(text[0])) && text[0] != '.' ? i : 0;
}

// A line of a list, dict or call over several lines: `"width": 3,`, `)`.
bool commented_out_code_part(std::string_view text) {
    if (text.find_first_not_of(")]},") == text.npos) return text != ",";
    if ((text[0] == '"' || text[0] == '\'') && text.ends_with(',')) {
        const std::size_t end = text.find(text[0], 1);
        return end != text.npos && text.substr(end + 1).starts_with(": ");
    }
    return false;
}

// Two words with a space between them, as in a sentence.
bool commented_out_code_words(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
        if (text[i] == ' ' && std::isalpha(static_cast<unsigned char>(text[i - 1])) &&
            std::isalpha(static_cast<unsigned char>(text[i + 1])))
            return true;
    return false;
}

// `return result`, not `return early`.
bool commented_out_code_result(std::string_view word) {
    static constexpr std::string_view prose[] = {"early", "here", "it", "now", "that", "them", "this", "unchanged"};
    return word.find(' ') == word.npos && std::ranges::find(prose, word) == std::end(prose) &&
           std::isalnum(static_cast<unsigned char>(word.back()));
}

bool commented_out_code_balanced(std::string_view text) {
    int depth = 0;
    for (char c : text) {
        if (c == '(' || c == '[' || c == '{') ++depth;
        if ((c == ')' || c == ']' || c == '}') && --depth < 0) return false;
    }
    return depth == 0;
}

bool commented_out_code_statement(std::string_view text) {
    static constexpr std::string_view whole[] = {"return", "break", "continue", "pass",
                                                 "else:",  "try:",  "finally:", "except:"};
    for (std::string_view word : whole)
        if (text == word) return word.ends_with(':') || word == "continue" || word == "break";
    static constexpr std::string_view heads[] = {"if ",  "elif ",  "for ",       "while ",  "with ",
                                                 "def ", "class ", "async def ", "except ", "case "};
    if (text.starts_with("except ") && text.ends_with(':') && text.find(" as ") != text.npos) return true;
    if (text.starts_with("else: ")) return commented_out_code_statement(text.substr(6));
    if (text.starts_with("lambda")) return text.find(": ") != text.npos;
    if (text.starts_with("raise ") || text.starts_with("await "))
        return text.ends_with(')') && !commented_out_code_words(text.substr(6));
    if (text[0] == '[' || text[0] == '{')
        return text.find(", ") != text.npos && (text.ends_with(']') || text.ends_with('}')) &&
               !commented_out_code_words(text);
    for (std::string_view word : heads)
        if (text.ends_with(':') && text.starts_with(word)) {
            bool code = word != "for " || text.find(" in ") != std::string_view::npos;
            bool head = word != "def " || text.find('(') != std::string_view::npos;
            // "if you do this:" is a sentence.
            return code && head &&
                   (text.find_first_of("([=<>.") != std::string_view::npos ||
                    std::count(text.begin(), text.end(), ' ') < 3);
        }
    if (text.starts_with("return "))
        return (text.find_first_of("([.=_") != std::string_view::npos || commented_out_code_result(text.substr(7))) &&
               !text.ends_with('.');
    if (text.starts_with("import ")) return !commented_out_code_words(text.substr(7)) && !text.ends_with('.');
    if (text.starts_with("from ")) return text.find(" import ") != std::string_view::npos && !text.ends_with('.');
    std::size_t end = commented_out_code_target(text);
    if (end == 0) return false;
    std::string_view rest = text.substr(end);
    if (rest.starts_with('(') && text.ends_with(')')) return true;
    if (rest.empty() && text.ends_with(']')) return true;
    while (rest.starts_with(", ")) {  // `a, b = 1, 2`
        const std::size_t more = commented_out_code_target(rest.substr(2));
        if (more == 0) return false;
        rest.remove_prefix(2 + more);
    }
    for (std::string_view op : {" == ", " != "})
        if (rest.starts_with(op)) return rest.find(' ', op.size()) == rest.npos && !rest.ends_with('.');
    if (rest.starts_with('=') && rest.size() > 1 && rest[1] != '=') return rest.find(' ') == rest.npos;
    if (rest.starts_with(": ") && rest.find(" = ") != rest.npos) return !commented_out_code_words(rest);
    for (std::string_view op : {" = ", " += ", " -= ", " *= "})
        if (rest.starts_with(op)) {
            std::string_view value = rest.substr(op.size());
            std::size_t words = static_cast<std::size_t>(std::count(value.begin(), value.end(), ' '));
            return !value.ends_with('.') &&
                   (words == 0 || value.find_first_of("([{\"'+*-,=") != std::string_view::npos);
        }
    return false;
}

}  // namespace

Verdict commented_out_code(const Match& m) {
    std::string_view text = m.at.text();
    text.remove_prefix(std::min(text.find_first_not_of('#'), text.size()));
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    if (text.empty()) return silent;
    static constexpr std::string_view marks[] = {"type:", "noqa",  "pylint", "fmt:", "isort", "mypy", "pragma",
                                                 "TODO",  "FIXME", "XXX",    ">>>",  "-*-",   "http"};
    for (std::string_view mark : marks)
        if (text[0] == mark[0] && text.starts_with(mark)) return silent;
    const bool opens = text.ends_with(" = (") || text.ends_with(" = [") || text.ends_with(" = {");
    if (!commented_out_code_part(text) &&
        (!commented_out_code_statement(text) || (!opens && !commented_out_code_balanced(text))))
        return silent;
    if (!opens_line(m.at)) return silent;
    return found(m.span);
}

}  // namespace zen::rules
