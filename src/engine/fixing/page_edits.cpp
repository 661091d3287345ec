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
                impossible("two sections of the page change the same code");
                return std::nullopt;
            }
        if (whole && !rewrite_whole(*whole)) return std::nullopt;
        if (impossible_) out_.possible = false;
        return std::move(out_);
    }

  private:
    // The edits in what holes caught go in with them, the others stand beside.
    bool rewrite_whole(const EditData& e) {
        if (match_.left_out)
            match_.no_fix =
                "the rewrite would lose what the pattern does not write, such as an annotation, a decorator, `as e` or "
                "`async`";
        // A comparison takes the place of one in its chain without parentheses.
        const Node around = match_.at.parent();
        const bool link =
            match_.at != match_.last && around.is(Kind::comparison_operator) && e.precedence == precedence(around);
        auto text = rewritten(match_, pack_, e, link ? around : match_.at, match_.span, {{}, out_.edits});
        if (!text) return false;
        if (match_.annotation && !text->annotated)
            match_.no_fix = formatted("the rewrite would lose the annotation `{}`", match_.annotation.text());
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

    void add(Span span, Rewritten text) {
        out_.edits.push_back({span, std::move(text.text)});
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
        if (run.empty()) return impossible("a section rewrites a hole that has caught nothing");
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
        if (n.parent().is(Kind::tuple)) return impossible("what is left would not be a tuple");
        if (n.is_any({Kind::else_clause, Kind::finally_clause})) return remove_clause(n);
        Edits edits(match_);
        edits.remove_statement(statement_of(n));
        if (!edits.possible()) impossible("a statement to remove shares its line with other code");
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
        if (!b) return impossible("nothing in the file binds the name to rename");
        const std::string_view old = match_.ask.name(b->name);
        const auto id = static_cast<BindingId>(b - match_.ask.bindings().data());
        if (exported(old)) return impossible("`__all__` holds the name as text");
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
                return impossible("the new name means something else where the old one is used");
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
    bool impossible_ = false;
    static constexpr const char* shares_line = "the statement beside which code is inserted shares its line";
};

// The text with its holes, at full length; a string literal gives what it says.
std::string filled(const Match& match, std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto [hole, end] = hole_in_text(text, i);
        if (hole.empty()) {
            out += text[i++];
            continue;
        }
        if (const std::string* made = match.text_of(hole))
            out += *made;
        else if (Node node = match[hole]; node && node.is(Kind::string) && node.span() == match.run(hole).span())
            out += spelling(node);
        else if (node.is(Kind::concatenated_string) && node.span() == match.run(hole).span())
            out += joined_spelling(node);
        else if (Span caught = match.run(hole).span(); !caught.empty())
            out += match.ask.tree().text.substr(caught.start, caught.size());
        i = end;
    }
    return out;
}

std::string opposite(const Model& ask, Node test) {
    test = unparenthesized(test);
    if (test.is(Kind::not_operator)) return std::string(unparenthesized(test.last_child()).text());
    if (test.is(Kind::comparison_operator) && test.has_children(2)) {
        Node left = test.child(0u), right = test.child(1u);
        std::string_view text = test.tree().text.substr(left.end(), right.start() - left.end());
        constexpr std::pair<std::string_view, std::string_view> pairs[] = {
            {"==", "!="},     {"!=", "=="}, {"in", "not in"}, {"not in", "in"}, {"is", "is not"},
            {"is not", "is"}, {"<", ">="},  {">", "<="},      {"<=", ">"},      {">=", "<"}};
        // With NaN, neither of two opposite orders holds.
        auto orders = [](std::string_view sign) { return sign.front() == '<' || sign.front() == '>'; };
        auto ints = [&] {
            return ask.type(left).only(Type::int_ | Type::bool_) && ask.type(right).only(Type::int_ | Type::bool_);
        };
        std::size_t from = text.find_first_not_of(' '), to = text.find_last_not_of(' ');
        for (auto [sign, other] : pairs)
            if (from != text.npos && text.substr(from, to - from + 1) == sign && (!orders(sign) || ints()))
                return formatted("{} {} {}", left.text(), other, right.text());
    }
    return "not " + code_for(test, not_level, false);
}

// The expression as a `Path`, ready for `.method()`; "" when it is bytes.
std::string as_path(const Match& match, Node expression, std::vector<std::string>& imports) {
    const auto [start, members] = path_source(match.ask, expression);
    if (!start || is_bytes_path(match.ask, start) || is_no_path(match.ask, start)) return "";
    if (is_path(match.ask, start)) return code_for(start, primary, true) + members;
    std::string name = local_name(match.ask, "pathlib.Path", match.at, imports);
    return name.empty() ? "" : formatted("{}({}){}", name, code_for(unparenthesized(start), walrus, true), members);
}

