/* The grammar's generated lexer compiled into a function that takes one step, so that generate_tables can read the
 * automaton out of it. The generated file is written in macros of tree_sitter/parser.h; here they record what would be
 * done instead of doing it. */
#include "lexer_step.h"

#include "tree_sitter/parser.h"

#undef START_LEXER
#undef ADVANCE
#undef ADVANCE_MAP
#undef SKIP
#undef ACCEPT_TOKEN
#undef END_STATE

static LexerStep step;

#define START_LEXER()           \
    UNUSED bool result = false; \
    UNUSED bool eof = false;    \
    int32_t lookahead = lexer->lookahead;
#define RECORD(what, state_value)  \
    {                              \
        step.action = (what);      \
        step.next = (state_value); \
        return true;               \
    }
#define ADVANCE(state_value) RECORD(STEP_ADVANCE, state_value)
#define SKIP(state_value) RECORD(STEP_SKIP, state_value)
#define ADVANCE_MAP(...)                                                 \
    {                                                                    \
        static const uint16_t map[] = {__VA_ARGS__};                     \
        for (uint32_t i = 0; i < sizeof(map) / sizeof(map[0]); i += 2) { \
            if (map[i] == lookahead) RECORD(STEP_ADVANCE, map[i + 1])    \
        }                                                                \
    }
#define ACCEPT_TOKEN(symbol_value) step.accept = (symbol_value);
#define END_STATE() return false;

#define tree_sitter_python tree_sitter_python_in_steps
#include "parser.c"

static bool at_end;
static bool ends(const TSLexer* lexer) {
    (void)lexer;
    return at_end;
}

static LexerStep run(bool (*lex)(TSLexer*, TSStateId), unsigned state, int32_t c, int eof) {
    TSLexer lexer = {0};
    lexer.lookahead = c;
    lexer.eof = ends;
    at_end = eof != 0;
    step = (LexerStep){STEP_NONE, 0, -1};
    lex(&lexer, (TSStateId)state);
    return step;
}

LexerStep lexer_step(unsigned state, int32_t c, int eof) {
    return run(ts_lex, state, c, eof);
}
LexerStep keyword_lexer_step(unsigned state, int32_t c, int eof) {
    return run(ts_lex_keywords, state, c, eof);
}
