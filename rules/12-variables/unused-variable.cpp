// A local that is stored and that nothing reads.
#include <algorithm>
#include <set>
#include <vector>

#include "rule.h"

namespace zen::rules {

namespace {

// The functions that read all their variables by another way.
struct UnusedVariableReaders {
    std::set<NodeId> functions;

    explicit UnusedVariableReaders(const Model& ask) {
        for (const Reference& r : ask.references()) {
            std::string_view name = ask.name(r.name);
            if (name != "locals" && name != "vars" && name != "dir" && name != "eval" && name != "exec") continue;
            for (Node f = ask.enclosing_function(Node(ask.tree(), r.node)); f; f = ask.enclosing_function(f))
                functions.insert(f.id());
        }
    }
};

bool unused_variable_name(const Match& m, Node name) {
    if (!name.is(Kind::identifier) || name.text().starts_with('_')) return false;
    const Reference* r = m.ask.reference(name);
    const Binding* binding = r ? m.ask.binding(name) : nullptr;
    if (!binding || m.ask.scopes()[binding->scope].sort != Scope::function ||
        (r->scope != binding->scope && m.ask.scopes()[r->scope].sort != Scope::comprehension))
        return false;
    constexpr auto elsewhere = Binding::global_declared | Binding::nonlocal_declared | Binding::parameter |
                               Binding::import | Binding::deleted | Binding::definition;
    if (binding->first_store != name.id() || (binding->flags & elsewhere)) return false;
    for (const Reference* use : m.ask.references_of(r->binding))
        if (use->reads()) return false;
    for (std::string_view word : {"dummy", "unused", "ignored", "ignore"})
        if (name.text().starts_with(word)) return false;  // says that nobody reads it
    return !m.of_file<UnusedVariableReaders>().functions.contains(m.ask.enclosing_function(name).id()) &&
           !looked_up_by_name(m.ask, *binding);
}

// `len(names)`, `time.time()` and `asyncio.get_running_loop()` in a coroutine have no effect of their own.
bool unused_variable_idle_call(const Match& m, Node value) {
    if (!value.is(Kind::call)) return false;
    const Node function = value.child(Field::function), argument = sole_argument(value);
    if (argument) return m.ask.pure(argument) && m.ask.means(function, "len");
    if (!value.child(Field::arguments).has_children(0)) return false;
    if (m.ask.means(function, "asyncio.get_running_loop")) return m.ask.in_async_function(value);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"time.time", "time.monotonic", "time.perf_counter", "time.process_time",
                                                "datetime.datetime.now", "datetime.date.today"},
        [&](std::string_view name) { return m.ask.means(function, name); });
}

// Are its calls only those of methods of a string, which change nothing: `text.startswith("* ")`?
bool unused_variable_only_text(Node value) {
    bool calls = false;
    for (Node n : value.descendants()) {
        if (n.is_any({Kind::await, Kind::yield, Kind::named_expression})) return false;
        if (!n.is(Kind::call)) continue;
        const std::string_view name = n.child(Field::function).child(Field::attribute).text();
        bool text = false;
        for (std::string_view known :
             {"startswith", "endswith", "lower", "upper", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines",
              "isdigit", "isalpha", "isupper", "islower", "title", "capitalize", "casefold", "zfill"})
            text = text || name == known;
        if (!text) return false;
        calls = true;
    }
    return calls;
}

// Does a handler of a `try` around the value expect the exception that it may raise: `found = user.name` before `except
// AttributeError`? Then the statement is a test, and the value does not matter.
bool unused_variable_probe(const Match& m, Node value) {
    struct Expected {
        bool (*may_raise)(const Match&, Node);
        std::vector<std::string_view> exceptions;
    };
    static const Expected all[] = {
        {[](const Match&, Node n) { return n.is(Kind::attribute); }, {"AttributeError"}},
        {[](const Match&, Node n) { return n.is(Kind::subscript); },
         {"KeyError", "IndexError", "LookupError", "TypeError", "AttributeError"}},
        {[](const Match&, Node n) { return n.is(Kind::call); }, {"TypeError", "AttributeError"}},
        {[](const Match&, Node n) { return n.is_any({Kind::binary_operator, Kind::comparison_operator}); },
         {"TypeError", "ValueError", "ArithmeticError", "ZeroDivisionError", "OverflowError"}},
        {[](const Match& match, Node n) {
             if (!n.is(Kind::identifier) || !match.ask.reference(n)) return false;
             const Binding* binding = match.ask.binding(n);
             return !binding || match.ask.scopes()[binding->scope].sort != Scope::function;
         },
         {"NameError", "UnboundLocalError"}},
    };
    if (value.is(Kind::lambda)) return false;  // runs later
    for (const Expected& expected : all) {
        if (!handled_around(m.ask, value, expected.exceptions)) continue;
        for (Node n : value.descendants())
            if (expected.may_raise(m, n)) return true;
    }
    return false;
}

