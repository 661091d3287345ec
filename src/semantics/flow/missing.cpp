#include "semantics/flow/missing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "semantics/ascent.h"
#include "semantics/flow/handlers.h"
#include "semantics/library/builtins.h"
#include "semantics/model_data.h"
#include "text/code_blocks.h"
#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr std::array name_errors = std::to_array<std::string_view>({"NameError", "UnboundLocalError"});

// What Python gives every module.
constexpr std::array module_names =
    std::to_array<std::string_view>({"__annotations__", "__builtins__", "__cached__", "__dict__", "__doc__", "__file__",
                                     "__loader__", "__name__", "__package__", "__path__", "__spec__"});

// What a program may get from where it runs: gettext, IPython, a profiler, type checkers, Windows.
constexpr std::array lent_names =
    std::to_array<std::string_view>({"WindowsError", "get_ipython", "profile", "reveal_locals", "reveal_type"});
constexpr std::array notebook_names = std::to_array<std::string_view>({"In", "Out", "display", "quit", "exit"});

bool one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

// `__salt__`: such names are put into modules from outside. Those of underscores alone are gettext's, and what
// notebooks have in place of code that is not Python.
bool lent(const Model& model, std::string_view name) {
    return name.find_first_not_of('_') == name.npos || (name.starts_with("__") && name.ends_with("__")) ||
           one_of(name, lent_names) || (model.path().ends_with(".ipynb") && one_of(name, notebook_names)) ||
           (name == "tags" && name_of(model.path()) == "conf.py");
}

// Does nothing but a `del` bind it?
bool only_deleted(const Binding& b) {
    constexpr int other = Binding::annotated | Binding::global_declared | Binding::nonlocal_declared |
                          Binding::implicit | Binding::parameter | Binding::import | Binding::definition;
    return b.stores == 0 && (b.flags & Binding::deleted) && !(b.flags & other);
}

bool looks_undefined(const Model& model, const Reference& r) {
    if (r.access == Access::declare) return false;
    if (r.binding != no_id) return r.access == Access::del && only_deleted(model.bindings()[r.binding]);
    const std::string_view name = model.name(r.name);
    // A builtin of a later version is another mistake.
    return r.access != Access::store && !is_builtin(name, {3, 15}) && !lent(model, name);
}

// Does code of the scope run where it stands, as that of a class body does, up to the scope of the binding?
bool runs_at_once(const Model& model, ScopeId scope, ScopeId outer) {
    for (; scope != outer; scope = model.scopes()[scope].parent) {
        const Scope::Sort sort = model.scopes()[scope].sort;
        if (scope == 0 || (sort != Scope::class_ && sort != Scope::comprehension)) return false;
    }
    return true;
}

// A generator runs when somebody asks for its items.
bool in_generator(const Model& model, ScopeId scope, ScopeId outer) {
    for (; scope != outer && scope != 0; scope = model.scopes()[scope].parent)
        if (Node(model.tree(), model.scopes()[scope].node).is(Kind::generator_expression)) return true;
    return false;
}

// In a loop, the test of a `while` included, where code below may have run.
bool in_loop(const Model& model, Node read) {
    Ascent above(model);
    for (Node n = read; n; n = above(n))
        if (n.is_any({Kind::while_statement, Kind::for_statement})) return true;
    return false;
}

// `count += 1` and `count = count + 1` where nothing above binds `count`.
bool reads_what_it_binds(const Reference& r, const Binding& b, Node read) {
    const Node store(read.tree(), b.first_store), assignment = store.parent();
    if (r.node == b.first_store) return r.reads_too && assignment.is(Kind::augmented_assignment);
    return assignment.is(Kind::assignment) && store.field() == Field::left && assignment.child(Field::right) &&
           read.within(assignment.child(Field::right));
}

// Two reads of names that are bound further down look alike; those of a class body mean outer names.
bool looks_unbound(const Model& model, const Reference& r) {
    if (r.binding == no_id || !r.reads() || r.annotation) return false;
    const Binding& b = model.bindings()[r.binding];
    constexpr int elsewhere = Binding::global_declared | Binding::nonlocal_declared | Binding::type_parameter |
                              Binding::implicit | Binding::parameter;
    const Scope::Sort sort = model.scopes()[b.scope].sort;
    if (b.stores == 0 || (b.flags & elsewhere) || (sort != Scope::function && sort != Scope::module)) return false;
    if (!runs_at_once(model, r.scope, b.scope)) return false;
    const Node read(model.tree(), r.node);
    if (b.first_store > r.node ? !read_too_early(model, r, b) : !reads_what_it_binds(r, b, read)) return false;
    return !in_loop(model, read) && !in_generator(model, r.scope, b.scope);
}

// Does code read the name where nothing has bound it yet? Reads that may be so come before the name's first store, or
// in the same statement.
bool read_unbound(const Model& model, BindingId id) {
    const Binding& b = model.bindings()[id];
    if (b.stores == 0 || (b.flags & (Binding::parameter | Binding::implicit))) return false;
    const Node statement = Node(model.tree(), b.first_store).parent();
    const NodeId end =
        statement.is_any({Kind::assignment, Kind::augmented_assignment}) ? statement.record().next : b.first_store;
    for (const Reference* r : model.references_of(id)) {
        if (r->node > end) break;
        if (looks_unbound(model, *r)) return true;
    }
    return false;
}

