// The language server's way in.
#pragma once
#include <string>

namespace zen::lsp {

// Serves a client on standard input and output until it says goodbye; the status to exit with: 0 after `shutdown`,
// else 1.
int run_language_server();

std::string version();

}  // namespace zen::lsp
