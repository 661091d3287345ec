#include "lsp/main.h"

#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <csignal>

#include "lsp/server.h"

namespace zen::lsp {
namespace {

// The arrays of a large file are asked for anew at every edit. Left to itself, glibc soon keeps all of them in its
// heap, with holes between; those above this size go back to the system as soon as they are dropped.
void bound_heap() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

}  // namespace

int run_language_server() {
    bound_heap();
    std::signal(SIGPIPE, SIG_IGN);  // a client that is gone is seen when reading
    Transport transport(STDIN_FILENO, STDOUT_FILENO);
    return Server(transport).run();
}

std::string version() {
    return ZENLINT_VERSION;
}

}  // namespace zen::lsp
