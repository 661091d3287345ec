// Names of rules in comments that silence them, and keys and rules in configurations.
#include <algorithm>
#include <set>

#include "config/keys.h"
#include "lsp/asked.h"
#include "lsp/config_text.h"
#include "lsp/families.h"
#include "lsp/rule_text.h"

namespace zen::lsp {
namespace {

constexpr int value_kind = 12, property_kind = 10;  // CompletionItemKind

class Items {
  public:
    Items(const Server& server, const Document& document, Span word)
        : range_(range_json(document.range(word, server.client.diagnostics.unit))) {}

    void add(std::string_view label, int kind, std::string_view detail, std::string documentation, std::string insert,
             std::string_view sort) {
        Json item = Json::object({{"label", label}, {"kind", kind}, {"detail", detail}, {"sortText", sort}});
        if (!documentation.empty()) item.set("documentation", std::move(documentation));
        item.set("textEdit", Json::object({{"range", range_}, {"newText", std::move(insert)}}));
        list_.push(std::move(item));
    }
    void rules(const RuleBook& book, bool names, const std::set<RuleId>& here) {
        for (RuleId id = 0; id < book.rules().size(); ++id) {
            std::string first = here.contains(id) ? "0" : "1";
            std::string code(book[id].code()), name(book[id].name());
            std::string label = names ? name : code;
            add(label, value_kind, names ? code : name, rule_line(book, id), label, first + label);
        }
    }
    Answer take() { return {Json::object({{"isIncomplete", false}, {"items", std::move(list_)}})}; }

  private:
    Json range_;
    Json list_ = Json::list();
};

bool word_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

enum class Place { none, codes, names };

// What belongs at the end of the line's text so far?
Place place_in_comment(std::string_view line) {
    std::string text = lower(line);
    std::size_t hash = text.rfind('#');
    if (hash == text.npos) return Place::none;
    std::string_view comment = std::string_view(text).substr(hash);
    if (std::size_t ours = comment.find("zenlint:"); ours != comment.npos) {
        std::size_t open = comment.find('[', ours);
        bool inside = open != comment.npos && comment.find(']', open) == comment.npos;
        return inside ? Place::names : Place::none;
    }
    return comment.find("noqa:") != comment.npos ? Place::codes : Place::none;
}

Answer completed_in_configuration(Server& server, const std::string& path, const Document& document,
                                  std::uint32_t offset) {
    ConfigPlace place = config_place(document, path, offset);
    Items items(server, document, {place.word_start, offset});
    if (!place.ours) return items.take();
    const RuleBook& book = server.workspace.profile(path).book();
    if (place.in_value) {
        bool rules = place.table == "per-file-ignores";
        for (std::string_view key : {"select", "extend-select", "ignore", "per-file-ignores"})
            rules = rules || (place.table.empty() && place.key == key);
        if (rules) items.rules(book, false, {});
        return items.take();
    }
    if (place.table.empty()) {
        for (const ConfigKey& key : config_keys())
            items.add(key.name, property_kind, key.fallback, std::string(key.meaning), std::string(key.name), key.name);
    } else if (place.table == "options") {
        items.rules(book, true, {});
    } else if (place.table.starts_with("options.")) {
        auto rule = book.find(std::string_view(place.table).substr(8));
        if (!rule) return items.take();
        const RuleBook::Entry& entry = book[*rule];
        for (const OptionData& o : RulePack::of(entry.pack->options, entry.data->options)) {
            std::string name((*entry.pack)[o.name]);
            items.add(name, property_kind, (*entry.pack)[o.value], std::string((*entry.pack)[o.meaning]), name, name);
        }
    }
    return items.take();
}

}  // namespace

Answer completion(Server& server, const Request& request) {
    const auto [uri, document, offset, configuration] = asked_place(server, request);
    if (!document) return {};
    if (!configuration.empty()) return completed_in_configuration(server, configuration, *document, offset);
    std::uint32_t start = document->line_start(document->line_of(offset));
    std::string_view before = std::string_view(document->text()).substr(start, offset - start);
    Place place = place_in_comment(before);
    if (place == Place::none || server.unit_of(uri).empty()) return {};
    Checked* checked = server.check(server.unit_of(uri));
    const Cell* cell = checked->cell(uri);
    if (!cell || checked->excluded) return {};
    // What is found on this line comes first; the comment, unfinished as it is, may silence it already.
    std::set<RuleId> here;
    const Source& source = checked->source;
    Span line = source.line(cell->start + start);
    auto hash = line.start + static_cast<std::uint32_t>(before.rfind('#'));
    std::string bare = edited(source.text(), {{{hash, line.end}, ""}});
    std::uint32_t row = source.lines().row(line.start);
    Source uncommented = Source::from_text(source.path(), std::move(bare));
    for (const Finding& f : lint(uncommented, *checked->rules))
        if (uncommented.lines().row(f.span.start) == row || f.noqa_row == row) here.insert(f.rule);
    std::uint32_t word = offset;
    while (word > start && word_character(document->text()[word - 1])) --word;
    Items items(server, *document, {word, offset});
    items.rules(checked->rules->book(), place == Place::names, here);
    return items.take();
}

}  // namespace zen::lsp
