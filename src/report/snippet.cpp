#include "report/snippet.h"

#include <algorithm>
#include <deque>
#include <vector>

#include "report/shown_line.h"
#include "text/diff.h"
#include "text/edit.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr unsigned widest_line = 160;    // cells; more is cut
constexpr unsigned narrowest_line = 40;  // what is shown of a line in the narrowest terminal
constexpr std::size_t most_alike = 8;    // lines in a row with one sign; of more, the first and the last ones
constexpr std::size_t first_shown = 5;   // of those
constexpr std::size_t last_shown = 2;
constexpr std::size_t least_moved =
    3;  // lines in a row with another indentation and nothing else: told, not shown twice
constexpr std::size_t moved_shown = 2;   // of those
constexpr std::size_t most_related = 4;  // places; more are listed by row

struct Mark {
    Span span;  // bytes of the line
    char sign;
    Ink ink;
    std::string_view message;
};

struct Row {
    std::uint32_t number;  // in the text, old or new
    std::uint32_t shown;   // the same as people count: in a notebook, within the cell
    char sign;             // '-', '+', '|' (unchanged), '>' (of a span of several rows)
    std::string_view text;
    std::vector<Span> changed = {};
    std::vector<Mark> marks = {};
    bool gap = false;       // lines between this and the one above are left out
    std::string rest = {};  // what is said of lines that follow and are not shown
};

