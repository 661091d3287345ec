// The lexer's tables: the automaton, how each parser state reads its next token, the keywords.
#pragma once

namespace generate {

void write_lexer_tables();

}  // namespace generate
