#include "lsp/notebook.h"

#include <algorithm>

#include "lsp/families.h"
#include "text/formatted.h"
#include "text/magics.h"

namespace zen::lsp {
namespace {

void open_cells(Server& server, const Json& texts) {
    for (const Json& text : texts.items()) {
        const std::string& uri = text["uri"].string();
        if (uri.empty() || !text["text"].is_string()) continue;
        Document document(text["text"].string());
        document.language = text["languageId"].string();
        document.version = text["version"].integer();
        server.documents[uri] = std::move(document);
    }
}

std::vector<std::string> cell_uris(const Json& cells) {
    std::vector<std::string> out;
    for (const Json& cell : cells.items())
        if (cell["document"].is_string()) out.push_back(cell["document"].string());
    return out;
}

void touch_notebook(Server& server, const std::string& uri) {
    Notebook& notebook = server.notebooks[uri];
    server.units[uri].fresh = false;
    if (!server.client.pull) server.to_push.insert(notebook.cells.begin(), notebook.cells.end());
}

void forget_cell(Server& server, const std::string& uri) {
    server.documents.erase(uri);
    server.to_push.erase(uri);
    if (!server.client.pull)
        server.notify("textDocument/publishDiagnostics", Json::object({{"uri", uri}, {"diagnostics", Json::list()}}));
}

}  // namespace

Source joined_cells(const Server& server, const Notebook& notebook, const std::string& path, std::vector<Cell>& cells) {
    std::string out;
    ForeignCode foreign;
    for (const std::string& uri : notebook.cells) {
        const Document* document = server.document(uri);
        if (!document || document->language != "python") continue;
        std::string text = document->text();
        ForeignCode of_cell;
        const bool python = mask_magics(text, of_cell);
        const auto start = static_cast<std::uint32_t>(out.size());
        // A comment without words, so that nothing in it silences anything.
        if (!python) std::ranges::replace_if(text, [](char c) { return c != '\n'; }, '#');
        for (const Span span : of_cell.spans) foreign.spans.push_back({start + span.start, start + span.end});
        foreign.names.merge(of_cell.names);
        foreign.cells.push_back(start);
        cells.push_back({uri, start, static_cast<std::uint32_t>(text.size())});
        out += text;
        out += '\n';
    }
    return Source::from_cells(path, std::move(out), std::move(foreign));
}

Answer notebook_opened(Server& server, const Request& request) {
    const Json& opened = request.params["notebookDocument"];
    const std::string& uri = opened["uri"].string();
    open_cells(server, request.params["cellTextDocuments"]);
    server.notebooks[uri] = {opened["version"].integer(), cell_uris(opened["cells"])};
    touch_notebook(server, uri);
    return {};
}

Answer notebook_changed(Server& server, const Request& request) {
    const std::string& uri = request.params.at("notebookDocument.uri").string();
    auto found = server.notebooks.find(uri);
    if (found == server.notebooks.end()) return Answer::failure(invalid_params, formatted("{} is not open", uri));
    Notebook& notebook = found->second;
    notebook.version = request.params.at("notebookDocument.version").integer(notebook.version + 1);
    const Json& cells = request.params.at("change.cells");
    if (const Json& structure = cells["structure"]; structure.is_object()) {
        open_cells(server, structure["didOpen"]);
        const Json& array = structure["array"];
        std::vector<std::string>& all = notebook.cells;
        std::int64_t start = std::clamp<std::int64_t>(array["start"].integer(), 0, std::ssize(all));
        std::int64_t gone = std::clamp<std::int64_t>(array["deleteCount"].integer(), 0, std::ssize(all) - start);
        std::vector<std::string> inserted = cell_uris(array["cells"]);
        auto from = all.erase(all.begin() + start, all.begin() + start + gone);
        all.insert(from, inserted.begin(), inserted.end());
        for (const Json& closed : structure["didClose"].items()) forget_cell(server, closed["uri"].string());
    }
    for (const Json& change : cells["textContent"].items()) {
        auto document = server.documents.find(change.at("document.uri").string());
        if (document == server.documents.end()) continue;
        apply_changes(document->second, change["changes"], server.client.diagnostics.unit);
        document->second.version = change.at("document.version").integer(document->second.version + 1);
    }
    touch_notebook(server, uri);
    return {};
}

Answer notebook_saved(Server&, const Request&) {
    return {};
}

Answer notebook_closed(Server& server, const Request& request) {
    const std::string uri = request.params.at("notebookDocument.uri").string();
    auto found = server.notebooks.find(uri);
    if (found == server.notebooks.end()) return Answer::failure(invalid_params, formatted("{} is not open", uri));
    for (const std::string& cell : found->second.cells) forget_cell(server, cell);
    for (const Json& cell : request.params["cellTextDocuments"].items()) forget_cell(server, cell["uri"].string());
    server.notebooks.erase(found);
    server.units.erase(uri);
    return {};
}

}  // namespace zen::lsp
