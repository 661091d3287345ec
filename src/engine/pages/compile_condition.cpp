// The grammar of conditions: whom a line speaks of, a verb, and what it asks.
#include <algorithm>
#include <cctype>
#include <charconv>

#include "engine/matching/vocabulary.h"
#include "engine/pages/compile.h"
#include "semantics/library/builtins.h"
#include "semantics/library/python_version.h"
#include "text/nearest.h"

namespace zen {
namespace {

using Form = Question::Form;

std::string_view trimmed(std::string_view s) {
    std::size_t from = s.find_first_not_of(" \t"), to = s.find_last_not_of(" \t");
    return from == s.npos ? std::string_view() : s.substr(from, to - from + 1);
}

bool take(std::string_view& line, std::string_view word) {
    if (!line.starts_with(word)) return false;
    line.remove_prefix(word.size());
    return true;
}

std::string quoted(std::string_view text) {
    return "`" + std::string(text) + "`";
}

bool name_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

struct NamedPlace {
    std::string_view words;
    std::uint8_t place;
};
constexpr NamedPlace named_places[] = {
    {"the match", place_match},       {"the statement", place_statement}, {"the loop", place_loop},
    {"the function", place_function}, {"the class", place_class},         {"the try", place_try},
    {"the file", place_file},
};

struct Verb {
    std::string_view words;
    std::string_view lead;  // what the rows of this verb begin with
    bool negated;
};
constexpr Verb verbs[] = {
    {" is not ", "", true},
    {" is ", "", false},
    {" are not ", "", true},
    {" are ", "", false},
    {" has no ", "has ", true},
    {" have no ", "has ", true},
    {" has ", "has ", false},
    {" have ", "has ", false},
    {" does not contain ", "contains", true},
    {" do not contain ", "contains", true},
    {" contains no ", "contains", true},
    {" contain no ", "contains", true},
    {" contains ", "contains", false},
    {" contain ", "contains", false},
    {" does not call ", "calls", true},
    {" do not call ", "calls", true},
    {" calls ", "calls", false},
    {" call ", "calls", false},
    {" does not import ", "imports", true},
    {" do not import ", "imports", true},
    {" imports ", "imports", false},
    {" import ", "imports", false},
};

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

class ConditionParser {
  public:
    ConditionParser(PackStore& store, std::string_view line, ConditionContext& context, Clause& out)
        : store_(store), line_(line), context_(context), out_(out) {}

    std::string parse() {
        context_.binds = false;
        out_.text = store_.add(line_);
        out_.binds = no_hole;
        out_.or_questions.fill(no_question);
        if (of_file()) return why_;
        const std::size_t known = context_.holes.names.size();
        if (!binding() && why_.empty()) {
            subject();
            if (why_.empty()) predicate();
        }
        if (!why_.empty()) return why_;
        // Holes of its own that no later line can rely on are out of sight.
        const Form form = vocabulary()[out_.question].form;
        const bool binds =
            form == Form::bind || form == Form::only ||
            (form == Form::code && out_.items == Clause::Items::given && !out_.negated && out_.codes.count == 1);
        for (std::size_t i = known; i < context_.holes.names.size(); ++i)
            if (!binds) context_.holes.names[i].clear();
        context_.binds = out_.gives = binds && context_.holes.names.size() > known;
        return "";
    }

  private:
    void fail(std::string why) {
        if (why_.empty()) why_ = std::move(why);
    }

    bool find(Form form, std::string_view words) {
        auto rows = vocabulary();
        auto it = std::ranges::find_if(rows, [&](const Question& q) { return q.form == form && q.words == words; });
        if (it == rows.end()) return false;
        out_.question = static_cast<std::uint32_t>(it - rows.begin());
        return true;
    }
    bool find(Form form) {
        auto rows = vocabulary();
        auto it = std::ranges::find(rows, form, &Question::form);
        out_.question = static_cast<std::uint32_t>(it - rows.begin());
        return it != rows.end();
    }