std::string_view without_end(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::size_t indent_of(std::string_view line) {
    return std::min(line.find_first_not_of(" \t"), line.size());
}

// A part of two texts: lines that differ, or lines that only got another indentation.
struct Part {
    LineChange lines;
    bool moved = false;
};

// The changes in order, as far as possible with blocks that moved as a whole.
std::vector<Part> parts_of(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
    auto unindented = [](std::vector<std::string_view> lines) {
        for (std::string_view& line : lines) line.remove_prefix(indent_of(line));
        return lines;
    };
    std::vector<Part> out;
    auto add = [&](LineChange c) {
        if (c.before_start == c.before_end && c.after_start == c.after_end) return;
        if (!out.empty() && !out.back().moved && out.back().lines.before_end == c.before_start &&
            out.back().lines.after_end == c.after_start)
            out.back().lines.before_end = c.before_end, out.back().lines.after_end = c.after_end;
        else
            out.push_back({c});
    };
    // Lines that are alike but for their indentation, from there to there.
    auto alike = [&](std::uint32_t i, std::uint32_t k, std::uint32_t end) {
        while (i < end) {
            const std::uint32_t from = i;
            if (before[i] == after[k]) {
                ++i, ++k;
                continue;
            }
            std::uint32_t last = i + 1;  // empty lines within the block belong to it, those behind do not
            for (; i < end && (before[i] != after[k + (i - from)] || without_end(before[i]).empty()); ++i)
                if (before[i] != after[k + (i - from)]) last = i + 1;
            i = last;
            const LineChange c{from, i, k, k + (i - from)};
            k += i - from;
            if (i - from >= least_moved)
                out.push_back({c, true});
            else
                add(c);
        }
    };
    std::uint32_t i = 0, k = 0;
    for (const LineChange& c : line_changes(unindented(before), unindented(after))) {
        alike(i, k, c.before_start);
        add(c);
        i = c.before_end, k = c.after_end;
    }
    alike(i, k, static_cast<std::uint32_t>(before.size()));
    // A few changes among many moved lines are easier to read than the other way round.
    if (std::ranges::count(out, true, &Part::moved) > 0) return out;
    out.clear();
    for (const LineChange& c : line_changes(before, after)) out.push_back({c});
    return out;
}

class Snippet {
  public:
    Snippet(const Source& source, const Finding& finding, Ink ink) : source_(source) {
        if (finding.fix && !finding.fix->edits.empty())
            changes(finding.fix->edits, finding.span, ink);
        else
            code(finding.span, ink);
        std::size_t shown = 0;
        for (const Related& r : finding.related) {
            if (shown++ < most_related)
                mark(r.span, '-', Ink::blue, r.message);
            else
                more_.push_back(source_.shown_row(source_.lines().row(r.span.start)));
        }
    }

    void write(std::string& out, const Look& look) {
        std::uint32_t last = 0;
        for (const Row& row : rows_) last = std::max(last, row.shown);
        gutter_ = std::max<std::size_t>(2, std::to_string(last).size());
        for (std::size_t i = 0; i < rows_.size();) {
            std::size_t end = i + 1;
            while (end < rows_.size() && rows_[end].sign == rows_[i].sign && !rows_[end].gap) ++end;
            if (rows_[i].gap) dots(out, look, "");
            bool many = end - i > most_alike;
            for (std::size_t k = i; k < end; ++k) {
                bool hidden = many && k >= i + first_shown && k < end - last_shown;
                if (!hidden || !rows_[k].marks.empty() || !rows_[k].rest.empty())
                    write(out, look, rows_[k]);
                else if (k == i + first_shown)
                    dots(out, look, formatted(" {} more lines", end - last_shown - k));
                if (!rows_[k].rest.empty()) dots(out, look, rows_[k].rest);
            }
            i = end;
        }
        if (more_.empty()) return;
        std::string rows;
        for (std::uint32_t row : more_) append(rows, "{}{}", rows.empty() ? "" : ", ", row);
        append(out, "  and {} more: line{} {}\n",
               more_.size() == 1 ? "one place" : formatted("{} places", more_.size()), more_.size() == 1 ? "" : "s",
               rows);
    }

  private:
    Row old_row(std::uint32_t row, char sign) const {
        return {row, source_.shown_row(row), sign, source_.slice(source_.line(source_.lines().start(row)))};
    }

    Span in_line(std::uint32_t row, Span span) const {
        std::uint32_t start = source_.lines().start(row);
        Span line = source_.line(start);
        return {std::clamp(span.start, line.start, line.end) - start,
                std::clamp(span.end, line.start, line.end) - start};
    }

    void code(Span span, Ink ink) {
        if (source_.text().empty()) return;
        const LineIndex& lines = source_.lines();
        std::uint32_t first = lines.row(span.start);
        // A span that ends with its line's end does not reach into the next row.
        std::uint32_t last = lines.row(span.end > span.start ? span.end - 1 : span.start);
        if (first == last) {
            rows_.push_back(old_row(first, '|'));
            rows_.back().marks.push_back({in_line(first, span), '^', ink, ""});
            return;
        }
        for (std::uint32_t row = first; row <= last; ++row) rows_.push_back(old_row(row, '>'));
    }

    void changes(std::vector<Edit> edits, Span span, Ink ink) {
        std::ranges::stable_sort(edits, {}, [](const Edit& e) { return std::pair(e.span.start, e.span.end); });
        const LineIndex& lines = source_.lines();
        std::int64_t grown = 0;  // rows that the regions so far have added
        for (std::size_t i = 0; i < edits.size();) {
            // A region: the rows of edits that touch.
            std::uint32_t first = lines.row(edits[i].span.start), last = lines.row(edits[i].span.end);
            std::vector<Edit> here;
            for (; i < edits.size() && lines.row(edits[i].span.start) <= last + 1; ++i) {
                last = std::max(last, lines.row(edits[i].span.end));
                here.push_back(edits[i]);
            }
            grown += region(first, last, std::move(here), grown);
        }
        // The place itself may be one that the fix leaves alone.
        const std::uint32_t row = lines.row(span.start), end = lines.row(span.end);
        if (std::ranges::none_of(rows_,
                                 [&](const Row& r) { return r.sign != '+' && r.number >= row && r.number <= end; }))
            mark(span, '^', ink, "");
    }

    // Returns how many rows it has added.
    std::int64_t region(std::uint32_t first, std::uint32_t last, std::vector<Edit> edits, std::int64_t grown) {
        std::uint32_t start = source_.lines().start(first), end = source_.lines().start(last + 1);
        const std::int64_t hidden = std::int64_t{first} - source_.shown_row(first);
        for (Edit& e : edits) e.span = {e.span.start - start, e.span.end - start};
        std::string_view before = source_.slice({start, end});
        texts_.push_back(edited(before, edits, source_.newline()));
        auto old_lines = split_lines(before), new_lines = split_lines(texts_.back());
        bool fresh = true;
        std::uint32_t above = 0;  // where the part before ends
        for (const auto& [c, moved] : parts_of(old_lines, new_lines)) {
            const std::size_t at = rows_.size();
            std::uint32_t shown = c.after_end;
            if (moved && c.after_end - c.after_start > moved_shown + 1) shown = c.after_start + moved_shown;
            if (!moved)
                for (std::uint32_t i = c.before_start; i < c.before_end; ++i) rows_.push_back(old_row(first + i, '-'));
            for (std::uint32_t i = c.after_start; i < shown; ++i)
                rows_.push_back({static_cast<std::uint32_t>(first + i + grown),
                                 static_cast<std::uint32_t>(first + i + grown - hidden), '+',
                                 without_end(new_lines[i])});
            rows_[at].gap = at > 0 && (fresh || c.before_start > above);
            above = c.before_end;
            fresh = false;
            if (shown < c.after_end)
                rows_.back().rest =
                    formatted(" {} more lines {}", c.after_end - shown,
                              indent_of(new_lines[c.after_start]) < indent_of(old_lines[c.before_start]) ? "dedented"
                                                                                                         : "indented");
            if (moved) continue;
            const std::uint32_t olds = c.before_end - c.before_start;
            const std::uint32_t news = c.after_end - c.after_start;
            for (std::uint32_t i = 0; i < std::min(olds, news); ++i) {
                // Of so many as before, each became the one beside it. Else only lines that are much alike did.
                const unsigned least = olds == news ? 33 : 66;
                LineDifference parts = line_difference(rows_[at + i].text, rows_[at + olds + i].text, least);
                rows_[at + i].changed = std::move(parts.before);
                rows_[at + olds + i].changed = std::move(parts.after);
            }
        }
        return static_cast<std::int64_t>(new_lines.size()) - static_cast<std::int64_t>(old_lines.size());
    }

    // Marks the part of the span in its first row, which is put where it belongs if it is not there yet.
    void mark(Span span, char sign, Ink ink, std::string_view message) {
        std::uint32_t number = source_.lines().row(span.start);
        auto at = std::ranges::find_if(rows_, [&](const Row& row) { return row.sign != '+' && row.number == number; });
        if (at == rows_.end()) {
            at = std::ranges::find_if(rows_, [&](const Row& row) { return row.sign != '+' && row.number > number; });
            const bool first = at == rows_.begin();
            at = rows_.insert(at, old_row(number, '|'));
            // Is it beside its neighbours?
            if (at + 1 != rows_.end()) (at + 1)->gap = (at + 1)->number != number + 1;
            if (!first) {
                auto above = at - 1;
                while (above != rows_.begin() && above->sign == '+') --above;
                at->gap = above->sign != '+' && above->number + 1 != number;
            }
        }
        at->marks.push_back({in_line(number, span), sign, ink, message});
    }

    void number(std::string& out, const Look& look, std::string_view text) const {
        std::string label = std::string(2 + gutter_ - std::min(gutter_, text.size()), ' ');
        paint(out, look, Ink::dim, label.append(text) + ' ');
    }

    void dots(std::string& out, const Look& look, std::string_view more) const {
        out.append(gutter_ + 1, ' ');
        paint(out, look, Ink::dim, formatted("…{}", more));
        out += '\n';
    }

    void write(std::string& out, const Look& look, const Row& row) const {
        unsigned room = widest_line;
        auto lead = static_cast<unsigned>(gutter_ + 5);
        // The terminal would break the line, and what is below it would point elsewhere.
        if (!row.marks.empty() && look.width > lead)
            room = std::min(room, std::max(narrowest_line, look.width - lead - 2));
        std::uint32_t focus = !row.marks.empty()    ? row.marks[0].span.start
                              : row.changed.empty() ? 0
                                                    : row.changed[0].start;
        ShownLine shown_line(row.text, room, focus);
        number(out, look, std::to_string(row.shown));
        Ink ink = row.sign == '-' ? Ink::removed : row.sign == '+' ? Ink::added : Ink::dim;
        Ink part = row.sign == '-' ? Ink::removed_part : Ink::added_part;
        bool plain = row.sign == '|' || row.sign == '>';
        std::string text = shown_line.text();
        while (text.ends_with(' ')) text.pop_back();
        paint(out, look, ink, std::string(1, row.sign));
        if (!text.empty()) out += ' ';
        std::size_t at = 0;
        for (Span s : row.changed) {
            std::size_t from = std::min<std::size_t>(shown_line.text_at(s.start), text.size());
            std::size_t to = std::min<std::size_t>(shown_line.text_at(s.end), text.size());
            paint(out, look, plain ? Ink::plain : ink, std::string_view(text).substr(at, from - at));
            paint(out, look, part, std::string_view(text).substr(from, to - from));
            at = to;
        }
        paint(out, look, plain ? Ink::plain : ink, std::string_view(text).substr(at));
        out += '\n';
        for (const Mark& mark : row.marks) {
            unsigned from = shown_line.cell_at(mark.span.start), to = shown_line.cell_at(mark.span.end);
            number(out, look, "");
            paint(out, look, Ink::dim, "| ");
            out.append(from, ' ');
            std::string under(std::max(1u, to - std::min(from, to)), mark.sign);
            if (!mark.message.empty()) {
                under += ' ';
                append_safe(under, mark.message);
            }
            paint(out, look, mark.ink, under);
            out += '\n';
        }
    }

    const Source& source_;
    std::vector<Row> rows_;
    std::deque<std::string> texts_;  // that the rows of new lines are parts of
    std::vector<std::uint32_t> more_;
    std::size_t gutter_ = 2;
};

}  // namespace

void show_snippet(std::string& out, const Look& look, const Source& source, const Finding& finding, Ink ink) {
    Snippet(source, finding, ink).write(out, look);
}

}  // namespace zen
