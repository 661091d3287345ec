// The end of a condition: the verb, and what it asks.
#include <algorithm>
#include <charconv>

#include "engine/pages/condition_parser.h"
#include "engine/pages/line_reading.h"
#include "semantics/library/builtins.h"
#include "text/nearest.h"
#include "text/wildcard.h"

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
    if (out.empty()) return "; docs/writing-rules.md lists them";
    std::string text = "; did you mean ";
    for (std::size_t i = 0; i < out.size(); ++i) text += (i ? " or " : "") + quoted(out[i]);
    return text + "?";
}

}  // namespace

void ConditionParser::predicate() {
    if (rest_.empty() && out_.items >= Clause::Items::uses && line_ != rest_ &&
        out_.quantifier != Clause::Quantifier::each) {
        find(Form::there);
        return;
    }
    auto verb = std::ranges::find_if(condition_verbs, [&](const Verb& v) { return rest_.starts_with(v.words); });
    if (verb == std::end(condition_verbs))
        return fail(
            "a verb is missing: `is`, `is not`, `are`, `has`, `has no`, `contains` or `does not contain`, after " +
            quoted(line_.substr(0, line_.size() - rest_.size())));
    rest_.remove_prefix(verb->words.size());
    out_.negated = verb->negated != flip_;
    if (verb->lead == "contains") return code_form(Form::contains);
    if (verb->lead == "directly contains") return code_form(Form::holds_directly);
    if (verb->lead == "has or inherits") {
        take(rest_, "a ");
        if (!take(rest_, "method ")) return fail("has or inherits what? `has or inherits a method handle`");
        return list(Form::inherits_method, "which one?");
    }
    if (mixed(verb->lead)) return;
    if (verb->lead == "has ") return has();
    if (verb->lead == "calls") return list(Form::calls, "calls what? `calls acme.check, assert*`");
    if (verb->lead == "imports") return list(Form::brings, "imports which modules?");
    if (rest_.starts_with('`')) return code_form(Form::code);
    for (auto [words, form] : {std::pair<std::string_view, Form>{"in `", Form::around},
                               {"inside `", Form::inside},
                               {"directly inside `", Form::directly},
                               {"followed by `", Form::followed},
                               {"preceded by `", Form::preceded}})
        if (rest_.starts_with(words)) {
            rest_.remove_prefix(words.size() - 1);
            return code_form(form);
        }
    if (rest_.starts_with("before `") || rest_.starts_with("after `")) {
        const Form form = rest_.starts_with("before") ? Form::before : Form::after;
        rest_.remove_prefix(rest_.find('`'));
        if (std::string why = compile_codes(store_, rest_, context_.holes, out_.codes); !why.empty()) return fail(why);
        if (!take(rest_, " in ")) return fail("in what? `$x is before `CODE` in the function`");
        out_.places = places(rest_);
        if (why_.empty() && !trimmed(rest_).empty()) fail("not expected: " + quoted(rest_));
        find(form);
        return;
    }
    if (take(rest_, "one of ")) return one_of();
    if (take(rest_, "derived from ")) return list(Form::derives, "derived from what?");
    if (rest_ != "called" && (take(rest_, "spelled ") || take(rest_, "called ")))
        return list(Form::spelled, "spelled how?");
    words("");
}

void ConditionParser::list(Form form, std::string_view what) {
    bool any = false;
    if (constexpr std::string_view words = " in any case"; form == Form::spelled && rest_.ends_with(words)) {
        rest_.remove_suffix(words.size());
        any = true;
    }
    out_.names = add_list(store_, rest_);
    if (out_.names.count == 0) fail(std::string(what));
    check_names(form);
    for (std::uint32_t i = out_.names.first; any && i < out_.names.first + out_.names.count; ++i) {
        const Str s = store_.strings[i];
        store_.strings[i] = store_.add(any_case + store_.text.substr(s.start, s.size));
    }
    find(form);
}

// What could never be a name, and would be accepted without a word.
void ConditionParser::check_names(Form form) {
    const bool text = form == Form::spelled, path = form == Form::folder || form == Form::file_name;
    for (Str s : RulePack::of(std::span<const Str>(store_.strings), out_.names)) {
        const std::string name = store_.text.substr(s.start, s.size);
        if (name.starts_with('$') && !text)
            return fail(quoted(name) +
                        ": names stand here, and no holes; code with holes is asked with `contains `CODE``, "
                        "`is `CODE`` or `is in `CODE``");
        if (text && name.size() > 2 && name.starts_with('/') && name.ends_with('/'))
            return fail(quoted(name) +
                        " is no regular expression: `*` is any text, `?` a character, `#` a digit, "
                        "`[a-z]` one of these");
        if (text && name.starts_with("like ")) return fail("write `is spelled " + name.substr(5) + "`");
        if (text || name.find(' ') == name.npos) continue;
        for (std::string_view word : {" and ", " or "})
            if (const std::size_t at = name.find(word); at != name.npos)
                return fail(quoted(name) + " is one name here: " +
                            (name.find(" not ", at) != name.npos ? "write the second condition in a line of its own"
                             : word == " or "                    ? "commas stand between several, any of which will do"
                                                                 : "write a line for each, if all must hold"));
        if (!path) return fail(quoted(name) + " is no name: there is a space in it");
    }
}

