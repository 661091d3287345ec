#include "engine/matching/counts.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/matching/items.h"
#include "semantics/code/functions.h"
#include "semantics/types/classes.h"

namespace zen {

Node definition_of(Node n) {
    if (n.is(Kind::identifier) && n.field() == Field::name &&
        n.parent().is_any({Kind::function_definition, Kind::class_definition}))
        return n.parent();
    return n.is(Kind::decorated_definition) ? n.child(Field::definition) : n;
}

// What a definition or a `try` has of its parts; nothing where the unit is no such part.
static std::optional<std::size_t> parts(const Match& match, Clause::Unit unit, Node one) {
    using Unit = Clause::Unit;
    if (unit == Unit::decorators) {
        std::size_t out = 0;
        each_decorator(one, [&](Node) { return ++out > 0; });
        return out;
    }
    if (unit == Unit::handlers)
        return static_cast<std::size_t>(
            std::ranges::count_if(one.children().list(), [](Node c) { return c.is(Kind::except_clause); }));
    const ClassInfo* info = class_info(match.ask, one);
    if (!info) return std::nullopt;
    switch (unit) {
        case Unit::methods:
            return info->methods.size();
        case Unit::public_methods:
            return static_cast<std::size_t>(
                std::ranges::count_if(info->methods, [](const ClassMethod& m) { return !m.name.starts_with('_'); }));
        case Unit::attributes:
            return info->attributes.size();
        case Unit::bases:
            return info->bases.size();
        default:
            return std::nullopt;
    }
}

// What callers pass: not `self` and the like, which Python passes, nor `*rest`, `**options` and `_name`.
static std::size_t passed(const Match& match, Node function, bool by_position, std::size_t least) {
    // Whether the first one is passed hangs on the class: most functions have too few parameters to ask.
    if (const std::size_t all = function.child(Field::parameters).child_count(); all < least) return all;
    const Node owner = class_of_method(match.ask, function);
    bool bound = owner && function.child(Field::name).text() == "__new__";
    if (const ClassInfo* info = owner ? class_info(match.ask, owner) : nullptr)
        for (const ClassMethod& method : info->methods)
            bound = bound || (method.definition == function && !(method.flags & ClassMethod::static_));
    std::size_t out = 0;
    for (const Parameter& p : parameters(function)) {
        const bool given = bound && p.positional();
        bound = false;
        if (given || p.sort == Parameter::star || p.sort == Parameter::double_star || p.name().starts_with('_'))
            continue;
        out += !by_position || p.positional();
    }
    return out;
}

// The arms of `if`, `match` and `try`, and the loops, without those of functions and classes inside.
static std::size_t branches(Node top) {
    std::size_t out = 0;
    const Tree& tree = top.tree();
    for (NodeId id = top.id(); id < top.record().next;) {
        const Node n(tree, id);
        if (id != top.id() && n != definition_of(top) && (is_function(n.kind()) || n.is(Kind::class_definition))) {
            id = n.record().next;
            continue;
        }
        out += n.is_any({Kind::if_statement, Kind::elif_clause, Kind::else_clause, Kind::case_clause,
                         Kind::except_clause, Kind::for_statement, Kind::while_statement});
        ++id;
    }
    return out;
}

// The statement and those inside of it, with each `elif` as one.
static std::size_t inner_statements(Node top) {
    std::size_t out = 0;
    const Tree& tree = top.tree();
    for (NodeId id = top.id(); id < top.record().next; ++id) {
        const Kind kind = Node(tree, id).kind();
        out += (is_statement(kind) && kind != Kind::decorated_definition) || kind == Kind::elif_clause;
    }
    return out;
}

std::size_t count_of(const Match& match, Clause::Unit unit, std::span<const Node> nodes, std::size_t least) {
    using Unit = Clause::Unit;
    if (unit == Unit::lines) {
        if (nodes.empty()) return 0;
        std::string_view text = match.ask.tree().text;
        text = text.substr(nodes.front().start(), nodes.back().end() - nodes.front().start());
        return static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    }
    if (unit == Unit::branches || unit == Unit::inner_statements) {
        std::size_t out = 0;
        for (Node n : nodes) out += unit == Unit::branches ? branches(n) : inner_statements(n);
        return out;
    }
    std::vector<Node> arguments;
    if (nodes.size() == 1) {
        Node one = definition_of(nodes[0]);
        if (const auto count = parts(match, unit, one)) return *count;
        if (unit == Unit::parameters && one.is_any({Kind::function_definition, Kind::lambda}))
            return parameters(one).size();
        if (one.is(Kind::function_definition) &&
            (unit == Unit::passed_parameters || unit == Unit::positional_parameters))
            return passed(match, one, unit == Unit::positional_parameters, least);
        if (one.is(Kind::call) && unit != Unit::parameters)
            nodes = arguments = one.child(Field::arguments).children().list();
    }
    return static_cast<std::size_t>(std::ranges::count_if(nodes, [&](Node n) {
        const bool star = n.is_any({Kind::list_splat, Kind::dictionary_splat});
        switch (unit) {
            case Unit::positional_arguments:
                return !star && !n.is(Kind::keyword_argument);
            case Unit::keyword_arguments:
                return n.is(Kind::keyword_argument);
            case Unit::parameters:
                return !n.is_any({Kind::keyword_separator, Kind::positional_separator});
            default:
                return true;
        }
    }));
}

}  // namespace zen