// Code that binds names without writing them, or may.
bool open_to_names(const Model& model) {
    ModelData& d = model.data();
    if (!d.open_to_names) {
        const auto star = [&](NodeId id) { return Node(model.tree(), id).last_child().is(Kind::wildcard_import); };
        const auto binds_unseen = [&](const Reference& r) {
            const std::string_view name = r.binding == no_id ? model.name(r.name) : "";
            return name == "exec" || name == "globals" || name == "execfile" || name == "vars" || name == "locals";
        };
        // Members of enums as names of the module; the module as an object.
        const auto speaks_of = [&](std::string_view word) { return model.tree().text.find(word) != std::string::npos; };
        d.open_to_names = speaks_of("global_enum") || speaks_of("_convert_(") || speaks_of("sys.modules[__name__]") ||
                          is_markdown(model.path()) || std::ranges::any_of(d.import_statements, star) ||
                          model.lookup("__getattr__", Node(model.tree(), 0)) ||
                          std::ranges::any_of(model.references(), binds_unseen);
    }
    return *d.open_to_names;
}

// `try: unicode` and `except NameError`: the file knows that the name may be missing, here and elsewhere.
bool expected_missing(const Model& model, NameId name) {
    std::optional<std::vector<bool>>& known = model.data().expected_missing;
    if (!known) {
        known.emplace(model.name_count());
        for (const Reference& r : model.references())
            if (r.binding == no_id && !(*known)[r.name] && looks_undefined(model, r) &&
                handled_around(model, Node(model.tree(), r.node), name_errors))
                (*known)[r.name] = true;
    }
    return (*known)[name];
}

}  // namespace

bool read_too_early(const Model& model, const Reference& r, const Binding& b) {
    const Node read(model.tree(), r.node), store(model.tree(), b.first_store);
    return !(b.flags & Binding::parameter) && store.start() > read.end() &&
           statement_of(model, store) != statement_of(model, read) && runs_at_once(model, r.scope, b.scope) &&
           !in_loop(model, read);
}

bool in_package(const Model& model) {
    const std::string_view path = model.path();
    const bool init = name_of(path).starts_with("__init__.");
    const std::string_view folder = init ? folder_of(folder_of(path)) : folder_of(path);
    const World& world = model.data().world;
    if (!world) return !folder.empty() && folder != "." && !is_root(folder);
    for (std::string_view dots : {".", "..", "...", "...."})
        if (dots.size() > std::size_t{init} && world.find(path, dots)) return true;
    // A folder without `__init__` that imports name as a package, as those of several projects together are.
    read_imports(model);
    return std::ranges::any_of(model.data().imports, [&](const ImportedName& name) {
        const std::string top = formatted("/{}/", name.module.substr(0, name.module.find('.')));
        return name.module.starts_with('.') || formatted("/{}/", folder).find(top) != std::string::npos;
    });
}

bool may_have(const Model& model, std::string_view name) {
    const ModelData& d = model.data();
    const std::optional<BindingId> bound = model.lookup(name, Node(model.tree(), 0));
    if (bound && (model.bindings()[*bound].stores != 0 || model.bindings()[*bound].flags & Binding::global_declared))
        return true;
    if (one_of(name, module_names) || open_to_names(model)) return true;
    // `import *` imports the modules of a package that its `__all__` names.
    return name_of(model.path()).starts_with("__init__.") &&
           (!d.world || d.world.find(model.path(), formatted(".{}", name)));
}

bool undefined(const Model& model, Node identifier) {
    const Reference* r = model.reference(identifier);
    if (!r || !looks_undefined(model, *r)) return false;
    return !open_to_names(model) && !expected_missing(model, r->name);
}

bool undefined_in_text(const Model& model, std::string_view name, Node at) {
    return !model.lookup(name, at) && !is_builtin(name, {3, 15}) && !lent(model, name) && !open_to_names(model);
}

bool read_before_bound(const Model& model, Node identifier) {
    const Reference* r = model.reference(identifier);
    if (!r || !looks_unbound(model, *r) || open_to_names(model)) return false;
    const bool of_module = model.bindings()[r->binding].scope == 0;
    const std::string_view name = model.name(r->name);
    if (of_module && (model.names_builtin(name) || lent(model, name))) return false;
    return !handled_around(model, identifier, name_errors) && !under_type_checking(identifier);
}

bool misses_names(const Model& model) {
    std::vector<bool> builtin(model.name_count());
    for (const Reference& r : model.references()) {
        if (r.binding != no_id || r.access == Access::declare || builtin[r.name]) continue;
        if (looks_undefined(model, r)) return true;
        builtin[r.name] = true;
    }
    for (BindingId id = 0; id < model.bindings().size(); ++id)
        if (only_deleted(model.bindings()[id]) || read_unbound(model, id)) return true;
    return false;
}

}  // namespace zen