// What stands in the brackets of a node that has some.
std::string without_brackets(Node n) {
    std::string_view code = n.text();
    const bool bracketed =
        n.is_any({Kind::tuple, Kind::list, Kind::set, Kind::dictionary, Kind::list_comprehension,
                  Kind::set_comprehension, Kind::dictionary_comprehension, Kind::argument_list,
                  Kind::generator_expression, Kind::parenthesized_expression, Kind::tuple_pattern, Kind::list_pattern});
    if (!bracketed || code.size() < 2) return std::string(code);
    code = code.substr(1, code.size() - 2);
    std::size_t from = code.find_first_not_of(" \n"), to = code.find_last_not_of(" \n,");
    // A comment at the end keeps its line end, and its commas.
    for (Node c : n.all_children())
        if (c.is(Kind::comment) && c.end() > n.start() + 1 + to && to != code.npos)
            return std::string(code.substr(from));
    return from == code.npos || to == code.npos ? "" : std::string(code.substr(from, to - from + 1));
}

// The items with the text between them; each in the parentheses that it needs there as an operand, if the text is an
// operator. Nothing where an item could be none.
std::optional<std::string> joined_items(const Match& match, const Run& run, std::string_view text) {
    const Precedence level = operator_level(text);
    std::string out;
    bool first = true;
    for (Node n : run.nodes()) {
        if (!first) out += text;
        if (level == no_expression) {
            out += n.text();
        } else if (precedence(n) == no_expression ||
                   n.is_any({Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument})) {
            match.no_fix = formatted("`{}` cannot be an operand", n.text());
            return std::nullopt;
        } else {
            // The first one too: the same operator may stand before it.
            out += code_for(n, static_cast<Precedence>(level + 1), false);
        }
        first = false;
    }
    return out;
}

// The literal, or each of the adjacent ones, with that letter before its quotes or without it; nothing where the code
// in an f-string would become text. Without `f`, two braces are one.
std::optional<std::string> with_prefix(const Match& match, Node literal, char letter, bool wanted) {
    const std::string_view text = literal.tree().text;
    std::string out;
    std::uint32_t done = literal.start();
    auto upto = [&](std::uint32_t end) { out += text.substr(done, end - done), done = end; };
    bool changed = false;
    for (Node part : literal.descendants()) {
        if (part.is(Kind::string_start) && (part.parent() == literal || part.parent().parent() == literal)) {
            changed = false;
            upto(part.start());
            const std::size_t prefix_at = out.size();
            const std::string_view quotes = part.text().substr(part.text().find_first_of("'\""));
            bool has = false;
            for (char c : part.text().substr(0, part.text().size() - quotes.size())) {
                const char low = static_cast<char>(c | 0x20);
                has = has || low == letter;
                changed = changed || (low == letter && !wanted);
                if ((low == letter && !wanted) || (wanted && low == 'u')) continue;
                out += c;
            }
            if (wanted && !has) out.insert(out.begin() + static_cast<std::ptrdiff_t>(prefix_at), letter);
            out += quotes;
            done = part.end();
        } else if (part.is(Kind::interpolation) && letter == 'f' && !wanted) {
            match.no_fix = "the code in the f-string would become text";
            return std::nullopt;
        } else if (part.is(Kind::escape_interpolation) && letter == 'f' && changed) {
            upto(part.start() + 1);
            done = part.end();
        }
    }
    upto(literal.end());
    return out;
}

std::optional<std::string> made_text(const Match& match, const LetData& let, std::vector<std::string>& imports) {
    using Sort = LetData::Sort;
    std::string_view text = match.pack()[let.text];
    const Run run = match.place(let.place);
    switch (let.sort) {
        case Sort::item_name:
            return match.ask.fresh(singular(run.node().text()), match.at);
        case Sort::new_name:
            return match.ask.fresh(filled(match, text), match.at);
        case Sort::opposite:
            return run.empty() ? "" : opposite(match.ask, run.node());
        case Sort::joined: {
            return joined_items(match, run, text);
        }
        case Sort::inside: {
            if (!text.empty()) return std::string(spelling(run.node()));  // without its quotes
            std::string out;
            for (Node n : match.nodes_of(let.place))
                if (std::string one = without_brackets(n); !one.empty()) out += (out.empty() ? "" : ", ") + one;
            return out;
        }
        case Sort::prefixed:
            return with_prefix(match, run.node(), text[1], text[0] == '+');
        case Sort::path:
            return as_path(match, run.node(), imports);
        case Sort::text:
            return text.empty() ? std::string(run.node().text()) : filled(match, text);
    }
    return "";
}

}  // namespace

bool make_texts(Match& match, std::vector<std::string>& imports) {
    for (const LetData& let : RulePack::of(match.pack().lets, match.data().lets)) {
        std::optional<std::string> made = made_text(match, let, imports);
        if (!made) return false;
        std::string text = *std::move(made);
        // Two new names of one rewrite differ.
        if (let.sort == LetData::Sort::item_name || let.sort == LetData::Sort::new_name)
            for (const LetData& other : RulePack::of(match.pack().lets, match.data().lets)) {
                if (&other == &let) break;
                if (const std::string* before = match.text(other.hole); before && *before == text)
                    text = match.ask.fresh(text == "item" ? "part" : "inner_" + text, match.at);
            }
        if (text.empty() && let.sort != LetData::Sort::joined && let.sort != LetData::Sort::inside) {
            const auto names = RulePack::of(match.pack().strings, match.data().hole_names);
            match.no_fix = formatted("`${}` would be empty", match.pack()[names[let.hole]]);
            return false;
        }
        match.set_text(let.hole, std::move(text));
    }
    return true;
}

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