void ConditionParser::code_form(Form form) {
    if (!rest_.starts_with('`')) return fail("code stands in backticks: " + quoted(rest_));
    if (std::string why = compile_codes(store_, rest_, context_.holes, out_.codes); !why.empty()) return fail(why);
    if (!trimmed(rest_).empty()) return fail("not expected: " + quoted(rest_));
    find(form);
}

void ConditionParser::one_of() {
    out_.names = add_list(store_, rest_);
    if (out_.names.count == 0) return fail("one of what?");
    check_names(Form::one_of);
    for (Str s : RulePack::of(std::span<const Str>(store_.strings), out_.names)) {
        std::string_view name = std::string_view(store_.text).substr(s.start, s.size);
        if (const std::size_t star = name.find('*'); star != name.npos) {
            if (star + 1 == name.size() && star > 1 && name[star - 1] == '.') continue;
            return fail(quoted(name) + ": `*` stands for a whole last name here (`requests.*`); `is spelled " +
                        std::string(name) + "` asks for the spelling");
        }
        if (name.find('.') != name.npos || is_builtin(name, {3, 14}) || is_builtin(name, {3, 8})) continue;
        return fail(quoted(name) + " is no builtin: write the module too (`module." + std::string(name) +
                    "`), or `is spelled " + std::string(name) + "` for any name of that spelling");
    }
    find(Form::one_of);
}

// `mode or 2`: by keyword, or by position.
void ConditionParser::argument_name(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && name_character(rest[end])) ++end;
    out_.names = add_list(store_, rest.substr(0, end));
    if (out_.names.count == 0) return fail("which argument? `argument mode or 2`");
    out_.number = no_position;
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
    if (take(rest_, "argument ")) {
        argument_name(rest_);
        if (!trimmed(after_argument_).empty()) fail("not expected: " + quoted(after_argument_));
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
                    return fail(quoted(count) + " is neither a number nor an option of the page");
                out_.names = add_list(store_, count);
            }
            unit(trimmed(rest_.substr(end)));
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
                                                           {"base", Unit::items},
                                                           {"clause", Unit::items},
                                                           {"positional argument", Unit::positional_arguments},
                                                           {"keyword argument", Unit::keyword_arguments},
                                                           {"parameter", Unit::parameters},
                                                           {"line", Unit::lines}};
    for (auto [name, unit] : units)
        if (word == name || word == std::string(name) + "s") {
            out_.unit = unit;
            return;
        }
    fail(
        "how many of what? statements, items, arguments, positional arguments, keyword arguments, parameters or "
        "lines, not " +
        quoted(word));
}

// `a logging call or `pass``: rows that are asked of a node, and code.
bool ConditionParser::mixed(std::string_view lead) {
    if (rest_.find('`') == rest_.npos || !lead.empty()) return false;
    std::string words;
    std::string_view rest = rest_;
    std::vector<PatternData> codes;
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
            return false;
        }
    }
    if (codes.empty() || words.empty()) return false;
    const bool one = words.find(" or ") == words.npos;
    if (one ? !find(Form::node, words) : !either("", words)) return false;
    out_.codes = {static_cast<std::uint32_t>(store_.patterns.size()), static_cast<std::uint32_t>(codes.size())};
    store_.patterns.insert(store_.patterns.end(), codes.begin(), codes.end());
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
        const std::uint32_t first = out_.question;
        if (count > out_.or_questions.size()) return false;
        if (!find(Form::node, std::string(lead) + std::string(one)) &&
            !find(Form::node, std::string(lead) + "a " + std::string(one)))
            return false;
        if (count == 0) continue;
        out_.or_questions[count - 1] = static_cast<std::uint16_t>(out_.question);
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
        if (find(Form::node, full) || find(Form::run, full)) return;
    }
    const std::string full = std::string(lead) + std::string(asked);
    const Question* best = nullptr;
    for (const Question& q : vocabulary())
        if (q.form == Form::in && full.starts_with(q.words) && full.size() > q.words.size() &&
            full[q.words.size()] == ' ' && (!best || best->words.size() < q.words.size()))
            best = &q;
    if (best) {
        std::string_view rest = asked.substr(best->words.size() - lead.size() + 1);
        out_.places = places(rest);
        if (why_.empty() && !trimmed(rest).empty()) fail("not expected: " + quoted(rest));
        find(Form::in, best->words);
        return;
    }
    if (std::string_view name = asked; lead.empty() && (take(name, "a ") || take(name, "an ")) && dotted_names(name)) {
        out_.names = add_list(store_, name);
        find(Form::instance);
        return;
    }
    fail("no such question: " + quoted(asked) + suggestions(full));
}

// "pathlib.Path", or several such with commas between them?
bool ConditionParser::dotted_names(std::string_view text) {
    while (true) {
        std::string_view name = text.substr(0, text.find(", "));
        if (name.find(' ') != name.npos || name.find('.') == name.npos) return false;
        if (name.size() == text.size()) return true;
        text.remove_prefix(name.size() + 2);
    }
}

}  // namespace zen
