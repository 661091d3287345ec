// Statements that begin with a word that may be a name too: `match` and `type`, and Python 2's `print` and `exec`.
#include "syntax/descent/descent.h"

namespace zen::descent {

namespace {

// Does the token begin an operand, and cannot stand behind one?
bool begins_operand(Kind kind) {
    switch (kind) {
        case Kind::identifier:
        case Kind::string_start:
        case Kind::integer:
        case Kind::float_:
        case Kind::ellipsis:
        case Kind::op_lbrace:
        case Kind::op_tilde:
        case Kind::true_:
        case Kind::false_:
        case Kind::none:
        case Kind::kw_lambda:
        case Kind::kw_await:
            return true;
        default:
            return false;
    }
}

// May it do either?
bool continues_or_begins(Kind kind) {
    switch (kind) {
        case Kind::op_lparen:
        case Kind::op_lbrack:
        case Kind::op_minus:
        case Kind::op_plus:
        case Kind::op_star:
        case Kind::kw_not:
            return true;
        default:
            return false;
    }
}

}  // namespace

// At a name, in an expression statement that has just been opened. True if it is a statement of another kind, now read.
bool Descent::soft_keyword_statement(NodeId id) {
    if (is_word("exec")) return exec_statement(id);
    const bool print = is_word("print");
    if (!print && !is_word("type")) return false;
    soft_keyword_end_ = end_;
    return print ? print_statement(id) : type_alias_statement(id);
}

bool Descent::print_statement(NodeId id) {
    const Mark before = mark();
    take_named();
    if (!begins_operand(kind_) && !is(Kind::op_gt_gt)) {
        go_back(before);
        return false;
    }
    set_kind(id, Kind::print_statement);
    nodes_.set_head(id + 1, head(Kind::kw_print, 0));
    if (is(Kind::op_gt_gt)) {
        const NodeId chevron = open(Kind::chevron);
        take_token();
        expression();
        close(chevron);
    } else {
        set_field(expression(), Field::argument);
    }
    while (is(Kind::op_comma)) {
        take_token();
        if (ends_simple_statement()) break;
        set_field(expression(), Field::argument);
    }
    close(id);
    return true;
}

bool Descent::exec_statement(NodeId id) {
    const Mark before = mark();
    take_named();
    if (!is(Kind::identifier) && !is(Kind::string_start)) {
        go_back(before);
        return false;
    }
    set_kind(id, Kind::exec_statement);
    nodes_.set_head(id + 1, head(Kind::kw_exec, 0));
    const NodeId code = here();
    if (is(Kind::identifier))
        take_named();
    else
        string();
    set_field(code, Field::code);
    if (is(Kind::kw_in)) {
        do {
            take_token();
            expression();
        } while (is(Kind::op_comma));
    }
    close(id);
    return true;
}

// `type X = …`. To the grammar `type(x).y = z` is one too; to Python it is an assignment.
bool Descent::type_alias_statement(NodeId id) {
    const Mark before = mark();
    take_named();
    if (!begins_operand(kind_)) {
        const bool alike = continues_or_begins(kind_);
        go_back(before);
        if (!alike) return false;
        expression();
        if (is(Kind::op_eq)) beyond_grammar_ = true;
        if (is(Kind::op_colon)) fail("annotation or alias");
        go_back(before);
        return false;
    }
    set_kind(id, Kind::type_alias_statement);
    nodes_.set_head(id + 1, head(Kind::kw_type, 0));
    type(Field::left);
    expect(Kind::op_eq);
    type(Field::right);
    if (!ends_simple_statement()) fail("end of the alias expected");
    close(id);
    return true;
}

// True at a `match` that is one; it has been read then.
bool Descent::match_statement() {
    if (!is_word("match")) return false;
    soft_keyword_end_ = end_;
    const Mark before = mark();
    const NodeId id = open(Kind::match_statement);
    const Kind word = kind_;
    kind_ = Kind::kw_match;
    take_token();
    if (!begins_operand(kind_)) {
        const bool doubtful = continues_or_begins(kind_);
        go_back(before);
        kind_ = word;
        if (!doubtful) return false;
        if (!match_header()) {
            go_back(before);
            return false;
        }
        go_back(before);
        if (failed_) return true;
        open(Kind::match_statement);
        kind_ = Kind::kw_match;
        take_token();
    }
    for (;;) {
        set_field(item_of_list(), Field::subject);
        if (!is(Kind::op_comma)) break;
        take_token();
        if (is(Kind::op_colon)) break;
    }
    if (!expect(Kind::op_colon)) return true;
    Level level(*this);
    end_line();
    const std::uint32_t outer = block_indent_;
    if (at_text_end_ || code_indent_ <= outer) return fail("cases expected"), true;
    const std::uint32_t indent = block_indent_ = code_indent_;
    // The block holds its indent, which is empty and at the end of the line before.
    const NodeId block = nodes_.open(named(Kind::block), last_);
    set_field(block, Field::body);
    take_gap();
    while (is_word("case")) {
        case_clause();
        if (failed_ || code_indent_ != indent || at_text_end_) break;
        take_gap();
    }
    if (code_indent_ == indent && !at_text_end_) return fail("case expected"), true;
    end_block(indent);
    close(block);
    block_indent_ = outer;
    close(id);
    return true;
}

// Reads on from `match` as from a name: is there a colon at the end of the line, so that it is no annotation?
bool Descent::match_header() {
    const NodeId id = item_of_list();
    if (is(Kind::op_comma)) rest_of_list(id);
    const Byte* p = at_;
    while (*p == ' ' || *p == '\t') ++p;
    return is(Kind::op_colon) && (*p == '\n' || *p == '\r' || *p == '#');
}

void Descent::case_clause() {
    const NodeId id = open(Kind::case_clause);
    set_field(id, Field::alternative);
    kind_ = Kind::kw_case;
    take_token();
    for (;;) {
        case_pattern();
        if (!is(Kind::op_comma)) break;
        take_token();
        if (is(Kind::op_colon) || is(Kind::kw_if)) break;
    }
    if (is(Kind::kw_if)) {
        const NodeId guard = open(Kind::if_clause);
        set_field(guard, Field::guard);
        take_token();
        expression();
        close(guard);
    }
    suite(Field::consequence);
    close(id);
}

}  // namespace zen::descent
