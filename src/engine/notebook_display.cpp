#include "engine/notebook_display.h"

#include <algorithm>
#include <array>
#include <string>

#include "syntax/parse.h"
#include "text/edit.h"

namespace zen {
namespace {

// Rules about values that nothing uses.
constexpr std::array<std::string_view, 4> of_unused_values = {"useless-expression", "ignored-pure-result",
                                                              "string-as-comment", "missing-await"};

constexpr std::string_view shown_value = "the cell shows the value of its last expression";

// Methods and functions that return None, which no notebook shows
// (https://docs.python.org/3/library/stdtypes.html).
constexpr std::array<std::string_view, 16> without_value = {"add",     "append",     "clear",    "difference_update",
                                                            "discard", "extend",     "insert",   "intersection_update",
                                                            "print",   "writelines", "sort",     "remove",
                                                            "setattr", "reverse",    "makedirs", "update"};

// The line that begins a cell in one of the formats of Python files.
bool parts_cells(std::string_view line, bool light) {
    if (begins_cell(line) || line == "# COMMAND ----------" || line == "\"\"") return true;
    // Jupytext's light format marks cells with empty lines in them; sphinx-gallery parts cells by rulers.
    if (line.starts_with("# +") || line.starts_with("# -")) return true;
    if (line.size() >= 20 && line.find_first_not_of('#') == line.npos) return true;
    return light && line.find_first_not_of(" \t\r") == line.npos;
}

bool parted(std::string_view between, bool light) {
    between.remove_prefix(std::min(between.find('\n') + 1, between.size()));
    while (!between.empty()) {
        std::string_view line = between.substr(0, between.find('\n'));
        between.remove_prefix(std::min(line.size() + 1, between.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (parts_cells(line, light)) return true;
    }
    return false;
}

// The text between two cells in Jupytext's sphinx format, which is a string of its own.
bool text_cell(Node statement) {
    return statement.is(Kind::expression_statement) && statement.child(0u).is(Kind::string) &&
           statement.has_children(1) &&
           (statement.text().starts_with("\"\"") || statement.text().starts_with("r\"\"\""));
}

// The block of a marimo cell: the body of a decorated function at the top.
Node marimo_cell(Node statement) {
    if (!statement.is(Kind::decorated_definition)) return {};
    if (statement.child(0u).text().find(".cell") == std::string_view::npos) return {};
    return statement.last_child().child(Field::body);
}

std::vector<Node> statements_of(Node block) {
    std::vector<Node> out;
    for (Node n : block.children())
        if (!n.extra()) out.push_back(n);
    return out;
}

Span around(Span a, Span b) {
    return {std::min(a.start, b.start), std::max(a.end, b.end)};
}

// Would the text with the fix show a value at its end? The text is that of whole statements.
bool shows_at_end(std::string_view text) {
    const Tree tree = parse(text);
    if (tree.nodes.empty()) return false;
    const std::vector<Node> statements = statements_of(Node(tree, 0));
    return !statements.empty() && shows_value(statements.back());
}

// The statements' text, from the line that the first begins on, without its indentation.
std::string dedented(std::string_view text, std::size_t indent) {
    std::string out;
    bool first = true;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
        if (!first) line.remove_prefix(std::min(blanks, indent));
        first = false;
        (out += line) += '\n';
    }
    return out;
}

// A `;` behind an expression keeps a notebook from showing its value, whatever it is.
bool hides_value(Node last, Span semicolon, std::string_view text) {
    if (!last.is(Kind::expression_statement) || last.end() > semicolon.start) return false;
    if (last.child(0u).is_any({Kind::assignment, Kind::augmented_assignment})) return false;
    const std::string_view between = text.substr(last.end(), semicolon.start - last.end());
    return between.find_first_not_of(" \t") == between.npos;
}

bool changes_display(const Fix& fix, Node last, std::string_view text, const LineIndex& lines) {
    Span all = fix.edits.front().span;
    for (const Edit& e : fix.edits) all = around(all, e.span);
    if (all.end < last.start() || all.start > last.end()) return false;
    // From the statement in which the edits begin to the end of the last one.
    Node first = last;
    for (Node n = last; n && n.end() > all.start; n = n.previous_sibling()) first = n;
    std::vector<Edit> edits = fix.edits;
    const Span span = around({first.start(), last.end()}, all);
    for (Edit& e : edits) e.span = {e.span.start - span.start, e.span.end - span.start};
    const std::size_t indent = span.start - lines.start(lines.row(span.start));
    const std::string after = edited(text.substr(span.start, span.size()), std::move(edits));
    return shows_at_end(dedented(after, indent)) != shows_value(last);
}

}  // namespace

bool shows_value(Node statement) {
    if (!statement.is(Kind::expression_statement)) return false;
    const Node value = statement.child(0u);
    if (value.is_any({Kind::assignment, Kind::augmented_assignment, Kind::yield, Kind::none})) return false;
    if (value.is(Kind::call)) {
        const Node function = value.child(Field::function);
        const std::string_view name =
            function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
        if (std::ranges::find(without_value, name) != without_value.end()) return false;
    }
    std::string_view rest = statement.tree().text.substr(statement.end());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    return !rest.starts_with(';');
}

std::vector<Node> last_of_cells(const Tree& tree, const Source& source, NotebookScript kind) {
    std::vector<Node> out;
    const std::vector<Node> statements = statements_of(Node(tree, 0));
    if (kind == NotebookScript::marimo) {
        for (Node n : statements) {
            std::vector<Node> body = statements_of(marimo_cell(n));
            if (!body.empty() && body.back().is(Kind::return_statement)) body.pop_back();
            if (!body.empty()) out.push_back(body.back());
        }
        return out;
    }
    const bool light = kind == NotebookScript::cells && !marks_every_cell(source.text());
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const Node n = statements[i], next = i + 1 < statements.size() ? statements[i + 1] : Node();
        const Span between{n.end(), next ? next.start() : static_cast<std::uint32_t>(source.text().size())};
        const bool ends = !next || (source.is_notebook() ? source.cell_begins_in(between)
                                                         : text_cell(next) || parted(source.slice(between), light));
        if (ends) out.push_back(n);
    }
    return out;
}

void follow_display(std::vector<Finding*>& findings, const Model& model, const Source& source, NotebookScript kind,
                    const RuleBook& book) {
    const std::vector<Node> last = last_of_cells(model.tree(), source, kind);
    auto last_at = [&](Span span) {
        auto after = std::ranges::upper_bound(last, span.start, {}, [](Node n) { return n.start(); });
        return after == last.begin() || (after - 1)->end() < span.end ? Node() : *(after - 1);
    };
    std::erase_if(findings, [&](const Finding* f) {
        const std::string_view name = book[f->rule].name();
        if (name == "several-statements-per-line") {
            auto after = std::ranges::upper_bound(last, f->span.start, {}, [](Node n) { return n.start(); });
            return after != last.begin() && hides_value(*(after - 1), f->span, source.text());
        }
        // Cells are run one by one, and may have their imports and another definition of the same name.
        if (name == "redefined-unused")
            return std::ranges::any_of(f->related, [&](const Related& first) {
                auto end = std::ranges::lower_bound(last, first.span.end, {}, [](Node n) { return n.end(); });
                return end != last.end() && end->end() <= f->span.start;
            });
        if (std::ranges::find(of_unused_values, name) == of_unused_values.end()) return false;
        const Node n = last_at(f->span);
        // In the statement itself, not in a function that ends the cell.
        return n && n.is(Kind::expression_statement) && shows_value(n);
    });
    for (Finding* f : findings) {
        if (!f->fix || f->fix->edits.empty()) continue;
        // A finding that is kept from an earlier text may have been at the end of its cell.
        std::string& why = f->fix->reason;
        if (f->fix->applicability == Applicability::unsafe && why == shown_value) {
            f->fix->applicability = Applicability::safe;
            why.clear();
        } else if (why.ends_with(shown_value) && why.substr(0, why.size() - shown_value.size()).ends_with("; ")) {
            why.resize(why.size() - shown_value.size() - 2);
        }
        if (f->fix->applicability == Applicability::display) continue;
        Span all = f->fix->edits.front().span;
        for (const Edit& e : f->fix->edits) all = around(all, e.span);
        auto touched = std::ranges::lower_bound(last, all.start, {}, [](Node n) { return n.end(); });
        if (touched == last.end() || touched->start() > all.end) continue;
        if (!changes_display(*f->fix, *touched, source.text(), source.lines())) continue;
        f->fix->applicability = Applicability::unsafe;
        why += (why.empty() ? "" : "; ") + std::string(shown_value);
    }
}

}  // namespace zen
