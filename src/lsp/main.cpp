#include "lsp/main.h"

#include "lsp/server.h"
#include "system/memory.h"
#include "system/signals.h"
#include "system/streams.h"

namespace zen::lsp {

int run_language_server() {
    // The arrays of a large file are asked for anew at every edit. Left to itself, glibc soon keeps all of them in its
    // heap, with holes between.
    memory::return_large_blocks();
    signals::ignore_broken_pipes();
    Transport transport(streams::input, streams::output);
    return Server(transport).run();
}

std::string version() {
    return ZENLINT_VERSION;
}

}  // namespace zen::lsp
