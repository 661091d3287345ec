// The end of a condition: the verb, and what it asks.
#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "engine/pages/condition_hints.h"
#include "engine/pages/condition_parser.h"
#include "engine/pages/line_reading.h"
#include "semantics/library/builtins.h"
#include "text/formatted.h"
#include "text/nearest.h"

namespace zen {
namespace {

// Up to three rows that the author may have meant.
std::string suggestions(std::string_view words) {
    std::vector<std::string_view> known, out;
    for (const Question& q : vocabulary())
        if (!q.words.empty()) known.push_back(q.words);
    if (std::string_view near = nearest(words, known); !near.empty()) out.push_back(near);
    for (std::size_t at = 0; at < words.size() && out.size() < 3;) {
        std::size_t end = std::min(words.find(' ', at), words.size());
        std::string_view word = words.substr(at, end - at);
        at = end + 1;
        if (word.size() < 3 || word.starts_with('$') || word == "the" || word == "has") continue;
        for (std::string_view row : known)
            if (out.size() < 3 && row.find(word) != row.npos && std::ranges::find(out, row) == out.end())
                out.push_back(row);
    }
    if (out.empty()) return "; `zenlint rule --words` lists them";
    std::string text = "; did you mean ";
    for (std::size_t i = 0; i < out.size(); ++i) text += (i ? " or " : "") + quoted(out[i]);
    return text + "?";
}

// The verb that the author may have meant by the first word.
std::string verb_meant(std::string_view rest) {
    rest = trimmed(rest);
    const std::string_view word = rest.substr(0, rest.find(' '));
    std::vector<std::string_view> known;
    for (const Verb& v : condition_verbs)
        if (const std::string_view one = trimmed(v.words); one.find(' ') == one.npos) known.push_back(one);
    const std::string_view near = nearest(word, known);
    return near.empty() ? "" : formatted("; did you mean {}?", quoted(near));
}

// "; did you mean `parameter of`?", of words that open a phrase with others behind them.
std::string opening_meant(std::string_view text, std::span<const std::string_view> known) {
    std::string_view best;
    for (std::string_view words : known) {
        const auto count = static_cast<std::size_t>(std::ranges::count(words, ' '));
        std::size_t end = 0;
        for (std::size_t i = 0; i <= count && end != text.npos; ++i) end = text.find(' ', end ? end + 1 : 0);
        const std::array<std::string_view, 1> one{words};
        if (!nearest(text.substr(0, end), one).empty()) best = words;
    }
    return best.empty() ? "" : formatted("; did you mean {}?", quoted(best));
}

}  // namespace

std::string ConditionParser::meant(std::string_view text, std::span<const std::string_view> known) {
    return opening_meant(text, known);
}

void ConditionParser::predicate() {
    if (rest_.empty() && out_.items >= Clause::Items::uses && line_ != rest_ &&
        out_.quantifier != Clause::Quantifier::each && out_.quantifier != Clause::Quantifier::not_each) {
        find(Form::there);
        return;
    }
    auto verb = std::ranges::find_if(condition_verbs, [&](const Verb& v) { return rest_.starts_with(v.words); });
    if (verb == std::end(condition_verbs))
        return fail_as_meant(formatted(
            "a verb is missing: `is`, `is not`, `are`, `has`, `has no`, `contains` or `does not contain`, after {}{}",
            quoted(line_.substr(0, line_.size() - rest_.size())), verb_meant(rest_)));
    rest_.remove_prefix(verb->words.size());
    out_.negated = verb->negated != flip_;
    if (verb->lead == "contains") return code_form(Form::contains);
    if (verb->lead == "directly contains") return code_form(Form::holds_directly);
    if (verb->lead == "has or inherits") {
        if (take(rest_, "an attribute ") || take(rest_, "attribute "))
            return list(Form::inherits_attribute, "which one?");
        take(rest_, "a ");
        if (!take(rest_, "method "))
            return fail(
                "`has or inherits` needs more: `has or inherits a method handle`, `has or inherits an attribute name`");
        return list(Form::inherits_method, "which one?");
    }
    if (mixed(verb->lead)) return;
    if (verb->lead == "has ") return has();
    if (verb->lead == "calls") return list(Form::calls, "`calls` needs names: `calls acme.check, assert*`");
    if (verb->lead == "imports") return list(Form::brings, "`imports` needs modules");
    if (rest_.starts_with('`')) return code_form(Form::code);
    for (auto [words, form] : {std::pair<std::string_view, Form>{"in `", Form::around},
                               {"inside `", Form::inside},
                               {"in the body of `", Form::inside},
                               {"directly inside `", Form::directly},
                               {"followed by `", Form::followed},
                               {"preceded by `", Form::preceded}})
        if (rest_.starts_with(words)) {
            rest_.remove_prefix(words.size() - 1);
            out_.number = words.starts_with("in the body") ? 1 : 0;
            return code_form(form);
        }
    if (rest_.starts_with("always after `")) {
        rest_.remove_prefix(rest_.find('`'));
        if (std::string why = compile_codes(store_, rest_, context_.holes, out_.codes); !why.empty()) return fail(why);
        take(rest_, " in the function");
        if (!trimmed(rest_).empty()) fail(formatted("not expected: {}", quoted(rest_)));
        find(Form::always_after);
        return;
    }
    if (rest_.starts_with("before `") || rest_.starts_with("after `")) {
        const Form form = rest_.starts_with("before") ? Form::before : Form::after;
        rest_.remove_prefix(rest_.find('`'));
        if (std::string why = compile_codes(store_, rest_, context_.holes, out_.codes); !why.empty()) return fail(why);
        if (!take(rest_, " in ")) return fail("`in` is missing: `$x is before `CODE` in the function`");
        out_.places = places(rest_);
        if (why_.empty() && !trimmed(rest_).empty()) fail(formatted("not expected: {}", quoted(rest_)));
        find(form);
        return;
    }
    if (take(rest_, "one of ")) return one_of();
    if (take(rest_, "or is derived from ") || take(rest_, "or derived from ")) {
        out_.number = 1;
        return list(Form::derives, "`derived from` needs classes");
    }
    if (take(rest_, "derived from ")) return list(Form::derives, "`derived from` needs classes");
    if (rest_.starts_with("called by "))
        return fail("`called` compares the name, and no condition asks who calls a function");
    if (rest_ != "called" && (take(rest_, "spelled ") || take(rest_, "called ")))
        return list(Form::spelled, "spelled how?");
    words("");
}

void ConditionParser::code_form(Form form) {
    if (!rest_.starts_with('`')) return fail(formatted("write code in backticks: {}", quoted(rest_)));
    if (std::string why = compile_codes(store_, rest_, context_.holes, out_.codes); !why.empty()) return fail(why);
    if (!trimmed(rest_).empty()) return fail(formatted("not expected: {}", quoted(rest_)));
    const bool keyword_found = form == Form::contains || form == Form::holds_directly || form == Form::around ||
                               form == Form::inside || form == Form::directly || (form == Form::code && !of_one());
    for (const PatternData& p : RulePack::of(std::span<const PatternData>(store_.patterns), out_.codes))
        if (p.head == Kind::keyword_argument && !keyword_found)
            return fail(formatted(
                "an argument by keyword is no code of its own: ask the call, as in `the match has argument key`, or "
                "write spaces around the `=` of an assignment, in {}",
                quoted(line_)));
    for (const PatternData& p : RulePack::of(std::span<const PatternData>(store_.patterns), out_.codes))
        if (out_.items == Clause::Items::parameters && form == Form::code &&
            (p.head == Kind::assignment || p.head == Kind::typed_parameter || p.head == Kind::default_parameter ||
             p.head == Kind::typed_default_parameter || p.head == Kind::keyword_argument))
            return fail(
                "`parameter of` asks the name of each: match `parameter $p: $type` or `def $f($$_, $p=$value, $$_)` "
                "for the rest of it");
    if (form == Form::holds_directly && line_.starts_with("$$")) out_.number = 1;  // neighbours, if only one
    find(form);
}

// Is the line about one node, not about all that a `$$hole` caught?
bool ConditionParser::of_one() const {
    using Items = Clause::Items;
    if (out_.items != Items::given && out_.items != Items::any_given) return true;
    const auto subjects = RulePack::of(std::span<const std::uint8_t>(store_.holes), out_.subjects);
    return std::ranges::all_of(subjects, [&](std::uint8_t subject) {
        return subject >= most_holes || (context_.holes.runs >> subject & 1u) == 0;
    });
}

// `mode or 2`: by keyword, or by position.
void ConditionParser::argument_name(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && name_character(rest[end])) ++end;
    out_.names = add_list(store_, rest.substr(0, end));
    if (out_.names.count == 0) return fail("`argument` needs a name or a position: `argument mode or 2`");
    out_.number = no_position;
    // `argument 1`: by position alone. (No keyword is called so.)
    const std::string_view name = rest.substr(0, end);
    if (name.find_first_not_of("0123456789") == name.npos) {
        const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), out_.number);
        if (error != std::errc() || out_.number == 0) return fail("positions are counted from 1: `argument mode or 2`");
        --out_.number;
        after_argument_ = rest.substr(end);
        return;
    }
    rest.remove_prefix(end);
    if (take(rest, " or ")) {
        auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out_.number);
        rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()));
        if (error != std::errc() || out_.number == 0) return fail("positions are counted from 1: `argument mode or 2`");
        --out_.number;
    }
    after_argument_ = rest;
}

