// The beginning of a condition: whom the line speaks of, or what it binds.
#include <algorithm>
#include <tuple>

#include "engine/pages/condition_parser.h"
#include "engine/pages/line_reading.h"
#include "semantics/library/python_version.h"
#include "text/formatted.h"

namespace zen {

// `$x is a str or $y is a list`: where the second condition begins, with its `or`; npos if there is one.
static std::size_t second_condition(std::string_view line) {
    bool code = false, text = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '`') code = !code;
        if (line[at] == '"' && !code) text = !text;
        std::string_view rest = line.substr(at);
        if (code || text || !take(rest, " or ")) continue;
        constexpr std::string_view openings[] = {"$", "the ", "each ", "some ", "no ", "any of "};
        const bool opens = std::ranges::any_of(openings, [&](std::string_view o) { return rest.starts_with(o); });
        rest = rest.substr(0, std::min(rest.find('`'), rest.find(" or ")));
        if (opens &&
            std::ranges::any_of(condition_verbs, [&](const Verb& v) { return rest.find(v.words) != rest.npos; }))
            return at + 1;
    }
    return line.npos;
}

std::string ConditionParser::parse() {
    context_.binds = false;
    if (const std::size_t second = second_condition(line_); second != line_.npos)
        return formatted("{} are two conditions: write the second one on the next line, which begins with `or`: {}",
                         quoted(line_), quoted(line_.substr(second)));
    out_.text = store_.add_of_page(line_);
    out_.binds = no_hole;
    out_.or_questions.fill(no_question);
    if (of_file()) {
        if (why_.empty() && context_.joined && vocabulary()[out_.question].form == Form::fits)
            fail("`the rewrite fits` cannot be joined with another condition by `or`");
        return why_;
    }
    const std::size_t known = context_.holes.names.size();
    if (!binding() && why_.empty()) {
        subject();
        if (why_.empty()) predicate();
    }
    for (const std::string& name : context_.hidden)
        if (!name.empty() && why_.starts_with(formatted("`${}` is not in the pattern", name)))
            return formatted(
                "`${}` is new in an earlier line, and known there only: a later line can use it if that one has one "
                "CODE, without `or` or a negation (`$x is CODE`, `is in CODE`, `is inside CODE`, `contains CODE`, `$h "
                "is the first CODE in $$body`)",
                name);
    if (!why_.empty()) return why_;
    const Form form = vocabulary()[out_.question].form;
    const bool of_class = form == Form::derives || form == Form::has_method || form == Form::inherits_method ||
                          form == Form::has_attribute || form == Form::inherits_attribute;
    const auto& never = context_.holes.never_classes;
    for (std::uint8_t subject : RulePack::of(std::span<const std::uint8_t>(store_.holes), out_.subjects))
        if (of_class && out_.items == Clause::Items::given && subject < never.size() && !never[subject].empty())
            return formatted("{} asks a class, and `${}` is {}", quoted(vocabulary()[out_.question].words),
                             context_.holes.names[subject], never[subject]);
    for (std::uint8_t subject : RulePack::of(std::span<const std::uint8_t>(store_.holes), out_.subjects))
        if (subject < most_holes && form != Form::spelled &&
            std::ranges::find(context_.texts, context_.holes.names[subject]) != context_.texts.end())
            return formatted("`${}` is a part of a text: it can only be used with `is spelled`",
                             context_.holes.names[subject]);
    // Holes of its own that no later line can rely on are out of sight.
    const bool code = form == Form::code || form == Form::around || form == Form::inside || form == Form::directly ||
                      form == Form::followed || form == Form::preceded || form == Form::contains ||
                      form == Form::holds_directly;
    if (context_.joined && (form == Form::bind || form == Form::only))
        return formatted("{} cannot be joined with another condition by `or`", quoted(line_));
    const bool binds =
        !context_.joined && (form == Form::bind || form == Form::only || !own_parts_.empty() ||
                             (code && out_.items == Clause::Items::given && !out_.negated && out_.codes.count == 1 &&
                              out_.subjects.count == 1 && out_.or_questions[0] == no_question));
    for (std::size_t i = known; i < context_.holes.names.size(); ++i)
        if (!binds) {
            context_.hidden.push_back(context_.holes.names[i]);
            context_.holes.names[i].clear();
        }
    for (std::size_t i = known; binds && i < context_.holes.names.size(); ++i)
        if (const std::string& name = context_.holes.names[i];
            name != "_" && std::ranges::find(context_.hidden, name) != context_.hidden.end())
            return formatted(
                "`${}` is another hole in the line above that uses it, because that line comes first: write this line "
                "above it",
                name);
    context_.binds = out_.gives = binds && context_.holes.names.size() > known;
    return "";
}

