// The entry for the launcher of a wheel (src/launcher), whose program has no code but that.
#include "cli/main.h"
#include "lsp/main.h"
#include "small_blocks.h"

#include <cstddef>

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

#ifdef _LIBCPP_VERSION
// The C++ library asks this for the name of an exception that nobody catches, in its last words. Its own, which can
// spell all names, takes 160 kB; without an answer it says the name as the compiler has it.
char* __cxa_demangle(const char*, char*, std::size_t*, int* status);

char* __cxa_demangle(const char*, char*, std::size_t*, int* status) {
    if (status) *status = -2;  // no name that it knows
    return nullptr;
}
#endif
}
