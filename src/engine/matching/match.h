// A pattern found in a file: what its holes caught, and what a rule may ask of it.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/finding.h"
#include "engine/matching/contents.h"
#include "engine/matching/pack.h"
#include "semantics/model.h"

namespace zen {

// What a hole caught: one node, or consecutive siblings (which may be none).
struct Run {
    Node parent;
    NodeId first = 0, end = 0;  // ids; the run's nodes are those from first up to end at the parent's level

    bool empty() const { return first == end; }
    Node node() const { return parent && !empty() ? Node(parent.tree(), first) : Node(); }
    // The named nodes, extras left out.
    Node::Range nodes() const {
        return parent ? Node::Range(&parent.tree(), first, end, Node::Range::Filter::named) : Node::Range();
    }
    // From the first node to the last; of a block's statements, with the comments that stand among and before them.
    Span span() const;
};

// The place furthest into the code at which a pattern did not fit, for `zenlint test --why`.
struct Mismatch {
    Node found;
    const PatternNode* wanted = nullptr;
};

// The values of a rule's options, in the order of RuleData::options.
using OptionValues = std::vector<std::string>;

// One is made for a scan and begun anew for each match that is tried, which must cost next to nothing.
class Match {
  public:
    // `current`: the absolute folder that a relative path of the file is seen from; empty: not known.
    Match(const Model& model, std::size_t line_length, std::string_view current = {})
        : ask(model), line_length_(line_length), current_(current) {}
    void begin(const RulePack& pack, const RuleData& rule, const MatchData& data, const OptionValues* options) {
        pack_ = &pack, rule_ = &rule, data_ = &data, options_ = options;
        caught_any_ = texts_any_ = 0;
        left_out = false;
        annotation = Node();
        first_decorator_ = Node();
        annotated = no_hole;
        gathered_.clear();
        no_fix.clear();
        implements = false;
    }

    const Model& ask;
    Node at;    // the first node matched
    Node last;  // the last of several statements, else the same
    Span span;  // of all of it
    // Of `match several by or, apart`: the operands among those that match which do not. A rewrite puts them behind it.
    std::vector<Node> between;
    // Does the code have what the pattern does not write and what does not count: an annotation, `async`, …? A rewrite
    // of the whole would lose it.
    bool left_out = false;
    // The type that the code declares for the target `$x` of an assignment, where the pattern declares none, and that
    // hole. A rewrite that assigns to `$x` takes it along.
    Node annotation;
    std::uint8_t annotated = no_hole;
    // What spares searches the code that cannot hold what they look for.
    KnownContents contents;
    // Filled in when there is one.
    Mismatch* mismatch = nullptr;
    // Why a page's fix cannot be made here, for its author; of the last that was tried.
    mutable std::string no_fix;
    // Does a fix name what the code around the match defines: `itertools.pairwise` in `def pairwise(…)`? Such code is
    // that function, often for older versions, and is not to call itself. Or a builtin that `import *` replaced?
    mutable bool implements = false;
    // A condition that counts as holding, whatever is asked: to learn what hangs on it.
    const Clause* without = nullptr;

    const RulePack& pack() const { return *pack_; }
    const RuleData& rule() const { return *rule_; }
    const MatchData& data() const { return *data_; }
    // Which of the page's matches this is, from 0.
    std::uint32_t index() const {
        return static_cast<std::uint32_t>(data_ - &RulePack::of(pack_->matches, rule_->matches)[0]);
    }

    // What a hole caught, by number or name; an empty run for a hole that caught nothing.
    const Run& run(std::uint8_t hole) const { return has(hole) ? caught_[hole] : nothing; }
    const Run& run(std::string_view hole) const;
    Node operator[](std::string_view hole) const { return run(hole).node(); }
    bool has(std::uint8_t hole) const { return caught_any_ >> hole & 1u; }
    void capture(std::uint8_t hole, Run run) {
        caught_[hole] = run;
        caught_any_ |= 1u << hole;
    }
    // Forgets what was caught since: holes catch once, so which had caught says all.
    unsigned caught() const { return caught_any_; }
    void forget_since(unsigned caught) { caught_any_ = caught; }
    // What a hole of `match several` gathers, one by one, and how much all of them have so far.
    void gather(std::uint8_t hole, Node node) { gathered_.emplace_back(hole, node); }
    std::size_t gathered() const { return gathered_.size(); }
    void gather_no_more_than(std::size_t count) { gathered_.resize(count); }
    // The nodes that a place has, gathered or caught.
    std::vector<Node> nodes_of(std::uint8_t place) const;
    // Calls `visit` with each of them while it returns true; false when it was stopped.
    template <class Visit>
    bool each_of(std::uint8_t place, Visit&& visit) const;
    // A hole that stands for text: of the rule's own making (`let`), or a part of what a node says (`is spelled`).
    void set_text(std::uint8_t hole, std::string text, Node from = {}) {
        texts_[hole] = std::move(text);
        text_from_[hole] = from;
        texts_any_ |= 1u << hole;
    }
    // The node that has the text; none where the rule has made it.
    Node text_from(std::uint8_t hole) const { return text_from_[hole]; }
    const std::string* text(std::uint8_t hole) const { return texts_any_ >> hole & 1u ? &texts_[hole] : nullptr; }
    const std::string* text_of(std::string_view hole) const;
    // The statements that matched, the loop around them …: what a line speaks of. Empty when there is none. Where it is
    // one node that no hole caught, it is its own `parent`.
    Run place(std::uint8_t place) const;

