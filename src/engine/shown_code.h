// What the examples of a page show, and what its patterns ask for: for notes on a page that passes.
#pragma once
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scanning/rule_book.h"
#include "syntax/parse.h"

namespace zen {

// The code of the examples.
class Shown {
  public:
    explicit Shown(const RuleBook::Entry& entry) {
        for (const ExampleData& e : RulePack::of(entry.pack->examples, entry.data->examples)) {
            if (e.sort == ExampleData::Sort::good) continue;
            texts_.push_back(std::make_unique<std::string>((*entry.pack)[e.code]));
            trees_.push_back(parse(*texts_.back()));
        }
    }

    bool any(Kind kind, const std::function<bool(Node)>& fits) const {
        return std::ranges::any_of(trees_, [&](const Tree& tree) {
            for (NodeId id = 0; id < tree.nodes.size(); ++id)
                if (tree.nodes[id].kind == kind && fits(Node(tree, id))) return true;
            return false;
        });
    }
    bool any(Kind kind) const {
        return any(kind, [](Node) { return true; });
    }

  private:
    std::vector<std::unique_ptr<std::string>> texts_;
    std::vector<Tree> trees_;
};

// A pattern by the numbers of its nodes.
class Shape {
  public:
    Shape(const RulePack& pack, const PatternData& pattern)
        : pack_(pack), nodes_(RulePack::of(pack.pattern_nodes, pattern.nodes)) {}

    const PatternNode& operator[](std::uint32_t at) const { return nodes_[at]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
    std::string_view text(std::uint32_t at) const { return pack_[nodes_[at].text]; }
    bool is(std::uint32_t at, Kind kind) const {
        return at < nodes_.size() && nodes_[at].kind == kind && nodes_[at].op == PatternNode::Op::node;
    }
    std::vector<std::uint32_t> children(std::uint32_t of) const {
        std::vector<std::uint32_t> out;
        for (std::uint32_t at = of + 1; at < nodes_[of].next; at = nodes_[at].next) out.push_back(at);
        return out;
    }
    // The first node of that kind.
    std::optional<std::uint32_t> first(Kind kind) const {
        for (std::uint32_t at = 0; at < size(); ++at)
            if (is(at, kind)) return at;
        return std::nullopt;
    }
    bool has_child(std::uint32_t of, const std::function<bool(const PatternNode&)>& fits) const {
        return std::ranges::any_of(children(of), [&](std::uint32_t at) { return fits(nodes_[at]); });
    }
    // The last name that it spells, as `get` of `requests.get`; "" if it is a hole.
    std::string_view last_name(std::uint32_t of) const {
        std::string_view out;
        for (std::uint32_t at = of; at < nodes_[of].next; ++at) {
            if (nodes_[at].op == PatternNode::Op::one) out = "";
            if (nodes_[at].op == PatternNode::Op::free_name ||
                (nodes_[at].op == PatternNode::Op::leaf && nodes_[at].kind == Kind::identifier))
                out = pack_[nodes_[at].text];
        }
        return out.substr(out.rfind('.') + 1);
    }

  private:
    const RulePack& pack_;
    std::span<const PatternNode> nodes_;
};

// "get" of `requests.get(…)`.
inline std::string_view called_name(Node call) {
    const Node function = call.child(Field::function);
    return function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
}

// How many arguments of each kind a call has.
struct Arguments {
    std::size_t plain = 0, keywords = 0, stars = 0;

    explicit Arguments(Node call) {
        for (Node a : call.child(Field::arguments).children())
            ++(a.is(Kind::keyword_argument)                           ? keywords
               : a.is_any({Kind::list_splat, Kind::dictionary_splat}) ? stars
                                                                      : plain);
    }
};

}  // namespace zen
