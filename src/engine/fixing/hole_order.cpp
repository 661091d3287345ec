#include "engine/fixing/hole_order.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/fixing/moved_code.h"
#include "syntax/parse.h"
#include "text/formatted.h"

namespace zen {
namespace {

// What evaluating code does that other code may notice. reads: it looks at objects that a call may change.
enum class Effect : std::uint8_t { none, reads, acts };

// Types cost more than the rest: they are asked last.
enum class Care : std::uint8_t { without_types, with_types };

bool quiet_call(const Model& ask, Node call, Care care) {
    const Node function = call.child(Field::function);
    if (const Node object = function.child(Field::object))
        return care == Care::with_types && function.child(Field::attribute).text() != "join" &&
               ask.type(object).only(Type::str | Type::bytes | Type::int_ | Type::float_ | Type::bool_);
    return std::ranges::any_of(
        std::array<std::string_view, 14>{"bool", "callable", "chr", "float", "hasattr", "id", "int", "isinstance",
                                         "issubclass", "len", "ord", "repr", "str", "type"},
        [&](std::string_view name) { return ask.means(function, name); });
}

Effect effect(const Model& ask, Span code, Care care) {
    const Tree& tree = ask.tree();
    auto first = std::ranges::lower_bound(tree.nodes, code.start, {}, &NodeRecord::start);
    Effect out = Effect::none;
    for (auto id = static_cast<NodeId>(first - tree.nodes.begin());
         id < tree.nodes.size() && tree.nodes[id].start < code.end;) {
        const Node n(tree, id);
        if (n.is_any({Kind::lambda, Kind::function_definition})) {
            id = n.record().next;
            continue;
        }
        ++id;
        if (n.end() > code.end) continue;
        if (n.is_any({Kind::named_expression, Kind::await, Kind::yield}) ||
            (n.is(Kind::call) && !quiet_call(ask, n, care)) ||
            (is_statement(n.kind()) && !n.is_any({Kind::expression_statement, Kind::pass_statement, Kind::module})))
            return Effect::acts;
        if (n.named() && !n.is_any({Kind::identifier,
                                    Kind::integer,
                                    Kind::float_,
                                    Kind::string,
                                    Kind::string_start,
                                    Kind::string_content,
                                    Kind::string_end,
                                    Kind::escape_sequence,
                                    Kind::true_,
                                    Kind::false_,
                                    Kind::none,
                                    Kind::ellipsis,
                                    Kind::tuple,
                                    Kind::list,
                                    Kind::set,
                                    Kind::dictionary,
                                    Kind::pair,
                                    Kind::parenthesized_expression,
                                    Kind::comment,
                                    Kind::keyword_argument,
                                    Kind::concatenated_string,
                                    Kind::unary_operator}))
            out = Effect::reads;
    }
    return out;
}

// Of the children of a node, which is evaluated first: they are compared by this, and then by their place.
int turn(Node parent, Node child) {
    const Field field = child.field();
    switch (parent.kind()) {
        case Kind::assignment:
            return field == Field::right ? 0 : 1;
        case Kind::named_expression:
            return field == Field::value ? 0 : 1;
        case Kind::for_statement:
        case Kind::for_in_clause:
            return field == Field::right ? 0 : field == Field::left ? 1 : 2;
        case Kind::conditional_expression:
            return child == parent.child(1u) ? 0 : 1;
        default:
            return is_comprehension(parent.kind()) && field == Field::body ? 1 : 0;
    }
}

// The nodes around the code, the outermost first, which is the first that holds all of `limit`; the last is the
// innermost that holds the code, or begins where it does.
std::vector<Node> way_to(const Tree& tree, Span code, Span limit) {
    const auto first = std::ranges::lower_bound(tree.nodes, code.start, {}, &NodeRecord::start);
    if (first == tree.nodes.end()) return {};
    std::vector<Node> out;
    auto id = static_cast<NodeId>(first - tree.nodes.begin());
    while (id + 1 < tree.nodes.size() && tree.nodes[id + 1].start == code.start && tree.nodes[id + 1].end >= code.end)
        ++id;
    for (Node n(tree, id); n; n = n.parent()) {
        out.push_back(n);
        if (n.span().contains(limit) && n.span() != limit) break;
    }
    std::ranges::reverse(out);
    return out;
}

// Do these branches of their parent exclude each other?
bool branch(Node child) {
    return child.is_any({Kind::elif_clause, Kind::else_clause, Kind::case_clause}) ||
           (child.field() == Field::consequence && child.parent().is(Kind::if_statement));
}

enum class Turn : std::uint8_t { before, after, never };

// Of two pieces of code in a tree, neither in the other: is the first one evaluated before the second one, after it,
// or never together with it?
Turn turn_of(const Tree& tree, Span a, Span b, Span limit) {
    const std::vector<Node> left = way_to(tree, a, limit), right = way_to(tree, b, limit);
    std::size_t at = 0;
    while (at < left.size() && at < right.size() && left[at] == right[at]) ++at;
    if (at == 0 || at == left.size() || at == right.size()) return a.start < b.start ? Turn::before : Turn::after;
    const Node one = left[at], other = right[at], around = left[at - 1];
    if (branch(one) && branch(other)) return Turn::never;
    return std::pair(turn(around, one), a.start) < std::pair(turn(around, other), b.start) ? Turn::before : Turn::after;
}

// How the code around it lets it run: never at once (in a function), or several times (in a loop).
struct Running {
    bool later = false, repeated = false;
    friend bool operator==(Running, Running) = default;
};

Running running(const Tree& tree, Span code, Span limit) {
    Running out;
    const std::vector<Node> way = way_to(tree, code, limit);
    for (std::size_t i = 1; i < way.size(); ++i) {
        const Node n = way[i - 1], child = way[i];
        if (!limit.contains(n.span())) continue;
        out.later |= n.is_any({Kind::lambda, Kind::function_definition}) && child.field() == Field::body;
        out.repeated |= n.is_any({Kind::for_statement, Kind::while_statement}) && child.field() == Field::body;
        out.repeated |= n.is(Kind::while_statement) && child.field() == Field::condition;
        out.repeated |= is_comprehension(n.kind()) && child != n.child(1u);
    }
    return out;
}

struct Caught {
    std::uint8_t hole;
    Span was;
    std::vector<Span> now;  // in the text with the edits
    Effect effect;
    unsigned written;  // how often the pattern writes the hole; 0: a condition has found it
};

class Order {
  public:
    Order(const Match& match, std::span<const Edit> edits, std::span<const PlacedHole> placed)
        : match_(match), ask_(match.ask), tree_(match.ask.tree()), edits_(edits), placed_(placed) {}

