#include <algorithm>
#include <array>

#include "engine/matching/hole_text.h"
#include "engine/pages/compile.h"
#include "engine/pages/holes.h"
#include "semantics/library/builtins.h"
#include "semantics/library/stdlib_modules.h"
#include "syntax/parse.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr const char* mere_hole =
    "the pattern is only a hole: begin it with fixed code, as in `$x = $y` or `return $x`, and write conditions on the "
    "code around it in `where` (`the match is inside `CODE``, `the match is before `CODE` in the function`)";

// How many runs may stand among the same neighbours: each is tried at every length.
constexpr unsigned most_runs = 3;

// The letters before the quotes, but for `r` and `u`, which do not count.
std::string prefix_of(Node string) {
    std::string out;
    if (string.text()[0] == 'u') return "u";
    for (char c : string.child(0u).text()) {
        if (c == '"' || c == '\'') break;
        if (const char low = static_cast<char>(c | 0x20); low != 'r' && low != 'u') out += low;
    }
    return out;
}

struct PatternCompiler {
    PackStore& store;
    Holes& holes;
    std::uint32_t base;  // where the pattern's nodes begin in the store
    std::vector<std::string_view> bound;
    bool exact;
    bool several;  // `$$x` gathers
    bool in_condition;
    std::string trouble;

    bool bound_name(std::string_view name) const {
        return std::ranges::find(bound, name.substr(0, name.find('.'))) != bound.end();
    }
    // Counted on where the pattern is too long, which is said at its end.
    std::uint16_t here(std::uint32_t more = 0) const {
        return static_cast<std::uint16_t>(store.pattern_nodes.size() - base + more);
    }
    bool too_long() const { return store.pattern_nodes.size() - base > most_pattern_nodes; }

    void leaf(PatternNode::Op op, Node n, std::string_view text, std::uint8_t hole = no_hole) {
        Kind kind = op == PatternNode::Op::free_name ? Kind::nothing : n.kind();
        store.pattern_nodes.push_back({op, hole, kind, n.field(), here(1), store.add(text)});
    }

    void cannot_be_class(std::uint8_t hole, std::string_view what) {
        if (holes.never_classes.size() <= hole) holes.never_classes.resize(hole + 1u);
        holes.never_classes[hole] = what;
    }
    // By where the hole stands.
    void never_class(std::uint8_t hole, Node n) {
        const Node parent = n.parent();
        if (n.field() == Field::name && parent.is(Kind::function_definition))
            cannot_be_class(hole, "the name of a function");
        else if (n.field() == Field::name && parent.is(Kind::keyword_argument))
            cannot_be_class(hole, "the name of an argument");
        else if (parent.is_any({Kind::parameters, Kind::lambda_parameters, Kind::typed_parameter}) ||
                 (n.field() == Field::name && parent.is_any({Kind::default_parameter, Kind::typed_default_parameter})))
            cannot_be_class(hole, "a parameter");
        else if (n.field() == Field::attribute)
            cannot_be_class(hole, "the name of an attribute");
    }

    // A name in a pattern of a `case`, which is there a dotted name.
    static bool in_pattern(Node n) {
        return n.is(Kind::dotted_name) && n.parent().is_any({Kind::union_pattern, Kind::keyword_pattern});
    }

    // A name without a dot is a builtin, or nothing that a pattern could find.
    void check_name(Node n, std::string_view name) {
        if (exact || !trouble.empty() || name.find('.') != name.npos || bound_name(name) || compared_as_text(n)) return;
        // A module: `re.$f($x)`, `$x is sys`.
        if (n.field() == Field::object || (n.field() != Field::function && is_stdlib_module(name, {3, 14}))) return;
        if (is_builtin(name, {3, 14}) || is_builtin(name, {3, 8})) return;
        trouble =
            formatted("`{}` is not a builtin: write the module too (`module.{}`), or a hole and `$name is spelled {}`",
                      name, name, name);
    }

    // In the pattern of a `case`, which is no expression.
    static bool compared_as_text(Node n) {
        for (; n && !is_statement(n.kind()); n = n.parent())
            if (n.is(Kind::case_pattern)) return true;
        return false;
    }