bool unused_variable_letter(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Does a string of the function name it in code of another sort: `"age > $x"`, `"lambda p: p.age > x"`?
bool unused_variable_in_text(const Match& m, Node name) {
    for (Node n : m.ask.enclosing_function(name).descendants()) {
        if (!n.is(Kind::string_content)) continue;
        const std::string_view text = n.text(), word = name.text();
        if (text.find_first_of("$@:<>={(") == text.npos) continue;
        for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            if ((at == 0 || !unused_variable_letter(text[at - 1])) &&
                (end == text.size() || !unused_variable_letter(text[end])))
                return true;
        }
    }
    return false;
}

// Does the handler raise another exception without `from`? Then it is there that the name is missing.
bool unused_variable_cause(const Match& m, Node handler) {
    for (Node n : handler.descendants()) {
        if (!n.is(Kind::raise_statement) || n.child(Field::cause)) continue;
        const Node what = unparenthesized(n.child(0u));
        if (!what.is(Kind::call) || m.ask.means(what.child(Field::function), "SystemExit")) continue;
        Node up = n.parent();
        while (up != handler && !is_function(up.kind()) && !up.is_any({Kind::class_definition, Kind::try_statement}))
            up = up.parent();
        if (up == handler) return true;
    }
    return false;
}

// One of a numbered series, `ann2 = User(…)` beside `ann1 = User(…)`: the name tells the objects apart.
bool unused_variable_in_a_series(const Match& m, Node name) {
    auto stem = [](std::string_view text) { return text.substr(0, text.find_last_not_of("0123456789") + 1); };
    const std::string_view own = stem(name.text());
    if (own.size() == name.text().size() || !name.parent().child(Field::right).is(Kind::call)) return false;
    const ScopeId scope = m.ask.binding(name)->scope;
    for (const Binding& other : m.ask.bindings()) {
        const std::string_view text = m.ask.name(other.name);
        if (other.scope == scope && text != name.text() && text.size() > own.size() && stem(text) == own) return true;
    }
    return false;
}

}  // namespace

Verdict unused_variable(const Match& m) {
    Node name;
    if (m.at.is(Kind::case_clause)) {  // `case other:`
        Node pattern = m.at.child(0u), dotted = pattern.child(0u);
        name = pattern.is(Kind::case_pattern) && dotted.is(Kind::dotted_name) && dotted.has_children(1)
                   ? dotted.child(0u)
                   : Node();
        // `case GREEN:` means a constant, which is another mistake.
        bool capital = name && name.text()[0] >= 'A' && name.text()[0] <= 'Z';
        if (!name || capital || !unused_variable_name(m, name)) return silent;
        Edits edits(m);
        edits.replace(name.span(), "_");
        return found(name.span(), edits,
                     m.message("`$name` is stored and never read: write `case _`", {{"name", name.text()}}));
    }
    if (m.at.is(Kind::assignment)) {
        name = m.at.child(Field::left);
        if (!unused_variable_name(m, name)) return silent_for_all;
        const bool mild = unused_variable_in_a_series(m, name) || unused_variable_in_text(m, name);
        if (mild != (m.index() == 3)) return silent;
    }
    Edits edits(m);
    if (m.at.is(Kind::assignment)) {
        Node value = m.at.child(Field::right), statement = m.at.parent();
        if (m.index() != 3 && (m.index() == 2) == static_cast<bool>(value)) return silent;
        if (!statement.is(Kind::expression_statement) || value.is(Kind::assignment)) {
            edits.give_up();
        } else if (!value || m.ask.pure(value) || value.is(Kind::lambda) || unused_variable_idle_call(m, value) ||
                   unused_variable_only_text(value)) {
            if (value && unused_variable_probe(m, value)) return silent;
            edits.remove_statement(statement);
        } else {
            edits.replace({m.at.start(), value.start()}, "");
            if (open_line_break(value)) edits.give_up();
        }
    } else if (m.at.is(Kind::named_expression)) {
        name = m.at.child(Field::name);
        if (!unused_variable_name(m, name)) return silent;
        edits.replace(m.at, m.at.child(Field::value).text());
    } else {
        Node target = m.at.child(Field::alias);
        name = target.is(Kind::as_pattern_target) ? target.child(0u) : target;
        Node value = m.at.child(0u);
        if (m.at.parent().is(Kind::except_clause)) {  // the name ends with the clause
            if (!name.is(Kind::identifier) || name.text().starts_with('_') || !m.ask.uses(name).empty() ||
                unused_variable_cause(m, m.at.parent()))
                return silent;
        } else if (m.at.parent().is(Kind::case_pattern) || !unused_variable_name(m, name)) {
            return silent;
        }
        edits.replace({value.end(), m.at.end()}, "");
    }
    const bool declared = m.at.is(Kind::assignment) && !m.at.child(Field::right);
    return found(name.span(), edits,
                 m.message(m.at.is(Kind::as_pattern) ? "`$name` is never used: remove `as $name`"
                           : declared                ? "`$name` is declared but never used: remove the line"
                                                     : "`$name` is assigned but never used: remove the assignment",
                           {{"name", name.text()}}));
}

}  // namespace zen::rules
