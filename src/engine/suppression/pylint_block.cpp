// Astroid's tree, as far as its nodes' rows matter, from ours. Kept as pylint has it, oddities too.
#include <algorithm>

#include "engine/suppression/pylint_lines.h"

namespace zen {
namespace {

class Finder {
  public:
    Finder(const Tree& tree, const LineIndex& lines, std::uint32_t row) : tree_(tree), lines_(lines), row_(row) {}

    std::optional<PylintBlock> in_module() {
        Node module(tree_, 0);
        if (auto found = in_statements(module)) return found;
        Node head = first_statement(module);
        const std::uint32_t to = head ? last(module.last_child()) : 0;
        if (row_ > to) return std::nullopt;
        return PylintBlock{0, to, head ? from(head) : to, {0, to}, true};
    }

  private:
    std::uint32_t first(Node n) const { return lines_.row(n.start()); }
    // The last of its children with a text; a comment may be the last thing in a block.
    Node last_token(Node n) const {
        for (NodeId end = n.record().next; end > n.id() + 1;) {
            Node child(tree_, end - 1);
            while (child.parent() != n) child = child.parent();
            if (!child.extra() && child.end() > child.start()) return child;
            end = child.id();
        }
        return {};
    }
    std::uint32_t last(Node n) const {
        for (;;) {
            Node child = last_token(n);
            if (!child || child.is_leaf()) return lines_.row(std::max((child ? child : n).end(), 1u) - 1);
            if (child.is_any({Kind::string, Kind::concatenated_string})) return lines_.row(child.end() - 1);
            n = child;
        }
    }
    bool touches(Node n) const { return first(n) <= row_ && row_ <= lines_.row(std::max(n.end(), 1u) - 1); }
    static Node block_of(Node n) {
        for (Node c : n.children())
            if (c.is(Kind::block)) return c;
        return {};
    }

    static bool docstring(Node statement) {
        Node value = statement.is(Kind::expression_statement) ? statement.child(0) : Node();
        if (!value.is_any({Kind::string, Kind::concatenated_string}) || !statement.has_children(1)) return false;
        const std::string_view quote = value.text().substr(0, value.text().find_first_of("\"'"));
        return quote.find_first_of("bBfF") == quote.npos;
    }
    static bool has_docstring(Node block) {
        Node owner = block.parent();
        const bool defined =
            block.is(Kind::module) || owner.is_any({Kind::function_definition, Kind::class_definition});
        return defined && docstring(block.child(0));
    }
    // Of a block or a module: after the docstring, which astroid takes out of those of definitions; none in an empty
    // one.
    static Node first_statement(Node block) { return block.child(has_docstring(block) ? 1 : 0); }

    // The row in which astroid has a statement begin.
    std::uint32_t from(Node statement) const {
        Node definition = statement.child(Field::definition);
        if (!statement.is(Kind::decorated_definition)) return first(statement);
        if (definition.is(Kind::class_definition)) return first(definition);
        std::uint32_t row = 0;
        for (Node c : statement.children())
            if (c.is(Kind::decorator)) {
                if (!row) row = first(c);
                row += last(c) - first(c) + 1;
            }
        return row;
    }

    PylintBlock simple(Node n, std::uint32_t to) const { return {first(n), to, to, {row_, to}}; }

    std::optional<PylintBlock> in_statements(Node block) {
        // From the last statement that begins above the row on.
        auto after = std::ranges::lower_bound(tree_.nodes, lines_.start(row_), {}, &NodeRecord::start);
        Node at;
        if (after != tree_.nodes.begin()) {
            at = Node(tree_, static_cast<NodeId>(after - tree_.nodes.begin() - 1));
            while (at && at.parent() != block) at = at.parent();
        }
        const NodeId end = block.record().next;
        for (NodeId id = at ? at.id() : block.id() + 1; id < end; id = tree_.nodes[id].next) {
            Node statement(tree_, id);
            if (first(statement) > row_) break;
            if (statement.extra() || !statement.named() || !touches(statement)) continue;
            if (block.child(0) == statement && has_docstring(block)) continue;
            if (auto found = in_node(statement)) return found;
        }
        return std::nullopt;
    }

    std::optional<PylintBlock> in_children(Node n) {
        for (Node c : n.children()) {
            if (!touches(c)) continue;
            if (auto found = in_node(c)) return found;
        }
        return std::nullopt;
    }

