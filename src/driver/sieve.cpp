#include "driver/sieve.h"

#include "text/path.h"

namespace zen {

std::string Sieve::path(const Source& source) const {
    return normal_path(joined(current, source.path()));
}

Fingerprints Sieve::sift(const Source& given, const Source& now, const RuleBook& book,
                         std::vector<Finding>& findings) const {
    std::string name = path(given);
    if (changed) {
        auto file = changed->files.find(name);
        std::vector<Rows> rows = file == changed->files.end()
                                     ? std::vector<Rows>()
                                     : moved_rows(file->second, given.text(), now.text(), true);
        std::erase_if(findings, [&](const Finding& f) {
            std::uint32_t end = f.span.end > f.span.start ? f.span.end - 1 : f.span.end;
            return !ChangedLines::touches(rows, now.lines().row(f.span.start), now.lines().row(end));
        });
    }
    return baseline ? baseline->take_out(name, now, book, findings) : Fingerprints();
}

Fingerprints fingerprints(const Source& source, const RuleBook& book, const std::vector<Finding>& findings) {
    Fingerprints out;
    for (const Finding& f : findings)
        if (book[f.rule].code() != "ZEN0001") ++out[fingerprint(f, source, book)];
    return out;
}

}  // namespace zen
