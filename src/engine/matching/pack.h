// Rule pages in compiled form: flat arrays that refer to each other by index, so that a table baked into the program
// and one read from a user's page at run time are the same thing.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/kinds.h"

namespace zen {

struct Str {  // in RulePack::text
    std::uint32_t start = 0, size = 0;
};
struct Slice {  // of the array that the member's comment names
    std::uint32_t first = 0, count = 0;
};

inline constexpr std::uint8_t no_hole = 0xff;
inline constexpr unsigned most_holes = 12;  // in one match

// One node of a pattern, in pre-order.
struct PatternNode {
    enum class Op : std::uint8_t {
        node,          // this kind, and the children match
        leaf,          // this kind and this text
        string_start,  // the same prefix letters; quotes do not count
        any_token,     // this kind, whatever it says
        free_name,     // the builtin or import of this qualified name
        one,           // `$x`
        run,           // `$$xs`
    };
    Op op;
    std::uint8_t hole;   // of one and run; no_hole for `$_` and `$$_`
    Kind kind;           // of the node; for free_name, Kind::nothing
    std::uint32_t next;  // index (in the pattern) after the last descendant
    Str text;
};

struct PatternData {
    Slice nodes;               // of pattern_nodes; several statements follow each other
    std::uint32_t anchor = 0;  // which statement of the run is looked up by kind
    std::uint32_t statements = 1;
    Kind head = Kind::nothing;  // kind of the anchor
    Str key;                    // of a call or attribute: the last identifier it spells; empty: any
};

// A piece of a rewrite template.
struct Segment {
    enum class Op : std::uint8_t { literal, hole, name };
    Op op;
    std::uint8_t hole;
    std::int8_t precedence;  // that the place asks of what is put there; -1: no expression place
    bool bracketed;          // the place is inside brackets of the template
    Str text;                // literal text, or the qualified name
    Str lead;                // of a hole: the blanks before it when it opens a line
};

// One line of `where`, `always` or `safe when`.
struct Clause {
    std::uint32_t question;  // index of the vocabulary row, see engine/where.h
    bool negated;
    Slice subjects;      // of holes; none: the file or the match as a whole
    std::uint8_t place;  // the hole that `in $y` names; no_hole without
    Slice names;         // of strings: `one of …`, `import …`
    Str text;            // as written, for messages
    std::uint32_t line;
};

// What a finding claims. bug: the code is or will be wrong. idiom: Python has a better way, which most experts would
// take. upgrade: the target version has a newer form. taste: experts differ.
enum class RuleKind : std::uint8_t { bug, idiom, upgrade, taste };
inline constexpr std::array<std::string_view, 4> rule_kind_names{"bug", "idiom", "upgrade", "taste"};
constexpr std::string_view rule_kind_name(RuleKind kind) {
    return rule_kind_names[static_cast<std::size_t>(kind)];
}
constexpr std::optional<RuleKind> rule_kind_named(std::string_view name) {
    for (std::size_t i = 0; i < rule_kind_names.size(); ++i)
        if (rule_kind_names[i] == name) return static_cast<RuleKind>(i);
    return std::nullopt;
}

struct MatchData {
    Slice patterns;    // of patterns; alternatives
    Slice kinds;       // of kinds: `native on …`; then there are no patterns
    Slice called;      // of strings: `native on call to …`: the last names that a call or attribute must spell
    Slice where;       // of clauses
    Slice safe_when;   // of clauses
    Slice hole_names;  // of strings, by hole number
    Slice aliases;     // of strings
    Slice rewrite;     // of segments
    RuleKind kind;     // of its findings
    bool has_rewrite;
    bool native;
    std::int8_t rewrite_precedence;  // of the template as an expression; -1 when it is statements
    Str say;                         // message with holes; empty: the title
    Str unsafe_because;              // why its fixes are unsafe, with holes; empty: the rule's
    std::uint32_t line;
};

enum class FixSafety : std::uint8_t { none, safe, unsafe, sometimes_safe, display };
enum class Default : std::uint8_t { on, off, preview };
enum class Severity : std::uint8_t { error, warning, info };

struct OptionData {
    Str name, value, meaning;
};

struct ExampleData {
    enum class Sort : std::uint8_t { bad, good, ok };
    Sort sort;
    std::uint8_t safety;  // of good: 0 unsaid, 1 `safe`, 2 `unsafe`
    bool only;            // judged by this rule alone
    Str code;
    Str context;         // the rest of the fence's info string
    std::uint32_t line;  // of the fence, from 1
};

struct RuleData {
    Str code, name, title, path, page, prose;
    Slice aliases;  // of strings: all of the matches' and the page's
    FixSafety fix;
    Default by_default;
    Severity severity;
    RuleKind kind;                            // of the findings of matches that say no other
    std::uint8_t python_major, python_minor;  // least version of the rewrite, 0.0 for any
    bool made_by_engine;
    bool in_stubs;  // does it speak of `.pyi` files and overloads, too?
    Slice options;       // of options
    Slice yields;        // of strings: names of rules
    Slice matches;       // of matches
    Slice examples;      // of examples
    Str unsafe_because;  // why its fixes are unsafe, in one clause with holes; empty: not said
};

class Match;
struct Verdict;
// A rule's C++ part, see rule.h.
using Native = Verdict (*)(const Match&);

// Views of the arrays; they belong to the program or to a PackStore.
struct RulePack {
    std::string_view text;
    std::span<const PatternNode> pattern_nodes;
    std::span<const PatternData> patterns;
    std::span<const Segment> segments;
    std::span<const Clause> clauses;
    std::span<const std::uint8_t> holes;
    std::span<const Kind> kinds;
    std::span<const Str> strings;
    std::span<const OptionData> options;
    std::span<const ExampleData> examples;
    std::span<const MatchData> matches;
    std::span<const RuleData> rules;
    std::span<const Native> natives;  // one a rule, null without a native part; empty for users' pages

    std::string_view operator[](Str s) const { return text.substr(s.start, s.size); }
    template <class T>
    static std::span<const T> of(std::span<const T> array, Slice slice) {
        return array.subspan(slice.first, slice.count);
    }
};

// The same arrays while they grow.
struct PackStore {
    std::string text;
    std::vector<PatternNode> pattern_nodes;
    std::vector<PatternData> patterns;
    std::vector<Segment> segments;
    std::vector<Clause> clauses;
    std::vector<std::uint8_t> holes;
    std::vector<Kind> kinds;
    std::vector<Str> strings;
    std::vector<OptionData> options;
    std::vector<ExampleData> examples;
    std::vector<MatchData> matches;
    std::vector<RuleData> rules;

    Str add(std::string_view s) {
        Str out{static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(s.size())};
        text += s;
        return out;
    }
    RulePack view() const {
        return {text,    pattern_nodes, patterns, segments, clauses, holes, kinds,
                strings, options,       examples, matches,  rules,   {}};
    }
};

// A section of the course.
struct CourseSection {
    std::string_view digits;   // the first two digits of its rules' codes
    std::string_view folder;   // "22-dictionaries"
    std::string_view lesson;   // "Data Structures"
    std::string_view heading;  // "2. Dictionaries (Hash Maps)"; empty for the tool's own
    std::string_view url;
};

}  // namespace zen
