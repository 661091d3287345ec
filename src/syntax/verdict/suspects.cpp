#include "syntax/verdict/suspects.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "syntax/verdict/parameters.h"

namespace zen::verdict {
namespace {

using zen::Kind;
using zen::Node;

constexpr auto in_doubt = [] {
    std::array<bool, kind_bound> out{};
    for (Kind k : {Kind::identifier,
                   Kind::integer,
                   Kind::float_,
                   Kind::op_lt_gt,
                   Kind::string,
                   Kind::concatenated_string,
                   Kind::interpolation,
                   Kind::line_continuation,
                   Kind::list_splat,
                   Kind::dictionary_splat,
                   Kind::keyword_argument,
                   Kind::argument_list,
                   Kind::dictionary,
                   Kind::named_expression,
                   Kind::as_pattern,
                   Kind::print_statement,
                   Kind::exec_statement,
                   Kind::chevron,
                   Kind::assert_statement,
                   Kind::raise_statement,
                   Kind::delete_statement,
                   Kind::except_clause,
                   Kind::try_statement,
                   Kind::with_clause,
                   Kind::parameters,
                   Kind::lambda_parameters,
                   Kind::splat_type,
                   Kind::constrained_type,
                   Kind::member_type,
                   Kind::type_parameter,
                   Kind::import_statement,
                   Kind::import_from_statement,
                   Kind::future_import_statement,
                   Kind::type_alias_statement,
                   Kind::match_statement,
                   Kind::assignment,
                   Kind::augmented_assignment,
                   Kind::conditional_expression,
                   Kind::not_operator,
                   Kind::boolean_operator,
                   Kind::await,
                   Kind::yield,
                   Kind::for_in_clause,
                   Kind::if_clause,
                   Kind::block,
                   Kind::module,
                   Kind::elif_clause,
                   Kind::else_clause,
                   Kind::finally_clause,
                   Kind::decorated_definition,
                   Kind::with_item})
        out[static_cast<unsigned>(k)] = true;
    return out;
}();

bool name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}
// Expressions that bind more loosely than `or`, and so need parentheses almost everywhere.
bool loose(Kind k) {
    return k == Kind::lambda || k == Kind::conditional_expression || k == Kind::named_expression ||
           k == Kind::as_pattern;
}
// More loosely than `|`.
bool looser_than_bits(Kind k) {
    return loose(k) || k == Kind::not_operator || k == Kind::boolean_operator || k == Kind::comparison_operator;
}
bool among(Kind k, std::initializer_list<Kind> kinds) {
    for (Kind other : kinds)
        if (k == other) return true;
    return false;
}

class Search {
  public:
    Search(const zen::Tree& tree, Gathered* gathered) : tree_(tree), text_(tree.text), gathered_(gathered) {}

    std::vector<Suspicion> run() {
        const NodeRecord* nodes = tree_.nodes.data();
        const auto count = static_cast<NodeId>(tree_.nodes.size());
        const char* text = text_.data();
        // By kind: is it in doubt, is it wanted? An error's kind is one past the rest.
        std::array<std::uint8_t, 512> what{};
        static_assert(kind_bound < 512 && (static_cast<unsigned>(Kind::error) & 511) >= kind_bound);
        for (unsigned k = 0; k < kind_bound; ++k)
            what[k] = static_cast<std::uint8_t>((in_doubt[k] ? 1 : 0) | (gathered_ && gathered_->kinds[k] ? 2 : 0));
        std::vector<NodeId>* wanted = gathered_ ? &gathered_->nodes.emplace() : nullptr;
        for (NodeId id = 0; id < count; ++id) {
            const NodeRecord& n = nodes[id];
            const unsigned here = what[static_cast<unsigned>(n.kind) & 511];
            if (here == 0) continue;
            // Most of what is looked at is one of these, and sound.
            if (n.kind == Kind::identifier && (n.end - n.start != 5 || text[n.start] != 'a')) continue;
            if (n.kind == Kind::string && (text[n.start] == '"' || text[n.start] == '\'')) continue;
            if (here & 2) wanted->push_back(id);
            if (here & 1) look(id, n);
        }
        odd_text();
        std::ranges::sort(out_, {}, &Suspicion::node);
        return std::move(out_);
    }

