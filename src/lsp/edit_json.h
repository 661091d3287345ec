// Fixes as workspace edits.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "lsp/server.h"

namespace zen::lsp {

// The edits of the checked source as a WorkspaceEdit: with the documents' versions, and, when `unsafe`, marked as to be
// confirmed, as far as the client knows how. Nothing when an edit does not lie inside one document.
std::optional<Json> workspace_edit(const Server& server, const Checked& checked, std::span<const Edit> edits,
                                   bool unsafe, std::string_view why);
// The same for one document by the document's own offsets.
Json document_edit(const Server& server, const std::string& uri, std::span<const Edit> edits);

}  // namespace zen::lsp
