#include "engine/fixing/fix_builder.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "engine/fixing/imports.h"
#include "engine/fixing/keeping.h"
#include "engine/fixing/layout.h"
#include "engine/fixing/rewrite.h"
#include "engine/matching/conditions.h"
#include "engine/matching/names_asked.h"
#include "syntax/innermost.h"
#include "syntax/precedence.h"
#include "text/name_byte.h"

namespace zen {
namespace {

// Does the code begin with an assignment to that name?
bool assigns(std::string_view code, std::string_view name) {
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    if (name.empty() || !code.starts_with(name) || !std::ranges::all_of(name, is_name_byte)) return false;
    const std::size_t sign = code.find_first_not_of(' ', name.size());
    return sign != code.npos && code[sign] == '=' && !code.substr(sign).starts_with("==");
}

// The same edit without the head and tail that it leaves as they are, cut between tokens.
Edit trimmed(const Tree& tree, Edit edit) {
    std::string_view old = tree.text.substr(edit.span.start, edit.span.size()), now = edit.text;
    auto word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80 ||
               c == '.';
    };
    auto sign = [](char c) { return std::string_view("+-*/%@&|^<>=!:~").find(c) != std::string_view::npos; };
    // Where strings are about, a cut may fall inside one: then only whole lines are left out.
    bool strings = old.find_first_of("'\"") != old.npos || now.find_first_of("'\"") != now.npos;
    auto clean_cut = [&](std::string_view s, std::size_t i) {
        if (i == 0 || i == s.size()) return true;
        if (strings) return s[i - 1] == '\n';
        return !(word(s[i - 1]) && word(s[i])) && !(sign(s[i - 1]) && sign(s[i]));  // `+=` is one token, as a name is
    };
    std::size_t head = 0, most = std::min(old.size(), now.size());
    while (head < most && old[head] == now[head]) ++head;
    while (head > 0 && !(clean_cut(old, head) && clean_cut(now, head))) --head;
    // A line of a string is no code of its own where the edit changes how the string begins: `r"""`.
    auto in_string = [&](std::size_t i) {
        const std::uint32_t at = edit.span.start + static_cast<std::uint32_t>(i);
        const auto after = std::ranges::lower_bound(tree.nodes, at, {}, &NodeRecord::start) - tree.nodes.begin();
        for (Node n = after ? Node(tree, static_cast<NodeId>(after - 1)) : Node(); n; n = n.parent())
            if (n.is(Kind::string) && n.end() > at) return n.start() >= edit.span.start + head;
        return false;
    };
    std::size_t tail = 0;
    while (tail < most - head && old[old.size() - 1 - tail] == now[now.size() - 1 - tail]) ++tail;
    while (tail > 0 && !(clean_cut(old, old.size() - tail) && clean_cut(now, now.size() - tail) &&
                         !(strings && in_string(old.size() - tail))))
        --tail;
    // `x = 2 * x; return x`, of which `return 2 * x` keeps no name: the last one reads another value.
    if (assigns(old, old.substr(old.size() - tail))) tail = 0;
    return {{edit.span.start + static_cast<std::uint32_t>(head), edit.span.end - static_cast<std::uint32_t>(tail)},
            std::string(now.substr(head, now.size() - head - tail))};
}

// An edit that stops or starts between the CR and the LF of a line end (a comment's node holds the CR, a template knows
// but LF) leaves the line end whole.
void spare_line_ends(std::string_view text, Edit& edit) {
    auto spared = [&](std::uint32_t at) {
        bool within = at > 0 && at < text.size() && text[at - 1] == '\r' && text[at] == '\n';
        return within ? at - 1 : at;
    };
    std::uint32_t end = spared(edit.span.end);
    if (end != edit.span.end && edit.text.ends_with('\r')) edit.text.pop_back();
    edit.span = {spared(edit.span.start), end};
}

// A replacement that would grow together with the word before or after it gets a blank between.
void part_words(std::string_view text, Edit& edit) {
    if (edit.text.empty()) {
        if (edit.span.start > 0 && edit.span.end < text.size() && is_name_byte(text[edit.span.start - 1]) &&
            is_name_byte(text[edit.span.end]))
            edit.text = " ";
        return;
    }
    if (edit.span.start > 0 && is_name_byte(text[edit.span.start - 1]) && is_name_byte(edit.text.front()))
        edit.text.insert(0, " ");
    if (edit.span.end < text.size() && is_name_byte(text[edit.span.end]) && is_name_byte(edit.text.back()))
        edit.text += ' ';
}

// `{` at the start of a replacement field would make `{{`, which is no field any more, and before Python 3.12 no space
// may follow a conversion (`{x!r }`).
void part_braces(const Match& match, Edit& edit) {
    Node n = match.at;
    while (n && !n.is(Kind::interpolation)) n = n.parent();
    if (!n || edit.text.empty()) return;
    if (edit.span.start == n.start() + 1 && edit.text.front() == '{') edit.text.insert(0, " ");
    if (edit.span.end + 1 == n.end() && edit.text.back() == '}') edit.text += ' ';
    const std::string_view made = edit.text;
    if (n.child(Field::expression).end() != edit.span.end || made.size() < 2 || made[made.size() - 2] != '!') return;
    const std::string_view code = match.ask.tree().text;
    const std::size_t next = code.find_first_not_of(" \t\r\n", edit.span.end);
    if (next != code.npos && (code[next] == '}' || code[next] == ':')) edit.span.end = static_cast<std::uint32_t>(next);
}

// Does the new code have an f-string on one line with a field of several?
bool has_tall_field(const Tree& old, std::vector<Edit> edits) {
    if (std::ranges::none_of(
            edits, [](const Edit& e) { return e.text.find("f\"") != e.text.npos || e.text.find("f'") != e.text.npos; }))
        return false;
    std::ranges::sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    std::string code;
    for (std::uint32_t at = edits.front().span.start; const Edit& e : edits) {
        if (e.span.start > at) code += old.text.substr(at, e.span.start - at);
        code += e.text;
        at = e.span.end;
    }
    for (std::size_t at = code.find_first_of("'\""); at != code.npos; at = code.find_first_of("'\"", at + 1)) {
        const char quote = code[at];
        const bool tall = code.substr(at, 3) == std::string(3, quote);  // with three quotes it may have lines
        const bool fields = at > 0 && (code[at - 1] == 'f' || code[at - 1] == 'F');
        std::size_t end = tall ? code.find(std::string(3, quote), at + 3) : at + 1;
        for (; !tall && end < code.size() && code[end] != quote; ++end) {
            if (code[end] == '\n' && fields) return true;
            if (code[end] == '\\') ++end;
        }
        if (end >= code.size()) return false;
        at = tall ? end + 2 : end;
    }
    return false;
}

// Before Python 3.12 (PEP 701) the code inside an f-string may hold neither its quotes nor a backslash or comment, and
// a line end only between three quotes.
bool breaks_fstring(const Match& match, const std::vector<Edit>& edits) {
    if (match.ask.target() < PythonVersion{3, 12} && has_tall_field(match.ask.tree(), edits)) return true;
    for (Node n = match.at; n; n = n.parent()) {
        if (!n.is(Kind::interpolation)) continue;
        if (match.ask.target() >= PythonVersion{3, 12}) return false;
        std::string_view start = n.parent().child(0u).text();
        char quote = start.empty() ? '"' : start.back();
        for (const Edit& e : edits) {
            std::string_view old = match.ask.tree().text.substr(e.span.start, e.span.size());
            for (char c : {quote, '\\', '#', '\n'})
                if (e.text.find(c) != e.text.npos && old.find(c) == old.npos) return true;
        }
    }
    return false;
}

// `f"{x=}"` also prints its own code, which an edit of a part of it would change.
bool changes_printed_code(const Tree& tree, const std::vector<Edit>& edits) {
    return std::ranges::any_of(edits, [&](const Edit& e) {
        for (Node n = innermost(tree, e.span.start); n; n = n.parent()) {
            if (!n.is(Kind::interpolation)) continue;
            for (Node token : n.tokens())
                if (token.is(Kind::op_eq) && n.start() < e.span.start && e.span.end <= token.start()) return true;
        }
        return false;
    });
}

// `import io; with open(path) as file:` is no code: a statement with a block begins its line.
bool begins_block_behind_semicolon(const Tree& tree, const Edit& edit) {
    const std::size_t before = tree.text.substr(0, edit.span.start).find_last_not_of(" \t\f");
    if (before == std::string_view::npos || tree.text[before] != ';') return false;
    const std::string_view word = std::string_view(edit.text).substr(0, edit.text.find_first_of(" \t:("));
    for (std::string_view keyword : {"with", "for", "while", "if", "try", "class", "def", "async", "match"})
        if (word == keyword && edit.text.find('\n') != std::string::npos) return true;
    return edit.text.starts_with('@');
}

// Is the import, a qualified name or a statement, one of the file's own module?
bool imports_itself(const Model& model, std::string_view import) {
    std::string file(import.starts_with("from ") ? import.substr(5, import.find(' ', 5) - 5)
                                                 : import_style(model, import).module);
    // `from shop import prices` in shop/prices.py.
    if (constexpr std::string_view word = " import "; import.starts_with("from ") && import.find(word) != import.npos) {
        std::string inner = file + "/" + std::string(import.substr(import.find(word) + word.size()));
        std::ranges::replace(inner, '.', '/');
        if (file_called(model.path(), inner + ".py")) return true;
    }
    // A file of another package may have the name of a module without a dot.
    if (file.find('.') == file.npos) return model.path() == file + ".py";
    std::ranges::replace(file, '.', '/');
    return file_called(model.path(), file + ".py") || file_called(model.path(), file + "/__init__.py");
}

// Why the match's fix is unsafe: by the native part, else by the page's match, else by the page.
std::string reason_of(const Match& match, const Found& found) {
    if (!found.reason.empty()) return found.reason;
    std::string_view own = match.pack()[match.data().unsafe_because];
    return match.message(own.empty() ? match.pack()[match.rule().unsafe_because] : own);
}

}  // namespace

