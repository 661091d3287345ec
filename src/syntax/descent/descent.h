// The hand-written parser: one token ahead, a function for each rule of the grammar, operators by precedence, the final
// tree written as it goes. It builds tree-sitter's tree, record by record, or gives the text up; then the LR driver
// reads it. So it need not know everything that the grammar allows, nor say what is wrong with a text.
#pragma once
#include <cstdint>
#include <vector>

#include "syntax/descent/nodes.h"
#include "syntax/descent/tokens.h"
#include "syntax/lexer.h"
#include "syntax/tree.h"

namespace zen::descent {

class Descent {
  public:
    // Fills `nodes` with the tree of the text, which must have no byte-order mark. False if it is given up; then
    // `nodes` hold nothing of use.
    bool parse(const PaddedText& text, std::vector<NodeRecord>& nodes);
    // Why the last text was given up; for tests and measurements.
    const char* reason() const { return reason_; }
    // Does the text hold Python that tree-sitter's grammar finds an error in, or reads amiss, although it is sound?
    // - A line within brackets that begins left of the block that it is in: the scanner may end the block there.
    // - A comment that stands there, between a decorator and its definition.
    // - A statement that ends with a comma, `a,`: the next line may be taken for its continuation.
    // - A body on the line of a return annotation, `def f() -> T: a[b]`: taken for a part of the annotation.
    // - An assignment to what begins with `type(`, `type(a).b = c`: taken for a type alias.
    bool beyond_grammar() const { return beyond_grammar_; }

    // Functions call each other in circles only by way of a Level, of which there are no more than this: so the stack
    // that a text can ask for is bounded. What nests deeper is given up: less than any limit of CPython's tokenizer.
    static constexpr int max_level = 99;

  private:
    // A comment or a line continuation that lies before the next token. It enters the tree with that token.
    struct Extra {
        std::uint32_t start, end;
        std::uint32_t indent;  // of its line, for a comment between statements
        Kind kind;
    };
    struct Level {
        explicit Level(Descent& parser) : parser_(parser) {
            if (++parser_.level_ > max_level) parser_.fail("nests too deep");
        }
        ~Level() { --parser_.level_; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

      private:
        Descent& parser_;
    };

    // --- Tokens (lexer.cpp) ---
    void next();
    void read_rare(const Byte* p);
    void read_number(const Byte* p);
    void read_any_name(const Byte* p);
    void read_string_start(const Byte* from, const Byte* quote);
    const Byte* skip_line_end(const Byte* p);
    void token(Kind kind, const Byte* start, unsigned length) {
        kind_ = kind;
        start_ = offset(start);
        end_ = start_ + length;
        at_ = start + length;
    }
    std::uint32_t offset(const Byte* p) const { return static_cast<std::uint32_t>(p - text_); }
    bool is(Kind kind) const { return kind_ == kind; }
    bool is_word(std::string_view word) const {
        return is(Kind::identifier) && end_ - start_ == word.size() &&
               std::memcmp(text_ + start_, word.data(), word.size()) == 0;
    }
    std::uint8_t power() const { return powers[static_cast<unsigned>(kind_)]; }
    void fail(const char* reason);

    // --- Nodes ---
    static constexpr grammar::NodeHead head(Kind kind, unsigned flags, Field field = Field::none) {
        return {static_cast<std::uint16_t>(kind), static_cast<std::uint8_t>(field), static_cast<std::uint8_t>(flags)};
    }
    static constexpr grammar::NodeHead named(Kind kind) { return head(kind, NodeRecord::named); }
    void enter_extras();  // into the tree
    void add_extra(Kind kind, std::uint32_t start, std::uint32_t end, std::uint32_t indent = 0) {
        extras_.push_back({start, end, indent, kind});
    }
    // Where the next node will be.
    NodeId here() {
        if (!extras_.empty()) [[unlikely]]
            enter_extras();
        return nodes_.count();
    }
    // The token ahead becomes a node; the next one is read.
    NodeId take(unsigned flags, Field field) {
        here();
        const NodeId id = nodes_.add(head(kind_, flags, field), std::uint64_t{end_} << 32 | start_);
        last_ = end_;
        next();
        return id;
    }
    NodeId take_token(Field field = Field::none) { return take(0, field); }
    NodeId take_named(Field field = Field::none) { return take(NodeRecord::named, field); }
    // The same for tokens that `next` does not read.
    void add_token(Kind kind, unsigned flags, std::uint32_t start, std::uint32_t end) {
        nodes_.add(head(kind, flags), start, end);
        last_ = end;
    }
    NodeId open(Kind kind) {
        here();
        return nodes_.open(named(kind), start_);
    }
    void close(NodeId id) { nodes_.close(id, last_); }
    void wrap(NodeId id, Kind kind) {
        if (!nodes_.wrap(id, named(kind))) [[unlikely]]
            fail("too much to move");
    }
    void set_field(NodeId id, Field field) { nodes_[id].field = field; }
    void set_kind(NodeId id, Kind kind) { nodes_[id].kind = kind; }
    Kind kind_of(NodeId id) const { return nodes_[id].kind; }
    bool expect(Kind kind) {
        if (!is(kind)) {
            fail("another token expected");
            return false;
        }
        take_token();
        return true;
    }

