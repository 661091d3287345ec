// Prints what the model thinks of the names of files, in the terms of Python's `symtable`, for compare.py.
// Reads paths from standard input; for each one prints "F path" (or "D path" when it does not parse) and a line a
// scope: its chain from the module, and each name with how it resolves and what the scope does to it.
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <vector>

#include "semantics/model.h"
#include "semantics/model_data.h"
#include "syntax/parse.h"
#include "text/line_index.h"

namespace {

using namespace zen;

// CPython's flags of a symbol (Include/internal/pycore_symtable.h).
enum : unsigned {
    def_global = 1,
    def_local = 2,
    def_param = 4,
    def_nonlocal = 8,
    use = 16,
    def_import = 128,
    def_annot = 256
};
enum Resolved : unsigned { unresolved, local = 1, global_explicit, global_implicit, free_, cell };

struct Symbol {
    unsigned flags = 0;
    unsigned resolved = unresolved;
};
using Table = std::map<std::string, Symbol, std::less<>>;

bool function_like(const Scope& scope) {
    return scope.sort != Scope::module && scope.sort != Scope::class_;
}

// The scopes from `from` out to `to`, neither included, know a name that passes through them as free.
void pass_through(const Model& model, std::vector<Table>& tables, std::string_view name, ScopeId from, ScopeId to) {
    for (ScopeId s = model.scopes()[from].parent; s != to && s != 0; s = model.scopes()[s].parent) {
        Symbol& symbol = tables[s].try_emplace(std::string(name)).first->second;
        if (symbol.resolved == unresolved) symbol.resolved = free_;
        if (symbol.resolved == global_implicit) symbol.resolved = free_;
    }
}

ScopeId class_around(const Model& model, ScopeId scope) {
    for (ScopeId s = scope; s != 0; s = model.scopes()[s].parent)
        if (model.scopes()[s].sort == Scope::class_) return s;
    return 0;
}

std::vector<Table> tables_of(const Model& model) {
    std::vector<Table> tables(model.scopes().size());
    const ModelData& d = model.data();
    for (const Declaration& declared : d.declarations) {
        Symbol& symbol = tables[declared.scope][std::string(model.name(declared.name))];
        symbol.flags |= declared.global ? def_global : def_nonlocal;
        symbol.resolved = declared.global ? global_explicit : free_;
        if (declared.global) {  // CPython notes it in the module's table too
            Symbol& of_module = tables[0][std::string(model.name(declared.name))];
            of_module.flags |= def_global;
            of_module.resolved = global_explicit;
        }
    }
    for (const Reference& r : model.references()) {
        if (r.annotation && d.future_annotations && !Node(model.tree(), r.node).parent().is(Kind::named_expression))
            continue;
        std::string name(model.name(r.name));
        Node node(model.tree(), r.node);
        const Scope& scope = model.scopes()[r.scope];
        Symbol& symbol = tables[r.scope][name];
        ScopeId home = r.binding == no_id ? 0 : model.bindings()[r.binding].scope;
        switch (r.access) {
            case Access::load:
                symbol.flags |= use;
                break;
            case Access::del:
                symbol.flags |= def_local;
                break;
            case Access::declare:
                if (node.parent().is(Kind::assignment)) symbol.flags |= def_local | def_annot;
                if (r.scope == 0 && node.parent().is(Kind::global_statement)) {
                    symbol.flags |= def_global;
                    symbol.resolved = global_explicit;
                }
                break;
            case Access::store: {
                Node parent = node.parent();
                bool import = parent.is(Kind::aliased_import) ||
                              (parent.is(Kind::dotted_name) &&
                               parent.parent().is_any({Kind::import_statement, Kind::import_from_statement,
                                                       Kind::future_import_statement}));
                bool parameter = r.binding != no_id && r.scope == home &&
                                 (model.bindings()[r.binding].flags & Binding::parameter) &&
                                 model.scopes()[home].node != 0 &&
                                 node.within(Node(model.tree(), model.scopes()[home].node).child(Field::parameters));
                symbol.flags |= import ? def_import : parameter ? def_param : def_local;
                if (parent.is(Kind::assignment) && parent.child(Field::type)) symbol.flags |= def_annot;
                if (parent.is(Kind::named_expression) && scope.sort == Scope::comprehension) {
                    ScopeId target = r.scope;
                    while (model.scopes()[target].sort == Scope::comprehension) target = model.scopes()[target].parent;
                    bool global = home == 0;
                    symbol.flags |= global ? def_global : def_nonlocal;
                    symbol.resolved = global ? global_explicit : free_;
                    Symbol& outer = tables[target][name];
                    if (global) {
                        Symbol& of_module = tables[0][name];
                        of_module.flags |= def_global;
                        of_module.resolved = global_explicit;
                    }
                    if (target == 0) {
                        outer.flags |= def_global;
                        outer.resolved = global_explicit;
                    } else {
                        outer.flags |= def_local;
                    }
                }
                break;
            }
        }
        if (r.binding != no_id && home != r.scope && home != 0) {
            pass_through(model, tables, name, r.scope, home);
            bool listed = tables[home].contains(name);
            Symbol& owner = tables[home][name];
            if (!(model.bindings()[r.binding].flags & Binding::implicit) && function_like(model.scopes()[home]) &&
                (owner.resolved == unresolved || owner.resolved == local))
                owner.resolved = cell;
            if (!listed && (model.bindings()[r.binding].flags & Binding::implicit)) tables[home].erase(name);
        }
        Symbol& again = tables[r.scope][name];
        if (again.resolved == unresolved)
            again.resolved = r.binding == no_id ? unsigned(global_implicit)
                             : home == r.scope  ? unsigned(local)
                             : home == 0        ? unsigned(global_implicit)
                                                : unsigned(free_);
        // Every use of `super` in a function is one of `__class__`.
        if (r.access == Access::load && name == "super" && function_like(scope)) {
            Symbol& implied = tables[r.scope]["__class__"];
            implied.flags |= use;
            ScopeId owner = class_around(model, r.scope);
            implied.resolved = owner ? free_ : global_implicit;
            if (owner) pass_through(model, tables, "__class__", r.scope, owner);
        }
    }
    return tables;
}

std::string scope_word(const Model& model, const Scope& scope) {
    Node node(model.tree(), scope.node);
    switch (scope.sort) {
        case Scope::module:
            return "module top";
        case Scope::class_:
            return "class " + std::string(node.child(Field::name).text());
        case Scope::function:
            return "function " + std::string(node.child(Field::name).text());
        case Scope::lambda:
            return "function lambda";
        case Scope::type_parameters:
            return "types";
        case Scope::comprehension:
            return node.is(Kind::list_comprehension)     ? "function listcomp"
                   : node.is(Kind::set_comprehension)    ? "function setcomp"
                   : node.is(Kind::generator_expression) ? "function genexpr"
                                                         : "function dictcomp";
    }
    return "";
}

}  // namespace

int main() {
    std::string path;
    while (std::getline(std::cin, path)) {
        std::ifstream file(path, std::ios::binary);
        std::stringstream bytes;
        bytes << file.rdbuf();
        std::string text = bytes.str();
        Tree tree = parse(std::string_view(text));
        if (tree.damaged()) {
            std::cout << "D\t" << path << "\n";
            continue;
        }
        std::cout << "F\t" << path << "\n";
        Model model(tree, {3, 13});
        LineIndex lines(text);
        std::vector<Table> tables = tables_of(model);
        std::vector<std::string> chains(model.scopes().size());
        for (ScopeId s = 0; s < model.scopes().size(); ++s) {
            const Scope& scope = model.scopes()[s];
            if (s != 0) chains[s] = chains[scope.parent] + ">";
            chains[s] +=
                scope_word(model, scope) + " " + std::to_string(s == 0 ? 0 : lines.row(tree.nodes[scope.node].start));
            std::cout << "S\t" << chains[s];
            for (const auto& [name, symbol] : tables[s])
                std::cout << "\t" << name << " " << symbol.resolved << " " << symbol.flags;
            std::cout << "\n";
        }
    }
}
