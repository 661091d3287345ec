// zenlint: a linter of Python idiom that explains itself.
#include "cli/main.h"
#include "lsp/main.h"

int main(int argc, char** argv) {
    return zen::run_command_line(argc, argv, zen::lsp::run_language_server);
}
