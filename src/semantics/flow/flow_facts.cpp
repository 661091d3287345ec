// What single statements and conditions say about control flow.
#include <algorithm>

#include "semantics/flow/flow_graph.h"
#include "text/trimmed.h"

namespace zen {

bool always_true(Node condition) {
    condition = unparenthesized(condition);
    return condition.is(Kind::true_) || (condition.is(Kind::integer) && condition.text() == "1");
}

bool always_false(Node condition) {
    condition = unparenthesized(condition);
    return condition.is_any({Kind::false_, Kind::none}) || (condition.is(Kind::integer) && condition.text() == "0");
}

namespace {

constexpr std::string_view enders[] = {"sys.exit",  "os._exit",  "os.abort",   "exit",     "quit",      "os.execv",
                                       "os.execve", "os.execvp", "os.execvpe", "os.execl", "os.execle", "os.execlp"};

// Does the function end the program? A method that is called otherwise cannot.
bool ends_program(const Model& model, Node function) {
    if (function.is(Kind::attribute)) {
        const std::string_view method = function.child(Field::attribute).text();
        if (std::ranges::none_of(enders, [&](std::string_view name) { return name.ends_with(method); })) return false;
    }
    return std::ranges::any_of(enders, [&](std::string_view name) { return model.means(function, name); });
}

// The function of this file that a name means, when that is certain.
Node own_function(const Model& model, Node name) {
    const Binding* b = model.binding(name);
    if (!b || b->stores != 1 || !(b->flags & Binding::definition)) return {};
    Node definition = Node(model.tree(), b->first_store).parent();
    return definition.is(Kind::function_definition) ? definition : Node();
}

bool says_never(const Model& model, Node return_type) {
    if (!return_type) return false;
    Node name = return_type.child(0u);
    for (std::string_view never :
         {"typing.NoReturn", "typing.Never", "typing_extensions.NoReturn", "typing_extensions.Never"})
        if (model.means(name, never)) return true;
    return false;
}

}  // namespace

bool never_returns(const Model& model, Node call) {
    if (call.is(Kind::await)) call = call.child(0u);
    if (!call.is(Kind::call)) return false;
    Node function = call.child(Field::function);
    if (ends_program(model, function)) return true;
    if (function.is(Kind::identifier))
        return says_never(model, own_function(model, function).child(Field::return_type));
    // `self.fail()` by the method's own annotation.
    if (function.is(Kind::attribute) && function.child(Field::object).text() == "self") {
        Node body = model.enclosing_class(call).child(Field::body);
        std::string_view method = function.child(Field::attribute).text();
        for (Node statement : body.children()) {
            Node definition = statement.is(Kind::decorated_definition) ? statement.child(Field::definition) : statement;
            if (definition.is(Kind::function_definition) && definition.child(Field::name).text() == method)
                return says_never(model, definition.child(Field::return_type));
        }
    }
    return false;
}

bool irrefutable(Node case_clause) {
    if (case_clause.child(Field::guard)) return false;
    Node pattern = case_clause.child(0u);
    if (!pattern.is(Kind::case_pattern) || pattern.next_sibling().is(Kind::case_pattern)) return false;
    for (;;) {
        if (pattern.is(Kind::case_pattern)) {
            if (pattern.text() == "_") return true;
            pattern = pattern.child(0u);
        } else if (pattern.is(Kind::dotted_name)) {
            return pattern.has_children(1);
        } else if (pattern.is(Kind::as_pattern)) {
            pattern = pattern.child(0u);
        } else if (pattern.is(Kind::tuple_pattern) && pattern.has_children(1) &&
                   pattern.text().find(',') == std::string_view::npos) {
            pattern = pattern.child(0u);
        } else if (pattern.is(Kind::union_pattern)) {
            const std::string_view text = pattern.text();
            const std::string_view last = trimmed(text.substr(text.rfind('|') + 1));
            if (last == "_") return true;
            pattern = pattern.last_child();
            if (!pattern.is(Kind::dotted_name)) return false;
        } else {
            return false;
        }
    }
}

}  // namespace zen
