#include "engine/doctests.h"

#include <algorithm>
#include <optional>
#include <string>

#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/notebook_display.h"
#include "syntax/parse.h"
#include "text/code_blocks.h"
#include "text/edit.h"
#include "text/magics.h"

namespace zen {
namespace {

std::size_t rows_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n')) + (text.empty() || text.ends_with('\n') ? 0 : 1);
}

// What doctest shows of the values of expressions: how many statements do, outside of functions and classes, and
// whether the last one does. Doctest compiles in the mode "single", which shows values in loops and branches too.
struct DoctestCode {
    std::size_t count = 0;
    bool at_end = false;
    friend bool operator==(const DoctestCode&, const DoctestCode&) = default;
};

DoctestCode shown_by(std::string_view text) {
    const Tree tree = parse(text);
    DoctestCode out;
    if (tree.nodes.empty()) return out;
    const Node root(tree, 0);
    std::uint32_t inside = 0;  // the end of the definition that was met last
    for (Node n : root.descendants()) {
        if (n.start() < inside) continue;
        if (n.is_any({Kind::function_definition, Kind::class_definition, Kind::lambda})) inside = n.end();
        if (n.is(Kind::expression_statement) && shows_value(n)) ++out.count;
    }
    for (Node n : root.children())
        if (!n.extra()) out.at_end = shows_value(n);
    return out;
}

// Would the examples still be what they were, but for the edits?
bool fits(const Fix& fix, const Source& source) {
    const CodeBlocks::Block* block = source.blocks()->block_at(fix.edits.front().span.start);
    auto inside = [&](const Edit& e) {
        return block && e.span.start >= block->text.start && e.span.end <= block->text.end;
    };
    if (!std::ranges::all_of(fix.edits, inside)) return false;
    std::vector<Edit> edits = fix.edits;
    for (Edit& e : edits) e.span = {e.span.start - block->text.start, e.span.end - block->text.start};
    const std::string_view before = source.slice(block->text);
    const std::string after = edited(before, std::move(edits), source.newline());
    return !after.empty() && after.ends_with('\n') == before.ends_with('\n') && rows_in(after) <= rows_in(before) &&
           shown_by(before) == shown_by(after);
}

bool touches_input(const Fix& fix, const Source& source) {
    return std::ranges::any_of(fix.edits, [&](const Edit& e) {
        return source.blocks()->input_at(e.span.start) || source.blocks()->input_at(e.span.end);
    });
}

// A docstring whose examples are read as they stand.
struct Docstring {
    Span content;  // between the quotes
    bool raw;
    std::string quotes;
};

std::optional<Docstring> docstring_of(Node statement, const Source& source) {
    if (!statement.is(Kind::expression_statement)) return std::nullopt;
    const Node string = statement.child(0u);
    if (!string.is(Kind::string) || !statement.has_children(1)) return std::nullopt;
    const std::string_view text = source.slice(string.span());
    const std::size_t prefix = text.find_first_of("\"'");
    if (prefix > 1 || text.size() < prefix + 6) return std::nullopt;
    const bool raw = text.starts_with('r') || text.starts_with('R');
    if (prefix == 1 && !raw && !text.starts_with('u') && !text.starts_with('U')) return std::nullopt;
    const std::string quotes(3, text[prefix]);
    if (text.substr(prefix, 3) != quotes || !text.ends_with(quotes)) return std::nullopt;
    return Docstring{{string.start() + static_cast<std::uint32_t>(prefix) + 3, string.end() - 3}, raw, quotes};
}

std::vector<Docstring> docstrings(const Tree& tree, const Source& source) {
    std::vector<Docstring> out;
    auto add = [&](Node block) {
        for (Node first : block.children()) {
            if (first.extra()) continue;
            std::optional<Docstring> found = docstring_of(first, source);
            if (found && source.slice(found->content).find(">>>") != std::string_view::npos)
                out.push_back(*std::move(found));
            return;
        }
    };
    const Node root(tree, 0);
    add(root);
    for (Node n : root.descendants())
        if (n.is_any({Kind::function_definition, Kind::class_definition})) add(n.child(Field::body));
    return out;
}

// What is found in one docstring, with the places of the file.
class Examples {
  public:
    Examples(const Docstring& docstring, const Source& file, PythonVersion target)
        : docstring_(docstring),
          file_(file),
          target_(target),
          source_(Source::from_sessions(file.path(), std::string(file.slice(docstring.content)))) {}