  private:
    void suspect(NodeId id, Suspicion::Sort sort = Suspicion::code) { out_.push_back({id, sort}); }
    char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
    Kind kind(NodeId id) const { return tree_.nodes[id].kind; }
    Kind parent_kind(const NodeRecord& n) const { return kind(n.parent); }
    Node node(NodeId id) const { return Node(tree_, id); }
    // The sibling right behind, tokens included; the parent where there is none.
    Kind next_kind(const NodeRecord& n) const {
        NodeId id = n.next;
        const NodeId end = tree_.nodes[n.parent].next;
        while (id < end && (tree_.nodes[id].flags & NodeRecord::extra)) id = tree_.nodes[id].next;
        return id < end ? kind(id) : Kind::nothing;
    }
    bool has_comma(NodeId id) const {
        for (NodeId c = id + 1; c < tree_.nodes[id].next; c = tree_.nodes[c].next)
            if (kind(c) == Kind::op_comma) return true;
        return false;
    }
    Kind last_token(NodeId id) const {
        Kind last = Kind::nothing;
        for (NodeId c = id + 1; c < tree_.nodes[id].next; c = tree_.nodes[c].next)
            if (!(tree_.nodes[c].flags & NodeRecord::extra)) last = kind(c);
        return last;
    }

    // The blanks in front of what begins a line; -1 for what stands behind other code.
    static constexpr std::uint32_t within_line = 0xffffffffu;
    std::uint32_t column(std::uint32_t start) const {
        std::uint32_t at = start;
        while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\t' || text_[at - 1] == '\f')) --at;
        return at == 0 || text_[at - 1] == '\n' ? start - at : within_line;
    }

    // Are there exactly so many spaces between the line's start and the place?
    bool begins_at(std::uint32_t start, std::uint32_t wanted) const {
        if (wanted >= start || text_[start - wanted - 1] != '\n') return false;
        const char* at = text_.data() + start - wanted;
        std::uint32_t left = wanted;
        for (; left >= 4; left -= 4, at += 4) {
            std::uint32_t word;
            std::memcpy(&word, at, 4);
            if (word != 0x20202020u) return false;
        }
        for (; left > 0; --left)
            if (*at++ != ' ') return false;
        return true;
    }

