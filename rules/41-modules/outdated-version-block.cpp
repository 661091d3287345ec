// What the target version says of a comparison with `sys.version_info`.
#include <charconv>

#include "rule.h"

namespace zen::rules {

namespace {

// Does the file spell it, if only to import it under another name?
struct OutdatedVersionBlockFile {
    bool any;
    explicit OutdatedVersionBlockFile(const Model& ask)
        : any(ask.tree().text.find("version_info") != std::string_view::npos) {}
};

// The numbers of `(3, 8)` or `3`; nothing for other code.
std::optional<std::vector<int>> outdated_version_block_numbers(Node value) {
    value = unparenthesized(value);
    std::vector<Node> items = value.is(Kind::tuple) ? value.children().list() : std::vector<Node>{value};
    std::vector<int> out;
    for (Node item : items) {
        if (!item.is(Kind::integer)) return std::nullopt;
        int number = 0;
        std::string_view text = item.text();
        auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
        out.push_back(number);
    }
    if (out.empty()) return std::nullopt;
    return out;
}

// Leaves the branch of an `if` that runs, with the indentation of the `if`.
void outdated_version_block_keep(Edits& edits, Node test, Node block) {
    Node first = block.child(0u), last = block.last_child();
    edits.replace(Span{test.start(), first.start()}, "");
    if (opens_line(first))
        edits.shift(Span{first.start(), last.end()}, std::string(indentation(first)), std::string(indentation(test)));
    if (last.end() < test.end()) edits.replace(Span{last.end(), test.end()}, "");
}

// Takes the branch that never runs away, or the tests around the one that always does.
void outdated_version_block_fix(Edits& edits, Node around, bool always) {
    Node next = around.next_sibling();
    if (around.is(Kind::if_statement)) {
        next = around.child(Field::alternative);
        if (always) return outdated_version_block_keep(edits, around, around.child(Field::consequence));
        if (!next) return edits.remove_statement(around);
        if (next.is(Kind::else_clause)) return outdated_version_block_keep(edits, around, next.child(Field::body));
        return edits.replace(Span{around.start(), next.start() + 4}, "if");  // instead of `elif`
    }
    Node whole = around.parent();
    if (always) {
        edits.replace(Span{around.start(), around.child(Field::condition).end()}, "else");
        const std::uint32_t end = around.child(Field::consequence).last_child().end();
        if (end < whole.end()) edits.replace(Span{end, whole.end()}, "");
    } else if (next) {
        edits.replace(Span{around.start(), next.start()}, "");
    } else {
        Node before = around.previous_sibling();
        before = before.is(Kind::block) ? before : before.child(Field::consequence);
        edits.replace(Span{before.last_child().end(), whole.end()}, "");
    }
}

// In damaged code a branch may be empty.
bool outdated_version_block_whole(Node around) {
    Node whole = around.is(Kind::if_statement) ? around : around.parent();
    for (Node part : whole.children()) {
        Node block = part.is(Kind::block)         ? part
                     : part.is(Kind::elif_clause) ? part.child(Field::consequence)
                     : part.is(Kind::else_clause) ? part.child(Field::body)
                                                  : Node();
        const bool holds_block = part.is_any({Kind::block, Kind::elif_clause, Kind::else_clause});
        if (holds_block && !block.child(0u)) return false;
    }
    return true;
}

Verdict outdated_version_block_found(const Match& m, Node around, bool always) {
    if (!outdated_version_block_whole(around)) return silent;
    // A branch that only raises guards against versions that do not work; they may be the present ones.
    const Node branch = around.child(Field::consequence);
    if (always && branch.has_children(1) && branch.child(0u).is(Kind::raise_statement)) return silent;
    Edits edits(m);
    outdated_version_block_fix(edits, around, always);
    const PythonVersion target = m.ask.target();
    return found(m.at, edits,
                 m.message(always ? "always true for Python $target and later: keep only this branch"
                                  : "never true for Python $target and later: remove this branch",
                           {{"target", formatted("{}.{}", target.major, target.minor)}}));
}

// The `if` or `elif` whose whole condition that is; `negated` tells how many `not` are around it.
Node outdated_version_block_test(Node condition, bool& negated) {
    Node around = condition.parent();
    for (; around.is_any({Kind::parenthesized_expression, Kind::not_operator}); around = around.parent())
        negated = negated != around.is(Kind::not_operator);
    return around.is_any({Kind::if_statement, Kind::elif_clause}) ? around : Node();
}

}  // namespace

Verdict outdated_version_block(const Match& m) {
    if (m.index() == 2) {  // six.PY2, six.PY3
        bool negated = false;
        Node around = outdated_version_block_test(m.at, negated);
        const bool always = m.at.text().ends_with('3') != negated;
        return around ? outdated_version_block_found(m, around, always) : silent;
    }
    if (!m.of_file<OutdatedVersionBlockFile>().any) return silent_in_file;
    if (!m.at.has_children(2)) return silent;
    Node left = unparenthesized(m.at.child(0u)), right = m.at.child(1u);
    const bool major = left.is(Kind::subscript) && left.child(Field::subscript).text() == "0";
    const bool part = left.is(Kind::subscript) && left.child(Field::subscript).is(Kind::slice);
    Node asked = left.is(Kind::subscript) ? left.child(Field::value) : left;
    if (left.is(Kind::subscript) && !major && !part) {
        return silent;
    }
    if (part && left.child(Field::subscript).text() != ":2") return silent;
    if (left.is(Kind::attribute) && left.child(Field::attribute).text() == "major")
        if (Node object = left.child(Field::object); m.ask.means(object, "sys.version_info")) asked = object;
    if (!m.ask.means(asked, "sys.version_info")) return silent;
    const bool first_only = major || asked != (left.is(Kind::subscript) ? left.child(Field::value) : left);
    Kind op = m.at.child(Field::operators).kind();
    std::optional<std::vector<int>> version = outdated_version_block_numbers(right);
    if (!version) return silent;
    const bool tuple = unparenthesized(right).is(Kind::tuple);
    if (m.index() == 1) {
        if (!tuple || part || first_only || op == Kind::op_lt || op == Kind::op_gt_eq) return silent;
        return found(m.at, "`version_info` has five parts: compare it with `<` or `>=`");
    }
    // Only where the comparison decides alone.
    bool negated = false;
    Node around = outdated_version_block_test(m.at, negated);
    if (!around || negated) return silent;
    const PythonVersion target = m.ask.target();
    const int least_major = target.major, least_minor = target.minor;
    int decided = -1;  // 0: never true, 1: always
    if (first_only || !tuple) {
        if (tuple || version->size() != 1) return silent;
        const int number = (*version)[0];
        if (!first_only) {
            // A tuple is never equal to a number, and cannot be ordered with one.
            decided = op == Kind::op_eq_eq ? 0 : op == Kind::op_bang_eq ? 1 : -1;
        } else if (op == Kind::op_eq_eq) {
            decided = number == least_major ? 1 : number < least_major ? 0 : -1;
        } else if (op == Kind::op_bang_eq) {
            decided = number < least_major ? 1 : -1;
        } else if (op == Kind::op_gt_eq) {
            decided = number <= least_major ? 1 : -1;
        } else if (op == Kind::op_gt) {
            // There is no Python 4 in sight.
            decided = number < least_major ? 1 : number == 3 ? 0 : -1;
        } else if (op == Kind::op_lt) {
            decided = number <= least_major ? 0 : -1;
        } else if (op == Kind::op_lt_eq) {
            decided = number < least_major ? 0 : number == 3 ? 1 : -1;
        }
    } else {
        std::vector<int> asked_version = *version;
        const std::vector<int> least = {least_major, least_minor, 0};
        std::vector<int> shorter(
            asked_version.begin(),
            asked_version.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, asked_version.size())));
        const std::vector<int> least_two(least.begin(), least.begin() + static_cast<std::ptrdiff_t>(shorter.size()));
        const bool below = shorter < least_two;
        const bool same_or_below = asked_version <= least;
        if (op == Kind::op_gt_eq) decided = same_or_below ? 1 : -1;
        if (op == Kind::op_lt) decided = same_or_below ? 0 : -1;
        if (op == Kind::op_gt) decided = below || asked_version.size() == 1 ? (asked_version <= least ? 1 : -1) : -1;
        if (op == Kind::op_lt_eq) decided = below ? 0 : -1;
        if (op == Kind::op_eq_eq && below) decided = 0;
    }
    if (decided < 0) return silent;
    return outdated_version_block_found(m, around, decided == 1);
}

}  // namespace zen::rules
