// The words of conditions: one row a question, each answered by the Model or the tree.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/matching/match.h"

namespace zen {

struct Question {
    enum class Form : std::uint8_t {
        node,      // `$x is WORDS`: of each node
        in,        // `$x is WORDS $y`: of each node and what $y caught
        run,       // `$$x is WORDS`: of all that a hole caught, as one
        one_of,    // `$x is one of a, b`
        instance,  // `$x is a pathlib.Path`
        spelled,   // `$x is spelled get_*, *_lock`
        code,      // `$x is CODE or CODE`
        around,    // `$x is in CODE`: the nearest code around it that could be that is
        inside,    // `$x is inside CODE`: some code around it is
        directly,  // `$x is directly inside CODE`: the statement or expression that it is part of is
        followed,  // `$x is followed by CODE`
        preceded,  // `$x is preceded by CODE`
        before,    // `$x is before CODE in the function`
        after,
        always_after,    // `$x is always after CODE`
        contains,        // `$x contains CODE`
        holds_directly,  // `$x directly contains CODE`
        there,           // `no CODE in $x`: nothing more is asked
        bind,            // `$x is the first CODE in $y`, `$x is the last statement of $$y`
        only,            // `$x is the only CODE in $y`
        at_least,        // `$$x has at least N statements`
        at_most,
        exactly,
        derives,             // `$c is derived from abc.ABC`
        has_method,          // `$c has a method __eq__`
        inherits_method,     // `$c has or inherits a method __eq__`
        inherits_attribute,  // `$c has or inherits an attribute name`
        has_attribute,       // `$c has an attribute name`
        has_decorator,       // `$f has a decorator functools.cache, *.route`
        has_parameter,       // `$f has a parameter name`
        calls,               // `$$body calls assert*, acme.check`
        brings,              // `the match imports acme.web`
        fits,                // `the rewrite fits`: its lines are within the line length
        argument,            // `$x has argument mode or 2`
        file,                // `the file imports a, b`
        since,               // `since 3.10`: the target version
        file_name,           // `the file is called conftest.py`
        folder,              // `the file is in acme/core`
        choice,              // lines joined by `or`
    };
    Form form;
    std::string_view words;    // "" of a form that has words of its own
    std::string_view meaning;  // for docs/writing-rules.md
    bool (*node)(const Match&, Node) = nullptr;
    bool (*in)(const Match&, Node, const Run&) = nullptr;
    bool (*run)(const Match&, const Run&) = nullptr;
    std::uint8_t cost =
        0;  // 0: from the nodes at hand, 1: looks around, 2: walks code or asks for the flow of a function
    bool of_node_alone = false;  // not of the rest of the match
};

// Is a line of that form asked of one node after the other, and not of all that a hole caught or of the file?
constexpr bool asks_nodes(Question::Form form) {
    using enum Question::Form;
    for (Question::Form other : {run, contains, holds_directly, calls, at_least, at_most, exactly, there, bind, only,
                                 fits, file, since, file_name, folder, choice})
        if (form == other) return false;
    return true;
}

// All of them; a Clause's `question` is an index into this.
std::span<const Question> vocabulary();

// Does the condition hang on nothing but the file, so that it is answered once for it?
bool asks_file(const RulePack& pack, const MatchData& data, const Clause& clause);

}  // namespace zen