    void node(Node n, bool root = false) {
        using Op = PatternNode::Op;
        const HoleName clauses = exact || root ? HoleName() : clauses_at(n);
        if (HoleName h = clauses.name.empty() ? hole_at(n) : clauses; !h.name.empty()) {
            std::uint8_t number = no_hole;
            if (h.name != "_" && (number = holes.number(h.name)) == no_hole)
                trouble = formatted("more than {} holes", most_holes);
            if (number != no_hole) never_class(number, n);
            if (number != no_hole && (h.run || !clauses.name.empty())) holes.runs |= 1u << number;
            return leaf(!clauses.name.empty() ? Op::clauses
                        : !h.run              ? Op::one
                        : several             ? Op::gather
                                              : Op::run,
                        in_pattern(n) ? n.child(0u) : n, "", number);
        }
        if (HoleName h = literal_at(n); !h.name.empty()) {
            std::uint8_t number = no_hole;
            if (h.name != "_" && (number = holes.number(h.name)) == no_hole)
                trouble = formatted("more than {} holes", most_holes);
            if (number != no_hole) cannot_be_class(number, "a string literal");
            return leaf(Op::literal, n, prefix_of(n), number);
        }
        if (!n.named()) return leaf(Op::any_token, n, "");
        if (n.is(Kind::string_start)) return leaf(Op::string_start, n, n.text());
        if (n.is(Kind::string_end)) return leaf(Op::any_token, n, "");
        if (std::string name = dotted(n); !name.empty() && !spelling_place(n) && (exact || !bound_name(name))) {
            check_name(n, name);
            return leaf(Op::free_name, n, name);
        }
        if (!exact && (!root || in_condition) && member(n)) return;
        if (n.is_any({Kind::string_content, Kind::comment}) && n.text().find(hole_mark) != std::string_view::npos)
            trouble =
                "a hole in a string is the whole string, `\"$text\"`: restrict a part of it with `$text is spelled "
                "get_$name`";
        if (n.is_leaf() || n.is(Kind::string_content)) return leaf(Op::leaf, n, n.text());
        std::uint32_t at = here();
        store.pattern_nodes.push_back({Op::node, no_hole, n.kind(), n.field(), 0, {}});
        children(n);
        // Every `try` has clauses: one without them in the pattern has any.
        if (n.is(Kind::try_statement) && n.has_children(1) && !exact)
            store.pattern_nodes.push_back({Op::clauses, no_hole, Kind::nothing, Field::none, here(1), {}});
        store.pattern_nodes[base + at].next = here();
    }

    // `module.$name` is also a name that is imported from the module.
    bool member(Node n) {
        if (!n.is(Kind::attribute)) return false;
        const Node object = n.child(Field::object), attribute = n.child(Field::attribute);
        const std::string module = dotted(object);
        const HoleName hole = hole_at(attribute);
        if (module.empty() || hole.name.empty() || hole.run || bound_name(module)) return false;
        const std::uint8_t number = hole.name == "_" ? no_hole : holes.number(hole.name);
        if (number == no_hole && hole.name != "_") trouble = formatted("more than {} holes", most_holes);
        if (number != no_hole) never_class(number, attribute);
        check_name(object, module);
        leaf(PatternNode::Op::free_name, n, module + std::string(any_member), number);
        return true;
    }

    void children(Node n) {
        std::vector<Node> all;
        for (Node c : n.tokens())
            if (!is_punctuation(c)) all.push_back(c);
        neighbours(all);
        for (Node c : all) node(c);
    }

    void neighbours(const std::vector<Node>& nodes) {
        unsigned runs = 0;
        if (several) return;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (!hole_at(nodes[i]).run) continue;
            if (++runs > 1 && (exact || hole_at(nodes[i - 1]).run))
                trouble = "two `$$` in the same list: how they divide it is not certain";
            if (runs > most_runs) trouble = formatted("more than {} `$$` in the same list", most_runs);
        }
    }
};

constexpr const char* one_clause =
    "the code of a condition has one clause: write only that which counts, as in `try: $$_`, `finally: $$_` or "
    "`else: $$_`";

// `try: a finally: b` in one line?
bool two_clauses(std::string_view code) {
    const std::size_t first = code.find(": ");
    return first != code.npos && code.find('\n') == code.npos &&
           std::ranges::any_of(std::array{" finally:", " except", " else:", " elif "},
                               [&](std::string_view word) { return code.find(word, first) != code.npos; });
}

// `# $x`
std::string compile_comment(PackStore& store, std::string_view code, Holes& holes, PatternData& out) {
    code.remove_prefix(std::min(code.find_first_not_of("# "), code.size()));
    const bool whole =
        code.size() > 1 && code[0] == '$' && std::ranges::all_of(code.substr(1), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        });
    if (!whole) return "a pattern of a comment is `# $text`; restrict its text with `$text is spelled TODO*`";
    const std::uint8_t hole = code == "$_" ? no_hole : holes.number(code.substr(1));
    if (hole == no_hole && code != "$_") return formatted("more than {} holes", most_holes);
    out.nodes = store.run(store.pattern_nodes.size(), 1);
    store.pattern_nodes.push_back({PatternNode::Op::comment, hole, Kind::comment, Field::none, 1, {}});
    out.statements = 1;
    out.head = Kind::comment;
    return "";
}

// `name $x`
std::string compile_name(PackStore& store, std::string_view code, Holes& holes, PatternData& out) {
    code.remove_prefix(name_pattern.size() - 1);
    const auto [name, end] = hole_in_text(code, 0);
    if (name.empty() || name == "_" || end != code.size() || code.starts_with("$$"))
        return "a pattern of a name is `name $x`; restrict it with `$x is spelled token, *_token`";
    const std::uint8_t hole = holes.number(name);
    if (hole == no_hole) return formatted("more than {} holes", most_holes);
    out.nodes = store.run(store.pattern_nodes.size(), 1);
    store.pattern_nodes.push_back({PatternNode::Op::one, hole, Kind::identifier, Field::none, 1, {}});
    out.statements = 1;
    out.head = Kind::identifier;
    return "";
}

