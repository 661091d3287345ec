#include "text/notebook.h"

#include <algorithm>

#include "text/charset.h"
#include "text/diff.h"
#include "text/magics.h"

namespace zen {
namespace {

// Reads JSON from left to right. Nothing recurses: what is skipped may nest as deep as it likes.
class Scanner {
  public:
    explicit Scanner(std::string_view json) : json_(json) {}

    bool failed() const { return failed_; }
    std::uint32_t at() const { return static_cast<std::uint32_t>(at_); }

    // Is this the next character? Then it is taken.
    bool take(char c) {
        blanks();
        if (failed_ || at_ >= json_.size() || json_[at_] != c) return false;
        ++at_;
        return true;
    }
    void want(char c) {
        if (!take(c)) fail();
    }
    bool next_is(char c) {
        blanks();
        return !failed_ && at_ < json_.size() && json_[at_] == c;
    }
    // The span of a string, with its quotes.
    Span string() {
        blanks();
        auto start = at();
        if (failed_ || at_ >= json_.size() || json_[at_] != '"') return fail(), Span{};
        for (++at_; at_ < json_.size() && json_[at_] != '"'; ++at_)
            if (json_[at_] == '\\') ++at_;
        if (at_ >= json_.size()) return fail(), Span{};
        ++at_;
        return {start, at()};
    }
    // Any value at all.
    void skip() {
        std::size_t depth = 0;
        do {
            blanks();
            if (at_ >= json_.size()) return fail();
            char c = json_[at_];
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                ++depth, ++at_;
            } else if (c == '}' || c == ']') {
                if (depth == 0) return fail();
                --depth, ++at_;
            } else if (c == ',' || c == ':') {
                if (depth == 0) return fail();
                ++at_;
            } else {
                std::size_t end = std::min(json_.find_first_of(",:{}[]\" \t\r\n", at_), json_.size());
                if (end == at_) return fail();
                at_ = end;
            }
        } while (depth && !failed_);
    }
    // Calls `member` with the key of each member of an object, which must take its value.
    template <class Member>
    void object(Member member) {
        want('{');
        if (take('}')) return;
        do {
            Span key = string();
            want(':');
            if (failed_) return;
            member(json_.substr(key.start + 1, key.size() - 2));
        } while (!failed_ && take(','));
        want('}');
    }
    template <class Item>
    void array(Item item) {
        want('[');
        if (take(']')) return;
        do item();
        while (!failed_ && take(','));
        want(']');
    }

  private:
    void blanks() { at_ = std::min(json_.find_first_not_of(" \t\r\n", at_), json_.size()); }
    void fail() { failed_ = true; }

    std::string_view json_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

void append_utf8(std::string& out, std::uint32_t c) {
    auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xc0 | c >> 6), byte(0x80 | (c & 63));
    } else if (c < 0x10000) {
        byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
    } else {
        byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
    }
}

std::optional<std::uint32_t> hex4(std::string_view text) {
    if (text.size() < 4) return std::nullopt;
    std::uint32_t out = 0;
    for (char c : text.substr(0, 4)) {
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) return std::nullopt;
        out = out * 16 + static_cast<std::uint32_t>(digit);
    }
    return out;
}

// A line of a string's text, and the JSON that stands for it (without quotes).
struct Line {
    std::string text;
    std::string_view json;
};

// What a JSON string (with quotes) says, line by line; false for an escape that is none.
bool read_lines(std::string_view json, std::vector<Line>& out) {
    json = json.substr(1, json.size() - 2);
    std::size_t line_start = 0;
    std::string text;
    for (std::size_t i = 0; i < json.size();) {
        char c = json[i];
        bool ends = c == '\n';
        if (c != '\\') {
            text += c;
            ++i;
        } else {
            if (i + 1 >= json.size()) return false;
            constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
            char letter = json[i + 1];
            i += 2;
            if (std::size_t which = letters.find(letter); which != letters.npos) {
                text += meanings[which];
                ends = letter == 'n';
            } else if (letter == 'u') {
                auto unit = hex4(json.substr(i));
                if (!unit) return false;
                i += 4;
                if (*unit >= 0xd800 && *unit < 0xdc00 && json.substr(i).starts_with("\\u")) {
                    auto low = hex4(json.substr(i + 2));
                    if (!low || *low < 0xdc00 || *low > 0xdfff) return false;
                    unit = 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00);
                    i += 6;
                }
                if (*unit >= 0xd800 && *unit <= 0xdfff) return false;  // half a character
                append_utf8(text, *unit);
                ends = *unit == '\n';
            } else {
                return false;
            }
        }
        if (ends) {
            out.push_back({std::move(text), json.substr(line_start, i - line_start)});
            text.clear();
            line_start = i;
        }
    }
    if (line_start < json.size()) out.push_back({std::move(text), json.substr(line_start)});
    return true;
}

