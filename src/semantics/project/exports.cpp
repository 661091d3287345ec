#include "semantics/project/exports.h"

#include <algorithm>
#include <cctype>

#include "semantics/model_data.h"
#include "semantics/project/outline.h"
#include "semantics/types/classes.h"
#include "semantics/types/typer.h"
#include "syntax/parse.h"
#include "syntax/pieces.h"

namespace zen {
namespace {

// `LIMIT`, `_LIMIT_2`: by convention nobody stores something else there.
bool constant_name(std::string_view name) {
    return std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

class Reader {
  public:
    Reader(const Model& model, Exports& out) : model_(model), d_(model.data()), out_(out) {}

    void read() {
        read_imports(model_);
        for (const ImportedName& name : d_.imports)
            if (name.node == no_id) out_.stars.push_back(name.module);
        for (BindingId id = 0; id < d_.bindings.size(); ++id) {
            const Binding& b = d_.bindings[id];
            if (b.scope != 0 || (b.flags & Binding::implicit)) continue;
            out_.names.push_back(name_of(id, b));
        }
        std::ranges::sort(out_.names, {}, &ExportedName::name);
    }

  private:
    ExportedName name_of(BindingId id, const Binding& b) {
        ExportedName out{std::string(d_.names[b.name])};
        const Node store(model_.tree(), b.first_store);
        if (out.name == "__all__") read_all(store, b);
        if (b.flags & (Binding::deleted | Binding::global_declared)) return out;
        if (b.flags & Binding::import) {
            auto path = d_.import_paths.find(id);
            if (path == d_.import_paths.end() || path->second.empty()) return out;
            out.kind = ExportedName::import_;
            out.path = path->second;
            return out;
        }
        if (b.stores != 1) return out;
        const Node holder = store.parent();
        if (holder.is(Kind::class_definition)) {
            out.kind = ExportedName::class_;
            out.index = static_cast<std::uint32_t>(out_.classes.size());
            out_.classes.push_back(class_of(holder));
        } else if (holder.is(Kind::function_definition)) {
            if (holder.parent().is(Kind::decorated_definition)) return out;
            out.kind = ExportedName::function;
            out.async = is_coroutine_function(holder);
            out.type = result_of(holder);
        } else if (holder.is(Kind::assignment) && store.field() == Field::left) {
            read_value(out, store, holder);
        }
        return out;
    }

    void read_value(ExportedName& out, Node store, Node assignment) {
        if (const Node annotation = assignment.child(Field::type)) {
            out.kind = ExportedName::value;
            out.type = annotated(annotation);
            return;
        }
        if (std::string path = path_of(store); !path.empty() && assignment.parent().parent().is(Kind::module)) {
            out.kind = ExportedName::import_;
            out.path = std::move(path);
            return;
        }
        if (!constant_name(out.name)) return;
        out.kind = ExportedName::value;
        Type type = Typer(model_).of(store);
        // What is to be filled in later, and what others may change.
        if (type.maybe(Type::none)) type = {};
        if (!type.only(immutable_types)) type.arguments = nullptr, type.fixed = false;
        out.type = exported(type);
    }

    void read_all(Node store, const Binding& b) {
        const Node assignment = store.parent(), value = unparenthesized(assignment.child(Field::right));
        const auto references = model_.references_of(static_cast<BindingId>(&b - d_.bindings.data()));
        out_.unclear_all = true;
        if (b.stores != 1 || references.size() != 1 || !assignment.is(Kind::assignment) ||
            !assignment.parent().parent().is(Kind::module) || !value.is_any({Kind::list, Kind::tuple}))
            return;
        std::vector<std::string> all;
        for (const Node item : value.children()) {
            const Node content = item.is(Kind::string) ? item.child(1u) : Node();
            if (item.is(Kind::comment)) continue;
            if (!content.is(Kind::string_content) || !item.has_children(3) ||
                content.text().find('\\') != std::string_view::npos)
                return;
            all.emplace_back(content.text());
        }
        out_.all = std::move(all);
        out_.unclear_all = false;
    }

    // ":User" for a class or function of the file.
    std::string path_of(Node expression) {
        if (std::string path = model_.qualified(expression); !path.empty()) return path;
        const Node definition = expression.is(Kind::identifier) ? own_definition(model_, expression) : Node();
        const Reference* name = definition ? model_.reference(definition.child(Field::name)) : nullptr;
        return name && name->scope == 0 ? ":" + std::string(definition.child(Field::name).text()) : "";
    }

    bool is_coroutine_function(Node function) const {
        return is_async_function(function) && !is_generator_function(model_, function);
    }

    Type result_of(Node function) {
        const Node annotation = function.child(Field::return_type);
        const bool generator = is_async_function(function) && is_generator_function(model_, function);
        return annotation && !generator ? annotated(annotation) : Type{};
    }

    Type annotated(Node annotation) { return exported(Typer(model_).of_annotation(annotation)); }

    // Classes of the file go by ":User", with the mark for what is to be looked up.
    Type exported(Type type) {
        if (!type.known()) return {};
        if (type.bits & Type::instance) {
            if (type.qualified.empty()) return {};
            if (own_class(model_, type.qualified)) type.qualified = "@:" + type.qualified;
        } else {
            type.qualified.clear();
        }
        if (type.bits & (Type::class_ | Type::module)) type.qualified.clear();
        if (type.arguments) {
            std::vector<Type> inside;
            for (const Type& t : *type.arguments) inside.push_back(exported(t));
            type.arguments = std::make_shared<const std::vector<Type>>(std::move(inside));
        }
        return type;
    }

    ExportedClass class_of(Node definition) {
        ExportedClass out{std::string(definition.child(Field::name).text()), {}, {}, "", {}};
        for (Node n : definition.child(Field::superclasses).children()) {
            if (n.is(Kind::comment)) continue;
            if (n.is(Kind::keyword_argument)) {
                if (n.child(Field::name).text() != "metaclass") continue;
                out.metaclass = path_of(n.child(Field::value));
                if (out.metaclass.empty()) out.metaclass = "?";
                continue;
            }
            n = unparenthesized(n);
            if (n.is(Kind::subscript)) n = n.child(Field::value);
            out.bases.push_back(n.is(Kind::call) ? "" : path_of(n));
        }
        if (const Node around = definition.parent(); around.is(Kind::decorated_definition))
            for (const Node n : around.children())
                if (n.is(Kind::decorator)) {
                    Node what = unparenthesized(n.child(0u));
                    if (what.is(Kind::call)) what = what.child(Field::function);
                    out.decorators.push_back(path_of(what));
                }
        read_members(out, definition);
        return out;
    }

    void read_members(ExportedClass& out, Node definition) {
        const ClassInfo* info = class_info(model_, definition);
        if (!info) return;
        for (const ClassMethod& m : info->methods) {
            ExportedMember member{std::string(m.name)};
            if (m.flags == 0 || m.flags == ClassMethod::async || m.flags == ClassMethod::abstract) {
                member.kind = ExportedMember::method;
                member.async = is_coroutine_function(m.definition);
                member.type = result_of(m.definition);
            } else if (m.flags == ClassMethod::property) {
                member.kind = ExportedMember::property;
                member.type = result_of(m.definition);
            }
            out.members.push_back(std::move(member));
        }
        for (const ClassAttribute& a : info->attributes) {
            ExportedMember member{std::string(a.name)};
            if (const Node assignment = a.first.parent(); a.annotated && assignment.is(Kind::assignment)) {
                member.kind = ExportedMember::attribute;
                if (const Node annotation = assignment.child(Field::type)) member.type = annotated(annotation);
            } else if (!a.annotated) {
                member.kind = ExportedMember::stored;
                member.type = exported(Typer(model_, Typer::Attributes::stores).stored_in(*info, a.name));
            }
            out.members.push_back(std::move(member));
        }
        // Of several definitions of one name none is certain.
        std::ranges::stable_sort(out.members, {}, &ExportedMember::name);
        for (std::size_t i = 0; i + 1 < out.members.size(); ++i)
            if (out.members[i].name == out.members[i + 1].name)
                out.members[i].kind = out.members[i + 1].kind = ExportedMember::unknown;
        const auto twice = std::ranges::unique(out.members, {}, &ExportedMember::name);
        out.members.erase(twice.begin(), twice.end());
    }

    const Model& model_;
    ModelData& d_;
    Exports& out_;
};

}  // namespace

namespace {

// Does it say `globals()`, `vars()` or `exec(`? One search for what is rare in all of them.
bool binds_by_call(std::string_view text) {
    for (std::size_t at = text.find('('); at != text.npos; at = text.find('(', at + 1)) {
        const std::string_view before = text.substr(0, at);
        if (before.ends_with("exec")) return true;
        if (text.substr(at + 1).starts_with(')') && (before.ends_with("globals") || before.ends_with("vars")))
            return true;
    }
    return false;
}

}  // namespace

Exports read_exports(std::string_view text, PythonVersion target) {
    Exports out;
    const std::string seen = outline(text);
    // What does not parse is damaged; what parses but does not compile is not looked at a second time here.
    static thread_local Parser parser;
    Tree tree = parser.parse_undamaged(seen);
    if (tree.nodes.empty()) tree = parse_by_pieces(seen);
    const Model model(tree, target);
    model.data().exporting = true;
    out.open = tree.damaged() || binds_by_call(text);
    Reader(model, out).read();
    return out;
}

}  // namespace zen
