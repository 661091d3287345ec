// Making names: one that is free, and the singular of a plural.
#include <algorithm>

#include "semantics/library/builtins.h"
#include "semantics/model_data.h"
#include "text/formatted.h"
#include "text/identifier.h"
#include "text/name_byte.h"

namespace zen {
namespace {

bool good_name(std::string_view name) {
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && !is_keyword(name) && name != "case" &&
           name != "match" && name != "type" && !is_builtin(name, {3, 13});
}

// Plurals that no ending shows.
struct Irregular {
    std::string_view plural, singular;
};
constexpr Irregular irregulars[] = {{"children", "child"},
                                    {"people", "person"},
                                    {"men", "man"},
                                    {"women", "woman"},
                                    {"mice", "mouse"},
                                    {"feet", "foot"},
                                    {"teeth", "tooth"},
                                    {"geese", "goose"},
                                    {"indices", "index"},
                                    {"vertices", "vertex"},
                                    {"matrices", "matrix"},
                                    {"appendices", "appendix"},
                                    {"criteria", "criterion"},
                                    {"phenomena", "phenomenon"},
                                    {"analyses", "analysis"},
                                    {"bases", "base"},
                                    {"axes", "axis"},
                                    {"aliases", "alias"},
                                    {"statuses", "status"},
                                    {"buses", "bus"},
                                    {"viruses", "virus"},
                                    {"leaves", "leaf"},
                                    {"lives", "life"},
                                    {"knives", "knife"},
                                    {"wives", "wife"},
                                    {"halves", "half"},
                                    {"shelves", "shelf"},
                                    {"selves", "self"},
                                    {"movies", "movie"},
                                    {"cookies", "cookie"},
                                    {"caches", "cache"},
                                    {"axises", "axis"},
                                    {"bytes", "byte"},
                                    {"types", "type_"},
                                    {"queries", "query"},
                                    {"heroes", "hero"},
                                    {"potatoes", "potato"},
                                    {"tomatoes", "tomato"},
                                    {"series", "item"},
                                    {"news", "item"},
                                    {"species", "item"},
                                    {"data", "item"},
                                    {"res", "item"},
                                    {"kwargs", "item"},
                                    {"args", "arg"},
                                    {"params", "param"},
                                    {"ties", "tie"},
                                    {"pies", "pie"},
                                    {"lies", "lie"},
                                    {"headaches", "headache"},
                                    {"slices", "slice_"}};
constexpr std::string_view singular_endings[] = {"ss", "us", "is", "ness", "as"};

std::string singular_word(std::string_view word) {
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (const Irregular& i : irregulars)
        if (i.plural == lower) return std::string(i.singular);
    if (lower.size() < 3 || lower.back() != 's') return "";
    if (std::ranges::any_of(singular_endings, [&](std::string_view end) { return lower.ends_with(end); })) return "";
    auto cut = [&](std::size_t n, std::string_view add = "") {
        return lower.substr(0, lower.size() - n) + std::string(add);
    };
    if (lower.ends_with("ies") && lower.size() > 4) return cut(3, "y");
    for (std::string_view end : {"sses", "shes", "ches", "xes", "zzes"})
        if (lower.ends_with(end)) return cut(2);
    return cut(1);
}

}  // namespace

std::string singular(std::string_view plural) {
    // `self.entries`, `get_names()`: the last name counts.
    if (plural.ends_with("()")) plural.remove_suffix(2);
    plural = plural.substr(plural.find_last_of(". ") + 1);
    if (plural.empty() || !std::ranges::all_of(plural, is_name_byte)) return "item";
    while (plural.size() > 1 && plural.front() == '_') plural.remove_prefix(1);
    while (plural.size() > 1 && plural.back() == '_') plural.remove_suffix(1);
    // `file_names` and `list_of_names` differ in their last word only; the words before it are kept, but for verbs.
    auto underscore = plural.rfind('_');
    std::string_view word = underscore == std::string_view::npos ? plural : plural.substr(underscore + 1);
    std::string_view before = underscore == std::string_view::npos ? "" : plural.substr(0, underscore + 1);
    for (std::string_view verb : {"get_", "all_", "list_of_", "find_", "load_", "read_"})
        if (before.starts_with(verb)) before.remove_prefix(verb.size());
    std::string one = singular_word(word);
    if (one.empty() || one.size() < 2) return "item";
    if (one == "item" && word != "items") return before.empty() ? "item" : std::string(before) + "item";
    std::string result = std::string(before) + one;
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (!good_name(result)) result += '_';
    while (result.ends_with("__")) result.pop_back();
    return good_name(result) ? result : "item";
}

std::string Model::fresh(std::string_view wish, Node at) const {
    const ModelData& d = *data_;
    ScopeId here = scope_of(at);
    // Bound in the scope or around it, or mentioned by any code inside the scope.
    Node owner(*d.tree, d.scopes[here].node);
    if (data_->nodes_of_name.empty()) {
        data_->nodes_of_name.resize(d.names.size());
        for (const Reference& r : d.references) data_->nodes_of_name[r.name].push_back(r.node);
    }
    auto used = [&](std::string_view name) {
        std::uint32_t id = d.names.find(name);
        if (id == NameTable::none || id >= d.nodes_of_name.size()) return false;
        const std::vector<NodeId>& nodes = d.nodes_of_name[id];
        auto first = std::ranges::lower_bound(nodes, owner.id());
        if (here != 0) return first != nodes.end() && *first < owner.record().next;
        // In a module, a name of a function's own is free. Only so many mentions are looked at.
        constexpr std::ptrdiff_t most = 50;
        if (nodes.end() - first > most) return true;
        return std::any_of(first, nodes.end(), [&](NodeId node) {
            const Reference* r = reference(Node(*d.tree, node));
            return !r || r->binding == no_id || d.scopes[d.bindings[r->binding].scope].sort != Scope::function;
        });
    };
    auto free = [&](std::string_view name) { return good_name(name) && !used(name) && !lookup(name, at); };
    if (free(wish)) return std::string(wish);
    for (int n = 1;; ++n) {
        std::string candidate = formatted("{}_{}", wish, n);
        if (free(candidate)) return candidate;
    }
}

bool Model::has_comment(Span span) const {
    const auto& nodes = tree().nodes;
    // Start offsets ascend in pre-order.
    auto from = std::ranges::lower_bound(nodes, span.start, {}, &NodeRecord::start);
    for (; from != nodes.end() && from->start < span.end; ++from)
        if (from->kind == Kind::comment) return true;
    return false;
}

}  // namespace zen
