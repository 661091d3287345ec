#include "lsp/check.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "report/json_text.h"
#include "report/report.h"
#include "text/formatted.h"

namespace zen::lsp {
namespace {

constexpr std::uint64_t hash_start = 0xcbf29ce484222325u;

std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return (hash ^ 0xff) * 0x100000001b3u;
}

void append_position(std::string& out, Position position) {
    append(out, "{{\"line\":{},\"character\":{}}}", position.line, position.column);
}

// What is left when the code goes: the fix only takes away.
bool superfluous(const Finding& f) {
    return f.fix && f.fix->applicability != Applicability::display && !f.fix->edits.empty() &&
           std::ranges::all_of(f.fix->edits, [](const Edit& e) { return e.text.empty(); });
}

// pyupgrade's codes are about what newer Python has better.
bool outdated(const RuleBook& book, const Finding& f) {
    auto aliases = book.aliases(f.rule, f.match);
    return std::ranges::any_of(
        aliases, [](std::string_view a) { return a.size() > 2 && a.starts_with("UP") && a[2] >= '0' && a[2] <= '9'; });
}

int severity_number(Severity severity) {
    return severity == Severity::error ? 1 : severity == Severity::warning ? 2 : 3;
}

std::optional<std::uint32_t> whole(const Json& json) {
    std::int64_t n = json.integer(-1);
    if (n < 0) return std::nullopt;
    return static_cast<std::uint32_t>(std::min<std::int64_t>(n, INT32_MAX));
}

}  // namespace

void Checked::own(std::vector<Finding> found) {
    own_ = std::move(found);
    refs_.clear();
    for (const Finding& f : own_) refs_.push_back({&f});
    findings = refs_;
}

const Cell* Checked::cell_at(std::uint32_t offset) const {
    for (const Cell& c : cells)
        if (c.start <= offset && offset <= c.start + c.size) return &c;
    return nullptr;
}

const Cell* Checked::cell(std::string_view uri) const {
    auto found = std::ranges::find(cells, uri, &Cell::uri);
    return found == cells.end() ? nullptr : &*found;
}

void append_range(std::string& out, Range range) {
    out += "{\"start\":";
    append_position(out, range.start);
    out += ",\"end\":";
    append_position(out, range.end);
    out += '}';
}

Json range_json(Range range) {
    std::string text;
    append_range(text, range);
    return Json(Json::Raw{std::make_shared<const std::string>(std::move(text))});
}

std::optional<Position> position_of(const Json& json) {
    auto line = whole(json["line"]), column = whole(json["character"]);
    if (!line || !column) return std::nullopt;
    return Position{*line, *column};
}

std::optional<Range> range_of(const Json& json) {
    auto start = position_of(json["start"]), end = position_of(json["end"]);
    if (!start || !end) return std::nullopt;
    return Range{*start, *end};
}

std::uint64_t content_hash(std::string_view text) {
    return hashed(hash_start, text);
}

std::string finding_id(const Checked& checked, const Finding& f) {
    std::uint64_t hash = hashed(hash_start, checked.rules->book()[f.rule].name());
    hash = hashed(hash, f.message);
    hash = hashed(hash, checked.source.slice(f.span));
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4) out += digits[hash >> shift & 15];
    return out;
}

namespace {

// What stands between the number of the first line and that of the last, and all behind it, to the closing brace.
struct Parts {
    std::string before, after;
};

Parts diagnostic_parts(const Checked& checked, const Finding& f, const Cell& cell, const Document& document,
                       const DiagnosticStyle& style, Range range, const OtherDocument& other) {
    const RuleBook& book = checked.rules->book();
    const RuleBook::Entry& rule = book[f.rule];
    Parts parts;
    parts.before = formatted(",\"character\":{}}},\"end\":{{\"line\":", range.start.column);
    std::string& out = parts.after;
    out = formatted(",\"character\":{}}}}},\"severity\":", range.end.column);
    out += std::to_string(severity_number(rule.data->severity));
    out += ",\"code\":";
    append_json(out, rule.code());
    std::string_view url = course_url(book, f.rule);
    if (style.description && !url.empty()) {
        out += ",\"codeDescription\":{\"href\":";
        append_json(out, url);
        out += '}';
    }
    out += ",\"source\":\"zenlint\",\"message\":";
    append_json(out, f.message);
    bool unnecessary = style.unnecessary && superfluous(f);
    bool deprecated = style.deprecated && outdated(book, f);
    if (unnecessary || deprecated)
        out += unnecessary ? deprecated ? ",\"tags\":[1,2]" : ",\"tags\":[1]" : ",\"tags\":[2]";
    if (style.related && !f.related.empty()) {
        std::string list;
        for (const Related& r : f.related) {
            const Cell* place = checked.cell_at(r.span.start);
            const Document* text = !place ? nullptr : place == &cell ? &document : other(place->uri);
            if (!text) continue;
            list += list.empty() ? "{\"location\":{\"uri\":" : ",{\"location\":{\"uri\":";
            append_json(list, place->uri);
            list += ",\"range\":";
            append_range(list, text->range({r.span.start - place->start, r.span.end - place->start}, style.unit));
            list += "},\"message\":";
            append_json(list, r.message);
            list += '}';
        }
        if (!list.empty()) append(out, ",\"relatedInformation\":[{}]", list);
    }
    if (style.data) {
        out += ",\"data\":{\"name\":";
        append_json(out, rule.name());
        append(out, ",\"id\":\"{}\"}}", finding_id(checked, f));
    }
    out += '}';
    return parts;
}

void append_number(std::string& out, std::uint32_t number) {
    char digits[10];
    out.append(digits, std::to_chars(digits, std::end(digits), number).ptr);
}

}  // namespace

std::string diagnostics_json(const Checked& checked, const Cell& cell, const Document& document,
                             const DiagnosticStyle& style, const OtherDocument& other) {
    std::string out = "[";
    if (checked.excluded) return "[]";
    out.reserve(checked.findings.size() * 256);
    for (const FindingRef& f : checked.findings) {
        if (checked.cells.size() > 1 && checked.cell_at(f->span.start) != &cell) continue;
        const std::uint32_t start = f->span.start - cell.start, end = std::min(f->span.end - cell.start, cell.size);
        std::uint32_t line = document.line_of(start), rows = 0;
        Parts made;
        const bool known = f.note && !f.note->after.empty();
        if (known) {
            rows = f.note->rows;
        } else {
            Range range = document.range({start, end}, style.unit);
            rows = range.end.line - range.start.line;
            made = diagnostic_parts(checked, *f, cell, document, style, range, other);
        }
        out += out.size() > 1 ? ",{\"range\":{\"start\":{\"line\":" : "{\"range\":{\"start\":{\"line\":";
        append_number(out, line);
        out += known ? f.note->before : made.before;
        append_number(out, line + rows);
        out += known ? f.note->after : made.after;
        // Related places have lines of their own.
        if (f.note && !known && f->related.empty()) *f.note = {std::move(made.before), std::move(made.after), rows};
    }
    return out += ']';
}

}  // namespace zen::lsp
