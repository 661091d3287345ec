#include "semantics/verdict/newer_syntax.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "semantics/verdict/star_checks.h"
#include "syntax/pieces.h"
#include "syntax/verdict/machine.h"
#include "syntax/verdict/verdict.h"
#include "text/formatted.h"

namespace zen {
namespace {

// What is new, with the version that brought it. Source: "What's New in Python" and the PEPs.
struct Feature {
    std::uint8_t minor;
    std::string_view name;
};
constexpr Feature assignment_expression{8, "an assignment expression `:=` (PEP 572)"};
constexpr Feature positional_only{8, "a positional-only parameter marker `/` (PEP 570)"};
constexpr Feature self_documenting{8, "`=` in an f-string"};
constexpr Feature unpacked_return{8, "unpacking in `return` or `yield` without parentheses"};
constexpr Feature any_decorator{9, "a decorator that is not a dotted name or a call of one (PEP 614)"};
constexpr Feature with_parentheses{9, "a parenthesized `with` (PEP 617)"};
constexpr Feature unpacked_for{9, "unpacking in `for ... in` without parentheses"};
constexpr Feature unpacked_augmented{9, "unpacking in an augmented assignment without parentheses"};
constexpr Feature set_walrus{9, "`:=` without parentheses in a set"};  // as compile() of 3.8.18 and 3.9.18 has it
constexpr Feature bare_walrus{10, "`:=` without parentheses in a subscript"};
constexpr Feature match_statement{10, "a `match` statement (PEP 634)"};
constexpr Feature except_group{11, "`except*` (PEP 654)"};
constexpr Feature star_subscript{11, "unpacking in a subscript or an annotation (PEP 646)"};
constexpr Feature type_alias{12, "a `type` statement (PEP 695)"};
constexpr Feature type_parameters{12, "a type parameter list (PEP 695)"};
constexpr Feature format_strings{
    12, "an f-string with a quote, a backslash, a comment or a line end in its expression (PEP 701)"};
constexpr Feature format_string{12, "this f-string (PEP 701)"};
constexpr Feature nested_formats{12, "an f-string with code in the format of a format (PEP 701)"};
constexpr Feature type_defaults{13, "a default for a type parameter (PEP 696)"};
constexpr Feature bare_except{14, "`except` with several types without parentheses (PEP 758)"};
constexpr Feature template_string{14, "a t-string (PEP 750)"};
constexpr Feature unpacked_comprehension{15, "unpacking in a comprehension (PEP 798)"};
constexpr Feature lazy_import{15, "a lazy import (PEP 810)"};

constexpr auto looked_at = [] {
    std::array<bool, kind_bound> out{};
    for (Kind k : {Kind::named_expression, Kind::positional_separator, Kind::interpolation, Kind::list_splat,
                   Kind::decorator, Kind::with_clause, Kind::match_statement, Kind::except_clause, Kind::splat_type,
                   Kind::type_alias_statement, Kind::type_parameter, Kind::string})
        out[static_cast<unsigned>(k)] = true;
    return out;
}();

class Search {
  public:
    Search(const Tree& tree, PythonVersion target) : tree_(tree), target_(target) {}

    std::vector<NewerSyntax> run() {
        for (NodeId id = 0; id < tree_.nodes.size(); ++id) {
            const NodeRecord& n = tree_.nodes[id];
            if (n.kind == Kind::error) {
                if (!(n.flags & NodeRecord::unsupported) || unsupported(Node(tree_, id))) id = n.next - 1;
                continue;
            }
            if ((n.flags & NodeRecord::unsupported) && is_statement(n.kind)) {
                if (unsupported(Node(tree_, id))) id = n.next - 1;
                continue;
            }
            if (!looked_at[static_cast<unsigned>(n.kind)]) continue;
            const std::size_t before = out_.size();
            look(Node(tree_, id));
            if (out_.size() > before && n.kind != Kind::match_statement) id = n.next - 1;
        }
        return std::move(out_);
    }

