// A Markdown page taken apart: front matter, title, and then prose and fenced blocks in order.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace zen {

// A run of prose, or a fenced block. All views are into the page's text; lines count from 1.
struct MarkdownBlock {
    bool fenced = false;
    std::uint32_t line = 0;  // where `text` begins; the opening fence is on the line before
    std::string_view text;   // whole lines with their ends; of prose, without the blank lines around it
    std::string_view info;   // what stands behind the opening fence: "python bad py38"
};

struct MarkdownPage {
    std::uint32_t front_line = 0;  // first line of the front matter; 0 without any
    std::string_view front;        // what stands between the `---` lines on top
    std::uint32_t title_line = 0;  // 0 without a title
    std::string_view title;        // of the first `# ` heading, which may only have blank lines above it
    std::vector<MarkdownBlock> blocks;
};

// Fences are of three or more backticks or tildes at the margin, and end at a fence at least as long of the same kind.
// Front matter or a fence that never ends is a Trouble with the line where it begins.
Result<MarkdownPage> read_markdown(std::string_view path, std::string_view text);

// The words of an info string: "python bad file=a.py" → {"python", "bad", "file=a.py"}.
std::vector<std::string_view> info_words(std::string_view info);
// The value of `key=value` among the words; empty without it.
std::string_view info_value(std::string_view info, std::string_view key);

}  // namespace zen