void ConditionParser::has() {
    for (auto [words, form] : {std::pair<std::string_view, Form>{"a method ", Form::has_method},
                               {"method ", Form::has_method},
                               {"an attribute ", Form::has_attribute},
                               {"attribute ", Form::has_attribute},
                               {"a decorator ", Form::has_decorator},
                               {"decorator ", Form::has_decorator},
                               {"a parameter ", Form::has_parameter},
                               {"parameter ", Form::has_parameter}})
        if (take(rest_, words)) return list(form, "which one?");
    if (take(rest_, "an argument ") || take(rest_, "argument ")) {
        argument_name(rest_);
        if (!trimmed(after_argument_).empty()) fail(formatted("not expected: {}", quoted(after_argument_)));
        find(Form::argument);
        return;
    }
    for (auto [words, form] : {std::pair<std::string_view, Form>{"at least ", Form::at_least},
                               {"at most ", Form::at_most},
                               {"exactly ", Form::exactly}})
        if (take(rest_, words)) {
            std::size_t end = std::min(rest_.find(' '), rest_.size());
            std::string_view count = rest_.substr(0, end);
            auto [stop, error] = std::from_chars(count.data(), count.data() + count.size(), out_.number);
            if (error != std::errc() || stop != count.data() + count.size()) {
                if (std::ranges::find(context_.options, count) == context_.options.end())
                    return fail(formatted("{} is neither a number nor an option of the page", quoted(count)));
                out_.names = add_list(store_, count);
            }
            rest_ = trimmed(rest_.substr(end));
            if (rest_.starts_with('`')) return code_form(form);
            unit(rest_);
            find(form);
            return;
        }
    words("has ");
}