    HoleOrder run() {
        HoleOrder out;
        if (!compose()) return out;
        find_holes();
        if (std::ranges::none_of(holes_, [](const Caught& c) { return c.effect == Effect::acts; })) return out;
        const Tree after = parse(text_);
        if (after.damaged()) return out;
        for (const Caught& a : holes_)
            for (const Caught& b : holes_) {
                if (a.effect != Effect::acts || &a == &b || a.now.size() != 1 || b.now.size() != 1) continue;
                const Turn was = turn_of(tree_, a.was, b.was, all_), is = turn_of(after, a.now[0], b.now[0], in_text());
                if (was == is || was == Turn::never || is == Turn::never) continue;
                if (const std::string_view name = bound_in(a.was, b.was); !name.empty() && out.broken.empty())
                    out.broken = formatted("`{}`, which binds `{}`, and `{}` would change places", shown(a.was), name,
                                           shown(b.was));
                if (b.effect == Effect::none || !out.doubtful.empty()) continue;
                if (effect(ask_, a.was, Care::with_types) != Effect::acts) continue;
                const bool first = was == Turn::before;
                out.doubtful = formatted("`{}` is evaluated after `{}`, no longer before it",
                                         shown(first ? a.was : b.was), shown(first ? b.was : a.was));
            }
        if (out.doubtful.empty() && own_page()) out.doubtful = other_times(after);
        return out;
    }

  private:
    bool own_page() const { return !match_.pack()[match_.rule().code].starts_with("ZEN"); }

    Span in_text() const { return {from_, static_cast<std::uint32_t>(text_.size() - 1)}; }

    std::string shown(Span code) const { return short_code(tree_.text.substr(code.start, code.size()), 30); }

    // The text with the edits of the statements that they are in.
    bool compose() {
        if (match_.gathered() || edits_.empty()) return false;
        for (const PlacedHole& p : placed_)
            if (p.hole >= place_match) return false;  // `$match` holds all
        Node first = statement_of(match_.at), last = statement_of(match_.last ? match_.last : match_.at);
        if (!first || !last) return false;
        all_ = {first.start(), std::max({first.end(), last.end(), match_.span.end})};
        const std::string_view indent = indent_at(tree_.text, all_.start);
        if (!indent.empty()) text_ = formatted("if x:\n{}", indent);
        from_ = static_cast<std::uint32_t>(text_.size());
        std::uint32_t at = all_.start;
        for (const Edit& e : edits_) {
            starts_.push_back(none);
            if (e.span.start < at || e.span.end > all_.end) continue;
            text_ += tree_.text.substr(at, e.span.start - at);
            starts_.back() = static_cast<std::uint32_t>(text_.size());
            text_ += e.text;
            at = e.span.end;
        }
        text_ += tree_.text.substr(at, all_.end - at);
        text_ += '\n';
        return true;
    }

