// What the machine has read so far: tokens, how far it has looked, and the nodes of what it understood.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "syntax/verdict/rules.h"
#include "syntax/verdict/tokens.h"
#include "text/formatted.h"

namespace zen::verdict {

using NodeNumber = std::uint32_t;
inline constexpr NodeNumber no_node = 0xffffffffu;

struct Node {
    Kind kind;
    std::uint32_t from, to;      // tokens
    std::uint32_t first, count;  // children
};

struct Reading {
    Tokens tokens;
    int minor;  // of Python 3
    std::optional<Mistake> mistake;
    std::vector<Node> nodes;
    std::vector<NodeNumber> children;
    std::vector<NodeNumber> token_nodes;
    std::uint32_t seen = 0;  // tokens that were looked at

    Reading(const Tokens& t, int version) : tokens(t), minor(version), token_nodes(t.all.size(), no_node) {}

    void see(std::uint32_t at) { seen = std::max(seen, at + 1); }
    // The furthest token that was looked at: CPython's place for what it cannot explain.
    std::uint32_t last() const { return seen - 1; }
    Span place(std::uint32_t token) const { return {tokens.all[token].start, tokens.all[token].stop}; }

    NodeNumber token_node(std::uint32_t at) {
        if (token_nodes[at] == no_node) {
            token_nodes[at] = static_cast<NodeNumber>(nodes.size());
            nodes.push_back({Kind::token, at, at + 1, 0, 0});
        }
        return token_nodes[at];
    }
    NodeNumber make(Kind kind, std::uint32_t from, std::uint32_t to, const std::vector<NodeNumber>& values,
                    std::size_t base) {
        const auto first = static_cast<std::uint32_t>(children.size());
        children.insert(children.end(), values.begin() + static_cast<std::ptrdiff_t>(base), values.end());
        nodes.push_back({kind, from, to, first, static_cast<std::uint32_t>(values.size() - base)});
        return static_cast<NodeNumber>(nodes.size() - 1);
    }
    // `*a` where the grammar accepts it and the compiler does not: by itself as a value or a target, or twice among
    // targets.
    std::optional<Mistake> misplaced_star(NodeNumber root) const;
    // The node of neighbouring strings.
    NodeNumber strings_node(NodeNumber parts);

    Mistake tokenizer_mistake() const {
        if (tokens.mistake) return *tokens.mistake;
        if (const auto open = unclosed_at_end()) return *open;
        return {Mistake::syntax, place(static_cast<std::uint32_t>(tokens.all.size() - 1)),
                "unexpected EOF while parsing"};
    }
    // A bracket that is still open at the end, if it stands on a line above the last token that was looked at.
    std::optional<Mistake> unclosed() const {
        if (tokens.all.back().sort != Token::error || tokens.mistake || !tokens.open_bracket) return std::nullopt;
        const Token& t = tokens.all[last()];
        const auto line_of_bracket = tokens.text.find('\n', *tokens.open_bracket);
        if (line_of_bracket == std::string_view::npos || line_of_bracket >= t.start) return std::nullopt;
        return unclosed_at_end();
    }

  private:
    std::size_t stars_in(const Node& targets) const;
    std::optional<Mistake> unclosed_at_end() const {
        if (!tokens.open_bracket) return std::nullopt;
        const std::uint32_t at = *tokens.open_bracket;
        return Mistake{Mistake::syntax, {at, at + 1}, formatted("'{}' was never closed", tokens.text[at])};
    }
};

}  // namespace zen::verdict
