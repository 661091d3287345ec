// One walk over a file: at each node, the tries that may fit there.
#include <algorithm>
#include <array>
#include <bit>
#include <exception>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "engine/matching/conditions.h"
#include "engine/scanning/compiled.h"
#include "engine/scanning/generated.h"
#include "engine/scanning/profile.h"
#include "engine/scanning/rule_set.h"
#include "engine/scanning/saying.h"
#include "engine/scanning/spelled_key.h"
#include "engine/scanning/tries.h"
#include "semantics/flow/missing.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr std::uint64_t steps_per_file = 50'000'000, steps_per_node = 500;

// Does it stand in a statement whose code is guesswork?
bool in_doubtful_statement(Node node) {
    for (Node n = node; n && !n.is_any({Kind::block, Kind::module}); n = n.parent())
        if (n.damaged() || n.unsupported() || n.is(Kind::error)) return true;
    return false;
}

// What an earlier match of a page finds is not found again, at the same place, by a later one.
void add_finding(std::vector<Finding>& out, Finding finding) {
    constexpr std::size_t back = 8;  // they are found shortly after one another
    for (std::size_t i = out.size(); i-- > 0 && out.size() - i <= back;) {
        if (out[i].rule != finding.rule || out[i].span != finding.span) continue;
        if (finding.match < out[i].match) out[i] = std::move(finding);
        return;
    }
    out.push_back(std::move(finding));
}

class FileScan {
  public:
    FileScan(const RuleSet& rules, const Tries& tries, const Model& model, bool whole, const Clause* without = nullptr,
             const PatternData* without_pattern = nullptr)
        : book_(rules.book()),
          selection_(rules.selection()),
          tries_(tries),
          model_(model),
          without_(without),
          match_(model, selection_.line_length, selection_.current),
          allowed_(steps_per_file + steps_per_node * model.tree().nodes.size()),
          limit_(steps_walked + allowed_),
          spent_(book_.rules().size()),
          costs_(RuleProfile::of_thread() ? &RuleProfile::of_thread()->of(book_) : nullptr) {
        match_.without = without;
        // Of a part of a file one does not know what the rest has; and a condition left out asks for nothing.
        const bool all_known = whole && !without;
        Presence presence(model);
        if (tries.needs_missing_name() && misses_names(model)) presence.add(missing_name);
        if (all_known)
            contents_ = NodeContents(model.tree(), tries.content_bits(), presence);
        else
            presence.add_nodes(model.tree());
        open_ = tries.open(model, tries.shut(match_, presence), all_known ? &presence : nullptr);
        if (without_pattern) tries.close(open_, *without_pattern);
        find_open();
    }

    std::vector<Finding> part(RuleSet::Part part);

  private:
    void find_open();
    // The part's nodes that tries are open for, by kind.
    void sort_nodes(RuleSet::Part part);
    void keep_found();  // found_, in its order, becomes part of out_
    void try_kind(Kind kind, Around& around, Node node);
    void try_group(Tries::Group tries, Around& around, Node node);
    // False where one of the conditions that are asked before all else does not hold.
    bool holds_at_once(const Try& t, Around& around, Node node);
    // Where they hold. False where no other native part of the rule finds anything at the node.
    bool try_one(const Try& t, Around& around, Node node);
    bool ask(const Try& t, Node node);  // the match has been begun for it
    void report(const Try& t, Found* by_native, Node node);
    bool compiled(Node node) {
        if (!compiles_) compiles_ = imports_compiler(model_);
        return *compiles_ && in_compiled_body(model_, node);
    }
    // The rule is asked no more in this file.
    void fail(RuleId rule, Node node, std::string message);
    void leave_out_costliest(Node node);

    const RuleBook& book_;
    const Selection& selection_;
    const Tries& tries_;
    const Model& model_;
    const Clause* without_;
    Match match_;
    TryBits open_;
    // The words of `open_` that are not empty, by kind, and whether calls and attributes have any by their names.
    std::vector<std::uint32_t> open_words_;
    std::array<TryRows, kind_bound> open_of_kind_{};
    bool open_calls_ = false, open_attributes_ = false;
    NodeContents contents_;
    const RulePack* pack_ = nullptr;  // that match_.contents speaks of
    std::optional<bool> compiles_;    // does the file import a compiler of functions? Asked where something is found
    std::vector<NodeId> in_order_, nodes_by_kind_;
    std::array<std::uint32_t, kind_bound> ends_of_kinds_{};  // in nodes_by_kind_
    std::vector<std::pair<NodeId, Finding>> found_;          // with the node that was asked
    std::vector<Finding> out_;
    NamesOfStatements names_of_statements_;
    // What the rules may cost, in steps from node to node: far more than any needs that is linear in the file's size.
    std::uint64_t allowed_;
    std::uint64_t limit_;               // of steps_walked
    std::vector<std::uint64_t> spent_;  // by rule
    std::vector<RuleCost>* costs_;      // by rule; null: nobody asks for them
};