std::optional<Fix> FixBuilder::of_page(Match& match, PageEdits edits, const Clause* without) {
    if (match.rule().fix == FixSafety::none) return std::nullopt;
    Found found{};
    if (match.rule().fix != FixSafety::unsafe) found.reason = std::move(edits.doubt);
    found.unsafe = !found.reason.empty();
    if (std::string_view title = match.pack()[match.data().fix_title]; !title.empty())
        found.title = match.message(title);
    return finish(match, std::move(edits.edits), edits.imports, found, without);
}

std::optional<Fix> FixBuilder::of_edits(Match& match, const Found& found, const Clause* without) {
    if (!found.edits || found.edits->impossible_ || found.edits->empty() || match.rule().fix == FixSafety::none)
        return std::nullopt;
    std::optional<Fix> fix = finish(match, found.edits->list_, found.edits->imports_, found, without);
    if (fix) fix->held.insert(fix->held.end(), found.edits->moved_.begin(), found.edits->moved_.end());
    return fix;
}

std::optional<Fix> FixBuilder::finish(Match& match, std::vector<Edit> edits, const std::vector<std::string>& imports,
                                      const Found& found, const Clause* without) {
    const Tree& tree = match.ask.tree();
    std::vector<Span> held;
    bool comments_in_place = true;
    for (Edit& e : edits) {
        const Span whole = e.span;
        if (begins_block_behind_semicolon(tree, e)) {
            match.no_fix =
                "the new code has a block, and another statement is on its line: give each a line of its own";
            return std::nullopt;
        }
        comments_in_place &= keep_layout(tree, e, [&](std::string_view line) { return match.fits(line); });
        bracket_lines(tree, e);
        e = trimmed(tree, std::move(e));
        spare_line_ends(tree.text, e);
        part_words(tree.text, e);
        part_braces(match, e);
        const std::string_view old = tree.text.substr(whole.start, whole.size());
        if (e.span.size() < whole.size() && old.find('\n') == old.npos) held.push_back(whole);
    }
    std::erase_if(edits, [](const Edit& e) { return e.span.empty() && e.text.empty(); });
    if (edits.empty()) return std::nullopt;
    if (breaks_fstring(match, edits)) {
        match.no_fix =
            "the code is in an f-string, which can hold neither its own quotes nor a backslash before Python 3.12";
        return std::nullopt;
    }
    if (changes_printed_code(tree, edits)) {
        match.no_fix = "the code is in an f-string with `=`, which prints it";
        return std::nullopt;
    }
    std::ranges::sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    for (std::size_t i = 1; i < edits.size(); ++i)
        if (edits[i].span.start < edits[i - 1].span.end) return std::nullopt;

    std::string reason;
    Applicability applicability = Applicability::unsafe;
    switch (match.rule().fix) {
        case FixSafety::safe:
            applicability = found.unsafe ? Applicability::unsafe : Applicability::safe;
            break;
        case FixSafety::display:
            applicability = Applicability::display;
            break;
        case FixSafety::sometimes_safe: {
            // A match that only gives a reason is unsafe wherever it fits.
            const MatchData& data = match.data();
            bool safe = !found.unsafe && (data.native || data.unsafe_because.size == 0 || data.safe_when.count != 0);
            for (const Clause& clause : RulePack::of(match.pack().clauses, match.data().safe_when)) {
                if (!safe || &clause == without || holds(match, clause)) continue;
                safe = false;
                reason = match.message(match.pack()[clause.reason]);
            }
            if (safe) applicability = Applicability::safe;
            break;
        }
        default:
            break;
    }
    // What stands between the operands of a row is evaluated later than before.
    if (applicability == Applicability::safe && !match.between.empty()) applicability = Applicability::unsafe;
    if (applicability == Applicability::unsafe && reason.empty()) reason = reason_of(match, found);
    if (applicability != Applicability::display) {
        if (lose_annotation_or_page(tree, edits)) {
            match.no_fix = "an annotation, or a form feed, would be lost";
            return std::nullopt;
        }
        const Kept kept = keep_comments(tree, edits);
        if (kept == Kept::not_all) {
            match.no_fix = "a comment would be lost, and cannot move to a line above the statement";
            return std::nullopt;
        }
        if (kept == Kept::moved && applicability == Applicability::safe) {
            applicability = Applicability::unsafe;
            reason = "a comment moves to another line";
        }
        if (!comments_in_place && applicability == Applicability::safe) {
            applicability = Applicability::unsafe;
            reason = "a comment would stand beside another argument";
        }
    }
    if (std::ranges::any_of(imports, [&](const std::string& name) { return imports_itself(match.ask, name); })) {
        match.no_fix = "the fix needs an import of this very module, which would import itself";
        return std::nullopt;
    }
    // Where the code that needs an import begins the file, the import comes first.
    std::vector<Edit> added = import_edits(match.ask, imports);
    edits.insert(edits.begin(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    std::string title = found.title.empty() ? std::string(match.pack()[match.rule().title]) : found.title;
    return Fix{std::move(edits), applicability, std::move(title), std::move(held), std::move(reason)};
}

}  // namespace zen
