#include "semantics/library/host/stubs.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "syntax/parse.h"
#include "text/formatted.h"

namespace fs = std::filesystem;

namespace zen::host {

void Scope::add(Declaration declaration) {
    auto& all = by_name[declaration.name];
    if (all.empty()) order.push_back(declaration.name);
    declarations.push_back(std::move(declaration));
    all.push_back(&declarations.back());
}

std::string string_value(Node expression) {
    std::string out;
    if (expression.is(Kind::concatenated_string)) {
        for (Node part : expression.children()) out += string_value(part);
    } else if (expression.is(Kind::string)) {
        for (Node part : expression.children())
            if (part.is(Kind::string_content)) out += part.text();
    } else if (expression.is(Kind::parenthesized_expression)) {
        return string_value(expression.child(0u));
    }
    return out;
}

bool has_decorator(Node decorated, std::string_view name) {
    for (Node part : decorated.children()) {
        if (!part.is(Kind::decorator)) continue;
        Node what = part.child(0u);
        if (what.is(Kind::call)) what = what.child(Field::function);
        if (what.is(Kind::attribute)) what = what.child(Field::attribute);
        if (what.text() == name) return true;
    }
    return false;
}

namespace {

constexpr int oldest = 8, newest = 15;

// The versions from `first` to before `end`, on all platforms.
Mask versions(int first, int end) {
    Mask mask = 0;
    for (int minor = std::max(first, oldest); minor < end && minor <= newest; ++minor)
        mask |= 0x01010101u << (minor - oldest);
    return mask;
}

Mask platform(std::string_view name) {
    if (name == "linux") return 0xffu;
    if (name == "darwin") return 0xff00u;
    if (name == "win32") return 0xff0000u;
    return 0xff000000u;
}

[[noreturn]] void fail(const Module& module, Node at, const std::string& what) {
    auto line = 1 + std::count(module.text.begin(), module.text.begin() + at.start(), '\n');
    throw std::runtime_error(formatted("{}, line {}: {}", module.name, line, what));
}

// Where a condition on `sys.version_info` and `sys.platform` holds.
Mask condition_mask(const Module& module, Node n) {
    n = unparenthesized(n);
    if (n.is(Kind::boolean_operator)) {
        Mask left = condition_mask(module, n.child(Field::left)), right = condition_mask(module, n.child(Field::right));
        return n.child(Field::operator_).is(Kind::kw_and) ? left & right : left | right;
    }
    if (n.is(Kind::not_operator)) return ~condition_mask(module, n.child(Field::argument));
    if (n.text() == "TYPE_CHECKING") return everywhere;
    if (!n.is(Kind::comparison_operator)) fail(module, n, "a condition of an unknown form");
    Node left = n.child(0u), right = n.child(1u);
    std::string_view op = n.child(Field::operators).text();
    if (left.text() == "sys.platform") {
        Mask is = platform(string_value(right));
        return op == "==" ? is : ~is;
    }
    if (left.text() != "sys.version_info" || !right.is(Kind::tuple)) fail(module, n, "a condition of an unknown form");
    int minor = right.child_count() > 1 ? std::stoi(std::string(right.child(1u).text())) : 0;
    if (op == ">=") return versions(minor, newest + 1);
    if (op == "<") return versions(0, minor);
    fail(module, n, "a comparison of versions by another operator than >= and <");
}

struct Collector {
    Module& module;

    // A relative module name, made absolute.
    std::string absolute(Node name) const {
        if (!name.is(Kind::relative_import)) return std::string(name.text());
        std::string_view text = name.text();
        std::size_t dots = text.find_first_not_of('.');
        if (dots == std::string_view::npos) dots = text.size();
        std::string base = module.name;
        for (std::size_t up = module.package ? 1 : 0; up < dots; ++up) {
            auto dot = base.rfind('.');
            base = dot == std::string::npos ? "" : base.substr(0, dot);
        }
        text.remove_prefix(dots);
        return text.empty() ? base : formatted("{}.{}", base, text);
    }