    void look(NodeId id, const NodeRecord& n) {
        switch (n.kind) {
            case Kind::identifier:
                if (n.end - n.start == 5 && text_[n.start] == 'a' &&
                    (text_.substr(n.start, 5) == "async" || text_.substr(n.start, 5) == "await"))
                    suspect(id);
                return;
            case Kind::integer:
            case Kind::float_:
                return number(id, n);
            case Kind::string:
                return string(id, n);
            case Kind::interpolation:
                return interpolation(id, n);
            case Kind::line_continuation:
                return continuation(id, n);
            case Kind::list_splat:
                return list_splat(id, n);
            case Kind::dictionary_splat:
                return dictionary_splat(id, n);
            case Kind::keyword_argument:
                return keyword_argument(id, n);
            case Kind::argument_list:
            case Kind::dictionary:
                if (id + 2 < n.next && kind(id + 2) == Kind::op_comma) suspect(id);
                return;
            case Kind::named_expression:
                if (!among(parent_kind(n),
                           {Kind::parenthesized_expression, Kind::argument_list, Kind::if_statement, Kind::elif_clause,
                            Kind::while_statement, Kind::list, Kind::set, Kind::tuple, Kind::list_comprehension,
                            Kind::generator_expression, Kind::set_comprehension, Kind::decorator}))
                    suspect(id);
                return;
            case Kind::as_pattern:
                return as_pattern(id, n);
            case Kind::concatenated_string:
                return concatenated(id, n);
            case Kind::raise_statement:
                return raise(id, n);
            case Kind::delete_statement:
                return del(id, n);
            case Kind::assert_statement: {
                int commas = 0;
                for (NodeId c = id + 1; c < n.next; c = tree_.nodes[c].next) commas += kind(c) == Kind::op_comma;
                if (commas > 1) suspect(id);
                return;
            }
            case Kind::except_clause:
                except_clause(id);
                return clause(id, n);
            case Kind::elif_clause:
            case Kind::else_clause:
            case Kind::finally_clause:
                return clause(id, n);
            case Kind::try_statement:
                return try_statement(id, n);
            case Kind::with_clause:
                if (last_token(id) == Kind::op_comma) suspect(id);
                return;
            case Kind::with_item:
                if (id + 1 < n.next && kind(id + 1) != Kind::as_pattern && looser_with_item(kind(id + 1))) suspect(id);
                return;
            case Kind::parameters:
            case Kind::lambda_parameters:
                if (!parameters_hold(node(id))) suspect(id);
                return;
            case Kind::type_parameter:
                if (parent_kind(n) != Kind::generic_type) suspect(id);
                return;
            case Kind::import_statement:
                if (last_token(id) == Kind::op_comma) suspect(id);
                return;
            case Kind::import_from_statement:
            case Kind::future_import_statement:
                return import_from(id, n);
            case Kind::assignment:
                return assignment(id, n);
            case Kind::augmented_assignment:
                if (!among(kind(id + 1), {Kind::identifier, Kind::attribute, Kind::subscript}) ||
                    parent_kind(n) != Kind::expression_statement)
                    suspect(id);
                else
                    right_side(id);
                return;
            case Kind::conditional_expression: {
                unsigned i = 0;
                for (Node c : node(id).children())
                    if (i++ < 2 && loose(c.kind())) return suspect(id);
                return;
            }
            case Kind::not_operator:
            case Kind::boolean_operator:
                for (Node c : node(id).children())
                    if (loose(c.kind())) return suspect(id);
                return;
            case Kind::await:
                for (Node c : node(id).children())
                    if (among(c.kind(), {Kind::await, Kind::unary_operator, Kind::binary_operator, Kind::list_splat}))
                        return suspect(id);
                return;
            case Kind::yield:
                if (!among(parent_kind(n), {Kind::expression_statement, Kind::assignment, Kind::augmented_assignment,
                                            Kind::parenthesized_expression, Kind::interpolation}))
                    suspect(id);
                return;
            case Kind::for_in_clause:
                if (has_comma(id)) return suspect(id);
                for (Node c : node(id).children())
                    if (c.field() == Field::right && loose(c.kind())) return suspect(id);
                return;
            case Kind::if_clause:
                for (Node c : node(id).children())
                    if (loose(c.kind())) return suspect(id);
                return;
            case Kind::block:
                return block(id, n);
            case Kind::module:
                return lines(id, n, 0);
            case Kind::decorated_definition: {
                const std::uint32_t first = column(n.start);
                for (Node c : node(id).children())
                    if (column(c.start()) != first) return suspect(id, Suspicion::lines);
                return;
            }
            default:  // statements of Python 2, match, and other things that are rare
                suspect(id);
        }
    }

    static bool looser_with_item(Kind k) { return k == Kind::named_expression || k == Kind::list_splat; }

    void number(NodeId id, const NodeRecord& n) {
        const char next = byte(n.end);
        const char last = text_[n.end - 1];
        if (n.end - n.start == 1 && !name_character(next) && next != '.') return;
        const bool whole = n.kind == Kind::integer;
        const bool zero = whole && text_[n.start] == '0' && n.end - n.start > 1 &&
                          (digit(text_[n.start + 1]) || text_[n.start + 1] == '_');
        if (name_character(next) || (n.kind == Kind::integer && next == '.')) return suspect(id, Suspicion::lines);
        if (zero || last == '_' || last == 'l' || last == 'L' || n.end - n.start > 4000 ||
            (!whole && text_.substr(n.start, n.end - n.start).find('_') != text_.npos))
            suspect(id);
    }

