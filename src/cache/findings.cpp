#include "cache/findings.h"

#include <cstring>

namespace zen {
namespace {

class Writer {
  public:
    void number(std::uint32_t n) {
        char bytes[sizeof n];
        std::memcpy(bytes, &n, sizeof n);
        out.append(bytes, sizeof n);
    }
    void text(std::string_view s) {
        number(static_cast<std::uint32_t>(s.size()));
        out += s;
    }
    void span(Span s) {
        number(s.start);
        number(s.end);
    }

    std::string out;
};

// Reads what Writer wrote; after the first thing that cannot be, `good` is false and everything is empty.
class Reader {
  public:
    Reader(std::string_view bytes, std::size_t size) : bytes_(bytes), size_(size) {}

    std::uint32_t number(std::size_t most = 0xffffffffu) {
        std::uint32_t n = 0;
        if (bytes_.size() < sizeof n) return fail();
        std::memcpy(&n, bytes_.data(), sizeof n);
        bytes_.remove_prefix(sizeof n);
        return n <= most ? n : fail();
    }
    // How many of something follow, each of which takes at least four bytes.
    std::uint32_t count() { return number(bytes_.size() / 4); }
    std::string text() {
        std::uint32_t size = number(bytes_.size());
        if (size > bytes_.size()) size = fail();
        std::string out(bytes_.substr(0, size));
        bytes_.remove_prefix(size);
        return out;
    }
    Span span() {
        Span s{number(size_), number(size_)};
        if (s.end < s.start) fail(), s = {};
        return s;
    }
    bool good() const { return good_; }
    bool ended() const { return good_ && bytes_.empty(); }

  private:
    std::uint32_t fail() {
        good_ = false;
        bytes_ = {};
        return 0;
    }

    std::string_view bytes_;
    std::size_t size_;
    bool good_ = true;
};

void write(Writer& w, const Finding& f) {
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
bool read(Reader& r, Finding& f, const RuleBook& book) {
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

Digest findings_key(std::string_view bytes, std::string_view path, const RuleSet& rules, std::string_view program) {
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
    all += rules.identity();
    return digest(all);
}

std::string stored(const KeptFindings& kept) {
    Writer w;
    w.number(static_cast<std::uint32_t>(kept.findings.size()));
    for (const Finding& f : kept.findings) write(w, f);
    w.number(static_cast<std::uint32_t>(kept.suppressed.size()));
    for (const Suppressed& s : kept.suppressed) {
        write(w, s.finding);
        w.span(s.directive);
        w.text(s.reason);
    }
    return std::move(w.out);
}

std::optional<KeptFindings> restored(std::string_view bytes, const RuleBook& book, std::size_t size) {
    // The text may be longer than the file, by at most two bytes of UTF-8 for each of another encoding.
    Reader r(bytes, size * 3);
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
    if (!r.ended()) return std::nullopt;
    return out;
}

}  // namespace zen