    void import_from(Scope& scope, Node statement, Mask mask) {
        std::string from = absolute(statement.child(Field::module_name));
        for (Node part : statement.children()) {
            if (part.is(Kind::wildcard_import)) module.stars.push_back({from, mask});
            if (part.field() != Field::name) continue;
            bool aliased = part.is(Kind::aliased_import);
            std::string symbol((aliased ? part.child(Field::name) : part).text());
            std::string name(aliased ? part.child(Field::alias).text() : std::string_view(symbol));
            if (symbol == "__all__") {
                module.has_all = true;
                module.all_of.emplace_back(from, mask);
                continue;
            }
            scope.add({Declaration::import_from, mask, name, statement, {}, from, symbol, aliased && name == symbol});
        }
    }

    void import(Scope& scope, Node statement, Mask mask) {
        for (Node part : statement.children()) {
            if (part.is(Kind::aliased_import)) {
                std::string path(part.child(Field::name).text()), name(part.child(Field::alias).text());
                scope.add({Declaration::import_module, mask, name, statement, {}, path, "", name == path});
            } else if (part.is(Kind::dotted_name)) {
                std::string name(part.child(0u).text());
                scope.add({Declaration::import_module, mask, name, statement, {}, name, "", false});
            }
        }
    }

    void read_all(Node value, Mask mask) {
        module.has_all = true;
        if (value.is_any({Kind::list, Kind::tuple}))
            for (Node item : value.children()) module.all[string_value(item)] |= mask;
        if (value.is(Kind::attribute)) module.all_of.emplace_back(imported_module(value.child(Field::object)), mask);
        if (value.is(Kind::binary_operator))
            for (Field side : {Field::left, Field::right}) read_all(value.child(side), mask);
    }
    // `__all__ += base_events.__all__`, after `from . import base_events` or the like.
    std::string imported_module(Node name) const {
        auto known = module.scope.by_name.find(std::string(name.text()));
        if (known == module.scope.by_name.end()) return "";
        const Declaration& d = *known->second.back();
        return d.sort == Declaration::import_from ? formatted("{}.{}", d.module, d.symbol) : d.module;
    }

    void assignment(Scope& scope, Node n, Mask mask) {
        Node target = n.child(Field::left);
        if (target.text() == "__all__") return read_all(n.child(Field::right), mask);
        if (n.is(Kind::assignment) && target.is(Kind::identifier))
            scope.add({Declaration::variable, mask, std::string(target.text()), n, {}, "", "", true});
    }

    void statement(Scope& scope, Node n, Mask mask) {
        if (n.is(Kind::if_statement)) return branches(scope, n, mask);
        Node decorated;
        if (n.is(Kind::decorated_definition)) {
            decorated = n;
            n = n.child(Field::definition);
        }
        if (n.is(Kind::import_from_statement) || n.is(Kind::future_import_statement))
            return import_from(scope, n, mask);
        if (n.is(Kind::import_statement)) return import(scope, n, mask);
        if (n.is(Kind::expression_statement)) return assignment(scope, n.child(0u), mask);
        if (n.is(Kind::type_alias_statement)) {
            Node name = n.child(Field::left).child(0u);
            if (name.is(Kind::generic_type)) name = name.child(0u);
            return scope.add({Declaration::variable, mask, std::string(name.text()), n, {}, "", "", true});
        }
        if (n.is(Kind::function_definition)) {
            std::string name(n.child(Field::name).text());
            return scope.add({Declaration::function, mask, name, n, decorated, "", "", true});
        }
        if (n.is(Kind::class_definition)) define_class(scope, n, decorated, mask);
    }

    void define_class(Scope& scope, Node n, Node decorated, Mask mask) {
        std::string name(n.child(Field::name).text());
        scope.add({Declaration::class_, mask, name, n, decorated, "", "", true});
        ClassEntity* outer = scope.owner;
        auto& known = outer ? outer->nested[name] : module.classes[name];
        if (!known) {
            known = std::make_unique<ClassEntity>();
            known->module = scope.module;
            known->path = outer ? formatted("{}.{}", outer->path, name) : name;
            known->outer = outer;
            known->body.module = scope.module;
            known->body.owner = known.get();
        }
        known->variants.push_back(&scope.declarations.back());
        block(known->body, n.child(Field::body), mask);
    }

