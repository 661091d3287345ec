// Python code under all rules: suppression comments, fixes, edits, notebooks.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/fix.h"
#include "engine/incremental/relint.h"
#include "engine/lint.h"
#include "engine/scanning/rule_table.h"
#include "engine/suppression/add_noqa.h"
#include "syntax/parse.h"
#include "syntax/pieces.h"
#include "targets.h"
#include "text/notebook.h"

namespace zen::fuzz {
namespace {

const RuleSet& all_rules() {
    static const RuleBook book(builtin_rules(), course_sections());
    static const RuleSet rules = [] {
        Selection selection = Selection::of(book);
        for (RuleId r = 0; r < book.rules().size(); ++r) selection.select(book, r);
        selection.target = {3, 12};
        return RuleSet(book, std::move(selection));
    }();
    return rules;
}

std::map<std::string_view, int> comments(const Tree& tree) {
    std::map<std::string_view, int> out;
    for (const NodeRecord& n : tree.nodes) {
        if (n.kind != Kind::comment) continue;
        std::string_view text = tree.text.substr(n.start, n.end - n.start);
        if (text.ends_with('\r')) text.remove_suffix(1);
        // There to be taken out, or to be told apart from nothing.
        bool spoken = false;
        for (std::string_view word : {"noqa", "zenlint", "coding", "pylint", "type:", "pyright"})
            spoken = spoken || text.find(word) != text.npos;
        if (!spoken) ++out[text];
    }
    return out;
}

void promise_fixes(const Source& source, Applicability boldest) {
    Fixed fixed = fix(source, all_rules(), boldest);
    promise(fixed.converged, "fixes end", source.text());
    for (const Finding& f : fixed.left)
        promise(all_rules().book()[f.rule].code() != "ZEN0007", f.message, source.text());
    Tree before = parse(source), after = parse(fixed.source);
    promise(before.damaged() || !after.damaged(), "fixed code parses", source.text());
    promise(fixed.source.encode(fixed.source.text()).has_value(), "fixed code can be written", source.text());
    if (boldest != Applicability::safe || before.damaged()) return;
    std::map<std::string_view, int> there = comments(after);
    for (const auto& [comment, count] : comments(before))
        promise(there[comment] >= count, "a safe fix keeps every comment", source.text());
}

}  // namespace

void suppression_target(std::string_view bytes) {
    Result<Source> source = Source::decode("a.py", std::string(bytes));
    if (!source) return;
    Tree tree = parse_by_pieces(source->text());
    for (const Suppression& s : suppressions(tree, *source)) {
        promise(s.comment.end <= source->text().size() && s.comment.contains(s.directive), "a comment holds its wish");
        promise(s.first_row <= s.last_row || s.first_row == 0, "a wish is for rows");
    }
    std::vector<Finding> findings = lint(*source, all_rules());
    Silenced silenced = add_noqa(*source, findings, all_rules().book(), "fuzz");
    if (parse(*source).damaged()) return;
    promise(!parse(std::string_view(silenced.text)).damaged(), "silenced code parses", source->text());
}

void fix_target(std::string_view bytes) {
    Result<Source> source = Source::decode("a.py", std::string(bytes));
    if (!source) return;
    promise_fixes(*source, Applicability::safe);
    promise_fixes(*source, Applicability::unsafe);
}

void cell_target(std::string_view bytes) {
    Result<Source> source = Source::decode("a.ipynb", std::string(bytes));
    if (!source) return;
    Fixed fixed = fix(*source, all_rules(), Applicability::unsafe);
    if (auto json = fixed.source.encode(fixed.source.text()))
        promise(bool(read_notebook("a.ipynb", *json)), "a fixed notebook is a notebook");
}

// The first bytes say where the rest, cut in pieces, is put into a text that grows with it.
void edit_target(std::string_view bytes) {
    Relinter relinter(all_rules());
    std::string text;
    while (!bytes.empty()) {
        std::size_t at = static_cast<unsigned char>(bytes[0]) * (text.size() + 1) / 256;
        bytes.remove_prefix(1);
        std::string_view piece = bytes.substr(0, bytes.find('\x01'));
        bytes.remove_prefix(std::min(bytes.size(), piece.size() + 1));
        std::size_t gone = piece.size() % 7 == 0 ? std::min<std::size_t>(text.size() - at, piece.size() / 7) : 0;
        std::string next = text;
        next.replace(at, gone, piece);
        Result<Source> source = Source::decode("a.py", next);
        if (!source) continue;
        const std::string before = std::exchange(text, next);
        std::vector<Finding> here = relinter.lint(*source), fresh = lint(*source, all_rules());
        auto same = [](const Finding& a, const Finding& b) {
            return a.rule == b.rule && a.span == b.span && a.message == b.message;
        };
        if (std::ranges::equal(here, fresh, same)) continue;
        std::string findings;
        for (const auto* found : {&here, &fresh}) {
            findings += found == &here ? "edited:\n" : "fresh:\n";
            for (const Finding& f : *found)
                findings += std::string(all_rules().book()[f.rule].name()) + " at " + std::to_string(f.span.start) +
                            ": " + f.message + "\n";
        }
        broken("an edit finds what a fresh look finds", findings + "before:\n" + before + "\nnow:\n" + text);
    }
}

}  // namespace zen::fuzz