// The places where the file, or a part of it, reads a name that it imports and that a pattern of a mere name
// (`typing.List`) asks for. In reading order.
using ImportedNames = std::vector<std::pair<Node, Tries::Group>>;

Tries::Group tries_of_import(const Tries& tries, const Model& model, const Binding& binding) {
    const std::string path = model.qualified(Node(model.tree(), binding.first_store));
    return tries.of_import(std::string_view(path).substr(path.rfind('.') + 1));
}

ImportedNames imported_names(const Tries& tries, const Model& model) {
    ImportedNames out;
    if (!tries.any_of_import()) return out;
    std::span<const Binding> bindings = model.bindings();
    for (BindingId id = 0; id < bindings.size(); ++id) {
        if (!(bindings[id].flags & Binding::import)) continue;
        const Tries::Group group = tries_of_import(tries, model, bindings[id]);
        if (group.count == 0) continue;
        for (const Reference* r : model.references_of(id))
            if (Node node(model.tree(), r->node); r->access == Access::load && !in_doubtful_statement(node))
                out.emplace_back(node, group);
    }
    std::ranges::sort(out, {}, [](const auto& i) { return i.first.id(); });
    return out;
}

// The same without looking at the rest of the file.
ImportedNames imported_names(const Tries& tries, const Model& model, RuleSet::Part part) {
    ImportedNames out;
    if (!tries.any_of_import()) return out;
    std::map<BindingId, Tries::Group> known;
    const std::span<const Reference> references = model.references();
    auto r = std::ranges::lower_bound(references, part.first, {}, &Reference::node);
    for (; r != references.end() && r->node < part.end; ++r) {
        if (r->access != Access::load || r->binding == no_id) continue;
        const Binding& binding = model.bindings()[r->binding];
        if (!(binding.flags & Binding::import)) continue;
        auto [at, fresh] = known.try_emplace(r->binding);
        if (fresh) at->second = tries_of_import(tries, model, binding);
        if (Node node(model.tree(), r->node); at->second.count != 0 && !in_doubtful_statement(node))
            out.emplace_back(node, at->second);
    }
    return out;
}

// The nodes of a kind are asked one after another, so that the code and the tables of its tries stay in the processor's
// caches; the findings are then put in the order of the nodes.
std::vector<Finding> FileScan::part(RuleSet::Part part) {
    const Tree& tree = model_.tree();
    sort_nodes(part);
    std::string aliased;
    std::uint32_t from = 0;
    for (unsigned k = 0; k < kind_bound; ++k) {
        const std::uint32_t end = ends_of_kinds_[k];
        const auto kind = static_cast<Kind>(k);
        const bool of_kind = open_of_kind_[k].count != 0;
        const bool by_name = (kind == Kind::call && open_calls_) || (kind == Kind::attribute && open_attributes_);
        for (; from < end; ++from) {
            const Node node(tree, nodes_by_kind_[from]);
            Around around(model_, node);
            if (of_kind) try_kind(kind, around, node);
            if (by_name) try_group(tries_.of_name(kind, spelled_key(node, model_, aliased)), around, node);
        }
    }
    std::ranges::stable_sort(found_, {}, &std::pair<NodeId, Finding>::first);
    keep_found();
    const bool whole = part.first == 0 && part.end == tree.nodes.size();
    for (auto [node, tries] : whole ? imported_names(tries_, model_) : imported_names(tries_, model_, part)) {
        Around around(model_, node);
        try_group(tries, around, node);
    }
    keep_found();
    return std::exchange(out_, {});
}

void FileScan::keep_found() {
    for (auto& [node, finding] : found_) add_finding(out_, std::move(finding));
    found_.clear();
}

