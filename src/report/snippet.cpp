#include "report/snippet.h"

#include <algorithm>
#include <vector>

#include "text/diff.h"

namespace zen {
namespace {

constexpr unsigned tab_stop = 4;
constexpr unsigned widest_line = 160;     // cells; more is cut around the span
constexpr unsigned cut_margin = 40;       // what is kept before the span then
constexpr std::uint32_t rows_on_top = 5;  // of a long span, before the gap
constexpr std::uint32_t rows_below = 2;   // and after it
constexpr std::size_t most_diff_lines = 40;

// A line for the terminal: tabs are blanks, control characters are pictures.
struct Shown {
    std::string text;
    unsigned from = 0, to = 0;  // cells of the marked bytes
};

// Shows bytes [mark.start, mark.end) of the line marked.
Shown shown_line(std::string_view line, Span mark = {}) {
    struct Cell {
        std::size_t text;  // where its text begins
        unsigned at;       // which cell it begins in
    };
    Shown out;
    std::vector<Cell> cells;
    unsigned cell = 0;
    out.from = out.to = ~0u;
    for (std::size_t at = 0; at < line.size();) {
        unsigned length = 1;
        char32_t c = code_point(line.substr(at), length);
        if (at >= mark.start && out.from == ~0u) out.from = cell;
        if (at >= mark.end && out.to == ~0u) out.to = cell;
        cells.push_back({out.text.size(), cell});
        if (c == '\t') {
            unsigned blanks = tab_stop - cell % tab_stop;
            out.text.append(blanks, ' ');
            cell += blanks;
        } else {
            append_safe(out.text, line.substr(at, length));
            cell += c < 0x20 ? 1 : cell_width(c);
        }
        at += length;
    }
    if (out.from == ~0u) out.from = cell;
    if (out.to == ~0u) out.to = cell;
    if (cell <= widest_line) return out;

    // Keep the start of the marked part and what fits behind it.
    unsigned first = out.from + cut_margin < widest_line ? 0 : out.from - cut_margin;
    unsigned last = first + widest_line;
    auto begin = std::ranges::lower_bound(cells, first, {}, &Cell::at);
    auto end = std::ranges::lower_bound(cells, last, {}, &Cell::at);
    std::size_t text_end = end == cells.end() ? out.text.size() : end->text;
    unsigned shift = begin == cells.end() ? cell : begin->at;
    std::string cut = first ? "…" : "";
    cut += std::string_view(out.text).substr(begin == cells.end() ? out.text.size() : begin->text,
                                             text_end - (begin == cells.end() ? out.text.size() : begin->text));
    if (end != cells.end()) cut += "…";
    auto moved = [&](unsigned at) { return std::min(std::max(at, shift), last) - shift + (first ? 1 : 0); };
    return {std::move(cut), moved(out.from), moved(out.to)};
}

std::string_view line_text(const Source& source, std::uint32_t row) {
    return source.slice(source.line(source.lines().start(row)));
}

bool blank(std::string_view line) {
    return line.find_first_not_of(" \t\f\r") == line.npos;
}

class Writer {
  public:
    Writer(std::string& out, const Look& look, const Source& source, unsigned gutter, Ink ink)
        : out_(out), look_(look), source_(source), gutter_(gutter), ink_(ink) {}

    void one_row(std::uint32_t row, Span span) {
        around(row - 1, "");
        Shown line = shown_line(line_text(source_, row), in_line(row, span));
        numbered(row, "", line.text);
        head("");
        out_.append(line.from, ' ');
        paint(out_, look_, ink_, std::string(std::max(1u, line.to - line.from), '^'));
        out_ += '\n';
        around(row + 1, "");
    }

    void several_rows(std::uint32_t first, std::uint32_t last, Span span) {
        around(first - 1, "  ");
        Shown line = shown_line(line_text(source_, first), in_line(first, span));
        // A span that begins its line opens with a slash; else a line leads from its start to the margin.
        bool opens = blank(line_text(source_, first).substr(0, span.start - source_.lines().start(first)));
        numbered(first, opens ? "/ " : "  ", line.text);
        if (!opens) {
            head("");
            paint(out_, look_, ink_, " " + repeated("_", line.from + 1) + "^");
            out_ += '\n';
        }
        for (std::uint32_t row = first + 1; row <= last; ++row) {
            if (row == first + rows_on_top && last - row > rows_below) {
                out_.append(gutter_ + 1, ' ');
                paint(out_, look_, Ink::blue, "…");
                paint(out_, look_, ink_, " |");
                out_ += '\n';
                row = last - rows_below + 1;
            }
            line = shown_line(line_text(source_, row), in_line(row, span));
            numbered(row, "| ", line.text);
        }
        head("");
        paint(out_, look_, ink_, "|" + repeated("_", std::max(1u, line.to)) + "^");
        out_ += '\n';
        around(last + 1, "  ");
    }

  private:
    static std::string repeated(std::string_view text, unsigned times) {
        std::string out;
        while (times--) out += text;
        return out;
    }

    Span in_line(std::uint32_t row, Span span) const {
        std::uint32_t start = source_.lines().start(row);
        Span line = source_.line(start);
        return {std::clamp(span.start, line.start, line.end) - start,
                std::clamp(span.end, line.start, line.end) - start};
    }

    void numbered(std::uint32_t row, std::string_view mark, std::string_view text) {
        std::string number = std::to_string(source_.shown_row(row));
        std::string label = std::string(gutter_ - std::min<std::size_t>(gutter_, number.size()), ' ') + number + " | ";
        paint(out_, look_, Ink::blue, label);
        paint(out_, look_, ink_, mark);
        out_ += text;
        while (out_.ends_with(' ')) out_.pop_back();
        out_ += '\n';
    }

