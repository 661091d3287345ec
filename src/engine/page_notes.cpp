#include "engine/page_notes.h"

#include <algorithm>
#include <string_view>

#include "engine/lost_arguments.h"
#include "engine/matching/vocabulary.h"
#include "engine/shown_code.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr std::size_t most_notes = 3;

// `requests.get($url)`: not `get(url, 1)` and not `get(url=x)`. Most builtins and methods take nothing else.
std::string exact_call(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::call)) return "";
    const std::vector<std::uint32_t> parts = shape.children(0);
    if (parts.size() != 2 || !shape.is(parts[1], Kind::argument_list)) return "";
    const std::string_view name = shape.last_name(parts[0]);
    if (shape[parts[0]].op != PatternNode::Op::free_name || shape.text(parts[0]) == name) return "";
    std::size_t count = 0;
    for (std::uint32_t argument : shape.children(parts[1])) {
        if (shape[argument].op == PatternNode::Op::run || shape.is(argument, Kind::keyword_argument)) return "";
        ++count;
    }
    if (count == 0 || name.empty()) return "";
    auto other = [&](Node call) {
        const Arguments given(call);
        return called_name(call) == name && (given.keywords > 0 || given.stars > 0 || given.plain != count);
    };
    if (shown.any(Kind::call, other)) return "";
    return formatted(
        "no example calls `{}` with an argument by keyword or with more arguments, which this pattern does not match: "
        "`$$_` at the end matches any others",
        name);
}

// `acme.send($to, $$_)`: not `send(to=x)`.
std::string by_position(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::call)) return "";
    const std::vector<std::uint32_t> parts = shape.children(0);
    if (parts.size() != 2 || !shape.is(parts[1], Kind::argument_list)) return "";
    const std::string_view name = shape.last_name(parts[0]);
    if (name.empty() || shape[parts[0]].op != PatternNode::Op::free_name || shape.text(parts[0]) == name) return "";
    std::size_t count = 0;
    bool run = false;
    for (std::uint32_t argument : shape.children(parts[1])) {
        run = run || shape[argument].op == PatternNode::Op::run;
        if (!run && !shape.is(argument, Kind::keyword_argument)) ++count;
    }
    if (!run || count == 0) return "";
    auto by_keyword = [&](Node call) {
        const Arguments given(call);
        return called_name(call) == name && given.keywords > 0 && given.plain < count;
    };
    if (shown.any(Kind::call, by_keyword)) return "";
    return formatted(
        "no example passes argument {} of `{}` by keyword, which this pattern does not match: `{}($$_)` with `$x is "
        "argument NAME or {} of the match` is for both",
        count, name, shape.text(parts[0]), count);
}

// `print($$_, file=$f)`: not `print(x, file=f, flush=True)`.
std::string last_keyword(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::call)) return "";
    const std::vector<std::uint32_t> parts = shape.children(0);
    if (parts.size() != 2 || !shape.is(parts[1], Kind::argument_list)) return "";
    const std::string_view name = shape.last_name(parts[0]);
    const std::vector<std::uint32_t> arguments = shape.children(parts[1]);
    if (arguments.empty() || !shape.is(arguments.back(), Kind::keyword_argument)) return "";
    const auto keywords = static_cast<std::size_t>(std::ranges::count_if(
        arguments, [&](std::uint32_t argument) { return shape.is(argument, Kind::keyword_argument); }));
    auto more = [&](Node call) {
        return (name.empty() || called_name(call) == name) && Arguments(call).keywords > keywords;
    };
    if (shown.any(Kind::call, more)) return "";
    return formatted(
        "no example has a call{} with one more argument by keyword, which this pattern does not match: `$$_` at the "
        "end matches any others",
        name.empty() ? std::string() : formatted(" of `{}`", name));
}

std::string no_bases(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::class_definition) ||
        shape.has_child(0, [](const PatternNode& n) { return n.field == Field::superclasses; }))
        return "";
    if (shown.any(Kind::class_definition, [](Node n) { return static_cast<bool>(n.child(Field::superclasses)); }))
        return "";
    return "no example has a class with base classes, which this pattern does not match: `class $name($$_):` does";
}

