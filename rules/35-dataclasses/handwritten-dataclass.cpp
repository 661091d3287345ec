// Do `__repr__` and `__eq__` use exactly the fields that `__init__` stores, in their order, and nothing else?
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

using HandwrittenDataclassNames = std::vector<std::string_view>;

// The attributes of the named object that the code reads, in order.
HandwrittenDataclassNames handwritten_dataclass_read(Node where, std::string_view object) {
    HandwrittenDataclassNames out;
    for (Node n : where.descendants())
        if (n.is(Kind::attribute) && n.child(Field::object).is(Kind::identifier) &&
            n.child(Field::object).text() == object && !n.child(Field::attribute).text().starts_with("__"))
            out.push_back(n.child(Field::attribute).text());
    return out;
}

// One returned string, `Point(x=…, y=…)`, that contains each field and calls nothing.
bool handwritten_dataclass_repr(Node method, std::string_view owner, const HandwrittenDataclassNames& fields) {
    std::vector<Node> body = body_statements(method);
    if (body.size() != 1 || !body[0].is(Kind::return_statement)) return false;
    Node value = unparenthesized(body[0].child(0u));
    if (handwritten_dataclass_read(value, first_parameter(method).text()) != fields) return false;
    std::string text;
    for (Node n : value.descendants()) {
        if (n.is(Kind::string_content)) text += n.text();
        if (n.is(Kind::format_specifier)) return false;
        if (!n.is(Kind::call)) continue;
        // `"…".format(…)`, `repr(self.x)` and `type(self)` are part of the form.
        Node function = n.child(Field::function);
        bool format = function.is(Kind::attribute) && function.child(Field::attribute).text() == "format";
        if (!format && function.text() != "repr" && function.text() != "type") return false;
    }
    std::size_t open = text.find('(');
    if (open == text.npos || text.find_first_of("<[#") < open || !text.ends_with(')')) return false;
    std::string_view head = std::string_view(text).substr(0, open);
    return head.ends_with(owner) || head.find("__name__") != head.npos || head.empty() || head.find('%') != head.npos ||
           head.find('{') != head.npos;
}

// Nothing but a test of the type and a comparison field by field.
bool handwritten_dataclass_eq(Node method, const HandwrittenDataclassNames& fields) {
    std::vector<Node> body = body_statements(method);
    std::vector<Parameter> all = parameters(method);
    if (all.size() != 2 || body.empty() || body.size() > 2) return false;
    Node last = body.back();
    if (!last.is(Kind::return_statement)) return false;
    if (body.size() == 2) {
        if (!body[0].is(Kind::if_statement) || body[0].child(Field::alternative)) return false;
        if (!handwritten_dataclass_read(body[0], all[1].name()).empty()) return false;
    }
    for (Node n : last.descendants()) {
        if (n.is(Kind::call) && n.child(Field::function).text() != "isinstance" &&
            n.child(Field::function).text() != "type")
            return false;
        if (n.is_any({Kind::op_lt, Kind::op_gt, Kind::op_lt_eq, Kind::op_gt_eq, Kind::binary_operator}) ||
            n.text() == "or")
            return false;
    }
    return handwritten_dataclass_read(last, all[0].name()) == fields &&
           handwritten_dataclass_read(last, all[1].name()) == fields;
}

// `return other.age < self.age`: in the opposite order.
bool handwritten_dataclass_reversed(Node method) {
    const std::vector<Parameter> all = parameters(method);
    if (all.size() != 2) return true;
    for (Node n : method.descendants()) {
        const ComparedPair compared = n.is(Kind::comparison_operator) ? sole_comparison(n) : ComparedPair();
        if (!compared) continue;
        const bool other_first = !handwritten_dataclass_read(compared.left, all[1].name()).empty();
        if (other_first && n.child(Field::operators).is(Kind::op_lt)) return true;
        if (!other_first && n.child(Field::operators).is(Kind::op_gt)) return true;
    }
    return false;
}

}  // namespace

Verdict handwritten_dataclass(const Match& m) {
    const ClassInfo* info = class_info(m.ask, m.at);
    if (!info || info->kind != ClassKind::plain || !info->decorators.empty()) return silent;
    for (const ClassBase& base : info->bases)
        if (base.qualified != "object") return silent;
    const ClassMethod *init = info->method("__init__"), *repr = info->method("__repr__"),
                      *equal = info->method("__eq__");
    if (!init || init->flags || (!repr && !equal)) return silent;
    std::optional<std::vector<Parameter>> stored = stored_parameters(init->definition);
    if (!stored) return silent;
    HandwrittenDataclassNames fields;
    std::string shown;
    for (const Parameter& p : *stored) {
        if (p.sort == Parameter::keyword_only || (p.value && m.ask.builds_mutable(p.value))) return silent;
        fields.push_back(p.name());
        append(shown, "{}{}: {}", shown.empty() ? "" : "; ", p.name(),
               p.annotation ? std::string(p.annotation.text()) : "...");
    }
    if (repr && (repr->flags || !handwritten_dataclass_repr(repr->definition, info->name, fields))) return silent;
    if (equal && (equal->flags || !handwritten_dataclass_eq(equal->definition, fields))) return silent;
    // The class must not define these methods differently.
    for (std::string_view other : {"__new__", "__setattr__", "__getattr__", "__getattribute__", "__ne__"})
        if (info->method(other)) return silent;
    // A wrapper class is defined by its behavior, not by its fields.
    for (std::string_view other : {"__getitem__", "__contains__", "__call__", "__enter__", "__get__", "__next__"})
        if (info->method(other)) return silent;
    const bool weak = std::ranges::count(info->slots, "__weakref__") != 0;
    if (info->has_slots && m.ask.target() < (weak ? PythonVersion{3, 11} : PythonVersion{3, 10})) return silent;
    // The hash must be None, or that of all fields.
    const ClassMethod* hash = info->method("__hash__");
    if (hash && handwritten_dataclass_read(hash->definition, first_parameter(hash->definition).text()) != fields)
        return silent;
    const ClassAttribute* unhashable = info->attribute("__hash__");
    if (unhashable && !unhashable->first.parent().child(Field::right).is(Kind::none)) return silent;
    std::string written = repr && equal ? "`__init__`, `__repr__` and `__eq__`"
                          : repr        ? "`__init__` and `__repr__`"
                                        : "`__init__` and `__eq__`";
    std::string with;
    if (hash) with = "frozen=True";
    auto add = [&](std::string_view argument) {
        with += std::string(with.empty() ? "" : ", ") + std::string(argument);
    };
    if (const ClassMethod* less = info->method("__lt__")) {
        if (handwritten_dataclass_reversed(less->definition)) return silent;
        add("order=True");
    }
    if (info->has_slots) add(weak ? "slots=True, weakref_slot=True" : "slots=True");
    if (!with.empty()) with = formatted("({})", with);
    return found(m.at.child(Field::name),
                 m.message("$written only repeat the fields: use `@dataclass$with` with `$fields`",
                           {{"with", with}, {"written", written}, {"fields", short_code(shown, 60)}}));
}

}  // namespace zen::rules
