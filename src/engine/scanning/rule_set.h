// The rules that a run uses, arranged so that a scan asks only rules that may fit.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/fixing/verdict.h"
#include "engine/matching/match.h"
#include "engine/matching/pack.h"
#include "engine/scanning/rule_book.h"

namespace zen {

class RuleSet {
  public:
    RuleSet(const RuleBook& book, Selection selection);

    const RuleBook& book() const { return *book_; }
    const Selection& selection() const { return selection_; }
    bool selected(RuleId rule) const { return selection_.selected(rule); }
    // Bytes that are the same for two sets that find the same in every file, as far as this program goes: what is
    // selected, the options, the Python version, and the pages of users' rules.
    const std::string& identity() const { return identity_; }

    // Every finding of the pattern and native rules, in no order; of a rule that fails, a finding of internal-fault.
    // `without`: leave that condition out.
    std::vector<Finding> scan(const Model& model, const Clause* without = nullptr) const;
    // The same in parts of the tree: the findings of each, which is a range of whole subtrees.
    struct Part {
        NodeId first, end;
    };
    std::vector<std::vector<Finding>> scan(const Model& model, std::span<const Part> parts) const;
    // What matches ask of the file as a whole (`the file contains …`): for each of them, is the file none for it? While
    // these answers stay, what is found in one place hangs on its surroundings and the names that it uses.
    std::vector<bool> shut_gates(const Model& model) const;
    // Is there a node at which a pattern would be tried: of the kind that it begins with, under the name that it
    // spells?
    bool near(const Model& model) const;

  private:
    // One pattern or native part, to be tried at nodes of its kind.
    struct Try {
        RuleId rule;
        std::uint32_t match;
        const PatternData* pattern;  // null: `native on`
        const RuleBook::Entry* entry;
        const MatchData* data;
        std::uint32_t gate;  // of gates_; no_id without
        // What the first children must be for the pattern to fit; Kind::nothing: anything. Parentheses may always
        // stand there, and an attribute where a name is asked for.
        std::array<Kind, 4> children;
        std::array<Kind, 4> inner;  // the same of each one's own first child
        Kind next, next_inner;      // the statement that follows, and its first child
        bool asks_children;
        bool asks_more;  // of `inner` or `next`
    };
    class Around;
    struct Scan;
    Scan begin_scan(const Model& model, const Clause* without, bool whole) const;
    std::vector<bool> shut(Match& match) const;
    void scan_part(Scan& scan, const Model& model, Part part) const;
    void add(Try t);
    void add(std::string_view key, Kind kind, const Try& t);
    void try_all(const std::vector<Try>& tries, Node node, Scan& scan) const;
    void ask(const Try& t, Node node, Scan& scan) const;  // the scan's match has been begun for it
    // The rule is asked no more in this file.
    void fail(Scan& scan, RuleId rule, Node node, std::string message) const;
    void leave_out_costliest(Scan& scan, Node node) const;
    // The places where the file reads a name that it imports and that a pattern of a mere name (`typing.List`) asks
    // for.
    using ImportedNames = std::vector<std::pair<Node, const std::vector<Try>*>>;
    ImportedNames imported_names(const Model& model) const;
    ImportedNames imported_names(const Model& model, std::span<const Part> parts) const;
    std::optional<Finding> judge(const Try& t, Match& match, const Clause* without) const;
    static bool say(Match& match, Finding& out, const Clause* without);
    static std::optional<Finding> reported(const Try& t, Match& match, Found* by_native, const Clause* without);

    const RuleBook* book_;
    Selection selection_;
    std::string identity_;
    std::vector<std::vector<Try>> by_kind_;
    std::vector<std::uint8_t> asked_;  // by kind: is there anything to try?
    std::unordered_map<std::string_view, std::vector<Try>> by_call_, by_attribute_;  // by the last name that is spelled
    std::unordered_map<std::string_view, std::vector<Try>> by_import_;  // patterns that are one dotted name
    // The same names, as a filter that answers "certainly not" at once: a bit for each of their shapes.
    std::vector<bool> shapes_;
    // What matches ask of the file as a whole, which is answered once a file.
    struct Gate {
        const RuleBook::Entry* entry;
        const MatchData* data;
    };
    std::vector<Gate> gates_;
};

}  // namespace zen
