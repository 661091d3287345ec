// Commands that an editor can bind to a key.
#include <algorithm>

#include "lsp/actions.h"
#include "lsp/families.h"
#include "lsp/rule_text.h"
#include "report/report.h"
#include "text/formatted.h"

namespace zen::lsp {
namespace {

// A command's first argument is a URI, or an object that holds one.
std::string uri_of(const Json& argument) {
    return argument.is_object() ? argument["uri"].string() : argument.string();
}

Answer apply(Server& server, const std::string& label, std::optional<Json> edit) {
    if (!edit) return {Json::object({{"applied", false}, {"reason", "there is nothing to fix"}})};
    if (!server.client.apply_edit) return {std::move(*edit)};
    server.request("workspace/applyEdit", Json::object({{"label", label}, {"edit", std::move(*edit)}}));
    return {Json::object({{"applied", true}})};
}

const RuleBook& book_of(Server& server) {
    std::string folder = server.workspace.folders.empty() ? "" : server.workspace.folders.front().path;
    return server.workspace.profile(folder + "/x.py").book();
}

Answer fix_all(Server& server, const Json& arguments, bool one_rule) {
    std::string uri = arguments.items().empty() ? "" : uri_of(arguments.items()[0]);
    Checked* checked = server.check(server.unit_of(uri));
    if (!checked) return Answer::failure(invalid_params, "the first argument is the URI of an open Python document");
    bool unsafe = server.workspace.settings(server.path_of(uri)).unsafe_fixes;
    Applicability boldest = unsafe ? Applicability::unsafe : Applicability::safe;
    if (!one_rule) return apply(server, "zenlint: fix all", fix_all_edit(server, *checked, {}, boldest));
    std::string name = arguments.items().size() > 1 ? arguments.items()[1].string() : "";
    auto rule = checked->rules->book().find(name);
    if (!rule) return Answer::failure(invalid_params, "the second argument is the code or name of a rule");
    // Who names the rule means it: its unsafe fixes too, to be confirmed where the editor can ask.
    return apply(server, formatted("zenlint: fix all {}", name),
                 fix_all_edit(server, *checked, *rule, Applicability::unsafe));
}

Answer explain(Server& server, const Json& arguments) {
    const RuleBook& book = book_of(server);
    std::string name = arguments.items().empty() ? "" : arguments.items()[0].string();
    std::vector<RuleId> rules = rules_named(book, name);
    if (rules.empty()) return Answer::failure(invalid_params, unknown_rule(book, name));
    std::string out;
    for (RuleId id : rules) out += (out.empty() ? "" : "\n---\n\n") + rule_markdown(book, id, true);
    return {out};
}

Answer open_course(Server& server, const Json& arguments) {
    const RuleBook& book = book_of(server);
    std::string name = arguments.items().empty() ? "" : arguments.items()[0].string();
    std::vector<RuleId> rules = rules_named(book, name);
    if (rules.empty()) return Answer::failure(invalid_params, unknown_rule(book, name));
    std::string url(course_url(book, rules.front()));
    if (url.empty()) return Answer::failure(request_failed, formatted("{} belongs to no section of the course", name));
    if (server.client.show_document)
        server.request("window/showDocument", Json::object({{"uri", url}, {"external", true}}));
    else
        server.show(Server::Say::info, url);
    return {url};
}

}  // namespace

Answer execute_command(Server& server, const Request& request) {
    const std::string& command = request.params["command"].string();
    const Json& arguments = request.params["arguments"];
    if (command == "zenlint.fixAll") return fix_all(server, arguments, false);
    if (command == "zenlint.fixRule") return fix_all(server, arguments, true);
    if (command == "zenlint.explain") return explain(server, arguments);
    if (command == "zenlint.openCourse") return open_course(server, arguments);
    return Answer::failure(invalid_params, formatted("there is no command {}", command));
}

}  // namespace zen::lsp