// `@task`: not `@task(name="x")`.
std::string bare_decorator(const Shape& shape, const Shown& shown) {
    const auto decorator = shape.first(Kind::decorator);
    if (!decorator) return "";
    const std::vector<std::uint32_t> parts = shape.children(*decorator);
    if (parts.empty() || shape[parts.back()].op == PatternNode::Op::one || shape.is(parts.back(), Kind::call))
        return "";
    const std::string_view name = shape.last_name(parts.back());
    auto with_arguments = [&](Node n) { return n.child(0u).is(Kind::call) && called_name(n.child(0u)) == name; };
    if (name.empty() || shown.any(Kind::decorator, with_arguments)) return "";
    return formatted(
        "no example has `@{}(...)`, which this pattern does not match: `the match has a decorator` asks for both forms",
        name);
}

// `$x == None`: not `None == x`.
std::string one_order(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::comparison_operator)) return "";
    std::vector<std::uint32_t> operands;
    bool turns = false;
    for (std::uint32_t at : shape.children(0)) {
        const std::string_view sign = kind_names[static_cast<std::size_t>(shape[at].kind)];
        const bool is_sign = shape[at].field == Field::operators;
        turns = turns || (is_sign && (sign == "==" || sign == "!=" || sign.starts_with('<') || sign.starts_with('>')));
        if (!is_sign) operands.push_back(at);
    }
    if (!turns || operands.size() != 2 || shape[operands[1]].op == PatternNode::Op::one) return "";
    auto literal = [](Node n) {
        return n.is_any({Kind::integer, Kind::float_, Kind::string, Kind::none, Kind::true_, Kind::false_, Kind::list,
                         Kind::dictionary, Kind::tuple});
    };
    if (shown.any(Kind::comparison_operator, [&](Node n) { return literal(n.child(0u)); })) return "";
    return "no example has the comparison the other way round, which this pattern does not match: `match either way` "
           "does";
}

// `except KeyError:`: not `except (KeyError, ValueError):`.
std::string one_exception(const Shape& shape, const Shown& shown) {
    const auto clause = shape.first(Kind::except_clause);
    if (!clause) return "";
    const bool named =
        shape.has_child(*clause, [](const PatternNode& n) { return n.op == PatternNode::Op::free_name; });
    auto several = [](Node n) {
        const Node what = n.child(0u);
        return what.is(Kind::tuple) || (what.is(Kind::as_pattern) && what.child(0u).is(Kind::tuple));
    };
    if (!named || shown.any(Kind::except_clause, several)) return "";
    return "no example catches several exceptions, as `except (KeyError, ValueError):` does, which this pattern does "
           "not match: `except $e:` does, with `$e is or is derived from KeyError`";
}

std::string no_else(const Shape& shape, const Shown& shown) {
    for (Kind kind : {Kind::for_statement, Kind::while_statement, Kind::if_statement}) {
        if (!shape.is(0, kind) || shape.has_child(0, [](const PatternNode& n) {
                return n.op == PatternNode::Op::clauses || n.kind == Kind::else_clause || n.kind == Kind::elif_clause;
            }))
            continue;
        if (shown.any(kind, [](Node n) { return n.last_child().is_any({Kind::else_clause, Kind::elif_clause}); }))
            return "";
        return formatted(
            "no example has {} with `else`, which this pattern does not match: `else: $$_` as its last "
            "line matches with and without",
            kind == Kind::if_statement ? "an `if`" : "a loop");
    }
    return "";
}

std::string no_alias(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::import_statement) && !shape.is(0, Kind::import_from_statement)) return "";
    for (std::uint32_t at = 1; at < shape.size(); ++at)
        if (shape[at].op == PatternNode::Op::run || shape.is(at, Kind::aliased_import)) return "";
    if (shown.any(Kind::aliased_import)) return "";
    return "no example has an import with `as`, which this pattern does not match: `imported $name as $alias`, or "
           "`$$_` with `the match imports`, does";
}

// `import numpy`: not `import numpy, os`.
std::string one_import(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::import_statement)) return "";
    for (std::uint32_t at = 1; at < shape.size(); ++at)
        if (shape[at].op == PatternNode::Op::run) return "";
    const auto modules =
        std::ranges::count_if(shape.children(0), [&](std::uint32_t at) { return shape[at].field == Field::name; });
    if (modules != 1) return "";
    if (shown.any(Kind::import_statement, [](Node n) { return !n.has_children(1); })) return "";
    return "no example imports several modules in one statement, as `import a, b` does, which this pattern does not "
           "match: `imported NAME` matches each of them";
}

