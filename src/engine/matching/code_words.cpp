#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "engine/matching/logging_calls.h"
#include "engine/matching/names_asked.h"
#include "engine/matching/words.h"
#include "semantics/code/arguments.h"
#include "semantics/code/code_key.h"
#include "semantics/code/comments.h"
#include "semantics/code/functions.h"
#include "syntax/precedence.h"
#include "text/identifier.h"

namespace zen {
namespace {

// A constant, or an operation on constants.
bool of_literals(const Model& ask, Node n) {
    while (true) {
        n = unparenthesized(n);
        if (!n.is(Kind::binary_operator)) break;
        if (!of_literals(ask, n.child(Field::right))) return false;
        n = n.child(Field::left);
    }
    if (n.is_any({Kind::tuple, Kind::expression_list}))
        return std::ranges::all_of(n.children().list(), [&](Node item) { return of_literals(ask, item); });
    return ask.constant(n);
}

bool chain_of_names(const Match&, Node n) {
    while (n.is(Kind::attribute)) n = n.child(Field::object);
    return n.is(Kind::identifier);
}

bool single_name(const Match&, Node n) {
    if (n.is(Kind::case_pattern) && n.has_children(1)) n = n.child(0u);
    if (n.is(Kind::dotted_name) && n.has_children(1)) n = n.child(0u);
    return n.is(Kind::identifier);
}

bool string_literal(const Match&, Node n) {
    return n.is_any({Kind::string, Kind::concatenated_string});
}

bool f_string(const Match&, Node n) {
    return n.is_any({Kind::string, Kind::concatenated_string}) &&
           in_subtree(n, [](Node c) { return c.is(Kind::interpolation); });
}

bool different_literals(const Match& m, Node display) {
    std::vector<std::string> seen;
    for (Node item : display.children()) {
        item = unparenthesized(item);
        // Escapes and other bases spell one value in several ways.
        const bool plain = item.is(Kind::integer) ? item.text().find_first_not_of("0123456789") == item.text().npos
                           : item.is(Kind::string)
                               ? item.text().find_first_of("\\{") == item.text().npos && m.ask.constant(item)
                               : item.is_any({Kind::true_, Kind::false_, Kind::none});
        if (!plain) return false;
        seen.push_back(value_key(item));
    }
    std::ranges::sort(seen);
    return std::ranges::adjacent_find(seen) == seen.end();
}

bool on_one_line(const Match&, Node n) {
    return n.text().find('\n') == std::string_view::npos;
}

// From the statement's first line to the end of its last one.
bool has_comment(const Match& m, Span span) {
    std::string_view text = m.ask.tree().text;
    std::size_t end = std::min(text.find('\n', span.end), text.size());
    return m.ask.has_comment({span.start, static_cast<std::uint32_t>(end)});
}

bool on_its_own_line(Node n) {
    std::string_view before = n.tree().text.substr(0, n.start());
    const std::size_t last = before.find_last_not_of(" \t\f");
    return last == before.npos || before[last] == '\n' || before[last] == '\r';
}

// The name that a line speaks of: of a definition its own, of attributes the last.
std::string_view name_of(Node n) {
    if (n.is(Kind::dotted_name)) n = n.last_child();
    return n.is(Kind::attribute) ? n.child(Field::attribute).text() : spelling(n);
}

// Nothing but letters of that case, digits and underscores?
template <char first, char last>
bool of_case(const Match&, Node n) {
    std::string_view name = name_of(n);
    bool letter = false;
    for (char c : name) {
        const bool wanted = c >= first && c <= last;
        if (!wanted && c != '_' && (c < '0' || c > '9') && static_cast<unsigned char>(c) < 0x80) return false;
        letter = letter || wanted;
    }
    return letter;
}

bool camel_case(const Match&, Node n) {
    std::string_view name = name_of(n);
    if (!is_ascii_name(name) && !n.is_any({Kind::identifier, Kind::attribute})) return false;
    name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
    if (name.empty() || name[0] < 'A' || name[0] > 'Z' || name.find('_') != name.npos) return false;
    return name.size() == 1 || std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

// What the literal says, character by character, an escape being one as it is written; nothing where it has code.
std::optional<std::vector<std::string_view>> characters(Node literal) {
    if (!literal.is_any({Kind::string, Kind::concatenated_string})) return std::nullopt;
    std::vector<std::string_view> out;
    for (Node part : literal.descendants()) {
        if (part.is_any({Kind::interpolation, Kind::escape_interpolation})) return std::nullopt;
        if (!part.is(Kind::string_content)) continue;
        std::string_view text = part.text();
        auto escapes = part.children();
        auto escape = escapes.begin();
        for (std::size_t i = 0; i < text.size();) {
            while (escape != escapes.end() && (*escape).start() < part.start() + i) ++escape;
            std::size_t size = 1;
            if (escape != escapes.end() && (*escape).start() == part.start() + i) size = (*escape).text().size();
            while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0) == 0x80) ++size;
            out.push_back(text.substr(i, size));
            i += size;
        }
    }
    return out;
}

bool repeats_a_character(const Match&, Node n) {
    auto all = characters(n);
    if (!all) return false;
    std::ranges::sort(*all);
    return std::ranges::adjacent_find(*all) != all->end();
}

// An int literal that counts the characters of the literal, or `len()` of the same code.
bool length_of(const Match& m, Node n, const Run& run) {
    const Node counted = run.node();
    if (n.is(Kind::call))
        return m.ask.means(n.child(Field::function), "len") && sole_argument(n) && same_code(sole_argument(n), counted);
    if (!n.is(Kind::integer) || !counted.is(Kind::string)) return false;
    if (counted.child(0u).text().find_first_of("rRtT") != std::string_view::npos) return false;
    const auto all = characters(counted);
    return all && !all->empty() &&
           n.text() == std::to_string(std::ranges::count_if(*all, [](auto c) { return c != "\\\n"; }));
}

// `ET` of `ElementTree`.
bool capitals_of(const Match&, Node n, const Run& run) {
    std::string letters;
    for (char c : name_of(run.node()))
        if (c >= 'A' && c <= 'Z') letters += c;
    return !letters.empty() && name_of(n) == letters;
}

// The value of a decimal literal, negated or not.
std::optional<double> number(Node n) {
    const std::string text(unparenthesized(n).text());
    // `strtod()` reads more than Python does (`0x1p3`, `inf`), and std::from_chars() of libc++ reads no `double` before
    // version 20.
    if (text.empty() || text.find_first_not_of("0123456789.eE+-") != text.npos) return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end != text.c_str() + text.size()) return std::nullopt;
    return value;
}

