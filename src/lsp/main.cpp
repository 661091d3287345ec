#include "lsp/main.h"

#include <unistd.h>

#include <csignal>

#include "lsp/server.h"

namespace zen::lsp {

int run_language_server() {
    std::signal(SIGPIPE, SIG_IGN);  // a client that is gone is seen when reading
    Transport transport(STDIN_FILENO, STDOUT_FILENO);
    return Server(transport).run();
}

std::string version() {
    return ZENLINT_VERSION;
}

}  // namespace zen::lsp
