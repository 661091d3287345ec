// What a reading list is made of: how often each rule has spoken, and a few of the reader's own lines for each.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "report/report.h"

namespace zen {

// Lines of the reader's, as they are and as they could be, without the indentation that they share.
struct Example {
    std::string path;
    std::uint32_t row = 0;
    std::string message;
    std::string before, after;  // `after` is empty where nothing is offered, or where the lines go
    bool removed = false;       // the fix removes the lines
    Applicability applicability = Applicability::display;
    int clumsiness = 0;  // the less, the better it shows the point
};

// Takes little memory however much is found: a few examples a rule, a number a file.
class Harvest {
  public:
    struct Share {
        const RuleBook* book;
        RuleId rule;
        Severity severity;
        std::uint32_t found = 0, safe = 0, unsafe = 0;  // of those found: how many have such a fix
        std::vector<Example> examples;                  // the best ones first

        const RuleBook::Entry& entry() const { return (*book)[rule]; }
    };
    struct File {
        std::string path;
        std::uint32_t found;
    };
    // A section of the course, with the rules that led to it, the most frequent first.
    struct Chapter {
        const CourseSection* section;  // null for users' own rules
        std::uint32_t found = 0, weight = 0;
        std::vector<const Share*> shares;
    };

    void add(const FileReport& report);
    void add(Harvest other);
    // By weight: severity counts.
    std::vector<Chapter> chapters() const;
    std::uint32_t found() const;
    std::uint32_t safe() const;
    std::uint32_t unsafe() const;
    // The files with the most findings.
    std::vector<File> worst_files(std::size_t most) const;
    std::size_t files() const { return files_.size(); }
    // Of all files, those without findings too.
    std::uint32_t lines() const { return lines_; }

  private:
    Share& of(const FileReport& report, const Finding& finding);
    std::vector<Share> shares_;
    std::vector<File> files_;  // with findings
    std::uint32_t lines_ = 0;
};

// "Lesson › Heading", or the lesson where the section is all of it.
std::string section_title(const CourseSection& section);

// "12.5 per 1,000 lines"; empty where there are no lines.
std::string per_thousand(std::uint32_t found, std::uint32_t lines);
// "3 findings, 12.5 per 1,000 lines"
std::string found_text(std::uint32_t found, std::uint32_t lines);
// The lesson of the course and its section, "Python Fundamentals › 4. Control Flow", or what stands in their place.
std::string chapter_name(const CourseSection* section);

// How much a finding counts when it comes to what to read first.
std::uint32_t reading_weight(Severity severity);

}  // namespace zen
