// What rules ask about other statements goes by names: what a name is bound to, and how it is used. So an edit reaches
// the statements that use a name which it defines (and those that use what these define, and so on); for a variable,
// also those that share it. The rest of what rules look at lies around them, or is the file's head and its imports.
#include "engine/incremental/affected.h"

#include <algorithm>

#include "semantics/model_data.h"
#include "text/name_byte.h"

namespace zen {
namespace {

using Names = StretchFacts::Names;

// Rules look this far for statements beside their own; not across definitions, nor into them but by their names.
constexpr std::size_t neighbours = 4;
constexpr std::size_t neighbours_of_definitions = 1;
// Words that rules look for in the text of the whole file; with the latter, no name is undefined.
constexpr std::string_view whole_file_words[] = {
    "ThreadPoolExecutor", "__getattr__", "exec",    "execfile", "globals", "locals", "vars",
    "global_enum",        "_convert_",   "__name__"};

bool is_import(Kind kind) {
    return kind == Kind::import_statement || kind == Kind::import_from_statement ||
           kind == Kind::future_import_statement;
}

bool is_definition(Kind kind) {
    return kind == Kind::function_definition || kind == Kind::class_definition || kind == Kind::decorated_definition ||
           kind == Kind::error;
}

// Statements and expressions that code at the module's level may leave by, or go another way at.
bool steers(Kind kind) {
    switch (kind) {
        case Kind::if_statement:
        case Kind::for_statement:
        case Kind::while_statement:
        case Kind::try_statement:
        case Kind::with_statement:
        case Kind::match_statement:
        case Kind::raise_statement:
        case Kind::return_statement:
        case Kind::assert_statement:
        case Kind::call:
        case Kind::await:
            return true;
        default:
            return false;
    }
}

// Bound once and for all: nothing that others do with the name changes what it is.
bool fixed(const Binding& b) {
    constexpr int others = Binding::parameter | Binding::loop_target | Binding::global_declared | Binding::other_store |
                           Binding::deleted | Binding::annotated;
    if (b.flags & others) return false;
    return (b.flags & Binding::import) || ((b.flags & Binding::definition) && b.stores == 1);
}

bool of_module(const ModelData& d, const Reference& r) {
    return r.binding != no_id && d.bindings[r.binding].scope == 0;
}

// Does the reference stand in no function? Such code is looked at by spelling too.
bool outside_functions(const ModelData& d, const Reference& r) {
    for (ScopeId s = r.scope; s != 0; s = d.scopes[s].parent)
        if (d.scopes[s].sort == Scope::function || d.scopes[s].sort == Scope::lambda) return false;
    return true;
}

// How many pieces there are up to the first that is neither import nor docstring nor comment.
std::size_t head_of(const Stretch& s) {
    const std::vector<NodeRecord>& nodes = s.model.tree().nodes;
    std::size_t piece = 0;
    bool docstring = true;
    for (NodeId id = 1; id < nodes.size(); id = nodes[id].next) {
        bool string = docstring && nodes[id].kind == Kind::expression_statement && nodes[id + 1].kind == Kind::string;
        if (nodes[id].kind == Kind::comment) continue;
        if (!is_import(nodes[id].kind) && !string) break;
        docstring = false;
        while (piece + 1 < s.pieces.size() && s.pieces[piece + 1].first <= id) ++piece;
    }
    return piece + 1;
}

// Is the name a word of the text, or the head of one that was made by counting (`name_1`)?
bool has_word(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        if (at > 0 && is_name_byte(text[at - 1])) continue;
        std::size_t end = at + name.size();
        if (end >= text.size() || !is_name_byte(text[end]) || text[end] == '_') return true;
    }
    return false;
}

bool speaks_of(const Finding& f, const Names& names) {
    return std::ranges::any_of(names, [&](std::string_view name) {
        if (has_word(f.message, name)) return true;
        if (!f.fix) return false;
        return std::ranges::any_of(f.fix->edits, [&](const Edit& e) { return has_word(e.text, name); });
    });
}

// Does the finding reach into the text from `start` to `end`?
bool reaches(const Finding& f, Span text) {
    auto in = [&](Span s) { return s.start < text.end && text.start < s.end; };
    auto touches = [&](const Edit& e) { return in(e.span) || (e.span.start > text.start && e.span.start < text.end); };
    return in(f.span) || std::ranges::any_of(f.related, [&](const Related& r) { return in(r.span); }) ||
           (f.fix && (std::ranges::any_of(f.fix->edits, touches) || std::ranges::any_of(f.fix->held, in)));
}

Names symmetric_difference(const Names& a, const Names& b) {
    Names out;
    for (std::string_view name : a)
        if (!b.contains(name)) out.insert(name);
    for (std::string_view name : b)
        if (!a.contains(name)) out.insert(name);
    return out;
}

}  // namespace