    void branches(Scope& scope, Node n, Mask mask) {
        Mask holds = condition_mask(module, n.child(Field::condition));
        block(scope, n.child(Field::consequence), mask & holds);
        mask &= ~holds;
        for (Node part : n.children()) {
            if (part.is(Kind::elif_clause)) {
                holds = condition_mask(module, part.child(Field::condition));
                block(scope, part.child(Field::consequence), mask & holds);
                mask &= ~holds;
            } else if (part.is(Kind::else_clause)) {
                block(scope, part.child(Field::body), mask);
            }
        }
    }

    void block(Scope& scope, Node body, Mask mask) {
        for (Node n : body.children()) statement(scope, n, mask);
    }
};

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(formatted("{}: cannot be read", path.string()));
    return {std::istreambuf_iterator<char>(in), {}};
}

// "asyncio.mixins: 3.10-" and "asynchat: 3.0-3.11", by module.
std::map<std::string, Mask> read_versions(const fs::path& path) {
    std::map<std::string, Mask> out;
    std::ifstream in(path);
    if (!in) throw std::runtime_error(formatted("{}: cannot be read", path.string()));
    for (std::string line; std::getline(in, line);) {
        line = line.substr(0, line.find('#'));
        auto colon = line.find(':'), dash = line.find('-');
        if (colon == std::string::npos || dash == std::string::npos) continue;
        int first = std::stoi(line.substr(line.find('.', colon) + 1));
        auto dot = line.find('.', dash);
        int last = dot == std::string::npos ? newest : std::stoi(line.substr(dot + 1));
        out[line.substr(0, colon)] = versions(first, last + 1);
    }
    return out;
}

// `from x import *`: declares what x has in its `__all__`, else its names without an underscore.
void take_stars(Stubs& stubs, Module& module) {
    if (module.stars_done) return;
    module.stars_done = true;
    for (const StarImport& star : module.stars) {
        int from = stubs.find(star.module);
        if (from < 0) continue;
        Module& source = stubs.modules[static_cast<std::size_t>(from)];
        take_stars(stubs, source);
        for (const std::string& name : std::vector<std::string>(source.scope.order)) {
            Mask mask = 0;
            for (const Declaration* d : source.scope.by_name[name])
                if (d->exported || source.all.contains(name)) mask |= d->mask;
            if (source.has_all) {
                auto listed = source.all.find(name);
                mask &= listed == source.all.end() ? 0 : listed->second;
            } else if (name.starts_with('_')) {
                mask = 0;
            }
            mask &= star.mask;
            if (mask)
                module.scope.add({Declaration::import_from,
                                  mask,
                                  name,
                                  module.tree.nodes.empty() ? Node() : Node(module.tree, 0),
                                  {},
                                  star.module,
                                  name,
                                  true});
        }
    }
    for (const auto& [other, mask] : module.all_of) {
        int from = stubs.find(other);
        if (from < 0) continue;
        Module& source = stubs.modules[static_cast<std::size_t>(from)];
        take_stars(stubs, source);
        for (const auto& [name, where] : source.all) module.all[name] |= where & mask;
    }
}

}  // namespace

Stubs read_stubs(const fs::path& folder) {
    Stubs stubs;
    auto lifetimes = read_versions(folder / "VERSIONS");
    std::set<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".pyi") files.insert(entry.path());
    for (const fs::path& file : files) {
        std::string name = fs::relative(file, folder).replace_extension().generic_string();
        std::ranges::replace(name, '/', '.');
        Module& module = stubs.modules.emplace_back();
        if (name.ends_with(".__init__")) {
            module.package = true;
            name.resize(name.size() - 9);
        }
        module.name = name;
        for (std::string part = name; !part.empty(); part = part.substr(0, part.find_last_of('.'))) {
            if (auto known = lifetimes.find(part); known != lifetimes.end()) {
                module.mask = known->second;
                break;
            }
            if (part.find('.') == std::string::npos) break;
        }
        module.scope.module = static_cast<int>(stubs.modules.size()) - 1;
        stubs.by_name[name] = module.scope.module;
        module.text = read_file(file);
        module.tree = parse(module.text);
        if (module.tree.damaged()) throw std::runtime_error(formatted("{}: does not parse", file.string()));
        Collector{module}.block(module.scope, Node(module.tree, 0), module.mask);
    }
    for (Module& module : stubs.modules) take_stars(stubs, module);
    return stubs;
}

}  // namespace zen::host