void FileScan::sort_nodes(RuleSet::Part part) {
    const Tree& tree = model_.tree();
    std::array<bool, kind_bound> wanted{};
    for (unsigned k = 0; k < kind_bound; ++k) wanted[k] = open_of_kind_[k].count != 0;
    wanted[static_cast<unsigned>(Kind::call)] |= open_calls_;
    wanted[static_cast<unsigned>(Kind::attribute)] |= open_attributes_;
    in_order_.resize(part.end - part.first);
    NodeId* last = in_order_.data();
    ends_of_kinds_.fill(0);
    for (NodeId id = part.first; id < part.end;) {
        const NodeRecord& record = tree.nodes[id];
        if (record.kind == Kind::error) {
            id = record.next;
            continue;
        }
        // What stands in a damaged statement is guesswork, in an unsupported one nearly; blocks in it and around it are
        // sound.
        if (record.flags & (NodeRecord::damaged | NodeRecord::unsupported)) {
            bool holds_block = record.kind == Kind::module || record.kind == Kind::block;
            for (Node c : Node(tree, id).children()) holds_block = holds_block || c.is(Kind::block);
            id = holds_block ? id + 1 : record.next;
            continue;
        }
        if (record.flags & NodeRecord::named && wanted[static_cast<unsigned>(record.kind)]) {
            *last++ = id;
            ++ends_of_kinds_[static_cast<unsigned>(record.kind)];
        }
        ++id;
    }
    std::uint32_t end = 0;
    std::array<std::uint32_t, kind_bound> next{};
    for (unsigned k = 0; k < kind_bound; ++k) {
        next[k] = end;
        ends_of_kinds_[k] = end += ends_of_kinds_[k];
    }
    in_order_.resize(static_cast<std::size_t>(last - in_order_.data()));
    nodes_by_kind_.resize(in_order_.size());
    for (NodeId id : in_order_) nodes_by_kind_[next[static_cast<unsigned>(tree.nodes[id].kind)]++] = id;
}

void FileScan::find_open() {
    for (Kind kind : tries_.kinds()) {
        const Tries::OfKind& tries = tries_.of_kind(kind);
        TryRows& open = open_of_kind_[static_cast<unsigned>(kind)];
        open.first = static_cast<std::uint32_t>(open_words_.size());
        for (std::uint32_t word = tries.first_word; word < tries.first_word + tries.words; ++word)
            if (open_.word(word) != 0) open_words_.push_back(word);
        open.count = static_cast<std::uint32_t>(open_words_.size()) - open.first;
    }
    auto any = [&](Tries::Group tries) { return open_.any(tries.first, tries.count); };
    open_calls_ = any(tries_.all_of_name(Kind::call));
    open_attributes_ = any(tries_.all_of_name(Kind::attribute));
}

void FileScan::try_kind(Kind kind, Around& around, Node node) {
    const Tries::OfKind& tries = tries_.of_kind(kind);
    const Contents here = contents_[node.id()];
    const TryRows words = open_of_kind_[static_cast<unsigned>(kind)];
    std::uint64_t asked = 0, wrong = 0;  // questions that this kind's tries share, and those that are answered with no
    for (std::uint32_t word : std::span(open_words_).subspan(words.first, words.count)) {
        const std::uint64_t& open = open_.word(word);
        std::uint64_t fit = tries_.may_fit(tries, word - tries.first_word, around);
        const std::uint64_t asking_more = tries_.asking_more(word);
        auto number = [](std::uint64_t bits) { return static_cast<unsigned>(std::countr_zero(bits)); };
        for (std::uint64_t no = wrong; no != 0; no &= no - 1) fit &= ~tries_.asking(word, number(no));
        auto holds = [&](TryId id, const Try& t) {
            const std::uint64_t questions = tries_.questions(id);
            if (questions == 0 || without_) return t.at_once.count == 0 || holds_at_once(t, around, node);
            for (std::uint64_t more = questions & ~asked; more != 0; more &= more - 1) {
                asked |= more & -more;
                if (tries_.question(tries, number(more)).holds(match_, around, node)) continue;
                wrong |= more & -more;
                fit &= ~tries_.asking(word, number(more));  // nor does any other that asks it
                return false;
            }
            return true;
        };
        while ((fit &= open) != 0) {  // a rule that fails closes its tries
            const unsigned bit = number(fit);
            const TryId id = word * 64 + bit;
            fit &= fit - 1;
            if (!tries_.below(id).met(here)) continue;
            const Try& t = tries_[id];
            if (((asking_more >> bit & 1) != 0 && !around.more_fits(t.skeleton)) || !holds(id, t) ||
                try_one(t, around, node))
                continue;
            for (std::uint64_t more = fit; more != 0; more &= more - 1) {
                const Try& other = tries_[word * 64 + number(more)];
                if (other.rule != t.rule) break;
                if (!other.pattern) fit &= ~(more & -more);
            }
        }
    }
}

void FileScan::try_group(Tries::Group tries, Around& around, Node node) {
    const Contents here = contents_[node.id()];
    RuleId silent = no_id;  // whose other native parts find nothing either
    for (TryId id = tries.first; id < tries.first + tries.count; ++id) {
        if (!open_.has(id) || !tries_.below(id).met(here)) continue;
        const Try& t = tries_[id];
        if (!t.pattern && t.rule == silent) continue;
        if (around.children_fit(t.skeleton) && around.more_fits(t.skeleton) && holds_at_once(t, around, node) &&
            !try_one(t, around, node))
            silent = t.rule;
    }
}