    bool of_file() {
        std::string_view rest = line_;
        if (rest == "the rewrite fits") {
            store_.holes.push_back(place_match);
            out_.subjects = {static_cast<std::uint32_t>(store_.holes.size() - 1), 1};
            return find(Form::fits);
        }
        if (take(rest, "since ")) {
            auto version = python_version(trimmed(rest));
            if (!version)
                fail("`since` takes a version such as 3.10");
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
                if (out_.names.count == 0)
                    fail(form == Form::file     ? "which modules?"
                         : form == Form::folder ? "which folders?"
                                                : "which names?");
                return find(form);
            }
        return false;
    }

    // The places at the line's beginning, with commas or `and` between them.
    Slice places(std::string_view& rest) {
        Slice out{static_cast<std::uint32_t>(store_.holes.size()), 0};
        do {
            std::uint8_t place = take_place(rest, context_.holes, why_);
            if (place == no_hole) break;
            store_.holes.push_back(place);
            ++out.count;
            std::string_view after = rest;
            if (!take(after, ", ") && !take(after, " and ")) break;
            if (!after.starts_with('$') && !after.starts_with("the ")) break;
            rest = after;
        } while (true);
        if (out.count == 0)
            fail(
                "a condition speaks of `$x`, `the match`, `the loop`, `the function`, `the class`, `the try` or `the "
                "file`: " +
                quoted(line_));
        return out;
    }

    // `$h is the first CODE in $$body`, `$s is the last statement of $$body`
    bool binding() {
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
            if (!take(rest, " of ")) fail("of which call? `$mode is argument mode or 2 of the match`");
            if (why_.empty()) out_.subjects = places(rest);
            bind_to(name);
            return true;
        }
        if (!take(rest, " is the ")) return false;
        const bool only = rest.starts_with("only `"), code = only || rest.starts_with("first `");
        bool last = false;
        if (code) {
            rest.remove_prefix(rest.find('`'));
        } else if (take(rest, "last statement of ") || take(rest, "last item of ")) {
            last = true;
        } else if (!take(rest, "first statement of ") && !take(rest, "first item of ")) {
            return false;
        }
        find(only ? Form::only : Form::bind);
        if (code) {
            out_.items = Clause::Items::code;
            if (std::string why = compile_codes(store_, rest, context_.holes, out_.item_codes); !why.empty()) fail(why);
            if (!take(rest, " in ")) fail("where? `$x is the first CODE in $$body`");
        } else {
            out_.items = last ? Clause::Items::last : Clause::Items::first;
        }
        if (why_.empty()) out_.subjects = places(rest);
        if (why_.empty() && !trimmed(rest).empty()) fail("not expected: " + quoted(rest));
        bind_to(name);
        return true;
    }

    void bind_to(std::string_view name) {
        if (context_.holes.find(name) != no_hole)
            return fail(quoted("$" + std::string(name)) + " is in the pattern: the line binds a new name");
        out_.binds = context_.holes.number(name);
        if (out_.binds == no_hole) fail("more than " + std::to_string(most_holes) + " holes");
    }

    void subject() {
        using Items = Clause::Items;
        using Quantifier = Clause::Quantifier;
        rest_ = line_;
        if (take(rest_, "any of ")) {
            out_.items = Items::any_given;
            out_.subjects = places(rest_);
            return;
        }
        if (take(rest_, "the last statement of ") || take(rest_, "the last item of ")) {
            out_.items = Items::last;
            out_.subjects = places(rest_);
            return;
        }
        if (take(rest_, "the first statement of ") || take(rest_, "the first item of ")) {
            out_.items = Items::first;
            out_.subjects = places(rest_);
            return;
        }
        if (take(rest_, "each ") || take(rest_, "every "))
            quantified(Quantifier::each);
        else if (take(rest_, "some "))
            quantified(Quantifier::some);
        else if (take(rest_, "no "))
            quantified(Quantifier::no);
        else
            out_.subjects = places(rest_);
    }