void ConditionParser::fail(std::string why) {
    if (why_.empty()) why_ = std::move(why);
}

bool ConditionParser::find(Form form, std::string_view words) {
    auto rows = vocabulary();
    auto it = std::ranges::find_if(rows, [&](const Question& q) { return q.form == form && q.words == words; });
    if (it == rows.end()) return false;
    out_.question = static_cast<std::uint16_t>(it - rows.begin());
    return true;
}

bool ConditionParser::find(Form form) {
    auto rows = vocabulary();
    auto it = std::ranges::find(rows, form, &Question::form);
    out_.question = static_cast<std::uint16_t>(it - rows.begin());
    return it != rows.end();
}

bool ConditionParser::of_file() {
    std::string_view rest = line_;
    if (rest == "the rewrite fits") {
        store_.holes.push_back(place_match);
        out_.subjects = {static_cast<std::uint32_t>(store_.holes.size() - 1), 1};
        return find(Form::fits);
    }
    const bool before = take(rest, "before ");
    if (before || take(rest, "since ")) {
        auto version = python_version(trimmed(rest));
        out_.negated = before;
        if (!version)
            fail("`since` and `before` need a version such as 3.10");
        else
            out_.number = version->major * 100u + version->minor;
        return find(Form::since);
    }
    for (auto [opening, form, negated] :
         {std::tuple<std::string_view, Form, bool>{"the file imports ", Form::file, false},
          {"the file does not import ", Form::file, true},
          {"the file is called ", Form::file_name, false},
          {"the file is not called ", Form::file_name, true},
          {"the file is in ", Form::folder, false},
          {"the file is not in ", Form::folder, true}})
        if (take(rest, opening)) {
            out_.negated = negated;
            out_.names = add_list(store_, rest);
            if (form != Form::file) options_named();
            check_names(form);
            if (out_.names.count == 0)
                fail(form == Form::file ? "which modules?" : form == Form::folder ? "which folders?" : "which names?");
            return find(form);
        }
    return false;
}

// The places at the line's beginning, with commas or `and` between them.
Slice ConditionParser::places(std::string_view& rest) {
    const std::size_t first = store_.holes.size();
    do {
        std::uint8_t place = take_place(rest, context_.holes, why_);
        if (place == no_hole) break;
        store_.holes.push_back(place);
        std::string_view after = rest;
        if (!take(after, ", ") && !take(after, " and ")) break;
        if (!after.starts_with('$') && !after.starts_with("the ")) break;
        rest = after;
    } while (true);
    const Slice out = store_.run(first, store_.holes.size() - first);
    if (out.count == 0)
        fail_as_meant(formatted(
            "a condition begins with `$x`, `the match`, `the loop`, `the function`, `the class`, `the try` or "
            "`the file`: {}",
            quoted(line_)));
    return out;
}

