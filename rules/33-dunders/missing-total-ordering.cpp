// Which order methods the class defines, and whether one of them implies the others.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view missing_total_ordering_names[] = {"__lt__", "__le__", "__gt__", "__ge__"};

// Does the method return only bools, from one comparison?
bool missing_total_ordering_plain(const Match& m, Node method) {
    bool compares = false;
    for (Node n : method.child(Field::body).descendants()) {
        if (n.is_any({Kind::function_definition, Kind::lambda})) return false;
        if (!n.is(Kind::return_statement)) continue;
        Node value = unparenthesized(n.child(0u));
        compares = compares || value.is(Kind::comparison_operator);
        if (!value.is_any(
                {Kind::comparison_operator, Kind::boolean_operator, Kind::not_operator, Kind::true_, Kind::false_}) &&
            !m.ask.means(value, "NotImplemented"))
            return false;
    }
    return compares;
}

// The body's code with its one order operator left out; "" when there is not exactly one.
std::string missing_total_ordering_outline(Node method) {
    std::string out;
    int operators = 0;
    for (Node n : method.child(Field::body).descendants()) {
        if (!n.is_leaf() || n.extra() || n.parent().is(Kind::string)) continue;
        std::string_view text = n.text();
        bool order = text == "<" || text == "<=" || text == ">" || text == ">=";
        operators += order;
        out += order ? "?" : std::string(text);
        out += ' ';
    }
    return operators == 1 ? out : "";
}

// `self.rank < other.rank`: the same expression on both sides.
bool missing_total_ordering_same(Node method) {
    std::vector<Parameter> all = parameters(method);
    if (all.size() != 2) return false;
    auto outline = [&](Node side) {
        std::string out;
        for (Node n : side.descendants())
            if (n.is_leaf())
                out += n.text() == all[0].name() || n.text() == all[1].name() ? "?" : std::string(n.text());
        return out;
    };
    for (Node n : method.child(Field::body).descendants()) {
        if (!n.is(Kind::comparison_operator) || !n.has_children(2)) continue;
        std::string left = outline(n.child(0u)), right = outline(n.child(1u));
        bool order = n.text().find_first_of("<>") != std::string_view::npos;
        if (order) return left == right && left.find('?') != left.npos;
    }
    return false;
}

// Has the class, or one of its bases, an order that is defined in another file?
bool missing_total_ordering_foreign(const Match& m, const ClassInfo& info, int depth) {
    if ((info.kind != ClassKind::plain && info.kind != ClassKind::abstract) || depth > 10) return true;
    for (const ClassBase& base : info.bases) {
        if (!base.own) {
            if (base.qualified != "object" && base.qualified != "abc.ABC" && base.qualified != "typing.Generic")
                return true;
            continue;
        }
        const ClassInfo* parent = class_info(m.ask, base.own);
        if (!parent || missing_total_ordering_foreign(m, *parent, depth + 1)) return true;
        for (std::string_view name : missing_total_ordering_names)
            if (parent->method(name) || parent->attribute(name)) return true;
    }
    return false;
}

}  // namespace

Verdict missing_total_ordering(const Match& m) {
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || !info->decorators.empty()) return silent;
    std::vector<const ClassMethod*> present;
    std::string has, lacks;
    for (std::string_view name : missing_total_ordering_names) {
        if (info->attribute(name)) return silent;
        const ClassMethod* method = info->method(name);
        if (method) present.push_back(method);
        std::string& list = method ? has : lacks;
        append(list, "{}{}`", list.empty() ? "`" : ", `", name);
    }
    if (present.empty() || missing_total_ordering_foreign(m, *info, 0)) return silent;
    for (std::string_view of_sets : {"__and__", "__or__", "__contains__", "issubset", "__len__"})
        if (info->method(of_sets)) return silent;
    if (present.size() == 1 && !info->method("__eq__")) return silent;
    for (const ClassMethod* method : present)
        if (method->flags || !missing_total_ordering_plain(m, method->definition)) return silent;
    Node name = m.at.child(Field::name);
    std::string owner = formatted("`{}`", info->name);
    if (present.size() < 4)
        return found(name, m.message("$class has $has but not $lacks: add them with `functools.total_ordering`",
                                     {{"class", owner}, {"has", has}, {"lacks", lacks}}));
    std::string outline = missing_total_ordering_outline(present[0]->definition);
    for (const ClassMethod* method : present)
        if (outline.empty() || !missing_total_ordering_same(method->definition) ||
            missing_total_ordering_outline(method->definition) != outline)
            return silent;
    return found(name, m.message("$class defines four order methods: `functools.total_ordering` needs `__eq__` and one",
                                 {{"class", owner}}));
}

}  // namespace zen::rules