    // The first node below or at `n` that has the row.
    std::optional<PylintBlock> in_node(Node n) {
        switch (n.kind()) {
            case Kind::block:
                return in_statements(n);
            case Kind::decorated_definition:
                return in_definition(n.child(Field::definition), n);
            case Kind::function_definition:
            case Kind::class_definition:
                return in_definition(n, n);
            case Kind::if_statement:
            case Kind::for_statement:
            case Kind::while_statement:
                return in_branches(n, 0);
            case Kind::try_statement:
                return in_try(n);
            // Not nodes of their own, but what is in them is.
            case Kind::argument_list:
            case Kind::as_pattern_target:
            case Kind::case_pattern:
            case Kind::default_parameter:
            case Kind::else_clause:
            case Kind::finally_clause:
            case Kind::if_clause:
            case Kind::pair:
            case Kind::parenthesized_expression:
            case Kind::type:
            case Kind::typed_default_parameter:
            case Kind::typed_parameter:
            case Kind::with_clause:
            case Kind::with_item:
                return in_children(n);
            // No nodes in it.
            case Kind::concatenated_string:
            case Kind::future_import_statement:
            case Kind::global_statement:
            case Kind::import_from_statement:
            case Kind::import_statement:
            case Kind::nonlocal_statement:
            case Kind::string:
                return touches(n) ? std::optional(simple(n, last(n))) : std::nullopt;
            case Kind::for_in_clause:
            case Kind::case_clause:
                return whole(n);
            case Kind::parameters:
            case Kind::lambda_parameters:
                return in_parameters(n, first(n));
            case Kind::positional_separator:
            case Kind::keyword_separator:
                return std::nullopt;
            default:
                break;
        }
        if (auto found = in_children(n)) return found;
        const std::uint32_t to = last(n);
        return row_ <= to ? std::optional(simple(n, to)) : std::nullopt;
    }

    // Pylint does not look into a `case` or the `for` of a comprehension.
    std::optional<PylintBlock> whole(Node n) const {
        std::uint32_t to = last(n);
        if (n.is(Kind::for_in_clause))
            for (Node next = n.next_sibling(); next.is(Kind::if_clause); next = next.next_sibling()) to = last(next);
        return row_ <= to ? std::optional(simple(n, to)) : std::nullopt;
    }

    std::optional<PylintBlock> in_parameters(Node n, std::uint32_t def_row) {
        std::vector<Node> all = n.children().list();
        std::erase_if(all, [](Node c) { return c.is_any({Kind::positional_separator, Kind::keyword_separator}); });
        // Without any it is in the line of the `def`.
        if (all.empty())
            return def_row == row_ ? std::optional(PylintBlock{row_, row_, row_, {row_, row_}}) : std::nullopt;
        if (auto found = in_children(n)) return found;
        const std::uint32_t to = last(all.back());
        return first(all.front()) <= row_ && row_ <= to ? std::optional(simple(n, to)) : std::nullopt;
    }

    std::optional<PylintBlock> in_definition(Node definition, Node outer) {
        Node first_decorator, last_decorator;
        if (outer != definition)
            for (Node c : outer.children()) {
                if (!c.is(Kind::decorator)) continue;
                if (!first_decorator) first_decorator = c;
                last_decorator = c;
                if (touches(c))
                    if (auto found = in_children(c)) return found;
            }
        if (first_decorator && first(first_decorator) <= row_ && row_ <= last(last_decorator))
            return simple(first_decorator, last(last_decorator));
        Node body = definition.child(Field::body);
        const std::uint32_t start = from(outer), to = last(definition);
        for (Node c : definition.children()) {
            if (c == body || c == definition.child(Field::name)) continue;
            const bool parameters = c.is(Kind::parameters);
            if (!parameters && !touches(c)) continue;
            if (auto found = parameters ? in_parameters(c, start) : in_node(c)) return found;
        }
        if (body && touches(body))
            if (auto found = in_statements(body)) return found;
        if (row_ < start || row_ > to) return std::nullopt;
        Node head = first_statement(body);
        return PylintBlock{start, to, head ? from(head) : to, {start, to}};
    }

