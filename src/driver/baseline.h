// A list of old findings that are not to be reported: known by what they say of which code, not by line numbers.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/finding.h"
#include "engine/scanning/rule_set.h"
#include "text/result.h"
#include "text/source.h"

namespace zen {

// What stays of a finding when lines move: the rule's code, and a digest of the code that it is about. Of equal ones,
// the number counts.
using Fingerprint = std::pair<std::string, std::uint64_t>;
using Fingerprints = std::map<Fingerprint, std::uint32_t>;

Fingerprint fingerprint(const Finding& finding, const Source& source, const RuleBook& book);

class Baseline {
  public:
    // A text file with a line a finding: number, code, fingerprint, path; made to be merged by version control. Paths
    // are relative to the file's folder, absolute elsewhere.
    static Result<Baseline> read(const std::string& path);
    std::optional<Trouble> write(const std::string& path) const;

    // Takes out the findings of a file (by its absolute path) that are in the baseline: of equal ones, the first.
    // Returns which.
    Fingerprints take_out(const std::string& path, const Source& source, const RuleBook& book,
                          std::vector<Finding>& findings) const;

    const Fingerprints* of(const std::string& path) const;
    void set(const std::string& path, Fingerprints fingerprints);
    // How many findings it holds.
    std::uint32_t size() const;
    // The files that it speaks of.
    std::vector<std::string> paths() const;

  private:
    std::map<std::string, Fingerprints> files_;  // by absolute path
};

}  // namespace zen
