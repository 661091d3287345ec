#include "engine/scanning/rule_set.h"

#include <algorithm>
#include <utility>

#include "engine/fixing/fix_builder.h"
#include "engine/matching/conditions.h"
#include "engine/scanning/generated.h"
#include "engine/scanning/profile.h"

namespace zen {

namespace {

constexpr std::size_t shape_count = 4096;

// Names of one shape share a bit of the filter.
std::size_t shape(std::string_view name) {
    auto byte = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c)); };
    return name.empty() ? 0 : (name.size() * 509 + byte(name.front()) * 61 + byte(name.back()) * 7) % shape_count;
}

constexpr Kind no_child = static_cast<Kind>(0xfffe);  // past the last one

// The kind that a child must have for the pattern's node to fit there; Kind::nothing for any.
Kind wanted_kind(const PatternNode& p) {
    switch (p.op) {
        case PatternNode::Op::free_name:
            return Kind::identifier;
        case PatternNode::Op::one:
        case PatternNode::Op::run:
            return Kind::nothing;
        default:
            return p.kind;
    }
}

bool tuple_like(Kind kind) {
    return kind == Kind::tuple || kind == Kind::tuple_pattern || kind == Kind::pattern_list ||
           kind == Kind::expression_list;
}

bool kind_fits(Kind wanted, Kind found) {
    return wanted == Kind::nothing || wanted == found || found == Kind::parenthesized_expression ||
           (wanted == Kind::identifier && found == Kind::attribute) || (tuple_like(wanted) && tuple_like(found)) ||
           (wanted == Kind::argument_list && found == Kind::generator_expression);
}

// Which of its children can be told by their kinds alone? Of a pattern that leaves things out, those before what may be
// left out.
std::size_t certain_children(const PatternData& pattern) {
    if (pattern.exact) return 4;
    switch (pattern.head) {
        case Kind::function_definition:
        case Kind::class_definition:
        case Kind::decorated_definition:
            return 0;
        case Kind::assignment:
            return 1;
        default:
            return 4;
    }
}

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
            return false;
        default:
            return true;
    }
}

// The kind that the first child must have where the pattern's node `at` stands.
Kind wanted_inside(std::span<const PatternNode> nodes, std::uint32_t at) {
    const PatternNode& p = nodes[at];
    if (p.op != PatternNode::Op::node || !by_order(p.kind) || at + 1 >= p.next) return Kind::nothing;
    const PatternNode::Op op = nodes[at + 1].op;
    return op == PatternNode::Op::clauses ? Kind::nothing : wanted_kind(nodes[at + 1]);
}

Kind first_inside(Node node) {
    for (Node child : node.tokens())
        if (!is_punctuation(child)) return child.kind();
    return no_child;
}

// Does a node of that kind, whose first child is `inside`, fit where a pattern asks for `wanted` and `wanted_inside`?
bool inside_fits(Kind wanted_inside, Kind found, auto&& inside) {
    return wanted_inside == Kind::nothing || found == Kind::parenthesized_expression || !by_order(found) ||
           found == Kind::generator_expression || kind_fits(wanted_inside, inside());
}

}  // namespace

RuleSet::RuleSet(const RuleBook& book, Selection selection)
    : book_(&book),
      selection_(std::move(selection)),
      identity_(identity_of(book, selection_)),
      by_kind_(kind_bound),
      shapes_(shape_count) {
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        const RuleBook::Entry& rule = book[id];
        if (selection_.target < PythonVersion{rule.data->python_major, rule.data->python_minor}) continue;
        auto matches = RulePack::of(rule.pack->matches, rule.data->matches);
        for (std::uint32_t m = 0; m < matches.size(); ++m) {
            if (!selection_.matches[id][m]) continue;
            Try t{id, m, nullptr, &rule, &matches[m], no_id, {}, {}, Kind::nothing, Kind::nothing, false, false};
            if (std::ranges::any_of(RulePack::of(rule.pack->clauses, matches[m].where),
                                    [&](const Clause& c) { return asks_file(*rule.pack, matches[m], c); })) {
                t.gate = static_cast<std::uint32_t>(gates_.size());
                gates_.push_back({&rule, &matches[m]});
            }
            auto called = RulePack::of(rule.pack->strings, matches[m].called);
            for (Kind kind : RulePack::of(rule.pack->kinds, matches[m].kinds)) {
                bool keyed = kind == Kind::call || kind == Kind::attribute;
                if (called.empty() || !keyed) by_kind_[static_cast<unsigned>(kind)].push_back(t);
                for (Str name : called)
                    if (keyed) add((*rule.pack)[name], kind, t);
            }
            for (const PatternData& p : RulePack::of(rule.pack->patterns, matches[m].patterns)) {
                t.pattern = &p;
                add(t);
            }
        }
    }
    asked_.resize(by_kind_.size());
    for (std::size_t kind = 0; kind < by_kind_.size(); ++kind) asked_[kind] = !by_kind_[kind].empty();
}

