// The report for people that fits their screen: while there are few findings, all of them, repeats of a rule in a file
// folded; else a table by rule and by file, and the findings most worth reading.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "report/tally.h"

namespace zen {

// What the report of a run is made of. Takes little memory however much is found.
class Overview {
  public:
    static constexpr std::uint32_t few = 30;       // findings that are all shown
    static constexpr std::size_t most_shown = 10;  // of more

    void add(const FileReport& report, const Look& look);
    // The files of `other` come behind. What will not be shown is dropped, unless `all` is.
    void add(const Overview& other, bool all);

    // Appends it. With `all`, there is no table, however many there are.
    void write(std::string& out, const Tally& tally, const Look& look, bool all) const;
    // Is anything left out that `full` would show?
    bool hides(bool all) const;
    // The codes of the rules of which a finding is shown.
    std::set<std::string_view> codes(bool all) const;
    bool empty() const { return found_ == 0; }

  private:
    struct Piece {
        const RuleBook* book;
        RuleId rule;
        unsigned rank;             // the less, the more it matters
        std::string text;          // a finding, without an empty line at the end
        std::uint32_t folded = 0;  // more findings of this rule in the file, below this one
        std::string rows;          // of the first of those
        std::string_view code() const { return (*book)[rule].code(); }
    };
    struct File {
        std::string path;
        std::uint32_t found;
    };
    bool large(bool all) const { return !all && found_ > few; }
    std::vector<const Piece*> best() const;
    void thin_out();
    void write_rules(std::string& out, const Tally& tally, const Look& look) const;
    void write_files(std::string& out, const Look& look) const;

    std::vector<Piece> pieces_;
    std::vector<File> files_;  // with findings
    std::uint32_t found_ = 0;
    std::map<std::string_view, std::uint32_t> counts_;  // by code
    bool folded_ = false;
};

}  // namespace zen
