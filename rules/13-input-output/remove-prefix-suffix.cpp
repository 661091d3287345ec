// The slice must cut just what the test found: `len(prefix)`, or the literal's length as a number.
#include "rule.h"

namespace zen::rules {

namespace {

// How many characters the literal stands for; none when that is not certain.
std::optional<std::size_t> remove_prefix_suffix_length(Node literal) {
    if (!literal.is(Kind::string)) return std::nullopt;
    std::string_view start = literal.child(0u).text();
    if (start.find_first_of("fFrRtT") != start.npos) return std::nullopt;
    std::uint32_t at = literal.child(0u).end();
    std::size_t count = 0;
    auto letters = [&](std::uint32_t to) {
        for (char c : literal.tree().text.substr(at, to - at))
            count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
    };
    for (Node n : literal.descendants())
        if (n.is(Kind::escape_sequence)) {
            letters(n.start());
            count += n.text() != "\\\n";
            at = n.end();
        }
    letters(literal.last_child().start());
    return count;
}

}  // namespace

Verdict remove_prefix_suffix(const Match& m) {
    Node text = m["text"], affix = m["affix"], from = m["from"];
    if (!m.ask.pure(text) || !m.ask.pure(affix) || affix.is(Kind::tuple)) return silent;
    // An object of another class need not have the methods of strings.
    if (Type type = m.ask.type(text); type.known() && !(type.bits & (Type::str | Type::bytes))) return silent;
    std::optional<std::size_t> length = remove_prefix_suffix_length(affix);
    bool literal = length && *length > 0;
    if (from.is(Kind::integer)) {
        if (!literal || from.text() != std::to_string(*length)) return silent;
    } else {
        Node arguments = from.is(Kind::call) ? from.child(Field::arguments) : Node();
        if (!arguments.has_children(1) || !m.ask.means(from.child(Field::function), "len")) return silent;
        if (!same_code(arguments.child(0u), affix)) return silent;
    }
    bool suffix = false;
    for (Node n : m.at.descendants())
        suffix = suffix || (n.is(Kind::identifier) && n.text() == "endswith" && n.field() == Field::attribute);
    std::string call = formatted("{}{}{})", code_for(text, primary, true), suffix ? ".removesuffix(" : ".removeprefix(",
                                 code_for(affix, lambda_level, true));
    bool statement = m.at.is(Kind::if_statement);
    std::string whole = statement ? formatted("{} = {}", text.text(), call) : call;
    Edits edits(m);
    if (statement)
        edits.replace(m.span, whole);
    else
        edits.replace(m.at, whole);
    bool plain = m.ask.type(text).only(Type::str | Type::bytes) && made_in_sight(m.ask, text) &&
                 (literal || (!suffix && m.ask.type(affix).only(Type::str | Type::bytes)));
    return found(m.span, edits,
                 m.message("this slices the $affix off by hand: write `$code`",
                           {{"affix", suffix ? "suffix" : "prefix"}, {"code", short_code(whole)}}))
        .unsafe(!plain);
}

}  // namespace zen::rules
