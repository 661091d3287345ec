// Unpacked mappings and at most one run of items at either end, or a copy that is dropped at once. Every mapping is
// known to have `|`.
#include <algorithm>
#include <array>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

Node dict_union_copied(Node call) {
    call = unparenthesized(call);
    Node function = call.child(Field::function);
    bool copies = call.is(Kind::call) && function.is(Kind::attribute) &&
                  function.child(Field::attribute).text() == "copy" &&
                  call.child(Field::arguments).is(Kind::argument_list) && call.child(Field::arguments).has_children(0);
    return copies ? function.child(Field::object) : Node();
}

// A class with a `|` of its own: the result may be another one than that of `{**a, **b}`, so there is no fix.
bool dict_union_other(const Type& type) {
    constexpr std::array<std::string_view, 7> known{"collections.OrderedDict",    "collections.defaultdict",
                                                    "collections.ChainMap",       "collections.Counter",
                                                    "collections.UserDict",       "os._Environ",
                                                    "weakref.WeakValueDictionary"};
    return type.bits == Type::instance && std::ranges::find(known, type.qualified) != known.end();
}

struct DictUnionOperand {
    Node mapping;       // null for items
    std::string items;  // `"a": 1, "b": 2`
};

// The parts of `{**a, "b": 1}` and of `dict(a, b=1)`; none where one is no mapping that is known.
std::vector<DictUnionOperand> dict_union_operands(Node at) {
    std::vector<DictUnionOperand> out;
    auto add_item = [&](std::string text) {
        if (out.empty() || out.back().mapping) out.push_back({});
        out.back().items += (out.back().items.empty() ? "" : ", ") + text;
    };
    Node list = at.is(Kind::call) ? at.child(Field::arguments) : at;
    for (Node n : list.children()) {
        if (n.is(Kind::dictionary_splat))
            out.push_back({n.child(0u), ""});
        else if (n.is(Kind::pair))
            add_item(std::string(n.text()));
        else if (n.is(Kind::keyword_argument))
            add_item(formatted("\"{}\": {}", n.child(Field::name).text(), n.child(Field::value).text()));
        else if (at.is(Kind::call) && out.empty() && !n.is_any({Kind::list_splat, Kind::generator_expression}))
            out.push_back({n, ""});
        else
            return {};
    }
    return out;
}

}  // namespace

Verdict dict_union(const Match& m) {
    Edits edits(m);
    if (m.at.is(Kind::binary_operator)) {
        Node left = m.at.child(Field::left), dict = dict_union_copied(left);
        if (!m.at.child(Field::operator_).is(Kind::op_bar) || !dict) return silent;
        if (!m.ask.type(dict).only(Type::dict) || !m.ask.type(m.at.child(Field::right)).only(Type::dict)) return silent;
        edits.replace(left, dict.text());
        return found(
            m.at, edits,
            m.message("`|` already returns a new dict: use `$code`",
                      {{"code", short_code(formatted("{} | {}", dict.text(), m.at.child(Field::right).text()))}}));
    }
    if (m.at.is(Kind::call) && !m.at.child(Field::arguments).is(Kind::argument_list)) return silent;
    std::vector<DictUnionOperand> operands = dict_union_operands(m.at);
    std::string code;
    std::size_t literals = 0;
    bool others = false;
    for (const DictUnionOperand& part : operands) {
        literals += !part.mapping;
        if (part.mapping && !m.ask.type(part.mapping).only(Type::dict)) {
            if (!dict_union_other(m.ask.type(part.mapping))) return silent;
            edits.give_up();
            others = true;
        }
        code += code.empty() ? "" : " | ";
        code += part.mapping ? code_for(part.mapping, code.empty() ? bit_or : bit_xor, true)
                             : formatted("{{{}}}", part.items);
    }
    // `dict({"a": 1}, b=2)` is one literal, not a union.
    if (literals && std::ranges::any_of(operands, [](const DictUnionOperand& part) {
            return part.mapping && unparenthesized(part.mapping).is(Kind::dictionary);
        }))
        return silent;
    // The second match is a matter of taste: items of a literal, and mappings that are no dicts.
    if (m.index() == 0 && (literals || others)) return silent;
    if (operands.size() < 2 || literals > 1 || (operands.front().mapping && operands.back().mapping && literals))
        return silent;
    // Unpacking one dict a line is easier to read than operators across lines.
    if (m.at.text().find('\n') != std::string_view::npos && code.size() > 60) return silent;
    edits.replace(m.at, required_precedence(m.at) > bit_or ? formatted("({})", code) : code);
    return found(m.at, edits, m.message("this merges dicts: use `$code`", {{"code", short_code(code)}}));
}

}  // namespace zen::rules