    void string(NodeId id, const NodeRecord& n) {
        // The prefix: at most two letters, of which one is r.
        std::size_t letters = 0;
        bool format = false, bytes = false;
        for (; letters < 4 && name_character(byte(n.start + letters)); ++letters) {
            const char c = static_cast<char>(byte(n.start + letters) | 0x20);
            format = format || c == 'f' || c == 't';
            bytes = bytes || c == 'b';
        }
        if (byte(n.start + letters) == '`') return suspect(id);  // Python 2's repr
        if (letters == 0) return;
        if (letters > 1) {
            const char a = static_cast<char>(text_[n.start] | 0x20), b = static_cast<char>(text_[n.start + 1] | 0x20);
            if (letters > 2 || (a != 'r' && b != 'r') || a == b || a == 'u' || b == 'u') return suspect(id);
        }
        const std::string_view code = text_.substr(n.start, n.end - n.start);
        if (bytes && std::ranges::any_of(code, [](char c) { return static_cast<signed char>(c) < 0; }))
            return suspect(id);
        if (!format) return;
        if (code.size() < letters + 6 || code[letters + 1] != code[letters] || code[letters + 2] != code[letters])
            if (code.find('\n') != code.npos) return suspect(id);
        for (NodeId c = id + 1; c < n.next; c = tree_.nodes[c].next) {
            if (kind(c) != Kind::string_content) continue;
            const std::string_view content =
                text_.substr(tree_.nodes[c].start, tree_.nodes[c].end - tree_.nodes[c].start);
            for (std::size_t i = content.find('}'); i != content.npos; i = content.find('}', i + 2))
                if (i + 1 >= content.size() || content[i + 1] != '}') return suspect(id);
        }
    }

    void interpolation(NodeId id, const NodeRecord& n) {
        for (NodeId c = id + 1; c < n.next; c = tree_.nodes[c].next) switch (kind(c)) {
                case Kind::lambda:
                case Kind::named_expression:
                case Kind::pattern_list:
                case Kind::list_splat:
                case Kind::comment:
                case Kind::format_specifier:
                    if (kind(c) == Kind::format_specifier && !odd_specifier(c)) break;
                    return suspect(id);
                case Kind::type_conversion: {
                    const char letter = byte(tree_.nodes[c].start + 1);
                    const bool known = letter == 's' || letter == 'r' || letter == 'a';
                    if (!known || name_character(byte(tree_.nodes[c].start + 2))) return suspect(id);
                    break;
                }
                default:
                    break;
            }
    }
    bool odd_specifier(NodeId id) const {
        for (NodeId c = id + 1; c < tree_.nodes[id].next; ++c)
            if (among(kind(c), {Kind::format_specifier, Kind::interpolation, Kind::lambda, Kind::named_expression,
                                Kind::string}))
                return true;
        return text_.substr(tree_.nodes[id].start, tree_.nodes[id].end - tree_.nodes[id].start).find('\n') !=
               text_.npos;
    }

    // The line behind it must hold code, and so must the one that it ends.
    void continuation(NodeId id, const NodeRecord& n) {
        std::size_t at = n.end;
        while (byte(at) == ' ' || byte(at) == '\t' || byte(at) == '\f') ++at;
        if (at >= text_.size() || byte(at) == '\n' || byte(at) == '\r' || byte(at) == '#' || byte(at) == '\\' ||
            column(n.start) != within_line || among(parent_kind(n), {Kind::module, Kind::block}))
            suspect(id, Suspicion::lines);
    }

