#include "engine/matching/names_asked.h"

#include <algorithm>
#include <string>
#include <vector>

#include "text/dotted.h"
#include "text/formatted.h"
#include "text/path.h"
#include "text/wildcard.h"

namespace zen {
namespace {

// Are these the module or below it? `name` has dots between its parts.
bool within(std::string_view name, std::string_view module) {
    for (std::size_t end = 0; end != name.npos;) {
        end = name.find('.', end + 1);
        if (wildcard_fits(module, name.substr(0, end))) return true;
    }
    return false;
}

std::string dotted(Node name) {
    std::string out;
    for (Node part : name.children())
        if (part.is(Kind::identifier)) out += (out.empty() ? "" : ".") + std::string(part.text());
    return out;
}

// The folders of a path, from the root.
std::vector<std::string> folders(std::string_view path) {
    std::vector<std::string> out;
    for (std::size_t from = 0, slash; (slash = path.find('/', from)) != path.npos; from = slash + 1)
        if (slash > from && path.substr(from, slash - from) != ".") out.emplace_back(path.substr(from, slash - from));
    return out;
}

// `from ..web import x` in acme/core/a.py is `acme.web`. Where the topmost package begins is not known: each of the
// folders above may be it.
bool relative_within(std::string_view path, Node module, std::string_view item, std::string_view asked) {
    std::size_t level = 0;
    std::string rest;
    for (Node part : module.children()) {
        if (part.is(Kind::import_prefix))
            level = static_cast<std::size_t>(std::ranges::count(part.text(), '.'));
        else
            rest = dotted(part);
    }
    std::vector<std::string> parts = folders(path);
    if (level == 0 || level - 1 > parts.size()) return false;
    parts.resize(parts.size() - (level - 1));
    for (std::size_t top = parts.size() + 1; top-- > 0;) {
        std::string name;
        for (std::size_t i = top; i < parts.size(); ++i) name += parts[i] + '.';
        if (name.empty() && !parts.empty()) continue;  // a relative import names a part of a package
        name += rest;
        while (name.ends_with('.')) name.pop_back();
        if (within(name, asked) || (!item.empty() && within(formatted("{}.{}", name, item), asked))) return true;
    }
    return false;
}

}  // namespace

std::string_view spelling(Node n) {
    if (n.is(Kind::decorated_definition)) n = n.child(Field::definition);
    if (n.is_any({Kind::function_definition, Kind::class_definition})) return n.child(Field::name).text();
    if (n.is(Kind::comment)) {
        std::string_view text = n.text();
        return text.substr(std::min(text.find_first_not_of("# \t"), text.size()));
    }
    if (!n.is(Kind::string)) return n.text();
    const Node first = n.child(0u), last = n.last_child();
    if (!first.is(Kind::string_start) || !last.is(Kind::string_end)) return n.text();
    // Of `r"\\"`, the tree has the backslashes with the quote behind them.
    const std::string_view inner = n.tree().text.substr(first.end(), last.end() - first.end());
    const std::size_t prefix = first.text().find_first_of("'\"");
    return prefix == std::string_view::npos ? n.text() : inner.substr(0, inner.size() - (first.text().size() - prefix));
}

std::string joined_spelling(Node strings) {
    std::string out;
    for (Node part : strings.children()) out += spelling(part);
    return out;
}

bool named(const Model& model, Node expression, std::string_view name) {
    if (expression.is(Kind::call)) expression = expression.child(Field::function);
    const bool spelled = name.find('*') != name.npos, plain = name.find('.') == name.npos;
    if (!spelled && model.means(expression, name)) return true;
    std::string_view text = expression.text();
    if (wildcard_fits(name, text)) return true;
    if (!plain) return false;
    if (expression.is(Kind::attribute)) return wildcard_fits(name, expression.child(Field::attribute).text());
    // `from m import login as enter`
    const Binding* b = expression.is(Kind::identifier) ? model.binding(expression) : nullptr;
    return b && (b->flags & Binding::import) && wildcard_fits(name, last_name(model.qualified(expression)));
}

bool brings_module(Node statement, std::string_view path, std::string_view module) {
    if (statement.is(Kind::import_statement)) {
        for (Node part : statement.children()) {
            Node name = part.is(Kind::aliased_import) ? part.child(Field::name) : part;
            if (name.is(Kind::dotted_name) && within(dotted(name), module)) return true;
        }
        return false;
    }
    if (statement.is(Kind::future_import_statement)) return within("__future__", module);
    if (!statement.is(Kind::import_from_statement)) return false;
    Node from = statement.child(Field::module_name);
    auto brings = [&](std::string_view item) {
        if (from.is(Kind::relative_import)) return relative_within(path, from, item, module);
        const std::string name = dotted(from);
        return within(name, module) || (!item.empty() && within(formatted("{}.{}", name, item), module));
    };
    if (brings("")) return true;
    for (Node part : statement.children()) {
        if (part == from) continue;
        Node name = part.is(Kind::aliased_import) ? part.child(Field::name) : part;
        if (name.is(Kind::dotted_name) && brings(dotted(name))) return true;
    }
    return false;
}

bool file_called(std::string_view path, std::string_view pattern) {
    if (pattern.find('/') == pattern.npos) return wildcard_fits(pattern, name_of(path));
    if (path.starts_with("./")) path.remove_prefix(2);
    if (pattern.starts_with('/')) return wildcard_fits(pattern.substr(1), path);  // from the root of paths
    if (pattern.starts_with("./")) pattern.remove_prefix(2);
    for (std::size_t from = 0; from != path.npos && from < path.size();) {
        if (wildcard_fits(pattern, path.substr(from))) return true;
        from = path.find('/', from);
        if (from != path.npos) ++from;
    }
    return false;
}

bool file_in(std::string_view path, std::string_view folder) {
    while (folder.ends_with('/')) folder.remove_suffix(1);
    if (folder.starts_with("./")) folder.remove_prefix(2);
    return !folder.empty() && file_called(path, std::string(folder) + "/*");
}

}  // namespace zen
