// Line ends, indentation, blocks, and which of them the comments between statements belong to.
#include "syntax/descent/descent.h"

namespace zen::descent {

// Blanks, empty lines and comments up to the next line with code; the first token of that is read.
void Descent::read_gap() {
    gap_.clear();
    gap_taken_ = 0;
    std::uint32_t indent = 0;
    const Byte* p = at_;
    for (;;) {
        if (*p == '\n') {
            const Byte* q = skip_spaces(++p);
            indent = static_cast<std::uint32_t>(q - p);
            p = q;
        } else if (*p == ' ') {
            const Byte* q = skip_spaces(p);
            indent += static_cast<std::uint32_t>(q - p);
            p = q;
        } else if (*p == '\r' || *p == '\f') {
            indent = 0;
            ++p;
        } else if (*p == '\t') {
            indent += 8;
            ++p;
        } else if (*p == '#') {
            const Byte* q = line_end(p, stop_);
            gap_.push_back({offset(p), offset(q), indent, Kind::comment});
            p = q;
        } else {
            break;
        }
    }
    if (*p == '\\') return fail("line continuation before a statement");
    if (indent > 0x7FFF) return fail("indentation too wide");
    at_text_end_ = p == stop_;
    code_indent_ = at_text_end_ ? 0 : indent;
    at_ = p;
    if (!at_text_end_) return next();
    kind_ = end_of_text;
    start_ = end_ = offset(p);
}

// The comments of the gap come before whatever comes next.
void Descent::take_gap() {
    for (; gap_taken_ < gap_.size(); ++gap_taken_) extras_.push_back(gap_[gap_taken_]);
}

// At the end of a logical line. The grammar's token for it is empty and comes after the comments of the line.
void Descent::end_line() {
    if (!is(end_of_line)) return fail("line end expected");
    if (!extras_.empty()) {
        if (extras_.back().kind == Kind::line_continuation) return fail("line continuation before a line end");
        last_ = extras_.back().end;
        enter_extras();
    }
    read_gap();
}

// Does the statement go on with a clause of this keyword?
bool Descent::continues_with(Kind keyword) {
    if (!is(keyword) || code_indent_ != block_indent_ || at_text_end_) return false;
    take_gap();
    return true;
}

// From the colon to the end of the block.
void Descent::suite(Field field) {
    if (!expect(Kind::op_colon)) return;
    Level level(*this);
    if (!is(end_of_line)) {
        const NodeId block = open(Kind::block);
        set_field(block, field);
        simple_statements();
        return close(block);
    }
    end_line();
    const std::uint32_t outer = block_indent_;
    if (at_text_end_ || code_indent_ <= outer) return fail("block expected");
    const std::uint32_t indent = block_indent_ = code_indent_;
    take_gap();
    const NodeId block = open(Kind::block);
    set_field(block, field);
    for (;;) {
        statement();
        if (failed_ || code_indent_ != indent || at_text_end_) break;
        take_gap();
    }
    end_block(indent);
    close(block);
    block_indent_ = outer;
}

// The first comments behind a block that are as far to the right as the block belong to it.
void Descent::end_block(std::uint32_t indent) {
    if (failed_) return;
    if (code_indent_ > indent) return fail("indented line");
    if (gap_taken_ == gap_.size() || gap_[gap_taken_].indent < indent) return;
    for (; gap_taken_ < gap_.size() && gap_[gap_taken_].indent >= indent; ++gap_taken_)
        extras_.push_back(gap_[gap_taken_]);
    last_ = extras_.back().end;
    enter_extras();
}

}  // namespace zen::descent
