// From `initialize` to `exit`.
#include <algorithm>

#include "lsp/families.h"
#include "lsp/main.h"
#include "text/path.h"

namespace zen::lsp {
namespace {

bool lists(const Json& list, std::int64_t value) {
    return std::ranges::any_of(list.items(), [&](const Json& item) { return item.integer() == value; });
}
bool lists(const Json& list, std::string_view value) {
    return std::ranges::any_of(list.items(), [&](const Json& item) { return item.string() == value; });
}

Client client_of(const Json& can) {
    Client out;
    const Json& published = can.at("textDocument.publishDiagnostics");
    const Json& pulled = can.at("textDocument.diagnostic");
    // What is said of pushed diagnostics holds for pulled ones too, until a client says more.
    auto either = [&](std::string_view what) { return published[what].truth() || pulled[what].truth(); };
    out.pull = pulled.is_object();
    out.refresh = can.at("workspace.diagnostics.refreshSupport").truth();
    out.version_support = published["versionSupport"].truth();
    out.diagnostics.related = either("relatedInformation");
    out.diagnostics.description = either("codeDescriptionSupport");
    out.diagnostics.data = either("dataSupport");
    for (const Json* tags : {&published.at("tagSupport.valueSet"), &pulled.at("tagSupport.valueSet")}) {
        out.diagnostics.unnecessary |= lists(*tags, 1);
        out.diagnostics.deprecated |= lists(*tags, 2);
    }
    const Json& action = can.at("textDocument.codeAction");
    out.resolve_edit = action["dataSupport"].truth() && lists(action.at("resolveSupport.properties"), "edit");
    out.disabled_actions = action["disabledSupport"].truth();
    out.document_changes = can.at("workspace.workspaceEdit.documentChanges").truth();
    out.configuration = can.at("workspace.configuration").truth();
    out.pull_configuration_registration = can.at("workspace.didChangeConfiguration.dynamicRegistration").truth();
    out.watched_files = can.at("workspace.didChangeWatchedFiles.dynamicRegistration").truth();
    out.apply_edit = can.at("workspace.applyEdit").truth();
    out.progress = can.at("window.workDoneProgress").truth();
    out.show_document = can.at("window.showDocument.support").truth();
    const Json& formats = can.at("textDocument.hover.contentFormat");
    out.markdown = formats.is_null() || lists(formats, "markdown");
    return out;
}

// The first that the client offers of those that cost us least.
ColumnUnit best_unit(const Json& offered, std::string& name) {
    struct Encoding {
        std::string_view name;
        ColumnUnit unit;
    };
    for (Encoding e : {Encoding{"utf-8", ColumnUnit::utf8}, {"utf-32", ColumnUnit::code_points}})
        if (lists(offered, e.name)) return name = e.name, e.unit;
    return name = "utf-16", ColumnUnit::utf16;
}

}  // namespace

Answer initialize(Server& server, const Request& request) {
    if (server.initialized) return Answer::failure(invalid_request, "the server is initialized already");
    const Json& params = request.params;
    server.client = client_of(params["capabilities"]);
    std::string encoding;
    server.client.diagnostics.unit = best_unit(params["capabilities"].at("general.positionEncodings"), encoding);
    if (params["workspaceFolders"].is_list()) {
        add_folders(server, params["workspaceFolders"]);
    } else if (std::string root = path_of_uri(params["rootUri"].string()); !root.empty()) {
        server.workspace.folders.push_back({params["rootUri"].string(), normal_path(root)});
    }
    if (params["trace"].is_string()) set_trace(server, {{}, Json::object({{"value", params["trace"]}})});
    if (params["processId"].integer() > 0) server.wire.watch_parent(static_cast<int>(params["processId"].integer()));
    server.initialized = true;
    take_settings(server, params["initializationOptions"]);

    Json capabilities = Json::object({{"positionEncoding", encoding}});
    for (const Method& method : methods())
        if (method.announce) method.announce(server, capabilities);
    return {Json::object({{"capabilities", std::move(capabilities)},
                          {"serverInfo", Json::object({{"name", "zenlint"}, {"version", version()}})}})};
}

Answer initialized(Server& server, const Request&) {
    register_watchers(server);
    fetch_settings(server, false);
    return {};
}

Answer shut_down(Server& server, const Request&) {
    server.shut_down = true;
    server.jobs.clear();
    server.to_push.clear();
    return {};
}

Answer leave(Server& server, const Request&) {
    server.exit_status = server.shut_down ? 0 : 1;
    return {};
}

Answer set_trace(Server& server, const Request& request) {
    const std::string& value = request.params["value"].string();
    server.trace_level = value == "verbose" ? 2 : value == "messages" ? 1 : 0;
    return {};
}

// The thread that reads has noted it; who works on the request sees it there. One that is answered leaves no trace.
Answer cancel(Server& server, const Request& request) {
    if (server.jobs.empty()) server.wire.cancelled(request.params["id"]);
    return {};
}

}  // namespace zen::lsp
