// Which names a file imports, from where, and which modules.
#include <algorithm>
#include <iterator>

#include "semantics/library/builtins.h"
#include "semantics/library/star_exports.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/model_data.h"
#include "text/formatted.h"
#include "text/path.h"

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

// What `import *` of that module brings. Of several modules the last one counts, unless it is not certain that it runs.
void bring_by_star(ModelData& d, Node statement, std::string_view module, std::span<const std::string_view> names) {
    const bool certain = statement.parent().is(Kind::module);
    for (std::string_view name : names) {
        if (is_builtin(name, d.target)) d.star_builtins.push_back(name);
        std::string path = joined_path(module, name);
        auto [known, fresh] = d.star_paths.try_emplace(name, certain ? path : "");
        if (!fresh && known->second != path) known->second = certain ? std::move(path) : "";
    }
}

// Of a module of the run it is known which names it brings.
bool read_star(ModelData& d, Node statement, const std::string& module) {
    const Referent referent = referent_of(d.world, nullptr, d.path, module, d.target);
    if (referent.kind != Referent::module) return false;
    const auto names = star_names(d.world, referent.file, d.star_modules);
    if (names) bring_by_star(d, statement, module, *names);
    return names.has_value();
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
            if (const auto names = star_exports(module, d.target)) {
                bring_by_star(d, statement, module, *names);
            } else if (const auto replaced = builtins_of_package(module)) {
                d.star_of_package = true;
                d.star_builtins.insert(d.star_builtins.end(), replaced->begin(), replaced->end());
            } else if (!read_star(d, statement, module)) {
                d.star_import = true;
            }
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

namespace {

// What the package may be called that so many dots lead to from the file. The run knows its name where it has an
// `__init__`; otherwise any of the folders may be the topmost package.
std::vector<std::string> packages_above(const ModelData& d, std::string_view dots) {
    if (d.world)
        if (const auto known = d.world.find(d.path, dots); known && known->module.find('/') == std::string::npos)
            return {known->module};
    std::string_view folder = d.path;
    for (std::size_t up = 0; up < dots.size() && !folder.empty(); ++up) folder = folder_of(folder);
    std::vector<std::string> out;
    for (; !folder.empty() && !is_root(folder); folder = folder_of(folder)) {
        const std::string_view last = name_of(folder);
        if (last.find('.') != last.npos) break;  // no package
        out.push_back(out.empty() ? std::string(last) : formatted("{}.{}", last, out.back()));
    }
    return out;
}

bool in_module(std::string_view path, std::string_view module) {
    return path.starts_with(module) && (path.size() == module.size() || path[module.size()] == '.');
}

// Does the path go through a folder of the name of the module's first part?
bool has_folder(std::string_view path, std::string_view module) {
    const std::string_view top = module.substr(0, module.find('.'));
    for (std::size_t at = path.find(top); at != path.npos; at = path.find(top, at + 1))
        if (path.substr(at + top.size()).find_first_of("/\\") == 0 &&
            (at == 0 || path.find_last_of("/\\", at) == at - 1))
            return true;
    return false;
}

}  // namespace

bool Model::leads_to(std::string_view path, std::string_view name, bool below) const {
    if (!path.starts_with('.')) return below ? in_module(path, name) : path == name;
    const std::size_t level = std::min(path.find_first_not_of('.'), path.size());
    const std::string_view rest = path.substr(level);
    // Most differ in their last part. A folder of the name of a standard module is not that module.
    if (!below && !name.ends_with(rest)) return false;
    if (is_stdlib_module(name.substr(0, name.find('.')), target())) return false;
    return std::ranges::any_of(packages_above(*data_, path.substr(0, level)), [&](const std::string& package) {
        const std::string absolute = rest.empty() ? package : joined_path(package, rest);
        return below ? in_module(absolute, name) : absolute == name;
    });
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
    // A relative import brings a module of a package that the file lies in.
    const bool relative = (data_->import_shapes & shape_of("")) && has_folder(data_->path, module);
    if (!relative && !(data_->import_shapes & shape_of(module))) return false;
    return std::ranges::any_of(data_->imports, [&](const ImportedName& name) {
        if (name.module.starts_with('.'))
            return relative && (leads_to(name.module, module, true) || leads_to(name.path, module, true));
        return in_module(name.module, module) || (name.from && in_module(name.path, module));
    });
}

}  // namespace zen
