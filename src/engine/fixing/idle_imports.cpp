#include "engine/fixing/idle_imports.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/fixing/verdict.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/model.h"
#include "syntax/parse.h"
#include "text/name_byte.h"
#include "text/path.h"

namespace zen {
namespace {

// How often each word stands in the text: names, keywords, and those of strings and comments.
std::unordered_map<std::string_view, std::size_t> words(std::string_view text) {
    std::unordered_map<std::string_view, std::size_t> out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t from = i;
        while (i < text.size() && is_name_byte(text[i])) ++i;
        if (i > from)
            ++out[text.substr(from, i - from)];
        else
            ++i;
    }
    return out;
}

// Those of them that are names of attributes and of keyword arguments are no use of an import.
void leave_out_attributes(const Tree& tree, std::unordered_map<std::string_view, std::size_t>& words) {
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const NodeRecord& n = tree.nodes[id];
        if (n.kind != Kind::identifier) continue;
        const Node name(tree, id);
        const bool keyword = n.field == Field::name && name.parent().is(Kind::keyword_argument);
        if (n.field == Field::attribute || keyword) --words[name.text()];
    }
}

// The name that an item of an import statement binds; empty for `import a.b`, which binds `a` and loads more.
std::string_view bound_name(Node item) {
    if (item.is(Kind::aliased_import)) return item.child(Field::alias).text();
    return item.has_children(1) ? item.text() : std::string_view();
}

// The items of an import statement of a module of the standard library; none of another one.
std::vector<Node> items(Node statement) {
    std::vector<Node> out;
    const PythonVersion newest{3, 15};
    if (statement.is(Kind::import_from_statement)) {
        Node module = statement.child(Field::module_name);
        if (!module.is(Kind::dotted_name) || !is_stdlib_module(module.text(), newest)) return out;
        for (Node n : statement.children())
            if (n != module && n.is_any({Kind::dotted_name, Kind::aliased_import})) out.push_back(n);
    } else if (statement.is(Kind::import_statement)) {
        for (Node n : statement.children()) {
            Node module = n.is(Kind::aliased_import) ? n.child(Field::name) : n;
            if (!is_stdlib_module(module.text(), newest)) return {};
            out.push_back(n);
        }
    }
    return out;
}

// Does the statement have its lines for itself, without a comment?
bool alone(Node statement) {
    const Tree& tree = statement.tree();
    const std::string_view rest =
        tree.text.substr(statement.end(), tree.text.find('\n', statement.end()) - statement.end());
    return opens_line(statement) && rest.find_first_not_of(" \t\r\f") == rest.npos &&
           statement.text().find('#') == std::string_view::npos;
}

// Lines that go, and of the empty ones around them those that they alone set apart.
Edit without(std::string_view text, Span lines) {
    std::size_t from = lines.start, to = lines.end;
    const bool blank_behind = to >= text.size() || text[to] == '\n' || text.substr(to, 2) == "\r\n";
    if (blank_behind && from == 0)
        to = std::min(text.find_first_not_of("\r\n", to), text.size());
    else if (blank_behind)
        while (from > 1 && text[from - 1] == '\n' && (text[from - 2] == '\n' || text.substr(from - 2, 2) == "\r\n"))
            --from;
    return {{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}, ""};
}

// The idle items go, and the rest of the statement, which has some, stays as it is.
void take_out(const std::vector<Node>& all, const std::vector<bool>& idle, std::vector<Edit>& out) {
    std::size_t kept = all.size();  // up to behind the last one that stays
    while (idle[kept - 1]) --kept;
    for (std::size_t i = 0; i < kept; ++i)
        if (idle[i]) out.push_back({{all[i].start(), all[i + 1].start()}, ""});
    if (kept < all.size()) out.push_back({{all[kept - 1].end(), all.back().end()}, ""});
}

// Which names did the text's own imports bind, and something read? Its model is made for the first that is asked about.
class ReadImports {
  public:
    explicit ReadImports(const Source& source) : path_(source.path()), tree_(parse(source)) {}

    // With `function`, in a function of that name alone.
    bool has(std::string_view name, std::string_view function = {}) {
        if (tree_.damaged()) return false;
        if (!model_) model_ = std::make_unique<Model>(tree_, PythonVersion{}, path_);
        for (BindingId id = 0; id < model_->bindings().size(); ++id) {
            const Binding& b = model_->bindings()[id];
            if (!(b.flags & Binding::import) || model_->name(b.name) != name) continue;
            const Node scope(tree_, model_->scopes()[b.scope].node);
            if (!function.empty() && scope.child(Field::name).text() != function) continue;
            if (std::ranges::any_of(model_->references_of(id), &Reference::reads)) return true;
        }
        return false;
    }

