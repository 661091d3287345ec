#include "report/shown_line.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "report/look.h"

namespace zen {
namespace {

constexpr unsigned tab_stop = 4;
constexpr unsigned cut_margin = 40;      // cells kept before the focus of a line that is cut
constexpr std::size_t most_words = 250;  // that are compared one by one

// Names and numbers, runs of spaces, single characters.
std::vector<std::string_view> words_of(std::string_view line) {
    auto sort = [](char c) {
        unsigned char byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || byte == '_' || std::isalnum(byte) ? 0 : c == ' ' || c == '\t' ? 1 : 2;
    };
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at + 1;
        while (end < line.size() && sort(line[at]) != 2 && sort(line[end]) == sort(line[at])) ++end;
        out.push_back(line.substr(at, end - at));
        at = end;
    }
    return out;
}

bool space(std::string_view word) {
    return word[0] == ' ' || word[0] == '\t';
}

// The spans of the words that are not common; neighbours with just spaces between them are one.
std::vector<Span> spans_of(const std::vector<std::string_view>& words, const std::vector<bool>& common,
                           std::string_view line) {
    std::vector<Span> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (common[i]) continue;
        auto start = static_cast<std::uint32_t>(words[i].data() - line.data());
        auto end = static_cast<std::uint32_t>(start + words[i].size());
        bool joins = !out.empty() && line.substr(out.back().end, start - out.back().end).find_first_not_of(" \t") ==
                                         std::string_view::npos;
        if (joins)
            out.back().end = end;
        else
            out.push_back({start, end});
    }
    auto space_at = [&](std::uint32_t at) { return line[at] == ' ' || line[at] == '\t'; };
    for (Span& s : out) {
        while (!s.empty() && space_at(s.start)) ++s.start;
        while (!s.empty() && space_at(s.end - 1)) --s.end;
    }
    std::erase_if(out, [](Span s) { return s.empty(); });
    return out;
}

}  // namespace

ShownLine::ShownLine(std::string_view line, unsigned widest, std::uint32_t focus) {
    unsigned cell = 0, focus_cell = 0;
    for (std::uint32_t at = 0; at < line.size();) {
        unsigned length = 1;
        char32_t c = code_point(line.substr(at), length);
        if (at <= focus) focus_cell = cell;
        glyphs_.push_back({at, static_cast<std::uint32_t>(text_.size()), cell});
        if (c == '\t') {
            unsigned spaces = tab_stop - cell % tab_stop;
            text_.append(spaces, ' ');
            cell += spaces;
        } else {
            append_safe(text_, line.substr(at, length));
            cell += c < 0x20 ? 1 : cell_width(c);
        }
        at += length;
    }
    glyphs_.push_back({static_cast<std::uint32_t>(line.size()), static_cast<std::uint32_t>(text_.size()), cell});
    if (cell <= widest) return;

    const unsigned margin = std::min(cut_margin, widest / 2);
    const unsigned first = focus_cell + margin < widest ? 0 : focus_cell - margin;
    auto begin = std::ranges::lower_bound(glyphs_, first, {}, &Glyph::cell);
    auto end = std::ranges::lower_bound(begin, glyphs_.end(), first + widest, {}, &Glyph::cell);
    if (end == glyphs_.end()) --end;
    std::string cut = first ? "…" : "";
    const std::uint32_t lead = static_cast<std::uint32_t>(cut.size()), text_start = begin->text;
    const unsigned cell_start = begin->cell;
    cut += std::string_view(text_).substr(text_start, end->text - text_start);
    if (end + 1 != glyphs_.end()) cut += "…";
    std::vector<Glyph> kept(begin, end + 1);
    for (Glyph& g : kept) {
        g.text = g.text - text_start + lead;
        g.cell = g.cell - cell_start + (first ? 1 : 0);
    }
    text_ = std::move(cut);
    glyphs_ = std::move(kept);
}

const ShownLine::Glyph& ShownLine::glyph_at(std::uint32_t byte) const {
    auto at = std::ranges::lower_bound(glyphs_, byte, {}, &Glyph::byte);
    return at == glyphs_.end() ? glyphs_.back() : *at;
}

std::uint32_t ShownLine::text_at(std::uint32_t byte) const {
    return glyph_at(byte).text;
}

unsigned ShownLine::cell_at(std::uint32_t byte) const {
    return glyph_at(byte).cell;
}

LineDifference line_difference(std::string_view before, std::string_view after, unsigned least_percent) {
    std::vector<std::string_view> all_old = words_of(before), all_new = words_of(after);
    // What both begin and end with is common whatever lies between.
    auto [old_at, new_at] = std::ranges::mismatch(all_old, all_new);
    const auto head = static_cast<std::size_t>(old_at - all_old.begin());
    std::size_t tail = 0;
    while (tail < std::min(all_old.size(), all_new.size()) - head &&
           all_old[all_old.size() - 1 - tail] == all_new[all_new.size() - 1 - tail])
        ++tail;
    using Words = std::vector<std::string_view>;
    const auto skip = static_cast<std::ptrdiff_t>(head), drop = static_cast<std::ptrdiff_t>(tail);
    const Words old_words(all_old.begin() + skip, all_old.end() - drop);
    const Words new_words(all_new.begin() + skip, all_new.end() - drop);
    if (old_words.size() > most_words || new_words.size() > most_words) {
        const std::vector<bool> none_old(old_words.size()), none_new(new_words.size());
        return {spans_of(old_words, none_old, before), spans_of(new_words, none_new, after)};
    }
    // The longest common row of words, weighed by their length: spaces alone are no likeness.
    auto weight = [](std::string_view word) { return space(word) ? 0u : static_cast<unsigned>(word.size()) * 4 + 1; };
    const std::size_t rows = old_words.size(), columns = new_words.size();
    std::vector<unsigned> best((rows + 1) * (columns + 1));
    auto cell = [&](std::size_t i, std::size_t k) -> unsigned& { return best[i * (columns + 1) + k]; };
    for (std::size_t i = rows; i-- > 0;)
        for (std::size_t k = columns; k-- > 0;) {
            cell(i, k) = std::max(cell(i + 1, k), cell(i, k + 1));
            if (old_words[i] == new_words[k])
                cell(i, k) = std::max(cell(i, k), cell(i + 1, k + 1) + weight(old_words[i]));
        }
    unsigned longer = 0, sum = 0, common = cell(0, 0);
    for (std::string_view word : all_old) longer += weight(word);
    for (std::string_view word : all_new) sum += weight(word);
    longer = std::max(longer, sum);
    for (std::size_t i = 0; i < head; ++i) common += weight(all_old[i]);
    for (std::size_t i = 0; i < tail; ++i) common += weight(all_old[all_old.size() - 1 - i]);
    if (!longer || common * 100 < longer * least_percent) return {};

    std::vector<bool> old_common(rows), new_common(columns);
    for (std::size_t i = 0, k = 0; i < rows && k < columns;) {
        if (old_words[i] == new_words[k] && cell(i, k) == cell(i + 1, k + 1) + weight(old_words[i]))
            old_common[i++] = new_common[k++] = true;
        else if (cell(i + 1, k) >= cell(i, k + 1))
            ++i;
        else
            ++k;
    }
    return {spans_of(old_words, old_common, before), spans_of(new_words, new_common, after)};
}

}  // namespace zen
