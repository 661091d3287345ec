#include "semantics/verdict/match_checks.h"

#include <algorithm>
#include <set>

namespace zen {
namespace {

using Mistakes = std::vector<std::pair<Node, std::string>>;
using Names = std::set<std::string_view>;

Node bare(Node pattern) {
    while (pattern.is(Kind::case_pattern) && pattern.has_children(1)) pattern = pattern.child(0u);
    return pattern;
}
// The name that a pattern captures the whole subject with; "_" for the wildcard, "" for others.
std::string_view captured(Node pattern) {
    pattern = bare(pattern);
    if (pattern.is_any({Kind::case_pattern, Kind::kw__}) && pattern.text() == "_") return "_";
    if (pattern.is(Kind::tuple_pattern) && pattern.has_children(1)) {
        for (Node t : pattern.tokens())
            if (t.is(Kind::op_comma)) return "";
        return captured(pattern.child(0u));
    }
    if (pattern.is(Kind::as_pattern)) return captured(Node(pattern.tree(), pattern.id() + 1));
    if (pattern.is(Kind::dotted_name) && pattern.has_children(1)) return pattern.text();
    return "";
}

class Patterns {
  public:
    explicit Patterns(Mistakes& out) : out_(out) {}

    // The names that the pattern binds.
    Names read(Node pattern) {
        Names names;
        bind_in(bare(pattern), names);
        return names;
    }

  private:
    void bind(Node at, std::string_view name, Names& names) {
        if (name == "_") return;
        if (!names.insert(name).second)
            out_.emplace_back(at, "multiple assignments to name '" + std::string(name) + "' in pattern");
    }
    void bind_in(Node p, Names& names) {
        switch (p.kind()) {
            case Kind::dotted_name:
                if (p.has_children(1)) bind(p, p.text(), names);
                return;
            case Kind::splat_pattern: {
                const std::string_view text = p.text();
                const std::size_t from = text.find_first_not_of("* ");
                if (from != text.npos) bind(p, text.substr(from), names);
                return;
            }
            case Kind::as_pattern: {
                for (Node c : p.children())
                    if (c.is(Kind::identifier))
                        bind(p, c.text(), names);
                    else
                        bind_in(bare(c), names);
                return;
            }
            case Kind::keyword_pattern: {
                bool first = true;
                for (Node c : p.children()) {
                    if (!first) bind_in(bare(c), names);
                    first = false;
                }
                return;
            }
            case Kind::union_pattern:
                return alternatives(p, names);
            case Kind::class_pattern:
                return class_pattern(p, names);
            case Kind::dict_pattern:
                keys(p);
                for (Node c : p.children()) bind_in(bare(c), names);
                return;
            case Kind::string: {
                const std::string_view text = p.text();
                if (text.find_first_of("fFtT") < text.find_first_of("\"'"))
                    out_.emplace_back(p, "patterns may only match literals and attribute lookups");
                return;
            }
            case Kind::list_pattern:
            case Kind::tuple_pattern: {
                int stars = 0;
                for (Node c : p.children()) stars += bare(c).is(Kind::splat_pattern);
                if (stars > 1) out_.emplace_back(p, "multiple starred names in sequence pattern");
                [[fallthrough]];
            }
            default:
                for (Node c : p.children()) bind_in(bare(c), names);
        }
    }
    void alternatives(Node p, Names& names) {
        std::vector<Node> all;
        for (Node t : p.tokens())
            if (!t.is(Kind::op_bar)) all.push_back(t);
        Names first;
        for (std::size_t i = 0; i < all.size(); ++i) {
            Names here;
            bind_in(bare(all[i]), here);
            const std::string_view name = captured(all[i]);
            if (i + 1 < all.size() && !name.empty()) {
                out_.emplace_back(all[i], unreachable(name));
            } else if (i > 0 && here != first) {
                out_.emplace_back(p, "alternative patterns bind different names");
                break;
            }
            if (i == 0) first = here;
        }
        for (std::string_view name : first) bind(p, name, names);
    }
    // Keys that are spelled alike.
    void keys(Node p) {
        Names seen;
        for (Node c : p.children()) {
            if (c.field() != Field::key ||
                !c.is_any({Kind::string, Kind::integer, Kind::true_, Kind::false_, Kind::none}))
                continue;
            std::string text(c.text());
            if (c.is(Kind::string) && text[0] == '"' && text.find('\'') == text.npos && text.find('\\') == text.npos)
                text.front() = text.back() = '\'';
            if (!seen.insert(c.text()).second)
                out_.emplace_back(c, "mapping pattern checks duplicate key (" + text + ")");
        }
    }
    void class_pattern(Node p, Names& names) {
        Names keywords;
        bool first = true;
        for (Node c : p.children()) {
            if (std::exchange(first, false)) continue;
            const Node inner = bare(c);
            if (inner.is(Kind::keyword_pattern)) {
                const std::string_view name = inner.child(0u).text();
                if (!keywords.insert(name).second)
                    out_.emplace_back(inner, "attribute name repeated in class pattern: " + std::string(name));
            }
            bind_in(inner, names);
        }
    }

  public:
    static std::string unreachable(std::string_view name) {
        return name == "_" ? "wildcard makes remaining patterns unreachable"
                           : "name capture '" + std::string(name) + "' makes remaining patterns unreachable";
    }

  private:
    Mistakes& out_;
};

}  // namespace

Mistakes match_mistakes(Node match) {
    Mistakes out;
    const Node block = match.child(Field::body);
    std::vector<Node> cases;
    for (Node c : block.children())
        if (c.is(Kind::case_clause)) cases.push_back(c);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        std::vector<Node> patterns;
        for (Node c : cases[i].children())
            if (c.is(Kind::case_pattern)) patterns.push_back(c);
        Names names;
        Patterns reader(out);
        int stars = 0;
        for (Node p : patterns) {
            for (std::string_view name : reader.read(p))
                if (!names.insert(name).second)
                    out.emplace_back(p, "multiple assignments to name '" + std::string(name) + "' in pattern");
            stars += bare(p).is(Kind::splat_pattern);
        }
        if (stars > 1) out.emplace_back(patterns.back(), "multiple starred names in sequence pattern");
        if (i + 1 == cases.size() || patterns.size() != 1 || cases[i].child(Field::guard)) continue;
        bool comma = false;
        for (Node t : cases[i].tokens()) comma = comma || t.is(Kind::op_comma);
        if (const std::string_view name = captured(patterns[0]); !name.empty() && !comma)
            out.emplace_back(patterns[0], Patterns::unreachable(name));
    }
    return out;
}

}  // namespace zen
