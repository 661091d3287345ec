#include "engine/fixing/page_edits.h"

#include <algorithm>
#include <utility>

#include "engine/fixing/imports.h"
#include "engine/fixing/layout.h"
#include "engine/fixing/local_name.h"
#include "engine/fixing/rewrite.h"
#include "engine/fixing/verdict.h"
#include "engine/matching/conditions.h"
#include "engine/matching/hole_text.h"
#include "engine/matching/names_asked.h"
#include "engine/matching/search.h"
#include "semantics/code/comments.h"
#include "semantics/types/annotations.h"
#include "semantics/types/exact.h"
#include "syntax/literal_text.h"
#include "syntax/parse.h"
#include "syntax/precedence.h"
#include "text/formatted.h"
#include "text/name_byte.h"

namespace zen {
namespace {

using Op = EditData::Op;

class PageEditor {
  public:
    explicit PageEditor(Match& match) : match_(match), pack_(match.pack()), tree_(match.ask.tree()) {}

    std::optional<PageEdits> run() {
        auto edits = RulePack::of(pack_.edits, match_.data().edits);
        const EditData* whole = nullptr;
        std::vector<std::uint8_t> rewritten_places;
        for (const EditData& e : edits) {
            if (e.op == Op::rewrite && std::ranges::count(rewritten_places, e.place)) continue;
            if (!all_hold(match_, e.when)) continue;
            if (e.op == Op::rewrite) rewritten_places.push_back(e.place);
            if (e.op == Op::rewrite && e.place == place_match)
                whole = &e;
            else
                inner(e);
        }
        if (!whole && out_.edits.empty() && match_.no_fix.empty() && !edits.empty()) match_.no_fix = no_section_holds;
        if (!whole && (impossible_ || out_.edits.empty())) return std::nullopt;
        std::ranges::stable_sort(out_.edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
        for (std::size_t i = 1; i < out_.edits.size(); ++i)
            if (out_.edits[i].span.start < out_.edits[i - 1].span.end) {
                impossible(
                    formatted("two sections of the page change `{}`: one of them is to rewrite all of it",
                              short_code(tree_.text.substr(out_.edits[i].span.start, out_.edits[i].span.size()))));
                return std::nullopt;
            }
        if (whole && !rewrite_whole(*whole)) return std::nullopt;
        judge_order();
        if (impossible_) out_.possible = false;
        return std::move(out_);
    }

  private:
    // The edits in what holes caught go in with them, the others stand beside.
    bool rewrite_whole(const EditData& e) {
        if (match_.left_out)
            match_.no_fix =
                "the rewrite would lose what the code has and the pattern does not write, such as an annotation, a "
                "decorator, `as e` or `async`: write it in both, or rewrite only a part (`rewrite $x`)";
        // A comparison takes the place of one in its chain without parentheses.
        const Node around = match_.at.parent();
        const bool link =
            match_.at != match_.last && around.is(Kind::comparison_operator) && e.precedence == precedence(around);
        auto text = rewritten(match_, pack_, e, link ? around : match_.at, match_.span, {{}, out_.edits});
        if (!text) return false;
        if (match_.annotation && !text->annotated)
            match_.no_fix =
                formatted("the rewrite would lose the annotation `{}`, since it does not assign to the name again",
                          match_.annotation.text());
        out_.possible = text->possible && !match_.left_out && (!match_.annotation || text->annotated);
        if (match_.at.is(Kind::import_from_statement)) text->text = each_name_once(text->text);
        std::erase_if(out_.edits, [&](const Edit& inner) { return match_.span.contains(inner.span); });
        out_.rewrite = text->text;
        const Node row = match_.between.empty() ? Node() : match_.between[0].parent();
        for (Node other : match_.between)
            text->text +=
                formatted(" {} {}", row.child(Field::operator_).text(),
                          code_for(other, row.child(Field::operator_).is(Kind::kw_and) ? not_level : and_level, false));
        out_.sayable = text->possible;
        if (own_page() && !is_python(out_.rewrite, e)) {
            match_.no_fix = formatted("the rewrite `{}` is not Python{}", short_code(out_.rewrite), odd_hole(e));
            out_.possible = out_.sayable = false;
        }
        add(match_.span, *std::move(text));
        std::ranges::stable_sort(out_.edits, {}, [](const Edit& x) { return std::pair(x.span.start, x.span.end); });
        return true;
    }

    // zenlint's own pages are tried on much code; the author of another one is to be told.
    bool own_page() const { return !pack_[match_.rule().code].starts_with("ZEN"); }

    bool is_python(const std::string& code, const EditData& e) const {
        const bool statement = is_statement(match_.at.kind()) || match_.at.parent().is(Kind::expression_statement);
        if (!statement && e.precedence < 0) return true;  // a clause, which is none alone
        if (!statement) return !parse(formatted("({}\n)", code)).damaged();
        const std::string_view indent = indent_at(tree_.text, match_.span.start);
        return !parse(indent.empty() ? code : formatted("if x:\n{}{}\n", indent, code)).damaged();
    }

    // What a hole of the template has caught that cannot stand as an expression: " (`$k` is `a:b`)".
    std::string odd_hole(const EditData& e) const {
        const auto names = RulePack::of(pack_.strings, match_.data().hole_names);
        for (const Segment& s : RulePack::of(pack_.segments, e.segments)) {
            if (s.op != Segment::Op::hole || s.precedence < 0 || s.hole >= names.size()) continue;
            if (const Node node = match_.run(s.hole).node();
                node && (node.is(Kind::slice) || precedence(node) == no_expression))
                return formatted(" (`${}` is `{}`)", pack_[names[s.hole]], short_code(node.text()));
        }
        return "";
    }

    void impossible(std::string why) {
        impossible_ = true;
        if (match_.no_fix.empty()) match_.no_fix = std::move(why);
    }

    void judge_places(const std::vector<PlacedHole>& placed) {
        for (const PlacedHole& p : placed) {
            if (p.hole >= place_match) continue;
            const Node n = match_.run(p.hole).node(), inner = n.is(Kind::type) ? n.child(0u) : n;
            const std::string_view text = out_.edits[p.edit].text;
            // `"Node" | None` raises TypeError: a quoted annotation is text where it is an operand.
            if (inner.parent().is(Kind::type) && inner.is_any({Kind::string, Kind::concatenated_string})) {
                const std::size_t before = p.start == 0 ? text.npos : text.find_last_not_of(' ', p.start - 1),
                                  after = text.find_first_not_of(' ', p.end);
                if ((before != text.npos && text[before] == '|') || (after != text.npos && text[after] == '|'))
                    impossible(formatted("`{}` is quoted, and text cannot be an operand of `|`", short_code(n.text())));
            }
            // `f(a, mode=b, *rest)`: the items of `rest` are passed first, to the parameter that the keyword names.
            if (!n.parent().is(Kind::argument_list) || p.start < 2 || text[p.start - 1] != '=' ||
                !is_name_byte(text[p.start - 2]))
                continue;
            for (Node later = n.next_sibling(); later; later = later.next_sibling())
                if (later.is(Kind::list_splat) && text.find(later.text(), p.end) != text.npos)
                    impossible(formatted("`{}` becomes an argument by keyword, and the items of `{}` are passed first",
                                         short_code(n.text()), short_code(later.text())));
        }
    }

    void judge_order() {
        std::vector<PlacedHole> placed;
        for (const auto& [span, hole] : placed_)
            for (std::size_t i = 0; i < out_.edits.size(); ++i)
                if (out_.edits[i].span == span) placed.push_back({i, hole.hole, hole.start, hole.end});
        judge_places(placed);
        HoleOrder order = hole_order(match_, out_.edits, placed);
        if (!order.broken.empty()) impossible(std::move(order.broken));
        out_.doubt = std::move(order.doubtful);
    }

    void add(Span span, Rewritten text) {
        out_.edits.push_back({span, std::move(text.text)});
        for (const PlacedHole& hole : text.placed) placed_.emplace_back(span, hole);
        for (std::string& import : text.imports) out_.imports.push_back(std::move(import));
    }

    void replace(const EditData& e, Node node) {
        if (auto text = rewritten(match_, pack_, e, node, node.span()); text && text->possible)
            add(node.span(), *std::move(text));
        else
            impossible_ = true;
    }

    void inner(const EditData& e) {
        const Run run = match_.place(e.place);
        switch (e.op) {
            case Op::rewrite:
                return rewrite_run(e, run);
            case Op::rewrite_each: {
                std::uint32_t end = 0;
                search(match_, e.codes, run, [&](Node n) {
                    if (n.start() >= end) replace(e, n);
                    end = std::max(end, n.end());
                    return true;
                });
                return;
            }
            case Op::remove:
                for (Node n : run.nodes()) remove(n);
                return;
            case Op::insert_above:
                return insert_above(e, run);
            case Op::insert_below:
                return insert_below(e, run);
            case Op::rename:
                return rename(e, run.node());
        }
    }

    void rewrite_run(const EditData& e, const Run& run) {
        if (run.empty()) return impossible("a section rewrites a hole that has caught nothing here: give it a `when`");
        Node node = run.node();
        if (auto text = rewritten(match_, pack_, e, node, run.span()); text && text->possible)
            add(run.span(), *std::move(text));
        else
            impossible_ = true;
    }

    void remove(Node n) {
        while (n.parent().is_any({Kind::parenthesized_expression, Kind::keyword_argument})) n = n.parent();
        if (n.parent().is_any({Kind::argument_list, Kind::list, Kind::set, Kind::dictionary, Kind::parameters}) ||
            (n.parent().is(Kind::tuple) && n.parent().child(2u)))
            return remove_item(n);
        if (n.parent().is(Kind::tuple))
            return impossible("what is left of a tuple of two would not be a tuple: rewrite all of it");
        if (n.is_any({Kind::else_clause, Kind::finally_clause})) return remove_clause(n);
        Edits edits(match_);
        edits.remove_statement(statement_of(n));
        if (!edits.possible())
            impossible(formatted("`{}`, which is to go, shares its line with other code", short_code(n.text())));
        out_.edits.insert(out_.edits.end(), edits.list().begin(), edits.list().end());
    }

    // From the end of the line before it, so that comments above it stay.
    void remove_clause(Node clause) {
        const Node before = clause.previous_sibling();
        if (!before) {
            impossible_ = true;
            return;
        }
        const std::size_t line = tree_.text.rfind('\n', clause.start());
        const bool own_line = line != tree_.text.npos && line >= before.end();
        out_.edits.push_back({{own_line ? static_cast<std::uint32_t>(line) : before.end(), clause.end()}, ""});
    }

    // With the comma behind it; the last one with that before it. Of lines of its own nothing is left but the comment
    // at their end.
    void remove_item(Node item) {
        Span span = item.span();
        const Node next = item.next_sibling(), before = item.previous_sibling();
        const std::string_view text = tree_.text;
        const std::size_t line = text.substr(0, span.start).rfind('\n');
        std::size_t end = text.find_first_not_of(" \t", span.end);
        if (end != text.npos && text[end] == ',') end = text.find_first_not_of(" \t", end + 1);
        const bool ends_line = end != text.npos && (text[end] == '\n' || text[end] == '\r' || text[end] == '#');
        const bool alone = line != text.npos && ends_line &&
                           text.substr(line + 1, span.start - line - 1).find_first_not_of(" \t") == text.npos;
        if (alone && (next || before)) {
            const std::size_t line_end = line > 0 && text[line - 1] == '\r' ? line - 1 : line;
            span = {text[end] == '#' ? span.start : static_cast<std::uint32_t>(line_end),
                    static_cast<std::uint32_t>(end)};
        } else if (next)
            span.end = next.start();
        else if (before)
            span.start = before.end();
        else
            span = {item.parent().start() + 1, item.parent().end() - 1};
        out_.edits.push_back({span, ""});
    }

    void insert_above(const EditData& e, const Run& run) {
        Node statement = statement_of(run.node());
        if (statement.parent().is(Kind::decorated_definition)) statement = statement.parent();
        if (!statement || !opens_line(statement)) return impossible(shares_line);
        std::uint32_t at = statement.start();
        if (std::vector<Node> above = comments_above(statement); !above.empty()) at = above.front().start();
        auto text = rewritten(match_, pack_, e, statement, {at, at});
        if (!text || !text->possible) {
            impossible_ = true;
            return;
        }
        text->text += '\n';
        text->text += indent_at(tree_.text, statement.start());
        add({at, at}, *std::move(text));
    }

    void insert_below(const EditData& e, const Run& run) {
        Node last = run.node();
        for (Node n : run.nodes()) last = n;
        last = statement_of(last);
        std::size_t end = last ? std::min(tree_.text.find('\n', last.end()), tree_.text.size()) : 0;
        std::string_view rest = tree_.text.substr(last.end(), end - last.end());
        std::size_t code = rest.find_first_not_of(" \t\r");
        auto text = last ? rewritten(match_, pack_, e, last, {last.start(), last.start()}) : std::nullopt;
        if (last && (!opens_line(last) || (code != rest.npos && rest[code] != '#'))) return impossible(shares_line);
        if (!text || !text->possible) {
            impossible_ = true;
            return;
        }
        text->text.insert(0, "\n" + std::string(indent_at(tree_.text, last.start())));
        auto at = static_cast<std::uint32_t>(end);
        add({at, at}, *std::move(text));
    }

    void rename(const EditData& e, Node name) {
        const Binding* b = match_.ask.binding(name);
        if (!b)
            return impossible(
                formatted("nothing in the file binds `{}`, which is to be renamed", short_code(name.text())));
        const std::string_view old = match_.ask.name(b->name);
        const auto id = static_cast<BindingId>(b - match_.ask.bindings().data());
        if (exported(old)) return impossible(formatted("`__all__` has `{}`, which is to be renamed", old));
        bool free = false;  // the new name, which is the same at each use
        for (const Reference* r : match_.ask.references_of(id)) {
            const Node use(tree_, r->node);
            auto text = rewritten(match_, pack_, e, use, use.span());
            if (!text || !text->possible) {
                impossible_ = true;
                return;
            }
            free = free || text->text == old || !read_unbound(text->text);
            if (!free || (text->text != old && match_.ask.lookup(text->text, use)))
                return impossible(
                    formatted("`{}`, the new name, means something else where `{}` is used; `a new name like {}` in "
                              "`let` finds one that does not",
                              text->text, old, text->text));
            add(use.span(), *std::move(text));
        }
        for (Span quoted : quoted_uses(match_.ask, id)) {  // `users: "list[User]"`
            quoted.end = quoted.start + static_cast<std::uint32_t>(old.size());
            if (auto text = rewritten(match_, pack_, e, name, quoted); text && text->possible)
                add(quoted, *std::move(text));
        }
    }

    // Is the name read without being bound in the file, as a builtin is?
    bool read_unbound(std::string_view name) const {
        return std::ranges::any_of(match_.ask.references(), [&](const Reference& r) {
            return r.binding == no_id && match_.ask.name(r.name) == name;
        });
    }

    bool exported(std::string_view name) const {
        for (const Reference& r : match_.ask.references()) {
            if (match_.ask.name(r.name) != "__all__") continue;
            for (Node n : statement_of(Node(tree_, r.node)).descendants())
                if (n.is(Kind::string) && literal_text(n) == name) return true;
        }
        return false;
    }

    Match& match_;
    const RulePack& pack_;
    const Tree& tree_;
    PageEdits out_;
    std::vector<std::pair<Span, PlacedHole>> placed_;  // in the text of the edit of that span
    bool impossible_ = false;
    static constexpr const char* shares_line =
        "the statement beside which code is inserted shares its line with other code";
};

}  // namespace

std::optional<PageEdits> page_edits(Match& match) {
    return PageEditor(match).run();
}

bool rewrite_fits(const Match& match, const PageEdits& edits) {
    return match.fits(lines_with(match.ask.tree().text, match.span, edits.rewrite));
}

Span reported_span(const Match& match) {
    const MatchData& data = match.data();
    const Run run = match.place(data.report_place);
    if (run.empty()) return match.span;
    Node first = run.node();
    switch (data.report) {
        case ReportPart::whole:
            return data.report_place == place_match ? match.span : run.span();
        case ReportPart::head:
        case ReportPart::bare_head:
            for (Node of = first; of.is(Kind::decorated_definition); of = of.child(Field::definition)) {
                const Node definition = of.child(Field::definition);
                const Node from = data.report == ReportPart::bare_head     ? definition
                                  : match.first_decorator().parent() == of ? match.first_decorator()
                                                                           : of;
                for (Node t : definition.tokens())
                    if (t.is(Kind::op_colon)) return {from.start(), t.start()};
            }
            for (Node t : first.tokens()) {
                if (t.is(Kind::op_colon)) return {first.start(), t.start()};
                if (t.is(Kind::block)) break;
            }
            return first.span();
        case ReportPart::first_word: {
            std::string_view text = match.ask.tree().text;
            std::size_t end = text.find_first_of(" \t\n:(", first.start());
            return {first.start(), static_cast<std::uint32_t>(std::min<std::size_t>(end, first.end()))};
        }
    }
    return match.span;
}

}  // namespace zen
