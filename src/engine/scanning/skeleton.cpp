#include "engine/scanning/skeleton.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/matching/hole_text.h"
#include "engine/matching/kind_fits.h"

namespace zen {
namespace {

using Op = PatternNode::Op;

// How many statements stand before a gap and in it, at most; see pattern.cpp for the longest gap.
constexpr std::uint32_t most_before_gap = 4, most_behind = most_before_gap + 12;

// Are the children of such a node of a pattern matched in their order, and not by their roles?
bool by_order(Kind kind) {
    switch (kind) {
        case Kind::lambda:
        case Kind::function_definition:
        case Kind::class_definition:
        case Kind::decorated_definition:
        case Kind::default_parameter:
        case Kind::typed_parameter:
        case Kind::typed_default_parameter:
        case Kind::parenthesized_expression:
        case Kind::match_statement:  // `a, b` in these is one thing, and no node
        case Kind::case_clause:
            return false;
        default:
            return true;
    }
}

// The kind that the first child must have where the pattern's node `at` stands.
Kind wanted_inside(std::span<const PatternNode> nodes, std::uint32_t at) {
    const PatternNode& p = nodes[at];
    if (p.op != Op::node || !by_order(p.kind) || kind_in_types(nodes, at) == Kind::union_type) return Kind::nothing;
    return at + 1 < p.next ? wanted_kind(nodes[at + 1]) : no_child;
}

// Does a node of that kind, whose first child is `inside`, fit where a pattern asks for `wanted_inside`?
bool inside_fits(Kind wanted_inside, Kind found, auto&& inside) {
    if (wanted_inside == Kind::nothing || found == no_child || found == Kind::as_pattern || !by_order(found) ||
        found == Kind::generator_expression)
        return true;
    const Kind first = inside();
    return kind_fits(wanted_inside, first) || (found == Kind::argument_list && first == Kind::generator_expression);
}

std::uint16_t spelled_as(std::string_view name) {
    return static_cast<std::uint16_t>(spelled(name) + 1);
}

// 1 + the feature that the last name is which the pattern's node spells; 0 if it may be any.
std::uint16_t wanted_name(const RulePack& pack, std::span<const PatternNode> nodes, std::uint32_t at) {
    const PatternNode& p = nodes[at];
    if (p.op == Op::free_name) {
        std::string_view name = pack[p.text];
        if (name.ends_with(any_member)) return 0;
        return spelled_as(name.substr(name.rfind('.') + 1));
    }
    // Of an argument by keyword; other names that are no references are compared as they are spelled.
    if (p.op == Op::leaf && p.kind == Kind::identifier && p.field == Field::name) return spelled_as(pack[p.text]);
    if (p.op != Op::node) return 0;
    if (p.kind == Kind::call && at + 1 < p.next) return wanted_name(pack, nodes, at + 1);
    if (p.kind != Kind::attribute || at + 1 >= p.next) return 0;
    const std::uint32_t name = nodes[at + 1].next;
    return name < p.next && nodes[name].op == Op::leaf ? spelled_as(pack[nodes[name].text]) : 0;
}

Kind first_inside(Node node) {
    const Kind kind = node.kind();
    const Tree& tree = node.tree();
    for (NodeId id = node.id() + 1, end = node.record().next; id < end; id = tree.nodes[id].next) {
        const NodeRecord& n = tree.nodes[id];
        if (!(n.flags & NodeRecord::extra) && !is_punctuation_in(kind, n.kind))
            return unparenthesized(Node(tree, id)).kind();
    }
    return no_child;
}

// What the pattern's nodes ask for, one place after the other.
class Asker {
  public:
    Asker(const RulePack& pack, const PatternData& pattern, Skeleton& out)
        : pack_(pack), nodes_(RulePack::of(pack.pattern_nodes, pattern.nodes)), exact_(pattern.exact), out_(out) {}

    void statement(std::uint32_t root) {
        const std::uint32_t child = root + 1;
        if (nodes_[root].kind == Kind::function_definition) return parameters(root);
        if (nodes_[root].kind != Kind::expression_statement || child >= nodes_[root].next ||
            nodes_[child].next != nodes_[root].next || nodes_[child].op == Op::run)
            return children(root);
        one(child);
        children(child);
    }

