#include <algorithm>

#include "engine/matching/hole_text.h"
#include "engine/pages/compile.h"
#include "engine/pages/holes.h"
#include "engine/pages/line_reading.h"
#include "semantics/library/builtins.h"
#include "syntax/parse.h"
#include "syntax/precedence.h"
#include "text/formatted.h"
#include "text/identifier.h"

namespace zen {

namespace {

// A name that a line `from module import name` above the template's code imports.
struct TemplateImport {
    std::string_view module, name;
    bool used = false;
};

// Takes these lines off the template, unless it consists of nothing else.
std::string take_imports(std::string_view& code, std::vector<TemplateImport>& out) {
    std::string_view rest = code;
    while (rest.starts_with("from ")) {
        const std::size_t end = rest.find('\n'), import = rest.find(" import ");
        if (end == rest.npos || import == rest.npos || import > end || rest.substr(0, end).find('$') != rest.npos)
            break;
        const std::string_view module = trimmed(rest.substr(5, import - 5));
        std::string_view names = rest.substr(import + 8, end - import - 8);
        while (!trimmed(names).empty()) {
            const std::string_view name = take_item(names);
            if (!is_ascii_name(name) || module.starts_with('.'))
                return formatted("above the code of a rewrite, an import is `from module import name, name`: not {}",
                                 quoted(rest.substr(0, end)));
            out.push_back({module, name});
        }
        rest.remove_prefix(std::min(rest.find_first_not_of('\n', end), rest.size()));
    }
    if (trimmed(rest).empty())
        out.clear();
    else
        code = rest;
    return "";
}

}  // namespace

std::string compile_rewrite(PackStore& store, std::string_view code, const Holes& holes, EditData& out) {
    std::vector<TemplateImport> imports;
    if (std::string why = take_imports(code, imports); !why.empty()) return why;
    const WrappedCode whole = wrapped(code);
    const std::string& text = whole.text;
    Tree tree = parse(text);
    constexpr const char* in_code =
        "`${x}` is for messages, strings, comments and the text of a `let`, which can make a name of it";
    if (tree.damaged() && code.find("${") != code.npos) return in_code;
    if (tree.damaged()) return damage(tree);
    std::vector<std::string_view> bound = bound_names(tree);
    std::vector<Node> parts = parts_of(tree, whole);
    Node only = parts.size() == 1 ? parts[0] : Node();
    bool expression = only.is(Kind::expression_statement) && only.has_children(1) &&
                      !only.child(0u).is(Kind::assignment) && !only.child(0u).is(Kind::augmented_assignment);
    Node top = expression ? only.child(0u) : Node();
    out.precedence = top ? precedence(top) : no_expression;
    const std::size_t first = store.segments.size();

    std::uint32_t at = whole.from;
    auto literal = [&](std::uint32_t end) {
        if (end > at)
            store.segments.push_back({Segment::Op::literal,
                                      no_hole,
                                      no_expression,
                                      false,
                                      store.add(std::string_view(text).substr(at, end - at)),
                                      {}});
    };
    auto lead = [&](std::uint32_t start) {
        std::string_view before = std::string_view(text).substr(whole.from, start - whole.from);
        std::size_t line = before.rfind('\n') + 1;
        std::string_view blanks = before.substr(line);
        return blanks.find_first_not_of(' ') == blanks.npos ? store.add(blanks) : Str{};
    };
    for (NodeId id = 0; id < tree.nodes.size();) {
        Node n(tree, id);
        if (n.start() < whole.from || n.end() > whole.to) {
            ++id;
            continue;
        }
        if (HoleName h = clauses_at(n); !h.name.empty()) {
            std::uint8_t number = holes.find(h.name);
            if (number == no_hole && h.name.find(hole_end) != h.name.npos) return in_code;
            if (number == no_hole) return formatted("`${}` is not in the pattern", h.name);
            literal(n.start());
            store.segments.push_back({Segment::Op::clauses, number, no_expression, false, {}, lead(n.start())});
            at = n.end();
            id = n.record().next;
            continue;
        }
        if (HoleName h = hole_at(n); !h.name.empty() && n.is_any({Kind::identifier, Kind::case_clause,
                                                                  Kind::dictionary_splat, Kind::for_in_clause})) {
            std::uint8_t number = holes.find(h.name);
            if (number == no_hole && h.name == "match" && !h.run) number = place_match;
            if (number == no_hole && h.name.find(hole_end) != h.name.npos) return in_code;
            if (number == no_hole) return formatted("`${}` is not in the pattern", h.name);
            literal(n.start());
            bool statement = n.parent().is(Kind::expression_statement) && n != top;
            // The template may be the hole itself: then the place is the match's, which is known when it is filled in.
            bool anywhere = statement || n.field() == Field::attribute || h.run;
            std::int8_t place = anywhere   ? static_cast<std::int8_t>(no_expression)
                                : n == top ? static_cast<std::int8_t>(open_tuple)
                                           : static_cast<std::int8_t>(required_precedence(n));
            store.segments.push_back({Segment::Op::hole, number, place, inside_brackets(n), {}, lead(n.start())});
            at = n.end();
            id = n.record().next;
            continue;
        }
        if (n.is_any({Kind::comment, Kind::string_content}) && n.text().find(hole_mark) != std::string_view::npos) {
            const std::string_view opening = n.is(Kind::comment) ? "#" : n.parent().child(0u).text();
            for (std::uint32_t from = n.start(); from < n.end();) {
                const auto [hole, end] = hole_in_text(std::string_view(text).substr(0, n.end()), from, hole_mark);
                if (hole.empty()) {
                    ++from;
                    continue;
                }
                const std::uint8_t number = holes.find(hole);
                if (number == no_hole) return formatted("`${}` is not in the pattern", hole);
                literal(from);
                store.segments.push_back({Segment::Op::quoted, number, no_expression, false, store.add(opening), {}});
                at = from = static_cast<std::uint32_t>(end);
            }
            id = n.record().next;
            continue;
        }
        std::string name = dotted(n);
        bool ours = std::ranges::find(bound, std::string_view(name).substr(0, name.find('.'))) != bound.end();
        if (!name.empty() && !ours && !spelling_place(n) && n.named()) {
            const std::string_view head = std::string_view(name).substr(0, name.find('.'));
            if (const auto import = std::ranges::find(imports, head, &TemplateImport::name); import != imports.end()) {
                import->used = true;
                literal(n.start());
                store.segments.push_back({Segment::Op::name, no_hole, no_expression, false,
                                          store.add(formatted("{}.{}", import->module, name)),
                                          store.add(import->module)});
                at = n.end();
                id = n.record().next;
                continue;
            }
            const bool module = n.field() == Field::object;  // `hashlib.$algorithm`
            if (name.find('.') == name.npos && !module && !is_builtin(name, {3, 14}) && !is_builtin(name, {3, 8}))
                return formatted("`{}` is not a builtin: write the module too (`module.{}`), and the import is added",
                                 name, name);
            literal(n.start());
            store.segments.push_back({Segment::Op::name, no_hole, no_expression, false, store.add(name), {}});
            at = n.end();
            id = n.record().next;
            continue;
        }
        ++id;
    }
    literal(whole.to);
    for (const TemplateImport& import : imports)
        if (!import.used) return formatted("the rewrite imports `{}` and does not use it", import.name);
    out.segments = store.run(first, store.segments.size() - first);
    for (const Segment& s : RulePack::of(std::span<const Segment>(store.segments), out.segments))
        if (s.op == Segment::Op::literal && code.find(hole_mark) == code.npos &&
            store.text.find(hole_mark, s.text.start) < s.text.end())
            return formatted("there is a hole where none can be filled in: {}", code);
    return "";
}

}  // namespace zen