    const Source& source() const { return source_; }

    void move(Finding& f) const {
        if (f.fix) f.fix = moved(*f.fix);
        f.span = moved(f.span);
        for (Related& r : f.related) r.span = moved(r.span);
    }

    Span moved(Span span) const { return {moved(span.start), std::max(moved(span.start), moved(span.end))}; }

  private:
    std::uint32_t moved(std::uint32_t offset) const {
        const CodeBlocks& blocks = *source_.blocks();
        // The end of a block is the end of its last row.
        const CodeBlocks::Row* row = blocks.input_at(offset);
        return docstring_.content.start + (row ? row->file + offset - row->text : 0);
    }

    // The fix as one of the file, if it can be made there.
    std::optional<Fix> moved(const Fix& fix) const {
        if (fix.edits.empty()) return std::nullopt;
        if (fix.applicability != Applicability::display && !sound(source_, fix, target_)) return std::nullopt;
        const std::string_view before = file_.slice(docstring_.content);
        const std::optional<std::string> after = source_.encode(edited(source_.text(), fix.edits, source_.newline()));
        if (!after || *after == before) return std::nullopt;
        Fix out = fix;
        out.edits = difference(before, *after);
        out.held.clear();
        for (Edit& e : out.edits) {
            if (!docstring_.raw && e.text.find('\\') != std::string::npos) return std::nullopt;
            e.span = {docstring_.content.start + e.span.start, docstring_.content.start + e.span.end};
        }
        if (after->find(docstring_.quotes) != std::string::npos || after->ends_with(docstring_.quotes[0]))
            return std::nullopt;
        // Each is sound by itself: of one run of examples, one a round.
        if (const CodeBlocks::Block* block = source_.blocks()->block_at(fix.edits.front().span.start))
            out.held.push_back(
                {docstring_.content.start + block->file.start, docstring_.content.start + block->file.end});
        return out;
    }

    const Docstring& docstring_;
    const Source& file_;
    PythonVersion target_;
    Source source_;
};

// The module's own names that are those of builtins.
std::vector<std::string_view> shadowing(const Model& model) {
    std::vector<std::string_view> out;
    for (const Binding& b : model.bindings())
        if (b.scope == 0 && model.names_builtin(model.name(b.name))) out.push_back(model.name(b.name));
    return out;
}

}  // namespace

void find_in_docstrings(std::vector<Finding>& found, std::vector<Finding>& apart, const Model& model,
                        const Source& source, const RuleSet& rules, const World& world,
                        std::vector<Suppressed>* silenced) {
    if (source.text().find(">>>") == std::string_view::npos) return;
    const std::vector<std::string_view> own = shadowing(model);
    for (const Docstring& docstring : docstrings(model.tree(), source)) {
        const Examples examples(docstring, source, rules.selection().target);
        const CodeBlocks& blocks = *examples.source().blocks();
        std::set<std::string, std::less<>> words;
        bool escaped = false;
        for (const CodeBlocks::Block& block : blocks.blocks) {
            const std::string_view code = examples.source().slice(block.text);
            escaped = escaped || (!docstring.raw && code.find('\\') != code.npos);
            if (!own.empty()) add_words(code, words);
        }
        if (blocks.blocks.empty() || escaped ||
            std::ranges::any_of(own, [&](std::string_view name) { return words.contains(name); }))
            continue;
        const bool has_noqa = examples.source().text().find("noqa") != std::string_view::npos;
        std::vector<Suppressed> taken_out;
        for (Finding& f : lint(examples.source(), rules, silenced ? &taken_out : nullptr, world)) {
            examples.move(f);
            (has_noqa ? apart : found).push_back(std::move(f));
        }
        for (Suppressed& s : taken_out) {
            examples.move(s.finding);
            s.directive = examples.moved(s.directive);
            silenced->push_back(std::move(s));
        }
    }
}

void keep_prompts(std::vector<Finding*>& findings, const Source& source) {
    if (!source.blocks() || !source.blocks()->sessions) return;
    for (Finding* f : findings)
        if (f->fix && !f->fix->edits.empty() && touches_input(*f->fix, source) && !fits(*f->fix, source))
            f->fix.reset();
}

}  // namespace zen
