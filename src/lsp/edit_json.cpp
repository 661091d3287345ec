#include "lsp/edit_json.h"

#include <map>

namespace zen::lsp {
namespace {

// LF as the rules write it, in the document's own line ends.
std::string with_newline(std::string_view text, std::string_view newline) {
    if (newline == "\n") return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] == '\n')
            out += newline;
        else
            out += text[i];
    }
    return out;
}

Json text_edits(const Server& server, const std::string& uri, std::span<const Edit> edits, std::string_view newline) {
    const Document* document = server.document(uri);
    Json list = Json::list();
    for (const Edit& e : edits)
        list.push(Json::object({{"range", range_json(document->range(e.span, server.client.diagnostics.unit))},
                                {"newText", with_newline(e.text, newline)}}));
    return list;
}

Json made(const Server& server, const std::map<std::string, std::vector<Edit>>& by_document, std::string_view newline) {
    Json out = Json::object();
    if (!server.client.document_changes) {
        Json changes = Json::object();
        for (const auto& [uri, edits] : by_document) changes.set(uri, text_edits(server, uri, edits, newline));
        out.set("changes", std::move(changes));
        return out;
    }
    Json changes = Json::list();
    for (const auto& [uri, edits] : by_document) {
        Json document = Json::object({{"uri", uri}, {"version", server.document(uri)->version}});
        changes.push(
            Json::object({{"textDocument", std::move(document)}, {"edits", text_edits(server, uri, edits, newline)}}));
    }
    out.set("documentChanges", std::move(changes));
    return out;
}

}  // namespace

std::optional<Json> workspace_edit(const Server& server, const Checked& checked, std::span<const Edit> edits) {
    std::map<std::string, std::vector<Edit>> by_document;
    for (const Edit& e : edits) {
        const Cell* cell = checked.cell_at(e.span.start);
        if (!cell || e.span.end > cell->start + cell->size || !server.document(cell->uri)) return std::nullopt;
        by_document[cell->uri].push_back({{e.span.start - cell->start, e.span.end - cell->start}, e.text});
    }
    return made(server, by_document, checked.source.newline());
}

Json document_edit(const Server& server, const std::string& uri, std::span<const Edit> edits) {
    const std::string& text = server.document(uri)->text();
    std::size_t end = text.find_first_of("\r\n");
    bool crlf = end != text.npos && std::string_view(text).substr(end).starts_with("\r\n");
    return made(server, {{uri, {edits.begin(), edits.end()}}}, crlf ? "\r\n" : "\n");
}

}  // namespace zen::lsp