// `$x = $x + $y`: not `x += y`.
std::string not_in_place(const Shape& shape, const Shown& shown) {
    if (!shape.is(0, Kind::assignment)) return "";
    const std::vector<std::uint32_t> parts = shape.children(0);
    if (parts.size() < 2 || !shape.is(parts.back(), Kind::binary_operator)) return "";
    const PatternNode &target = shape[parts[0]], &left = shape[parts.back() + 1];
    if (target.op != PatternNode::Op::one || left.op != PatternNode::Op::one || target.hole != left.hole ||
        target.hole == no_hole)
        return "";
    if (shown.any(Kind::augmented_assignment)) return "";
    return "no example has `x += y`, which this pattern does not match: `match either way` does";
}

// `async with`, where the examples have other asynchronous code.
std::string not_async(const Shape& shape, const Shown& shown) {
    for (auto [kind, word] : {std::pair{Kind::with_statement, "with"}, {Kind::for_statement, "for"}}) {
        auto async = [](Node n) { return n.text().starts_with("async"); };
        if (!shape.is(0, kind) || shape.has_child(0, [](const PatternNode& n) { return n.kind == Kind::kw_async; }))
            continue;
        if (!shown.any(Kind::function_definition, async) || shown.any(kind, async)) return "";
        return formatted("no example has `async {}`, which this pattern does not match: it is another statement", word);
    }
    return "";
}

// Of the lines of the match.
std::string of_conditions(const RulePack& pack, const MatchData& match, const Shape& shape, const Shown& shown) {
    const bool of_definition = shape.is(0, Kind::function_definition) || shape.is(0, Kind::decorated_definition);
    for (const Clause& c : RulePack::of(pack.clauses, match.where)) {
        const Question& question = vocabulary()[c.question];
        const auto subjects = RulePack::of(pack.holes, c.subjects);
        const bool asks_function = std::ranges::find(subjects, place_function) != subjects.end();
        // `no `f($$_, key=$_)` in the match`: holds for `f(**options)`.
        const bool none = c.quantifier == Clause::Quantifier::no && c.items == Clause::Items::code;
        for (const PatternData& code : RulePack::of(pack.patterns, none        ? c.item_codes
                                                                   : c.negated ? c.codes
                                                                               : Slice())) {
            const Shape call(pack, code);
            const auto keyword = call.first(Kind::keyword_argument);
            if (code.head != Kind::call || !keyword || shown.any(Kind::dictionary_splat)) continue;
            const std::string_view name = call.last_name(*keyword + 1);
            if (!name.empty())
                return formatted(
                    "no example has `**options`, which may pass `{0}`, and `{1}` does not know: `has no argument {0}` "
                    "leaves such calls out",
                    name, pack[c.text]);
        }
        // `no `raise` in $$body`: not `raise ValueError`.
        for (Slice codes : {c.codes, c.item_codes})
            for (const PatternData& code : RulePack::of(pack.patterns, codes)) {
                const bool raises = code.head == Kind::raise_statement;
                if (!raises && code.head != Kind::return_statement) continue;
                if (Shape(pack, code).has_child(0, [](const PatternNode& n) {
                        return n.op != PatternNode::Op::any_token;
                    }))
                    continue;
                if (!shown.any(code.head, [](Node n) { return static_cast<bool>(n.child(0u)); }))
                    return formatted(
                        "no example has `{0} x` where `{1}` looks for `{0}`, which is only the one without a value: "
                        "`{0} $_` is one with a value, and a line may have both",
                        raises ? "raise" : "return", pack[c.text]);
            }
        auto nested = [](Node n) {
            for (Node up = n.parent(); up; up = up.parent())
                if (is_function(up.kind())) return true;
            return false;
        };
        if (asks_function && !of_definition && question.form == Question::Form::spelled &&
            !shown.any(Kind::function_definition, nested) && !shown.any(Kind::lambda, nested))
            return formatted(
                "no example has a function or a lambda in a function, which is `the function` for the "
                "code in it: `{}` asks the innermost one",
                pack[c.text]);
        auto of_self = [](Node n) { return n.child(Field::object).text() == "self"; };
        if (question.form == Question::Form::node && question.words == "a name" && !c.negated &&
            c.items != Clause::Items::names &&  // these are all names
            c.or_questions[0] == no_question && c.codes.count == 0 && !shown.any(Kind::attribute, of_self))
            return formatted(
                "no example has an attribute such as `self.x`, which is not a name: `{}` leaves it out, "
                "`a chain of names` does not",
                pack[c.text]);
    }
    return "";
}

