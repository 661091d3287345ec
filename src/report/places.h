// Paths and marks by which other programs know a finding again.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "report/report.h"

namespace zen {

// The path as seen from the absolute folder `base`; absolute when it does not lie below. Relative paths start from the
// context's folder.
std::string path_from(const ReportContext& context, std::string_view base, std::string_view path);

// A path as part of a URI: what is not allowed there as %XX.
void append_uri(std::string& out, std::string_view path);

// Gives each finding of a file a mark that stays when lines are added or moved elsewhere in the file: of the rule, the
// path, the first line of the code and, among equal ones, the number. To be asked in the order of the places.
class Fingerprints {
  public:
    Fingerprints(const FileReport& report, std::string path) : report_(report), path_(std::move(path)) {}
    // 16 hexadecimal digits.
    std::string next(const Finding& finding);

  private:
    const FileReport& report_;
    std::string path_;
    std::unordered_map<std::string, unsigned> seen_;
};

}  // namespace zen
