// The words of `where`, `always` and `safe when`: one row a question, each answered by the Model or the tree.
#pragma once
#include <span>
#include <string_view>

#include "engine/matching/match.h"

namespace zen {

struct Question {
    enum class Form : std::uint8_t {
        node,    // `$x is WORDS`
        in,      // `$x is WORDS $y`  (WORDS ends in "in" or "after")
        one_of,  // `$x is one of a, b`
        match,   // `the match is WORDS`
        file,    // `the file imports a, b`
    };
    Form form;
    std::string_view words;
    std::string_view meaning;  // for docs/writing-rules.md
    bool (*node)(const Match&, Node) = nullptr;
    bool (*in)(const Match&, Node, const Run&) = nullptr;
    bool (*match)(const Match&) = nullptr;
};

// All of them; a Clause's `question` is an index into this.
std::span<const Question> vocabulary();

// Does the line hold for the match?
bool holds(const Match& match, const Clause& clause);

}  // namespace zen