    void quantified(Clause::Quantifier quantifier) {
        using Items = Clause::Items;
        out_.quantifier = quantifier;
        if (rest_.starts_with('`')) {
            out_.items = Items::code;
            if (std::string why = compile_codes(store_, rest_, context_.holes, out_.item_codes); !why.empty())
                return fail(why);
            if (!take(rest_, " in ")) return fail("where? `no CODE in $$body`");
            out_.subjects = places(rest_);
            return;
        }
        constexpr std::pair<std::string_view, Items> domains[] = {
            {"parameter of ", Items::parameters}, {"decorator of ", Items::decorators},
            {"method of ", Items::methods},       {"base of ", Items::bases},
            {"handler of ", Items::handlers},     {"use of ", Items::uses},
            {"mention of ", Items::mentions},     {"value of ", Items::values},
            {"name in ", Items::names},           {"of ", Items::given},
            {"item of ", Items::given},           {"statement of ", Items::given}};
        for (auto [words, items] : domains)
            if (take(rest_, words)) {
                out_.items = items;
                if (items == Items::given) {
                    // As plain lines say it.
                    if (quantifier == Clause::Quantifier::some) out_.items = Items::any_given;
                    flip_ = quantifier == Clause::Quantifier::no;
                }
                out_.subjects = places(rest_);
                return;
            }
        fail(
            "each, some and no go with `use of $x`, `mention of $x`, `value of $x`, `name in $x`, `item of $$xs`, "
            "`statement of $$xs`, `parameter of $f`, `decorator of $f`, `method of $c`, `base of $c`, "
            "`handler of the try`, or code in backticks and `in $$xs`");
    }

    void predicate() {
        if (rest_.empty() && out_.items >= Clause::Items::uses && line_ != rest_ &&
            out_.quantifier != Clause::Quantifier::each) {
            find(Form::there);
            return;
        }
        auto verb = std::ranges::find_if(verbs, [&](const Verb& v) { return rest_.starts_with(v.words); });
        if (verb == std::end(verbs))
            return fail(
                "a verb is missing: `is`, `is not`, `are`, `has`, `has no`, `contains` or `does not contain`, after " +
                quoted(line_.substr(0, line_.size() - rest_.size())));
        rest_.remove_prefix(verb->words.size());
        out_.negated = verb->negated != flip_;
        if (verb->lead == "contains") return code_form(Form::contains);
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
        if (take(rest_, "one of ")) return one_of();
        if (take(rest_, "derived from ")) return list(Form::derives, "derived from what?");
        if (rest_ != "called" && (take(rest_, "spelled ") || take(rest_, "called ")))
            return list(Form::spelled, "spelled how?");
        words("");
    }

    void list(Form form, std::string_view what) {
        out_.names = add_list(store_, rest_);
        if (out_.names.count == 0) fail(std::string(what));
        find(form);
    }

    void code_form(Form form) {
        if (!rest_.starts_with('`')) return fail("code stands in backticks: " + quoted(rest_));
        if (std::string why = compile_codes(store_, rest_, context_.holes, out_.codes); !why.empty()) return fail(why);
        if (!trimmed(rest_).empty()) return fail("not expected: " + quoted(rest_));
        find(form);
    }

    void one_of() {
        out_.names = add_list(store_, rest_);
        if (out_.names.count == 0) return fail("one of what?");
        for (Str s : RulePack::of(std::span<const Str>(store_.strings), out_.names)) {
            std::string_view name = std::string_view(store_.text).substr(s.start, s.size);
            if (name.find('.') != name.npos || is_builtin(name, {3, 14}) || is_builtin(name, {3, 8})) continue;
            return fail(quoted(name) + " is no builtin: write the module too (`module." + std::string(name) +
                        "`), or `is spelled " + std::string(name) + "` for any name of that spelling");
        }
        find(Form::one_of);
    }