namespace {

// Differs for imports that differ, or that stand under other conditions.
std::uint64_t import_mark(Node statement) {
    const std::hash<std::string_view> hash;
    std::uint64_t out = hash(statement.text());
    for (Node around = statement.parent(); around; around = around.parent())
        out = out * 31 + static_cast<std::uint64_t>(around.kind()) + hash(around.child(Field::condition).text());
    return out;
}

}  // namespace

StretchFacts facts_of(const Stretch& stretch) {
    StretchFacts out;
    out.from = stretch.from;
    out.to = stretch.to;
    out.head = head_of(stretch);
    out.text = {stretch.pieces[stretch.from].start, stretch.pieces[stretch.to].start};
    const ModelData& d = stretch.model.data();
    const std::vector<NodeRecord>& nodes = d.tree->nodes;
    const NodeId first = stretch.pieces[stretch.from].first, end = stretch.pieces[stretch.to].first;
    auto r = std::ranges::lower_bound(d.references, first, {}, &Reference::node);
    for (; r != d.references.end() && r->node < end; ++r) {
        std::string_view name = d.names[r->name];
        out.mentioned.insert(name);
        if (!of_module(d, *r)) continue;
        if (r->access != Access::load || r->reads_too)
            out.written.insert(name);
        else if (!fixed(d.bindings[r->binding]))
            out.variables.insert(name);
    }
    for (NodeId id = first; id < end; ++id) {
        const NodeRecord& n = nodes[id];
        if (is_import(n.kind)) out.imports = out.imports * 31 + import_mark(Node(*d.tree, id));
        if (n.kind == Kind::augmented_assignment && id + 1 < end && nodes[id + 1].kind == Kind::attribute)
            out.attributes.insert(Node(*d.tree, id + 1).child(Field::attribute).text());
    }
    for (NodeId id = first; id < end; id = nodes[id].next)
        out.definitions = out.definitions && is_definition(nodes[id].kind);
    for (NodeId id = first; id < end;) {
        const NodeRecord& n = nodes[id];
        bool body = n.kind == Kind::block && nodes[n.parent].kind == Kind::function_definition;
        if (body || n.kind == Kind::error || (n.parent == 0 && (n.flags & NodeRecord::damaged))) {
            id = n.next;
        } else if (steers(n.kind)) {
            std::string_view text = d.tree->text.substr(n.start, n.end - n.start);
            out.flow = out.flow * 31 + std::hash<std::string_view>()(text);
            id = n.next;
        } else {
            ++id;
        }
    }
    return out;
}

namespace {

class Search {
  public:
    Search(const StretchFacts& before, const Stretch& after, const std::vector<std::vector<KeptFinding>>& found,
           const RuleBook& book)
        : before_(before),
          after_(after),
          d_(after.model.data()),
          found_(found),
          book_(book),
          count_(after.pieces.size() - 1),
          out_(count_),
          reached_(count_) {}

