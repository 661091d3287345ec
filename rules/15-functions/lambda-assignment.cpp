// The `def` that a lambda under a name stands for, with the annotations that a `Callable` gives it.
#include <map>

#include "rule.h"

namespace zen::rules {

namespace {

struct LambdaAssignmentTypes {
    std::vector<std::string> parameters;
    std::string result;
    bool any_parameters = false;  // Callable[..., x]
};

// What `Callable[[a, b], c]` says; false if it is something else.
bool lambda_assignment_types(const Match& m, Node annotation, LambdaAssignmentTypes& out) {
    Node n = annotation.is(Kind::type) ? annotation.child(0u) : annotation;
    if (!n.is_any({Kind::generic_type, Kind::subscript}) ||
        (!m.ask.means(n.child(0u), "typing.Callable") && !m.ask.means(n.child(0u), "collections.abc.Callable")))
        return false;
    std::vector<Node> arguments;
    for (Node c : n.children()) {
        if (c == n.child(0u)) continue;
        if (c.is(Kind::type_parameter))
            for (Node inner : c.children()) arguments.push_back(inner);
        else
            arguments.push_back(c);
    }
    if (arguments.size() != 2) return false;
    auto core = [](Node type) { return type.is(Kind::type) ? type.child(0u) : type; };
    out.result = arguments[1].text();
    Node parameters = core(arguments[0]);
    if (parameters.is(Kind::ellipsis)) return out.any_parameters = true;
    if (!parameters.is(Kind::list)) return false;
    for (Node p : parameters.children()) {
        if (p.text().starts_with('*')) return false;  // of a list that is known at run time only
        out.parameters.emplace_back(p.text());
    }
    return true;
}

// A lambda that gets a name otherwise than by `name = lambda: …`: one of several in an assignment, with several names,
// or in an assignment expression.
Verdict lambda_assignment_elsewhere(const Match& m) {
    Node place = m.at, up = m.at.parent();
    while (up.is(Kind::parenthesized_expression)) place = up, up = up.parent();
    Node name;
    if (up.is(Kind::named_expression)) {
        name = up.child(Field::name);
    } else if (up.is_any({Kind::expression_list, Kind::tuple}) && up.parent().is(Kind::assignment) &&
               up.parent().child(Field::right) == up) {
        Node targets = up.parent().child(Field::left);
        if (!targets.is_any({Kind::pattern_list, Kind::tuple_pattern})) return silent;
        unsigned at = 0;
        for (Node n : up.children()) {
            if (n == place) break;
            ++at;
        }
        if (at < targets.child_count()) name = targets.child(at);
    } else if (up.is(Kind::assignment) && up.child(Field::right) == place && up.parent().is(Kind::assignment)) {
        name = up.child(Field::left);
    }
    if (!name.is(Kind::identifier)) return silent;
    return found(m.at,
                 m.message("a lambda is assigned to `$name`: define a function with `def`", {{"name", name.text()}}));
}

// The names that are also bound to something else than a lambda.
class LambdaAssignmentNames {
  public:
    explicit LambdaAssignmentNames(const Model&) {}

    bool also_other(const Model& ask, BindingId id) const {
        auto [known, fresh] = other_.try_emplace(id, false);
        if (fresh)
            for (const Reference* r : ask.references_of(id)) {
                Node parent = Node(ask.tree(), r->node).parent();
                if (r->writes() &&
                    !(parent.is(Kind::assignment) && unparenthesized(parent.child(Field::right)).is(Kind::lambda)))
                    known->second = true;
            }
        return known->second;
    }

  private:
    mutable std::map<BindingId, bool> other_;
};

// Is the name bound to something else elsewhere, as in another branch, or one that a protocol asks for (`__getattr__`)?
bool lambda_assignment_by_branch(const Match& m, Node name) {
    return (name.text().starts_with("__") && name.text().ends_with("__")) ||
           m.of_file<LambdaAssignmentNames>().also_other(m.ask, m.ask.reference(name)->binding);
}

}  // namespace

Verdict lambda_assignment(const Match& m) {
    if (m.index() == 1) return lambda_assignment_elsewhere(m);
    Node name = m.at.child(Field::left), value = m.at.child(Field::right), lambda = unparenthesized(value),
         annotation = m.at.child(Field::type);
    if (!name.is(Kind::identifier) || !lambda.is(Kind::lambda) || !m.at.parent().is(Kind::expression_statement))
        return silent;
    const Binding* binding = m.ask.binding(name);
    if (!binding) return silent;
    if (lambda_assignment_by_branch(m, name) != (m.index() == 2)) return silent;
    bool in_class = m.ask.scopes()[binding->scope].sort == Scope::class_;
    if (in_class && annotation) return silent;  // the default of a field

    Edits edits(m);
    Node parameters = lambda.child(Field::parameters), body = lambda.child(Field::body);
    std::string list(parameters.text()), result, message_list = list;
    LambdaAssignmentTypes types;
    if (annotation && lambda_assignment_types(m, annotation, types)) {
        result = " -> " + types.result;
        std::size_t next = 0;
        std::string typed;
        bool fits = true;
        for (Node p : parameters.children()) {
            std::string one(p.text());
            if (p.is(Kind::identifier) && next < types.parameters.size())
                one += ": " + types.parameters[next++];
            else if (p.is(Kind::default_parameter) && next < types.parameters.size())
                one = formatted("{}: {} = {}", p.child(0u).text(), types.parameters[next++], p.child(1u).text());
            else if (!p.is_any({Kind::positional_separator, Kind::keyword_separator}) && !types.any_parameters)
                fits = false;
            typed += (typed.empty() ? "" : ", ") + one;
        }
        if (fits && next == types.parameters.size()) list = typed;
    }
    // A name that is bound elsewhere, or declared first, or that a class turns into a method, is not ours to define.
    if (binding->stores > 1 || in_class || (binding->flags & (Binding::global_declared | Binding::nonlocal_declared)) ||
        Node(m.ask.tree(), binding->first_store) != name)
        edits.give_up();
    if (!opens_line(m.at.parent())) edits.give_up();
    // `double = lambda x: 2 * x; print("x")`: the rest of the line would become part of the function.
    if (Node next = m.at.parent().next_sibling(); next && !opens_line(next)) edits.give_up();
    // A `yield` and the name of `:=` would be another scope's.
    for (Node n : m.at.descendants())
        if (n.is_any({Kind::yield, Kind::named_expression}) || (n.is(Kind::comment) && !n.within(body)))
            edits.give_up();
    std::string code(body.text());
    if (open_line_break(body)) code = formatted("({})", code);
    std::string head = formatted("def {}({}){}:", name.text(), list, result), indent(indentation(m.at));
    edits.replace(m.at.span(), formatted("{}\n{}{}return {}", head, indent, indentation_step(m, indent), code));
    return found(m.at, edits, m.message("a lambda is assigned to a name: write `$head`", {{"head", short_code(head)}}));
}

}  // namespace zen::rules
