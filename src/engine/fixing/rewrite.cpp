#include "engine/fixing/rewrite.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "engine/fixing/brought_names.h"
#include "engine/fixing/local_name.h"
#include "engine/fixing/quotable.h"
#include "engine/fixing/verdict.h"
#include "engine/matching/names_asked.h"
#include "syntax/parse.h"
#include "syntax/precedence.h"
#include "text/formatted.h"
#include "text/identifier.h"
#include "text/line_index.h"
#include "text/name_byte.h"
#include "text/trimmed.h"

namespace zen {

Precedence operator_level(std::string_view text) {
    text = trimmed(text, " ");
    constexpr std::pair<std::string_view, Precedence> operators[] = {
        {"or", or_level}, {"and", and_level}, {"|", bit_or},  {"^", bit_xor}, {"&", bit_and},
        {"<<", shift},    {">>", shift},      {"+", sum},     {"-", sum},     {"*", product},
        {"/", product},   {"//", product},    {"%", product}, {"@", product}, {"**", power}};
    for (auto [word, level] : operators)
        if (text == word) return level;
    return no_expression;
}

std::string code_for(std::string_view made, std::int8_t required) {
    std::string text(made);
    Tree tree = parse(text);
    Node root(tree, 0);
    Node only = root.has_children(1) ? root.child(0u) : Node();
    if (!only.is(Kind::expression_statement) || !only.has_children(1)) return text;
    Node code = only.child(0u);
    const bool number = code.is_any({Kind::integer, Kind::float_});  // `1.real` is none
    return needs_parentheses(precedence(code), static_cast<Precedence>(required)) || (number && required == primary)
               ? formatted("({})", text)
               : text;
}

namespace {

bool any_in(std::span<const Edit> edits, Span span) {
    return std::ranges::any_of(edits, [&](const Edit& e) { return span.contains(e.span); });
}

// One step of indentation as the code around the match makes it: of the first block in the match, else the file's.
std::string_view indent_unit(const Match& match, Node place, Span span) {
    const Tree& tree = place.tree();
    std::string_view base = indent_at(tree.text, span.start);
    for (NodeId id = place.id(); id < tree.nodes.size() && tree.nodes[id].start < span.end; ++id) {
        if (tree.nodes[id].kind != Kind::block) continue;
        // (That of a `match` begins behind its colon.)
        const Node first = Node(tree, id).child(0u);
        std::string_view inner = indent_at(tree.text, first ? first.start() : tree.nodes[id].start);
        if (inner.size() > base.size() && inner.starts_with(base)) return inner.substr(base.size());
    }
    return indentation_step(match, base);
}

std::string_view hole_name(const Match& match, std::uint8_t hole) {
    const auto names = RulePack::of(match.pack().strings, match.data().hole_names);
    return hole < names.size() ? match.pack()[names[hole]] : std::string_view();
}

// Does it end with the parenthesis that opens a call: `dict(`?
bool opens_call(std::string_view text) {
    return text.size() > 1 && text.ends_with('(') && is_name_byte(text[text.size() - 2]);
}

// Of a hole whose text is items joined by an operator: that operator with its blanks; else nothing.
std::string_view joining_operator(const Match& match, std::uint8_t hole) {
    for (const LetData& let : RulePack::of(match.pack().lets, match.data().lets))
        if (let.hole == hole && let.sort == LetData::Sort::joined &&
            operator_level(match.pack()[let.text]) != no_expression)
            return match.pack()[let.text];
    return {};
}

// The template's blanks, four a step, in the file's own steps.
std::string indented(std::string_view blanks, std::string_view unit) {
    std::string out;
    for (std::size_t i = 0; i + 4 <= blanks.size(); i += 4) out += unit;
    return out;
}

// As the matched code spells it: a file may have several names for one thing.
std::string as_in_match(const Match& match, std::string_view qualified) {
    if (qualified.find('.') == qualified.npos) return "";
    const Tree& tree = match.ask.tree();
    for (NodeId id = match.at.id(); id < tree.nodes.size() && tree.nodes[id].start < match.span.end; ++id) {
        const Node n(tree, id);
        if (n.is_any({Kind::identifier, Kind::attribute}) && match.ask.means(n, qualified) &&
            n.text().find('\n') == std::string_view::npos)
            return std::string(n.text());
    }
    // `text.shorten` for `text.truncate`, where the module has another name in the file too.
    const std::size_t dot = qualified.rfind('.');
    const std::string known = match.ask.spelling(std::string(qualified), match.at);
    if (known.find('.') == known.npos) return "";
    for (NodeId id = match.at.id(); id < tree.nodes.size() && tree.nodes[id].start < match.span.end; ++id)
        if (const Node n(tree, id); n.field() == Field::object && n.is_any({Kind::identifier, Kind::attribute}) &&
                                    n.text().find('\n') == std::string_view::npos &&
                                    match.ask.means(n, qualified.substr(0, dot)))
            return std::string(n.text()) + std::string(qualified.substr(dot));
    return "";
}

// `module.$name` where the hole has caught a name that the file imports from the module: as the file calls it. "" else.
std::string member_name(const Match& match, const RulePack& pack, std::span<const Segment> segments, Node place) {
    if (segments.size() < 3 || segments[1].op != Segment::Op::literal || pack[segments[1].text] != "." ||
        segments[2].op != Segment::Op::hole || segments[2].hole >= match.data().hole_names.count)
        return "";
    const Node name = match.run(segments[2].hole).node();
    if (!name.is(Kind::identifier) || name.field() == Field::attribute) return "";
    return match.ask.spelling(formatted("{}.{}", pack[segments[0].text], name.text()), place);
}

// The code between two holes; "" where there is none.
std::string_view literal_at(const RulePack& pack, std::span<const Segment> segments, std::size_t at) {
    return at < segments.size() && segments[at].op == Segment::Op::literal ? pack[segments[at].text]
                                                                           : std::string_view();
}

// Is the hole no attribute (`x.$name`) and no keyword (`f($name=x)`)?
bool reads_name(const RulePack& pack, std::span<const Segment> segments, std::size_t at) {
    const std::string_view before = at > 0 ? literal_at(pack, segments, at - 1) : std::string_view(),
                           after = literal_at(pack, segments, at + 1);
    return !before.ends_with('.') && (!after.starts_with('=') || after.starts_with("=="));
}

// Of the template `($x, $$more)` or `($$more, $x)` with nothing in `$$more`, which is the segment `at`: the segment
// that closes the tuple. The number of segments if it is no tuple of two holes, as in `f($x, $$more)`, or `$x` is
// several items.
std::size_t left_alone(const Match& match, const RulePack& pack, std::span<const Segment> segments, std::size_t at) {
    auto literal = [&](std::size_t i) { return literal_at(pack, segments, i); };
    auto opens_tuple = [&](std::size_t i) {
        const std::string_view text = literal(i);
        if (!text.ends_with('(')) return false;
        if (text.size() == 1) return i == 0;
        const char before = text[text.size() - 2];
        return before == ' ' || before == '(' || before == '[' || before == '{' || before == '\n';
    };
    auto one_item = [&](std::size_t i) {
        const Segment& s = segments[i];
        if (s.op != Segment::Op::hole || s.hole >= match.data().hole_names.count) return false;
        return !match.text(s.hole) && match.run(s.hole).nodes().list().size() == 1;
    };
    if (at >= 3 && opens_tuple(at - 3) && literal(at - 1) == ", " && literal(at + 1).starts_with(')'))
        return one_item(at - 2) ? at + 1 : segments.size();
    if (at >= 1 && opens_tuple(at - 1) && literal(at + 1) == ", " && literal(at + 3).starts_with(')'))
        return one_item(at + 2) ? at + 3 : segments.size();
    return segments.size();
}

}  // namespace

namespace {

// Notes where the code of a hole is put, once it is.
class Placing {
  public:
    Placing(Rewritten& out, std::uint8_t hole)
        : out_(out), hole_(hole), from_(static_cast<std::uint32_t>(out.text.size())) {}
    Placing(const Placing&) = delete;
    Placing& operator=(const Placing&) = delete;
    ~Placing() {
        if (const auto to = static_cast<std::uint32_t>(out_.text.size()); to > from_)
            out_.placed.push_back({0, hole_, from_, to});
    }

