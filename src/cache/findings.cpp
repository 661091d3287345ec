#include "cache/findings.h"

#include <algorithm>

#include "cache/packed.h"

namespace zen {
namespace {

void write(PackedWriter& w, const Finding& f) {
    w.number(f.rule);
    w.number(f.match);
    w.span(f.span);
    w.number(f.noqa_row);
    w.text(f.message);
    w.number(static_cast<std::uint32_t>(f.related.size()));
    for (const Related& related : f.related) {
        w.span(related.span);
        w.text(related.message);
    }
    w.number(f.fix.has_value());
    if (!f.fix) return;
    w.number(static_cast<std::uint32_t>(f.fix->applicability));
    w.text(f.fix->title);
    w.text(f.fix->reason);
    w.number(static_cast<std::uint32_t>(f.fix->edits.size()));
    for (const Edit& edit : f.fix->edits) {
        w.span(edit.span);
        w.text(edit.text);
    }
    w.number(static_cast<std::uint32_t>(f.fix->held.size()));
    for (Span lines : f.fix->held) w.span(lines);
}

// False for a finding that the rules of this book cannot have made.
bool read(PackedReader& r, Finding& f, const RuleBook& book) {
    f.rule = r.number();
    f.match = r.number();
    if (!r.good() || f.rule >= book.rules().size()) return false;
    if (f.match >= std::max(1u, book[f.rule].data->matches.count)) return false;
    f.span = r.span();
    f.noqa_row = r.number();
    f.message = r.text();
    f.related.resize(r.count());
    for (Related& related : f.related) {
        related.span = r.span();
        related.message = r.text();
    }
    if (!r.number(1)) return r.good();
    Fix& fix = f.fix.emplace();
    fix.applicability = static_cast<Applicability>(r.number(2));
    fix.title = r.text();
    fix.reason = r.text();
    fix.edits.resize(r.count());
    for (Edit& edit : fix.edits) {
        edit.span = r.span();
        edit.text = r.text();
    }
    fix.held.resize(r.count());
    for (Span& lines : fix.held) lines = r.span();
    return r.good();
}

}  // namespace

Digest findings_key(std::string_view bytes, std::string_view path, const RuleSet& rules, std::string_view program,
                    bool with_modules) {
    Digest content = digest(bytes);
    std::string all;
    auto number = [&](std::uint64_t n) { all.append(reinterpret_cast<const char*>(&n), sizeof n); };
    number(content.high);
    number(content.low);
    number(bytes.size());
    number(path.size());
    all += path;
    number(program.size());
    all += program;
    if (with_modules) all += "modules";
    all += rules.identity();
    return digest(all);
}

std::string stored(const KeptFindings& kept) {
    PackedWriter w;
    w.number(static_cast<std::uint32_t>(kept.findings.size()));
    for (const Finding& f : kept.findings) write(w, f);
    w.number(static_cast<std::uint32_t>(kept.suppressed.size()));
    for (const Suppressed& s : kept.suppressed) {
        write(w, s.finding);
        w.span(s.directive);
        w.text(s.reason);
    }
    w.number(static_cast<std::uint32_t>(kept.reads.size()));
    for (const ModuleRead& read : kept.reads) {
        w.text(read.importer);
        w.text(read.module);
        w.wide(read.digest.high);
        w.wide(read.digest.low);
    }
    return std::move(w.out);
}

std::optional<KeptFindings> restored(std::string_view bytes, const RuleBook& book, std::size_t size) {
    // The text may be longer than the file, by at most two bytes of UTF-8 for each of another encoding.
    PackedReader r(bytes, size * 3);
    KeptFindings out;
    out.findings.resize(r.count());
    for (Finding& f : out.findings)
        if (!read(r, f, book)) return std::nullopt;
    out.suppressed.resize(r.count());
    for (Suppressed& s : out.suppressed) {
        if (!read(r, s.finding, book)) return std::nullopt;
        s.directive = r.span();
        s.reason = r.text();
    }
    out.reads.resize(r.count());
    for (ModuleRead& read : out.reads) {
        read.importer = r.text();
        read.module = r.text();
        read.digest = {r.wide(), r.wide()};
    }
    if (!r.ended()) return std::nullopt;
    return out;
}

}  // namespace zen
