// The qualified names that expressions have: through imports, through names that are given others, of builtins.
#include <algorithm>
#include <iterator>

#include "semantics/library/builtins.h"
#include "semantics/library/star_exports.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/model_data.h"
#include "semantics/world.h"

namespace zen {
namespace {

constexpr int alias_limit = 8;  // `a = b`, `b = c` … are followed so far

// A snippet without its imports: a name that nothing in the file binds, and that is called as one of these modules,
// means it. Names that a program gives to other things as well (`time`, `code`, `string`) are not among them.
bool module_of_snippet(const ModelData& d, std::string_view name) {
    constexpr std::string_view modules[] = {"asyncio",
                                            "collections",
                                            "contextlib",
                                            "functools",
                                            "io",
                                            "itertools",
                                            "json",
                                            "logging",
                                            "math",
                                            "os",
                                            "random",
                                            "re",
                                            "six",
                                            "subprocess",
                                            "sys",
                                            "typing",
                                            "typing_extensions",
                                            "unittest"};
    return !d.star_import && !d.star_of_package && d.star_modules.empty() && std::ranges::binary_search(modules, name);
}

bool builtin_name(ModelData& d, NameId name) {
    if (d.builtin_names.size() <= name) d.builtin_names.resize(d.names.size());
    std::uint8_t& known = d.builtin_names[name];
    if (known == 0) known = is_builtin(d.names[name], d.target) ? 2 : 1;
    return known == 2;
}

// The value that the name's only assignment gives it: `join = os.path.join`.
Node only_value(const Model& model, const Binding& b, BindingId id) {
    constexpr int others = Binding::parameter | Binding::definition | Binding::loop_target | Binding::import |
                           Binding::type_parameter | Binding::deleted;
    if (b.stores != 1 || (b.flags & others)) return {};
    for (const Reference* r : model.references_of(id))
        if (r->writes()) {
            if (r->scope != b.scope || r->reads_too) return {};
        }
    Node target(model.tree(), b.first_store);
    Node assignment = target.parent();
    if (!assignment.is(Kind::assignment) || target.field() != Field::left) return {};
    Node value = assignment.child(Field::right);
    // Only where nothing can go another way: at the top of the module, a class or a function.
    Node block = statement_of(model, target).parent();
    if (!block.is(Kind::module) &&
        !(block.is(Kind::block) && block.parent().is_any({Kind::function_definition, Kind::class_definition})))
        return {};
    for (int more = 0; value.is(Kind::assignment); ++more) {  // `a = b = value`
        if (more == alias_limit) return {};
        value = value.child(Field::right);
    }
    return value;
}

// The path of a name; "" without one.
std::string_view path_of(const Model& model, Node identifier, int depth);

std::string path_of_expression(const Model& model, Node expression, int depth) {
    Node whole = unparenthesized(expression), root = whole;
    while (root.is(Kind::attribute)) root = unparenthesized(root.child(Field::object));
    if (!root.is(Kind::identifier)) return "";
    std::string path(path_of(model, root, depth));
    if (path.empty() || root == whole) return path;  // most have none
    std::vector<std::string_view> parts;
    for (Node n = whole; n != root; n = unparenthesized(n.child(Field::object)))
        parts.push_back(n.child(Field::attribute).text());
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (!path.ends_with('.')) path += '.';
        path += *part;
    }
    return path;
}

// Is the builtin one that `import *` replaces? Of a module that nobody knows, only those are counted that numpy
// replaces, and so do others that resemble it or pass it on.
bool replaced_by_star(const ModelData& d, std::string_view builtin) {
    if (std::ranges::find(d.star_builtins, builtin) != d.star_builtins.end()) return true;
    if (!d.star_import) return false;
    const auto known = builtins_of_package("numpy");
    return known && std::ranges::find(*known, builtin) != known->end();
}

// May `import *` have replaced the builtin?
bool hidden_by_star(const ModelData& d, std::string_view builtin) {
    return d.star_import || std::ranges::find(d.star_builtins, builtin) != d.star_builtins.end();
}

// The path of a name that the file gets by `import *`; "" for others, and where a module that nobody knows may bring
// it.
std::string_view star_path(const ModelData& d, std::string_view name) {
    if (d.star_import || d.star_of_package || d.star_paths.empty()) return "";
    const auto known = d.star_paths.find(name);
    return known == d.star_paths.end() ? "" : std::string_view(known->second);
}

// A module that makes its own `list` further down uses Python's until then.
bool still_builtin(const Model& model, const Reference& r) {
    const Binding& b = model.bindings()[r.binding];
    if (b.scope != 0 || r.scope != 0 || !r.reads() || (b.flags & (Binding::import | Binding::global_declared)))
        return false;
    if (b.first_store < r.node || !builtin_name(model.data(), r.name)) return false;
    if (model.enclosing_loop(Node(model.tree(), r.node))) return false;
    read_imports(model);
    return !hidden_by_star(model.data(), model.name(r.name));
}

const ModelData::SeveralImports& several_imports(const Model& model, BindingId id) {
    ModelData& d = model.data();
    auto [known, fresh] = d.several_imports.try_emplace(id);
    ModelData::SeveralImports& out = known->second;
    if (!fresh) return out;
    for (std::uint32_t place = 0; place < d.imports.size(); ++place) {
        const ImportedName& name = d.imports[place];
        if (name.node == no_id) continue;
        const Reference* store = model.reference(Node(*d.tree, name.node));
        if (!store || store->binding != id) continue;
        out.places.push_back(place);
        out.at_top = out.at_top && Node(*d.tree, name.statement).parent().is(Kind::module);
    }
    return out;
}

// `import datetime`, and further down `from datetime import datetime`: where both stand at the top of the module, the
// last one before the reference counts; inside functions, if none follows.
std::string_view latest_import(const Model& model, const Reference& r) {
    const ModelData& d = model.data();
    if (d.bindings[r.binding].scope != 0) return "";
    const ModelData::SeveralImports& all = several_imports(model, r.binding);
    if (!all.at_top) return "";
    auto node_of = [&](std::uint32_t place) { return d.imports[place].node; };
    auto next = std::ranges::lower_bound(all.places, r.node, {}, node_of);
    if (next == all.places.begin() || (next != all.places.end() && r.scope != 0)) return "";
    return d.imports[*std::prev(next)].path;
}

// `from decimal import Decimal`, and further down `class Decimal`: the module's own code between the two means what was
// imported at its top. Inside of functions and loops the other store may have run.
std::string_view import_until_bound(const Model& model, const Reference& r) {
    ModelData& d = model.data();
    const Binding& b = d.bindings[r.binding];
    if (b.scope != 0 || r.scope != 0 || !r.reads() || b.stores < 2 || d.imports.empty() ||
        (b.flags & (Binding::global_declared | Binding::deleted)) || model.enclosing_loop(Node(model.tree(), r.node)))
        return "";
    auto [known, fresh] = d.several_stores.try_emplace(r.binding);
    if (fresh)
        for (const Reference* store : model.references_of(r.binding))
            if (store->writes()) known->second.push_back(store->node);
    auto next = std::ranges::lower_bound(known->second, r.node);
    if (next == known->second.begin()) return "";
    Node store(model.tree(), *std::prev(next)), statement = statement_of(store);
    if (!statement.is_any({Kind::import_statement, Kind::import_from_statement}) ||
        !statement.parent().is(Kind::module))
        return "";
    auto at = std::ranges::lower_bound(d.imports, std::pair(statement.id(), store.id()), {},
                                       [](const ImportedName& name) { return std::pair(name.statement, name.node); });
    return at != d.imports.end() && at->node == store.id() ? std::string_view(at->path) : std::string_view();
}

// Where the `except` clause stands in whose body `store` is set to None; none elsewhere.
Node try_around_none(Node store) {
    const Node assignment = store.parent(), block = assignment.parent().parent(), handler = block.parent();
    const bool none = assignment.is(Kind::assignment) && store.field() == Field::left &&
                      assignment.child(Field::right).is(Kind::none);
    return none && block.is(Kind::block) && handler.is(Kind::except_clause) ? handler.parent() : Node();
}

// `try: import yaml`, and `yaml = None` in its `except`: code that uses the name means the module. "" for other names.
std::string optional_import(const Model& model, BindingId id) {
    ModelData& d = model.data();
    const Binding& b = d.bindings[id];
    constexpr int others = Binding::parameter | Binding::definition | Binding::loop_target | Binding::global_declared |
                           Binding::type_parameter | Binding::deleted;
    if (b.stores < 2 || (b.flags & others) || d.imports.empty()) return "";
    if (!Node(model.tree(), b.first_store).parent().is_any({Kind::dotted_name, Kind::aliased_import})) return "";
    std::string path;
    Node import;
    for (const Reference* r : model.references_of(id)) {
        if (!r->writes()) continue;
        const Node store(model.tree(), r->node);
        if (const Node whole = try_around_none(store)) {
            if (!import || !import.within(whole)) return "";
            continue;
        }
        const auto at = std::ranges::find(d.imports, store.id(), &ImportedName::node);
        if (at == d.imports.end() || (!path.empty() && at->path != path)) return "";
        path = at->path;
        import = store;
    }
    return path;
}

// The path of what the name's only assignment gives it, or an import that may fail; "" without one.
std::string_view alias_path(const Model& model, BindingId id, int depth) {
    ModelData& d = model.data();
    if (depth >= alias_limit) return "";
    if (auto known = d.alias_paths.find(id); known != d.alias_paths.end()) return known->second;
    Node value = only_value(model, d.bindings[id], id);
    std::string path = value ? path_of_expression(model, value, depth + 1) : optional_import(model, id);
    // What was found at the limit's edge may be cut short: from the top it is whole.
    if (depth != 0 && path.empty() && value) return "";
    return d.alias_paths.insert_or_assign(id, std::move(path)).first->second;
}

// The view belongs to the model.
std::string_view path_of(const Model& model, Node identifier, int depth) {
    const Reference* r = model.reference(identifier);
    // The names in a pattern's or a decorator's dotted name are no references past the first.
    if (!r) return "";
    ModelData& d = model.data();
    read_imports(model);
    if (r->binding == no_id) {
        std::string_view name = d.names[r->name];
        const bool plain = (builtin_name(d, r->name) && !hidden_by_star(d, name)) || module_of_snippet(d, name);
        return plain ? name : star_path(d, name);
    }
    if (d.bindings[r->binding].flags & Binding::import) {
        auto known = d.import_paths.find(r->binding);
        if (known == d.import_paths.end()) return "";
        return known->second.empty() ? latest_import(model, *r) : std::string_view(known->second);
    }
    if (still_builtin(model, *r)) return d.names[r->name];
    if (std::string_view path = import_until_bound(model, *r); !path.empty()) return path;
    return alias_path(model, r->binding, depth);
}

std::string_view without_builtins(std::string_view name) {
    constexpr std::string_view prefix = "builtins.";
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

// How much of the qualified name the path of an import is: all of it, or the names before one of its dots; 0 for none.
std::size_t named_part(const Model& model, std::string_view path, std::string_view qualified) {
    if (!path.starts_with('.')) {
        const bool fits =
            qualified.starts_with(path) && (qualified.size() == path.size() || qualified[path.size()] == '.');
        return fits ? path.size() : 0;
    }
    for (std::size_t end = qualified.size(); end != qualified.npos; end = qualified.rfind('.', end - 1)) {
        if (model.leads_to(path, qualified.substr(0, end))) return end;
        if (end == 0) break;
    }
    return 0;
}

// `import concurrent` does not bring `concurrent.futures`: is a name behind the first ones a module that no import
// loads?
bool lacks_submodule(const Model& model, std::string_view qualified, std::size_t named) {
    const ModelData& d = model.data();
    for (std::size_t end = named; end < qualified.size();) {
        end = std::min(qualified.find('.', end + 1), qualified.size());
        const std::string_view deeper = qualified.substr(0, end);
        const bool own = d.world && !is_stdlib_module(deeper.substr(0, deeper.find('.')), d.target);
        if (!is_stdlib_submodule(deeper) && !(own && referent_of(model, deeper).kind == Referent::module)) continue;
        const bool loaded = std::ranges::any_of(d.imports, [&](const ImportedName& other) {
            if (other.typing_only) return false;
            return other.module == deeper || other.module.starts_with(std::string(deeper) + ".") ||
                   (own && (model.leads_to(other.module, deeper) || model.leads_to(other.path, deeper)));
        });
        if (!loaded) return true;
    }
    return false;
}

}  // namespace

std::string Model::qualified(Node expression) const {
    expression = unparenthesized(expression);
    if (expression.is(Kind::dotted_name)) {  // in patterns
        Node first = expression.child(0u);
        std::string path(path_of(*this, first, 0));
        for (Node part = first.next_sibling(); part && !path.empty(); part = part.next_sibling())
            path = joined_path(path, part.text());
        return path;
    }
    std::string path = path_of_expression(*this, expression, 0);
    return path.starts_with("builtins.") ? path.substr(9) : path;
}

bool Model::means(Node expression, std::string_view name) const {
    expression = unparenthesized(expression);
    name = without_builtins(name);
    // The last part decides most of the time, and costs nothing to compare.
    while (expression.is(Kind::attribute)) {
        std::string_view last = expression.child(Field::attribute).text();
        Node object = unparenthesized(expression.child(Field::object));
        if (name.size() <= last.size() || !name.ends_with(last) || name[name.size() - last.size() - 1] != '.') {
            // `builtins.len`, spelled out.
            return name == last && object.is(Kind::identifier) && path_of(*this, object, 0) == "builtins";
        }
        name.remove_suffix(last.size() + 1);
        expression = object;
        if (name.empty()) return false;
    }
    if (!expression.is(Kind::identifier))
        return expression.is(Kind::dotted_name) && leads_to(qualified(expression), name);
    const Reference* r = reference(expression);
    if (!r) return false;
    ModelData& d = *data_;
    if (r->binding == no_id) {
        const std::string_view own = d.names[r->name];
        if (own != name) {
            const bool last = name.size() > own.size() && name.ends_with(own);
            if (last) read_imports(*this);
            return last && star_path(d, own) == name;
        }
        const bool builtin = builtin_name(d, r->name);
        read_imports(*this);
        return builtin ? !hidden_by_star(d, name) : module_of_snippet(d, name);
    }
    std::string_view path = path_of(*this, expression, 0);
    return !path.empty() && (path.front() == '.' ? leads_to(path, name) : without_builtins(path) == name);
}

bool Model::names_builtin(std::string_view name) const {
    return is_builtin(name, target());
}

bool Model::replaced_by_star(std::string_view builtin) const {
    if (!is_builtin(builtin, target())) return false;
    read_imports(*this);
    return zen::replaced_by_star(*data_, builtin);
}

bool Model::is_builtin_function(Node identifier) const {
    const Reference* r = reference(identifier);
    if (!r || r->binding != no_id || !builtin_name(*data_, r->name)) return false;
    read_imports(*this);
    return !hidden_by_star(*data_, name(r->name));
}

namespace {

// Has the import surely run when code at `at` does?
bool runs_before(const Model& model, const ImportedName& name, Node at) {
    Node statement(model.tree(), name.statement);
    Node block = statement.parent();
    // A `try:` around imports is passed through to its end, or its handlers bind the name too.
    while (block.is(Kind::block) && block.parent().is(Kind::try_statement) && block.field() == Field::body)
        block = block.parent().parent();
    if (!block.is(Kind::module) && !at.within(block)) return false;
    // A function above it may be called before it.
    return name.statement < at.id();
}

}  // namespace

std::string Model::spelling(std::string_view qualified, Node at) const {
    ModelData& d = *data_;
    read_imports(*this);
    qualified = without_builtins(qualified);
    if (qualified.find('.') == std::string_view::npos && is_builtin(qualified, d.target))
        return !hidden_by_star(d, qualified) && !lookup(qualified, at) ? std::string(qualified) : "";
    const ImportedName* best = nullptr;
    std::size_t best_size = 0;
    BindingId best_binding = no_id;
    for (const ImportedName& name : d.imports) {
        if (name.node == no_id || name.typing_only) continue;
        const std::size_t size = named_part(*this, name.path, qualified);
        if (size == 0 || (best && best_size >= size)) continue;
        const Reference* r = reference(Node(*d.tree, name.node));
        if (!r || r->binding == no_id) continue;
        auto path = d.import_paths.find(r->binding);
        if ((path == d.import_paths.end() ? alias_path(*this, r->binding, 0) : path->second) != name.path) continue;
        if (lookup(d.names[r->name], at) != r->binding || !runs_before(*this, name, at)) continue;
        if (lacks_submodule(*this, qualified, size)) continue;
        best = &name, best_size = size, best_binding = r->binding;
    }
    if (!best) return "";
    std::string text(d.names[d.bindings[best_binding].name]);
    text += qualified.substr(best_size);
    return text;
}

}  // namespace zen