  private:
    Rewritten& out_;
    std::uint8_t hole_;
    std::uint32_t from_;
};

}  // namespace

std::optional<Rewritten> rewritten(const Match& match, const RulePack& pack, const EditData& data, Node place,
                                   Span span, const Fillings& more) {
    std::size_t own = match.data().hole_names.count;
    const Tree& tree = match.ask.tree();
    auto segments = RulePack::of(pack.segments, data.segments);
    // Code of one line, which most templates are, goes where the match stood and needs no indentation.
    bool lines = std::ranges::any_of(segments, [&](const Segment& s) {
        return s.op == Segment::Op::literal ? pack[s.text].find('\n') != std::string_view::npos
                                            : s.op != Segment::Op::name && s.precedence < 0;
    });
    std::string base(lines ? indent_at(tree.text, span.start) : "");
    bool bracketed = data.precedence >= 0 && inside_brackets(place);
    bool skip_comma = false, skip_line = false, opens_assignment = false;
    Rewritten out;
    std::string_view unit = lines ? indent_unit(match, place, span) : "";
    auto literal = [&](std::string_view text) {
        for (std::size_t from = 0; from < text.size();) {
            std::size_t end = std::min(text.find('\n', from), text.size() - 1) + 1;
            out.text += text.substr(from, end - from);
            from = end;
            if (!out.text.ends_with('\n')) break;
            std::size_t blanks = std::min(text.find_first_not_of(' ', from), text.size()) - from;
            out.text += base + indented(text.substr(from, blanks), unit);
            from += blanks;
        }
    };
    std::size_t lonely = segments.size();  // the `)` of a tuple of which one item is left
    bool alone =
        segments.size() == 1 && data.precedence >= 0;  // the template is one hole: it stands where the match stood
    for (std::size_t at = 0; at < segments.size(); ++at) {
        const Segment& s = segments[at];
        switch (s.op) {
            case Segment::Op::literal: {
                std::string_view text = pack[s.text];
                if (at == lonely) out.text += ',';
                if (opens_assignment && text.starts_with(" = ")) {
                    out.text += ": " + std::string(match.annotation.text());
                    out.annotated = true;
                }
                opens_assignment = false;
                if (skip_comma && text.starts_with(", ")) text.remove_prefix(2);
                skip_comma = false;
                if (skip_line && text.starts_with('\n'))
                    text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
                skip_line = false;
                literal(text);
                break;
            }
            case Segment::Op::name: {
                if (std::string member = member_name(match, pack, segments.subspan(at), place); !member.empty()) {
                    out.text += member;
                    at += 2;
                    break;
                }
                std::string name = as_in_match(match, pack[s.text]);
                const bool holder = at + 2 < segments.size() && segments[at + 1].op == Segment::Op::literal &&
                                    pack[segments[at + 1].text] == "." && segments[at + 2].op == Segment::Op::hole;
                if (stands_for_other(match.ask, pack[s.text], place)) match.implements = true;
                if (name.empty()) name = local_name(match.ask, pack[s.text], place, out.imports, holder, pack[s.lead]);
                if (name.empty()) {
                    match.no_fix = why_no_name(match.ask, pack[s.text], place, holder);
                    out.possible = false;
                    name = imported_name(match.ask, pack[s.text], holder);
                }
                out.text += name;
                break;
            }
            case Segment::Op::quoted: {
                auto text = s.hole >= own ? quotable(more.texts[s.hole - own], pack[s.text])
                            : match.text(s.hole) != nullptr
                                ? quotable(*match.text(s.hole), match.text_from(s.hole), pack[s.text])
                                : quotable(match.run(s.hole), pack[s.text]);
                if (!text) {
                    match.no_fix = formatted(
                        "what `${}` says has quotes, backslashes, braces or line ends that would mean something else "
                        "in "
                        "that string or comment",
                        hole_name(match, s.hole));
                    return std::nullopt;
                }
                out.text += *text;
                break;
            }
            case Segment::Op::clauses: {
                const Run& run = match.run(s.hole);
                const Placing placing(out, s.hole);
                if (run.empty())
                    out.text.resize(std::min(out.text.rfind('\n'), out.text.size()));
                else
                    out.text += moved(run, base + indented(pack[s.lead], unit), more.inner);
                break;
            }
            case Segment::Op::hole: {
                const bool whole = s.hole == place_match;
                if (!whole && s.hole >= own) {
                    out.text += more.texts[s.hole - own];
                    break;
                }
                if (const std::string why = !whole && reads_name(pack, segments, at)
                                                ? why_not_here(match, s.hole, place, span)
                                                : std::string();
                    !why.empty()) {
                    match.no_fix = why;
                    out.possible = false;
                }
                if (!whole && match.run(s.hole).node().is(Kind::string) && !match.text(s.hole) &&
                    !reads_name(pack, segments, at)) {  // `$row.$column` of `$row["$column"]`
                    const std::string_view name = spelling(match.run(s.hole).node());
                    if (!is_ascii_name(name)) {
                        match.no_fix =
                            formatted("`${}` is to be a name, and `{}` is none", hole_name(match, s.hole), name);
                        return std::nullopt;
                    }
                    out.text += name;
                    break;
                }
                opens_assignment = s.hole == match.annotated && !out.annotated &&
                                   (out.text.empty() || s.lead.size > 0 || out.text.ends_with('\n'));
                const auto required = alone ? required_precedence(place) : static_cast<Precedence>(s.precedence);
                if (const std::string* made = whole ? nullptr : match.text(s.hole)) {
                    // `a / $rest` where the rest is `b / c`: one row of operands.
                    const std::string_view joint = joining_operator(match, s.hole);
                    if (!joint.empty() && out.text.ends_with(joint) && trimmed(joint, " ") != "**") {
                        out.text += made->empty() ? "" : *made;
                        if (made->empty()) out.text.resize(out.text.size() - joint.size());
                        break;
                    }
                    out.text += s.precedence >= 0 ? code_for(*made, required) : *made;
                    break;
                }
                if (std::vector<Node> all = match.gathered() && !whole ? match.nodes_of(s.hole) : std::vector<Node>();
                    all.size() > 1) {
                    for (std::size_t i = 0; i < all.size(); ++i)
                        out.text += (i ? ", " : "") + code_for(all[i], lambda_level, true);
                    break;
                }
                const Run run = match.place(s.hole);
                const Placing placing(out, s.hole);
                if (run.empty()) {  // and its comma goes with it
                    lonely = std::min(lonely, left_alone(match, pack, segments, at));
                    if (out.text.ends_with(", "))
                        out.text.resize(out.text.size() - 2);
                    else if (std::size_t line = out.text.rfind('\n');
                             s.precedence < 0 && line != out.text.npos &&
                             out.text.find_first_not_of(" \t", line + 1) == out.text.npos)
                        out.text.resize(line);  // no statements, no line
                    else if (s.precedence < 0 && out.text.empty())
                        skip_line = true;
                    else
                        skip_comma = true;
                    break;
                }
                if (s.precedence < 0)
                    out.text += moved_statements(run, base + indented(pack[s.lead], unit), more.inner);
                else if (run.node().record().next != run.end)  // a tuple without a node of its own
                    out.text += (required > open_tuple ? "(" : "") +
                                std::string(tree.text.substr(run.span().start, run.span().size())) +
                                (required > open_tuple ? ")" : "");
                else if (any_in(more.inner, run.span()))
                    out.text += code_for(edited(tree.text, run.span(), more.inner), required);
                else {
                    std::string code = code_for(run.node(), required, s.bracketed || bracketed);
                    // The parentheses of a call are those of a generator expression that is its only argument.
                    if (run.node().is(Kind::generator_expression) && opens_call(out.text) && at + 1 < segments.size() &&
                        segments[at + 1].op == Segment::Op::literal && pack[segments[at + 1].text].starts_with(')'))
                        code = code.substr(1, code.size() - 2);
                    if (code.starts_with('{') && out.text.ends_with('{')) out.text += ' ';  // `{{` opens no field
                    if (run.node().is(Kind::concatenated_string)) {
                        const std::size_t line = out.text.rfind('\n');
                        const std::size_t column =
                            line == out.text.npos ? span.start - line_start(tree.text, span.start) + out.text.size()
                                                  : out.text.size() - line - 1;
                        code = in_column(run.node(), std::move(code), column);
                    }
                    out.text += code;
                }
                break;
            }
        }
    }
    if (data.precedence >= 0 && !is_statement(place.kind())) {
        if (needs_parentheses(static_cast<Precedence>(data.precedence), required_precedence(place))) {
            out.text = formatted("({})", out.text);
            for (PlacedHole& p : out.placed) ++p.start, ++p.end;
        }
    }
    return out;
}

}  // namespace zen
