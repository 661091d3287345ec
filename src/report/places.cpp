#include "report/places.h"

#include <cctype>

#include "text/formatted.h"
#include "text/path.h"

namespace zen {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

// FNV-1a, 64 bit.
std::uint64_t hash(std::string_view text) {
    std::uint64_t out = 0xcbf29ce484222325u;
    for (char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return out;
}

}  // namespace

std::string path_from(const ReportContext& context, std::string_view base, std::string_view path) {
    std::string absolute = normal_path(joined(context.folder, path));
    std::string_view inside = below(base, absolute);
    return inside.empty() ? absolute : std::string(inside);
}

Spot file_spot(const FileReport& report, Span span, ColumnUnit unit) {
    return report.source.cell(span.start) ? Spot{} : spot(report, span, unit);
}

std::string file_message(const FileReport& report, const Finding& finding) {
    std::uint32_t cell = report.source.cell(finding.span.start);
    if (!cell) return finding.message;
    return formatted("cell {}, line {}: {}", cell, report.source.place(finding.span.start).row, finding.message);
}

void append_uri(std::string& out, std::string_view path) {
    constexpr std::string_view upper = "0123456789ABCDEF";
    for (char c : path) {
        auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 &&
            (std::isalnum(byte) || std::string_view("/-._~!$&'()*+,;=@").find(c) != std::string_view::npos))
            out += c;
        else
            out += {'%', upper[byte >> 4], upper[byte & 15]};
    }
}

std::string StableMarks::next(const Finding& finding) {
    std::string_view code = report_.source.slice(finding.span);
    code = code.substr(0, code.find('\n'));
    // Blanks do not count, so that a change of indentation leaves the mark as it is.
    std::string key(report_.book[finding.rule].code());
    key += '\0' + path_ + '\0';
    for (char c : code)
        if (!std::isspace(static_cast<unsigned char>(c))) key += c;
    if (unsigned earlier = seen_[key]++) key += '\0' + std::to_string(earlier);
    std::uint64_t value = hash(key);
    std::string out(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = digits[value & 15];
    return out;
}

}  // namespace zen
