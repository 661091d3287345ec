#include "semantics/flow/listing.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "semantics/flow/flow_graph.h"
#include "semantics/flow/frame_reads.h"
#include "semantics/model_data.h"

namespace zen {
namespace {

constexpr std::array askers = std::to_array<std::string_view>({"locals", "vars", "dir", "eval", "exec", "globals"});

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

// What becomes of a dict of names, or of a list of them; the owner is left open.
Listing use_of(const Model& model, Node names) {
    const Node around = names.parent();
    auto of = [](NamesRead how) { return Listing{0, how, {}}; };
    auto key = [&](Node text) {
        if (!text.is(Kind::string) || !model.constant(text)) return of(NamesRead::looked_up);
        return Listing{0, NamesRead::looked_up, text.text()};
    };
    switch (around.kind()) {
        case Kind::subscript:
            if (names.field() != Field::value) break;
            return model.stored(around) ? of(NamesRead::never) : key(around.child(Field::subscript));
        case Kind::attribute: {
            const std::string_view method = around.child(Field::attribute).text();
            const Node call = around.parent();
            if (is_one_of(method, {"update", "setdefault", "__setitem__"})) return of(NamesRead::never);
            if (!is_one_of(method, {"get", "pop", "__getitem__", "__contains__"})) break;
            return call.is(Kind::call) ? key(call.child(Field::arguments).child(0u)) : of(NamesRead::looked_up);
        }
        case Kind::comparison_operator:
            return key(around.child(0u));
        case Kind::keyword_argument:
        case Kind::binary_operator:
            return of(NamesRead::looked_up);
        case Kind::dictionary_splat:  // `format()` takes what it needs
        case Kind::argument_list: {
            Node call = around.is(Kind::argument_list) ? around.parent() : around.parent().parent();
            Node function = call.child(Field::function);
            if (function.is(Kind::attribute)) function = function.child(Field::attribute);
            if (is_one_of(function.text(), {"eval", "exec", "format", "format_map"})) return of(NamesRead::looked_up);
            break;
        }
        default:
            break;
    }
    return of(NamesRead::listed);
}

// Of all calls that ask for names, by owner; equal ones once.
const std::vector<Listing>& listings(const Model& model) {
    ModelData& d = model.data();
    if (d.listings_ready) return d.listings;
    d.listings_ready = true;
    for (std::string_view asker : askers) {
        const std::uint32_t id = d.names.find(asker);
        if (id == NameTable::none) continue;
        for (const Reference& r : d.references) {
            if (r.name != id || r.binding != no_id) continue;
            const Node function(*d.tree, r.node), call = function.parent();
            if (!call.is(Kind::call) || function.field() != Field::function) continue;
            Listing out{0, NamesRead::looked_up, {}};
            if (asker != "eval" && asker != "exec") {
                if (call.child(Field::arguments).child(0u)) continue;
                out = use_of(model, call);
            }
            out.owner = asker == "globals" ? 0 : flow_owner(model, r.scope);
            // `eval("string.digits")` in a function reads a name of the module.
            if (const Node text = call.child(Field::arguments).child(0u);
                out.owner != 0 && (asker == "eval" || asker == "exec") && text.is(Kind::string) && model.constant(text))
                d.listings.push_back({0, NamesRead::looked_up, text.text()});
            if (out.how != NamesRead::never) d.listings.push_back(out);
        }
    }
    auto holds = [&](std::string_view part) { return d.tree->text.find(part) != std::string_view::npos; };
    if (holds("query(") || holds(".eval(") || model.imports("duckdb"))
        for (NodeId id = 0; id < d.tree->nodes.size(); ++id) {
            const Node call(*d.tree, id);
            if (!call.is(Kind::call)) continue;
            if (const Node text = frame_reading_string(model, call))
                d.listings.push_back({flow_owner(model, model.scope_of(call)), NamesRead::looked_up, text.text()});
        }
    auto order = [](const Listing& l) { return std::tuple(l.owner, l.how, l.key); };
    std::ranges::sort(d.listings, {}, order);
    auto twice = std::ranges::unique(d.listings, {}, order);
    d.listings.erase(twice.begin(), twice.end());
    return d.listings;
}

}  // namespace

NamesRead names_read(const Model& model, ScopeId owner, std::string_view name) {
    NamesRead out = NamesRead::never;
    for (const Listing& l : std::ranges::equal_range(listings(model), owner, {}, &Listing::owner))
        if (l.how > out && (l.key.empty() || l.key.find(name) != std::string_view::npos)) out = l.how;
    return out;
}

bool looked_up_by_name(const Model& model, const Binding& binding) {
    return names_read(model, flow_owner(model, binding.scope), model.name(binding.name)) != NamesRead::never;
}

std::vector<ScopeId> listed_scopes(const Model& model) {
    std::vector<ScopeId> out;
    for (const Listing& l : listings(model))
        if (out.empty() || out.back() != l.owner) out.push_back(l.owner);
    return out;
}

}  // namespace zen
