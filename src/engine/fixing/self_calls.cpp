#include "engine/fixing/self_calls.h"

#include <algorithm>
#include <array>
#include <span>

#include "semantics/code/functions.h"
#include "text/formatted.h"

namespace zen {
namespace {

// What runs which method of its operand or first argument.
struct Runs {
    std::string_view code, method;
};
constexpr std::array operators = std::to_array<Runs>({
    {"in", "__contains__"},
    {"not in", "__contains__"},
    {"==", "__eq__"},
    {"!=", "__ne__"},
    {"<", "__lt__"},
    {"<=", "__le__"},
    {">", "__gt__"},
    {">=", "__ge__"},
});
constexpr std::array functions = std::to_array<Runs>({
    {"len", "__len__"},       {"reversed", "__reversed__"}, {"iter", "__iter__"},   {"list", "__iter__"},
    {"tuple", "__iter__"},    {"set", "__iter__"},          {"sorted", "__iter__"}, {"enumerate", "__iter__"},
    {"sum", "__iter__"},      {"any", "__iter__"},          {"all", "__iter__"},    {"next", "__next__"},
    {"str", "__str__"},       {"repr", "__repr__"},         {"hash", "__hash__"},   {"bool", "__bool__"},
    {"format", "__format__"}, {"abs", "__abs__"},           {"int", "__int__"},     {"float", "__float__"},
});

bool runs(std::span<const Runs> table, std::string_view code, std::string_view method) {
    return std::ranges::any_of(table, [&](const Runs& r) { return r.code == code && r.method == method; });
}

// How often the method's code runs it again on `self`, as far as one can see.
std::uint32_t self_calls(Node definition, std::string_view method, std::string_view self) {
    std::uint32_t count = 0;
    for (Node n : definition.child(Field::body).descendants()) {
        if (!n.is(Kind::identifier) || n.text() != self) continue;
        const Node up = n.parent();
        switch (up.kind()) {
            case Kind::comparison_operator:
                for (Node token : up.tokens())
                    if (!token.named()) count += runs(operators, token.text(), method);
                break;
            case Kind::argument_list: {
                const Node function = up.parent().child(Field::function);
                count += up.child(0u) == n && runs(functions, function.text(), method);
                break;
            }
            case Kind::attribute:
                count += up.child(Field::object) == n && up.field() == Field::function &&
                         up.child(Field::attribute).text() == method;
                break;
            case Kind::for_statement:
            case Kind::for_in_clause:
                count += n.field() == Field::right && method == "__iter__";
                break;
            case Kind::interpolation:
                count += method == "__format__" || method == "__str__" || method == "__repr__";
                break;
            case Kind::not_operator:
            case Kind::if_statement:
            case Kind::while_statement:
                count += method == "__bool__" || method == "__len__";
                break;
            default:
                break;
        }
    }
    return count;
}

constexpr std::array orders = std::to_array<std::string_view>({"__lt__", "__le__", "__gt__", "__ge__"});

// Does the code run the method once more than before? Methods that order are often written by each other:
// `not self >= other` is no `self < other` in any of them.
bool more_self_calls(Node old, Node now, std::string_view method, std::string_view self) {
    const auto more = [&](std::string_view m) { return self_calls(now, m, self) > self_calls(old, m, self); };
    return std::ranges::find(orders, method) != orders.end() ? std::ranges::any_of(orders, more) : more(method);
}

// The first parameter of a method, or of a function with the name of a special method that may become one
// (`cls.__lt__ = __lt__`); none where it is neither.
std::string_view self_of(const Model& model, Node definition) {
    if (!definition.is(Kind::function_definition)) return "";
    const std::string_view name = definition.child(Field::name).text();
    const bool special = name.size() > 4 && name.starts_with("__") && name.ends_with("__");
    if (!special && !model.enclosing_class(definition)) return "";
    const auto all = parameters(definition);
    return all.empty() ? std::string_view() : all.front().name();
}

}  // namespace

void find_new_self_calls(NameChanges& c, const ScopePairs& scopes) {
    for (ScopeId is = 0; is < c.after.scopes().size(); ++is) {
        const Scope& scope = c.after.scopes()[is];
        const ScopeId was = scopes.before[is];
        if (scope.sort != Scope::function || was == no_id) continue;
        const Node now(c.after.tree(), scope.node), old(c.before.tree(), c.before.scopes()[was].node);
        const auto edit = c.map.meeting_after(now.span());
        const std::string_view self = edit ? self_of(c.after, now) : std::string_view();
        if (self.empty() || self != self_of(c.before, old)) continue;
        const std::string_view method = now.child(Field::name).text();
        if (!more_self_calls(old, now, method, self)) continue;
        for (std::uint32_t e = *edit; e < c.map.size() && c.map.after(e).start <= now.end(); ++e)
            c.out.push_back({c.round.owners[e], formatted("`{}` would call itself", method), 0, true});
    }
}

}  // namespace zen
