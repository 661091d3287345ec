#include "engine/pages/compile.h"

#include <algorithm>
#include <cctype>

#include "engine/matching/vocabulary.h"
#include "syntax/parse.h"
#include "syntax/precedence.h"

namespace zen {
namespace {

// `$` opens no Python name, so a hole is spelled with U+00B5 (an identifier character): once for a node, twice for a
// run.
constexpr std::string_view mark = "\u00b5";

std::string holes_to_names(std::string_view code) {
    std::string out;
    for (char c : code) c == '$' ? void(out += mark) : out.push_back(c);
    return out;
}

struct Hole {
    std::string_view name;  // empty when the node is none
    bool run = false;
};

Hole hole_at(Node n) {
    if (n.is(Kind::expression_statement) && n.has_children(1)) n = n.child(0u);
    std::string_view text = n.text();
    if (!n.is(Kind::identifier) || !text.starts_with(mark)) return {};
    text.remove_prefix(mark.size());
    bool run = text.starts_with(mark);
    if (run) text.remove_prefix(mark.size());
    return {text, run};
}

bool spelled_name(std::string_view name) {
    return name == "self" || name == "cls" || (name.starts_with("__") && name.ends_with("__"));
}

// "os.path.join" when the node is nothing but names, and stands where a name is read.
std::string dotted(Node n) {
    if (n.is(Kind::identifier))
        return n.text().starts_with(mark) || spelled_name(n.text()) ? "" : std::string(n.text());
    if (!n.is(Kind::attribute)) return "";
    Node attribute = n.child(Field::attribute);
    if (attribute.text().starts_with(mark)) return "";
    std::string head = dotted(n.child(Field::object));
    return head.empty() ? "" : head + "." + std::string(attribute.text());
}

// Names that are spelled, not looked up: attributes, keywords of calls, what definitions and imports bind.
bool spelling_place(Node n) {
    Node parent = n.parent();
    if (n.field() == Field::attribute) return true;
    if (n.field() == Field::name)
        return parent.is_any({Kind::keyword_argument, Kind::function_definition, Kind::class_definition});
    return parent.is_any({Kind::parameters, Kind::lambda_parameters, Kind::dotted_name, Kind::global_statement,
                          Kind::nonlocal_statement});
}

// The names that the code itself binds: targets of assignments, loops, `with` and walrus, parameters.
std::vector<std::string_view> bound_names(const Tree& tree) {
    std::vector<std::string_view> out;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node n(tree, id);
        if (!n.is(Kind::identifier) || n.text().starts_with(mark)) continue;
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

struct PatternCompiler {
    PackStore& store;
    Holes& holes;
    std::uint32_t base;  // where the pattern's nodes begin in the store
    std::vector<std::string_view> bound;
    std::string trouble;

    bool bound_name(std::string_view name) const {
        return std::ranges::find(bound, name.substr(0, name.find('.'))) != bound.end();
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(store.pattern_nodes.size()) - base; }

    void leaf(PatternNode::Op op, Kind kind, std::string_view text, std::uint8_t hole = no_hole) {
        store.pattern_nodes.push_back({op, hole, kind, here() + 1, store.add(text)});
    }

    void node(Node n) {
        using Op = PatternNode::Op;
        if (Hole h = hole_at(n); !h.name.empty()) {
            std::uint8_t number = no_hole;
            if (h.name != "_" && (number = holes.number(h.name)) == no_hole)
                trouble = "more than " + std::to_string(most_holes) + " holes";
            leaf(h.run ? Op::run : Op::one, n.kind(), "", number);
            return;
        }
        if (!n.named()) return leaf(Op::any_token, n.kind(), "");
        if (n.is(Kind::string_start)) return leaf(Op::string_start, n.kind(), n.text());
        if (n.is(Kind::string_end)) return leaf(Op::any_token, n.kind(), "");
        if (std::string name = dotted(n); !name.empty() && !spelling_place(n))
            return leaf(Op::free_name, Kind::nothing, name);
        if (n.is_leaf() || n.is(Kind::string_content)) return leaf(Op::leaf, n.kind(), n.text());
        std::uint32_t at = here();
        store.pattern_nodes.push_back({Op::node, no_hole, n.kind(), 0, {}});
        unsigned runs = 0;
        for (Node c : n.tokens()) {
            if (is_punctuation(c)) continue;
            if (hole_at(c).run && ++runs > 1)
                trouble = "two `$$` among the same neighbours: which takes what is not certain";
            node(c);
        }
        store.pattern_nodes[base + at].next = here();
    }
};

// The last identifier that a call or attribute spells whatever it means; empty when a hole stands there.
std::string_view key_of(Node n) {
    if (n.is(Kind::call)) n = n.child(Field::function);
    if (n.is(Kind::attribute)) n = n.child(Field::attribute);
    return n.is(Kind::identifier) && !n.text().starts_with(mark) ? n.text() : std::string_view();
}

std::string damage(const Tree& tree) {
    for (const NodeRecord& n : tree.nodes)
        if (n.kind == Kind::error || (n.flags & NodeRecord::missing)) {
            std::string near(tree.text.substr(n.start, std::min<std::uint32_t>(20, n.end - n.start + 8)));
            for (std::size_t at; (at = near.find(mark)) != near.npos;) near.replace(at, mark.size(), "$");
            return "the code is not Python near `" + near + "`";
        }
    return "the code is not Python";
}

std::string_view trimmed(std::string_view s) {
    std::size_t from = s.find_first_not_of(" \t"), to = s.find_last_not_of(" \t");
    return from == s.npos ? std::string_view() : s.substr(from, to - from + 1);
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

Slice add_list(PackStore& store, std::string_view list) {
    Slice out{static_cast<std::uint32_t>(store.strings.size()), 0};
    while (!list.empty()) {
        std::size_t comma = std::min(list.find(','), list.size());
        if (std::string_view item = trimmed(list.substr(0, comma)); !item.empty()) {
            store.strings.push_back(store.add(item));
            ++out.count;
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return out;
}

std::string compile_pattern(PackStore& store, std::string_view code, Holes& holes, PatternData& out) {
    std::string text = holes_to_names(code);
    Tree tree = parse(text);
    if (tree.damaged()) return damage(tree);
    std::vector<Node> parts = Node(tree, 0).children().list();
    if (parts.empty()) return "the pattern is empty";
    if (parts.size() == 1 && parts[0].is(Kind::expression_statement) && parts[0].has_children(1))
        parts[0] = parts[0].child(0u);

    out.nodes.first = static_cast<std::uint32_t>(store.pattern_nodes.size());
    PatternCompiler compiler{store, holes, out.nodes.first, bound_names(tree), ""};
    for (Node part : parts) compiler.node(part);
    if (!compiler.trouble.empty()) return compiler.trouble;
    out.nodes.count = compiler.here();
    out.statements = static_cast<std::uint32_t>(parts.size());
    // Look the run up by its rarest statement: an expression statement is the commonest.
    out.anchor = 0;
    for (std::uint32_t i = 0; i < parts.size(); ++i)
        if (!parts[i].is(Kind::expression_statement)) {
            out.anchor = i;
            break;
        }
    Node anchor = parts[out.anchor];
    if (!hole_at(anchor).name.empty()) return "the pattern is a mere hole";
    out.head = anchor.kind();
    if (anchor.is(Kind::call) || anchor.is(Kind::attribute)) out.key = store.add(key_of(anchor));
    return "";
}

std::string compile_rewrite(PackStore& store, std::string_view code, const Holes& holes, MatchData& out) {
    std::string text = holes_to_names(code);
    Tree tree = parse(text);
    if (tree.damaged()) return damage(tree);
    std::vector<std::string_view> bound = bound_names(tree);
    Node root(tree, 0);
    Node only = root.has_children(1) ? root.child(0u) : Node();
    bool expression = only.is(Kind::expression_statement) && only.has_children(1) &&
                      !only.child(0u).is(Kind::assignment) && !only.child(0u).is(Kind::augmented_assignment);
    Node top = expression ? only.child(0u) : Node();
    out.rewrite_precedence = top ? precedence(top) : no_expression;
    out.rewrite = {static_cast<std::uint32_t>(store.segments.size()), 0};
    out.has_rewrite = true;

    std::uint32_t at = 0;
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
        std::string_view before = std::string_view(text).substr(0, start);
        std::size_t line = before.rfind('\n') + 1;
        std::string_view blanks = before.substr(line);
        return blanks.find_first_not_of(' ') == blanks.npos ? store.add(blanks) : Str{};
    };
    for (NodeId id = 0; id < tree.nodes.size();) {
        Node n(tree, id);
        if (Hole h = hole_at(n); !h.name.empty() && n.is(Kind::identifier)) {
            std::uint8_t number = holes.find(h.name);
            if (number == no_hole) return "`$" + std::string(h.name) + "` is not in the pattern";
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
        std::string name = dotted(n);
        bool ours = std::ranges::find(bound, std::string_view(name).substr(0, name.find('.'))) != bound.end();
        if (!name.empty() && !ours && !spelling_place(n) && n.named()) {
            literal(n.start());
            store.segments.push_back({Segment::Op::name, no_hole, no_expression, false, store.add(name), {}});
            at = n.end();
            id = n.record().next;
            continue;
        }
        ++id;
    }
    literal(static_cast<std::uint32_t>(text.size()));
    out.rewrite.count = static_cast<std::uint32_t>(store.segments.size()) - out.rewrite.first;
    return "";
}

std::string compile_clause(PackStore& store, std::string_view line, const Holes& holes, Clause& out) {
    using Form = Question::Form;
    out.text = store.add(line);
    out.place = no_hole;
    out.subjects = {static_cast<std::uint32_t>(store.holes.size()), 0};
    auto find = [&](Form form, std::string_view words) {
        auto rows = vocabulary();
        auto it = std::ranges::find_if(rows, [&](const Question& q) { return q.form == form && q.words == words; });
        out.question = static_cast<std::uint32_t>(it - rows.begin());
        return it != rows.end();
    };
    for (auto [opening, negated] :
         {std::pair<std::string_view, bool>{"the file imports ", false}, {"the file does not import ", true}})
        if (line.starts_with(opening)) {
            out.negated = negated;
            out.names = add_list(store, line.substr(opening.size()));
            return find(Form::file, "imports") && out.names.count ? "" : "which modules?";
        }
    std::size_t verb = line.find(" is ");
    std::size_t length = 4;
    if (verb == line.npos) verb = line.find(" are "), length = 5;
    if (verb == line.npos)
        return "a condition reads `$x is …`, `$x is not …`, `the match is …` or `the file does not import …`";
    std::string_view subjects = line.substr(0, verb), words = trimmed(line.substr(verb + length));
    if ((out.negated = words.starts_with("not "))) words = trimmed(words.substr(4));
    if (subjects == "the match") {
        if (!find(Form::match, words)) return "no such question of the match: `" + std::string(words) + "`";
        return "";
    }
    for (std::string_view rest = subjects; !rest.empty();) {
        std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view subject = trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (!subject.starts_with('$')) return "`" + std::string(subject) + "` is no hole: write `$name`";
        subject.remove_prefix(std::min(subject.find_first_not_of('$'), subject.size()));
        std::uint8_t hole = holes.find(subject);
        if (hole == no_hole) return "`$" + std::string(subject) + "` is not in the pattern";
        store.holes.push_back(hole);
        ++out.subjects.count;
    }
    if (words.starts_with("one of ")) {
        out.names = add_list(store, words.substr(7));
        return find(Form::one_of, "one of") && out.names.count ? "" : "one of what?";
    }
    if (std::size_t dollar = words.rfind('$'); dollar != words.npos) {
        std::string_view place = words.substr(dollar + 1), question = words.substr(0, dollar);
        question = trimmed(question.substr(0, question.find_last_not_of('$') + 1));
        if ((out.place = holes.find(place)) == no_hole) return "`$" + std::string(place) + "` is not in the pattern";
        if (!find(Form::in, question)) return "no such question: `" + std::string(question) + " $…`";
        return "";
    }
    return find(Form::node, words) ? "" : "no such question: `" + std::string(words) + "`";
}

}  // namespace zen