// `$h is the first CODE in $$body`, `$s is the last statement of $$body`, `$v is the value of $x`
bool ConditionParser::binding() {
    std::string_view rest = line_;
    if (!take(rest, "$")) return false;
    rest.remove_prefix(std::min(rest.find_first_not_of('$'), rest.size()));
    std::size_t end = 0;
    while (end < rest.size() && name_character(rest[end])) ++end;
    std::string_view name = rest.substr(0, end);
    rest.remove_prefix(end);
    if (take(rest, " is argument ")) {
        find(Form::bind);
        out_.items = Clause::Items::argument;
        argument_name(rest);
        rest = after_argument_;
        if (!take(rest, " of ")) fail("the call is missing: `$mode is argument mode or 2 of the match`");
        if (why_.empty()) out_.subjects = places(rest);
        bind_to(name);
        return true;
    }
    if (!take(rest, " is the ")) return false;
    if (take(rest, "value of ")) {
        find(Form::bind);
        out_.items = Clause::Items::values;
        out_.subjects = places(rest);
        bind_to(name);
        if (why_.empty() && !trimmed(rest).empty()) fail(formatted("not expected: {}", quoted(rest)));
        return true;
    }
    const bool only = rest.starts_with("only `"), code = only || rest.starts_with("first `");
    bool last = false;
    if (code) {
        rest.remove_prefix(rest.find('`'));
    } else if (take(rest, "last statement of ") || take(rest, "last item of ") || take(rest, "last case of ")) {
        last = true;
    } else if (!take(rest, "first statement of ") && !take(rest, "first item of ") && !take(rest, "first case of ")) {
        return false;
    }
    find(only ? Form::only : Form::bind);
    if (code) {
        out_.items = Clause::Items::code;
        if (std::string why = compile_codes(store_, rest, context_.holes, out_.item_codes); !why.empty()) fail(why);
        if (!take(rest, " in ")) fail("`in` is missing: `$x is the first CODE in $$body`");
    } else {
        out_.items = last ? Clause::Items::last : Clause::Items::first;
    }
    if (why_.empty()) out_.subjects = places(rest);
    bind_to(name);
    if (take(rest, " that ")) {
        if (code) fail("`that is` is for an item, a statement or a case");
        chosen(rest);
    } else if (why_.empty() && !trimmed(rest).empty()) {
        fail(formatted("not expected: {}", quoted(rest)));
    }
    return true;
}

// `the first item of $$xs that is WORDS`: what the words ask of each goes where `or` puts more questions.
void ConditionParser::chosen(std::string_view rest) {
    const std::string asked = formatted(" {}", rest);
    rest_ = asked;
    if (why_.empty()) predicate();
    if (!why_.empty()) return;
    if (!asks_nodes(vocabulary()[out_.question].form)) return fail("`that` needs a condition on one item");
    auto& more = out_.or_questions;
    if (more.back() != no_question) return fail(formatted("more than {} words with `or`", more.size()));
    std::ranges::rotate(more, more.end() - 1);
    more[0] = out_.question;
    find(Form::bind);
}

void ConditionParser::bind_to(std::string_view name) {
    if (context_.holes.find(name) != no_hole)
        return fail(formatted("{} is in the pattern: this line needs a new name", quoted("$" + std::string(name))));
    out_.binds = context_.holes.number(name);
    if (out_.binds == no_hole) fail(formatted("more than {} holes", most_holes));
}

void ConditionParser::subject() {
    using Items = Clause::Items;
    using Quantifier = Clause::Quantifier;
    rest_ = line_;
    if (take(rest_, "any of ")) {
        out_.items = Items::any_given;
        out_.subjects = places(rest_);
        return;
    }
    if (take(rest_, "the last statement of ") || take(rest_, "the last item of ") || take(rest_, "the last case of ")) {
        out_.items = Items::last;
        out_.subjects = places(rest_);
        return;
    }
    if (take(rest_, "the first statement of ") || take(rest_, "the first item of ") ||
        take(rest_, "the first case of ")) {
        out_.items = Items::first;
        out_.subjects = places(rest_);
        return;
    }
    if (take(rest_, "each ") || take(rest_, "every "))
        quantified(Quantifier::each);
    else if (take(rest_, "not each ") || take(rest_, "not every "))
        quantified(Quantifier::not_each);
    else if (take(rest_, "no known "))
        quantified(Quantifier::no_known);
    else if (take(rest_, "some "))
        quantified(Quantifier::some);
    else if (take(rest_, "no "))
        quantified(Quantifier::no);
    else
        out_.subjects = places(rest_);
}

