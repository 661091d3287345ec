#include "engine/notebook_scripts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>

#include "engine/notebook_display.h"
#include "engine/notebook_magics.h"
#include "semantics/library/builtins.h"
#include "text/identifier.h"
#include "text/name_byte.h"

namespace zen {
namespace {

// Rules about modules, which a notebook is none of.
constexpr std::array<std::string_view, 3> of_modules = {"import-not-at-top", "missing-main-guard", "print-call"};
// Rules about what a whole program makes of a name or value, which an example in a text is none of.
constexpr std::array<std::string_view, 11> of_programs = {
    "unused-import",      "unused-variable",    "unused-loop-variable", "unused-unpacked-variable",
    "redefined-unused",   "useless-expression", "ignored-pure-result",  "string-as-comment",
    "import-in-function", "variable-naming",    "missing-docstring"};
// Rules about functions, which a marimo cell is none of: it ends in a `return`, and imports what it needs.
constexpr std::array<std::string_view, 2> of_functions = {"redundant-jump", "import-in-function"};

std::string_view take_line(std::string_view& text) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

// `# %%` of Jupytext, Spyder and VS Code, `# <codecell>`, and `# In[1]:` of nbconvert.
bool begins_cell(std::string_view line) {
    if (!line.starts_with('#')) return false;
    line.remove_prefix(1);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.starts_with("%%") || line.starts_with("<codecell>")) return true;
    if (!line.starts_with("In[")) return false;
    line.remove_prefix(3);
    line.remove_prefix(std::min(line.find_first_not_of("0123456789 "), line.size()));
    return line.starts_with("]");
}

namespace {

// Behind a string literal that begins here, one of an f-string's apart; `at` where none does.
std::size_t behind_string(std::string_view code, std::size_t at) {
    const char quote = code[at];
    if (quote != '"' && quote != '\'') return at;
    const bool fields = at > 0 && std::string_view("fFtT").find(code[at - 1]) != std::string_view::npos;
    if (fields) return at;
    const bool triple = code.substr(at).starts_with(quote == '"' ? R"(""")" : "'''");
    const std::string_view ends = code.substr(at, triple ? 3 : 1);
    for (std::size_t i = at + ends.size(); i < code.size(); ++i)
        if (code[i] == '\\')
            ++i;
        else if (code.substr(i).starts_with(ends))
            return i + ends.size();
    return at;
}

// The names in a piece of code, without attributes and strings; words in f-strings count too.
std::vector<std::string_view> names_in(std::string_view code) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < code.size();) {
        if (const std::size_t behind = behind_string(code, at); behind > at) {
            at = behind;
            continue;
        }
        std::size_t end = at;
        while (end < code.size() && is_name_byte(code[end])) ++end;
        const bool attribute = at > 0 && code[at - 1] == '.';
        if (end > at && !attribute && !std::isdigit(static_cast<unsigned char>(code[at])))
            out.push_back(code.substr(at, end - at));
        at = std::max(end, at + 1);
    }
    return out;
}

// The function of marimo's cell around the place; none: outside of the cells.
Node cell_around(Node root, Span span) {
    for (Node n : root.children())
        if (n.start() <= span.start && span.end <= n.end() && n.is(Kind::decorated_definition)) return n;
    return {};
}

bool adds_import(const Edit& e) {
    const std::size_t first = std::min(e.text.find_first_not_of("\n"), e.text.size());
    const std::string_view text = std::string_view(e.text).substr(first);
    return e.span.empty() && (text.starts_with("import ") || text.starts_with("from "));
}

// The cells that nbdev writes into the module: one of their lines is `#| export` (or `exporti`, `exports`).
std::set<std::uint32_t> exported_cells(const Source& source) {
    std::set<std::uint32_t> out;
    const std::string_view text = source.text();
    for (std::size_t at = text.find("#|"); at != text.npos; at = text.find("#|", at + 2)) {
        if (at > 0 && text[at - 1] != '\n') continue;
        const std::size_t word = text.find_first_not_of(' ', at + 2);
        if (word != text.npos && text.substr(word).starts_with("export"))
            out.insert(source.cell(static_cast<std::uint32_t>(at)));
    }
    return out;
}

// An import for an exported cell of nbdev has to be in such a cell, too, or the module lacks it.
void keep_exported(std::vector<Finding*>& findings, const Source& source) {
    const std::set<std::uint32_t> exported = exported_cells(source);
    if (exported.empty()) return;
    for (Finding* f : findings) {
        if (!f->fix || !exported.contains(source.cell(f->span.start))) continue;
        for (const Edit& e : f->fix->edits)
            if (adds_import(e) && !exported.contains(source.cell(std::max(e.span.start, 1u) - 1))) {
                f->fix->applicability = Applicability::display;
                f->fix->reason = "the import belongs in a cell that nbdev exports";
            }
    }
}

// An import that a fix adds goes to the first example of a file; it belongs to the fix's own.
void keep_in_example(std::vector<Finding*>& findings, const Source& source) {
    for (Finding* f : findings) {
        if (!f->fix || f->fix->applicability == Applicability::display) continue;
        const std::span<const Span> between = source.foreign();
        const bool elsewhere = std::ranges::any_of(f->fix->edits, [&](const Edit& e) {
            const auto next = std::ranges::lower_bound(between, e.span.end, {}, &Span::start);
            return next != between.end() && next->end <= f->span.start;
        });
        if (!elsewhere) continue;
        f->fix->applicability = Applicability::display;
        f->fix->reason = "the import belongs to this example, not to the first one";
    }
}

// What the cell mentions where the finding is: names of its own and of the notebook, and of the scopes around the
// finding, but not those of other functions in it. A word in a string is no name.
std::vector<std::string_view> mentioned(Node cell, Span at, const Model& model) {
    std::vector<std::string_view> out;
    for (Node n : cell.descendants()) {
        if (!n.is(Kind::identifier)) continue;
        const Reference* r = model.reference(n);
        if (!r) continue;
        if (r->binding != no_id) {
            const Node scope(model.tree(), model.scopes()[model.bindings()[r->binding].scope].node);
            const bool inner = cell.start() < scope.start() && scope != cell.last_child() && scope.end() <= cell.end();
            if (inner && !(scope.start() <= at.start && at.end <= scope.end())) continue;
        }
        out.push_back(n.text());
    }
    return out;
}

bool is_cell(Node decorated) {
    return decorated && decorated.child(0u).text().find(".cell") != std::string_view::npos;
}

// Is it one of the statements of the cell itself, not of a function in it?
bool at_top_of_cell(Node cell, Span span) {
    for (Node n : cell.last_child().child(Field::body).children())
        if (n.start() <= span.start && span.end <= n.end())
            return !n.is_any({Kind::function_definition, Kind::class_definition, Kind::decorated_definition});
    return false;
}

// Would the fix bring a name into a cell, or change something outside of it?
bool leaves_cell(const Finding& f, const Model& model) {
    const Node cell = cell_around(Node(model.tree(), 0), f.span);
    if (!cell) return false;
    const std::vector<std::string_view> there = mentioned(cell, f.span, model);
    return std::ranges::any_of(f.fix->edits, [&](const Edit& e) {
        if (e.span.start < cell.start() || e.span.end > cell.end()) return true;
        return std::ranges::any_of(names_in(e.text), [&](std::string_view name) {
            // A name that begins with an underscore is the cell's own.
            return !name.starts_with('_') && std::ranges::find(there, name) == there.end() && !is_keyword(name) &&
                   !is_builtin(name, model.target());
        });
    });
}

}  // namespace

namespace {

// What the lines of a file say of it, one after another.
class ScriptSigns {
  public:
    // May a line that begins so say something?
    static bool may_say(char first) { return first == '#' || first == '"' || first == 'i' || first == 'a'; }

    void see(std::string_view line, bool first) {
        certain_ = certain_ || (first && line == "# Databricks notebook source");
        // Jupytext's header, and the bare string with which its sphinx format begins a cell.
        if (certain_ || line == "# jupyter:" || line == "\"\"" || begins_cell(line)) kind_ = NotebookScript::cells;
        imports_marimo_ = imports_marimo_ || line == "import marimo";
        makes_app_ = makes_app_ || line.starts_with("app = marimo.App(");
        if (!imports_marimo_ || !makes_app_ || certain_) return;
        certain_ = true;
        kind_ = NotebookScript::marimo;
    }
    bool certain() const { return certain_; }
    NotebookScript kind() const { return kind_; }

  private:
    bool imports_marimo_ = false, makes_app_ = false, certain_ = false;
    NotebookScript kind_ = NotebookScript::none;
};

}  // namespace

NotebookScript notebook_script(std::string_view text) {
    ScriptSigns signs;
    for (bool first = true; !text.empty() && !signs.certain(); first = false) signs.see(take_line(text), first);
    return signs.kind();
}

NotebookScript notebook_script(const Source& source) {
    const std::string_view text = source.text();
    const LineIndex& lines = source.lines();
    ScriptSigns signs;
    const std::uint32_t count = lines.count();
    for (std::uint32_t row = 1; row <= count && !signs.certain(); ++row) {
        const std::uint32_t start = lines.start(row);
        if (start >= text.size() || !ScriptSigns::may_say(text[start])) continue;
        std::string_view rest = text.substr(start);
        signs.see(take_line(rest), row == 1);
    }
    return signs.kind();
}

std::string as_module(std::string text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = std::string_view(text).substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line == "\"\"")
            text.replace(at, 2, "#.");
        else if (line == "import marimo")
            text[at + 6] = '\t';
        else if (begins_cell(line) || line == "# jupyter:" || line == "# Databricks notebook source")
            text[line.find_first_not_of("# ") + at] = '.';
        at = end + 1;
    }
    return text;
}

bool marks_every_cell(std::string_view text) {
    for (const std::string_view format : {"format_name: light", "format_name: nomarker", "format_name: bare"})
        if (text.find(format) != text.npos) return false;
    return true;
}

void follow_notebook(std::vector<Finding*>& findings, const Model& model, const Source& source, const RuleBook& book) {
    if (findings.empty()) return;
    const NotebookScript kind = source.is_notebook() ? NotebookScript::none : notebook_script(source);
    if (kind == NotebookScript::none && !source.is_notebook()) return;
    follow_display(findings, model, source, kind, book);
    if (kind == NotebookScript::none) {
        std::erase_if(findings, [&](const Finding* f) {
            const std::string_view name = book[f->rule].name();
            return std::ranges::find(of_modules, name) != of_modules.end() ||
                   (source.is_examples() && std::ranges::find(of_programs, name) != of_programs.end());
        });
        if (source.is_examples()) keep_in_example(findings, source);
        keep_exported(findings, source);
        return;
    }
    const bool sphinx = source.text().find("\n\"\"\n") != std::string_view::npos;
    const Node root(model.tree(), 0);
    const ForeignCode foreign = kind == NotebookScript::cells ? foreign_in_script(source.text()) : ForeignCode{};
    auto in_foreign = [&](Span span) {
        return std::ranges::any_of(foreign.spans, [&](Span s) { return s.contains(span.start) && !span.empty(); });
    };
    std::erase_if(findings, [&](const Finding* f) {
        const std::string_view name = book[f->rule].name();
        if (in_foreign(f->span)) return true;
        if (std::ranges::find(of_modules, name) != of_modules.end()) return true;
        if (sphinx && name == "string-as-comment") return true;
        if (kind != NotebookScript::marimo) return false;
        const Node cell = cell_around(root, f->span);
        // Its underscore keeps a name from the other cells.
        if (name == "used-dummy-variable") return is_cell(cell) && at_top_of_cell(cell, f->span);
        return std::ranges::find(of_functions, name) != of_functions.end() && at_top_of_cell(cell, f->span);
    });
    if (kind == NotebookScript::cells) {
        // Where a magic makes the tree uncertain, an import might end in a cell that is text.
        const bool damaged = model.tree().damaged() && !foreign.spans.empty();
        auto uncertain = [&](const Edit& e) {
            return adds_import(e) && (damaged || std::ranges::any_of(foreign.spans, [&](Span s) {
                                          return s.start <= e.span.start && e.span.start <= s.end;
                                      }));
        };
        for (Finding* f : findings)
            if (f->fix && std::ranges::any_of(f->fix->edits, uncertain)) {
                f->fix->applicability = Applicability::display;
                f->fix->reason = "lines that are not Python hide where the import belongs";
            }
        return;
    }
    for (Finding* f : findings)
        if (f->fix && f->fix->applicability != Applicability::display && leaves_cell(*f, model)) {
            f->fix->applicability = Applicability::display;
            f->fix->reason = "the names that a marimo cell binds belong to the whole notebook";
        }
}

}  // namespace zen
