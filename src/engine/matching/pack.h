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

// Tens of thousands of these two are in the program: a number each. PackStore tells when one would not hold what it is
// to.
struct Str {  // in RulePack::text
    static constexpr std::uint32_t most_text = 1u << 21, most = (1u << 11) - 1;
    std::uint32_t start : 21 = 0, size : 11 = 0;

    constexpr Str() = default;
    constexpr Str(std::uint32_t at, std::uint32_t bytes) : start(at & (most_text - 1)), size(bytes & most) {}
    constexpr std::uint32_t end() const { return std::uint32_t{start} + size; }
};
struct Slice {  // of the array that the member's comment names
    static constexpr std::uint32_t most_rows = 1u << 19, most = (1u << 13) - 1;
    std::uint32_t first : 19 = 0, count : 13 = 0;

    constexpr Slice() = default;
    constexpr Slice(std::uint32_t at, std::uint32_t rows) : first(at & (most_rows - 1)), count(rows & most) {}
    constexpr std::uint32_t end() const { return std::uint32_t{first} + count; }
};
struct PageStr {  // in RulePack::pages
    std::uint32_t start = 0, size = 0;
};

inline constexpr std::uint8_t no_hole = 0xff;
inline constexpr std::uint32_t no_position = 0xffffffff;
inline constexpr std::uint16_t no_question = 0xffff;
inline constexpr unsigned most_holes = 24;  // in one match

// What a line of the `zen` block speaks of: a hole by its number, or one of these.
inline constexpr std::uint8_t place_match = 0xe0, place_statement = 0xe1, place_loop = 0xe2, place_function = 0xe3,
                              place_class = 0xe4, place_try = 0xe5, place_file = 0xe6;

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
        gather,        // `$$x` in `match several`: one node for each that is matched
        clauses,       // `else: $$xs`: the clauses that follow, or none
        literal,       // `"$x"`, `f"$x"`: a string literal with this prefix, whatever it says
        comment,       // `# $x`: a comment
    };
    Op op;
    std::uint8_t hole;   // of one and run; no_hole for `$_` and `$$_`
    Kind kind;           // of the node; for free_name, Kind::nothing
    Field field;         // its role in the parent
    std::uint16_t next;  // index (in the pattern) after the last descendant
    Str text;
};
inline constexpr std::uint32_t most_pattern_nodes = Slice::most;

struct PatternData {
    // `match several by or`: the pattern is one for each operand, arm or neighbour. `match in a chain`: it is one
    // comparison, alone or among others, as `b == c` in `a < b == c`. apart: other operands may be between them.
    enum class Several : std::uint8_t {
        no,
        by_or,
        by_and,
        by_plus,
        by_pipe,
        as_arms,
        as_statements,
        in_chain,
        by_or_apart,
        by_and_apart,
    };
    Slice nodes;               // of pattern_nodes; several statements follow each other
    std::uint32_t anchor = 0;  // which statement of the run is looked up by kind
    std::uint32_t statements = 1;
    Kind head = Kind::nothing;  // kind of the anchor
    Str key;                    // of a call or attribute: the last identifier it spells; empty: any
    // Must all that the code has be in the pattern? Otherwise annotations, decorators, docstrings and `async` that it
    // does not write do not count.
    bool exact = false;
    Several several = Several::no;
    std::uint16_t line = 0;  // of a user's page, where the match has several patterns; else 0
};

// A piece of a rewrite template.
struct Segment {
    // clauses: `else: $$xs`; quoted: a hole in a string or comment, whose opening (`f"`, `#`) is the text
    enum class Op : std::uint8_t { literal, hole, name, clauses, quoted };
    Op op;
    std::uint8_t hole;
    std::int8_t precedence;  // that the place asks of what is put there; -1: no expression place
    bool bracketed;          // the place is inside brackets of the template
    Str text;                // literal text, or the qualified name
    Str lead;                // of a hole: the blanks before it when it opens a line; of a name: the module that it is
                             // imported from by a line of the template
};