void RuleSet::add(std::string_view key, Kind kind, const Try& t) {
    (kind == Kind::call ? by_call_ : by_attribute_)[key].push_back(t);
    shapes_[shape(key)] = true;
}

void RuleSet::add(Try t) {
    const RulePack& pack = *t.entry->pack;
    std::string_view key = pack[t.pattern->key];
    auto nodes = RulePack::of(pack.pattern_nodes, t.pattern->nodes);
    if (!key.empty() && (t.pattern->head == Kind::call || t.pattern->head == Kind::attribute)) {
        if (nodes[0].op == PatternNode::Op::free_name) by_import_[key].push_back(t);
        return add(key, t.pattern->head, t);
    }
    std::uint32_t root = 0;
    for (std::uint32_t i = 0; i < t.pattern->anchor; ++i) root = nodes[root].next;
    if (nodes[root].op == PatternNode::Op::node && t.pattern->several == PatternData::Several::no) {
        const std::size_t most = certain_children(*t.pattern);
        std::size_t count = 0;
        std::uint32_t child = root + 1, end = nodes[root].next;
        for (; child < end && count < most && nodes[child].op != PatternNode::Op::run &&
               nodes[child].op != PatternNode::Op::clauses;
             child = nodes[child].next) {
            if (by_order(nodes[root].kind)) t.inner[count] = wanted_inside(nodes, child);
            t.children[count++] = wanted_kind(nodes[child]);
        }
        if (child >= end && count < most) t.children[count] = no_child;
        if (end < nodes.size() && nodes[end].op == PatternNode::Op::node && by_order(nodes[root].kind) &&
            by_order(nodes[end].kind)) {
            t.next = nodes[end].kind;
            t.next_inner = wanted_inside(nodes, end);
        }
    }
    t.asks_children = t.children != decltype(t.children){};
    t.asks_more = t.inner != decltype(t.inner){} || t.next != Kind::nothing;
    by_kind_[static_cast<unsigned>(t.pattern->head)].push_back(t);
}

namespace {

// The last name that a callee or attribute spells; through an import alias, the name as the module has it (which is
// then kept in `aliased`).
std::string_view spelled_key(Node node, const Model& model, std::string& aliased) {
    if (node.is(Kind::call)) node = unparenthesized(node.child(Field::function));
    if (node.is(Kind::attribute)) return node.child(Field::attribute).text();
    if (!node.is(Kind::identifier)) return {};
    const Binding* binding = model.binding(node);
    if (!binding || !(binding->flags & Binding::import)) return node.text();
    aliased = model.qualified(node);
    return aliased.empty() ? node.text() : std::string_view(aliased).substr(aliased.rfind('.') + 1);
}

// Does it stand in a statement whose code is guesswork?
bool in_doubtful_statement(Node node) {
    for (Node n = node; n && !n.is_any({Kind::block, Kind::module}); n = n.parent())
        if (n.damaged() || n.unsupported() || n.is(Kind::error)) return true;
    return false;
}

}  // namespace

RuleSet::ImportedNames RuleSet::imported_names(const Model& model) const {
    ImportedNames out;
    if (by_import_.empty()) return out;
    std::span<const Binding> bindings = model.bindings();
    for (BindingId id = 0; id < bindings.size(); ++id) {
        if (!(bindings[id].flags & Binding::import)) continue;
        std::string path = model.qualified(Node(model.tree(), bindings[id].first_store));
        auto it = by_import_.find(std::string_view(path).substr(path.rfind('.') + 1));
        if (it == by_import_.end()) continue;
        for (const Reference* r : model.references_of(id))
            if (Node node(model.tree(), r->node); r->access == Access::load && !in_doubtful_statement(node))
                out.emplace_back(node, &it->second);
    }
    return out;
}

