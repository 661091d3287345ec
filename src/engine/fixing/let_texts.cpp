#include "engine/fixing/let_texts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/fixing/local_name.h"
#include "engine/fixing/rewrite.h"
#include "engine/matching/hole_text.h"
#include "engine/matching/names_asked.h"
#include "semantics/types/exact.h"
#include "syntax/literal_text.h"
#include "syntax/precedence.h"
#include "text/formatted.h"

namespace zen {
namespace {

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

}  // namespace zen
