// Where the reports of a run go: standard output and files, each in its form.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "cli/output.h"
#include "driver/check.h"
#include "report/earlier.h"
#include "report/harvest.h"
#include "report/report.h"
#include "report/tally.h"

namespace zen {

// One `FORMAT` or `FORMAT=FILE` of --output-format.
struct Wanted {
    const Format* format;
    std::string file;  // empty: standard output
};

// Reads the words of --output-format, and --output-file, which names the file of the one that has none. A Trouble for
// an unknown format and for two reports at one place. `full`: every finding, where the report for people would leave
// some out.
Result<std::vector<Wanted>> wanted_reports(const std::vector<std::string>& words, const std::string& output_file,
                                           bool full);

class Reports {
  public:
    // Opens the files. `descriptor` takes what has no file. What cannot be opened is a Trouble.
    static Result<Reports> open(const std::vector<Wanted>& wanted, int descriptor, ColorChoice color,
                                const std::string& current, const std::string& version);

    // The sets whose rules a report may list; before any file.
    void know(const RuleSet& rules);
    std::span<const Form> forms() const { return forms_; }
    // Is there a report at the descriptor that was given, and one for people?
    bool standard() const;
    // Called before anything is written to the descriptor.
    void before_writing(std::function<void()> act);

    // Written to the descriptor that was given, before everything else: what clears a screen.
    void write_first(std::string_view text);
    void begin();
    // To compare with; before the end. It must outlive the reports.
    void compare_with(const EarlierReport* earlier) { earlier_ = earlier; }
    // Are all findings shown, however many there are? False at first.
    void show_all(bool all) { all_ = all; }
    // A file's part, one for each form.
    void take(const Outcome& outcome);
    // `closing`: with the lines that end a report for people.
    void end(const Tally& tally, const RunSummary& summary, bool trouble, bool closing);
    void statistics(const Tally& tally, const RunSummary& summary, bool closing);
    // False when anything could not be written; that has been said.
    bool finish();

  private:
    struct Place {
        Output output;
        std::string file;
        bool any = false;
    };
    void close_lines(std::size_t i, const Tally& tally, const RunSummary& summary);

    std::vector<Form> forms_;
    std::deque<Place> places_;         // one for each form
    std::vector<Overview> overviews_;  // one for each form
    bool all_ = false;
    const EarlierReport* earlier_ = nullptr;
    Harvest harvest_;
};

}  // namespace zen