void ConditionParser::unit(std::string_view word) {
    using Unit = Clause::Unit;
    constexpr std::pair<std::string_view, Unit> units[] = {{"statement", Unit::items},
                                                           {"item", Unit::items},
                                                           {"argument", Unit::items},
                                                           {"element", Unit::items},
                                                           {"name", Unit::items},
                                                           {"target", Unit::items},
                                                           {"base", Unit::bases},
                                                           {"method", Unit::methods},
                                                           {"public method", Unit::public_methods},
                                                           {"attribute", Unit::attributes},
                                                           {"decorator", Unit::decorators},
                                                           {"handler", Unit::handlers},
                                                           {"branch", Unit::branches},
                                                           {"statements in all", Unit::inner_statements},
                                                           {"clause", Unit::items},
                                                           {"positional argument", Unit::positional_arguments},
                                                           {"keyword argument", Unit::keyword_arguments},
                                                           {"parameter", Unit::parameters},
                                                           {"passed parameter", Unit::passed_parameters},
                                                           {"positional parameter", Unit::positional_parameters},
                                                           {"line", Unit::lines}};
    for (auto [name, unit] : units)
        if (word == name || word == std::string(name) + "s" || word == std::string(name) + "es") {
            out_.unit = unit;
            return;
        }
    fail(
        formatted("a number needs one of these: statements, statements in all, items, arguments, positional arguments, "
                  "keyword arguments, "
                  "parameters, passed parameters, positional parameters, lines, "
                  "methods, public methods, attributes, bases, decorators, handlers or branches, not {}",
                  quoted(word)));
}

// `a logging call or `pass``: rows that are asked of a node, and code.
bool ConditionParser::mixed(std::string_view lead) {
    if (rest_.find('`') == rest_.npos || !lead.empty()) return false;
    std::string words;
    std::string_view rest = rest_;
    std::vector<PatternData> codes;
    const std::size_t hidden = context_.hidden.size();
    auto none = [&] {  // what was hidden is read again as a part of another form
        context_.hidden.resize(hidden);
        return false;
    };
    while (!rest.empty()) {
        std::size_t end = 0;
        for (bool code = false; end < rest.size(); ++end) {
            if (rest[end] == '`') code = !code;
            if (!code && rest.substr(end).starts_with(" or ")) break;
        }
        std::string_view piece = trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 4, rest.size()));
        if (piece.size() > 1 && piece.starts_with('`') && piece.find('`', 1) == piece.size() - 1) {
            PatternData pattern{};
            const std::size_t known = context_.holes.names.size();
            const std::string_view code = piece.substr(1, piece.size() - 2);
            if (std::string why = compile_pattern(store_, code, context_.holes, true, pattern); !why.empty()) {
                fail(why);
                return true;
            }
            for (std::size_t i = known; i < context_.holes.names.size(); ++i) {
                context_.hidden.push_back(context_.holes.names[i]);
                context_.holes.names[i].clear();
            }
            codes.push_back(pattern);
        } else if (piece.find('`') == piece.npos) {
            words += (words.empty() ? "" : " or ") + std::string(piece);
        } else {
            return none();
        }
    }
    if (codes.empty() || words.empty()) return none();
    const bool one = words.find(" or ") == words.npos;
    if (one ? !find(Form::node, words) : !either("", words)) return none();
    out_.codes = store_.add_rows(store_.patterns, codes);
    return true;
}