  private:
    void say(const Feature& feature, Span span) {
        if (PythonVersion{3, feature.minor} <= target_) return;
        out_.push_back({span, feature.minor,
                        formatted("{} needs Python 3.{}: this code is for Python {}", feature.name, feature.minor,
                                  version_text(target_))});
    }
    void say(const Feature& feature, Node node) { say(feature, node.span()); }
    static Span head(Node node) {
        const std::string_view text = node.text();
        const auto size = static_cast<std::uint32_t>(std::min(text.find('\n'), text.size()));
        return {node.start(), node.start() + size};
    }

    // A statement that the tree only comes near to: the grammar tells which version reads it.
    bool unsupported(Node statement) {
        if (target_.minor >= verdict::newest) return false;
        auto reads = [&](std::uint32_t stop, int minor) {
            std::uint32_t line = statement.start();
            while (line > 0 && (tree_.text[line - 1] == ' ' || tree_.text[line - 1] == '\t')) --line;
            return !verdict::read({tree_.text.substr(statement.start(), stop - statement.start()), 0, true,
                                   tree_.text.substr(line, statement.start() - line)},
                                  minor)
                        .mistake;
        };
        // Error recovery may have torn it apart: then what is around it tells.
        std::uint32_t stop = statement.end();
        while (!reads(stop, verdict::newest)) {
            if (statement.parent().is(Kind::module)) {
                const std::uint32_t piece = next_piece(tree_.text, statement.start());
                if (piece == stop || !reads(piece, verdict::newest)) return false;
                stop = piece;
                break;
            }
            statement = statement_of(statement.parent());
            if (!statement) return false;
            stop = statement.end();
        }
        if (reads(stop, target_.minor)) return false;
        int minor = target_.minor + 1;
        while (minor < verdict::newest && !reads(stop, minor)) ++minor;
        const Feature* feature = minor == 13   ? &type_defaults
                                 : minor == 14 ? &bare_except
                                 : minor == 15
                                     ? statement.text().starts_with("lazy") ? &lazy_import : &unpacked_comprehension
                                     : nullptr;
        const Feature other{static_cast<std::uint8_t>(minor), "this syntax"};
        const std::size_t before = out_.size();
        say(feature ? *feature : other, head(statement));
        return out_.size() > before;
    }

    void look(Node n) {
        const Node parent = n.parent();
        switch (n.kind()) {
            case Kind::named_expression:
                say(assignment_expression, n);
                if (target_ >= PythonVersion{3, 8} && parent.is_any({Kind::set, Kind::set_comprehension}))
                    say(set_walrus, n);
                if (target_ >= PythonVersion{3, 8} &&
                    (parent.is(Kind::subscript) || parent.parent().is(Kind::type_parameter)))
                    say(bare_walrus, n);
                return;
            case Kind::positional_separator:
                return say(positional_only, n);
            case Kind::interpolation:
                for (Node t : n.tokens())
                    if (t.is(Kind::op_eq)) return say(self_documenting, n);
                return;
            case Kind::list_splat:
                return splat(whole_splat(n));
            case Kind::decorator:
                return decorator(n);
            case Kind::with_clause:
                return with(n);
            case Kind::match_statement:
                return say(match_statement, head(n));
            case Kind::except_clause:
                return except(n);
            case Kind::splat_type:
                if (!n.parent().parent().is(Kind::type_parameter)) say(star_subscript, n);
                return;
            case Kind::type_alias_statement:
                return say(type_alias, head(n));
            case Kind::type_parameter:
                if (parent.is_any({Kind::function_definition, Kind::class_definition})) return say(type_parameters, n);
                for (Node c : n.children())
                    if (c.child(0u).is_any({Kind::splat_type, Kind::list_splat})) return say(star_subscript, c);
                return;
            default:
                return string(n);
        }
    }

    void splat(Node n) {
        const Node parent = n.parent();
        if (is_comprehension(parent.kind())) return say(unpacked_comprehension, n);
        if (parent.is(Kind::subscript)) return say(star_subscript, n);
        if (!parent.is(Kind::expression_list)) return;
        if (parent.parent().is(Kind::for_statement)) return say(unpacked_for, n);
        if (parent.parent().is(Kind::augmented_assignment)) return say(unpacked_augmented, n);
        if (parent.parent().is_any({Kind::return_statement, Kind::yield})) say(unpacked_return, n);
    }