// The same in a few parts of a file, without looking at the rest.
RuleSet::ImportedNames RuleSet::imported_names(const Model& model, std::span<const Part> parts) const {
    ImportedNames out;
    if (by_import_.empty()) return out;
    std::map<BindingId, const std::vector<Try>*> known;
    const std::span<const Reference> references = model.references();
    for (Part part : parts) {
        auto r = std::ranges::lower_bound(references, part.first, {}, &Reference::node);
        for (; r != references.end() && r->node < part.end; ++r) {
            if (r->access != Access::load || r->binding == no_id) continue;
            const Binding& binding = model.bindings()[r->binding];
            if (!(binding.flags & Binding::import)) continue;
            auto [at, fresh] = known.try_emplace(r->binding);
            if (fresh) {
                const std::string path = model.qualified(Node(model.tree(), binding.first_store));
                auto tries = by_import_.find(std::string_view(path).substr(path.rfind('.') + 1));
                if (tries != by_import_.end()) at->second = &tries->second;
            }
            if (Node node(model.tree(), r->node); at->second && !in_doubtful_statement(node))
                out.emplace_back(node, at->second);
        }
    }
    return out;
}

// One walk over a file.
struct RuleSet::Scan {
    const Clause* without;
    std::vector<bool> shut;  // by gate: the file is none for it
    Match match;
    std::vector<Finding> out;
    std::vector<RuleId> failed;  // they are asked no more in this file
    ImportedNames imported;      // see imported_names; in reading order
    // What the rules may cost, in steps from node to node: far more than any needs that is linear in the file's size.
    std::uint64_t allowed;
    std::uint64_t limit;               // of steps_walked
    std::vector<std::uint64_t> spent;  // by rule
    std::vector<RuleCost>* costs;      // by rule; null: nobody asks for them
    bool stub = false;                 // only rules about stubs are asked
};

namespace {

constexpr std::uint64_t steps_per_file = 50'000'000, steps_per_node = 500;

}  // namespace

RuleSet::Scan RuleSet::begin_scan(const Model& model, const Clause* without, bool whole) const {
    const std::uint64_t allowed = steps_per_file + steps_per_node * model.tree().nodes.size();
    Scan scan{without,
              std::vector<bool>(gates_.size()),
              Match(model, selection_.line_length),
              {},
              {},
              {},
              allowed,
              steps_walked + allowed,
              std::vector<std::uint64_t>(book_->rules().size()),
              RuleProfile::of_thread() ? &RuleProfile::of_thread()->of(*book_) : nullptr};
    scan.stub = stub(model.path());
    if (whole) scan.imported = imported_names(model);
    std::ranges::sort(scan.imported, {}, [](const auto& i) { return i.first.id(); });
    scan.match.without = without;
    scan.shut = shut(scan.match);
    return scan;
}

std::vector<bool> RuleSet::shut(Match& match) const {
    std::vector<bool> out(gates_.size());
    for (std::size_t i = 0; i < gates_.size(); ++i) {
        const auto& [entry, data] = gates_[i];
        match.begin(*entry->pack, *entry->data, *data, nullptr);
        for (const Clause& clause : RulePack::of(entry->pack->clauses, data->where))
            if (asks_file(*entry->pack, *data, clause) && !holds(match, clause)) out[i] = true;
    }
    return out;
}

std::vector<bool> RuleSet::shut_gates(const Model& model) const {
    Match match(model, selection_.line_length);
    return shut(match);
}

std::vector<Finding> RuleSet::scan(const Model& model, const Clause* without) const {
    Scan scan = begin_scan(model, without, true);
    scan_part(scan, model, {0, static_cast<NodeId>(model.tree().nodes.size())});
    return std::move(scan.out);
}

std::vector<std::vector<Finding>> RuleSet::scan(const Model& model, std::span<const Part> parts) const {
    Scan scan = begin_scan(model, nullptr, false);
    scan.imported = imported_names(model, parts);
    std::vector<std::vector<Finding>> out;
    for (Part part : parts) {
        scan_part(scan, model, part);
        out.push_back(std::exchange(scan.out, {}));
    }
    return out;
}

