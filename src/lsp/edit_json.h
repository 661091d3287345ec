// Fixes as workspace edits.
#pragma once
#include <optional>
#include <span>
#include <string>

#include "lsp/server.h"

namespace zen::lsp {

// The edits of the checked source as a WorkspaceEdit, with the documents' versions where the client knows them. Nothing
// when an edit does not lie inside one document. No edit asks for confirmation: an unsafe fix says so, and why, in the
// title of its action, which a person has picked.
std::optional<Json> workspace_edit(const Server& server, const Checked& checked, std::span<const Edit> edits);
// The same for one document by the document's own offsets.
Json document_edit(const Server& server, const std::string& uri, std::span<const Edit> edits);

}  // namespace zen::lsp