    void decorator(Node n) {
        Node code = n.child(0u);
        if (code.is(Kind::call)) code = code.child(Field::function);
        while (code.is(Kind::attribute)) code = code.child(Field::object);
        if (!code.is(Kind::identifier)) say(any_decorator, n);
    }

    void with(Node n) {
        if (!Node(tree_, n.id() + 1).is(Kind::op_lparen)) {
            // `with (a as b):` may be read as one item in parentheses.
            for (Node item : n.children())
                if (item.child(0u).is_any({Kind::parenthesized_expression, Kind::tuple}))
                    for (Node c : item.child(0u).children())
                        if (c.is(Kind::as_pattern)) return say(with_parentheses, n);
            return;
        }
        const std::vector<Node> items = n.children().list();
        for (Node item : items)
            if (item.child(0u).is(Kind::as_pattern)) return say(with_parentheses, n);
    }

    void except(Node n) {
        for (Node t : n.tokens()) {
            if (t.is(Kind::op_colon)) return;
            if (t.is(Kind::op_star) && target_ < PythonVersion{3, 11}) return say(except_group, head(n));
            if (t.is(Kind::op_comma)) return say(bare_except, head(n));
        }
    }

    // Does the format hold code in turn?
    static bool nests(Node format) {
        for (Node d : format.descendants())
            if (d.is(Kind::interpolation) || d.text().find('{') != std::string_view::npos) return true;
        return false;
    }

    void string(Node n) {
        const std::string_view code = n.text();
        const std::size_t quote_at = code.find_first_of("\"'");
        if (quote_at == 0 || quote_at == code.npos) return;
        const std::string_view prefix = code.substr(0, quote_at);
        if (prefix.find_first_of("tT") != prefix.npos) return say(template_string, n);
        if (prefix.find_first_of("fF") == prefix.npos || target_ >= PythonVersion{3, 12}) return;
        const std::string_view body = code.substr(quote_at);
        const bool triple = body.size() >= 6 && body[1] == body[0] && body[2] == body[0];
        const std::string_view quote = body.substr(0, triple ? 3 : 1);
        for (Node field : n.children()) {
            if (!field.is(Kind::interpolation)) continue;
            const Feature* feature = in_doubt(field, quote);
            if (feature && !reads_alone(n)) return say(*feature, n);
        }
    }

    // What may keep older versions from reading the field; nothing for most.
    const Feature* in_doubt(Node field, std::string_view quote) const {
        std::uint32_t end = field.end();
        const Feature* feature = nullptr;
        for (Node c : field.all_children()) {
            if (c.is(Kind::comment)) return &format_strings;
            if (c.is(Kind::type_conversion) && tree_.text[c.end()] != '}' && tree_.text[c.end()] != ':')
                feature = &format_string;
            if (!c.is(Kind::format_specifier)) continue;
            end = c.start();
            const std::string_view format = c.text();
            if (format.find('{') != format.npos || format.find(quote) != format.npos) feature = &format_string;
            for (Node nested : c.children())
                for (Node part : nested.children())
                    if (part.is(Kind::format_specifier) && nests(part)) return &nested_formats;
        }
        const std::string_view text = tree_.text.substr(field.start(), end - field.start());
        const bool odd = text.find('\\') != text.npos || text.find(quote) != text.npos ||
                         (quote.size() == 1 && text.find('\n') != text.npos);
        return odd ? &format_strings : feature;
    }
    // Does the target read the literal?
    bool reads_alone(Node literal) const {
        const std::string line = std::string(literal.text()) + "\n";
        return !verdict::read({line, 0, false, {}}, target_.minor).mistake;
    }

    const Tree& tree_;
    PythonVersion target_;
    std::vector<NewerSyntax> out_;
};

}  // namespace

std::vector<NewerSyntax> newer_syntax(const Tree& tree, PythonVersion target) {
    return Search(tree, target).run();
}

}  // namespace zen