// As Jupyter writes it: everything as it is but for quotes, backslashes and control characters; with `ascii`, the rest
// escaped too.
std::string json_of(std::string_view text, bool ascii) {
    std::string out;
    auto unit = [&](std::uint32_t value) {
        static constexpr char digits[] = "0123456789abcdef";
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) out += digits[value >> shift & 15];
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c == '"' || c == '\\') {
            out += '\\', out += text[i];
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c < 0x20) {
            unit(c);
        } else if (c < 0x80 || !ascii) {
            out += text[i];
        } else {
            int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
            std::uint32_t value = c & (more == 3 ? 7u : more == 2 ? 15u : 31u);
            for (; more > 0; --more) value = value << 6 | (static_cast<unsigned char>(text[++i]) & 63u);
            if (value >= 0x10000) {
                unit(0xd800 + ((value - 0x10000) >> 10));
                unit(0xdc00 + ((value - 0x10000) & 0x3ff));
            } else {
                unit(value);
            }
        }
    }
    return out;
}

struct RawCell {
    bool code = false;
    std::string language;  // empty: the notebook's
    NotebookCell cell;
};

std::uint32_t row_of(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::uint32_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

// A line that no cell holds, to stand between the cells.
std::string boundary(const std::vector<std::string>& texts) {
    std::string out = "# --- the next cell";
    while (std::ranges::any_of(texts, [&](const std::string& text) { return text.find(out) != text.npos; }))
        out += " -";
    return out + '\n';
}

// The lines of a cell's strings; false for what is no JSON.
bool cell_lines(const std::string& json, const NotebookCell& cell, std::vector<Line>& out) {
    for (Span string : cell.strings) {
        // A string may go on with the line of the one before it.
        bool joins = !out.empty() && !out.back().text.ends_with('\n');
        std::size_t first = out.size();
        if (!read_lines(std::string_view(json).substr(string.start, string.size()), out)) return false;
        if (joins && out.size() > first) {
            out[first - 1].text += out[first].text;
            out[first - 1].json = {};  // of two strings: there is no one piece of JSON for it
            out.erase(out.begin() + static_cast<std::ptrdiff_t>(first));
        }
    }
    return true;
}

}  // namespace

Result<NotebookText> read_notebook(const std::string& path, std::string bytes) {
    NotebookText out;
    out.json = std::move(bytes);
    if (std::size_t bad = invalid_utf8(out.json); bad != out.json.npos)
        return Trouble{path, 0, 0, "not valid UTF-8 at byte " + std::to_string(bad)};
    Scanner s(out.json);
    auto view = [&](Span string) { return std::string_view(out.json).substr(string.start + 1, string.size() - 2); };
    std::vector<RawCell> raw;
    bool has_cells = false, python = true;
    auto language = [&](std::string_view wanted) {
        if (!s.next_is('{')) return s.skip();
        s.object([&](std::string_view key) {
            if (key != wanted || !s.next_is('"')) return s.skip();
            std::string_view name = view(s.string());
            python = python && (name == "python" || name == "ipython" || name.empty());
        });
    };
    // Where editors write the language of a single cell: in its metadata, `language` of nbformat 3 beside it.
    auto word = [&](std::string& out_word) {
        if (!s.next_is('"')) return s.skip();
        out_word = view(s.string());
    };
    auto in_metadata = [&](RawCell& mine, std::string_view editor) {
        constexpr std::pair<std::string_view, std::string_view> places[] = {
            {"vscode", "languageId"}, {"dotnet_interactive", "language"}, {"polyglot_notebook", "kernelName"}};
        auto place = std::ranges::find(places, editor, &std::pair<std::string_view, std::string_view>::first);
        if (place == std::end(places) || !s.next_is('{')) return s.skip();
        s.object([&](std::string_view key) {
            if (key != place->second) return s.skip();
            word(mine.language);
        });
    };
    auto cell = [&] {
        RawCell& mine = raw.emplace_back();
        mine.cell.number = static_cast<std::uint32_t>(raw.size());
        s.object([&](std::string_view key) {
            if (key == "cell_type" && s.next_is('"')) {
                mine.code = view(s.string()) == "code";
            } else if ((key == "source" || key == "input") && s.next_is('"')) {
                mine.cell.strings.push_back(s.string());
            } else if (key == "language") {
                word(mine.language);
            } else if (key == "metadata" && s.next_is('{')) {
                s.object([&](std::string_view editor) { in_metadata(mine, editor); });
            } else if ((key == "source" || key == "input") && s.next_is('[')) {
                mine.cell.list = true;
                mine.cell.inside.start = s.at() + 1;
                s.array([&] { mine.cell.strings.push_back(s.string()); });
                mine.cell.inside.end = s.at() - 1;
            } else {
                s.skip();
            }
        });
    };
    s.object([&](std::string_view key) {
        if (key == "cells") {
            has_cells = true;
            s.array(cell);
        } else if (key == "worksheets") {  // nbformat 3
            has_cells = true;
            s.array([&] {
                s.object([&](std::string_view part) {
                    if (part != "cells") return s.skip();
                    s.array(cell);
                });
            });
        } else if (key == "metadata" && s.next_is('{')) {
            s.object([&](std::string_view about) {
                if (about == "kernelspec")
                    language("language");
                else if (about == "language_info")
                    language("name");
                else
                    s.skip();
            });
        } else {
            s.skip();
        }
    });
    if (s.failed())
        return Trouble{path, row_of(out.json, s.at()), 0,
                       "not a notebook: the JSON is broken in line " + std::to_string(row_of(out.json, s.at()))};
    if (!has_cells) return Trouble{path, 0, 0, "not a notebook: the JSON has no `cells`"};
    if (!python) return out;

    std::vector<std::string> texts;
    std::vector<std::vector<Span>> magics;
    for (RawCell& one : raw) {
        if (!one.code) continue;
        std::vector<Line> lines;
        if (!cell_lines(out.json, one.cell, lines))
            return Trouble{
                path, 0, 0,
                "not a notebook: cell " + std::to_string(one.cell.number) + " holds an escape that JSON does not know"};
        std::string text;
        for (const Line& line : lines) text += line.text;
        ForeignCode foreign;
        if (text.find_first_not_of(" \t\n") == text.npos) continue;
        // A cell in another language is left out as one under a cell magic is, and may read the same names.
        if (!one.language.empty() && one.language != "python" && one.language != "ipython")
            text.insert(0, "%%" + one.language + '\n');
        const bool sound = mask_magics(text, foreign);
        out.foreign.names.merge(foreign.names);
        if (!sound) continue;
        texts.push_back(text + '\n');
        magics.push_back(std::move(foreign.spans));
        out.cells.push_back(std::move(one.cell));
    }
    std::string between = boundary(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto size = [&] { return static_cast<std::uint32_t>(out.text.size()); };
        if (i) {
            out.foreign.spans.push_back({size(), size() + static_cast<std::uint32_t>(between.size())});
            out.text += between;
        }
        std::uint32_t start = size();
        for (Span magic : magics[i]) out.foreign.spans.push_back({start + magic.start, start + magic.end});
        out.text += texts[i];
        out.cells[i].text = {start, size()};
    }
    return out;
}

