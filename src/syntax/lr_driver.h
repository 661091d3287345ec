// The parser proper: runs the grammar's LR table over the tokens. Where the table has a conflict, forks take over for a
// while.
#pragma once
#include <cstdint>
#include <optional>

#include "syntax/building.h"
#include "syntax/forks.h"
#include "syntax/lexer.h"

namespace zen {

class LrDriver {
  public:
    // Leaves the tree's nodes, in post-order, in `memory`, and returns how many there are; 0 when the text has a syntax
    // error, or nests deeper than tree-sitter can follow.
    [[gnu::noinline]] std::uint32_t parse(const PaddedText& text, BuildingMemory& memory);
    // See Lexer::stray_line_end.
    std::optional<std::uint32_t> stray_line_end() const { return lexer_.stray_line_end(); }

  private:
    Lexer lexer_;
    Forks forks_;
    ScanState scan_;
};

}  // namespace zen