// `the file`
std::string compile_file(PackStore& store, PatternData& out) {
    out.nodes = store.run(store.pattern_nodes.size(), 1);
    store.pattern_nodes.push_back({PatternNode::Op::any_token, no_hole, Kind::module, Field::none, 1, {}});
    out.statements = 1;
    out.head = Kind::module;
    return "";
}

// The last identifier that a call or attribute spells whatever it means; empty when a hole stands there.
std::string_view key_of(Node n) {
    if (n.is(Kind::call)) n = n.child(Field::function);
    if (n.is(Kind::attribute)) n = n.child(Field::attribute);
    return n.is(Kind::identifier) && !n.text().starts_with(hole_mark) ? n.text() : std::string_view();
}

}  // namespace

std::uint8_t Holes::find(std::string_view name) const {
    auto it = std::ranges::find(names, name);
    return it == names.end() ? no_hole : static_cast<std::uint8_t>(it - names.begin());
}

std::uint8_t Holes::number(std::string_view name) {
    if (std::uint8_t known = find(name); known != no_hole) return known;
    if (names.size() >= most_holes) return no_hole;
    names.emplace_back(name);
    return static_cast<std::uint8_t>(names.size() - 1);
}

std::string compile_pattern(PackStore& store, std::string_view code, Holes& holes, bool in_condition,
                            PatternData& out) {
    if (code.starts_with('#')) return compile_comment(store, code, holes, out);
    if (code.starts_with(name_pattern) && !in_condition) return compile_name(store, code, holes, out);
    if (code == "the file" && !in_condition) return compile_file(store, out);
    const WrappedCode whole = wrapped(code, in_condition);
    Tree tree = parse(whole.text);
    if (tree.damaged()) return in_condition && two_clauses(code) ? one_clause : damage(tree);
    std::vector<Node> parts = parts_of(tree, whole);
    if (parts.empty()) return "the pattern is empty";
    if (parts.size() == 1 && parts[0].is(Kind::expression_statement) && parts[0].has_children(1))
        parts[0] = parts[0].child(0u);
    if (in_condition && parts.size() > 1) return "a condition's code is one statement or one expression";

    const bool in_chain = out.several == PatternData::Several::in_chain;
    const bool several = out.several != PatternData::Several::no && !in_chain;
    if (in_chain && (parts.size() != 1 || !parts[0].is(Kind::comparison_operator) || !parts[0].has_children(2)))
        return "in a chain: the pattern is a comparison of two operands, as in `$x is $y`";
    if (several && parts.size() > 1) return "`match several` needs the code of one of them";
    const std::uint32_t begin = static_cast<std::uint32_t>(store.pattern_nodes.size());
    PatternCompiler compiler{store, holes, begin, bound_names(tree), out.exact, several, in_condition, ""};
    compiler.neighbours(parts);
    for (Node part : parts) compiler.node(part, parts.size() == 1);
    if (compiler.too_long()) return "the pattern is too long";
    if (!compiler.trouble.empty()) return compiler.trouble;
    out.nodes = store.run(begin, compiler.here());
    out.statements = static_cast<std::uint32_t>(parts.size());
    if (in_condition) {
        out.head = parts[0].kind();
        return "";
    }
    // Look the neighbours up by the rarest statement of those that stand at a fixed distance from the first: an
    // expression statement is the commonest.
    auto is_run = [](Node part) { return hole_at(part).run; };
    std::uint32_t first = is_run(parts[0]) ? 1 : 0, end = first;
    while (end < parts.size() && !is_run(parts[end])) ++end;
    if (first == end) return mere_hole;
    out.anchor = first;
    for (std::uint32_t i = first; i < end; ++i)
        if (!parts[i].is(Kind::expression_statement)) {
            out.anchor = i;
            break;
        }
    Node anchor = parts[out.anchor];
    if (!hole_at(anchor).name.empty()) return mere_hole;
    out.head = anchor.kind();
    if (several) {
        using Several = PatternData::Several;
        if (out.several == Several::as_arms && out.head != Kind::if_statement)
            return "as arms: the pattern must be an `if`";
        for (Several row : {Several::by_or, Several::by_and, Several::by_or_apart, Several::by_and_apart})
            if (out.several == row) out.head = Kind::boolean_operator;
        if (out.several == Several::by_plus || out.several == Several::by_pipe) out.head = Kind::binary_operator;
        return "";
    }
    if (anchor.is(Kind::call) || anchor.is(Kind::attribute)) out.key = store.add(key_of(anchor));
    return "";
}

}  // namespace zen