    void list_splat(NodeId id, const NodeRecord& n) {
        const Kind parent = parent_kind(n);
        if (!among(parent,
                   {Kind::list, Kind::tuple, Kind::set, Kind::argument_list, Kind::expression_list, Kind::subscript}))
            return suspect(id);
        if (parent == Kind::argument_list) {
            // `f(a=1, *b, c)`
            const Kind next = after_comma(n);
            if (next == Kind::nothing || among(next, {Kind::keyword_argument, Kind::dictionary_splat}))
                return behind_unpacked(id, n);
            for (NodeId c = n.parent + 1; c < id; c = tree_.nodes[c].next)
                if (kind(c) == Kind::keyword_argument || kind(c) == Kind::dictionary_splat) return suspect(id);
            return;
        }
        // `(*a)`
        if (parent == Kind::tuple && id == n.parent + 2 && next_kind(n) == Kind::op_rparen) return suspect(id);
        for (Node c : node(id).children())
            if (looser_than_bits(c.kind())) return suspect(id);
    }
    // `f(**a, *b)`
    void behind_unpacked(NodeId id, const NodeRecord& n) {
        for (NodeId c = n.parent + 1; c < id; c = tree_.nodes[c].next)
            if (kind(c) == Kind::dictionary_splat) return suspect(id);
    }
    // The argument behind this one's comma; nothing if it is the last.
    Kind after_comma(const NodeRecord& n) const {
        const NodeId end = tree_.nodes[n.parent].next;
        for (NodeId c = n.next; c < end; c = tree_.nodes[c].next)
            if (!(tree_.nodes[c].flags & NodeRecord::extra) && kind(c) != Kind::op_comma)
                return kind(c) == Kind::op_rparen ? Kind::nothing : kind(c);
        return Kind::nothing;
    }
    void dictionary_splat(NodeId id, const NodeRecord& n) {
        if (parent_kind(n) == Kind::argument_list) {
            const Kind next = after_comma(n);
            if (next != Kind::nothing && next != Kind::keyword_argument && next != Kind::dictionary_splat) suspect(id);
            return;
        }
        if (parent_kind(n) != Kind::dictionary) return suspect(id);
        for (Node c : node(id).children())
            if (looser_than_bits(c.kind())) return suspect(id);
    }
    void keyword_argument(NodeId id, const NodeRecord& n) {
        const Kind next = after_comma(n);
        if (next != Kind::nothing && next != Kind::keyword_argument && next != Kind::dictionary_splat &&
            next != Kind::list_splat)
            suspect(id);
    }

    void as_pattern(NodeId id, const NodeRecord& n) {
        const Kind parent = parent_kind(n);
        if (parent != Kind::with_item && parent != Kind::except_clause) return suspect(id);
        const Node target = node(id).child(Field::alias).child(0u);
        const Kind k = target ? target.kind() : Kind::nothing;
        if (k == Kind::identifier) return;
        if (parent == Kind::with_item && (k == Kind::attribute || k == Kind::subscript)) return;
        suspect(id);
    }

    void concatenated(NodeId id, const NodeRecord& n) {
        int bytes = 0, texts = 0, templates = 0;
        for (Node c : node(id).children()) {
            const std::string_view code = c.text();
            const std::string_view prefix = code.substr(0, std::min(code.find_first_of("\"'"), code.size()));
            if (prefix.find_first_of("bB") != prefix.npos)
                ++bytes;
            else if (prefix.find_first_of("tT") != prefix.npos)
                ++templates;
            else
                ++texts;
        }
        if ((bytes > 0) + (texts > 0) + (templates > 0) > 1) suspect(id);
        (void)n;
    }

    void raise(NodeId id, const NodeRecord& n) {
        if (id + 2 < n.next && kind(id + 2) == Kind::kw_from) return suspect(id);
        for (Node c : node(id).children())
            if (c.is(Kind::expression_list)) return suspect(id);
    }

    bool deletable(Node target) const {
        switch (target.kind()) {
            case Kind::identifier:
            case Kind::attribute:
            case Kind::subscript:
                return true;
            case Kind::expression_list:
                for (Node c : target.children())
                    if (!deletable(c)) return false;
                return true;
            default:
                return false;
        }
    }
    void del(NodeId id, const NodeRecord&) {
        for (Node c : node(id).children())
            if (!deletable(c)) return suspect(id);
    }

    void except_clause(NodeId id) {
        for (NodeId c = id + 1; c < tree_.nodes[id].next; c = tree_.nodes[c].next)
            if (kind(c) == Kind::op_star || kind(c) == Kind::op_comma || kind(c) == Kind::list_splat)
                return suspect(id);
        const Node alias = node(id).child(Field::alias);
        if (alias && !alias.is(Kind::identifier)) suspect(id);
    }

    void try_statement(NodeId id, const NodeRecord&) {
        bool handled = false, after = false, otherwise = false;
        for (Node c : node(id).children()) {
            handled = handled || c.is(Kind::except_clause);
            after = after || c.is(Kind::finally_clause);
            otherwise = otherwise || c.is(Kind::else_clause);
        }
        if ((!handled && !after) || (otherwise && !handled)) suspect(id);
    }