// Of patterns in a row, which share their conditions: a line that asks of a hole that one of them does not have.
std::string shared_condition(const RulePack& pack, const MatchData& match) {
    const auto patterns = RulePack::of(pack.patterns, match.patterns);
    const auto names = RulePack::of(pack.strings, match.hole_names);
    auto has = [&](const PatternData& p, std::uint8_t hole) {
        return std::ranges::any_of(RulePack::of(pack.pattern_nodes, p.nodes),
                                   [&](const PatternNode& n) { return n.hole == hole; });
    };
    for (const Clause& c : RulePack::of(pack.clauses, match.where))
        for (std::uint8_t hole : RulePack::of(pack.holes, c.subjects)) {
            if (hole >= names.size()) continue;
            const auto with = std::ranges::count_if(patterns, [&](const PatternData& p) { return has(p, hole); });
            if (with == 0 || with == static_cast<std::ptrdiff_t>(patterns.size())) continue;
            return formatted(
                "`{}` asks `${}`, which not each pattern of this match has: `match` sections in a row are alternatives "
                "with the same conditions, so write a `where` below each",
                pack[c.text], pack[names[hole]]);
        }
    return "";
}

}  // namespace

std::vector<PageNote> page_notes(const RuleBook::Entry& entry) {
    std::vector<PageNote> out;
    const RulePack& pack = *entry.pack;
    const Shown shown(entry);
    const auto matches = RulePack::of(pack.matches, entry.data->matches);
    auto add = [&](std::uint32_t line, std::string text) {
        const bool known = std::ranges::find(out, text, &PageNote::text) != out.end();
        if (!text.empty() && !known && out.size() < most_notes) out.push_back({line, std::move(text)});
    };
    for (const MatchData& m : matches)
        if (!m.native) add(m.line, shared_condition(pack, m));
    for (auto note : {exact_call, by_position, last_keyword})
        for (const MatchData& m : matches) {
            const auto patterns = RulePack::of(pack.patterns, m.patterns);
            // Of several calls of one name, another may be for what one of them leaves out.
            for (const PatternData& p : patterns)
                if (!m.native && std::ranges::count_if(patterns, [&](const PatternData& other) {
                                     return pack[other.key] == pack[p.key];
                                 }) == 1)
                    add(m.line, note(Shape(pack, p), shown));
        }
    for (const MatchData& m : matches) {
        const auto patterns = RulePack::of(pack.patterns, m.patterns);
        if (patterns.size() == 1 && !m.native) add(m.line, lost_arguments(pack, m, Shape(pack, patterns[0]), shown));
    }
    for (const MatchData& m : matches)
        if (m.patterns.count == 1 && !m.native)
            add(m.line, one_import(Shape(pack, RulePack::of(pack.patterns, m.patterns)[0]), shown));
    for (auto note : {no_bases, bare_decorator, one_order, one_exception, no_else, no_alias, not_in_place})
        for (const MatchData& m : matches) {
            const auto patterns = RulePack::of(pack.patterns, m.patterns);
            // Of several patterns, another may be for what one of them leaves out.
            if (patterns.size() != 1 || m.native) continue;
            add(m.line, note(Shape(pack, patterns[0]), shown));
        }
    for (const MatchData& m : matches)
        for (const PatternData& p : RulePack::of(pack.patterns, m.patterns))
            if (!m.native) add(m.line, of_conditions(pack, m, Shape(pack, p), shown));
    for (const MatchData& m : matches)
        if (m.patterns.count == 1 && !m.native)
            add(m.line, not_async(Shape(pack, RulePack::of(pack.patterns, m.patterns)[0]), shown));
    return out;
}

}  // namespace zen
