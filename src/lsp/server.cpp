#include "lsp/server.h"

#include <algorithm>
#include <chrono>
#include <exception>

#include "engine/incremental/relint.h"
#include "lsp/notebook.h"
#include "system/memory.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen::lsp {
namespace {

using namespace std::chrono_literals;

Json envelope() {
    return Json::object({{"jsonrpc", "2.0"}});
}

bool fits(const Json& value, std::string_view type) {
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_integer();
    if (type == "list") return value.is_list();
    if (type == "object") return value.is_object();
    if (type == "range") return range_of(value).has_value();
    if (type == "position") return position_of(value).has_value();
    return true;
}

// The first of the members that is missing or of the wrong type, see Method::needs.
std::string missing(const Json& params, std::string_view needs) {
    while (!needs.empty()) {
        std::size_t blank = std::min(needs.find(' '), needs.size());
        std::string_view need = needs.substr(0, blank);
        needs.remove_prefix(std::min(blank + 1, needs.size()));
        std::size_t colon = need.find(':');
        if (!fits(params.at(need.substr(0, colon)), need.substr(colon + 1)))
            return formatted("{} must be a {}", need.substr(0, colon), need.substr(colon + 1));
    }
    return {};
}

// What it has learnt of rules and other files holds no longer.
void forget_state(Unit& unit) {
    unit.relinter.reset();
    unit.reads.clear();
}

}  // namespace

int Server::run() {
    while (!exit_status) {
        const bool idle = jobs.empty() && to_push.empty();
        if (auto incoming = wire.next(!idle ? 0ms : kept_memory_ ? 300ms : Transport::for_ever)) {
            take(std::move(*incoming));
            kept_memory_ = true;
            continue;
        }
        if (wire.closed()) return shut_down ? 0 : 1;
        if (idle) {
            memory::give_back();  // of use to others while nobody types
            kept_memory_ = false;
            continue;
        }
        // Nothing is waiting: whatever text there is now is the newest.
        if (!to_push.empty()) {
            push_diagnostics();
            continue;
        }
        auto job = std::move(jobs.front());
        jobs.erase(jobs.begin());
        if (job()) jobs.push_back(std::move(job));
    }
    return *exit_status;
}

void Server::take(Incoming incoming) {
    if (!incoming.fault.empty()) return respond({}, Answer::failure(parse_error, incoming.fault));
    const Json& id = incoming.message["id"];
    try {
        dispatch(incoming.message);
    } catch (const std::exception& fault) {
        std::string what = formatted("internal error in zenlint, please report it: {}", fault.what());
        log(Say::error, what);
        if (!id.is_null()) respond(id, Answer::failure(internal_error, what));
    }
}

void Server::dispatch(const Json& message) {
    const Json& id = message["id"];
    if (!message.is_object()) return respond({}, Answer::failure(invalid_request, "a message must be an object"));
    if (!id.is_null() && !id.is_integer() && !id.is_string())
        return respond({}, Answer::failure(invalid_request, "an id must be a number or a string"));
    if (!message["method"].is_string()) {
        auto asked = waiting_.find(id.integer(-1));
        if (asked == waiting_.end()) {
            if (message["result"].is_null() && message["error"].is_null())
                respond(id, Answer::failure(invalid_request, "neither a request nor a response"));
            return;
        }
        auto take_result = std::move(asked->second);
        waiting_.erase(asked);
        if (take_result) take_result(message["result"]);
        return;
    }
    const std::string& name = message["method"].string();
    bool asks = !id.is_null();
    auto refuse = [&](int error, std::string why) {
        if (asks)
            respond(id, Answer::failure(error, std::move(why)));
        else
            log(Say::warning, formatted("{}: {}", name, why));
    };
    if (trace_level > 0) trace(formatted("<- {}", name));
    if (asks && wire.cancelled(id)) return refuse(request_cancelled, "cancelled");
    auto method = std::ranges::find(methods(), name, &Method::name);
    if (method == methods().end()) {
        if (asks || !name.starts_with("$/")) refuse(method_not_found, formatted("there is no method {}", name));
        return;
    }
    if (method->request != asks)
        return refuse(invalid_request,
                      method->request ? "this is a request and needs an id" : "this is a notification and has no id");
    if (!initialized && name != "initialize" && name != "exit")
        return refuse(not_initialized, "`initialize` must come first");
    if (shut_down && name != "exit") return refuse(invalid_request, "the server has been shut down");
    Request request{id, message["params"]};
    if (std::string lack = missing(request.params, method->needs); !lack.empty())
        return refuse(invalid_params, formatted("{}: {}", name, lack));
    Answer answer = method->handle(*this, request);
    if (asks && !answer.later) respond(id, answer);
    if (!asks && answer.error) log(Say::warning, formatted("{}: {}", name, answer.message));
}

void Server::notify(std::string_view method, Json params) {
    Json message = envelope();
    message.set("method", std::string(method));
    message.set("params", std::move(params));
    wire.send(message.text());
}

void Server::request(std::string_view method, Json params, std::function<void(const Json&)> take_result) {
    Json message = envelope();
    message.set("id", ++last_id_);
    message.set("method", std::string(method));
    message.set("params", std::move(params));
    waiting_[last_id_] = std::move(take_result);
    wire.send(message.text());
}

void Server::respond(const Json& id, const Answer& answer) {
    std::string out = "{\"jsonrpc\":\"2.0\",\"id\":";
    id.write(out);
    if (answer.error) {
        out += ",\"error\":";
        Json::object({{"code", answer.error}, {"message", answer.message}}).write(out);
    } else {
        out += ",\"result\":";
        answer.result.write(out);
    }
    out += '}';
    wire.send(out);
    if (!id.is_null()) wire.cancelled(id);  // too late now
}

