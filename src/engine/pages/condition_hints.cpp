#include "engine/pages/condition_hints.h"

#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "engine/pages/line_reading.h"
#include "text/formatted.h"

namespace zen {
namespace {

// A line, cut where one of the words stands.
struct Cut {
    std::string_view before, word, after;
    explicit operator bool() const { return !word.empty(); }
};

Cut cut(std::string_view line, std::span<const std::string_view> words) {
    for (std::string_view word : words)
        if (const std::size_t at = line.find(word); at != line.npos)
            return {line.substr(0, at), word, line.substr(at + word.size())};
    return {};
}

// `the enclosing function is async`, `not in a function`
std::string of_place(std::string_view line) {
    for (std::string_view word : {"the enclosing ", "the surrounding ", "the containing ", "the outer ", "the parent "})
        if (take(line, word)) return formatted("the {}", line);
    // `not $x is pure`
    if (std::string_view rest = line; take(rest, "not ") && (rest.starts_with('$') || rest.starts_with("the "))) {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 4> verbs{
            {{" is ", " is not "}, {" are ", " are not "}, {" has ", " has no "}, {" contains ", " contains no "}}};
        for (const auto& [verb, opposite] : verbs)
            if (const std::size_t at = rest.find(verb); at != rest.npos && !rest.substr(at).starts_with(opposite))
                return formatted("{}{}{}", rest.substr(0, at), opposite, rest.substr(at + verb.size()));
        return "";
    }
    for (std::string_view word : {"not ", "in ", "inside ", "directly inside ", "followed by ", "preceded by "})
        if (line.starts_with(word)) return formatted("the match is {}", line);
    for (std::string_view word : {"is ", "has ", "contains ", "does not ", "calls ", "imports "})
        if (line.starts_with(word)) return formatted("the match {}", line);
    return "";
}

// `… is inside a class derived from Base`: a line on the class.
std::string of_enclosing(std::string_view line) {
    constexpr std::array<std::string_view, 6> ins{" is not inside ", " is not in ", " is not directly inside ",
                                                  " is inside ",     " is in ",     " is directly inside "};
    const Cut in = cut(line, ins);
    if (!in) return "";
    std::string_view rest = in.after;
    if (!take(rest, "a ") && !take(rest, "the ") && !take(rest, "an ")) return "";
    const std::string_view is = in.word.starts_with(" is not") ? "is not" : "is";
    for (std::string_view place : {"class", "function", "loop"}) {
        std::string_view more = rest;
        if (!take(more, place)) continue;
        for (std::string_view word : {" called ", " named "})
            if (take(more, word)) return formatted("the {} {} called {}", place, is, more);
        if (take(more, " derived from ")) return formatted("the {} {} derived from {}", place, is, more);
        const bool none = is == "is not";
        for (std::string_view word : {" decorated with ", " decorated by ", " with a decorator "})
            if (take(more, word)) return formatted("the {} has {} decorator {}", place, none ? "no" : "a", more);
    }
    return "";
}

std::string of_decorator(std::string_view line) {
    constexpr std::array<std::string_view, 4> words{" is not decorated with ", " is not decorated by ",
                                                    " is decorated with ", " is decorated by "};
    const Cut at = cut(line, words);
    if (!at) return "";
    return formatted("{} has {} decorator {}", at.before, at.word.starts_with(" is not") ? "no" : "a", at.after);
}

// `has more than 3 arguments`, `has 3 arguments`
std::string of_count(std::string_view line) {
    constexpr std::array<std::string_view, 2> verbs{" has ", " have "};
    const Cut has = cut(line, verbs);
    if (!has) return "";
    std::string_view rest = has.after, words = "exactly";
    int more = 0;
    if (take(rest, "more than ") || take(rest, "over ") || take(rest, "> "))
        words = "at least", more = 1;
    else if (take(rest, "less than ") || take(rest, "fewer than ") || take(rest, "under ") || take(rest, "< "))
        words = "at most", more = -1;
    else if (take(rest, "no more than ") || take(rest, "up to ") || take(rest, "maximum ") || take(rest, "<= "))
        words = "at most";
    else if (take(rest, "no less than ") || take(rest, "no fewer than ") || take(rest, "minimum ") || take(rest, ">= "))
        words = "at least";
    else if (!take(rest, "only "))
        take(rest, "just ");
    int count = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    if (error != std::errc()) return "";
    return formatted("{}{}{} {}{}", has.before, has.word, words, count + more,
                     rest.substr(static_cast<std::size_t>(end - rest.data())));
}

std::string of_argument(std::string_view line) {
    constexpr std::array<std::string_view, 6> words{" has no keyword argument ", " has no keyword ",
                                                    " has no named argument ",   " has a keyword argument ",
                                                    " has keyword argument ",    " has a named argument "};
    const Cut has = cut(line, words);
    if (!has) return "";
    return formatted("{} has {}argument {}", has.before, has.word.starts_with(" has no") ? "no " : "", has.after);
}

// `$x is an instance of app.A`, `$x has type app.A`, `$x is a app.A or a app.B`
std::string of_type(std::string_view line) {
    constexpr std::array<std::string_view, 8> words{
        " is not an instance of ", " is an instance of ", " is instance of ", " is not of type ", " is of type ",
        " has the type ",          " has type ",          " has a type "};
    const Cut type = cut(line, words);
    constexpr std::array<std::string_view, 4> articles{" is not a ", " is not an ", " is a ", " is an "};
    const Cut is = type ? type : cut(line, articles);
    if (!is) return "";
    std::string names;
    for (std::string_view rest = is.after; !rest.empty();) {
        const std::size_t end = std::min(rest.find(" or "), rest.size());
        std::string_view one = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 4, rest.size()));
        if (!take(one, "a ")) take(one, "an ");
        if (one.find('.') == one.npos || one.find_first_of(" `$*") != one.npos) return "";
        names += (names.empty() ? "" : ", ") + std::string(one);
    }
    return formatted("{} is {}a {}", is.before, is.word.starts_with(" is not") ? "not " : "", names);
}

// `the file is settings.py`, `$x is "A"`, `$f is named get_*`
std::string of_text(std::string_view line) {
    constexpr std::array<std::string_view, 2> verbs{" is not ", " is "};
    const Cut is = cut(line, verbs);
    if (!is || is.after.empty()) return "";
    std::string_view rest = is.after;
    if (take(rest, "named ")) return formatted("{}{}called {}", is.before, is.word, rest);
    const bool words = rest.find(' ') != rest.npos;
    if (is.before == "the file" && !words && rest.find_first_of("./") != rest.npos) {
        const bool folder = rest.find('/') != rest.npos && !rest.ends_with(".py");
        return formatted("the file{}{} {}", is.word, folder ? "in" : "called", rest);
    }
    if (rest.size() > 2 && (rest[0] == '"' || rest[0] == '\'') && rest.back() == rest[0])
        return formatted("{}{}spelled {}", is.before, is.word, rest.substr(1, rest.size() - 2));
    return "";
}

}  // namespace

std::string meant_condition(std::string_view line) {
    for (auto hint : {of_place, of_enclosing, of_decorator, of_count, of_argument, of_type, of_text})
        if (std::string meant = hint(line); !meant.empty()) return meant;
    return "";
}

}  // namespace zen