bool FileScan::holds_at_once(const Try& t, Around& around, Node node) {
    for (const AtOnce& condition : tries_.at_once(t))
        if (!condition.holds(match_, around, node) && &condition.clause() != without_) return false;
    return true;
}

bool FileScan::try_one(const Try& t, Around& around, Node node) {
    if (t.pattern && t.asks_behind && !around.may_fit_behind(t.after_gap, names_of_statements_)) return true;
    const OptionValues& options = selection_.options[t.rule];
    match_.begin(*t.pack, *t.of_rule, *t.data, options.empty() ? nullptr : &options);
    if (t.pack != pack_) [[unlikely]] {
        pack_ = t.pack;
        match_.contents = {contents_.all(), tries_.code_needs(*pack_)};
    }
    const std::uint64_t before = steps_walked;
    const RuleCost::Clock clock(costs_ ? &(*costs_)[t.rule] : nullptr);
    const bool others = ask(t, node);
    spent_[t.rule] += steps_walked - before;
    if (steps_walked > limit_) [[unlikely]]
        leave_out_costliest(node);
    return others;
}

// Inline, since most tries end here after a few instructions.
[[gnu::always_inline]] inline bool FileScan::ask(const Try& t, Node node) {
    Match& match = match_;
    try {
        if (t.pattern) {
            if (!matches(*t.pattern, node, match)) return true;
        } else {
            match.at = match.last = node;
            match.span = node.span();
        }
        if (t.where.count != 0 && !all_hold(match, t.where)) return true;
        if (!t.native) {
            report(t, nullptr, node);
            return true;
        }
        Verdict verdict = t.native(match);
        if (!verdict.found) {
            if (verdict.for_file && !t.pattern) [[unlikely]]
                tries_.close(open_, t.rule, t.match);
            return !verdict.for_all || t.pattern;
        }
        report(t, &*verdict.found, node);
    } catch (const std::exception& fault) {
        fail(t.rule, node, formatted("the rule `{}` failed here, please report it: {}", t.entry->name(), fault.what()));
    }
    return true;
}

void FileScan::report(const Try& t, Found* by_native, Node node) {
    std::optional<Finding> finding = reported(t, match_, by_native, without_);
    if (finding && (t.of_rule->in_stubs || !in_overload(match_.ask, node)) &&
        (book_.kind(t.rule, t.match) == RuleKind::bug || !compiled(node)))
        found_.emplace_back(node.id(), *std::move(finding));
}

void FileScan::fail(RuleId rule, Node node, std::string message) {
    tries_.close(open_, rule);
    auto internal = book_.find("internal-fault");
    if (!internal) return;
    Finding& f = found_.emplace_back(node.id(), Finding{}).second;
    f.rule = *internal;
    f.span = node.span();
    f.message = std::move(message);
}

void FileScan::leave_out_costliest(Node node) {
    auto costliest = std::ranges::max_element(spent_);
    const auto rule = static_cast<RuleId>(costliest - spent_.begin());
    *costliest = 0;
    limit_ = steps_walked + allowed_;
    fail(rule, node,
         formatted("the rule `{}` takes too long for a file like this and is left out from here on, please report it",
                   book_[rule].name()));
}

}  // namespace

std::vector<Finding> RuleSet::scan(const Model& model, const Clause* without,
                                   const PatternData* without_pattern) const {
    const Part whole{0, static_cast<NodeId>(model.tree().nodes.size())};
    return FileScan(*this, *tries_, model, true, without, without_pattern).part(whole);
}

std::vector<std::vector<Finding>> RuleSet::scan(const Model& model, std::span<const Part> parts) const {
    FileScan scan(*this, *tries_, model, false);
    std::vector<std::vector<Finding>> out;
    for (Part part : parts) out.push_back(scan.part(part));
    return out;
}

bool RuleSet::near(const Model& model) const {
    const Tree& tree = model.tree();
    std::string aliased;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node node(tree, id);
        if (!node.named() || node.is(Kind::error)) continue;
        if (tries_->of_kind(node.kind()).words != 0) return true;
        if (!node.is(Kind::call) && !node.is(Kind::attribute)) continue;
        if (tries_->of_name(node.kind(), spelled_key(node, model, aliased)).count != 0) return true;
    }
    return !imported_names(*tries_, model).empty();
}

}  // namespace zen
