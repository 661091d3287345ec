// What the editor offers at a place: mend this, mend all like it, silence it, read about it.
#include <algorithm>
#include <set>

#include "lsp/actions.h"
#include "lsp/families.h"
#include "report/report.h"
#include "text/formatted.h"

namespace zen::lsp {
namespace {

constexpr std::string_view fix_all_kind = "source.fixAll.zenlint";

// Does the client want actions of this kind? A kind stands for those below it.
bool wanted(const Json& only, std::string_view kind) {
    if (only.items().empty()) return true;
    return std::ranges::any_of(only.items(), [&](const Json& item) {
        const std::string& wish = item.string();
        return wish.empty() || kind == wish || (kind.starts_with(wish) && kind[wish.size()] == '.');
    });
}

// A rule of which at least two findings can be fixed.
bool recurs(const Checked& checked, const Finding& f) {
    auto fixable = [&](const FindingRef& other) {
        return other->rule == f.rule && other->fix && other->fix->applicability != Applicability::display;
    };
    return std::ranges::count_if(checked.findings, fixable) > 1;
}

class Offer {
  public:
    Offer(Server& server, const Checked& checked, const Cell& cell, const Json& params)
        : server_(server), checked_(checked), cell_(cell), context_(params["context"]) {}

    void about(const Finding& f) {
        const RuleBook::Entry& rule = checked_.rules->book()[f.rule];
        std::string name(rule.name());
        if (wanted(context_["only"], "quickfix")) {
            fix(f, name);
            bool fixable = f.fix && f.fix->applicability != Applicability::display;
            if (fixable && once_.insert("fixRule " + name).second && recurs(checked_, f)) {
                Json action = base(formatted("Fix all {} in this file{}", name, note_of_all(f)), "quickfix");
                lazily(std::move(action), data("fixRule", f));
            }
            Json suppress = base(formatted("Silence {} ({}) on this line", rule.code(), name), "quickfix");
            suppress.set("diagnostics", diagnostics_of(f));
            lazily(std::move(suppress), data("suppress", f));
            read(f, name);
        }
    }

    void about_file() {
        if (!wanted(context_["only"], fix_all_kind)) return;
        // Asked for by name, it is worth the work; in a menu, only where something can be mended.
        auto safe = [](const FindingRef& f) { return f->fix && f->fix->applicability == Applicability::safe; };
        if (context_["only"].items().empty() && std::ranges::none_of(checked_.findings, safe)) return;
        Json action = base("Make all safe fixes", fix_all_kind);
        Json about = Json::object({{"action", "fixAll"}, {"uri", cell_.uri}, {"version", version()}});
        lazily(std::move(action), std::move(about));
    }

    Json take() { return std::move(list_); }

  private:
    static Json base(std::string title, std::string_view kind) {
        return Json::object({{"title", std::move(title)}, {"kind", kind}});
    }
    // What is said of all fixes of the finding's rule as unsafe ones: the reason only where they share it.
    std::string note_of_all(const Finding& f) const {
        Fix shared = *f.fix;
        for (const FindingRef& other : checked_.findings)
            if (other->rule == f.rule && other->fix && other->fix->reason != shared.reason) shared.reason.clear();
        return unsafe_note(shared);
    }
    std::int64_t version() const { return server_.document(cell_.uri)->version; }

    Json data(const char* action, const Finding& f) const {
        return Json::object({{"action", action},
                             {"uri", cell_.uri},
                             {"version", version()},
                             {"name", checked_.rules->book()[f.rule].name()},
                             {"id", finding_id(checked_, f)},
                             {"offset", f.span.start}});
    }

    // The client's diagnostics that are about this finding.
    Json diagnostics_of(const Finding& f) const {
        std::string id = finding_id(checked_, f);
        std::string_view code = checked_.rules->book()[f.rule].code();
        Json exact = Json::list(), alike = Json::list();
        Range range = server_.document(cell_.uri)->range({f.span.start - cell_.start, f.span.end - cell_.start},
                                                         server_.client.diagnostics.unit);
        for (const Json& d : context_["diagnostics"].items()) {
            if (d["source"].string() != "zenlint" || d["code"].string() != code) continue;
            if (auto there = range_of(d["range"]); there && there->start == range.start && there->end == range.end)
                exact.push(d);
            else if (d.at("data.id").string() == id)
                alike.push(d);  // the text has moved since
        }
        return exact.items().empty() ? alike : exact;
    }