    // Those that stand at a certain place.
    void children(std::uint32_t at) {
        const PatternNode& p = nodes_[at];
        if (p.op != Op::node || !by_order(p.kind) || kind_in_types(nodes_, at) != Kind::nothing) return;
        // A type that the code has is passed over, unless the pattern has one or passes nothing over.
        bool typed = exact_;
        for (std::uint32_t q = at + 1; q < p.next; q = nodes_[q].next) typed = typed || nodes_[q].field == Field::type;
        std::uint32_t child = at + 1;
        for (; child < p.next && count_ < skeleton_places; child = nodes_[child].next) {
            if (nodes_[child].op == Op::run || nodes_[child].op == Op::clauses) return;
            one(child);
            if (p.kind == Kind::assignment && typed) return;
        }
        // Of these, a part may follow that the pattern leaves out.
        if ((p.kind == Kind::assert_statement || p.kind == Kind::raise_statement) && !exact_) return;
        if (child >= p.next && count_ < skeleton_places) out_.children[count_] = no_child;
    }

  private:
    // Of a function, which is matched part by part.
    void parameters(std::uint32_t root) {
        std::uint32_t list = root + 1;
        while (list < nodes_[root].next && nodes_[list].field != Field::parameters) list = nodes_[list].next;
        if (list >= nodes_[root].next || nodes_[list].op != Op::node) return;
        std::uint32_t child = list + 1;
        for (; child < nodes_[list].next && count_ < skeleton_places; child = nodes_[child].next) {
            if (nodes_[child].op == Op::run) return;
            one(child);
            if (nodes_[child].op == Op::leaf && nodes_[child].kind == Kind::identifier)
                out_.spelled[count_ - 1] = spelled_as(pack_[nodes_[child].text]);
        }
        if (count_ < skeleton_places) out_.children[count_] = no_child;
    }

    void one(std::uint32_t at) {
        out_.children[count_] = wanted_kind(nodes_[at]);
        out_.inner[count_] = wanted_inside(nodes_, at);
        out_.spelled[count_] = wanted_name(pack_, nodes_, at);
        const PatternNode& p = nodes_[at];
        // Of an import, a hole may catch what is in the node.
        if (p.op == Op::one && p.hole != no_hole && p.kind != Kind::dotted_name)
            out_.holes[count_] = static_cast<std::uint8_t>(p.hole + 1);
        ++count_;
    }

