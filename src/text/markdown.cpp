#include "text/markdown.h"

#include <string>

#include "text/trimmed.h"

namespace zen {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Gives the lines of a text one by one, with their ends.
struct MarkdownLines {
    std::string_view rest;
    std::uint32_t number = 0;  // of the line given last

    bool next(std::string_view& line) {
        if (rest.empty()) return false;
        std::size_t end = rest.find('\n');
        line = rest.substr(0, end == rest.npos ? end : end + 1);
        rest.remove_prefix(line.size());
        ++number;
        return true;
    }
};

// How many backticks or tildes open the line, when it is a fence; 0 else.
std::size_t fence_length(std::string_view line) {
    if (!line.starts_with("```") && !line.starts_with("~~~")) return 0;
    std::size_t length = line.find_first_not_of(line[0]);
    if (length == line.npos) length = line.size();
    // Backticks behind the fence make it code inside a line of prose.
    if (line[0] == '`' && line.find('`', length) != line.npos) return 0;
    return length;
}

bool closes(std::string_view line, char mark, std::size_t length) {
    std::string_view fence = line.substr(0, line.find_last_not_of(blanks) + 1);
    return fence.size() >= length && fence.find_first_not_of(mark) == fence.npos;
}

// From the begin of `first` up to the begin of `last`; both are views into one text.
std::string_view between(std::string_view first, std::string_view last) {
    return {first.data(), static_cast<std::size_t>(last.data() - first.data())};
}

void add_prose(MarkdownPage& page, std::string_view text, std::uint32_t line) {
    MarkdownLines lines{text, line - 1};
    std::string_view one, rest = text;
    while (lines.next(one)) {
        if (!trimmed(one).empty()) {
            std::size_t last = rest.find_last_not_of(blanks);
            std::size_t end = rest.find('\n', last);
            page.blocks.push_back({false, lines.number, rest.substr(0, end == rest.npos ? end : end + 1), {}});
            return;
        }
        rest = lines.rest;
    }
}

}  // namespace

Result<MarkdownPage> read_markdown(std::string_view path, std::string_view text) {
    MarkdownPage page;
    MarkdownLines lines{text};
    std::string_view line;
    auto trouble = [&](std::uint32_t at, std::string message) {
        return Trouble{std::string(path), at, 0, std::move(message)};
    };
    if (text.substr(0, text.find('\n') + 1).starts_with("---") && lines.next(line) && trimmed(line) == "---") {
        std::string_view begin = lines.rest;
        page.front_line = 2;
        bool closed = false;
        while (!closed && lines.next(line)) closed = trimmed(line) == "---";
        if (!closed) return trouble(1, "the front matter has no end: close it with a line `---`");
        page.front = between(begin, line);
    } else {
        lines = MarkdownLines{text};
    }
    std::string_view prose = lines.rest;
    std::uint32_t prose_line = lines.number + 1;
    bool fresh = true;  // only blank lines so far
    while (lines.next(line)) {
        if (fresh && line.starts_with("# ")) {
            page.title = trimmed(line.substr(2));
            page.title_line = lines.number;
            prose = lines.rest;
            prose_line = lines.number + 1;
        }
        if (!trimmed(line).empty()) fresh = false;
        std::size_t length = fence_length(line);
        if (!length) continue;
        add_prose(page, between(prose, line), prose_line);
        MarkdownBlock block{true, lines.number + 1, lines.rest, trimmed(line.substr(length))};
        char mark = line[0];
        std::string_view inner;
        bool closed = false;
        while (!closed && lines.next(inner)) closed = closes(inner, mark, length);
        if (!closed) return trouble(block.line - 1, "the block that opens here is never closed");
        block.text = between(block.text, inner);
        page.blocks.push_back(block);
        prose = lines.rest;
        prose_line = lines.number + 1;
    }
    add_prose(page, prose, prose_line);
    return page;
}

std::vector<std::string_view> info_words(std::string_view info) {
    std::vector<std::string_view> out;
    while (!(info = trimmed(info)).empty()) {
        out.push_back(info.substr(0, info.find_first_of(blanks)));
        info.remove_prefix(out.back().size());
    }
    return out;
}

std::string_view info_value(std::string_view info, std::string_view key) {
    for (std::string_view word : info_words(info))
        if (word.size() > key.size() && word.starts_with(key) && word[key.size()] == '=')
            return word.substr(key.size() + 1);
    return {};
}

}  // namespace zen
