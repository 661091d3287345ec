#include "semantics/verdict/match_checks.h"

#include <algorithm>
#include <set>

#include "semantics/verdict/pattern_keys.h"
#include "text/formatted.h"
#include "text/normal_form.h"

namespace zen {
namespace {

using Mistakes = std::vector<std::pair<Node, std::string>>;
using Names = std::vector<std::string>;

bool has_comma(Node n) {
    for (Node t : n.tokens())
        if (t.is(Kind::op_comma)) return true;
    return false;
}
// Without the nodes that only wrap it, parentheses included.
Node bare(Node pattern) {
    while (pattern.has_children(1) &&
           (pattern.is(Kind::case_pattern) || (pattern.is(Kind::tuple_pattern) && !has_comma(pattern) &&
                                               !pattern.child(0u).child(0u).is(Kind::splat_pattern))))
        pattern = pattern.child(0u);
    return pattern;
}
bool wildcard(Node p) {
    return p.is_any({Kind::case_pattern, Kind::kw__}) && p.text() == "_";
}
bool formatted_string(Node p) {
    if (p.is(Kind::concatenated_string)) {
        for (Node part : p.children())
            if (formatted_string(part)) return true;
        return false;
    }
    if (!p.is(Kind::string)) return false;
    const std::string_view text = p.text();
    return text.find_first_of("fFtT") < text.find_first_of("\"'");
}

// What the compiler says of one pattern: the first mistake, in its order (codegen_pattern in Python/codegen.c).
class Pattern {
  public:
    // `last`: may it match everything, since nothing comes behind it?
    Pattern(Mistakes& out, bool last) : out_(out), last_(last) {}

    void read(Node pattern) { look(bare(pattern)); }
    // Of `case a, b:`.
    void sequence(Node at, const std::vector<Node>& items) {
        int stars = 0;
        for (Node item : items)
            if (bare(item).is(Kind::splat_pattern) && ++stars > 1)
                return fail(at, "multiple starred names in sequence pattern");
        for (Node item : items) inner(bare(item));
    }

  private:
    void fail(Node at, std::string message) {
        if (!failed_) out_.emplace_back(at, std::move(message));
        failed_ = true;
    }
    static std::string quoted(std::string_view name) { return formatted("'{}'", name); }

    void store(Node at, std::string_view spelled) {
        std::string name = stored_identifier(spelled);
        if (std::ranges::find(names_, name) != names_.end())
            fail(at, formatted("multiple assignments to name {} in pattern", quoted(name)));
        names_.push_back(std::move(name));
    }
    void capture(Node at, std::string_view name) {
        if (!last_) fail(at, formatted("name capture {} makes remaining patterns unreachable", quoted(name)));
        store(at, name);
    }
    // A part of a pattern, which may match everything.
    void inner(Node p) {
        if (wildcard(p)) return;
        const bool last = std::exchange(last_, true);
        look(p);
        last_ = last;
    }

    void look(Node p) {
        if (failed_) return;
        if (wildcard(p)) {
            if (!last_) fail(p, "wildcard makes remaining patterns unreachable");
            return;
        }
        switch (p.kind()) {
            case Kind::dotted_name:
                if (p.has_children(1)) capture(p, p.text());
                return;
            case Kind::splat_pattern:
                if (const Node name = p.child(0u)) store(p, name.text());
                return;
            case Kind::as_pattern:
                for (Node c : p.children())
                    if (c.is(Kind::identifier))
                        store(p, c.text());
                    else
                        look(bare(c));
                return;
            case Kind::union_pattern:
                return alternatives(p);
            case Kind::keyword_pattern:
                if (const Node value = p.child(1u)) look(bare(value));
                return;
            case Kind::class_pattern:
                return class_pattern(p);
            case Kind::dict_pattern:
                return mapping(p);
            case Kind::list_pattern:
            case Kind::tuple_pattern:
                return sequence(p, p.children().list());
            case Kind::string:
            case Kind::concatenated_string:
                if (formatted_string(p)) fail(p, "patterns may only match literals and attribute lookups");
                return;
            default:
                return;
        }
    }

    void alternatives(Node p) {
        std::vector<Node> all;
        for (Node t : p.tokens())
            if (!t.is(Kind::op_bar) && !t.is(Kind::op_minus)) all.push_back(bare(t));
        const bool last = last_;
        Names outer = std::exchange(names_, {}), first;
        for (std::size_t i = 0; i < all.size() && !failed_; ++i) {
            names_.clear();
            last_ = last && i + 1 == all.size();
            look(all[i]);
            Names here = names_;
            std::ranges::sort(here);
            if (i == 0)
                first = here;
            else if (here != first)
                fail(p, "alternative patterns bind different names");
        }
        last_ = last;
        names_ = std::move(outer);
        for (const std::string& name : first) store(p, name);
    }

    void mapping(Node p) {
        std::set<std::string> seen;
        for (Node c : p.children()) {
            if (c.field() != Field::key) continue;
            if (formatted_string(c))
                return fail(c, "mapping pattern keys may only match literals and attribute lookups");
            if (auto key = pattern_key(c); key && !seen.insert(std::move(key->value)).second)
                return fail(c, formatted("mapping pattern checks duplicate key ({})", key->repr));
        }
        for (Node c : p.children())
            if (c.field() != Field::key) inner(bare(c));
    }

    void class_pattern(Node p) {
        std::vector<Node> parts;
        for (Node c : p.children()) parts.push_back(bare(c));
        if (!parts.empty()) parts.erase(parts.begin());  // the class
        Names keywords;
        for (Node part : parts) {
            // `k=x as y`, which the tree has as `(k=x) as y`
            if (part.is_any({Kind::as_pattern, Kind::union_pattern})) part = bare(part.child(0u));
            if (!part.is(Kind::keyword_pattern)) continue;
            const std::string name = stored_identifier(part.child(0u).text());
            if (name == "__debug__") return fail(part, "cannot assign to __debug__");
            if (std::ranges::find(keywords, name) != keywords.end())
                return fail(part, formatted("attribute name repeated in class pattern: {}", name));
            keywords.push_back(name);
        }
        for (Node part : parts) inner(part);
    }

    Mistakes& out_;
    bool last_, failed_ = false;
    Names names_;
};

}  // namespace

Mistakes match_mistakes(Node match) {
    Mistakes out;
    std::vector<Node> cases;
    for (Node c : match.child(Field::body).children())
        if (c.is(Kind::case_clause)) cases.push_back(c);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        std::vector<Node> patterns;
        for (Node c : cases[i].children())
            if (c.is(Kind::case_pattern)) patterns.push_back(c);
        if (patterns.empty()) continue;
        Pattern reader(out, i + 1 == cases.size() || cases[i].child(Field::guard));
        if (patterns.size() > 1 || has_comma(cases[i]) || bare(patterns[0]).is(Kind::splat_pattern))
            reader.sequence(patterns[0], patterns);
        else
            reader.read(patterns[0]);
    }
    return out;
}

}  // namespace zen