void RuleSet::scan_part(Scan& scan, const Model& model, Part part) const {
    std::string aliased;
    const Tree& tree = model.tree();
    for (NodeId id = part.first; id < part.end;) {
        const NodeRecord& record = tree.nodes[id];
        if (record.kind == Kind::error) {
            id = record.next;
            continue;
        }
        Node node(tree, id);
        // What stands in a damaged statement is guesswork, in an unsupported one nearly; blocks in it and around it are
        // sound.
        if (record.flags & (NodeRecord::damaged | NodeRecord::unsupported)) {
            bool holds_block = record.kind == Kind::module || record.kind == Kind::block;
            for (Node c : node.children()) holds_block = holds_block || c.is(Kind::block);
            id = holds_block ? id + 1 : record.next;
            continue;
        }
        if (record.flags & NodeRecord::named) {
            if (asked_[static_cast<unsigned>(record.kind)])
                try_all(by_kind_[static_cast<unsigned>(record.kind)], node, scan);
            bool call = record.kind == Kind::call;
            if ((call && !by_call_.empty()) || (record.kind == Kind::attribute && !by_attribute_.empty())) {
                const auto& by_key = call ? by_call_ : by_attribute_;
                std::string_view key = spelled_key(node, model, aliased);
                if (shapes_[shape(key)])
                    if (auto it = by_key.find(key); it != by_key.end()) try_all(it->second, node, scan);
            }
        }
        ++id;
    }
    auto imported = std::ranges::lower_bound(scan.imported, part.first, {}, [](const auto& i) { return i.first.id(); });
    for (; imported != scan.imported.end() && imported->first.id() < part.end; ++imported)
        try_all(*imported->second, imported->first, scan);
}

bool RuleSet::near(const Model& model) const {
    const Tree& tree = model.tree();
    std::string aliased;
    for (NodeId id = 0; id < tree.nodes.size(); ++id) {
        Node node(tree, id);
        if (!node.named() || node.is(Kind::error)) continue;
        if (!by_kind_[static_cast<unsigned>(node.kind())].empty()) return true;
        if (!node.is(Kind::call) && !node.is(Kind::attribute)) continue;
        if ((node.is(Kind::call) ? by_call_ : by_attribute_).contains(spelled_key(node, model, aliased))) return true;
    }
    return !imported_names(model).empty();
}

// The kinds of what stands in and behind a node, looked at when the first pattern cares.
class RuleSet::Around {
  public:
    explicit Around(Node node) : node_(node) {}

    bool children_fit(const Try& t) {
        if (!looked_) look();
        for (std::size_t i = 0; i < kinds_.size(); ++i)
            if (!kind_fits(t.children[i], kinds_[i])) return false;
        return true;
    }
    bool more_fits(const Try& t) {
        if (!looked_) look();
        for (std::size_t i = 0; i < kinds_.size(); ++i)
            if (t.inner[i] != Kind::nothing && kinds_[i] != no_child && kinds_[i] != Kind::nothing &&
                !inside_fits(t.inner[i], kinds_[i], [&] { return inner(i); }))
                return false;
        if (t.next == Kind::nothing) return true;
        if (!looked_behind_) {
            looked_behind_ = true;
            next_ = node_.next_sibling();
            next_inner_ = next_ ? first_inside(next_) : no_child;
        }
        return kind_fits(t.next, next_.kind()) && inside_fits(t.next_inner, next_.kind(), [&] { return next_inner_; });
    }

  private:
    void look() {
        looked_ = true;
        std::size_t count = 0;
        for (Node child : node_.tokens())
            if (!is_punctuation(child)) {
                children_[count] = child.id();
                kinds_[count] = child.kind();
                if (++count == kinds_.size()) return;
            }
        kinds_[count] = no_child;
    }
    Kind inner(std::size_t i) {
        if (inner_[i] == Kind::nothing) inner_[i] = first_inside(Node(node_.tree(), children_[i]));
        return inner_[i];
    }

    Node node_, next_;
    std::array<NodeId, 4> children_{};
    std::array<Kind, 4> kinds_{}, inner_{};
    Kind next_inner_ = Kind::nothing;
    bool looked_ = false, looked_behind_ = false;
};

void RuleSet::try_all(const std::vector<Try>& tries, Node node, Scan& scan) const {
    Around around(node);
    Match& match = scan.match;
    for (const Try& t : tries) {
        if (t.asks_children && !around.children_fit(t)) continue;
        if (t.asks_more && !around.more_fits(t)) continue;
        if (t.gate != no_id && scan.shut[t.gate]) continue;
        if (scan.stub && !t.entry->data->in_stubs) continue;
        if (!scan.failed.empty() && std::ranges::count(scan.failed, t.rule)) [[unlikely]]
            continue;
        const OptionValues& options = selection_.options[t.rule];
        match.begin(*t.entry->pack, *t.entry->data, *t.data, options.empty() ? nullptr : &options);
        const std::uint64_t before = steps_walked;
        if (scan.costs) [[unlikely]]
            (*scan.costs)[t.rule].add_time_of([&] { ask(t, node, scan); });
        else
            ask(t, node, scan);
        scan.spent[t.rule] += steps_walked - before;
        if (steps_walked > scan.limit) [[unlikely]]
            leave_out_costliest(scan, node);
    }
}