    void fix(const Finding& f, const std::string& name) {
        if (!f.fix || f.fix->applicability == Applicability::display) {
            if (!server_.client.disabled_actions) return;
            Json action = base(formatted("Fix {}", name), "quickfix");
            action.set("disabled",
                       Json::object({{"reason", f.fix ? "zenlint shows what to write, but does not make this change"
                                                      : "there is no automatic fix for this finding"}}));
            list_.push(std::move(action));
            return;
        }
        bool unsafe = f.fix->applicability == Applicability::unsafe;
        Json action = base((f.fix->title.empty() ? f.message : f.fix->title) + unsafe_note(*f.fix), "quickfix");
        action.set("diagnostics", diagnostics_of(f));
        if (!unsafe) action.set("isPreferred", true);
        lazily(std::move(action), data("fix", f));
    }

    void read(const Finding& f, const std::string& name) {
        if (!once_.insert("read " + name).second) return;
        std::string_view url = course_url(checked_.rules->book(), f.rule);
        if (url.empty()) return;
        std::string title = formatted("Open the course section about {}", name);
        Json command = Json::object(
            {{"title", title}, {"command", "zenlint.openCourse"}, {"arguments", Json::list({Json(name)})}});
        Json action = base(title, "quickfix");
        action.set("command", std::move(command));
        list_.push(std::move(action));
    }

    // With its edit only when the client cannot ask for it later.
    void lazily(Json action, Json about);

    Server& server_;
    const Checked& checked_;
    const Cell& cell_;
    const Json& context_;
    std::set<std::string> once_;
    Json list_ = Json::list();
};

// The edit that an action's data speaks of; null when the text is another by now, or nothing is left to do.
Json edit_of(Server& server, const Json& data) {
    const std::string& uri = data["uri"].string();
    const Document* document = server.document(uri);
    Checked* checked = server.check(server.unit_of(uri));
    if (!document || !checked || checked->excluded) return {};
    if (document->version != data["version"].integer(-1)) return {};
    const std::string& action = data["action"].string();
    if (action == "fixAll") {
        bool unsafe = server.workspace.settings(server.path_of(uri)).unsafe_fixes;
        return fix_all_edit(server, *checked, {}, unsafe ? Applicability::unsafe : Applicability::safe)
            .value_or(Json());
    }
    auto offset = static_cast<std::uint32_t>(data["offset"].integer());
    const Finding* f = find_finding(*checked, data["id"].string(), offset);
    if (!f) return {};
    if (action == "fix") return fix_edit(server, *checked, *f).value_or(Json());
    if (action == "suppress") return suppress_edit(server, *checked, *f).value_or(Json());
    if (action == "fixRule" && f->fix)
        return fix_all_edit(server, *checked, f->rule, f->fix->applicability).value_or(Json());
    return {};
}

void Offer::lazily(Json action, Json about) {
    if (server_.client.resolve_edit) {
        action.set("data", std::move(about));
    } else {
        Json edit = edit_of(server_, about);
        if (edit.is_null()) return;
        action.set("edit", std::move(edit));
    }
    list_.push(std::move(action));
}

}  // namespace

Answer code_action(Server& server, const Request& request) {
    const std::string& uri = request.params.at("textDocument.uri").string();
    const Document* document = server.document(uri);
    Checked* checked = server.check(server.unit_of(uri));
    const Cell* cell = checked ? checked->cell(uri) : nullptr;
    if (!document || !cell || checked->excluded) return {Json::list()};
    Span span = document->span(*range_of(request.params["range"]), server.client.diagnostics.unit);
    Offer offer(server, *checked, *cell, request.params);
    for (const FindingRef& ref : checked->findings) {
        const Finding& f = *ref;
        if (checked->cell_at(f.span.start) != cell) continue;
        if (f.span.start - cell->start <= span.end && span.start <= f.span.end - cell->start) offer.about(f);
    }
    offer.about_file();
    return {offer.take()};
}

Answer resolve_code_action(Server& server, const Request& request) {
    Json action = request.params;
    if (!action["data"].is_object()) return {std::move(action)};
    const std::string& uri = action.at("data.uri").string();
    const Document* document = server.document(uri);
    if (!document) return Answer::failure(invalid_params, formatted("{} is not open", uri));
    if (document->version != action.at("data.version").integer(-1))
        return Answer::failure(content_modified, "the text has changed since");
    Json edit = edit_of(server, action["data"]);
    action.set("edit", edit.is_null() ? Json::object({{"changes", Json::object()}}) : std::move(edit));
    return {std::move(action)};
}

}  // namespace zen::lsp
