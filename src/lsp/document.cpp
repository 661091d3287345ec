#include "lsp/document.h"

#include <algorithm>
#include <cctype>

#include "text/growth.h"
#include "text/path.h"

namespace zen::lsp {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::uint32_t mark_width(ColumnUnit unit) {
    return unit == ColumnUnit::utf8 ? 3 : 1;
}

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

void Document::assign(std::string text) {
    bom_ = text.starts_with(byte_order_mark);
    if (bom_) text.erase(0, byte_order_mark.size());
    text_ = std::move(text);
    starts_ = {0};
    find_starts(0, static_cast<std::uint32_t>(text_.size()), starts_);
}

// The starts of the lines that begin after `from` and at or before `to`.
void Document::find_starts(std::uint32_t from, std::uint32_t to, std::vector<std::uint32_t>& out) const {
    for (std::uint32_t at = from; at < to; ++at) {
        if (text_[at] == '\n' || (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n')))
            out.push_back(at + 1);
    }
}

void Document::replace(Span span, std::string_view text) {
    // A CR or LF at the edges may join with what was there: look at a line more on both sides.
    std::uint32_t first = line_of(span.start);
    if (first > 0) --first;
    std::uint32_t after = line_of(span.end) + 1;
    auto delta = static_cast<std::uint32_t>(text.size()) - span.size();
    make_room(text_, text.size());
    text_.replace(span.start, span.size(), text);
    std::uint32_t to = after < starts_.size() ? starts_[after] + delta : static_cast<std::uint32_t>(text_.size());
    std::vector<std::uint32_t> fresh;
    find_starts(starts_[first], to, fresh);
    for (std::uint32_t i = after; i < starts_.size(); ++i) starts_[i] += delta;
    if (after < starts_.size() && !fresh.empty() && fresh.back() == starts_[after]) fresh.pop_back();
    auto from = starts_.begin() + first + 1;
    auto until = starts_.begin() + std::min<std::ptrdiff_t>(after, std::ssize(starts_));
    if (std::ssize(fresh) == until - from)
        std::ranges::copy(fresh, from);
    else
        starts_.insert(starts_.erase(from, until), fresh.begin(), fresh.end());
}

std::uint32_t Document::line_of(std::uint32_t offset) const {
    return static_cast<std::uint32_t>(std::ranges::upper_bound(starts_, offset) - starts_.begin()) - 1;
}

std::string_view Document::line(std::uint32_t line) const {
    std::uint32_t end = line + 1 < starts_.size() ? starts_[line + 1] : static_cast<std::uint32_t>(text_.size());
    std::string_view out = std::string_view(text_).substr(starts_[line], end - starts_[line]);
    if (out.ends_with('\n')) out.remove_suffix(1);
    if (out.ends_with('\r')) out.remove_suffix(1);
    return out;
}

std::uint32_t Document::offset(Position position, ColumnUnit unit) const {
    if (position.line >= starts_.size()) return static_cast<std::uint32_t>(text_.size());
    std::uint32_t column = position.column;
    if (bom_ && position.line == 0) column -= std::min(column, mark_width(unit));
    return starts_[position.line] + bytes_of_columns(line(position.line), column, unit);
}

Position Document::position(std::uint32_t offset, ColumnUnit unit) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    std::uint32_t at = line_of(offset);
    std::uint32_t column = columns(std::string_view(text_).substr(starts_[at], offset - starts_[at]), unit);
    if (bom_ && at == 0) column += mark_width(unit);
    return {at, column};
}

Span Document::span(Range range, ColumnUnit unit) const {
    std::uint32_t start = offset(range.start, unit), end = offset(range.end, unit);
    return {std::min(start, end), std::max(start, end)};
}

std::string path_of_uri(std::string_view uri) {
    constexpr std::string_view scheme = "file://";
    if (!uri.starts_with(scheme)) return {};
    uri.remove_prefix(scheme.size());
    std::size_t slash = uri.find('/');  // behind the host, which is this one
    if (slash == uri.npos) return {};
    uri.remove_prefix(slash);
    std::string out;
    for (std::size_t i = 0; i < uri.size(); ++i) {
        int high = i + 2 < uri.size() && uri[i] == '%' ? hex(uri[i + 1]) : -1;
        int low = high >= 0 ? hex(uri[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += uri[i];
        }
    }
    return from_uri_path(out);
}

std::string uri_of_path(std::string_view path) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out = "file://";
    for (char c : to_uri_path(path)) {
        auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || std::string_view("/-._~").find(c) != std::string_view::npos)
            out += c;
        else
            (out += '%').append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return out;
}

}  // namespace zen::lsp