namespace {

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

}  // namespace

void RuleSet::ask(const Try& t, Node node, Scan& scan) const {
    Match& match = scan.match;
    try {
        if (t.pattern) {
            if (!matches(*t.pattern, node, match)) return;
        } else {
            match.at = node;
            match.span = node.span();
        }
        auto finding = judge(t, match, scan.without);
        if (finding && (t.entry->data->in_stubs || !in_overload(match.ask, node)))
            add_finding(scan.out, *std::move(finding));
    } catch (const std::exception& fault) {
        fail(scan, t.rule, node,
             "the rule `" + std::string(t.entry->name()) + "` failed here, please report it: " + fault.what());
    }
}

void RuleSet::fail(Scan& scan, RuleId rule, Node node, std::string message) const {
    scan.failed.push_back(rule);
    auto internal = book_->find("internal-fault");
    if (!internal) return;
    Finding& f = scan.out.emplace_back();
    f.rule = *internal;
    f.span = node.span();
    f.message = std::move(message);
}

void RuleSet::leave_out_costliest(Scan& scan, Node node) const {
    auto costliest = std::ranges::max_element(scan.spent);
    const auto rule = static_cast<RuleId>(costliest - scan.spent.begin());
    *costliest = 0;
    scan.limit = steps_walked + scan.allowed;
    fail(scan, rule, node,
         "the rule `" + std::string((*book_)[rule].name()) +
             "` takes too long for a file like this and is left out from here on, please report it");
}

std::optional<Finding> RuleSet::judge(const Try& t, Match& match, const Clause* without) const {
    if (!all_hold(match, match.data().where)) return std::nullopt;
    if (!match.data().native) return reported(t, match, nullptr, without);
    Verdict verdict = t.entry->native(match);
    if (!verdict.found) return std::nullopt;
    return reported(t, match, &*verdict.found, without);
}

// What the page says of its match.
bool RuleSet::say(Match& match, Finding& out, const Clause* without) {
    const RulePack& pack = match.pack();
    std::optional<PageEdits> edits;
    std::vector<std::string> imports;
    if (make_texts(match, imports)) edits = page_edits(match);
    if (edits) edits->imports.insert(edits->imports.end(), imports.begin(), imports.end());
    for (const Clause& clause : RulePack::of(pack.clauses, match.data().where))
        if (vocabulary()[clause.question].form == Question::Form::fits && &clause != without &&
            (!edits || !rewrite_fits(match, *edits)))
            return false;
    out.span = reported_span(match);
    for (const SayData& say : RulePack::of(pack.says, match.data().says)) {
        if (!all_hold(match, say.when)) continue;
        const std::string rewrite = edits ? edits->rewrite : std::string();
        out.message = match.message(pack[say.text], {{"rewrite", short_code(rewrite)}});
        break;
    }
    if (out.message.empty()) out.message = match.message(pack[match.rule().title]);
    for (const SayData& say : RulePack::of(pack.says, match.data().also))
        if (Span span = match.place(say.place).span(); !span.empty())
            out.related.push_back({span, match.message(pack[say.text])});
    if (edits) out.fix = FixBuilder::of_page(match, *std::move(edits), without);
    return true;
}

// What is said where a rule has found something: by its page, or by its native part.
std::optional<Finding> RuleSet::reported(const Try& t, Match& match, Found* by_native, const Clause* without) {
    Finding out;
    out.rule = t.rule;
    out.match = t.match;
    if (by_native) {
        out.span = by_native->span;
        out.message = std::move(by_native->message);
        out.related = std::move(by_native->related);
        out.fix = FixBuilder::of_edits(match, *by_native, without);
    } else {
        if (!say(match, out, without)) return std::nullopt;
    }
    if (out.message.empty()) {
        auto says = RulePack::of(match.pack().says, match.data().says);
        out.message = match.message(match.pack()[says.empty() ? match.rule().title : says.back().text]);
    }
    return out;
}

}  // namespace zen