// One condition: a line of `where`, `always` or `safe when`, or what follows a `when`.
struct Clause {
    // What the line's predicate is asked of.
    enum class Items : std::uint8_t {
        given,      // each node of the subjects
        any_given,  // `any of $a, $b`: one node of the subjects
        uses,       // of $x: the loads that its store may reach
        mentions,   // of $x: the other references to its name
        values,     // of $x: what is stored in it, and other code itself
        names,      // in $x: identifiers that are references
        code,       // `CODE` in the places
        first,      // of the run $$x
        last,
        argument,    // of a call: by keyword, or by the position `number`
        parameters,  // of a function
        decorators,  // of a function or class
        methods,     // of a class
        bases,       // of a class
        handlers,    // of a try: its `except` clauses
        tests,       // above a statement of a branch: the conditions of this branch and of those before it; above an
                     // `elif`: of those before it
        handlers_above,  // of an `except` clause: those before it
    };
    // not_each: one is not so, or there is none, or it is not known which there are; no_known: none that one can see.
    enum class Quantifier : std::uint8_t { each, some, no, not_each, no_known };
    // What `has at least N …` counts.
    enum class Unit : std::uint8_t {
        items,
        positional_arguments,
        keyword_arguments,
        parameters,
        passed_parameters,
        positional_parameters,
        lines,
        methods,
        public_methods,
        attributes,
        bases,
        decorators,
        handlers,
        branches,
    };
    std::uint16_t question;  // index of the vocabulary row, see engine/matching/vocabulary.h
    bool negated;
    Items items;
    Quantifier quantifier;
    std::uint8_t binds;  // the hole that gets the item; no_hole
    bool gives;          // do later lines name holes that this one fills?
    Unit unit;           // of `has at least N`
    Slice subjects;      // of holes (places too); none: the file as a whole
    Slice places;        // of holes (places too): those that the line names after its question
    Slice names;         // of strings: `one of …`, `imports …`, `spelled …`, `calls …`
    Slice codes;         // of patterns: `$x is CODE or CODE`
    Slice item_codes;    // of patterns: each CODE in the subjects
    // `$x is a list or a dict`: rows of the vocabulary, any of which will do, too; no_question where there are no more.
    // Of `$x is the first item of $$xs that is a list`: all rows that are asked of the items.
    std::array<std::uint16_t, 4> or_questions;
    Slice choice;          // of clauses: lines joined by `or`, of which one is to hold; then all else is empty
    std::uint32_t number;  // `has at least N`
    PageStr text;          // as written, for messages of tests
    Str reason;            // of `safe when`: why the fix is unsafe where the line does not hold
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

// A message, or what is said of another place.
struct SayData {
    Slice when;          // of clauses
    std::uint8_t place;  // of `also`; no_hole: the finding's own
    Str text;            // with holes
};

// One section that edits. Of those with one `op` and `place`, the first whose conditions hold.
struct EditData {
    enum class Op : std::uint8_t { rewrite, rewrite_each, remove, insert_above, insert_below, rename };
    Op op;
    std::uint8_t place;      // what is edited
    Slice when;              // of clauses
    Slice codes;             // of patterns: `rewrite each CODE in $x`
    Slice segments;          // of segments: the template
    std::int8_t precedence;  // of the template as an expression; -1 when it is statements
    std::uint32_t line;
};

// `$x is …`: a hole whose text is made, of findings only.
struct LetData {
    enum class Sort : std::uint8_t { item_name, new_name, opposite, joined, inside, text, path, prefixed };
    Sort sort;
    std::uint8_t hole;
    std::uint8_t place;  // what it is made of
    Str text;
    std::uint32_t number;
};

// bare_head: without the decorators of the definition.
enum class ReportPart : std::uint8_t { whole, head, first_word, bare_head };

struct MatchData {
    Slice patterns;  // of patterns; alternatives
    Slice kinds;     // of kinds: `native on …`; then there are no patterns
    Slice called;    // of strings: `native on call to …`: the last names that a call or attribute must spell
    Slice kinds_below,
        names_below;   // of kinds, of strings: `… with lambda, `__all__``: of these, the node must hold one
    Slice where;       // of clauses
    Slice safe_when;   // of clauses
    Slice hole_names;  // of strings, by hole number
    Slice aliases;     // of strings
    Slice edits;       // of edits
    Slice says;        // of says: the first whose conditions hold; none: the title
    Slice also;        // of says
    Slice lets;        // of lets
    RuleKind kind;     // of its findings
    bool native;
    ReportPart report;          // which part of it is reported
    std::uint8_t report_place;  // what is reported; place_match
    Str fix_title;              // with holes; empty: the title
    Str unsafe_because;         // why its fixes are unsafe, with holes; empty: the rule's
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
    bool by_default;      // of ok: matches whose kind is taste may report it
    PageStr code;
    Str context;         // the rest of the fence's info string
    std::uint32_t line;  // of the fence, from 1
};

struct RuleData {
    Str code, name, title, path;
    PageStr page, prose;
    Slice aliases;  // of strings: all of the matches' and the page's
    FixSafety fix;
    Default by_default;
    Severity severity;
    RuleKind kind;                            // of the findings of matches that say no other
    std::uint8_t python_major, python_minor;  // least version of the rewrite, 0.0 for any
    bool made_by_engine;
    bool in_stubs;             // does it speak of `.pyi` files and overloads, too?
    std::uint8_t folded_from;  // this many findings in a file are one lesson, reported once with all places; 0: never
    Slice options;             // of options
    Slice yields;              // of strings: names of rules
    Slice types;               // of strings, two a line of `types`: the code, and its class
    Slice matches;             // of matches
    Slice examples;            // of examples
    Str unsafe_because;        // why its fixes are unsafe, in one clause with holes; empty: not said
    Str root;                  // the absolute folder that its conditions see paths from; empty for rules of the program
};

class Match;
struct Verdict;
// A rule's C++ part, see rule.h.
using Native = Verdict (*)(const Match&);

// What people read, which no check asks for: of the program's own pages it is unpacked by the first who does.
struct PageTexts {
    std::string_view plain;
    std::string_view (*unpacked)() = nullptr;