template <bool equal>
bool below(const Match&, Node n, const Run& run) {
    const auto low = number(n), high = run.node() ? number(run.node()) : std::nullopt;
    return low && high && (*low < *high || (equal && *low == *high));
}

// What a call of the logging module has to say, in parentheses or not.
bool logged_message(const Match& m, Node n) {
    while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
    Node list = n.parent();
    if (list.is(Kind::keyword_argument)) list = list.parent();
    if (!list.is(Kind::argument_list) || !list.parent().is(Kind::call)) return false;
    const auto call = logging_call(m.ask, list.parent());
    return call && call->message == n;
}

// Does it test the type of values, and nothing else?
bool type_test(const Match& m, Node test) {
    constexpr std::size_t most_tests = 50;
    std::vector<Node> todo{test};
    for (std::size_t seen = 0; !todo.empty(); ++seen) {
        if (seen == most_tests) return false;
        const Node n = unparenthesized(todo.back());
        todo.pop_back();
        if (n.is_any({Kind::not_operator, Kind::boolean_operator})) {
            for (Node operand : n.children()) todo.push_back(operand);
            continue;
        }
        const Node function = n.child(Field::function);
        if (!n.is(Kind::call) || !(m.ask.means(function, "isinstance") || m.ask.means(function, "issubclass") ||
                                   m.ask.means(function, "callable")))
            return false;
    }
    return true;
}

