// Which names a file imports, from where, and which modules.
#include <algorithm>
#include <iterator>

#include "semantics/library/builtins.h"
#include "semantics/library/star_exports.h"
#include "semantics/model_data.h"

namespace zen {
namespace {

std::string dotted(Node name) {
    std::string path;
    for (Node part : name.children()) {
        if (!part.is(Kind::identifier)) continue;
        if (!path.empty()) path += '.';
        path += part.text();
    }
    return path;
}

// Of `from MODULE import`: "a.b", "..a", ".".
std::string module_of(Node statement) {
    Node module = statement.child(Field::module_name);
    if (!module.is(Kind::relative_import)) return dotted(module);
    std::string path;
    for (Node part : module.children()) {
        if (part.is(Kind::import_prefix))
            path.append(static_cast<std::size_t>(std::ranges::count(part.text(), '.')), '.');
        else
            path += dotted(part);
    }
    return path;
}

// Of a module of the run it is known which names it brings.
bool read_star(ModelData& d, const std::string& module) {
    const Referent referent = referent_of(d.world, nullptr, d.path, module, d.target);
    if (referent.kind != Referent::module) return false;
    const auto names = star_names(d.world, referent.file, d.star_modules);
    if (!names) return false;
    for (std::string_view name : *names)
        if (is_builtin(name, d.target)) d.star_builtins.push_back(name);
    return true;
}

// The statement's parts, one by one.
void read_statement(ModelData& d, Node statement) {
    const bool typing_only = under_type_checking(statement);
    if (statement.is(Kind::import_statement)) {
        for (Node part : statement.children()) {
            if (part.is(Kind::dotted_name)) {
                Node first = part.child(0u);
                if (first)
                    d.imports.push_back(
                        {statement.id(), first.id(), std::string(first.text()), dotted(part), typing_only, false});
            } else if (part.is(Kind::aliased_import)) {
                std::string path = dotted(part.child(Field::name));
                Node alias = part.child(Field::alias);
                if (alias) d.imports.push_back({statement.id(), alias.id(), path, path, typing_only, false});
            }
        }
        return;
    }
    std::string module = module_of(statement);
    for (Node part : statement.children()) {
        if (part.is(Kind::wildcard_import)) {
            d.imports.push_back({statement.id(), no_id, "", module, typing_only, true});
            if (auto replaced = builtins_replaced_by_star(module, d.target))
                d.star_builtins.insert(d.star_builtins.end(), replaced->begin(), replaced->end());
            else if (!read_star(d, module))
                d.star_import = true;
        } else if (part.field() == Field::name && part.is(Kind::dotted_name)) {
            Node name = part.child(0u);
            if (name)
                d.imports.push_back(
                    {statement.id(), name.id(), joined_path(module, name.text()), module, typing_only, true});
        } else if (part.is(Kind::aliased_import)) {
            Node alias = part.child(Field::alias);
            if (alias)
                d.imports.push_back({statement.id(), alias.id(), joined_path(module, dotted(part.child(Field::name))),
                                     module, typing_only, true});
        }
    }
}

// The bit of a module's first part in ModelData::import_shapes.
std::uint64_t shape_of(std::string_view module) {
    std::string_view top = module.substr(0, module.find('.'));
    if (top.empty()) return 1;
    auto byte = [](char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)); };
    return std::uint64_t{1} << ((top.size() * 7 + byte(top.front()) * 5 + byte(top.back())) % 64);
}

}  // namespace

std::string joined_path(std::string_view module, std::string_view name) {
    std::string path(module);
    if (!path.empty() && path.back() != '.') path += '.';
    return path += name;
}

// Each name that is bound by imports alone, and by all of them to the same thing, has a path.
void read_imports(const Model& model) {
    ModelData& d = model.data();
    if (d.imports_ready) return;
    d.imports_ready = true;
    for (NodeId id : d.import_statements) read_statement(d, Node(*d.tree, id));
    for (const ImportedName& name : d.imports) {
        d.import_shapes |= shape_of(name.module) | shape_of(name.path);
        if (name.node == no_id) continue;
        const Reference* r = model.reference(Node(*d.tree, name.node));
        if (!r || r->binding == no_id || !(d.bindings[r->binding].flags & Binding::import)) continue;
        auto [at, fresh] = d.import_paths.try_emplace(r->binding, name.path);
        if (!fresh && at->second != name.path) at->second.clear();
    }
}

bool Model::imports(std::string_view module) const {
    read_imports(*this);
    if (!(data_->import_shapes & shape_of(module))) return false;
    auto below = [&](std::string_view path) {
        return path.starts_with(module) && (path.size() == module.size() || path[module.size()] == '.');
    };
    return std::ranges::any_of(data_->imports, [&](const ImportedName& name) {
        return below(name.module) || (name.from && below(name.path));
    });
}

}  // namespace zen
