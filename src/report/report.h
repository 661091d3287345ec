// The forms that findings are shown in.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/finding.h"
#include "engine/rule_set.h"
#include "report/look.h"
#include "text/source.h"

namespace zen {

// One file's findings, with what they refer to. The path shown is the source's.
struct FileReport {
    const Source& source;
    const RuleBook& book;
    std::span<const Finding> findings;
};

// A whole report is `head`, the files' parts (with `between` between those that are not empty), and `tail`.
struct Format {
    std::string_view name, meaning;
    std::string_view head, between, tail, tail_if_empty;
    void (*file)(std::string& out, const FileReport& report, const Look& look);
    bool summary;  // for people: a closing line follows
};

std::span<const Format> formats();
// Null for no such format.
const Format* format(std::string_view name);

// The parts of single formats, see formats().
void write_full(std::string& out, const FileReport& report, const Look& look);
void write_concise(std::string& out, const FileReport& report, const Look& look);
void write_json(std::string& out, const FileReport& report, const Look& look);

// The course link of a finding's section; for users' own rules none.
std::string_view course_url(const RuleBook& book, RuleId rule);
std::string_view severity_name(Severity severity);
Ink severity_ink(Severity severity);

}  // namespace zen