// `a list or a dict`: rows that are asked of a node.
bool ConditionParser::either(std::string_view lead, std::string_view asked) {
    std::size_t count = 0;
    for (std::size_t from = 0; from <= asked.size(); ++count) {
        const std::size_t end = std::min(asked.find(" or ", from), asked.size());
        std::string_view one = trimmed(asked.substr(from, end - from));
        if (one.ends_with(',')) one.remove_suffix(1);
        from = end + 4;
        const std::uint16_t first = out_.question;
        if (count > out_.or_questions.size()) return false;
        if (!find(Form::node, std::string(lead) + std::string(one)) &&
            !find(Form::node, formatted("{}a {}", lead, one)))
            return false;
        if (count == 0) continue;
        out_.or_questions[count - 1] = out_.question;
        out_.question = first;
    }
    return count > 1;
}

void ConditionParser::words(std::string_view lead) {
    std::string_view asked = trimmed(rest_);
    if (asked.find(" or ") != asked.npos && either(lead, asked)) return;
    out_.or_questions.fill(no_question);
    for (std::string_view article : {"", "a ", "an "}) {
        if (lead.empty() && !article.empty()) break;
        const std::string full = std::string(lead) + std::string(article) + std::string(asked);
        if (find(Form::node, full)) return;
        if (!find(Form::run, full)) continue;
        out_.number = of_one() && full.starts_with("has a ") && full.find("comment") == full.npos ? 1 : 0;
        return;
    }
    const std::string full = std::string(lead) + std::string(asked);
    const Question* best = nullptr;
    for (const Question& q : vocabulary())
        if (q.form == Form::in && full.starts_with(q.words) && full.size() > q.words.size() &&
            full[q.words.size()] == ' ' && (!best || best->words.size() < q.words.size()))
            best = &q;
    if (best) {
        std::string_view rest = asked.substr(best->words.size() - lead.size() + 1);
        if (!rest.starts_with('$') && !rest.starts_with("the "))
            return fail(best->words == "a subclass of"
                            ? formatted("write `is derived from {}{}`: `a subclass of` asks for a hole or a place",
                                        rest.find('.') == rest.npos && !is_builtin(rest, {3, 14}) ? "module." : "",
                                        rest)
                            : formatted("{} asks for a hole, `the match` or another place, not {}", quoted(best->words),
                                        quoted(rest)));
        out_.places = places(rest);
        if (why_.empty() && !trimmed(rest).empty()) fail(formatted("not expected: {}", quoted(rest)));
        find(Form::in, best->words);
        return;
    }
    if (std::string_view name = asked; lead.empty() && (take(name, "a ") || take(name, "an ")) && dotted_names(name)) {
        out_.names = add_list(store_, name);
        check_names(Form::instance);
        find(Form::instance);
        return;
    }
    // `inside an async function`
    if (std::string_view place = asked; take(place, "inside ") && lead.empty()) {
        const std::string in = formatted("in {}", place);
        if (std::ranges::find(vocabulary(), in, &Question::words) != vocabulary().end())
            return fail(formatted("unknown condition: {}; did you mean {}?", quoted(asked), quoted(in)));
    }
    for (std::string_view other : {" and $", " and the "})
        if (asked.find(other) != asked.npos)
            return fail(formatted("{} are two conditions: write one a line, and all must hold", quoted(line_)));
    constexpr std::array<std::string_view, 20> openings{
        "one of",   "derived from",    "or is derived from", "spelled",      "called",
        "inside",   "directly inside", "followed by",        "preceded by",  "before",
        "after",    "at least",        "always after",       "at most",      "exactly",
        "argument", "a method",        "a decorator",        "an attribute", "a parameter"};
    const std::string opening = opening_meant(asked, openings);
    fail_as_meant(formatted("unknown condition: {}{}", quoted(asked), opening.empty() ? suggestions(full) : opening));
}

void ConditionParser::fail_as_meant(std::string why) {
    const std::string meant = meant_condition(line_);
    fail(meant.empty() ? std::move(why) : formatted("{} is not a condition: write {}", quoted(line_), quoted(meant)));
}

}  // namespace zen