    std::vector<bool> run() {
        const StretchFacts &old = before_, now = facts_of(after_);
        if (beyond_telling(old, now)) {
            out_.assign(count_, true);
            return std::move(out_);
        }
        const std::size_t reach_of = old.definitions && now.definitions ? neighbours_of_definitions : neighbours;
        const std::size_t from = after_.from > reach_of ? after_.from - reach_of : 0;
        for (std::size_t i = from; i < std::min(count_, after_.to + reach_of); ++i) out_[i] = true;
        for (std::size_t i = after_.from; i < after_.to; ++i) reach(i);
        if (old.flow != now.flow) mark_module_code();
        if (old.mentioned != now.mentioned || old.written != now.written) mark_star_imports();
        mark_by_findings(old, now);
        if (!old.attributes.empty() || !now.attributes.empty()) mark_by_attributes(old, now);
        mark_by_names(old, now);
        return std::move(out_);
    }

  private:
    static constexpr std::uint8_t defined = 1, shared = 2, mentioned = 4;

    bool beyond_telling(const StretchFacts& old, const StretchFacts& now) const {
        if (old.imports != now.imports) return true;
        if (after_.from <= std::max(old.head, now.head)) return true;
        return std::ranges::any_of(whole_file_words, [&](std::string_view word) {
            return old.mentioned.contains(word) != now.mentioned.contains(word);
        });
    }

    // The names that such a piece defines may mean something else, too.
    void reach(std::size_t piece) {
        if (reached_[piece]) return;
        reached_[piece] = out_[piece] = true;
        fresh_.push_back(piece);
    }

    // The piece of the new file that a piece of the old one is, outside the stretches.
    std::size_t moved(std::size_t old_piece) const {
        return old_piece < before_.from ? old_piece : old_piece - before_.to + after_.to;
    }

    void mark_module_code() {
        const std::vector<NodeRecord>& nodes = d_.tree->nodes;
        for (std::size_t i = 0; i < count_; ++i)
            for (NodeId id = after_.pieces[i].first; id < after_.pieces[i + 1].first; id = nodes[id].next) {
                Kind kind = nodes[id].kind;
                if (kind == Kind::decorated_definition) kind = Node(*d_.tree, id).child(Field::definition).kind();
                if (kind != Kind::function_definition && kind != Kind::comment && !is_import(kind)) reach(i);
            }
    }

    // What nothing binds comes from them.
    void mark_star_imports() {
        const std::vector<NodeRecord>& nodes = d_.tree->nodes;
        for (std::size_t i = 0; i < count_; ++i)
            for (NodeId id = after_.pieces[i].first; id < after_.pieces[i + 1].first; id = nodes[id].next)
                if (nodes[id].kind == Kind::import_from_statement &&
                    Node(*d_.tree, id).last_child().is(Kind::wildcard_import))
                    out_[i] = true;
    }

    // A fix may use a name that was free, or do without one that was not. Names that are bound count everywhere; those
    // that are only mentioned, for code of the module itself. Where there is no fix, a builtin may have been hidden, or
    // a name that fixes of that rule import; its page shows them.
    void mark_by_findings(const StretchFacts& old, const StretchFacts& now) {
        const Names bound = symmetric_difference(old.written, now.written);
        const Names mentioned_only = symmetric_difference(old.mentioned, now.mentioned);
        const Span text = before_.text;
        const std::uint32_t by = after_.pieces[after_.to].start - text.end;
        std::vector<std::optional<bool>> shows(book_.rules().size());
        auto shows_one = [&](RuleId rule) {
            if (!shows[rule]) shows[rule] = has_one(*book_[rule].pack, *book_[rule].data, bound);
            return *shows[rule];
        };
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (found_[i].empty() || (i >= before_.from && i < before_.to) || out_[moved(i)]) continue;
            const std::uint32_t body = body_of(moved(i)) - (i < before_.from ? 0 : by);
            out_[moved(i)] = std::ranges::any_of(found_[i], [&](const Finding& f) {
                return reaches(f, text) || (!bound.empty() && (speaks_of(f, bound) || (!f.fix && shows_one(f.rule)))) ||
                       (f.span.start < body && speaks_of(f, mentioned_only));
            });
        }
    }

