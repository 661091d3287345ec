#include "engine/pages/holes.h"

#include <algorithm>
#include <cctype>

#include "engine/matching/hole_text.h"
#include "syntax/parse.h"
#include "text/formatted.h"
#include "text/name_byte.h"

namespace zen {

std::string holes_to_names(std::string_view code) {
    // A `$` that no name follows is one of a string's.
    auto opens = [&](std::size_t at) {
        at = std::min(code.find_first_not_of('$', at), code.size());
        return at < code.size() &&
               (code[at] == '_' || code[at] == '{' || std::isalnum(static_cast<unsigned char>(code[at])));
    };
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] != '$' || !opens(i)) {
            out.push_back(code[i]);
            continue;
        }
        out += hole_mark;
        const HoleInText hole = hole_in_text(code, i);
        if (hole.name.empty() || code[i + 1] != '{') continue;
        out.append(hole.name) += hole_end;
        i = hole.end - 1;
    }
    return out;
}

// A hole that is all that a place of a `case` has. (An identifier that a pattern captures is a dotted name there.)
static HoleName hole_in_case(Node n) {
    if (!n.has_children(1) || n.child(0u).span() != n.span()) return {};
    const Node child = n.child(0u);
    return child.is(Kind::dotted_name) && child.has_children(1) ? hole_at(child.child(0u)) : HoleName();
}

HoleName hole_at(Node n) {
    if (n.is(Kind::case_pattern)) return hole_in_case(n);
    if (n.is(Kind::case_clause)) {
        // As `wrapped` writes `$$cases`.
        const Node pattern = n.child(0u), body = n.child(Field::consequence);
        const HoleName h = hole_at(pattern);
        return h.run && body.has_children(1) && hole_at(body.child(0u)).name == h.name ? h : HoleName();
    }
    // `for $$clauses`, as `wrapped` writes it.
    if (n.is(Kind::for_in_clause)) {
        const HoleName h = hole_at(n.child(Field::left));
        return h.run && hole_at(n.child(Field::right)).name == h.name ? h : HoleName();
    }
    // `{$$_, $k: $v}`, as `wrapped` writes it.
    if (n.is(Kind::dictionary_splat) && n.parent().is(Kind::dictionary) && n.has_children(1)) {
        const HoleName h = hole_at(n.child(0u));
        return h.run ? h : HoleName();
    }
    if (n.is(Kind::expression_statement) && n.has_children(1)) n = n.child(0u);
    // Of an import: what it brings, or the module that it is from.
    if (n.is(Kind::dotted_name) && n.has_children(1)) {
        const HoleName h = hole_at(n.child(0u));
        const bool whole =
            n.field() == Field::module_name || n.parent().is_any({Kind::import_statement, Kind::aliased_import,
                                                                  Kind::union_pattern, Kind::keyword_pattern});
        return h.run || whole ? h : HoleName();
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
    // `__init__`, and what looks like it (`_iter_`).
    return name == "self" || name == "cls" || name.starts_with("__") || name.ends_with("__") ||
           (name.size() > 2 && name.starts_with('_') && name.ends_with('_'));
}

std::string dotted(Node n) {
    if (n.is(Kind::identifier))
        return n.text().starts_with(hole_mark) || spelled_name(n.text()) ? "" : std::string(n.text());
    if (!n.is(Kind::attribute)) return "";
    Node attribute = n.child(Field::attribute);
    if (attribute.text().starts_with(hole_mark)) return "";
    std::string head = dotted(n.child(Field::object));
    return head.empty() ? "" : formatted("{}.{}", head, attribute.text());
}

bool spelling_place(Node n) {
    Node parent = n.parent();
    if (n.field() == Field::attribute) return true;
    if (n.field() == Field::name)
        return parent.is_any({Kind::keyword_argument, Kind::function_definition, Kind::class_definition,
                              Kind::default_parameter, Kind::typed_default_parameter});
    if (parent.is(Kind::typed_parameter) && n == parent.child(0u)) return true;
    if (parent.is(Kind::aliased_import) && n.field() == Field::alias) return true;
    return parent.is_any({Kind::parameters, Kind::lambda_parameters, Kind::dotted_name, Kind::global_statement,
                          Kind::nonlocal_statement});
}

std::vector<std::string_view> bound_names(const Tree& tree) {
    std::vector<std::string_view> out;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node n(tree, id);
        if (!n.is(Kind::identifier) || n.text().starts_with(hole_mark)) continue;
        for (Node inner = n, outer = n.parent(); outer; inner = outer, outer = outer.parent()) {
            bool target =
                (inner.field() == Field::left &&
                 outer.is_any({Kind::assignment, Kind::for_statement, Kind::for_in_clause})) ||
                outer.is_any({Kind::as_pattern_target, Kind::lambda_parameters, Kind::parameters}) ||
                (outer.is_any({Kind::named_expression, Kind::default_parameter, Kind::typed_default_parameter}) &&
                 inner.field() == Field::name) ||
                (outer.is(Kind::typed_parameter) && inner == outer.child(0u));
            if (target) out.push_back(n.text());
            if (target || !inner.is_any({Kind::identifier, Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern,
                                         Kind::list_splat_pattern}))
                break;
        }
    }
    return out;
}