    std::string_view all() const { return unpacked ? unpacked() : plain; }
};

// Views of the arrays; they belong to the program or to a PackStore.
struct RulePack {
    std::string_view text;
    PageTexts pages;
    std::span<const PatternNode> pattern_nodes;
    std::span<const PatternData> patterns;
    std::span<const Segment> segments;
    std::span<const Clause> clauses;
    std::span<const SayData> says;
    std::span<const EditData> edits;
    std::span<const LetData> lets;
    std::span<const std::uint8_t> holes;
    std::span<const Kind> kinds;
    std::span<const Str> strings;
    std::span<const OptionData> options;
    std::span<const ExampleData> examples;
    std::span<const MatchData> matches;
    std::span<const RuleData> rules;
    std::span<const Native> natives;  // one a rule, null without a native part; empty for users' pages

    std::string_view operator[](Str s) const { return text.substr(s.start, s.size); }
    // Empty in a build that leaves these texts out.
    std::string_view operator[](PageStr s) const {
        const std::string_view all = pages.all();
        return s.start < all.size() ? all.substr(s.start, s.size) : std::string_view();
    }
    template <class T>
    static std::span<const T> of(std::span<const T> array, Slice slice) {
        return array.subspan(slice.first, slice.count);
    }
};

// The same arrays while they grow.
struct PackStore {
    std::string text;
    std::string pages;
    std::size_t page_begin = 0;  // in `pages`: the page that is being read
    std::vector<PatternNode> pattern_nodes;
    std::vector<PatternData> patterns;
    std::vector<Segment> segments;
    std::vector<Clause> clauses;
    std::vector<SayData> says;
    std::vector<EditData> edits;
    std::vector<LetData> lets;
    std::vector<std::uint8_t> holes;
    std::vector<Kind> kinds;
    std::vector<Str> strings;
    std::vector<OptionData> options;
    std::vector<ExampleData> examples;
    std::vector<MatchData> matches;
    std::vector<RuleData> rules;
    bool overflown = false;  // a Str or a Slice is not what it should be, since there was too much

    Str add(std::string_view s) {
        const std::size_t start = text.size();
        text += s;
        overflown = overflown || s.size() > Str::most || text.size() > Str::most_text;
        return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(s.size())};
    }
    // Rows of one of the arrays.
    Slice run(std::size_t first, std::size_t count) {
        overflown = overflown || count > Slice::most || first + count > Slice::most_rows;
        return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(count)};
    }
    template <class T>
    Slice add_rows(std::vector<T>& array, const std::vector<T>& rows) {
        const Slice out = run(array.size(), rows.size());
        array.insert(array.end(), rows.begin(), rows.end());
        return out;
    }
    PageStr add_page(std::string_view page) {
        page_begin = pages.size();
        pages += page;
        return {static_cast<std::uint32_t>(page_begin), static_cast<std::uint32_t>(page.size())};
    }
    // What the page holds as it stands is not stored twice.
    PageStr add_of_page(std::string_view s) {
        std::size_t at = std::string_view(pages).substr(page_begin).find(s);
        if (at == std::string_view::npos) at = pages.size() - page_begin, pages += s;
        return {static_cast<std::uint32_t>(page_begin + at), static_cast<std::uint32_t>(s.size())};
    }
    RulePack view() const {
        return {text,  {pages, nullptr}, pattern_nodes, patterns, segments, clauses, says, edits, lets, holes,
                kinds, strings,          options,       examples, matches,  rules,   {}};
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
