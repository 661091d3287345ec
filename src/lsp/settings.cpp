// Settings from the editor, configurations on the disk, folders: everything that may change which rules hold.
#include <algorithm>

#include "lsp/families.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen::lsp {
namespace {

// Clients send what they hold under "zenlint", or an object that holds it.
const Json& section(const Json& json) {
    if (json["zenlint"].is_object()) return json["zenlint"];
    return json["settings"].is_object() ? section(json["settings"]) : json;
}

void complain(Server& server, const std::vector<std::string>& troubles) {
    for (const std::string& trouble : troubles) server.show(Server::Say::warning, formatted("zenlint: {}", trouble));
}

bool configuration_file(std::string_view name) {
    for (std::string_view known :
         {"pyproject.toml", "zenlint.toml", ".zenlint.toml", "ruff.toml", ".ruff.toml", ".gitignore", ".ignore"})
        if (name == known) return true;
    return name.ends_with(".md");  // a rule page of the user's own
}

// What is wrong with a configuration is said when it is read, so read it soon.
void settings_changed(Server& server, bool changed) {
    if (changed) server.touch_all();
    for (const Folder& folder : server.workspace.folders) server.workspace.profile(joined(folder.path, "x.py"));
    for (const Trouble& trouble : server.workspace.take_troubles())
        server.show(Server::Say::error, formatted("zenlint: {}", trouble.text()));
}

}  // namespace

void take_settings(Server& server, const Json& json) {
    if (!json.is_object()) return;
    std::vector<std::string> troubles;
    server.workspace.set_settings(section(json), troubles);
    complain(server, troubles);
}

void fetch_settings(Server& server, bool changed) {
    if (!server.client.configuration) return settings_changed(server, changed);
    Json items = Json::list({Json::object({{"section", "zenlint"}})});
    std::vector<std::string> paths;
    for (const Folder& folder : server.workspace.folders) {
        items.push(Json::object({{"scopeUri", folder.uri}, {"section", "zenlint"}}));
        paths.push_back(folder.path);
    }
    server.request("workspace/configuration", Json::object({{"items", std::move(items)}}),
                   [&server, paths, changed](const Json& result) {
                       std::vector<std::string> troubles;
                       const auto& answers = result.items();
                       // A client without settings of ours answers null or {}: what was said at first stays.
                       auto says = [&](std::size_t i) { return i < answers.size() && !answers[i].members().empty(); };
                       if (says(0)) server.workspace.set_settings(answers[0], troubles);
                       for (std::size_t i = 0; i < paths.size(); ++i)
                           if (says(i + 1)) server.workspace.set_settings(paths[i], answers[i + 1], troubles);
                       complain(server, troubles);
                       bool said = false;
                       for (std::size_t i = 0; i <= paths.size(); ++i) said = said || says(i);
                       settings_changed(server, changed || said);
                   });
}

void register_watchers(Server& server) {
    Json list = Json::list();
    if (server.client.watched_files) {
        Json watchers = Json::list();
        for (const char* glob :
             {"**/{pyproject,zenlint,.zenlint,ruff,.ruff}.toml", "**/{.gitignore,.ignore}", "**/*.{py,pyi}"})
            watchers.push(Json::object({{"globPattern", glob}}));
        for (const Folder& folder : server.workspace.folders)
            for (const Written& page : server.workspace.profile(joined(folder.path, "x.py")).settings().rule_pages)
                watchers.push(Json::object({{"globPattern", page.text}}));
        list.push(Json::object({{"id", "zenlint-files"},
                                {"method", "workspace/didChangeWatchedFiles"},
                                {"registerOptions", Json::object({{"watchers", std::move(watchers)}})}}));
    }
    if (server.client.pull_configuration_registration)
        list.push(Json::object({{"id", "zenlint-settings"},
                                {"method", "workspace/didChangeConfiguration"},
                                {"registerOptions", Json::object({{"section", "zenlint"}})}}));
    if (!list.items().empty())
        server.request("client/registerCapability", Json::object({{"registrations", std::move(list)}}));
}

void add_folders(Server& server, const Json& list) {
    for (const Json& folder : list.items())
        if (std::string path = path_of_uri(folder["uri"].string()); !path.empty())
            server.workspace.folders.push_back({folder["uri"].string(), normal_path(path)});
}

Answer did_change_configuration(Server& server, const Request& request) {
    const Json& given = section(request.params["settings"]);
    if (!given.members().empty()) take_settings(server, given);
    server.workspace.forget();
    fetch_settings(server, true);
    return {};
}

Answer did_change_watched_files(Server& server, const Request& request) {
    bool settings = false;
    std::vector<std::string> modules;
    for (const Json& change : request.params["changes"].items()) {
        const std::string path = normal_path(path_of_uri(change["uri"].string()));
        settings = settings || configuration_file(name_of(path));
        if (path.ends_with(".py") || path.ends_with(".pyi")) modules.push_back(path);
    }
    if (settings) {
        server.workspace.forget();
        settings_changed(server, true);
    } else if (!modules.empty()) {
        server.files_changed(modules);
    }
    return {};
}

Answer did_change_folders(Server& server, const Request& request) {
    for (const Json& gone : request.params.at("event.removed").items())
        std::erase_if(server.workspace.folders, [&](const Folder& f) { return f.uri == gone["uri"].string(); });
    add_folders(server, request.params.at("event.added"));
    server.workspace.forget();
    fetch_settings(server, true);
    return {};
}

}  // namespace zen::lsp
