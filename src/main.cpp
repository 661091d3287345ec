// zenlint: a linter of Python idiom that explains itself.
#include "cli/main.h"
#include "lsp/main.h"
#include "small_blocks.h"

int main(int argc, char** argv) {
#ifndef ZENLINT_PLAIN_BLOCKS
    zen::keep_small_blocks();
#endif
    return zen::run_command_line(argc, argv, zen::lsp::run_language_server);
}
