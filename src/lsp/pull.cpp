// Diagnostics that the client asks for: of a document, and of everything in the workspace.
#include <algorithm>
#include <memory>

#include "files/walk.h"
#include "lsp/families.h"
#include "system/files.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen::lsp {
namespace {

Json report(std::shared_ptr<const std::string> diagnostics, const std::string& result_id) {
    Json out = Json::object({{"kind", "full"}});
    if (!result_id.empty()) out.set("resultId", result_id);
    out.set("items", Json(Json::Raw{std::move(diagnostics)}));
    return out;
}

Json unchanged(const std::string& result_id) {
    return Json::object({{"kind", "unchanged"}, {"resultId", result_id}});
}

// One run over the folders. Files that are open are answered from what the editor holds, others from the disk.
class WorkspaceRun {
  public:
    WorkspaceRun(Server& server, const Request& request)
        : server_(server),
          id_(request.id),
          partial_(request.params["partialResultToken"]),
          progress_(request.params["workDoneToken"]) {
        for (const Json& known : request.params["previousResultIds"].items())
            previous_[known["uri"].string()] = known["value"].string();
        find();
        say("begin", "Checking the workspace");
    }

    // Does a file; false when it was the last.
    bool step() {
        if (server_.wire.cancelled(id_)) {
            say("end", "Cancelled");
            server_.respond(id_, Answer::failure(request_cancelled, "cancelled"));
            return false;
        }
        if (next_ < files_.size()) {
            one(files_[next_++]);
            say("report", formatted("{} of {} files", next_, files_.size()));
            return true;
        }
        say("end", std::to_string(files_.size()) + (files_.size() == 1 ? " file" : " files"));
        server_.respond(id_, {Json::object({{"items", std::move(items_)}})});
        return false;
    }

  private:
    void find() {
        for (const Folder& folder : server_.workspace.folders) {
            Walk walk;
            walk.current = folder.path;
            walk.gitignore = server_.workspace.profile(joined(folder.path, "x.py")).settings().respect_gitignore;
            walk.excluded = [this](const std::string& path, bool is_folder) {
                return server_.workspace.profile(path).settings().excluded(path, is_folder);
            };
            FileList found = find_files(std::vector<std::string>{folder.path}, walk);
            // A notebook's places are in its cells, which are documents only while it is open.
            for (std::string& file : found.files)
                if (!file.ends_with(".ipynb")) files_.push_back(normal_path(joined(folder.path, file)));
        }
        std::ranges::sort(files_);
        auto twice = std::ranges::unique(files_);
        files_.erase(twice.begin(), twice.end());
        for (const auto& [uri, document] : server_.documents)
            if (server_.unit_of(uri) == uri) open_[path_of_uri(uri)] = uri;
    }

    void one(const std::string& path) {
        auto open = open_.find(path);
        std::string uri = open == open_.end() ? uri_of_path(path) : open->second;
        std::string id;
        const Document* document = server_.document(uri);
        Json item;
        if (document) {
            auto text = server_.diagnostics(uri, id);
            item = matches(uri, id) ? unchanged(id) : report(std::move(text), id);
            item.set("version", document->version);
        } else {
            Result<std::string> bytes = files::read(path);
            if (!bytes) return;
            const RuleSet& rules = server_.workspace.rules(path);
            // What it says hangs on its text, the settings, and what it read in other files when it was last looked at.
            ModuleReads& reads = server_.workspace_reads[path];
            auto id_now = [&, hash = content_hash(*bytes)] {
                std::string digests;
                for (const ModuleRead& read : reads) append(digests, "{}/{}", read.digest.low, read.digest.high);
                return formatted("f{}-{}-{}", server_.workspace.generation(), hash, content_hash(digests));
            };
            id = id_now();
            if (matches(uri, id) && server_.workspace.hold(reads)) {
                item = unchanged(id);
            } else {
                reads.clear();
                Result<Source> source = Source::decode(path, std::move(*bytes));
                if (!source) return;
                Document text{std::string(source->text())};
                Checked checked;
                checked.rules = &rules;
                checked.own(lint(*source, rules, nullptr, server_.workspace.world(path, reads)));
                id = id_now();
                checked.cells = {{uri, 0, static_cast<std::uint32_t>(text.text().size())}};
                checked.source = std::move(*source);
                std::string list = diagnostics_json(checked, checked.cells[0], text, server_.client.diagnostics,
                                                    [](const std::string&) { return nullptr; });
                item = report(std::make_shared<const std::string>(std::move(list)), id);
            }
            item.set("version", {});
        }
        item.set("uri", uri);
        if (partial_.is_null())
            items_.push(std::move(item));
        else
            server_.notify("$/progress", Json::object({{"token", partial_},
                                                       {"value", Json::object({{"items", Json::list({item})}})}}));
    }

    bool matches(const std::string& uri, const std::string& id) const {
        auto known = previous_.find(uri);
        return known != previous_.end() && !id.empty() && known->second == id;
    }

    void say(const char* kind, std::string message) {
        if (progress_.is_null()) return;
        Json value = Json::object({{"kind", kind}});
        if (std::string_view(kind) == "begin") {
            value.set("title", "zenlint");
            value.set("cancellable", true);
            value.set("percentage", 0);
        }
        if (std::string_view(kind) == "report") {
            std::size_t percentage = next_ * 100 / std::max<std::size_t>(1, files_.size());
            if (percentage == said_) return;
            said_ = percentage;
            value.set("percentage", static_cast<std::int64_t>(percentage));
        }
        value.set("message", std::move(message));
        server_.notify("$/progress", Json::object({{"token", progress_}, {"value", std::move(value)}}));
    }

    Server& server_;
    Json id_, partial_, progress_;
    std::map<std::string, std::string> previous_;  // result ids, by URI
    std::map<std::string, std::string> open_;      // URIs of open documents, by path
    std::vector<std::string> files_;
    std::size_t next_ = 0, said_ = 0;
    Json items_ = Json::list();
};

}  // namespace

Answer document_diagnostic(Server& server, const Request& request) {
    const std::string& uri = request.params.at("textDocument.uri").string();
    if (!server.document(uri)) return Answer::failure(invalid_params, formatted("{} is not open", uri));
    std::string id;
    auto text = server.diagnostics(uri, id);
    if (!id.empty() && request.params["previousResultId"].string() == id) return {unchanged(id)};
    return {report(std::move(text), id)};
}

Answer workspace_diagnostic(Server& server, const Request& request) {
    auto run = std::make_shared<WorkspaceRun>(server, request);
    server.jobs.push_back([run] { return run->step(); });
    Answer later;
    later.later = true;
    return later;
}

}  // namespace zen::lsp
