#include "report/prose.h"

#include <algorithm>

#include "text/line_index.h"

namespace zen {

std::string wrapped(std::string_view text, unsigned width) {
    std::string out;
    unsigned column = 0;
    bool keeps = false;
    auto flush = [&] {
        if (column) out += '\n';
        column = 0;
    };
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) {
            flush();
            out += '\n';
            keeps = false;
            continue;
        }
        bool item = line.find_first_of("-*|>#0123456789 ") == 0 && !line.starts_with("**");
        keeps = keeps || item;
        if (keeps) {
            flush();
            (out += line) += '\n';
            continue;
        }
        while (!line.empty()) {
            std::size_t blank = std::min(line.find(' '), line.size());
            std::string_view piece = line.substr(0, blank);
            line.remove_prefix(std::min(blank + 1, line.size()));
            unsigned size = columns(piece, ColumnUnit::code_points);
            if (!size) continue;
            if (column && column + 1 + size > width) flush();
            if (column) out += ' ';
            out += piece;
            column += size + (column ? 1 : 0);
        }
    }
    flush();
    return out;
}

void write_prose(std::string& out, const Look& look, std::string_view text) {
    if (!look.color) {
        out += text;
        return;
    }
    while (!text.empty()) {
        std::size_t mark = std::min(text.find_first_of("`*"), text.size());
        out += text.substr(0, mark);
        text.remove_prefix(mark);
        if (text.empty()) break;
        std::string_view fence = text.starts_with("**") ? "**" : text.substr(0, 1);
        std::size_t close = text.find(fence, fence.size());
        if (close == text.npos || text.substr(0, close).find("\n\n") != text.npos) {
            out += fence;
            text.remove_prefix(fence.size());
            continue;
        }
        paint(out, look, fence == "`" ? Ink::cyan : Ink::bold, text.substr(fence.size(), close - fence.size()));
        text.remove_prefix(close + fence.size());
    }
}

std::string_view rule_reason(const RuleBook::Entry& rule) {
    std::string_view prose = (*rule.pack)[rule.data->prose];
    return prose.substr(0, prose.find("\n\n"));
}

}  // namespace zen