    const RulePack& pack_;
    std::span<const PatternNode> nodes_;
    bool exact_;
    Skeleton& out_;
    std::size_t count_ = 0;
};

}  // namespace

namespace {

Skeleton skeleton_at(const RulePack& pack, const PatternData& pattern, std::uint32_t root) {
    Skeleton out;
    const auto nodes = RulePack::of(pack.pattern_nodes, pattern.nodes);
    if (nodes[root].op == Op::free_name) {
        out.own = wanted_name(pack, nodes, root);
        out.asks_more = true;
    }
    if (nodes[root].op == Op::literal && pack[nodes[root].text].size() == 1) {
        out.prefix = pack[nodes[root].text][0];
        out.asks_more = true;
    }
    if (nodes[root].op != Op::node) return out;
    out.kind = nodes[root].kind;
    Asker(pack, pattern, out).statement(root);
    const std::uint32_t next = nodes[root].next;
    if (next < nodes.size() && nodes[next].op == Op::node && by_order(nodes[root].kind) && by_order(nodes[next].kind)) {
        out.next = nodes[next].kind;
        out.next_inner = wanted_inside(nodes, next);
    }
    out.asks_children = out.children != decltype(out.children){};
    out.asks_more =
        out.inner != decltype(out.inner){} || out.spelled != decltype(out.spelled){} || out.next != Kind::nothing;
    return out;
}

}  // namespace

Skeleton skeleton_of(const RulePack& pack, const PatternData& pattern) {
    if (pattern.several != PatternData::Several::no) return {};
    const auto nodes = RulePack::of(pack.pattern_nodes, pattern.nodes);
    std::uint32_t root = 0;
    for (std::uint32_t i = 0; i < pattern.anchor; ++i) root = nodes[root].next;
    return skeleton_at(pack, pattern, root);
}

Skeleton skeleton_after_gap(const RulePack& pack, const PatternData& pattern) {
    if (pattern.several != PatternData::Several::no || pattern.statements < 3) return {};
    const auto nodes = RulePack::of(pack.pattern_nodes, pattern.nodes);
    std::uint32_t at = 0, before = 0;
    if (nodes[0].op == Op::run) at = nodes[0].next;
    for (; at < nodes.size() && nodes[at].op != Op::run; at = nodes[at].next) ++before;
    if (at >= nodes.size() || nodes[at].next >= nodes.size() || before > most_before_gap) return {};
    return skeleton_at(pack, pattern, nodes[at].next);
}

void Around::add(Node parent, std::size_t& count) {
    const Tree& tree = parent.tree();
    const Kind kind = parent.kind();
    const bool assignment = kind == Kind::assignment;
    for (NodeId id = parent.id() + 1, end = parent.record().next; id < end; id = tree.nodes[id].next) {
        const NodeRecord& n = tree.nodes[id];
        if ((n.flags & NodeRecord::extra) || is_punctuation_in(kind, n.kind) || (assignment && n.field == Field::type))
            continue;
        Node child = unparenthesized(Node(tree, id));
        nodes_[count] = child.id();
        kinds_[count] = child.kind();
        if (++count == skeleton_places) return;
    }
}

void Around::look() {
    looked_ = true;
    spelled_.fill(not_asked);
    inner_.fill(Kind::nothing);
    std::size_t count = 0;
    if (!node_.is(Kind::function_definition))
        add(node_, count);
    else if (Node parameters = node_.child(Field::parameters))
        add(parameters, count);
    if (node_.is(Kind::expression_statement) && count == 1) add(Node(node_.tree(), nodes_[0]), count);
    for (; count < skeleton_places; ++count) kinds_[count] = no_child;
}

Kind Around::inner(std::size_t place) {
    if (inner_[place] == Kind::nothing) inner_[place] = first_inside(Node(node_.tree(), nodes_[place]));
    return inner_[place];
}

std::uint16_t Around::spelled_at(std::size_t place) {
    std::uint16_t& known = spelled_[place];
    if (known != not_asked) return known;
    const Node node(node_.tree(), nodes_[place]);
    if (!node_.is(Kind::function_definition))
        known = name_of(node);
    else  // of a parameter the spelling counts
        known = node.is(Kind::identifier) ? spelled_as(node.text()) : any_name;
    return known;
}

// 1 + the feature that its last name is, or the last name of what it means; `any_name` if it is no name, `no_name` if
// it means nothing that a pattern could name.
std::uint16_t Around::name_of(Node node) const {
    if (node.is(Kind::call)) node = unparenthesized(node.child(0u));
    if (node.is(Kind::attribute)) return spelled_as(node.child(Field::attribute).text());
    if (!node.is(Kind::identifier)) return any_name;
    const Reference* reference = model_->reference(node);
    if (!reference) return spelled_as(node.text());
    // An import means what its module names, and after `join = os.path.join` so does `join`; see Model::qualified.
    if (reference->binding != no_id) {
        const Binding& binding = model_->bindings()[reference->binding];
        constexpr unsigned itself =
            Binding::parameter | Binding::definition | Binding::loop_target | Binding::type_parameter;
        if ((binding.flags & Binding::import) || !(binding.flags & itself)) {
            const std::string path = model_->qualified(node);
            return path.empty() ? no_name : spelled_as(std::string_view(path).substr(path.rfind('.') + 1));
        }
    }
    return spelled_as(model_->name(reference->name));
}

namespace {

// Has the string literal that letter before its quotes, as the first or second one? Of several literals side by side
// nothing is said.
bool has_prefix(Node literal, char letter) {
    if (!literal.is(Kind::string)) return true;
    const std::string_view text = literal.text();
    return (text[0] | 0x20) == letter || (text.size() > 1 && (text[1] | 0x20) == letter);
}

}  // namespace

bool Around::children_fit(const Skeleton& skeleton) {
    if (!skeleton.asks_children) return true;
    const auto& kinds = children();
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (!kind_fits(skeleton.children[i], kinds[i])) return false;
    return true;
}

bool Around::more_fits(const Skeleton& skeleton) {
    if (!skeleton.asks_more) return true;
    if (skeleton.prefix != 0) return has_prefix(node_, skeleton.prefix);
    if (skeleton.own != 0) {
        if (own_ == not_asked) own_ = name_of(node_);
        if (own_ != any_name && own_ != skeleton.own) return false;
    }
    const auto& kinds = children();
    for (std::size_t i = 0; i < kinds.size() && kinds[i] != no_child; ++i)
        if (skeleton.spelled[i] != 0)
            if (std::uint16_t name = spelled_at(i); name != any_name && name != skeleton.spelled[i]) return false;
    for (std::size_t i = 0; i < kinds.size() && kinds[i] != no_child; ++i)
        if (!inside_fits(skeleton.inner[i], kinds[i], [&] { return inner(i); })) return false;
    if (skeleton.next == Kind::nothing) return true;
    if (!looked_behind_) {
        looked_behind_ = true;
        next_ = node_.next_sibling();
        next_inner_ = next_ ? first_inside(next_) : no_child;
    }
    return next_ && kind_fits(skeleton.next, next_.kind()) &&
           inside_fits(skeleton.next_inner, next_.kind(), [&] { return next_inner_; });
}

namespace {

std::uint64_t kind_bit(Kind kind) {
    return std::uint64_t{1} << static_cast<unsigned>(kind) % 64;
}

}  // namespace

bool asks_call(const Skeleton& skeleton, std::size_t place) {
    return skeleton.children[place] == Kind::call && skeleton.spelled[place] != 0;
}

void Around::find_behind(NamesOfStatements& names) {
    Node at = node_.parent().is(Kind::decorated_definition) ? node_.parent() : node_;
    for (std::size_t i = 0; i < most_behind; ++i) {
        at = at.next_sibling();
        if (!at) return;
        auto [known, fresh] = names.try_emplace(at.id());
        if (fresh) known->second = Around(*model_, at).names();
        behind_.kind |= known->second.kind;
        for (std::size_t place = 0; place < name_places; ++place) behind_.called[place] |= known->second.called[place];
    }
}

StatementNames Around::names() {
    StatementNames out{};
    // A decorated definition may stand for what it decorates.
    const Kind kind = node_.kind();
    out.kind = kind == Kind::decorated_definition ? ~std::uint64_t{0} : kind_bit(kind);
    const auto& kinds = children();
    for (std::size_t place = 0; place < name_places; ++place) {
        if (kinds[place] != Kind::call) continue;
        const std::uint16_t name = spelled_at(place);
        out.called[place] = name == any_name ? ~std::uint64_t{0} : name == no_name ? 0 : std::uint64_t{1} << name % 64;
    }
    return out;
}

bool Around::may_fit_behind(const Skeleton& skeleton, NamesOfStatements& names) {
    if (!looked_behind_for_names_) {
        looked_behind_for_names_ = true;
        find_behind(names);
    }
    if (skeleton.kind != Kind::nothing && !(behind_.kind & kind_bit(skeleton.kind))) return false;
    for (std::size_t place = 0; place < name_places; ++place)
        if (asks_call(skeleton, place) && !(behind_.called[place] >> skeleton.spelled[place] % 64 & 1)) return false;
    return true;
}

SkeletonTable::Classes::Classes(std::span<const Skeleton* const> skeletons) {
    kinds_.push_back(Kind::nothing);
    auto add = [&](Kind kind) {
        std::uint8_t& number = of_[static_cast<unsigned>(kind) & 511];
        if (kind == Kind::nothing || number != 0 || kinds_.size() > 0xff) return;
        number = static_cast<std::uint8_t>(kinds_.size());
        kinds_.push_back(kind);
    };
    for (Kind kind : {no_child, some_child, Kind::typed_parameter, Kind::attribute, Kind::generator_expression,
                      Kind::argument_list, Kind::typed_default_parameter, Kind::decorated_definition, Kind::tuple,
                      Kind::tuple_pattern, Kind::pattern_list, Kind::expression_list, Kind::as_pattern})
        add(kind);
    for (const Skeleton* skeleton : skeletons)
        for (Kind kind : skeleton->children) add(kind);
    for (Kind wanted : kinds_) {
        std::vector<std::uint8_t>& fit = fitting_.emplace_back();
        for (std::size_t found = 0; found < kinds_.size(); ++found)
            // Of the kinds that share 0, none is asked for.
            if (found == 0 ? wanted == some_child || wanted == Kind::nothing : kind_fits(wanted, kinds_[found]))
                fit.push_back(static_cast<std::uint8_t>(found));
    }
}

SkeletonTable::SkeletonTable(const Classes& classes, std::span<const Skeleton* const> skeletons) {
    for (const Skeleton* skeleton : skeletons)
        for (std::size_t place = 0; place < skeleton_places; ++place)
            if (skeleton->children[place] != Kind::nothing) places_ = std::max(places_, place + 1);
    const std::size_t words = (skeletons.size() + 63) / 64;
    masks_.resize(words * places_ * classes.count());
    for (std::size_t i = 0; i < skeletons.size(); ++i)
        for (std::size_t place = 0; place < places_; ++place)
            for (std::uint8_t found : classes.fitting(skeletons[i]->children[place]))
                masks_[((i / 64) * places_ + place) * classes.count() + found] |= std::uint64_t{1} << (i % 64);
}

}  // namespace zen