    // An `if` or one of its `elif`s, `for`, `while` or `try`: what has a body and may have an `else`.
    struct Branch {
        Node statement;
        std::size_t clause = 0;  // 0: the statement itself, else which of its alternatives
    };
    static std::vector<Node> alternatives(Node statement) {
        std::vector<Node> out;
        for (Node c : statement.children())
            if (c.is_any({Kind::elif_clause, Kind::else_clause})) out.push_back(c);
        return out;
    }
    Node head(const Branch& b) const { return b.clause ? alternatives(b.statement)[b.clause - 1] : b.statement; }
    std::uint32_t body_first(const Branch& b) const {
        Node statement = first_statement(block_of(head(b)));
        return statement ? from(statement) : first(head(b));
    }
    std::uint32_t body_last(const Branch& b) const {
        Node body = block_of(head(b));
        return body ? last(body) : last(head(b));
    }

    Rows else_reach(const Branch& b, std::uint32_t fallback) const {
        const std::uint32_t to = last(b.statement);
        if (row_ == to) return {row_, row_};
        const std::vector<Node> all = alternatives(b.statement);
        if (b.clause >= all.size()) return {row_, fallback ? fallback : to};
        if (row_ <= body_last(b)) return {row_, body_last(b)};
        Node next = all[b.clause];
        if (next.is(Kind::elif_clause)) return else_reach({b.statement, b.clause + 1}, 0);
        Node inner = first_statement(block_of(next));
        if (inner.is_any({Kind::if_statement, Kind::for_statement, Kind::while_statement, Kind::try_statement}))
            return else_reach({inner, 0}, 0);
        return {row_, last(next)};
    }

    Rows reach(const Branch& b) const {
        const std::uint32_t to = last(b.statement);
        if (row_ < first(head(b))) return {row_, to};
        if (row_ == body_first(b)) return {row_, row_};
        if (row_ <= body_last(b)) return {row_, body_last(b)};
        return else_reach(b, body_first(b) - 1);
    }

    std::optional<PylintBlock> in_branches(Node statement, std::size_t clause) {
        const Branch branch{statement, clause};
        Node mine = head(branch);
        for (Node c : mine.children()) {
            if (c.is_any({Kind::elif_clause, Kind::else_clause}) || !touches(c)) continue;
            if (auto found = in_node(c)) return found;
        }
        const std::vector<Node> all = alternatives(statement);
        if (clause < all.size()) {
            if (all[clause].is(Kind::elif_clause)) {
                if (auto found = in_branches(statement, clause + 1)) return found;
            } else if (auto found = in_children(all[clause])) {
                return found;
            }
        }
        const std::uint32_t to = last(statement);
        if (row_ < first(mine) || row_ > to) return std::nullopt;
        return PylintBlock{first(mine), to, to, reach(branch)};
    }

    std::optional<PylintBlock> in_try(Node n) {
        for (Node c : n.children()) {
            if (!touches(c)) continue;
            auto found = c.is(Kind::except_clause) ? in_handler(c) : in_node(c);
            if (found) return found;
        }
        const std::uint32_t to = last(n);
        if (row_ > to) return std::nullopt;
        return PylintBlock{first(n), to, to, try_reach(n)};
    }

    std::optional<PylintBlock> in_handler(Node n) {
        if (auto found = in_children(n)) return found;
        const std::uint32_t to = last(n);
        return row_ <= to ? std::optional(simple(n, to)) : std::nullopt;
    }

    Rows try_reach(Node n) const {
        for (Node c : n.children()) {
            if (c.is(Kind::except_clause)) {
                Node body = block_of(c);
                Node caught = c.child(0);
                if (caught && caught != body && first(caught) == row_) return {row_, last(c)};
                Node head = first_statement(body);
                if (head && from(head) <= row_ && row_ <= last(body)) return {row_, last(body)};
            } else if (c.is(Kind::finally_clause)) {
                Node body = block_of(c), head = first_statement(body);
                if (!head) continue;
                if (from(head) == row_ + 1) return {row_, last(head)};
                const std::uint32_t to = last(body.last_child());
                if (from(head) <= row_ && row_ <= to) return {row_, to};
            }
        }
        return reach({n, 0});
    }

    const Tree& tree_;
    const LineIndex& lines_;
    std::uint32_t row_;
};

}  // namespace

std::optional<PylintBlock> pylint_block(const Tree& tree, const LineIndex& lines, std::uint32_t row) {
    return Finder(tree, lines, row).in_module();
}

}  // namespace zen
