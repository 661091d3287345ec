// The place in a text that a request is about.
#pragma once
#include "lsp/server.h"

namespace zen::lsp {

struct Asked {
    const std::string& uri;
    const Document* document;   // null: it is not open
    std::uint32_t offset = 0;   // in the document's text
    std::string configuration;  // the document's path when it is a configuration
};
Asked asked_place(const Server& server, const Request& request);

}  // namespace zen::lsp