    // A place to come back to, where two readings must be tried. Nothing waits to enter the tree there.
    struct Mark {
        NodeId count, current;
        Kind kind;
        std::uint32_t start, end, last;
        const Byte* at;
        int depth;
    };
    Mark mark();
    void go_back(const Mark& mark);

    // --- Lines (layout.cpp) ---
    void read_gap();
    void take_gap();
    void end_line();
    bool continues_with(Kind keyword);
    void suite(Field field);
    void end_block(std::uint32_t indent);

    // --- Expressions (expressions.cpp, operators.cpp) ---
    // An expression that binds at least so tightly; its id.
    NodeId expression(unsigned least = anything);
    NodeId prefix(unsigned least);
    void postfix(NodeId id);
    void infix(NodeId id, unsigned least);
    void binary_operators(NodeId id, unsigned least);
    void comparison_operator(NodeId id);
    void conditional_expression(NodeId id);
    void unary_operator();
    void not_operator();
    void await_expression();
    void named_expression(NodeId id);
    void lambda(unsigned least);
    void name(Field field = Field::none);
    NodeId list_splat();
    NodeId splat_as_operand();
    NodeId expression_or_list();
    void rest_of_list(NodeId id);
    NodeId first_item();
    NodeId item_of_list();
    void yield();
    NodeId right_hand_side();
    void as_pattern(NodeId id);

    // --- Brackets (brackets.cpp) ---
    void parenthesized();
    void list();
    void braces();
    void pair(NodeId key);
    void first_splat(Kind closing);
    void comprehension_clauses();
    void argument_list();
    void subscripts();

    // --- Strings (strings.cpp) ---
    void strings();
    void string();
    struct OpenString;
    const Byte* read_escape(OpenString& open, const Byte* p);
    const Byte* read_raw_backslash(OpenString& open, const Byte* p);
    const Byte* interpolation(Kind kind, const Byte* p);
    const Byte* format_specifier(const Byte* colon);
    void begin_content(OpenString& open, const Byte* p);
    void end_content(OpenString& open, const Byte* p);

    // --- Assignment targets (targets.cpp) ---
    void to_pattern(NodeId id);
    NodeId target();
    NodeId targets();

    // --- Types and parameters (types.cpp, parameters.cpp) ---
    NodeId type(Field field = Field::none);
    bool generic_type(NodeId id);
    void type_parameters(Field field);
    void parameters(Kind closing);
    void parameter(bool typed);
    bool separator(Kind closing);

    // --- Statements ---
    void statement();
    // compound.cpp
    void if_statement();
    void while_statement();
    void for_statement();
    void rest_of_for();
    void try_statement();
    void except_clause();
    void with_statement();
    void rest_of_with();
    void with_item();
    bool parenthesized_items();
    void function_definition();
    void class_definition();
    void decorated_definition();
    void async_statement();
    void else_clause(Field field);
    // simple.cpp
    void simple_statements();
    void simple_statement();
    void expression_statement();
    void rest_of_expression_statement(NodeId statement);
    void return_statement();
    void raise_statement();
    void assert_statement();
    void names_statement(Kind kind);
    void keyword_statement(Kind kind);
    bool ends_simple_statement() const { return is(end_of_line) || is(Kind::op_semi); }
    // imports.cpp
    void import_statement();
    void import_from_statement();
    void relative_import();
    void import_list();
    void dotted_name(Field field = Field::none);
    // soft_keywords.cpp
    bool soft_keyword_statement(NodeId statement);
    bool print_statement(NodeId statement);
    bool exec_statement(NodeId statement);
    bool type_alias_statement(NodeId statement);
    bool match_statement();
    bool match_header();
    void case_clause();
    // case_patterns.cpp
    void case_pattern(Field field = Field::none);
    void simple_pattern(Field field);
    void closed_pattern();
    void number_pattern();
    void wrap_siblings(NodeId id, Kind kind);
    void class_or_value_pattern();
    void sequence_pattern(Kind kind, Kind closing);
    void dict_pattern();
    void splat_pattern();

    // The text, and the token ahead: where it is, and what follows it.
    const Byte* text_ = nullptr;
    const Byte* stop_ = nullptr;
    const Byte* at_ = nullptr;
    Kind kind_ = Kind::nothing;
    std::uint32_t start_ = 0, end_ = 0;
    std::uint32_t last_ = 0;  // where the last token taken ends
    int depth_ = 0;           // of brackets
    Nodes nodes_;
    std::vector<Extra> extras_;

    // The gap before a statement: its comments, of which the first `gap_taken_` are in the tree, and the indentation of
    // the line with code behind it.
    std::vector<Extra> gap_;
    std::size_t gap_taken_ = 0;
    std::uint32_t code_indent_ = 0, block_indent_ = 0;
    bool at_text_end_ = false;
    std::uint32_t soft_keyword_end_ =
        0;  // of the last `print`, `type` or `match` at the begin of a statement that is a name
    bool as_in_parentheses_ = false;  // may the next ones hold an `as`? Those of `with` may

    int level_ = 0;
    std::uint64_t read_again_ = 0;  // bytes, by going back
    std::vector<Nodes::Operation> operations_;
    const char* reason_ = "";
    bool failed_ = false;
    bool beyond_grammar_ = false;
};

}  // namespace zen::descent