void Server::log(Say level, std::string message) {
    notify("window/logMessage", Json::object({{"type", static_cast<int>(level)}, {"message", std::move(message)}}));
}

void Server::show(Say level, std::string message) {
    notify("window/showMessage", Json::object({{"type", static_cast<int>(level)}, {"message", std::move(message)}}));
}

void Server::trace(std::string message) {
    notify("$/logTrace", Json::object({{"message", std::move(message)}}));
}

const Document* Server::document(const std::string& uri) const {
    auto found = documents.find(uri);
    return found == documents.end() ? nullptr : &found->second;
}

std::string Server::path_of(const std::string& uri) const {
    std::string path = path_of_uri(uri);
    if (!path.empty()) return normal_path(path);
    std::string folder = workspace.folders.empty() ? "/" : workspace.folders.front().path;
    return joined(folder, "untitled.py");
}

std::string Server::unit_of(const std::string& uri) const {
    for (const auto& [notebook, content] : notebooks)
        if (std::ranges::find(content.cells, uri) != content.cells.end()) return notebook;
    const Document* text = document(uri);
    return text && text->language == "python" ? uri : std::string();
}

Checked* Server::check(const std::string& unit_uri) {
    if (unit_uri.empty()) return nullptr;
    Unit& unit = units[unit_uri];
    if (!unit.fresh || unit.generation != workspace.generation()) check_unit(unit_uri, unit);
    for (const Trouble& trouble : workspace.take_troubles())
        if (told_.insert(trouble.text()).second) show(Say::error, formatted("zenlint: {}", trouble.text()));
    return &unit.checked;
}

void Server::check_unit(const std::string& uri, Unit& unit) {
    std::string path = path_of(uri);
    if (unit.generation != workspace.generation()) forget_state(unit);  // it knows rules that are gone
    unit.fresh = true;
    unit.generation = workspace.generation();
    Checked& out = unit.checked;
    out.cells.clear();
    out.findings = {};
    auto notebook = notebooks.find(uri);
    if (notebook != notebooks.end()) {
        out.source = joined_cells(*this, notebook->second, path, out.cells);
    } else {
        std::string text = documents[uri].text();
        out.cells.push_back({uri, 0, static_cast<std::uint32_t>(text.size())});
        out.source = Source::from_text(path, std::move(text), out.source);
    }
    out.rules = &workspace.rules(path);
    unit.generation = workspace.generation();
    out.excluded = workspace.excluded(path);
    if (out.excluded) return;
    if (notebook != notebooks.end()) {
        unit.reads.clear();
        out.own(lint(out.source, *out.rules, nullptr, workspace.world(path, unit.reads)));
        return;
    }
    if (!unit.relinter) unit.relinter = std::make_shared<Relinter>(*out.rules, workspace.world(path, unit.reads));
    unit.relinter->update(out.source);
    out.findings = unit.relinter->findings();
}

void Server::files_changed(std::span<const std::string> paths) {
    for (const std::string& path : paths) workspace.file_changed(path);
    bool any = false;
    for (auto& [uri, unit] : units) {
        if (workspace.hold(unit.reads)) continue;
        any = true;
        forget_state(unit);
        auto notebook = notebooks.find(uri);
        touched(notebook == notebooks.end() || notebook->second.cells.empty() ? uri : notebook->second.cells.front());
    }
    if (any && client.pull && client.refresh) request("workspace/diagnostic/refresh", {});
}

void Server::touched(const std::string& uri) {
    std::string unit_uri = unit_of(uri);
    if (unit_uri.empty()) return;
    units[unit_uri].fresh = false;
    auto notebook = notebooks.find(unit_uri);
    if (client.pull) return;
    if (notebook == notebooks.end())
        to_push.insert(uri);
    else
        to_push.insert(notebook->second.cells.begin(), notebook->second.cells.end());
}

void Server::touch_all() {
    for (auto& [uri, unit] : units) unit.fresh = false;
    told_.clear();
    for (const auto& [uri, text] : documents) touched(uri);
    if (client.pull && client.refresh) request("workspace/diagnostic/refresh", {});
}

std::shared_ptr<const std::string> Server::diagnostics(const std::string& uri, std::string& result_id) {
    static const auto none = std::make_shared<const std::string>("[]");
    std::string unit_uri = unit_of(uri);
    Checked* checked = check(unit_uri);
    const Cell* cell = checked ? checked->cell(uri) : nullptr;
    const Document* text = document(uri);
    if (!cell || !text) return none;
    Unit& unit = units[unit_uri];
    std::string now = diagnostics_json(*checked, *cell, *text, client.diagnostics,
                                       [this](const std::string& other) { return document(other); });
    std::shared_ptr<const std::string>& before = unit.sent[uri];
    std::string& id = unit.ids[uri];
    if (!before || now != *before) {
        id = "r" + std::to_string(++last_result_);
        before = std::make_shared<const std::string>(std::move(now));
    }
    result_id = id;
    return before;
}

void Server::push_diagnostics() {
    std::string uri = *to_push.begin();
    to_push.erase(to_push.begin());
    const Document* text = document(uri);
    if (!text) return;
    Json params = Json::object({{"uri", uri}});
    if (client.version_support) params.set("version", text->version);
    std::string id;
    params.set("diagnostics", Json(Json::Raw{diagnostics(uri, id)}));
    notify("textDocument/publishDiagnostics", std::move(params));
}

}  // namespace zen::lsp
