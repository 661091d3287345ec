// Prints the model's tables. Written by hand: the keys are few, and all strings but names are ours.
#include "semantics/model_json.h"

#include <algorithm>
#include <map>

namespace zen {
namespace {

void put_string(std::string& out, std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[c & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void put_key(std::string& out, std::string_view key) {
    if (out.back() != '{') out += ',';
    put_string(out, key);
    out += ':';
}
void put(std::string& out, std::string_view key, std::string_view value) {
    put_key(out, key);
    put_string(out, value);
}
void put(std::string& out, std::string_view key, std::size_t value) {
    put_key(out, key);
    out += std::to_string(value);
}
void put_flags(std::string& out, std::string_view key, std::uint32_t flags,
               std::initializer_list<std::string_view> names) {
    put_key(out, key);
    out += '[';
    for (std::string_view name : names) {
        if (flags & 1) {
            if (out.back() != '[') out += ',';
            put_string(out, name);
        }
        flags >>= 1;
    }
    out += ']';
}

std::string_view sort_name(Scope::Sort sort) {
    constexpr std::string_view names[] = {"module", "class", "function", "lambda", "comprehension", "type parameters"};
    return names[sort];
}
std::string_view access_name(Access access) {
    constexpr std::string_view names[] = {"load", "store", "delete", "declare"};
    return names[static_cast<unsigned>(access)];
}

std::string scope_name(const Model& model, const Scope& scope) {
    Node node(model.tree(), scope.node);
    switch (scope.sort) {
        case Scope::module:
            return "top";
        case Scope::lambda:
            return "lambda";
        case Scope::comprehension:
            return node.is(Kind::list_comprehension)     ? "listcomp"
                   : node.is(Kind::set_comprehension)    ? "setcomp"
                   : node.is(Kind::generator_expression) ? "genexpr"
                                                         : "dictcomp";
        default:
            return std::string(node.child(Field::name).text());
    }
}

}  // namespace

std::string model_json(const Model& model) {
    const Tree& tree = model.tree();
    // Rows without a line index: nodes come in the order of the text.
    std::uint32_t row = 1, at = 0;
    auto row_of = [&](NodeId id) {
        std::uint32_t start = id < tree.nodes.size() ? tree.nodes[id].start : 0;
        if (start < at) row = 1, at = 0;
        row += static_cast<std::uint32_t>(std::ranges::count(tree.text.substr(at, start - at), '\n'));
        at = start;
        return row;
    };
    std::string out = "{\"scopes\":[";
    for (const Scope& scope : model.scopes()) {
        if (out.back() != '[') out += ',';
        out += '{';
        put(out, "sort", sort_name(scope.sort));
        put(out, "name", scope_name(model, scope));
        put(out, "parent", scope.parent);
        put(out, "row", row_of(scope.node));
        out += '}';
    }
    out += "],\"bindings\":[";
    for (const Binding& b : model.bindings()) {
        if (out.back() != '[') out += ',';
        out += '{';
        put(out, "name", model.name(b.name));
        put(out, "scope", b.scope);
        put(out, "stores", b.stores);
        put_flags(out, "is", b.flags,
                  {"import", "parameter", "definition", "loop target", "global", "nonlocal", "cell", "other store",
                   "type parameter", "annotated", "deleted", "implicit"});
        out += '}';
    }
    out += "],\"references\":[";
    for (const Reference& r : model.references()) {
        if (out.back() != '[') out += ',';
        out += '{';
        put(out, "name", model.name(r.name));
        put(out, "row", row_of(r.node));
        put(out, "offset", tree.nodes[r.node].start);
        put(out, "scope", r.scope);
        put_key(out, "binding");
        out += r.binding == no_id ? "null" : std::to_string(r.binding);
        put(out, "access", access_name(r.access));
        if (r.reads_too) put_key(out, "reads_too"), out += "true";
        if (r.annotation) put_key(out, "annotation"), out += "true";
        out += '}';
    }
    out += "]}";
    return out;
}

}  // namespace zen
