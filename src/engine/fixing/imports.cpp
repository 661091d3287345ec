#include "engine/fixing/imports.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "engine/notebook_scripts.h"
#include "semantics/library/library.h"
#include "semantics/world.h"
#include "text/formatted.h"
#include "text/trimmed.h"

namespace zen {
namespace {

// Modules that people import names from; all others are imported whole.
constexpr std::array from_modules = std::to_array<std::string_view>(
    {"abc", "collections", "collections.abc", "dataclasses", "enum", "pathlib", "typing"});

struct TopImport {
    Node node;
    bool from;
    std::string_view module;
};

bool is_import(Node n) {
    return n.is_any({Kind::import_statement, Kind::import_from_statement, Kind::future_import_statement});
}

std::string_view module_of(Node import) {
    Node name = import.child(import.is(Kind::import_from_statement) ? Field::module_name : Field::name);
    if (name.is(Kind::aliased_import)) name = name.child(Field::name);
    return name.text();
}

// End of the line that holds the offset, line end included.
std::uint32_t line_end(std::string_view text, std::uint32_t offset) {
    std::size_t end = text.find('\n', offset);
    return static_cast<std::uint32_t>(end == text.npos ? text.size() : end + 1);
}

// Is the statement a line of a notebook that is not Python (see text/magics.h)?
bool is_magic(Node n) {
    const std::string_view text = n.text();
    return n.is(Kind::expression_statement) && text.size() > 1 && text.find_first_not_of('_') == text.npos;
}

// Below the line, and the lines that go on with it.
std::uint32_t below_magic(std::string_view text, std::uint32_t offset) {
    std::uint32_t out = line_end(text, offset);
    for (;;) {
        const std::uint32_t end = line_end(text, out);
        const std::string_view line = text.substr(out, end - out);
        const std::size_t first = line.find_first_not_of(" \t");
        if (first == line.npos || line[first] != '#' || !line.substr(first + 1).starts_with('_')) return out;
        if (line.find_first_not_of("_\r\n", first + 1) != line.npos) return out;
        out = end;
    }
}

// In a Python file with cells (see engine/notebook_scripts.h): below the line that begins the cell of the first
// statement, as what stands above it may be text and no code. Nothing in other files.
std::uint32_t below_cell_marker(std::string_view text, std::uint32_t statement) {
    std::uint32_t out = 0;
    for (std::uint32_t at = 0; at < statement;) {
        const std::uint32_t end = line_end(text, at);
        std::string_view line = text.substr(at, end - at);
        line = line.substr(0, line.find_last_not_of("\r\n") + 1);
        // The options of Quarto's and nbdev's cells (`#| echo: false`) are their first lines.
        const bool option = line.starts_with("#|") && (out == at || at == 0);
        if (begins_cell(line) || line == "# COMMAND ----------" || option) out = end;
        at = end;
    }
    return out;
}

bool of_library(std::string_view qualified) {
    return library::find(qualified.substr(0, qualified.find('.')), {3, 14}).kind != library::Item::none;
}

// `pathlib` of `pathlib.Path.cwd`: what names a class is no module, and neither is what is in it.
std::string_view module_part(const Model& model, std::string_view qualified) {
    const std::size_t last = qualified.rfind('.');
    if (last == qualified.npos) return qualified;
    if (!of_library(qualified))
        for (std::size_t dot = last; dot != qualified.npos && dot != 0; dot = qualified.rfind('.', dot - 1)) {
            const Referent& known = referent_of(model, qualified.substr(0, dot));
            if (known.kind == Referent::module) return qualified.substr(0, dot);
        }
    for (std::size_t dot = qualified.find('.'); dot < last; dot = qualified.find('.', dot + 1)) {
        const std::string_view deeper = qualified.substr(0, qualified.find('.', dot + 1));
        const library::Item found = library::find(deeper, {3, 14});
        const bool known = found.kind != library::Item::none;
        const char initial = qualified[dot + 1];
        const bool named_as_class = initial >= 'A' && initial <= 'Z';
        if (known ? found.kind != library::Item::module : named_as_class) return qualified.substr(0, dot);
    }
    return qualified.substr(0, last);
}

// `from m import a` as a name more in an import of that module that the file has already.
std::optional<Edit> beside_names(const std::vector<TopImport>& imports, std::string_view statement) {
    const std::size_t at = statement.find(" import ");
    const std::string_view module = statement.substr(5, at - 5), name = statement.substr(at + 8);
    for (const TopImport& i : imports) {
        if (!i.from || i.module != module) continue;
        Node last;
        for (Node c : i.node.children())
            if (c.field() == Field::name) last = c;
        if (!last) continue;  // `*`
        return Edit{{last.end(), last.end()}, ", " + std::string(name)};
    }
    return std::nullopt;
}

}  // namespace

ImportStyle import_style(const Model& model, std::string_view qualified, bool holder) {
    const std::string_view module = module_part(model, qualified);
    if (const std::size_t dot = qualified.rfind('.'); holder && dot == module.size() && !of_library(qualified))
        return {module, qualified.substr(dot + 1)};
    if (module.size() == qualified.size() || std::ranges::find(from_modules, module) == from_modules.end())
        return {module, {}};
    std::string_view name = qualified.substr(module.size() + 1);
    return {module, name.substr(0, name.find('.'))};
}

std::string_view names_imported_from(const Model& model, std::string_view module) {
    for (Node n : Node(model.tree(), 0).children()) {
        if (!n.is(Kind::import_from_statement) || n.last_child().is(Kind::wildcard_import)) continue;
        const Node from = n.child(Field::module_name);
        if (model.leads_to(from.text(), module)) return from.text();
    }
    return "";
}

// `from m import a` and `from m import b`, which are in order, become one line.
static void join_names(std::set<std::string>& lines) {
    std::set<std::string> out;
    std::string last, module;
    for (const std::string& line : lines) {
        const std::size_t import = line.find(" import ");
        if (import == line.npos || !line.starts_with("from ")) {
            out.insert(line);
            continue;
        }
        if (line.substr(0, import) == module) {
            out.erase(last);
            last += "," + line.substr(import + 7);
        } else {
            last = line;
            module = line.substr(0, import);
        }
        out.insert(last);
    }
    lines = std::move(out);
}

std::string each_name_once(std::string_view import) {
    const std::size_t at = import.find(" import ");
    if (at == import.npos || import.find_first_of("()#\n\\") != import.npos) return std::string(import);
    std::string out(import.substr(0, at + 8));
    std::vector<std::string_view> seen;
    for (std::string_view names = import.substr(at + 8); !names.empty();) {
        const std::size_t comma = std::min(names.find(','), names.size());
        const std::string_view name = trimmed(names.substr(0, comma), " ");
        names.remove_prefix(std::min(comma + 1, names.size()));
        if (std::ranges::find(seen, name) != seen.end()) continue;
        out += (seen.empty() ? "" : ", ") + std::string(name);
        seen.push_back(name);
    }
    return out;
}

std::vector<Edit> import_edits(const Model& model, const std::vector<std::string>& qualified) {
    if (qualified.empty()) return {};
    const Tree& tree = model.tree();
    std::vector<TopImport> imports;
    std::uint32_t top = 0;  // where the first import of the file would go
    bool first = true;
    for (Node n : Node(tree, 0).children()) {
        bool docstring = first && n.is(Kind::expression_statement) && n.child(0u).is(Kind::string);
        first = false;
        if (is_magic(n) && imports.empty()) {
            top = below_magic(tree.text, n.end());
            continue;
        }
        if (docstring || n.is(Kind::future_import_statement)) {
            top = line_end(tree.text, n.end());
            continue;
        }
        if (!is_import(n)) {
            if (imports.empty()) top = std::max(top, below_cell_marker(tree.text, n.start()));
            break;
        }
        imports.push_back({n, n.is(Kind::import_from_statement), module_of(n)});
    }
    if (top == 0)  // below a `#!` line, the coding comment and the licence
        for (std::uint32_t at = 0; at < tree.text.size() && tree.text[at] == '#';) top = at = line_end(tree.text, at);

    std::vector<Edit> out;
    std::set<std::string> lines;
    for (const std::string& name : qualified) {
        const ImportStyle style = import_style(model, name);
        const bool statement = name.find(' ') != name.npos;
        const std::string from = statement            ? name
                                 : style.name.empty() ? std::string()
                                                      : formatted("from {} import {}", style.module, style.name);
        if (!from.empty()) {
            if (auto beside = beside_names(imports, from); beside && std::ranges::find(out, *beside) == out.end())
                out.push_back(*std::move(beside));
            else if (!beside)
                lines.insert(from);
            continue;
        }
        lines.insert("import " + std::string(style.module));
    }
    join_names(lines);
    std::string all;
    for (const std::string& line : lines) append(all, "{}\n", line);
    if (imports.empty() && !all.empty()) {
        std::string_view above = tree.text.substr(0, top), below = tree.text.substr(top);
        bool blank_below = !below.empty() && !below.starts_with('\n') && !below.starts_with("\r\n");
        bool blank_above = !above.empty() && !above.ends_with("\n\n") && !above.ends_with("\n\r\n");
        out.push_back({{top, top}, formatted("{}{}{}", blank_above ? "\n" : "", all, blank_below ? "\n" : "")});
        return out;
    }
    for (const std::string& line : lines) {
        bool from = line.starts_with("from ");
        std::string module = line.substr(from ? 5 : 7, line.find(' ', from ? 5 : 7) - (from ? 5 : 7));
        // Plain imports come before `from` imports of the group; within each, by module.
        const TopImport* before = nullptr;
        for (const TopImport& i : imports)
            if (std::pair(i.from, i.module) <= std::pair(from, std::string_view(module)) &&
                (!before || before->node.id() < i.node.id())) {
                if (i.module.starts_with('.') && before) break;
                before = &i;
                // Stay in the first group of neighbours.
            } else if (before) {
                break;
            }
        std::uint32_t at = before ? line_end(tree.text, before->node.end()) : imports.front().node.start();
        bool missing_newline = at == tree.text.size() && !tree.text.ends_with('\n');
        out.push_back({{at, at}, (missing_newline ? "\n" : "") + line + (missing_newline ? "" : "\n")});
    }
    return out;
}

}  // namespace zen
