#include "semantics/flow/listing.h"

#include <algorithm>
#include <array>

#include "semantics/flow/flow_graph.h"

namespace zen {
namespace {

constexpr std::array askers = std::to_array<std::string_view>({"locals", "vars", "dir", "eval", "exec", "globals"});

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

// What becomes of a dict of names, or of a list of them.
NamesRead use_of(const Model& model, Node names, std::string_view name) {
    const Node around = names.parent();
    auto key = [&](Node text) {
        if (!text.is(Kind::string) || !model.constant(text)) return NamesRead::looked_up;
        return text.text().find(name) != std::string_view::npos ? NamesRead::looked_up : NamesRead::never;
    };
    switch (around.kind()) {
        case Kind::subscript:
            if (names.field() != Field::value) break;
            return model.stored(around) ? NamesRead::never : key(around.child(Field::subscript));
        case Kind::attribute: {
            const std::string_view method = around.child(Field::attribute).text();
            const Node call = around.parent();
            if (is_one_of(method, {"update", "setdefault", "__setitem__"})) return NamesRead::never;
            if (!is_one_of(method, {"get", "pop", "__getitem__", "__contains__"})) break;
            return call.is(Kind::call) ? key(call.child(Field::arguments).child(0u)) : NamesRead::looked_up;
        }
        case Kind::comparison_operator:
            return key(around.child(0u));
        case Kind::keyword_argument:
        case Kind::binary_operator:
            return NamesRead::looked_up;
        case Kind::dictionary_splat:  // `format()` takes what it needs
        case Kind::argument_list: {
            Node call = around.is(Kind::argument_list) ? around.parent() : around.parent().parent();
            Node function = call.child(Field::function);
            if (function.is(Kind::attribute)) function = function.child(Field::attribute);
            if (is_one_of(function.text(), {"eval", "exec", "format", "format_map"})) return NamesRead::looked_up;
            break;
        }
        default:
            break;
    }
    return NamesRead::listed;
}

}  // namespace

NamesRead names_read(const Model& model, ScopeId owner, std::string_view name) {
    const ModelData& d = model.data();
    NamesRead out = NamesRead::never;
    for (std::string_view asker : askers) {
        const std::uint32_t id = d.names.find(asker);
        if (id == NameTable::none || (asker == "globals" && owner != 0)) continue;
        for (const Reference& r : d.references) {
            if (r.name != id || r.binding != no_id) continue;
            if (asker != "globals" && flow_owner(model, r.scope) != owner) continue;
            const Node function(*d.tree, r.node), call = function.parent();
            if (!call.is(Kind::call) || function.field() != Field::function) continue;
            if (asker == "eval" || asker == "exec")
                out = std::max(out, NamesRead::looked_up);
            else if (!call.child(Field::arguments).child(0u))
                out = std::max(out, use_of(model, call, name));
        }
    }
    return out;
}

}  // namespace zen
