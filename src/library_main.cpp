// The entry for the launcher of a wheel (src/launcher), whose program has no code but that.
#include "cli/main.h"
#include "lsp/main.h"
#include "small_blocks.h"

extern "C" {
#ifdef _WIN32
__declspec(dllexport)
#else
[[gnu::visibility("default")]]
#endif
int zenlint_main(int argc, const char* const* argv);

int zenlint_main(int argc, const char* const* argv) {
    zen::keep_small_blocks();
    return zen::run_command_line(argc, argv, zen::lsp::run_language_server);
}
}