    void import_from(NodeId id, const NodeRecord& n) {
        bool names = false;
        for (NodeId c = id + 1; c < n.next; c = tree_.nodes[c].next) {
            if (kind(c) == Kind::kw_import) names = true;
            if (!names) continue;
            if (kind(c) == Kind::dotted_name && tree_.nodes[c].next > c + 2) return suspect(id);
            if (kind(c) == Kind::aliased_import && tree_.nodes[c + 1].next > c + 3) return suspect(id);
        }
        if (last_token(id) == Kind::op_comma) suspect(id);
    }

    void assignment(NodeId id, const NodeRecord& n) {
        if (right_side(id) && (!among(kind(id + 1), {Kind::identifier, Kind::attribute, Kind::subscript}) ||
                               parent_kind(n) != Kind::expression_statement))
            suspect(id);
    }
    // Looks at what stands on the right; is there an annotation?
    bool right_side(NodeId id) {
        const NodeId end = tree_.nodes[id].next;
        bool annotated = false;
        for (NodeId c = id + 1; c < end; c = tree_.nodes[c].next) {
            const NodeRecord& child = tree_.nodes[c];
            if (child.field == Field::type) annotated = true;
            if (child.field != Field::right) continue;
            if (child.kind == Kind::assignment
                    ? annotated || kind(id) == Kind::augmented_assignment
                    : child.kind == Kind::augmented_assignment || child.kind == Kind::named_expression ||
                          child.kind == Kind::as_pattern || child.kind == Kind::pattern_list)
                suspect(id);
        }
        return annotated;
    }

    void block(NodeId id, const NodeRecord& n) {
        const Kind parent = parent_kind(n);
        if (parent == Kind::match_statement) return;  // in doubt as a whole
        for (NodeId c = id + 1; c < n.next; c = tree_.nodes[c].next)
            if (is_statement(kind(c))) return lines(id, n, column(tree_.nodes[c].start));
        suspect(id, Suspicion::lines);
    }
    // Every statement that begins a line begins in that column; the others stand behind a semicolon.
    void lines(NodeId id, const NodeRecord& n, std::uint32_t wanted) {
        Kind last = wanted == within_line ? Kind::op_semi : Kind::nothing;
        for (NodeId c = id + 1; c < n.next; c = tree_.nodes[c].next) {
            const NodeRecord& child = tree_.nodes[c];
            if (child.flags & NodeRecord::extra) continue;
            if (child.flags & NodeRecord::named) {
                if (begins_at(child.start, wanted)) {
                    last = child.kind;
                    continue;
                }
                const std::uint32_t here = column(child.start);
                if (here == within_line ? last != Kind::op_semi : here != wanted) suspect(c, Suspicion::lines);
            }
            last = child.kind;
        }
    }
    void clause(NodeId id, const NodeRecord& n) {
        if (column(n.start) != column(tree_.nodes[n.parent].start)) suspect(id, Suspicion::lines);
    }

    void odd_text() {
        for (const OddPlace& odd : odd_places(text_)) {
            const NodeId around = innermost(odd.at);
            const bool string = among(kind(around), {Kind::string_content, Kind::escape_sequence, Kind::string,
                                                     Kind::escape_interpolation, Kind::op_backslash});
            if (odd.in_strings ? string : !string && kind(around) != Kind::comment)
                suspect(around, odd.layout ? Suspicion::blanks : Suspicion::code);
        }
    }
    // The innermost node that holds the place.
    NodeId innermost(std::uint32_t at) const {
        auto it = std::ranges::upper_bound(tree_.nodes, at, {}, [](const NodeRecord& n) { return n.start; });
        NodeId id = it == tree_.nodes.begin() ? 0 : static_cast<NodeId>(it - tree_.nodes.begin() - 1);
        while (id != 0 && tree_.nodes[id].end <= at) id = tree_.nodes[id].parent;
        return id;
    }

    const zen::Tree& tree_;
    std::string_view text_;
    Gathered* gathered_;
    std::vector<Suspicion> out_;
};

}  // namespace

std::vector<Suspicion> suspects(const zen::Tree& tree, Gathered* gathered) {
    return Search(tree, gathered).run();
}

}  // namespace zen::verdict
