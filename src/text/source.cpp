#include "text/source.h"

#include <algorithm>
#include <atomic>
#include <cctype>

#include "text/charset.h"
#include "text/code_blocks.h"
#include "text/common.h"
#include "text/diff.h"
#include "text/formatted.h"
#include "text/notebook.h"

namespace zen {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// The encoding that a comment on the first two lines declares (PEP 263: ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+),
// on line two only below a blank or comment line); empty without one.
std::string_view cookie(std::string_view bytes) {
    for (int line = 0; line < 2; ++line) {
        std::size_t end = bytes.find_first_of("\r\n");
        std::string_view text = bytes.substr(0, end);
        std::size_t first = text.find_first_not_of(" \t\f");
        if (first != text.npos && text[first] != '#') return {};
        if (first != text.npos)
            for (std::size_t at = text.find("coding", first); at != text.npos; at = text.find("coding", at + 1)) {
                std::size_t value = at + 6;
                if (value >= text.size() || (text[value] != ':' && text[value] != '=')) continue;
                value = text.find_first_not_of(" \t", value + 1);
                if (value == text.npos) continue;
                std::size_t stop = value;
                while (stop < text.size() && (std::isalnum(static_cast<unsigned char>(text[stop])) ||
                                              text[stop] == '-' || text[stop] == '_' || text[stop] == '.'))
                    ++stop;
                if (stop > value) return text.substr(value, stop - value);
            }
        if (end == bytes.npos) break;
        bytes.remove_prefix(end + (bytes.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    return {};
}

// Is there a CR without LF behind it, before `end`?
bool has_lone_cr(std::string_view text, std::size_t from, std::size_t end) {
    const std::string_view part = text.substr(0, end);
    for (std::size_t at = part.find('\r', from); at != part.npos; at = part.find('\r', at + 1))
        if (at + 1 >= text.size() || text[at + 1] != '\n') return true;
    return false;
}

void lone_cr_to_lf(std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) text[i] = '\n';
}

// The lines of a file's bytes, each with its LF, CRLF or lone CR.
std::vector<std::string_view> byte_lines(std::string_view bytes) {
    std::vector<std::string_view> out;
    while (!bytes.empty()) {
        std::size_t end = bytes.find_first_of("\r\n");
        std::size_t size = end == bytes.npos ? bytes.size() : end + (bytes.substr(end).starts_with("\r\n") ? 2 : 1);
        out.push_back(bytes.substr(0, size));
        bytes.remove_prefix(size);
    }
    return out;
}

std::string first_newline(std::string_view text) {
    std::size_t at = text.find_first_of("\r\n");
    if (at == text.npos) return "\n";
    if (text[at] == '\n') return "\n";
    return at + 1 < text.size() && text[at + 1] == '\n' ? "\r\n" : "\r";
}

Source::Ends ends_shared(std::string_view a, std::string_view b) {
    const std::size_t head = common_prefix(a, b);
    return {head, common_suffix(a, b, std::min(a.size(), b.size()) - head)};
}

// The foreign code of a text in another one that is mostly the same. What lies where they differ cannot be told apart
// any more: all of that counts as foreign.
ForeignCode moved(const ForeignCode& code, std::string_view before, std::string_view now) {
    const auto [head, tail] = ends_shared(before, now);
    const auto middle = static_cast<std::uint32_t>(head), rest = static_cast<std::uint32_t>(before.size() - tail),
               moved_rest = static_cast<std::uint32_t>(now.size() - tail);
    ForeignCode out{{}, code.names};
    bool lost = false;
    for (const Span span : code.spans) {
        if (span.end <= middle)
            out.spans.push_back(span);
        else if (span.start >= rest)
            out.spans.push_back({span.start - rest + moved_rest, span.end - rest + moved_rest});
        else
            lost = true;
    }
    if (lost) out.spans.push_back({middle, moved_rest});
    std::ranges::sort(out.spans, {}, &Span::start);
    for (const std::uint32_t cell : code.cells)
        if (cell <= middle || cell >= rest) out.cells.push_back(cell <= middle ? cell : cell - rest + moved_rest);
    return out;
}

}  // namespace

Source Source::from_blocks(std::string path, CodeBlocks blocks, bool bom) {
    auto data = std::make_shared<Data>();
    data->bom = bom;
    data->text = blocks.text;
    data->newline = first_newline(data->text);
    data->lines = LineIndex(data->text);
    data->foreign = std::make_shared<const ForeignCode>(blocks.foreign);
    data->blocks = std::make_shared<const CodeBlocks>(std::move(blocks));
    Source source;
    source.path_ = std::move(path);
    source.data_ = std::move(data);
    return source;
}

Source Source::from_sessions(std::string path, std::string text) {
    // Only Markdown can be wrong.
    CodeBlocks blocks = std::move(*read_code_blocks("", std::move(text), true));
    return from_blocks(std::move(path), std::move(blocks), false);
}

Result<Source> Source::decode(std::string path, std::string bytes, bool sessions) {
    auto data = std::make_shared<Data>();
    if (path.ends_with(".ipynb")) {
        Result<NotebookText> notebook = read_notebook(path, std::move(bytes));
        if (!notebook) return notebook.trouble();
        data->text = notebook->text;
        data->newline = first_newline(data->text);
        data->lines = LineIndex(data->text);
        data->notebook = std::make_shared<const NotebookText>(std::move(*notebook));
        Source source;
        source.path_ = std::move(path);
        source.data_ = std::move(data);
        return source;
    }
    std::string_view body = bytes;
    data->bom = body.starts_with(byte_order_mark);
    if (data->bom) body.remove_prefix(byte_order_mark.size());
    auto trouble = [&](std::string message) { return Trouble{path, 0, 0, std::move(message)}; };
    if (body.starts_with("\xff\xfe") || body.starts_with("\xfe\xff"))
        return trouble("a UTF-16 or UTF-32 byte-order mark, which Python does not support: save the file as UTF-8");
    if (std::size_t nul = body.find('\0'); nul != body.npos)
        return trouble(formatted("a NUL at byte {}: this is not Python code", nul + (data->bom ? 3 : 0)));
    if (is_markdown(path) || (sessions && is_rest(path))) {
        if (std::size_t bad = invalid_utf8(body); bad != body.npos)
            return trouble(formatted("not valid UTF-8 at byte {}: save the file as UTF-8", bad + (data->bom ? 3 : 0)));
        Result<CodeBlocks> blocks = read_code_blocks(path, std::string(body), sessions);
        if (!blocks) return blocks.trouble();
        return from_blocks(std::move(path), std::move(*blocks), data->bom);
    }
    if (std::string_view declared = cookie(body); !declared.empty()) {
        data->encoding = charset_name(declared);
        if (!charset_known(data->encoding))
            return trouble(
                formatted("unknown encoding '{}' in the coding comment, which zenlint cannot read: save the file as "
                          "UTF-8, or correct the name",
                          declared));
        if (data->bom && data->encoding != "utf-8")
            return trouble(formatted(
                "the file begins with a UTF-8 byte-order mark but declares '{}': remove one of the two", declared));
    }
    if (data->encoding == "utf-8") {
        if (std::size_t bad = invalid_utf8(body); bad != body.npos)
            return trouble(formatted(
                "not valid UTF-8 at byte {}: save the file as UTF-8, or declare its encoding in a coding comment",
                bad + (data->bom ? 3 : 0)));
        data->text = data->bom ? std::string(body) : std::move(bytes);
    } else {
        Decoded decoded = decode_charset(body, data->encoding);
        if (decoded.bad != std::string::npos)
            return trouble(formatted("not valid {} at byte {}: correct the coding comment, or save the file as UTF-8",
                                     data->encoding, decoded.bad));
        data->text = std::move(decoded.text);
        data->bytes = std::move(bytes);
    }
    if (data->text.size() >= 0xffffffffu) return trouble("the file is larger than 4 GiB");
    data->newline = first_newline(data->text);
    if (has_lone_cr(data->text, 0, data->text.size())) {
        if (data->bytes.empty()) data->bytes = (data->bom ? std::string(byte_order_mark) : "") + data->text;
        lone_cr_to_lf(data->text);
    }
    data->lines = LineIndex(data->text);
    Source source;
    source.path_ = std::move(path);
    source.data_ = std::move(data);
    return source;
}

Source Source::from_text(std::string path, std::string text) {
    return from_text(std::move(path), std::move(text), nullptr);
}
Source Source::from_text(std::string path, std::string text, const Source& like) {
    return from_text(std::move(path), std::move(text), &like);
}

Source::Ends Source::ends_shared_with(const Source& other) const {
    if (data_->like != 0 && data_->like == other.data_->id) return data_->shared;
    return ends_shared(text(), other.text());
}

Source Source::from_cells(std::string path, std::string text, ForeignCode foreign) {
    Source out = from_text(std::move(path), std::move(text), nullptr);
    auto data = std::make_shared<Data>(*out.data_);
    data->id = data->like = 0;
    data->foreign = std::make_shared<const ForeignCode>(std::move(foreign));
    out.data_ = std::move(data);
    return out;
}

Source Source::from_text(std::string path, std::string text, const Source* like) {
    auto data = std::make_shared<Data>();
    data->bom = text.starts_with(byte_order_mark);
    if (data->bom) text.erase(0, byte_order_mark.size());
    data->newline = first_newline(text);
    static std::atomic<std::uint64_t> texts = 0;
    data->id = ++texts;
    const bool has_like = like && like->data_;
    const Ends shared = has_like ? ends_shared(text, like->text()) : Ends();
    // Only what is new can hold a CR of its own, and its LF may be gone from behind the last byte before.
    const bool sound = has_like && like->data_->bytes.empty();
    const std::size_t from = sound ? shared.head - std::min<std::size_t>(shared.head, 1) : 0;
    if (has_lone_cr(text, from, text.size() - (sound ? shared.tail : 0))) {
        data->bytes = (data->bom ? std::string(byte_order_mark) : "") + text;
        lone_cr_to_lf(text);
        data->text = std::move(text);
        data->lines = LineIndex(data->text);
    } else {
        data->text = std::move(text);
        data->lines = has_like ? LineIndex(like->lines(), data->text, shared.head, shared.tail) : LineIndex(data->text);
        if (has_like) data->like = like->data_->id, data->shared = shared;
    }
    Source source;
    source.path_ = std::move(path);
    source.data_ = std::move(data);
    return source;
}

Place Source::place(std::uint32_t offset, ColumnUnit unit) const {
    std::uint32_t row = lines().row(offset), start = lines().start(row);
    const CodeBlocks::Row* input = data_->blocks ? data_->blocks->input_at(offset) : nullptr;
    return {shown_row(row), columns(text().substr(start, offset - start), unit) + 1 +
                                (input && input->text >= start ? input->width : 0)};
}

namespace {

// The last cell that begins at or before the offset: a boundary belongs to the cell above it.
const NotebookCell* cell_at(const NotebookText* notebook, std::uint32_t offset) {
    if (!notebook) return nullptr;
    auto after =
        std::ranges::upper_bound(notebook->cells, offset, {}, [](const NotebookCell& c) { return c.text.start; });
    return after == notebook->cells.begin() ? nullptr : &*(after - 1);
}

}  // namespace

std::uint32_t Source::shown_row(std::uint32_t row) const {
    const NotebookCell* cell = cell_at(data_->notebook.get(), lines().start(row));
    return cell ? row - lines().row(cell->text.start) + 1 : row;
}

std::uint32_t Source::cell(std::uint32_t offset) const {
    const NotebookCell* cell = cell_at(data_->notebook.get(), offset);
    return cell ? cell->number : 0;
}

bool Source::cell_begins_in(Span span) const {
    auto within = [&](std::uint32_t start) { return start >= span.start && start <= span.end; };
    if (data_->notebook)
        return std::ranges::any_of(data_->notebook->cells, within, [](const NotebookCell& c) { return c.text.start; });
    return data_->foreign && std::ranges::any_of(data_->foreign->cells, within);
}

bool Source::is_examples() const {
    return data_->blocks && data_->blocks->examples;
}

std::string Source::shown_text() const {
    return data_->blocks ? data_->blocks->file : data_->text;
}

std::span<const Span> Source::foreign() const {
    const ForeignCode* code = data_->foreign_code();
    return code ? std::span<const Span>(code->spans) : std::span<const Span>();
}

bool Source::named_by_foreign(std::string_view name) const {
    const ForeignCode* code = data_->foreign_code();
    return code && code->names.contains(name);
}

const ForeignCode* Source::Data::foreign_code() const {
    return notebook ? &notebook->foreign : foreign.get();
}

std::uint32_t Source::offset(Place place, ColumnUnit unit) const {
    if (place.row > lines().count()) return static_cast<std::uint32_t>(text().size());
    Span span = line(lines().start(place.row));
    return span.start + bytes_of_columns(slice(span), place.column ? place.column - 1 : 0, unit);
}

Span Source::line(std::uint32_t offset) const {
    std::uint32_t row = lines().row(offset), start = lines().start(row), end = lines().start(row + 1);
    if (end > start && text()[end - 1] == '\n') --end;
    if (end > start && text()[end - 1] == '\r') --end;
    return {start, end};
}

std::string_view Source::indent(std::uint32_t offset) const {
    std::string_view text_of_line = slice(line(offset));
    return text_of_line.substr(0, std::min(text_of_line.find_first_not_of(" \t\f"), text_of_line.size()));
}

std::optional<std::string> Source::encode(std::string_view new_text) const {
    const Data& d = *data_;
    if (d.notebook) return d.notebook->with_text(new_text);
    std::string out(d.bom ? byte_order_mark : "");
    if (d.blocks) {
        std::optional<std::string> file = d.blocks->with_text(new_text);
        return file ? std::optional(out += *file) : std::nullopt;
    }
    if (d.bytes.empty()) return out.append(new_text);
    std::vector<std::string_view> rows = split_lines(d.text), new_rows = split_lines(new_text);
    std::vector<std::string_view> row_bytes = byte_lines(std::string_view(d.bytes).substr(out.size()));
    // A row's own ending, for the row that takes its place; a lone CR reads as LF in the text.
    auto ending = [&](std::size_t row) -> std::string_view { return row_bytes[row].ends_with('\r') ? "\r" : "\n"; };
    auto add_rows = [&](std::size_t from, std::size_t to) {
        for (; from < to; ++from) out += row_bytes[from];
    };
    auto add_new_row = [&](std::string_view row, std::string_view end) {
        bool ended = row.ends_with('\n');
        auto bytes = encode_charset(row.substr(0, row.size() - ended), d.encoding);
        if (bytes) out.append(*bytes).append(ended ? end : "");
        return bytes.has_value();
    };
    // Rows of the text and of the bytes go together in all but freak encodings, whose files are made anew as a whole.
    if (rows.size() != row_bytes.size()) {
        auto bytes = encode_charset(new_text, d.encoding);
        if (!bytes) return std::nullopt;
        out += *bytes;
    } else {
        std::size_t at = 0;
        for (const LineChange& change : line_changes(rows, new_rows)) {
            add_rows(at, change.before_start);
            at = change.before_end;
            for (std::uint32_t i = change.after_start; i < change.after_end; ++i) {
                std::size_t place = change.before_start + (i - change.after_start);
                if (i + 1 == change.after_end && change.before_end > change.before_start) place = change.before_end - 1;
                bool takes_place = place < change.before_end;
                std::string_view end = takes_place ? ending(place) : d.newline == "\r" ? "\r" : "\n";
                if (!add_new_row(new_rows[i], new_rows[i].ends_with("\r\n") ? "\n" : end)) return std::nullopt;
            }
        }
        add_rows(at, rows.size());
    }
    // The proof: it reads as it should. (An encoding may take a character in and give back another.)
    Decoded again = decode_charset(std::string_view(out).substr(d.bom ? byte_order_mark.size() : 0), d.encoding);
    lone_cr_to_lf(again.text);
    if (again.bad != std::string::npos || again.text != new_text) return std::nullopt;
    return out;
}

Source Source::with_text(std::string new_text) const {
    auto data = std::make_shared<Data>(*data_);
    data->id = data->like = 0;
    if (data->notebook) {
        // Without a way back, the text is still one to look at.
        std::optional<std::string> json = encode(new_text);
        Result<NotebookText> fresh = json ? read_notebook(path_, *json) : Trouble{};
        if (fresh && fresh->text == new_text) data->notebook = std::make_shared<const NotebookText>(std::move(*fresh));
    }
    if (data->blocks) {
        std::optional<std::string> file = data->blocks->with_text(new_text);
        Result<CodeBlocks> fresh = file ? read_code_blocks(path_, *std::move(file), data->blocks->sessions) : Trouble{};
        if (fresh && fresh->text == new_text) {
            data->foreign = std::make_shared<const ForeignCode>(fresh->foreign);
            data->blocks = std::make_shared<const CodeBlocks>(std::move(*fresh));
        } else {
            data->foreign = std::make_shared<const ForeignCode>(moved(*data->foreign, data->text, new_text));
        }
    } else if (data->foreign)
        data->foreign = std::make_shared<const ForeignCode>(moved(*data->foreign, data->text, new_text));
    if (auto bytes = data->bytes.empty() ? std::optional<std::string>() : encode(new_text))
        data->bytes = *std::move(bytes);
    data->text = std::move(new_text);
    data->lines = LineIndex(data->text);
    Source source;
    source.path_ = path_;
    source.data_ = std::move(data);
    return source;
}

}  // namespace zen
