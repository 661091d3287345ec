#include "engine/fixing/soundness.h"

#include <algorithm>
#include <iterator>

#include "syntax/pieces.h"

namespace zen {
namespace {

struct Leaf {
    Kind kind;
    std::string_view text;
    friend bool operator==(const Leaf&, const Leaf&) = default;
};

// The leaves that lie wholly inside the span. (The module of a text without code is one node, and no leaf. A backslash
// at the end of a line is one or none, which depends on the token that follows.)
std::vector<Leaf> leaves(const Tree& tree, Span span) {
    std::vector<Leaf> out;
    auto n = std::ranges::lower_bound(tree.nodes, span.start, {}, &NodeRecord::start);
    for (; n != tree.nodes.end() && n->start < span.end; ++n)
        if (n->next == static_cast<NodeId>(n - tree.nodes.begin()) + 1 && n->end <= span.end && n->end > n->start &&
            n->kind != Kind::module && n->kind != Kind::line_continuation)
            out.push_back({n->kind, tree.text.substr(n->start, n->end - n->start)});
    return out;
}

// Is the place inside a comment, with some of it on both sides?
bool parts_comment(const Tree& tree, std::uint32_t at) {
    auto n = std::ranges::lower_bound(tree.nodes, at, {}, &NodeRecord::start);
    return n != tree.nodes.begin() && std::prev(n)->kind == Kind::comment && std::prev(n)->end > at;
}

// Does the code between the edits still consist of the same tokens?
bool rest_unchanged(const Tree& before, const Tree& after, std::span<const Edit> edits) {
    std::uint32_t old_at = 0;
    std::int64_t shift = 0;
    auto same = [&](std::uint32_t old_end) {
        Span now{static_cast<std::uint32_t>(old_at + shift), static_cast<std::uint32_t>(old_end + shift)};
        std::vector<Leaf> left = leaves(after, now);
        // What an edit leaves of a comment is one that was not there before.
        auto comment = [](const Leaf& leaf) { return leaf.kind == Kind::comment; };
        if (parts_comment(before, old_end) && !left.empty() && comment(left.back())) left.pop_back();
        if (parts_comment(before, old_at) && !left.empty() && comment(left.front())) left.erase(left.begin());
        return leaves(before, {old_at, old_end}) == left;
    };
    for (const Edit& e : edits) {
        if (!same(e.span.start)) return false;
        old_at = e.span.end;
        shift += static_cast<std::int64_t>(e.text.size()) - e.span.size();
    }
    return same(static_cast<std::uint32_t>(before.text.size()));
}

// Has every block a statement? Python asks for one, the grammar does not.
bool blocks_filled(const Tree& tree) {
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        const Node n(tree, id);
        if (n.is(Kind::block) && !n.child(0u)) return false;
        if (n.is_any({Kind::function_definition, Kind::class_definition}) && !n.child(Field::body)) return false;
    }
    return true;
}

// CRLF is judged as LF here: only the parse matters.
std::string text_with(const Source& source, std::span<const Edit> edits) {
    return edited(source.text(), std::vector<Edit>(edits.begin(), edits.end()));
}

}  // namespace

Trial::Trial(const Source& source, PythonVersion target)
    : source_(source), target_(target), tree_(parse_by_pieces(source.text())) {}
Trial::~Trial() = default;

bool Trial::parses(const Tree& after, std::span<const Edit> edits) const {
    return (!after.damaged() || tree_.damaged()) && rest_unchanged(tree_, after, edits) &&
           (blocks_filled(after) || !blocks_filled(tree_));
}

bool Trial::parses(std::span<const Edit> edits) const {
    const std::string text = text_with(source_, edits);
    return parses(parse_by_pieces(text), edits);
}

std::optional<std::vector<Breach>> Trial::breaches(const RoundEdits& round) {
    const std::string text = text_with(source_, round.edits);
    const Tree after = parse_by_pieces(text);
    if (!parses(after, round.edits)) return std::nullopt;
    if (!model_) model_ = std::make_unique<Model>(tree_, target_, source_.path());
    return zen::breaches(*model_, Model(after, target_, source_.path()), round);
}

bool Trial::sound(std::vector<Edit> edits) {
    std::vector<std::vector<std::uint32_t>> owners(edits.size(), {0});
    auto found = breaches({std::move(edits), std::move(owners)});
    return found && found->empty();
}

}  // namespace zen
