#include "lsp/asked.h"

#include "lsp/config_text.h"

namespace zen::lsp {

Asked asked_place(const Server& server, const Request& request) {
    const std::string& uri = request.params.at("textDocument.uri").string();
    Asked out{uri, server.document(uri), 0, {}};
    if (!out.document) return out;
    out.offset = out.document->offset(*position_of(request.params["position"]), server.client.diagnostics.unit);
    if (std::string path = path_of_uri(uri); is_configuration(path)) out.configuration = std::move(path);
    return out;
}

}  // namespace zen::lsp