  private:
    std::string path_;
    Tree tree_;
    std::unique_ptr<Model> model_;
};

// Those of the module and of functions, in order, which are not all of their block.
std::vector<Node> import_statements(const Tree& tree) {
    std::vector<Node> out;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const Node n(tree, id), block = n.parent();
        if (!n.is_any({Kind::import_statement, Kind::import_from_statement})) continue;
        const bool of_function = block.is(Kind::block) && block.parent().is(Kind::function_definition);
        if (block.is(Kind::module) || (of_function && !block.has_children(1))) out.push_back(n);
    }
    return out;
}

// The lines of the statement; of the first in a function, with the empty ones below it.
Span lines_of(const Tree& tree, Node statement) {
    Span lines = whole_lines(tree, statement.span());
    if (statement.parent().is(Kind::block) && statement.parent().child(0u) == statement)
        while (lines.end < tree.text.size() &&
               (tree.text[lines.end] == '\n' || tree.text.substr(lines.end, 2) == "\r\n"))
            lines.end += tree.text[lines.end] == '\n' ? 1 : 2;
    return lines;
}

// Of an import in a function: does nothing read what the item binds, and is its name in no string or comment there?
bool idle_in_function(const Model& model, Node item) {
    const Node name = item.is(Kind::aliased_import) ? item.child(Field::alias) : item.child(0u);
    const Binding* b = model.binding(name);
    if (!b || b->stores != 1 || !(b->flags & Binding::import) || (b->flags & Binding::global_declared)) return false;
    const Node function = item.parent().parent().parent();
    if (b->scope == 0 || model.scopes()[b->scope].node != function.id()) return false;
    const auto references = model.references_of(static_cast<BindingId>(b - model.bindings().data()));
    if (std::ranges::any_of(references, &Reference::reads)) return false;
    std::unordered_map<std::string_view, std::size_t> counts = words(function.text());
    for (const Node n : function.descendants())
        if (n.is(Kind::identifier)) --counts[n.text()];
    return counts[name.text()] == 0 && !counts.contains("locals") && !counts.contains("eval");
}

}  // namespace

std::vector<Edit> idle_imports(const Source& before, const Source& after) {
    std::vector<Edit> out;
    const std::string_view file = name_of(after.path());
    if (file == "__init__.py" || file.find("compat") != file.npos) return out;
    const Tree now = parse(after);
    if (now.damaged()) return out;
    std::optional<ReadImports> read;
    std::vector<Span> gone;  // whole statements
    std::unordered_map<std::string_view, std::size_t> counts = words(now.text);
    leave_out_attributes(now, counts);
    auto take = [&](Node statement, const std::vector<Node>& all, const std::vector<bool>& idle) {
        const auto count = static_cast<std::size_t>(std::ranges::count(idle, true));
        if (count == all.size())
            gone.push_back(lines_of(now, statement));
        else if (count)
            take_out(all, idle, out);
        return count == all.size();
    };
    const std::vector<Node> statements = import_statements(now);
    std::optional<Model> model;
    for (bool of_function : {true, false})
        for (Node statement : statements) {
            if (statement.parent().is(Kind::block) != of_function) continue;
            const std::vector<Node> all = items(statement);
            if (all.empty() || after.cell(statement.start()) || !alone(statement)) continue;
            // `from datetime import datetime` has the name twice.
            const std::unordered_map<std::string_view, std::size_t> own = words(statement.text());
            std::vector<bool> idle(all.size());
            for (std::size_t i = 0; i < all.size(); ++i) {
                const std::string_view name = bound_name(all[i]);
                if (name.empty() || (!of_function && counts.at(name) != own.at(name))) continue;
                if (!read) read.emplace(before);
                if (of_function) {
                    const Node function = statement.parent().parent();
                    if (!read->has(name, function.child(Field::name).text())) continue;
                    if (!model) model.emplace(now, PythonVersion{}, std::string(after.path()));
                    idle[i] = idle_in_function(*model, all[i]);
                } else {
                    idle[i] = read->has(name);
                }
            }
            if (take(statement, all, idle))
                for (const auto& [word, count] : own) counts[word] -= count;
        }
    std::ranges::sort(gone, {}, &Span::start);
    for (std::size_t i = 1; i < gone.size();)
        if (gone[i - 1].end == gone[i].start) {
            gone[i - 1].end = gone[i].end;
            gone.erase(gone.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    for (Span lines : gone) out.push_back(without(now.text, lines));
    std::ranges::sort(out, {}, [](const Edit& e) { return e.span.start; });
    return out;
}

}  // namespace zen