    void head(std::string_view mark) {
        paint(out_, look_, Ink::blue, std::string(gutter_, ' ') + " | ");
        paint(out_, look_, ink_, mark);
    }

    // A row beside the span, when there is one that says something.
    void around(std::uint32_t row, std::string_view mark) {
        if (row < 1 || row > source_.lines().count() || blank(line_text(source_, row))) return;
        Span line = source_.line(source_.lines().start(row));
        if (std::ranges::any_of(source_.foreign(), [&](Span f) { return f.overlaps(line); })) return;
        numbered(row, mark, shown_line(line_text(source_, row)).text);
    }

    std::string& out_;
    const Look& look_;
    const Source& source_;
    unsigned gutter_;
    Ink ink_;
};

// Rows [first, last] of the text, and the edits that fall into them.
struct Region {
    std::uint32_t first, last;
    std::vector<Edit> edits;
};

std::vector<Region> regions(const Source& source, std::vector<Edit> edits) {
    std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
    std::vector<Region> out;
    for (Edit& e : edits) {
        std::uint32_t first = source.lines().row(e.span.start), last = source.lines().row(e.span.end);
        if (!out.empty() && first <= out.back().last + 1) {
            out.back().last = std::max(out.back().last, last);
            out.back().edits.push_back(std::move(e));
        } else {
            out.push_back({first, last, {}});
            out.back().edits.push_back(std::move(e));
        }
    }
    return out;
}

}  // namespace

unsigned gutter_width(std::uint32_t last_row) {
    return std::max<unsigned>(2, static_cast<unsigned>(std::to_string(last_row).size()));
}

void show_bar(std::string& out, const Look& look, unsigned gutter) {
    paint(out, look, Ink::blue, std::string(gutter, ' ') + " |");
    out += '\n';
}

void show_code(std::string& out, const Look& look, const Source& source, Span span, unsigned gutter, Ink ink) {
    std::uint32_t first = source.lines().row(span.start);
    // A span that ends with its line's end does not reach into the next row.
    std::uint32_t last = source.lines().row(span.end > span.start ? span.end - 1 : span.start);
    Writer writer(out, look, source, gutter, ink);
    if (first == last)
        writer.one_row(first, span);
    else
        writer.several_rows(first, last, span);
}

void show_edits(std::string& out, const Look& look, const Source& source, const std::vector<Edit>& edits,
                unsigned gutter) {
    std::int64_t grown = 0;  // rows that the regions so far have added
    std::size_t shown = 0;
    bool first_region = true;
    for (Region& region : regions(source, edits)) {
        std::uint32_t start = source.lines().start(region.first);
        std::uint32_t hidden = region.first - source.shown_row(region.first);  // rows of the notebook's cells above
        std::uint32_t end = source.lines().start(region.last + 1);
        for (Edit& e : region.edits) e.span = {e.span.start - start, e.span.end - start};
        std::string_view before = source.slice({start, end});
        std::string after = edited(before, region.edits, source.newline());
        auto old_lines = split_lines(before), new_lines = split_lines(after);
        if (!first_region) {
            paint(out, look, Ink::blue, std::string(gutter + 1, ' ') + "…");
            out += '\n';
        }
        first_region = false;
        // `other`: the line that this one became or came from; a long line is cut around where they part.
        auto line = [&](std::uint32_t row, char sign, std::string_view text, std::string_view other) {
            if (++shown > most_diff_lines) return;
            std::string number = std::to_string(row - hidden);
            paint(out, look, Ink::blue,
                  std::string(gutter - std::min<std::size_t>(gutter, number.size()), ' ') + number + ' ');
            while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
            auto parting = static_cast<std::uint32_t>(std::ranges::mismatch(text, other).in1 - text.begin());
            while (parting > 0 && parting < text.size() && (text[parting] & 0xc0) == 0x80) --parting;
            std::string content = std::string(1, sign) + ' ' + shown_line(text, {parting, parting}).text;
            while (content.ends_with(' ')) content.pop_back();
            paint(out, look, sign == '-' ? Ink::red : sign == '+' ? Ink::green : Ink::plain, content);
            out += '\n';
        };
        auto new_row = [&](std::uint32_t i) { return static_cast<std::uint32_t>(region.first + i + grown); };
        std::uint32_t done = 0;
        for (const LineChange& change : line_changes(old_lines, new_lines)) {
            if (done > 0)
                for (std::uint32_t i = done; i < change.before_start; ++i)
                    line(region.first + i, '|', old_lines[i], {});
            auto at = [](const std::vector<std::string_view>& lines, std::uint32_t i, std::uint32_t bound) {
                return i < bound ? lines[i] : std::string_view();
            };
            for (std::uint32_t i = change.before_start; i < change.before_end; ++i)
                line(region.first + i, '-', old_lines[i],
                     at(new_lines, change.after_start + (i - change.before_start), change.after_end));
            for (std::uint32_t i = change.after_start; i < change.after_end; ++i)
                line(new_row(i), '+', new_lines[i],
                     at(old_lines, change.before_start + (i - change.after_start), change.before_end));
            done = change.before_end;
        }
        grown += static_cast<std::int64_t>(new_lines.size()) - static_cast<std::int64_t>(old_lines.size());
    }
    if (shown > most_diff_lines) {
        paint(out, look, Ink::blue, std::string(gutter + 1, ' ') + "…");
        out += ' ' + std::to_string(shown - most_diff_lines) + " more lines\n";
    }
}

}  // namespace zen
