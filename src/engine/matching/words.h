// The rows of the vocabulary, by what they ask about.
#pragma once
#include "engine/matching/vocabulary.h"

namespace zen {

std::span<const Question> code_words();        // what the code is
std::span<const Question> place_words();       // where it stands
std::span<const Question> type_words();        // of what type its value is
std::span<const Question> use_words();         // what becomes of its names and objects
std::span<const Question> definition_words();  // functions, classes, handlers

// How rows are made.
constexpr Question about(std::string_view words, std::string_view meaning, bool (*ask)(const Match&, Node),
                         std::uint8_t cost = 0) {
    return {Question::Form::node, words, meaning, ask, nullptr, nullptr, cost};
}
// The same, where the answer hangs on the node alone, though those of its table may not.
constexpr Question of_node_alone(Question question) {
    question.of_node_alone = true;
    return question;
}
constexpr Question relation(std::string_view words, std::string_view meaning,
                            bool (*ask)(const Match&, Node, const Run&), std::uint8_t cost = 2) {
    return {Question::Form::in, words, meaning, nullptr, ask, nullptr, cost};
}
constexpr Question whole(std::string_view words, std::string_view meaning, bool (*ask)(const Match&, const Run&),
                         std::uint8_t cost = 0) {
    return {Question::Form::run, words, meaning, nullptr, nullptr, ask, cost};
}

// Is it so of the node or of one below it?
inline bool in_subtree(Node top, auto&& test) {
    for (Node n : top.descendants())
        if (test(n)) return true;
    return false;
}

}  // namespace zen
