// Every method that the server knows: its name, what its parameters must have, who handles it, what it announces.
#include "lsp/families.h"

namespace zen::lsp {
namespace {

using Announce = void(const Server&, Json&);

constexpr Announce* nothing = nullptr;

void announce_sync(const Server&, Json& out) {
    out.set("textDocumentSync", Json::object({{"openClose", true},
                                              {"change", 2},  // incremental
                                              {"save", Json::object({{"includeText", false}})}}));
}

void announce_notebooks(const Server&, Json& out) {
    Json selector = Json::object({{"notebook", "*"}, {"cells", Json::list({Json::object({{"language", "python"}})})}});
    out.set("notebookDocumentSync", Json::object({{"notebookSelector", Json::list({selector})}, {"save", false}}));
}

void announce_diagnostics(const Server&, Json& out) {
    out.set("diagnosticProvider", Json::object({{"identifier", "zenlint"},
                                                {"interFileDependencies", false},
                                                {"workspaceDiagnostics", true},
                                                {"workDoneProgress", true}}));
}

void announce_actions(const Server&, Json& out) {
    Json kinds = Json::list({"quickfix", "source.fixAll.zenlint"});
    out.set("codeActionProvider", Json::object({{"codeActionKinds", kinds}, {"resolveProvider", true}}));
}

void announce_commands(const Server&, Json& out) {
    Json names = Json::list();
    for (std::string_view name : commands) names.push(name);
    out.set("executeCommandProvider", Json::object({{"commands", names}}));
}

void announce_hover(const Server&, Json& out) {
    out.set("hoverProvider", true);
}

void announce_completion(const Server&, Json& out) {
    out.set("completionProvider",
            Json::object({{"triggerCharacters", Json::list({":", "[", ",", "\"", " "})}, {"resolveProvider", false}}));
}

void announce_folders(const Server&, Json& out) {
    out.set("workspace",
            Json::object({{"workspaceFolders", Json::object({{"supported", true}, {"changeNotifications", true}})}}));
}

constexpr Method table[] = {
    {"initialize", true, "capabilities:object", initialize, nothing},
    {"initialized", false, "", initialized, nothing},
    {"shutdown", true, "", shut_down, nothing},
    {"exit", false, "", leave, nothing},
    {"$/setTrace", false, "value:string", set_trace, nothing},
    {"$/cancelRequest", false, "", cancel, nothing},

    {"textDocument/didOpen", false, "textDocument:object textDocument.uri:string textDocument.text:string", did_open,
     announce_sync},
    {"textDocument/didChange", false, "textDocument.uri:string contentChanges:list", did_change, nothing},
    {"textDocument/didSave", false, "textDocument.uri:string", did_save, nothing},
    {"textDocument/didClose", false, "textDocument.uri:string", did_close, nothing},

    {"notebookDocument/didOpen", false, "notebookDocument.uri:string cellTextDocuments:list", notebook_opened,
     announce_notebooks},
    {"notebookDocument/didChange", false, "notebookDocument.uri:string change:object", notebook_changed, nothing},
    {"notebookDocument/didSave", false, "notebookDocument.uri:string", notebook_saved, nothing},
    {"notebookDocument/didClose", false, "notebookDocument.uri:string", notebook_closed, nothing},

    {"textDocument/diagnostic", true, "textDocument.uri:string", document_diagnostic, announce_diagnostics},
    {"workspace/diagnostic", true, "previousResultIds:list", workspace_diagnostic, nothing},

    {"textDocument/codeAction", true, "textDocument.uri:string range:range context:object", code_action,
     announce_actions},
    {"codeAction/resolve", true, "title:string", resolve_code_action, nothing},
    {"workspace/executeCommand", true, "command:string", execute_command, announce_commands},

    {"textDocument/hover", true, "textDocument.uri:string position:position", hover, announce_hover},
    {"textDocument/completion", true, "textDocument.uri:string position:position", completion, announce_completion},

    {"workspace/didChangeConfiguration", false, "", did_change_configuration, nothing},
    {"workspace/didChangeWatchedFiles", false, "changes:list", did_change_watched_files, nothing},
    {"workspace/didChangeWorkspaceFolders", false, "event:object", did_change_folders, announce_folders},
};

}  // namespace

std::span<const Method> methods() {
    return table;
}

}  // namespace zen::lsp