// What `isinstance()` asks for None alone with.
bool class_of_none(const Match& m, Node type, int depth) {
    type = unparenthesized(type);
    if (depth > 20) return false;
    if (type.is(Kind::none)) return depth > 0;  // None alone is an error
    if (type.is(Kind::call))
        return m.ask.means(type.child(Field::function), "type") && sole_argument(type).is(Kind::none);
    if (type.is(Kind::binary_operator))
        return type.child(Field::operator_).is(Kind::op_bar) && class_of_none(m, type.child(Field::left), depth + 1) &&
               class_of_none(m, type.child(Field::right), depth + 1);
    if (!type.is_any({Kind::tuple, Kind::subscript})) return m.ask.means(type, "types.NoneType");
    if (type.is(Kind::subscript) && !m.ask.means(type.child(Field::value), "typing.Union")) return false;
    bool any = false;
    for (Node item : type.children()) {
        if (item.field() == Field::value) continue;
        any = true;
        if (!class_of_none(m, item, depth + 1)) return false;
    }
    return any;
}

bool is_docstring(const Match&, Node n) {
    Node statement = statement_of(n);
    if (!is_text_statement(statement)) return false;
    Node block = statement.parent();
    return !statement.previous_sibling() &&
           (block.is(Kind::module) || block.parent().is_any({Kind::function_definition, Kind::class_definition}));
}

// Is it a yes or no: by its form, by its type, or by a name that asks (`is_open`, `self.has_items()`, `_can_read`)?
bool truth_value(const Match& m, Node n) {
    n = unparenthesized(n);
    if (n.is_any({Kind::comparison_operator, Kind::not_operator, Kind::true_, Kind::false_})) return true;
    if (n.is(Kind::boolean_operator))
        return truth_value(m, n.child(Field::left)) && truth_value(m, n.child(Field::right));
    if (m.ask.type(n).only(Type::bool_)) return true;
    if (n.is(Kind::call)) n = n.child(Field::function);
    if (n.is(Kind::subscript)) n = n.child(Field::value);
    if (!n.is_any({Kind::identifier, Kind::attribute})) return false;
    std::string_view name = name_of(n);
    name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
    return std::ranges::any_of(
        std::array<std::string_view, 21>{"is_",        "are_",       "was_",    "has_",      "have_",   "had_",
                                         "can_",       "could_",     "should_", "must_",     "may_",    "needs_",
                                         "needed",     "allow_",     "use_",    "supports_", "enable_", "isinstance",
                                         "issubclass", "startswith", "endswith"},
        [&](std::string_view start) { return name.starts_with(start); });
}