void ConditionParser::quantified(Clause::Quantifier quantifier) {
    using Items = Clause::Items;
    out_.quantifier = quantifier;
    if (quantifier == Clause::Quantifier::no_known && !rest_.starts_with("value of "))
        return fail("`no known` is for values: `no known value of $x is …`");
    if (rest_.starts_with('`')) {
        out_.items = Items::code;
        if (std::string why = compile_codes(store_, rest_, context_.holes, out_.item_codes); !why.empty())
            return fail(why);
        if (!take(rest_, " in ")) return fail("where? `no CODE in $$body`");
        out_.subjects = places(rest_);
        return;
    }
    constexpr std::pair<std::string_view, Items> domains[] = {{"parameter of ", Items::parameters},
                                                              {"decorator of ", Items::decorators},
                                                              {"method of ", Items::methods},
                                                              {"base of ", Items::bases},
                                                              {"handler of ", Items::handlers},
                                                              {"handler above ", Items::handlers_above},
                                                              {"condition above ", Items::tests},
                                                              {"use of ", Items::uses},
                                                              {"mention of ", Items::mentions},
                                                              {"value of ", Items::values},
                                                              {"name in ", Items::names},
                                                              {"of ", Items::given},
                                                              {"item of ", Items::given},
                                                              {"statement of ", Items::given},
                                                              {"case of ", Items::given}};
    for (auto [words, items] : domains)
        if (take(rest_, words)) {
            out_.items = items;
            if (items == Items::given) {
                // As plain lines say it.
                const bool one = quantifier == Clause::Quantifier::some || quantifier == Clause::Quantifier::not_each;
                if (one) out_.items = Items::any_given;
                flip_ = quantifier == Clause::Quantifier::no || quantifier == Clause::Quantifier::not_each;
            }
            out_.subjects = places(rest_);
            return;
        }
    std::vector<std::string_view> opened;
    for (auto [words, items] : domains) opened.push_back(trimmed(words));
    fail(formatted(
        "each, not each, some and no need `use of $x`, `mention of $x`, `value of $x`, `name in $x`, `item of "
        "$$xs`, `statement of $$xs`, `parameter of $f`, `decorator of $f`, `method of $c`, `base of $c`, "
        "`handler of the try`, `handler above the match`, `condition above the match`, or code in backticks and `in "
        "$$xs`{}",
        meant(rest_, opened)));
}

std::string compile_condition(PackStore& store, std::string_view line, ConditionContext& context, Clause& out) {
    return ConditionParser(store, line, context, out).parse();
}

std::vector<std::string_view> split_conditions(std::string_view line) {
    auto opens = [](std::string_view piece) {
        for (std::string_view word : {"$", "the ", "each ", "every ", "not each ", "not every ", "some ", "no ",
                                      "any of ", "since ", "before "})
            if (piece.starts_with(word)) return true;
        return false;
    };
    auto has_verb = [](std::string_view piece) {
        return piece.starts_with("since ") || piece.starts_with("before ") || piece.starts_with("the file ") ||
               std::ranges::any_of(condition_verbs, [&](const Verb& v) { return piece.find(v.words) != piece.npos; });
    };
    std::vector<std::string_view> out;
    std::size_t from = 0;
    bool code = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '`') code = !code;
        if (code || !line.substr(i).starts_with(", ")) continue;
        std::string_view piece = line.substr(from, i - from), rest = line.substr(i + 2);
        // Another subject or object of the same line, or the next line?
        std::size_t next = rest.find(", ");
        if (has_verb(piece) && opens(rest) && (has_verb(rest.substr(0, next)) || has_verb(rest))) {
            out.push_back(piece);
            from = i + 2;
        }
    }
    out.push_back(line.substr(from));
    return out;
}

unsigned cost_of(const Clause& clause) {
    using Form = Question::Form;
    const Question& question = vocabulary()[clause.question];
    for (Form form : {Form::file, Form::since, Form::file_name, Form::folder})
        if (question.form == form) return 0;  // asked once for the file
    unsigned cost = 1u + question.cost;
    if (clause.items >= Clause::Items::uses && clause.items <= Clause::Items::code) cost += 2;
    return cost;
}

}  // namespace zen
