#include "text/edit.h"

#include <algorithm>
#include <utility>

#include "text/diff.h"
#include "text/formatted.h"

namespace zen {
namespace {

bool inside_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

// Bytes that both texts begin with, whole characters only.
std::size_t common_head(std::string_view a, std::string_view b) {
    auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    while (at > 0 && (inside_character(a, at) || inside_character(b, at))) --at;
    return at;
}

std::size_t common_tail(std::string_view a, std::string_view b) {
    std::size_t most = std::min(a.size(), b.size()), size = 0;
    while (size < most && a[a.size() - 1 - size] == b[b.size() - 1 - size]) ++size;
    while (size > 0 && inside_character(a, a.size() - size)) --size;
    return size;
}

// "12,3" of a hunk's head: the first line and how many; a count of one goes without saying.
std::string range(std::uint32_t start, std::uint32_t end) {
    std::string out = std::to_string(start == end ? start : start + 1);
    return end - start == 1 ? out : formatted("{},{}", out, end - start);
}

void add_line(std::string& out, char mark, std::string_view line) {
    out += mark;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

}  // namespace

std::string edited(std::string_view text, std::vector<Edit> edits, std::string_view newline) {
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    std::string out;
    out.reserve(text.size() + 64);
    std::size_t at = 0;
    for (const Edit& e : edits) {
        out += text.substr(at, e.span.start - at);
        for (char c : e.text) {
            if (c == '\n' && newline == "\r\n" && !out.ends_with('\r')) out += '\r';
            out += c;
        }
        at = e.span.end;
    }
    out += text.substr(at);
    return out;
}

std::vector<Edit> difference(std::string_view before, std::string_view after) {
    std::vector<std::string_view> old_lines = split_lines(before), new_lines = split_lines(after);
    std::vector<Edit> edits;
    // Where a line begins; past the last one, the end of the text.
    auto start = [](std::string_view text, const std::vector<std::string_view>& lines, std::uint32_t line) {
        return line < lines.size() ? static_cast<std::size_t>(lines[line].data() - text.data()) : text.size();
    };
    for (const LineChange& change : line_changes(old_lines, new_lines)) {
        std::size_t from = start(before, old_lines, change.before_start),
                    to = start(before, old_lines, change.before_end);
        std::size_t new_from = start(after, new_lines, change.after_start),
                    new_to = start(after, new_lines, change.after_end);
        std::string_view removed = before.substr(from, to - from), added = after.substr(new_from, new_to - new_from);
        std::size_t head = common_head(removed, added);
        removed.remove_prefix(head);
        added.remove_prefix(head);
        std::size_t tail = common_tail(removed, added);
        removed.remove_suffix(tail);
        added.remove_suffix(tail);
        auto first = static_cast<std::uint32_t>(from + head);
        edits.push_back({{first, first + static_cast<std::uint32_t>(removed.size())}, std::string(added)});
    }
    return edits;
}

std::string unified_diff(std::string_view before, std::string_view after, std::string_view before_name,
                         std::string_view after_name) {
    constexpr std::uint32_t context = 3;
    std::vector<std::string_view> old_lines = split_lines(before), new_lines = split_lines(after);
    std::vector<LineChange> changes = line_changes(old_lines, new_lines);
    if (changes.empty()) return {};
    std::string out;
    out.append("--- ").append(before_name).append("\n+++ ").append(after_name).append("\n");
    auto old_count = static_cast<std::uint32_t>(old_lines.size());
    for (std::size_t first = 0; first < changes.size();) {
        // Changes whose contexts touch share a hunk.
        std::size_t last = first;
        while (last + 1 < changes.size() && changes[last + 1].before_start - changes[last].before_end <= 2 * context)
            ++last;
        std::uint32_t lead = std::min(context, changes[first].before_start);
        std::uint32_t trail = std::min(context, old_count - changes[last].before_end);
        std::uint32_t at = changes[first].before_start - lead, end = changes[last].before_end + trail;
        out.append("@@ -").append(range(at, end)).append(" +");
        out.append(range(changes[first].after_start - lead, changes[last].after_end + trail)).append(" @@\n");
        for (; first <= last; ++first) {
            const LineChange& change = changes[first];
            for (; at < change.before_start; ++at) add_line(out, ' ', old_lines[at]);
            for (; at < change.before_end; ++at) add_line(out, '-', old_lines[at]);
            for (std::uint32_t i = change.after_start; i < change.after_end; ++i) add_line(out, '+', new_lines[i]);
        }
        for (; at < end; ++at) add_line(out, ' ', old_lines[at]);
    }
    return out;
}

}  // namespace zen