    // Where code that no edit replaces is in the text.
    std::uint32_t shifted(std::uint32_t offset) const {
        std::int64_t to = static_cast<std::int64_t>(offset) - all_.start + from_;
        for (std::size_t i = 0; i < edits_.size(); ++i)
            if (starts_[i] != none && edits_[i].span.end <= offset)
                to += static_cast<std::int64_t>(edits_[i].text.size()) - edits_[i].span.size();
        return static_cast<std::uint32_t>(to);
    }

    void find_holes() {
        const auto count = static_cast<std::uint8_t>(match_.data().hole_names.count);
        for (std::uint8_t h = 0; h < count; ++h) {
            const Span was = match_.has(h) && !match_.text(h) ? code_of(match_.run(h)) : Span();
            if (was.empty() || !all_.contains(was) || &match_.run(h).parent.tree() != &tree_) continue;
            Caught c{h, was, {}, effect(ask_, was, Care::without_types), written(h)};
            bool replaced = false;
            for (const Edit& e : edits_) replaced |= e.span.contains(was) && !e.span.empty();
            if (!replaced) c.now.push_back({shifted(was.start), shifted(was.end)});
            for (const PlacedHole& p : placed_)
                if (p.hole == h && starts_[p.edit] != none)
                    c.now.push_back({starts_[p.edit] + p.start, starts_[p.edit] + p.end});
            holes_.push_back(std::move(c));
        }
        // Code in another hole goes with it.
        std::erase_if(holes_, [&](const Caught& c) {
            return std::ranges::any_of(holes_, [&](const Caught& other) {
                return other.hole != c.hole && other.was.contains(c.was) && (other.was != c.was || other.hole < c.hole);
            });
        });
    }

    // Without the comments above it, for which Run::span() looks at all of the block.
    static Span code_of(const Run& run) {
        if (run.empty()) return {};
        Node last = run.node();
        for (Node n : run.nodes()) last = n;
        return {run.node().start(), last.end()};
    }

    unsigned written(std::uint8_t hole) const {
        unsigned most = 0;
        for (const PatternData& p : RulePack::of(match_.pack().patterns, match_.data().patterns)) {
            unsigned here = 0;
            for (const PatternNode& n : RulePack::of(match_.pack().pattern_nodes, p.nodes)) here += n.hole == hole;
            most = std::max(most, here);
        }
        return most;
    }

    // A name that `:=` in the one code binds and that the other mentions.
    std::string_view bound_in(Span binds, Span mentions) const {
        auto each = [&](Span span, auto&& visit) {
            auto n = std::ranges::lower_bound(tree_.nodes, span.start, {}, &NodeRecord::start);
            for (; n != tree_.nodes.end() && n->start < span.end; ++n)
                visit(Node(tree_, static_cast<NodeId>(n - tree_.nodes.begin())));
        };
        std::string_view found;
        each(binds, [&](Node walrus) {
            if (!walrus.is(Kind::named_expression)) return;
            const std::string_view name = walrus.child(Field::name).text();
            each(mentions, [&](Node n) {
                if (n.is(Kind::identifier) && n.text() == name && ask_.reference(n)) found = name;
            });
        });
        return found;
    }

    // What is evaluated more or less often than before, or later.
    std::string other_times(const Tree& after) const {
        if (match_.data().lets.count != 0) return "";
        for (const Caught& c : holes_) {
            const std::size_t now = c.now.size();
            if (c.effect != Effect::acts || c.written == 0) continue;
            if (now == c.written && now != 1) continue;
            if (effect(ask_, c.was, Care::with_types) != Effect::acts) continue;
            if (now == 0) return formatted("`{}` is no longer evaluated", shown(c.was));
            if (now > c.written) return formatted("`{}` is evaluated more than once", shown(c.was));
            if (now < c.written) return formatted("`{}` is evaluated less often", shown(c.was));
            const Running was = running(tree_, c.was, all_), is = running(after, c.now[0], in_text());
            if (is.later && !was.later) return formatted("`{}` is evaluated later, or never", shown(c.was));
            if (is.repeated && !was.repeated) return formatted("`{}` is evaluated in each round", shown(c.was));
        }
        return "";
    }

    static constexpr std::uint32_t none = 0xffffffff;
    const Match& match_;
    const Model& ask_;
    const Tree& tree_;
    std::span<const Edit> edits_;
    std::span<const PlacedHole> placed_;
    Span all_;                           // the statements
    std::uint32_t from_ = 0;             // where they begin in the text
    std::string text_;                   // with the edits
    std::vector<std::uint32_t> starts_;  // of each edit in it; none of one that is elsewhere
    std::vector<Caught> holes_;
};

}  // namespace

HoleOrder hole_order(const Match& match, std::span<const Edit> edits, std::span<const PlacedHole> placed) {
    return Order(match, edits, placed).run();
}

}  // namespace zen
