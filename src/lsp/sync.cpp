// Texts as they are opened, edited, saved and closed.
#include "lsp/families.h"
#include "text/formatted.h"

namespace zen::lsp {

void apply_changes(Document& document, const Json& changes, ColumnUnit unit) {
    for (const Json& change : changes.items()) {
        if (!change["text"].is_string()) continue;
        if (auto range = range_of(change["range"]))
            document.replace(document.span(*range, unit), change["text"].string());
        else if (change["range"].is_null())
            document.assign(change["text"].string());
    }
}

Answer did_open(Server& server, const Request& request) {
    const Json& opened = request.params["textDocument"];
    const std::string& uri = opened["uri"].string();
    Document document(opened["text"].string());
    document.language = opened["languageId"].string();
    document.version = opened["version"].integer();
    server.documents[uri] = std::move(document);
    server.touched(uri);
    return {};
}

Answer did_change(Server& server, const Request& request) {
    const Json& changed = request.params["textDocument"];
    auto document = server.documents.find(changed["uri"].string());
    if (document == server.documents.end())
        return Answer::failure(invalid_params, formatted("{} is not open", changed["uri"].string()));
    apply_changes(document->second, request.params["contentChanges"], server.client.diagnostics.unit);
    document->second.version = changed["version"].integer(document->second.version + 1);
    server.touched(document->first);
    return {};
}

// Settings that are saved in the editor count at once, even if nobody watches files for us.
Answer did_save(Server& server, const Request& request) {
    const Json change = Json::object({{"uri", request.params.at("textDocument.uri")}});
    if (server.client.watched_files) return {};
    return did_change_watched_files(server, {{}, Json::object({{"changes", Json::list({change})}})});
}

Answer did_close(Server& server, const Request& request) {
    const std::string uri = request.params.at("textDocument.uri").string();
    if (!server.documents.erase(uri)) return Answer::failure(invalid_params, formatted("{} is not open", uri));
    server.to_push.erase(uri);
    server.units.erase(uri);
    if (!server.client.pull)
        server.notify("textDocument/publishDiagnostics", Json::object({{"uri", uri}, {"diagnostics", Json::list()}}));
    return {};
}

}  // namespace zen::lsp
