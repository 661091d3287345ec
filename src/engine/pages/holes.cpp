#include "engine/pages/holes.h"

#include <algorithm>
#include <cctype>

namespace zen {

std::string holes_to_names(std::string_view code) {
    // A `$` that no name follows is one of a string's.
    auto opens = [&](std::size_t at) {
        at = std::min(code.find_first_not_of('$', at), code.size());
        return at < code.size() &&
               (code[at] == '_' || code[at] == '{' || std::isalnum(static_cast<unsigned char>(code[at])));
    };
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i)
        code[i] == '$' && opens(i) ? void(out += hole_mark) : out.push_back(code[i]);
    return out;
}

HoleName hole_at(Node n) {
    if (n.is(Kind::expression_statement) && n.has_children(1)) n = n.child(0u);
    // Of an import: what it brings, or the module that it is from.
    if (n.is(Kind::dotted_name) && n.has_children(1)) {
        const HoleName h = hole_at(n.child(0u));
        const bool module = n.field() == Field::module_name || n.parent().is(Kind::import_statement);
        return h.run || module ? h : HoleName();
    }
    // `with $$_, $x:`
    if (n.is(Kind::with_item) && n.has_children(1)) {
        const HoleName h = hole_at(n.child(0u));
        return h.run ? h : HoleName();
    }
    // `case $p:` is any pattern, not only a name.
    if (n.is(Kind::case_pattern) && n.child(0u).is(Kind::dotted_name) && n.child(0u).has_children(1))
        return hole_at(n.child(0u).child(0u));
    std::string_view text = n.text();
    if (!n.is(Kind::identifier) || !text.starts_with(hole_mark)) return {};
    text.remove_prefix(hole_mark.size());
    bool run = text.starts_with(hole_mark);
    if (run) text.remove_prefix(hole_mark.size());
    return {text, run};
}

HoleName literal_at(Node n) {
    if (!n.is(Kind::string)) return {};
    Node first = n.child(0u), last = n.last_child();
    if (!first.is(Kind::string_start) || !last.is(Kind::string_end)) return {};
    std::string_view text = n.tree().text.substr(first.end(), last.start() - first.end());
    if (!text.starts_with(hole_mark)) return {};
    text.remove_prefix(hole_mark.size());
    const bool name = !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    return name ? HoleName{text, false} : HoleName();
}

HoleName clauses_at(Node n) {
    Node body = n.is(Kind::else_clause) ? n.child(Field::body) : Node();
    if (!body.has_children(1) || n.text().find('\n') != std::string_view::npos) return {};
    HoleName h = hole_at(body.child(0u));
    return h.run ? h : HoleName();
}

static bool spelled_name(std::string_view name) {
    return name == "self" || name == "cls" || (name.starts_with("__") && name.ends_with("__"));
}

std::string dotted(Node n) {
    if (n.is(Kind::identifier))
        return n.text().starts_with(hole_mark) || spelled_name(n.text()) ? "" : std::string(n.text());
    if (!n.is(Kind::attribute)) return "";
    Node attribute = n.child(Field::attribute);
    if (attribute.text().starts_with(hole_mark)) return "";
    std::string head = dotted(n.child(Field::object));
    return head.empty() ? "" : head + "." + std::string(attribute.text());
}

bool spelling_place(Node n) {
    Node parent = n.parent();
    if (n.field() == Field::attribute) return true;
    if (n.field() == Field::name)
        return parent.is_any({Kind::keyword_argument, Kind::function_definition, Kind::class_definition});
    return parent.is_any({Kind::parameters, Kind::lambda_parameters, Kind::dotted_name, Kind::global_statement,
                          Kind::nonlocal_statement});
}

std::vector<std::string_view> bound_names(const Tree& tree) {
    std::vector<std::string_view> out;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node n(tree, id);
        if (!n.is(Kind::identifier) || n.text().starts_with(hole_mark)) continue;
        for (Node inner = n, outer = n.parent(); outer; inner = outer, outer = outer.parent()) {
            bool target = (inner.field() == Field::left &&
                           outer.is_any({Kind::assignment, Kind::for_statement, Kind::for_in_clause})) ||
                          outer.is_any({Kind::as_pattern_target, Kind::lambda_parameters, Kind::parameters}) ||
                          (outer.is(Kind::named_expression) && inner.field() == Field::name);
            if (target) out.push_back(n.text());
            if (target || !inner.is_any({Kind::identifier, Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern,
                                         Kind::list_splat_pattern}))
                break;
        }
    }
    return out;
}

WrappedCode wrapped(std::string_view code) {
    std::string text = holes_to_names(code);
    auto opens = [&](std::string_view word) {
        return text.starts_with(word) && (text.size() == word.size() ||
                                          std::string_view(" :*\n").find(text[word.size()]) != std::string_view::npos);
    };
    std::string before, after;
    if (opens("except") || opens("finally")) {
        before = "try:\n    pass\n";
    } else if (opens("elif") || opens("else")) {
        before = "if _:\n    pass\n";
    } else if (opens("case")) {
        before = "match _:\n    ";
        for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 5) text.insert(at + 1, "    ");
    } else if ((opens("for") || text.starts_with("async for")) && text.find(':') == text.npos) {
        before = "[_ ";
        after = "]";
    } else if (text.starts_with('*')) {
        before = "_(";
        after = ")";
    } else if (text.starts_with('@') && text.find('\n') == text.npos) {
        after = "\ndef _():\n    pass\n";
    }
    WrappedCode out{before + text, static_cast<std::uint32_t>(before.size()), 0};
    out.to = static_cast<std::uint32_t>(out.text.size());
    out.text += after;
    return out;
}

static void find_parts(Node around, const WrappedCode& code, std::vector<Node>& out) {
    for (Node n : around.children()) {
        if (n.end() <= code.from || n.start() >= code.to) continue;
        bool in = n.start() >= code.from && n.end() <= code.to;
        if (in && !(code.from > 0 && n.is(Kind::block)))
            out.push_back(n);
        else
            find_parts(n, code, out);
    }
}

std::vector<Node> parts_of(const Tree& tree, const WrappedCode& code) {
    std::vector<Node> out;
    find_parts(Node(tree, 0), code, out);
    return out;
}

std::string damage(const Tree& tree) {
    for (const NodeRecord& n : tree.nodes)
        if (n.kind == Kind::error || (n.flags & NodeRecord::missing)) {
            std::string near(tree.text.substr(n.start, std::min<std::uint32_t>(20, n.end - n.start + 8)));
            for (std::size_t at; (at = near.find(hole_mark)) != near.npos;) near.replace(at, hole_mark.size(), "$");
            return "the code is not Python near `" + near + "`";
        }
    return "the code is not Python";
}

}  // namespace zen