// A run of holes that begins at `at`: its name with the marks; "" for none.
static std::string_view run_at(std::string_view text, std::size_t at) {
    const std::string twice = std::string(hole_mark) + std::string(hole_mark);
    if (!text.substr(at).starts_with(twice)) return {};
    std::size_t end = at + twice.size();
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
    return text.substr(at, end - at);
}

// `$$cases` as the body of a `match`, or a line of it, becomes a `case`.
static void write_cases(std::string& text) {
    const std::size_t first = std::min(text.find('\n'), text.size());
    auto as_case = [](std::string_view run) { return formatted("case {}: {}", run, run); };
    if (first == text.size()) {
        const std::size_t colon = text.rfind(": ");
        if (colon == text.npos) return;
        const std::string_view run = run_at(text, colon + 2);
        if (!run.empty() && colon + 2 + run.size() == text.size())
            text = formatted("{}:\n    {}", text.substr(0, colon), as_case(run));
        return;
    }
    for (std::size_t at = first + 1; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view run = at + 4 < end ? run_at(text, at + 4) : std::string_view();
        if (!run.empty() && text.compare(at, 4, "    ") == 0 && at + 4 + run.size() == end) {
            const std::string put = as_case(run);
            text.replace(at + 4, end - at - 4, put);
            at += 4 + put.size() + 1;
        } else {
            at = end + 1;
        }
    }
}

// `$$xs` among the pairs of a dict display becomes `**$$xs`.
static std::string with_splats(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view run = run_at(text, at);
        const std::size_t before = out.find_last_not_of(" \n"), after = text.find_first_not_of(" \n", at + run.size());
        const bool item = !run.empty() && before != out.npos && (out[before] == '{' || out[before] == ',') &&
                          after != text.npos && (text[after] == '}' || text[after] == ',');
        if (item) out += "**";
        out += run.empty() ? std::string_view(text).substr(at, 1) : run;
        at += run.empty() ? 0 : run.size() - 1;
    }
    return out;
}

// `for $$clauses` at the end of a comprehension becomes `for $$clauses in $$clauses`.
static void write_for_clauses(std::string& text) {
    for (std::size_t at = 0; (at = text.find(" for ", at)) != text.npos; at += 5) {
        const std::string run(run_at(text, at + 5));
        const std::size_t end = at + 5 + run.size();
        if (!run.empty() && end < text.size() && std::string_view("])}").find(text[end]) != std::string_view::npos)
            text.insert(end, formatted(" in {}", run));
    }
}

// `{$$_, **$x}` alone would be a set, as the grammar has it.
static bool double_star_in_set(const Tree& tree) {
    for (NodeId id = 0; id < tree.nodes.size(); ++id)
        if (const Node n(tree, id); n.is(Kind::set) && std::ranges::any_of(n.children().list(), [&](Node item) {
                                        return item.text().starts_with("**");
                                    }))
            return true;
    return false;
}

std::string_view keyword_of(std::string_view code) {
    std::size_t sign = code.starts_with('$') ? 1 : 0;
    while (sign < code.size() && is_name_byte(code[sign])) ++sign;
    if (sign == 0 || sign + 1 >= code.size() || code[sign] != '=') return {};
    return code[sign + 1] == '=' || code[sign + 1] == ' ' ? std::string_view() : code.substr(0, sign);
}

WrappedCode wrapped(std::string_view code, bool in_condition) {
    std::string text = holes_to_names(code);
    write_for_clauses(text);
    if (text.starts_with("match ")) write_cases(text);
    const Tree as_written = text.find('{') != text.npos ? parse(std::string_view(text)) : Tree();
    if (text.find('{') != text.npos && (as_written.damaged() || double_star_in_set(as_written)))
        if (std::string splats = with_splats(text); splats != text && !parse(std::string_view(splats)).damaged())
            text = std::move(splats);
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
    } else if (text.starts_with("imported ")) {
        text.erase(0, 9);
        before = "from _ import ";
    } else if (text.starts_with("parameter ")) {
        text.erase(0, 10);
        before = "def _(";
        after = "):\n    pass\n";
    } else if (text.starts_with('*') || (in_condition && !keyword_of(code).empty())) {
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
            return formatted("the code is not Python near `{}`", near);
        }
    return "the code is not Python";
}

}  // namespace zen