    // `mode or 2`: by keyword, or by position.
    void argument_name(std::string_view rest) {
        std::size_t end = 0;
        while (end < rest.size() && name_character(rest[end])) ++end;
        out_.names = add_list(store_, rest.substr(0, end));
        if (out_.names.count == 0) return fail("which argument? `argument mode or 2`");
        out_.number = no_position;
        rest.remove_prefix(end);
        if (take(rest, " or ")) {
            auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out_.number);
            rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()));
            if (error != std::errc() || out_.number == 0)
                return fail("positions are counted from 1: `argument mode or 2`");
            --out_.number;
        }
        after_argument_ = rest;
    }

    void has() {
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

    void unit(std::string_view word) {
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
    bool mixed(std::string_view lead) {
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
                for (std::size_t i = known; i < context_.holes.names.size(); ++i) context_.holes.names[i].clear();
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
    bool either(std::string_view lead, std::string_view asked) {
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

    void words(std::string_view lead) {
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
        if (std::string_view name = asked;
            lead.empty() && (take(name, "a ") || take(name, "an ")) && dotted_names(name)) {
            out_.names = add_list(store_, name);
            find(Form::instance);
            return;
        }
        fail("no such question: " + quoted(asked) + suggestions(full));
    }

    // "pathlib.Path", or several such with commas between them?
    static bool dotted_names(std::string_view text) {
        while (true) {
            std::string_view name = text.substr(0, text.find(", "));
            if (name.find(' ') != name.npos || name.find('.') == name.npos) return false;
            if (name.size() == text.size()) return true;
            text.remove_prefix(name.size() + 2);
        }
    }

    PackStore& store_;
    std::string_view line_, rest_;
    ConditionContext& context_;
    Clause& out_;
    std::string why_;
    std::string_view after_argument_;
    bool flip_ = false;
};

}  // namespace

std::uint8_t take_place(std::string_view& line, const Holes& holes, std::string& why) {
    for (const NamedPlace& p : named_places)
        if (line.starts_with(p.words) && (line.size() == p.words.size() || !name_character(line[p.words.size()]))) {
            line.remove_prefix(p.words.size());
            return p.place;
        }
    if (!line.starts_with('$')) return no_hole;
    std::size_t from = std::min(line.find_first_not_of('$'), line.size()), end = from;
    while (end < line.size() && name_character(line[end])) ++end;
    std::string_view name = line.substr(from, end - from);
    line.remove_prefix(end);
    std::uint8_t hole = holes.find(name);
    if (hole != no_hole && !name.empty()) return hole;
    std::vector<std::string_view> known(holes.names.begin(), holes.names.end());
    std::string_view near = nearest(name, known);
    if (why.empty())
        why = "`$" + std::string(name) + "` is not in the pattern" +
              (near.empty() ? "" : "; did you mean `$" + std::string(near) + "`?");
    return no_hole;
}

std::string compile_codes(PackStore& store, std::string_view& line, Holes& holes, Slice& out) {
    std::vector<PatternData> patterns;
    while (take(line, "`")) {
        std::size_t end = line.find('`');
        if (end == line.npos) return "a backtick is not closed";
        PatternData pattern{};
        std::string_view code = line.substr(0, end);
        line.remove_prefix(end + 1);
        if (std::string why = compile_pattern(store, code, holes, true, pattern); !why.empty())
            return why + " (in " + quoted(code) + ")";
        patterns.push_back(pattern);
        std::string_view after = line;
        if ((take(after, " or ") || take(after, ", or ") || take(after, ", ")) && after.starts_with('`')) line = after;
    }
    out = {static_cast<std::uint32_t>(store.patterns.size()), static_cast<std::uint32_t>(patterns.size())};
    store.patterns.insert(store.patterns.end(), patterns.begin(), patterns.end());
    return "";
}

std::string compile_condition(PackStore& store, std::string_view line, ConditionContext& context, Clause& out) {
    return ConditionParser(store, line, context, out).parse();
}

std::vector<std::string_view> split_conditions(std::string_view line) {
    auto opens = [](std::string_view piece) {
        for (std::string_view word : {"$", "the ", "each ", "every ", "some ", "no ", "any of ", "since "})
            if (piece.starts_with(word)) return true;
        return false;
    };
    auto has_verb = [](std::string_view piece) {
        return piece.starts_with("since ") || piece.starts_with("the file ") ||
               std::ranges::any_of(verbs, [&](const Verb& v) { return piece.find(v.words) != piece.npos; });
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
    unsigned cost = vocabulary()[clause.question].cost;
    if (clause.items >= Clause::Items::uses && clause.items <= Clause::Items::code) cost += 2;
    return cost;
}

Slice add_list(PackStore& store, std::string_view list) {
    Slice out{static_cast<std::uint32_t>(store.strings.size()), 0};
    while (!list.empty()) {
        std::size_t comma = std::min(list.find(','), list.size());
        std::string_view item = trimmed(list.substr(0, comma));
        if (item.size() > 1 && item.starts_with('"') && item.ends_with('"')) item = item.substr(1, item.size() - 2);
        if (!item.empty()) {
            store.strings.push_back(store.add(item));
            ++out.count;
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return out;
}

}  // namespace zen