constexpr std::array
    rows =
        std::to_array<Question>(
            {
                about(
                    "pure",
                    "evaluating it has no side effect: names, attributes, literals, operators and subscripts of these",
                    [](const Match& m, Node n) { return m.ask.pure(n); }),
                about("constant",
                      "it consists of literals only, also joined ones: `\"a\" \"b\"`, `\"a\" + \"b\"`, `60 * 60`",
                      [](const Match& m, Node n) { return of_literals(m.ask, n); }),
                about("of different literals",
                      "a list, tuple or set of strings, whole numbers, `True`, `False` and `None`, all different",
                      [](const Match& m, Node n) { return different_literals(m, n); }),
                about("cheap", "evaluating it costs almost nothing, even if the value is not used",
                      [](const Match& m, Node n) { return m.ask.cheap(n); }),
                about("a fresh mutable",
                      "a literal such as `[]`, a comprehension or a constructor call that creates a new mutable object",
                      [](const Match& m, Node n) { return m.ask.builds_mutable(n); }),
                about("a name", "a single identifier", single_name),
                about("a chain of names", "an identifier, or attributes of one", chain_of_names),
                about("self", "the name `self` or `cls`",
                      [](const Match&, Node n) {
                          return n.is(Kind::identifier) && (n.text() == "self" || n.text() == "cls");
                      }),
                about(
                    "private", "its name, or the last of its names, begins with one underscore",
                    [](const Match&, Node n) { return name_of(n).starts_with('_') && !name_of(n).starts_with("__"); }),
                about("public", "its name, or the last of its names, does not begin with an underscore",
                      [](const Match&, Node n) { return !name_of(n).starts_with('_'); }),
                about("upper case", "a name like `MAX_SIZE`", of_case<'A', 'Z'>),
                about("snake case", "a name like `max_size`", of_case<'a', 'z'>),
                about("camel case", "a name like `MaxSize`", camel_case),
                about("a string literal", "one string literal, or several adjacent ones", string_literal),
                relation(
                    "the text of", "a string literal whose text is that name, or the text of that other literal",
                    [](const Match&, Node n, const Run& run) {
                        return n.is(Kind::string) && run.node() && spelling(n) == spelling(run.node());
                    },
                    0),
                relation(
                    "the name of", "that name, also as the text of a string literal, and before `[...]`",
                    [](const Match&, Node n, const Run& run) {
                        if (!run.node()) return false;
                        std::string_view text = spelling(n.is(Kind::subscript) ? n.child(Field::value) : n);
                        if (n.is(Kind::string)) text = text.substr(0, text.find('['));
                        return text == spelling(run.node());
                    },
                    0),
                relation(
                    "the length of",
                    "an int literal that is the number of characters of that literal, or `len()` of it", length_of, 0),
                relation("the capitals of",
                         "a name that consists of the capital letters of that name, as `ET` for `ElementTree`",
                         capitals_of, 0),
                about("has a character twice", "a string literal in which a character occurs more than once",
                      repeats_a_character),
                relation("less than", "both are number literals, and it is the smaller one", below<false>, 0),
                relation("at most", "both are number literals, and it is not the greater one", below<true>, 0),
                about("an identifier",
                      "a name of ASCII characters that is not a keyword, or a string literal with such a name",
                      [](const Match&, Node n) { return is_ascii_name(spelling(n)); }),
                about("in parentheses", "it is in parentheses of its own, not in those of a call or a definition",
                      [](const Match&, Node n) { return n.parent().is(Kind::parenthesized_expression); }),
                about("a docstring", "the string with which a module, class or function begins", is_docstring),
                about("an f-string", "a string literal with code in it (so it is `a string literal` too)", f_string),
                about("a number literal", "an int or float literal, negated or not",
                      [](const Match&, Node n) {
                          if (n.is(Kind::unary_operator)) n = n.last_child();
                          return n.is_any({Kind::integer, Kind::float_});
                      }),
                about("a positive number", "an int literal greater than zero",
                      [](const Match&, Node n) {
                          return n.is(Kind::integer) && n.text().find_first_of("123456789") != std::string_view::npos;
                      }),
                about("the class of None", "`type(None)`, `types.NoneType`, or a tuple or union of only these",
                      [](const Match& m, Node n) { return class_of_none(m, n, 0); }),
                about("a bool literal", "`True` or `False`",
                      [](const Match&, Node n) { return n.is_any({Kind::true_, Kind::false_}); }),
                about("a truth value",
                      "a comparison, `not`, a bool by its type, or a name or call like `is_open`, `has_items()`",
                      truth_value),
                about("None", "the literal None", [](const Match&, Node n) { return n.is(Kind::none); }),
                about(
                    "a logging call",
                    "a call of `logging.info()` or the like, or of such a method of a logger (or of a name `log` or "
                    "`logger`)",
                    [](const Match& m, Node n) {
                        return looks_like_logging(m.ask, n.is(Kind::expression_statement) ? n.child(0u) : n);
                    },
                    2),
                about(
                    "a call of the logging module",
                    "a call of `logging.info()` or the like, or of such a method of a known logger",
                    [](const Match& m, Node n) { return n.is(Kind::call) && logging_call(m.ask, n).has_value(); }, 2),
                about("the message of a logging call", "the message argument of a call of the logging module",
                      logged_message, 2),
                about("a call", "a call", [](const Match&, Node n) { return n.is(Kind::call); }),
                about("an attribute", "`x.name`", [](const Match&, Node n) { return n.is(Kind::attribute); }),
                about("a subscript", "`x[...]`", [](const Match&, Node n) { return n.is(Kind::subscript); }),
                about("a slice", "`a:b` inside a subscript", [](const Match&, Node n) { return n.is(Kind::slice); }),
                about("a comparison", "`==`, `<`, `in`, `is` and the like",
                      [](const Match&, Node n) { return n.is(Kind::comparison_operator); }),
                about("a type test",
                      "calls of `isinstance()`, `issubclass()` and `callable()`, also negated and joined by `and` and "
                      "`or`, and nothing else",
                      type_test, 2),
                about("a lambda", "a lambda expression", [](const Match&, Node n) { return n.is(Kind::lambda); }),
                about("a display", "a list, dict or set literal such as `[1, x]`, or such a comprehension",
                      [](const Match&, Node n) {
                          return n.is_any({Kind::list, Kind::dictionary, Kind::set, Kind::list_comprehension,
                                           Kind::dictionary_comprehension, Kind::set_comprehension});
                      }),
                about("a comprehension", "a list, set or dict comprehension or a generator expression",
                      [](const Match&, Node n) { return is_comprehension(n.kind()); }),
                about("a generator expression", "`(x for x in y)`",
                      [](const Match&, Node n) { return n.is(Kind::generator_expression); }),
                about("a tuple literal", "a tuple such as `(1, x)`, with or without parentheses",
                      [](const Match&, Node n) {
                          return n.is_any(
                              {Kind::tuple, Kind::expression_list, Kind::pattern_list, Kind::tuple_pattern});
                      }),
                about("a bare tuple", "a tuple without parentheses",
                      [](const Match&, Node n) { return n.is_any({Kind::expression_list, Kind::pattern_list}); }),
                about("a bare name statement",
                      "an expression statement that consists of a name or attributes of a name",
                      [](const Match& m, Node n) {
                          return n.is(Kind::expression_statement) && chain_of_names(m, n.child(0u));
                      }),
                about("on one line", "its code has no line break", on_one_line),
                about("commented", "it has a comment, in it, above it or at the end of its last line",
                      [](const Match&, Node n) { return !comments_of(statement_of(n)).empty(); }),
                about("commented above", "there is a comment on a separate line above its statement",
                      [](const Match&, Node n) {
                          const Node statement = statement_of(n);
                          return std::ranges::any_of(comments_of(statement), [&](Node comment) {
                              return comment.start() < statement.start() && on_its_own_line(comment);
                          });
                      }),
                about("quoted above", "a comment directly above its statement has the same code in it, to say why",
                      [](const Match&, Node n) { return remarked_above(statement_of(n), n.text()); }),
                whole("empty", "it matched nothing", [](const Match&, const Run& run) { return run.empty(); }),
                whole(
                    "has a comment", "there is a comment in it or at the end of its last line",
                    [](const Match& m, const Run& run) { return !run.empty() && has_comment(m, run.span()); }, 1),
                whole(
                    "has a comment line", "there is a comment in it on a separate line",
                    [](const Match&, const Run& run) {
                        for (Node n : run.nodes())
                            if (in_subtree(n, [](Node c) { return c.is(Kind::comment) && on_its_own_line(c); }))
                                return true;
                        return false;
                    },
                    1),
                whole("has a starred item",
                      "one of its items is `*x` or `**x`: of `$$items`, or of a list, tuple, set, dict or call",
                      [](const Match&, const Run& run) {
                          for (Node n : run.nodes())
                              if (n.is_any({Kind::list_splat, Kind::dictionary_splat}) || n.text().starts_with('*'))
                                  return true;
                          return false;
                      }),
                whole("has a keyword argument", "one of its items is `name=x`: of `$$items`, or of a call",
                      [](const Match&, const Run& run) {
                          for (Node n : run.nodes())
                              if (n.is(Kind::keyword_argument)) return true;
                          return false;
                      }),
            });

}  // namespace

std::span<const Question> code_words() {
    return rows;
}

}  // namespace zen