    // Is one of the names a builtin, or one that the rule's page imports?
    bool has_one(const RulePack& pack, const RuleData& rule, const Names& names) const {
        if (std::ranges::any_of(names, [&](std::string_view name) { return after_.model.names_builtin(name); }))
            return true;
        for (std::string_view rest = pack[rule.page]; !rest.empty();) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            if (line.find("import ") == line.npos) continue;
            if (std::ranges::any_of(names, [&](std::string_view name) { return has_word(line, name); })) return true;
        }
        return false;
    }

    // Where the piece's code stops being the module's own: at the body of a definition, else at the piece's end.
    std::uint32_t body_of(std::size_t piece) const {
        Node top(*d_.tree, after_.pieces[piece].first);
        if (top.is(Kind::decorated_definition)) top = top.child(Field::definition);
        if (!top.is(Kind::function_definition) && !top.is(Kind::class_definition))
            return after_.pieces[piece + 1].start;
        Node body = top.child(Field::body);
        return body && !top.damaged() ? body.start() : after_.pieces[piece + 1].start;
    }

    void mark_by_attributes(const StretchFacts& old, const StretchFacts& now) {
        const std::vector<NodeRecord>& nodes = d_.tree->nodes;
        std::size_t piece = 0;
        for (NodeId id = 1; id + 1 < nodes.size(); ++id) {
            if (nodes[id].kind != Kind::augmented_assignment || nodes[id + 1].kind != Kind::attribute) continue;
            std::string_view name = Node(*d_.tree, id + 1).child(Field::attribute).text();
            if (!old.attributes.contains(name) && !now.attributes.contains(name)) continue;
            while (after_.pieces[piece + 1].first <= id) ++piece;
            out_[piece] = true;
        }
    }

    void flag(const Names& names, std::uint8_t bit) {
        for (std::string_view name : names)
            if (NameId id = d_.names.find(name); id != no_id) flags_[id] |= bit;
    }

    void mark_by_names(const StretchFacts& old, const StretchFacts& now) {
        flags_.assign(d_.names.size(), 0);
        for (const StretchFacts* facts : {&old, &now}) {
            flag(facts->mentioned, mentioned);
            flag(facts->variables, shared);
            flag(facts->written, defined);
        }
        for (bool more = true; more;) {
            define_names_of(fresh_);
            fresh_.clear();
            walk();
            more = !fresh_.empty();
        }
    }

    void define_names_of(const std::vector<std::size_t>& pieces) {
        for (std::size_t i : pieces) {
            auto r = std::ranges::lower_bound(d_.references, after_.pieces[i].first, {}, &Reference::node);
            for (; r != d_.references.end() && r->node < after_.pieces[i + 1].first; ++r)
                if (r->access != Access::load && of_module(d_, *r)) flags_[r->name] |= defined;
        }
    }

    // Is it the name of a method, say, of which there are many of the same spelling?
    bool defines(const Reference& r, bool module) const { return !module && fixed(d_.bindings[r.binding]); }

    void walk() {
        std::size_t piece = 0;
        for (const Reference& r : d_.references) {
            const std::uint8_t flags = flags_[r.name];
            if (flags == 0) continue;
            while (after_.pieces[piece + 1].first <= r.node) ++piece;
            if (reached_[piece]) continue;
            bool module = of_module(d_, r);
            if ((module && (flags & (defined | shared))) || (r.binding == no_id && (flags & defined)))
                reach(piece);
            else if ((flags & mentioned) && r.binding != no_id &&
                     ((module && r.access != Access::load) || outside_functions(d_, r)) &&
                     !(r.access == Access::load && fixed(d_.bindings[r.binding])) && !defines(r, module))
                out_[piece] = true;  // its findings, but not what its names mean
        }
    }

    const StretchFacts& before_;
    const Stretch& after_;
    const ModelData& d_;
    const std::vector<std::vector<KeptFinding>>& found_;
    const RuleBook& book_;
    std::size_t count_;
    std::vector<bool> out_, reached_;
    std::vector<std::size_t> fresh_;   // reached, and their names not yet followed
    std::vector<std::uint8_t> flags_;  // by name
};

}  // namespace

std::vector<bool> affected_pieces(const StretchFacts& before, const Stretch& after,
                                  const std::vector<std::vector<KeptFinding>>& found, const RuleBook& book) {
    return Search(before, after, found, book).run();
}

}  // namespace zen