std::optional<std::string> NotebookText::with_text(std::string_view fresh) const {
    if (cells.empty()) return fresh == text ? std::optional(json) : std::nullopt;
    std::string_view between;
    if (cells.size() > 1)
        between = std::string_view(text).substr(cells[0].text.end, cells[1].text.start - cells[0].text.end);
    bool ascii = std::ranges::all_of(json, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const NotebookCell& cell = cells[i];
        bool last = i + 1 == cells.size();
        std::size_t end = last ? fresh.size() : fresh.find(between);
        if (end == fresh.npos) return std::nullopt;
        std::string_view mine = fresh.substr(0, end);
        fresh.remove_prefix(end + (last ? 0 : between.size()));
        std::string_view old = std::string_view(text).substr(cell.text.start, cell.text.size());
        if (mine == old) continue;
        if (mine.ends_with('\n')) mine.remove_suffix(1);  // it closes the cell in our text only
        old.remove_suffix(1);

        std::vector<Line> raw;
        if (!cell_lines(json, cell, raw)) return std::nullopt;
        std::vector<std::string_view> before = split_lines(old), after = split_lines(mine);
        if (raw.size() != before.size()) return std::nullopt;
        // The lines that are not Python must be among those that stay.
        std::vector<bool> is_foreign(before.size());
        std::uint32_t offset = cell.text.start;
        for (std::size_t row = 0; row < before.size(); ++row) {
            Span line{offset, offset + static_cast<std::uint32_t>(before[row].size())};
            is_foreign[row] = std::ranges::any_of(foreign.spans, [&](Span f) { return f.overlaps(line); });
            offset = line.end;
        }
        std::vector<std::string> pieces;
        std::size_t at = 0;
        auto keep = [&](std::size_t to) {
            for (; at < to; ++at)
                pieces.push_back(raw[at].json.empty() ? json_of(raw[at].text, ascii) : std::string(raw[at].json));
        };
        for (const LineChange& change : line_changes(before, after)) {
            keep(change.before_start);
            for (; at < change.before_end; ++at)
                if (is_foreign[at]) return std::nullopt;
            for (std::uint32_t row = change.after_start; row < change.after_end; ++row)
                pieces.push_back(json_of(after[row], ascii));
        }
        keep(before.size());

        std::string source;
        if (cell.list) {
            std::string_view inside = std::string_view(json).substr(cell.inside.start, cell.inside.size());
            std::string_view open = inside.substr(0, cell.strings.front().start - cell.inside.start);
            std::string_view close = inside.substr(cell.strings.back().end - cell.inside.start);
            std::string comma = "," + std::string(open);
            if (cell.strings.size() > 1)
                comma = json.substr(cell.strings[0].end, cell.strings[1].start - cell.strings[0].end);
            for (const std::string& piece : pieces)
                source += (source.empty() ? std::string(open) : comma) + '"' + piece + '"';
            if (!pieces.empty()) source += close;
            out.append(json, copied, cell.inside.start - copied);
            copied = cell.inside.end;
        } else {
            for (const std::string& piece : pieces) source += piece;
            source = '"' + source + '"';
            out.append(json, copied, cell.strings[0].start - copied);
            copied = cell.strings[0].end;
        }
        out += source;
    }
    out.append(json, copied);
    return out;
}

}  // namespace zen
