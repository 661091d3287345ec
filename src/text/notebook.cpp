#include "text/notebook.h"

#include <algorithm>

#include "text/charset.h"
#include "text/diff.h"
#include "text/formatted.h"
#include "text/json_scanner.h"
#include "text/json_strings.h"
#include "text/magics.h"

namespace zen {
namespace {

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

// The key under which Databricks keeps what it knows of a notebook that it exports.
constexpr std::string_view databricks_metadata = "application/vnd.databricks";

// The language of a cell of Databricks' that begins with its name
// (https://docs.databricks.com/notebooks/notebooks-code.html):
// `%sql` takes the whole cell there, where IPython's line magics take their line. Empty: Python.
std::string databricks_language(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (!text.starts_with('%')) return {};
    const std::string_view name = text.substr(1, text.find_first_of(" \t\r\n") - 1);
    constexpr std::string_view languages[] = {"md", "md-sandbox", "sql", "scala", "r", "sh", "fs", "run"};
    return std::ranges::find(languages, name) == std::end(languages) ? std::string() : std::string(name);
}

}  // namespace

Result<NotebookText> read_notebook(const std::string& path, std::string bytes) {
    NotebookText out;
    out.json = std::move(bytes);
    if (std::size_t bad = invalid_utf8(out.json); bad != out.json.npos)
        return Trouble{path, 0, 0, formatted("not valid UTF-8 at byte {}", bad)};
    JsonScanner s(out.json);
    auto view = [&](Span string) { return std::string_view(out.json).substr(string.start + 1, string.size() - 2); };
    std::vector<RawCell> raw;
    bool has_cells = false, python = true, databricks = false;
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
                databricks = databricks || about.starts_with(databricks_metadata);
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
                       formatted("not a notebook: invalid JSON on line {}", row_of(out.json, s.at()))};
    if (!has_cells) return Trouble{path, 0, 0, "not a notebook: the JSON has no `cells`"};
    if (!python) return out;

    std::vector<std::string> texts;
    std::vector<std::vector<Span>> magics;
    for (RawCell& one : raw) {
        if (!one.code) continue;
        std::vector<JsonLine> lines;
        if (!read_lines(out.json, one.cell.strings, lines))
            return Trouble{
                path, 0, 0,
                formatted("not a notebook: cell {} contains an escape that JSON does not have", one.cell.number)};
        std::string text;
        for (const JsonLine& line : lines) text += line.text;
        ForeignCode foreign;
        if (text.find_first_not_of(" \t\n") == text.npos) continue;
        if (databricks && one.language.empty()) one.language = databricks_language(text);
        // A cell in another language is left out as one under a cell magic is, and may read the same names.
        if (!one.language.empty() && one.language != "python" && one.language != "ipython")
            text.insert(0, formatted("%%{}\n", one.language));
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

        std::vector<JsonLine> raw;
        if (!read_lines(json, cell.strings, raw)) return std::nullopt;
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
                append(source, "{}\"{}\"", source.empty() ? std::string(open) : comma, piece);
            if (!pieces.empty()) source += close;
            out.append(json, copied, cell.inside.start - copied);
            copied = cell.inside.end;
        } else {
            for (const std::string& piece : pieces) source += piece;
            source = formatted("\"{}\"", source);
            out.append(json, copied, cell.strings[0].start - copied);
            copied = cell.strings[0].end;
        }
        out += source;
    }
    out.append(json, copied);
    return out;
}

}  // namespace zen
