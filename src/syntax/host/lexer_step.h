/* One step at a time through the lexer that tree-sitter generated for the grammar. */
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { STEP_NONE, STEP_ADVANCE, STEP_SKIP };

typedef struct {
    int action; /* STEP_… */
    int next;   /* the state it leads to, with an action */
    int accept; /* the symbol accepted on entering the state, -1 for none */
} LexerStep;

/* What state `state` does with the code point `c` (-1: bytes that are not UTF-8); at the end of the input `eof` is 1
 * and `c` is 0. */
LexerStep lexer_step(unsigned state, int32_t c, int eof);
LexerStep keyword_lexer_step(unsigned state, int32_t c, int eof);

#ifdef __cplusplus
}
#endif
