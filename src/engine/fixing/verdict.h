// What a rule's native part answers: silence, or a finding with the edits that would mend it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/matching/match.h"

namespace zen {

// The edits of one fix. A rule says what to put where; parentheses, imports and indentation are seen to here.
class Edits {
  public:
    explicit Edits(const Match& match) : match_(&match) {}

    // Puts `text` in place of the span. An expression takes `replace(node, …)`, which parenthesizes it if need be.
    void replace(Span span, std::string text) { list_.push_back({span, std::move(text)}); }
    void replace(Node expression, std::string_view code);
    void insert(std::uint32_t offset, std::string text) { list_.push_back({{offset, offset}, std::move(text)}); }
    // Takes a whole statement away, with its line (and the comment at its end, which makes the fix unsafe). The only
    // statement of a block becomes `pass`.
    void remove_statement(Node statement);
    // Moves the lines that begin inside the span from one indentation to another: `from` at their head becomes `to`.
    // Blank lines and lines inside strings stay.
    void shift(Span lines, std::string_view from, std::string_view to);
    // The way to write a builtin or library name here; adds the import if there is none. A name that cannot be had
    // here (shadowed) drops the fix; its last part is then returned, for the message.
    std::string name(std::string_view qualified);
    // The whole match, rewritten by a template such as "for $item in $seq:\n    $$body"; `more` gives holes of the
    // rule's own making.
    void rewrite(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> more = {});

    // A statement, or the statements of a block with the comments that open the block, moved to that indentation. The
    // first line comes without it; lines inside strings stay.
    std::string moved(Node statement_or_block, std::string_view indent) const;

    bool empty() const { return list_.empty(); }
    const std::vector<Edit>& list() const { return list_; }
    bool possible() const { return !impossible_; }
    // No fix after all; the finding stands.
    void give_up() { impossible_ = true; }

  private:
    friend struct Verdict;
    friend class FixBuilder;
    const Match* match_;
    std::vector<Edit> list_;
    std::vector<std::string> imports_;  // qualified names to import
    std::vector<Span> moved_;           // lines that are shifted
    bool impossible_ = false;
};

// The blanks that open the line where the node begins.
std::string_view indentation(Node node);
// One step of the file's indentation, as its first block has it, else four blanks. `beside`: the indentation that it is
// added to; a tab where that has one.
std::string_view indentation_step(const Match& match, std::string_view beside);
// Does nothing but blanks stand before it on its line?
bool opens_line(Node node);
// From the line's start to its end, line break included, for every line that the span touches.
Span whole_lines(const Tree& tree, Span span);

struct Found {
    Span span;
    std::string message;  // empty: the match's `say`, or the title
    std::optional<Edits> edits;
    bool unsafe = false;  // in a sometimes-safe rule
    std::vector<Related> related;
    std::string title;   // of the fix; empty: the rule's
    std::string reason;  // why the fix is unsafe; empty: the page's `unsafe because`
};

struct Verdict {
    std::optional<Found> found;
    bool for_all = false;   // silent: all that `native on` asks of this rule at this node would be
    bool for_file = false;  // silent: so is this `native on` line at every node of the file

    Verdict() = default;
    Verdict(Found f) : found(std::move(f)) {}
    // The fix is not certain to keep the meaning (in a sometimes-safe rule; elsewhere the page decides).
    Verdict unsafe(bool yes = true) && {
        if (found && yes) found->unsafe = true;
        return std::move(*this);
    }
    // The same, with the reason here, in one clause: "`d` may be a `defaultdict`".
    Verdict unsafe_because(std::string reason) && {
        if (found) found->unsafe = true, found->reason = std::move(reason);
        return std::move(*this);
    }
    // What applying the fix does, when the rule's title does not say it: "Replace with `any(...)`".
    Verdict titled(std::string title) && {
        if (found) found->title = std::move(title);
        return std::move(*this);
    }
    // Another place that matters.
    Verdict related(Span span, std::string message) && {
        if (found) found->related.push_back({span, std::move(message)});
        return std::move(*this);
    }
};

}  // namespace zen
