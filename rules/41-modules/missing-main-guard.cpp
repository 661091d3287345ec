// Searches the top-level statements of a module for the one that starts the program.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// Is it a call of the main function of this file, on its own or as an argument of `sys.exit`?
bool missing_main_guard_starts(const Match& m, Node call) {
    for (int depth = 0; call.is(Kind::call) && depth < 3; ++depth) {
        Node function = call.child(Field::function);
        if (m.ask.means(function, "sys.exit") || m.ask.means(function, "exit") ||
            m.ask.means(function, "asyncio.run")) {
            call = call.child(Field::arguments).child(0u);
            continue;
        }
        const Binding* binding = m.ask.binding(function);
        if (!binding || !(binding->flags & Binding::definition) || binding->stores != 1) return false;
        std::string_view name = function.text();
        while (name.starts_with('_')) name.remove_prefix(1);
        return name == "main" || name == "cli" || name == "run" || name == "Main";
    }
    return false;
}

// `input(…)`, or `int(input(…))`.
bool missing_main_guard_input(const Match& m, Node value) {
    for (int depth = 0; value.is(Kind::call) && depth < 3; ++depth) {
        if (m.ask.means(value.child(Field::function), "input")) return true;
        Node function = value.child(Field::function);
        value = function.is(Kind::attribute) ? function.child(Field::object) : value.child(Field::arguments).child(0u);
    }
    return false;
}

// The first line of a statement.
Span missing_main_guard_head(Node statement) {
    std::string_view code = statement.text();
    return {statement.start(), statement.start() + static_cast<std::uint32_t>(code.substr(0, code.find('\n')).size())};
}

// Does the code print or ask, itself or through a function of this file?
bool missing_main_guard_talks(const Match& m, Node code, bool through_functions) {
    for (Node n : code.descendants()) {
        if (!n.is(Kind::call)) continue;
        Node function = n.child(Field::function);
        if (m.ask.means(function, "print") || m.ask.means(function, "input")) return true;
        const Binding* binding = through_functions && function.is(Kind::identifier) ? m.ask.binding(function) : nullptr;
        if (!binding || !(binding->flags & Binding::definition) || binding->stores != 1) continue;
        Node definition = Node(m.ask.tree(), binding->first_store).parent();
        if (definition.is(Kind::function_definition) &&
            missing_main_guard_talks(m, definition.child(Field::body), false))
            return true;
    }
    return false;
}

bool missing_main_guard_exempt(std::string_view path) {
    std::string_view file = path.substr(path.find_last_of("/\\") + 1);
    for (std::string_view name :
         {"__main__.py", "setup.py", "conftest.py", "manage.py", "conf.py", "noxfile.py", "__init__.py"})
        if (file == name) return true;
    return file.ends_with(".ipynb") || file.ends_with(".pyi") || file.starts_with("test_");
}

}  // namespace

Verdict missing_main_guard(const Match& m) {
    if (missing_main_guard_exempt(m.ask.path())) return silent;
    bool functions = false;
    Node call, question, talk;
    for (Node statement : m.at.children()) {
        functions |= statement.is_any({Kind::function_definition, Kind::decorated_definition, Kind::class_definition});
        if (statement.is(Kind::if_statement) &&
            statement.child(Field::condition).text().find("__name__") != std::string_view::npos)
            return silent;
        Node inside = statement.is(Kind::expression_statement) ? statement.child(0u) : Node();
        if (!call && missing_main_guard_starts(m, inside)) call = statement;
        Node value = inside.is(Kind::assignment) ? inside.child(Field::right) : inside;
        if (!question && missing_main_guard_input(m, value)) question = statement;
        // A single `print(…)` may be an example; a call of the program's own function is its start.
        bool runs = (inside.is(Kind::call) && m.ask.binding(inside.child(Field::function)) &&
                     !inside.child(Field::function).text().starts_with('_')) ||
                    statement.is_any({Kind::for_statement, Kind::while_statement});
        if (!talk && runs && missing_main_guard_talks(m, statement, true)) talk = statement;
    }
    if (!functions || (!call && !question && !talk)) return silent;
    if (!call && !question)
        return found(
            missing_main_guard_head(talk),
            m.message("importing this file runs `$code`: move it under `if __name__ == \"__main__\":`",
                      {{"code", short_code(m.ask.tree().text.substr(talk.start(), missing_main_guard_head(talk).size()),
                                           40)}}));
    if (!call)
        return found(question, "importing this file calls `input()`: move it under `if __name__ == \"__main__\":`");
    std::string code(call.text());
    Edits edits(m);
    if (call.next_sibling() || !opens_line(call) || code.find('\n') != code.npos) edits.give_up();
    edits.replace(call.span(), formatted("if __name__ == \"__main__\":\n    {}", code));
    return found(call, edits,
                 m.message("importing this file calls `$call`: move it under `if __name__ == \"__main__\":`",
                           {{"call", short_code(code, 40)}}));
}

}  // namespace zen::rules
