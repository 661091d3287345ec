// Strings, byte for byte as tree-sitter-python's scanner and grammar cut them up, with the corners of both.
#include "syntax/descent/descent.h"

namespace zen::descent {

struct Descent::OpenString {
    Byte quote;
    bool triple = false, raw = false, format = false, bytes = false;
    NodeId content = 0;  // the node of the content that is open, 0 without one
};

namespace {

struct Part {
    enum What { content, end, other, broken } what;
    const Byte* to;
};

bool is_hex(Byte c) {
    return static_cast<Byte>(c - '0') < 10 || static_cast<Byte>((c | 0x20) - 'a') < 6;
}

// The length of the escape sequence at p, 0 if the backslash stands for itself.
std::size_t escape_length(const Byte* p) {
    auto hex = [p](std::size_t digits) {
        for (std::size_t i = 0; i < digits; ++i)
            if (!is_hex(p[2 + i])) return std::size_t{0};
        return 2 + digits;
    };
    switch (p[1]) {
        case 'x':
            return hex(2);
        case 'u':
            return hex(4);
        case 'U':
            return hex(8);
        case '\r':
            return p[2] == '\n' ? 3 : 0;
        case '\n':
        case '\'':
        case '"':
        case '\\':
        case 'a':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
        case 'v':
            return 2;
        case 'N': {
            if (p[2] != '{') return 0;
            const Byte* q = p + 3;
            while (*q != 0 && *q != '}') ++q;
            return *q == '}' && q != p + 3 ? static_cast<std::size_t>(q + 1 - p) : 0;
        }
        default: {
            std::size_t length = 1;
            while (length < 4 && static_cast<Byte>(p[length] - '0') < 10) ++length;
            return length == 1 ? 0 : length;
        }
    }
}

// As Scanner::scan_string: the next token of content or the end, or neither, and then what is at p is for the grammar's
// automaton. A backslash in a raw string hides what follows it, and does not count as content.
template <class String>
Part next_part(const String& s, const Byte* p, const Byte* stop) {
    if (s.format && (*p == '{' || *p == '}')) return {Part::other, p};
    bool content = false;
    for (;;) {
        const Byte* q = string_run_end(p, s.quote, s.format, s.triple);
        content |= q != p;
        p = q;
        if (*p == s.quote) {
            if (s.triple) {
                if (p[1] != s.quote) return {Part::content, p + 1};
                if (p[2] != s.quote) return {Part::content, p + 2};
            }
            if (content) return {Part::content, p};
            return {Part::end, p + (s.triple ? 3 : 1)};
        }
        if (*p == '\\' && s.raw) {
            ++p;
            if (*p == s.quote || *p == '\\') ++p;
            if (*p == '\r') ++p;
            if (*p == '\n') ++p;
        } else if (*p == '\\' && s.bytes && (p[1] == 'N' || p[1] == 'u' || p[1] == 'U')) {
            // No escapes in bytes; and the scanner reads on after the byte behind them.
            p += 3;
            if (p > stop) return {Part::broken, stop};
            content = true;
        } else if (*p == '\\' || *p == '{' || *p == '}') {
            return {content ? Part::content : Part::other, p};
        } else {
            return {Part::broken, p};  // a line end, or the end of the text
        }
    }
}

}  // namespace

// One string, or several that are one.
void Descent::strings() {
    const NodeId id = here();
    string();
    if (!is(Kind::string_start)) return;
    wrap(id, Kind::concatenated_string);
    while (is(Kind::string_start)) string();
    close(id);
}

void Descent::string() {
    const NodeId id = open(Kind::string);
    OpenString s{};
    const Byte* p = text_ + start_;
    for (; byte_kinds[*p] == ByteKind::letter; ++p) {
        const Byte letter = *p | 0x20;
        s.format |= letter == 'f' || letter == 't';
        s.raw |= letter == 'r';
        s.bytes |= letter == 'b';
    }
    s.quote = *p;
    s.triple = end_ - offset(p) == 3;
    add_token(Kind::string_start, NodeRecord::named, start_, end_);
    p = text_ + end_;
    for (;;) {
        const Part part = next_part(s, p, stop_);
        if (part.what == Part::content) {
            begin_content(s, p);
            p = part.to;
        } else if (part.what == Part::end) {
            end_content(s, p);
            add_token(Kind::string_end, NodeRecord::named, offset(p), offset(part.to));
            at_ = part.to;
            break;
        } else if (part.what == Part::broken) {
            return fail("string without an end");
        } else if (*p == '\\') {
            begin_content(s, p);
            const std::size_t length = escape_length(p);
            const Byte* end = p + (length == 0 ? 1 : length);
            add_token(length == 0 ? Kind::op_backslash : Kind::escape_sequence, length == 0 ? 0 : NodeRecord::named,
                      offset(p), offset(end));
            p = end;
        } else if (p[1] == p[0]) {
            begin_content(s, p);
            add_token(Kind::escape_interpolation, NodeRecord::named, offset(p), offset(p + 2));
            p += 2;
        } else if (*p == '{') {
            end_content(s, p);
            p = interpolation(Kind::interpolation, p);
            if (failed_) return;
        } else {
            return fail("single closing brace");
        }
    }
    close(id);
    next();
}

void Descent::begin_content(OpenString& s, const Byte* p) {
    if (s.content == 0) s.content = nodes_.open(named(Kind::string_content), offset(p));
}

void Descent::end_content(OpenString& s, const Byte* p) {
    if (s.content != 0) nodes_.close(s.content, offset(p));
    s.content = 0;
}

// A replacement field, from the brace at p; returns what follows it. Nodes of `kind`: in a format specifier it has
// another name.
const Byte* Descent::interpolation(Kind kind, const Byte* p) {
    Level level(*this);
    const NodeId id = nodes_.open(named(kind), offset(p));
    add_token(Kind::op_lbrace, 0, offset(p), offset(p + 1));
    if (failed_) return p;
    at_ = p + 1;
    ++depth_;
    next();
    const NodeId expression = here();
    if (is(Kind::kw_yield))
        yield();
    else
        expression_or_list();
    set_field(expression, Field::expression);
    if (is(Kind::op_eq)) take_token();
    if (is(Kind::type_conversion)) take_named(Field::type_conversion);
    if (is(Kind::op_colon) || is(Kind::op_colon_eq)) {
        p = format_specifier(text_ + start_);
        if (failed_) return p;
        --depth_;
        start_ = offset(p);
        end_ = start_ + 1;
    } else if (!is(Kind::op_rbrace)) {
        fail("end of the replacement field expected");
        return p;
    }
    here();
    add_token(Kind::op_rbrace, 0, start_, end_);
    close(id);
    return text_ + end_;
}

// From its colon to the brace that ends the field.
const Byte* Descent::format_specifier(const Byte* colon) {
    const NodeId id = open(Kind::format_specifier);
    set_field(id, Field::format_specifier);
    add_token(Kind::op_colon, 0, offset(colon), offset(colon + 1));
    const Byte* p = colon + 1;
    for (;;) {
        const Byte* q = p;
        while (*q != 0 && *q != '{' && *q != '}' && *q != '\n') ++q;
        if (q != p) last_ = offset(q);
        p = q;
        if (*p == '}') break;
        if (*p != '{') {
            fail("line end in a format specifier");
            return p;
        }
        p = interpolation(Kind::format_expression, p);
        if (failed_) return p;
    }
    close(id);
    return p;
}

}  // namespace zen::descent
