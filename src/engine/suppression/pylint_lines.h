// Which of pylint's messages its comments disable in which lines, as pylint works it out.
#pragma once
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/suppression/directives.h"
#include "engine/suppression/logical_lines.h"
#include "syntax/tree.h"
#include "text/line_index.h"

namespace zen {

// Where a comment stands among the nodes of astroid's tree, and what pylint makes of that.
struct PylintBlock {
    std::uint32_t from, to;     // the rows of the node
    std::uint32_t first_child;  // a comment behind this row does not reach back to the node's start
    Rows reach;                 // what a comment in the row holds for
    bool module = false;
};

// The first node, children before parents, that has the row; nothing for a row behind the last statement.
std::optional<PylintBlock> pylint_block(const Tree& tree, const LineIndex& lines, std::uint32_t row);

// What is known of a message row by row: nothing, enabled, or disabled by a comment.
class MessageStates {
  public:
    struct State {
        enum class Known : std::uint8_t { nothing, enabled, disabled } known = Known::nothing;
        std::uint32_t by = 0;  // index of the comment
    };

    State at(std::uint32_t row) const { return std::prev(from_.upper_bound(row))->second; }
    void set(Rows rows, State state);
    void set_unknown(Rows rows, State state);  // where nothing is known yet

  private:
    std::map<std::uint32_t, State> from_{{0, State()}};  // each holds up to the next
};

class PylintLines {
  public:
    // All must outlive it. Of `all`, only pylint's forms count.
    PylintLines(const Tree& tree, const LineIndex& lines, const std::vector<Suppression>& all);

    bool empty() const { return comments_.empty(); }
    // Is a message of these names (codes and symbols) disabled in the row? Then the index of the comment in `all`.
    // `key` is the same for the same names.
    std::optional<std::uint32_t> disabled_by(std::uint64_t key, std::span<const std::string_view> names,
                                             std::uint32_t row);

  private:
    struct Comment {
        std::uint32_t index;
        std::optional<PylintBlock> block;
    };
    MessageStates states_of(std::span<const std::string_view> names) const;

    const std::vector<Suppression>& all_;
    std::vector<Comment> comments_;
    std::map<std::uint64_t, MessageStates> known_;
};

// Is it one of pylint's codes, or a name as pylint's are?
bool pylint_shaped(std::string_view name);
// Does pylint report the message in the line of the `def`, wherever in its head the fault is?
bool reported_at_def(std::string_view code);

}  // namespace zen
