// The server's state, and what the handlers of requests share. One thread works through the messages in the order in
// which they came, so no answer can overtake another; a second one only reads.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lsp/check.h"
#include "lsp/document.h"
#include "lsp/json.h"
#include "lsp/transport.h"
#include "lsp/workspace.h"

namespace zen {
class Relinter;
}

namespace zen::lsp {

// JSON-RPC's and LSP's error codes that we use.
enum Error : int {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal_error = -32603,
    not_initialized = -32002,
    request_failed = -32803,
    request_cancelled = -32800,
    content_modified = -32801,
};

struct Request {
    Json id;  // null for a notification
    Json params;
};

// A result, or an error when `error` is not 0. With `later`, the handler sees to the answer itself.
struct Answer {
    Json result;
    int error = 0;
    std::string message = {};
    bool later = false;

    static Answer failure(int error, std::string message) { return {{}, error, std::move(message), false}; }
};

class Server;

struct Method {
    std::string_view name;
    bool request;
    // Members that the parameters must have: "textDocument.uri:string position:position range:range".
    std::string_view needs;
    Answer (*handle)(Server& server, const Request& request);
    // What it adds to the server's capabilities; null for nothing.
    void (*announce)(const Server& server, Json& capabilities);
};
std::span<const Method> methods();

// What the client said that it can do.
struct Client {
    DiagnosticStyle diagnostics;
    bool pull = false, refresh = false;
    bool version_support = false;
    bool resolve_edit = false, disabled_actions = false;
    bool document_changes = false;
    bool configuration = false, watched_files = false, pull_configuration_registration = false;
    bool progress = false, show_document = false, apply_edit = false;
    bool markdown = true, snippets = false;
};

struct Notebook {
    std::int64_t version = 0;
    std::vector<std::string> cells;  // their URIs, in order
};

// A text that is linted as one: a document or a notebook. By the URI of either.
struct Unit {
    Checked checked;
    std::uint64_t generation = 0;                                    // of the workspace, when it was checked
    bool fresh = false;                                              // is `checked` of the present text?
    std::map<std::string, std::shared_ptr<const std::string>> sent;  // by document: its diagnostics as last made
    std::map<std::string, std::string> ids;                          // by document: the result id of those
    ModuleReads reads;                                               // what `relinter` asked of other files
    std::shared_ptr<Relinter> relinter;
};

class Server {
  public:
    explicit Server(Transport& transport) : wire(transport) {}
    // Until the client says `exit` or is gone; the status to exit with.
    int run();

    // ---- Messages
    void notify(std::string_view method, Json params);
    void request(std::string_view method, Json params, std::function<void(const Json& result)> take = {});
    void respond(const Json& id, const Answer& answer);
    enum class Say : int { error = 1, warning = 2, info = 3, log = 4 };
    void log(Say level, std::string message);   // for those who look into it
    void show(Say level, std::string message);  // for everybody
    void trace(std::string message);

    // ---- Texts
    // The URI of the unit that the document belongs to; empty for one that is not linted or not open.
    std::string unit_of(const std::string& uri) const;
    // The findings of the present text; null for what is not linted.
    Checked* check(const std::string& unit_uri);
    const Document* document(const std::string& uri) const;
    // The path that stands for a URI: its own, or one in the first folder for what is on no disk.
    std::string path_of(const std::string& uri) const;
    // The document's text changed, was opened or closed.
    void touched(const std::string& uri);
    void touch_all();                                        // settings changed
    void files_changed(std::span<const std::string> paths);  // on the disk
    // The diagnostics of an open document as the text of a JSON list, and the id of that result.
    std::shared_ptr<const std::string> diagnostics(const std::string& uri, std::string& result_id);
    void push_diagnostics();

    Transport& wire;
    Client client;
    Workspace workspace;
    std::map<std::string, Document> documents;  // those of notebooks' cells too
    std::map<std::string, Notebook> notebooks;
    std::map<std::string, Unit> units;
    std::map<std::string, ModuleReads>
        workspace_reads;            // of files that are not open, by path, in the last run over all
    std::set<std::string> to_push;  // documents whose diagnostics are due
    // Work that goes on between messages, a piece at a time; returns false when it is done.
    std::vector<std::function<bool()>> jobs;
    bool initialized = false, shut_down = false;
    std::optional<int> exit_status;
    int trace_level = 0;  // 1: messages, 2: verbose

  private:
    void take(Incoming incoming);
    void dispatch(const Json& message);
    void check_unit(const std::string& uri, Unit& unit);

    std::map<std::int64_t, std::function<void(const Json&)>> waiting_;
    std::int64_t last_id_ = 0, last_result_ = 0;
    std::set<std::string> told_;  // troubles that were shown
    bool kept_memory_ = false;    // has anything happened since memory was last given back?
};

}  // namespace zen::lsp
