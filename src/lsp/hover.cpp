// The lesson, one hover away: on a finding, on a code in a comment that silences it, in a configuration.
#include <algorithm>

#include "config/keys.h"
#include "engine/suppression/directives.h"
#include "lsp/asked.h"
#include "lsp/config_text.h"
#include "lsp/families.h"
#include "lsp/rule_text.h"
#include "syntax/parse.h"
#include "text/formatted.h"

namespace zen::lsp {
namespace {

Answer shown(const Server& server, std::string text, const Document& document, Span span) {
    Json contents = Json::object({{"kind", server.client.markdown ? "markdown" : "plaintext"}, {"value", text}});
    return {Json::object({{"contents", std::move(contents)},
                          {"range", range_json(document.range(span, server.client.diagnostics.unit))}})};
}

std::string pages(const RuleBook& book, const std::vector<RuleId>& rules) {
    std::string out;
    for (RuleId id : rules) out += (out.empty() ? "" : "\n---\n\n") + rule_markdown(book, id, false);
    return out;
}

Answer hover_in_configuration(Server& server, const std::string& path, const Document& document, std::uint32_t offset) {
    ConfigPlace place = config_place(document, path, offset);
    if (!place.ours || place.word.empty()) return {};
    Span word{place.word_start, place.word_end};
    const RuleBook& book = server.workspace.profile(path).book();
    for (const ConfigKey& key : config_keys())
        if (!place.in_value && place.table.empty() && place.word == key.name)
            return shown(server, formatted("**{}**\n\n{}\n\nDefault: `{}`", key.name, key.meaning, key.fallback),
                         document, word);
    std::vector<RuleId> rules = rules_named(book, place.word);
    if (rules.empty()) return {};
    return shown(server, pages(book, rules), document, word);
}

// The codes in the comment at the offset.
Answer in_comment(Server& server, const Checked& checked, const Cell& cell, const Document& document,
                  std::uint32_t offset) {
    std::string_view line = checked.source.slice(checked.source.line(offset));
    if (line.find('#') == line.npos) return {};
    Tree tree = parse(checked.source);
    for (const Suppression& s : suppressions(tree, checked.source))
        for (std::string_view code : s.codes) {
            auto start = static_cast<std::uint32_t>(code.data() - checked.source.text().data());
            Span span{start, start + static_cast<std::uint32_t>(code.size())};
            if (offset < span.start || offset > span.end) continue;
            std::vector<RuleId> rules = rules_named(checked.rules->book(), code);
            if (rules.empty()) return {};
            return shown(server, pages(checked.rules->book(), rules), document,
                         {span.start - cell.start, span.end - cell.start});
        }
    return {};
}

}  // namespace

Answer hover(Server& server, const Request& request) {
    const auto [uri, document, offset, configuration] = asked_place(server, request);
    if (!document) return {};
    if (!configuration.empty()) return hover_in_configuration(server, configuration, *document, offset);
    Checked* checked = server.check(server.unit_of(uri));
    const Cell* cell = checked ? checked->cell(uri) : nullptr;
    if (!cell || checked->excluded) return {};
    std::uint32_t at = offset + cell->start;
    const Finding* best = nullptr;  // the shortest around the place
    for (const FindingRef& f : checked->findings)
        if (f->span.start <= at && at <= f->span.end && (!best || f->span.size() < best->span.size())) best = f.finding;
    if (!best) return in_comment(server, *checked, *cell, *document, at);
    const RuleBook& book = checked->rules->book();
    std::string text;
    if (best->message != book[best->rule].title()) text = formatted("{}\n\n---\n\n", best->message);
    text += rule_markdown(book, best->rule, false);
    std::uint32_t end = std::min(best->span.end - cell->start, cell->size);
    return shown(server, std::move(text), *document, {best->span.start - cell->start, end});
}

}  // namespace zen::lsp