    // The file's path as conditions see it: of a user's page, below the folder of the configuration that names the page
    // if it lies there, however the path was given.
    std::string_view path() const;

    // A rule's option as the user set it, or its default.
    std::string_view option(std::string_view name) const;
    int option_number(std::string_view name) const;

    // Is each line of the code within the user's `line-length`?
    bool fits(std::string_view code) const;
    // Would `code` in place of the match make a line longer than that which is not too long now?
    bool too_long_now(std::string_view code) const;

    // A `T` made of the file's model: once in a scan, however many matches ask. So a rule that must know the whole file
    // stays linear in its size.
    template <typename T>
    const T& of_file() const {
        const std::size_t slot = file_slot<T>;
        if (slot >= of_file_.size()) of_file_.resize(slot + 1);
        if (!of_file_[slot]) of_file_[slot] = std::make_shared<T>(ask);
        return *static_cast<const T*>(of_file_[slot].get());
    }

    // `text` with `$x` replaced by what the hole caught, or by `more`; shortened for a message.
    std::string message(std::string_view text,
                        std::initializer_list<std::pair<std::string_view, std::string_view>> more = {}) const;
    // Of a definition's decorators, the one that the first in the pattern has matched; none without one.
    Node first_decorator() const { return first_decorator_; }
    // Is there a comment in the match that no hole caught?
    bool loses_comments() const;

  private:
    std::string gathered_text(std::string_view hole) const;

    static const Run nothing;

    const RulePack* pack_ = nullptr;
    const RuleData* rule_ = nullptr;
    const MatchData* data_ = nullptr;
    const OptionValues* options_ = nullptr;
    std::size_t line_length_;
    std::string_view current_;
    mutable std::string absolute_;             // path of the file; made when a page asks
    unsigned caught_any_ = 0, texts_any_ = 0;  // by hole, a bit: has it caught anything?
    std::array<Run, most_holes> caught_;
    std::array<std::string, most_holes> texts_;
    std::array<Node, most_holes> text_from_;
    std::vector<std::pair<std::uint8_t, Node>> gathered_;
    static std::size_t next_file_slot();
    template <typename T>
    static inline const std::size_t file_slot = next_file_slot();
    mutable std::vector<std::shared_ptr<void>> of_file_;  // by the type's slot

    friend class Matcher;
    std::vector<Node> siblings_;  // those that runs are tried on: a stack, kept so that no pattern allocates
    Node first_decorator_;
};

template <class Visit>
bool Match::each_of(std::uint8_t place, Visit&& visit) const {
    if (!gathered_.empty()) {
        for (Node n : nodes_of(place))
            if (!visit(n)) return false;
        return true;
    }
    const Run run = this->place(place);
    bool none = true;
    for (Node n : run.nodes()) {
        none = false;
        if (!visit(n)) return false;
    }
    const Node only = none ? run.node() : Node();
    return !only.is(Kind::comment) || visit(only);  // `# $x`
}

// Does the pattern fit at `anchor` (the node that stands for the pattern's anchor)? On success the match is filled in.
bool matches(const PatternData& pattern, Node anchor, Match& match);

// Does the pattern fit this very node, with what the match's holes have caught? If not, they are as they were.
bool fits(const PatternData& pattern, Node node, Match& match);
// As above, and what holes catch is forgotten in any case.
bool looks_like(const PatternData& pattern, Node node, Match& match);

// The code on one line, cut to a length fit for a message.
std::string short_code(std::string_view code, std::size_t most = 60);
// An f-string in a message, as what to write: "`f"{name}: {age}"`"; of a long one, only the fields say which it is:
// "an f-string with `{name}` and `{age}`".
std::string short_fstring(std::string_view code, std::size_t most = 60);

}  // namespace zen
