// The `zen` block of a page: its sections, read and compiled.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/matching/pack.h"

namespace zen {

struct PageLine {
    std::string_view text;
    std::uint32_t number;  // from 1
};

// What is wrong, and on which line of the page.
struct PageFault {
    std::uint32_t line;
    std::string why;
};

// A match as the page writes it, before it is compiled.
struct RawMatch {
    struct Code {
        std::string text;
        std::uint32_t line;
        bool operator==(const Code&) const = default;
    };
    struct Line {
        std::string text;
        std::uint32_t line;
        std::vector<Line> others = {};  // of a condition: the lines below that begin with `or`, without it
        bool operator==(const Line&) const = default;
    };
    struct Pattern {
        Code code;
        bool either_way = false;
        PatternData::Several several = PatternData::Several::no;
        bool operator==(const Pattern&) const = default;
    };
    // `rewrite`, `say`, `remove` …, with what stands after its name.
    struct Section {
        std::string header;
        Code content;
        bool operator==(const Section&) const = default;
    };
    std::vector<Pattern> patterns;
    std::vector<Line> where, safe_when, lets, also;
    std::vector<Section> says, edits;
    std::string kinds, called, below, report, fix_title, unsafe_because;
    std::optional<std::string> aliases;
    bool own_aliases = false;  // written in the match itself: they hold for all rows of a table
    std::optional<RuleKind> kind;
    bool native = false, closed = false;
    std::uint32_t line = 0, report_line = 0;
    bool operator==(const RawMatch&) const = default;
};

// What the compiler of a block knows of its page.
struct PageFacts {
    std::string_view aliases;
    RuleKind kind;
    std::vector<std::string_view> options;  // their names
    bool has_native;
    bool fixes;     // it does not say `fix: none`
    bool numbered;  // each pattern of a match with several is to be seen working, and keeps its line
};

class ZenBlock {
  public:
    std::optional<PageFault> read(const std::vector<PageLine>& lines);
    bool empty() const { return raw_.empty(); }
    // What the page says of types: two strings a line. The conditions are those from `first_clause` on.
    std::optional<PageFault> compile_types(PackStore& store, std::size_t first_clause, Slice& out) const;
    // The matches are added to `out`, all their aliases to `aliases`.
    std::optional<PageFault> compile(PackStore& store, const PageFacts& page, std::vector<MatchData>& out,
                                     std::set<std::string, std::less<>>& aliases) const;

  private:
    // `for each $a, $b`: the matches below are made once a row.
    struct Table {
        std::vector<std::string> columns;
        std::vector<std::vector<std::string>> rows;
    };

    void fail(std::uint32_t line, std::string why);
    void section(std::string_view header, std::uint32_t line, const std::vector<PageLine>& content);
    void match_section(std::string_view header, std::uint32_t line, const std::vector<PageLine>& content);
    void native_on(std::string_view header, std::uint32_t line);
    void share_common();
    std::vector<RawMatch::Line> conditions(const std::vector<PageLine>& content);
    bool part_of_match(RawMatch& m, std::string_view header, std::uint32_t line, const std::vector<PageLine>& content);
    void table(std::string_view header, std::uint32_t line, const std::vector<PageLine>& content);

    std::vector<RawMatch> raw_;
    std::vector<RawMatch::Line> always_, types_;
    RawMatch common_;                                    // the sections above the first match
    std::vector<std::pair<std::size_t, Table>> tables_;  // and the first match that each is for
    std::optional<PageFault> fault_;

    friend class ZenCompiler;
};

}  // namespace zen
