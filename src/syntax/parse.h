// Text to tree. The one entry that the rest of the program knows.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "syntax/tree.h"
#include "text/source.h"

namespace zen {

// Parses one text after another and reuses its memory. Not for several threads at once.
class Parser {
  public:
    Parser();
    ~Parser();
    Parser(Parser&&) noexcept;
    Parser& operator=(Parser&&) noexcept;

    // As `parse` and `parse_sound`.
    Tree parse(std::string_view text);
    Tree parse_sound(std::string_view text);
    // The same for a text without damage; a tree without nodes for any other. For tests and measurements.
    Tree parse_undamaged(std::string_view text);
    // The same by one of its two ways alone; for tests and measurements. The hand-written parser knows what real code
    // holds, and gives up what it does not know; the grammar's tables know the whole grammar.
    Tree parse_by_descent(std::string_view text);
    Tree parse_by_tables(std::string_view text);
    // Why the hand-written parser gave the last text up; empty if it did not.
    std::string_view given_up() const;
    // See Descent::beyond_grammar.
    bool beyond_grammar() const;
    // The end of the token before a line end that Python has no use for but the grammar passes over, if the text
    // parsed last has one: `x =`, a line end, `y`. Its tree from `parse` may look sound.
    std::optional<std::uint32_t> stray_line_end() const;

  private:
    struct Scratch;
    std::unique_ptr<Scratch> scratch_;
};

// The tree of the text, which must outlive it. Never fails: what does not parse is marked as damaged. Uses a Parser of
// the calling thread.
Tree parse(std::string_view text);
// The same where only the tree of sound code is of use: one without nodes for what does not parse, which takes the
// longest.
Tree parse_sound(std::string_view text);
inline Tree parse(const Source& source) {
    return parse(source.text());
}

}  // namespace zen
