// The table of special methods, and the operator or function of each.
#include <algorithm>
#include <array>

#include "rule.h"

namespace zen::rules {

namespace {

enum class DunderCallForm : std::uint8_t { binary, compare, unary, function, item, contains };

struct DunderCallRow {
    std::string_view name;  // without the underscores
    DunderCallForm form;
    std::string_view text;  // the operator, or the qualified name of the function
    Precedence level;       // of the operator
    std::uint8_t arguments;
};

constexpr auto dunder_call_rows = std::to_array<DunderCallRow>({
    {"add", DunderCallForm::binary, "+", sum, 1},
    {"sub", DunderCallForm::binary, "-", sum, 1},
    {"mul", DunderCallForm::binary, "*", product, 1},
    {"matmul", DunderCallForm::binary, "@", product, 1},
    {"truediv", DunderCallForm::binary, "/", product, 1},
    {"floordiv", DunderCallForm::binary, "//", product, 1},
    {"mod", DunderCallForm::binary, "%", product, 1},
    {"pow", DunderCallForm::binary, "**", power, 1},
    {"lshift", DunderCallForm::binary, "<<", shift, 1},
    {"rshift", DunderCallForm::binary, ">>", shift, 1},
    {"and", DunderCallForm::binary, "&", bit_and, 1},
    {"xor", DunderCallForm::binary, "^", bit_xor, 1},
    {"or", DunderCallForm::binary, "|", bit_or, 1},
    {"eq", DunderCallForm::compare, "==", comparison, 1},
    {"ne", DunderCallForm::compare, "!=", comparison, 1},
    {"lt", DunderCallForm::compare, "<", comparison, 1},
    {"le", DunderCallForm::compare, "<=", comparison, 1},
    {"gt", DunderCallForm::compare, ">", comparison, 1},
    {"ge", DunderCallForm::compare, ">=", comparison, 1},
    {"neg", DunderCallForm::unary, "-", unary, 0},
    {"pos", DunderCallForm::unary, "+", unary, 0},
    {"invert", DunderCallForm::unary, "~", unary, 0},
    {"len", DunderCallForm::function, "len", primary, 0},
    {"str", DunderCallForm::function, "str", primary, 0},
    {"repr", DunderCallForm::function, "repr", primary, 0},
    {"bytes", DunderCallForm::function, "bytes", primary, 0},
    {"hash", DunderCallForm::function, "hash", primary, 0},
    {"bool", DunderCallForm::function, "bool", primary, 0},
    {"int", DunderCallForm::function, "int", primary, 0},
    {"float", DunderCallForm::function, "float", primary, 0},
    {"complex", DunderCallForm::function, "complex", primary, 0},
    {"abs", DunderCallForm::function, "abs", primary, 0},
    {"iter", DunderCallForm::function, "iter", primary, 0},
    {"next", DunderCallForm::function, "next", primary, 0},
    {"reversed", DunderCallForm::function, "reversed", primary, 0},
    {"dir", DunderCallForm::function, "dir", primary, 0},
    {"round", DunderCallForm::function, "round", primary, 0},
    {"round", DunderCallForm::function, "round", primary, 1},
    {"format", DunderCallForm::function, "format", primary, 1},
    {"divmod", DunderCallForm::function, "divmod", primary, 1},
    {"index", DunderCallForm::function, "operator.index", primary, 0},
    {"aiter", DunderCallForm::function, "aiter", primary, 0},
    {"anext", DunderCallForm::function, "anext", primary, 0},
    {"pow", DunderCallForm::function, "pow", primary, 2},
    {"floor", DunderCallForm::function, "math.floor", primary, 0},
    {"ceil", DunderCallForm::function, "math.ceil", primary, 0},
    {"trunc", DunderCallForm::function, "math.trunc", primary, 0},
    {"length_hint", DunderCallForm::function, "operator.length_hint", primary, 0},
    {"fspath", DunderCallForm::function, "os.fspath", primary, 0},
    {"getattribute", DunderCallForm::function, "getattr", primary, 1},
    {"getattr", DunderCallForm::function, "getattr", primary, 1},
    {"setattr", DunderCallForm::function, "setattr", primary, 2},
    {"delattr", DunderCallForm::function, "delattr", primary, 1},
    {"getitem", DunderCallForm::item, "", primary, 1},
    {"setitem", DunderCallForm::item, "", primary, 2},
    {"delitem", DunderCallForm::item, "del", primary, 1},
    {"contains", DunderCallForm::contains, "in", comparison, 1},
});

struct DunderCallChoice {
    const DunderCallRow* row = nullptr;
    bool reflected = false, augmented = false;
};

DunderCallChoice dunder_call_choice(std::string_view name, unsigned arguments) {
    auto row = [&](std::string_view asked) {
        auto at = std::ranges::find_if(
            dunder_call_rows, [&](const DunderCallRow& r) { return r.name == asked && r.arguments == arguments; });
        return at == dunder_call_rows.end() ? nullptr : &*at;
    };
    if (const DunderCallRow* direct = row(name)) return {direct};
    if (name.size() < 3 || (name[0] != 'r' && name[0] != 'i')) return {};
    const DunderCallRow* other = row(name.substr(1));
    if (!other || other->form != DunderCallForm::binary) return {};
    return {other, name[0] == 'r', name[0] == 'i'};
}

// Is the call inside a special method, a test, or code that uses NotImplemented?
bool dunder_call_meant(const Match& m) {
    std::string_view file = m.ask.path().substr(m.ask.path().find_last_of("/\\") + 1);
    if (file.starts_with("test_")) return true;
    Node innermost = m.ask.enclosing_function(m.at);
    for (Node n : innermost ? innermost.descendants() : Node::Range())
        if (n.is(Kind::identifier) && n.text() == "NotImplemented") return true;
    for (Node n = m.at.parent(); n; n = n.parent()) {
        if (!n.is(Kind::function_definition)) continue;
        std::string_view name = n.child(Field::name).text();
        if (name.starts_with("__") && name.ends_with("__")) return true;
        if (name.starts_with("test")) return true;
    }
    for (Node n = m.at; n && !is_statement(n.kind()); n = n.parent())
        if (n.is_any({Kind::comparison_operator, Kind::call}) &&
            n.text().find("NotImplemented") != std::string_view::npos)
            return true;
    return false;
}

// `super()` has methods and no operators; `type` returns a class.
bool dunder_call_asks_class(const Model& ask, Node value) {
    return value.is(Kind::call) &&
           (ask.means(value.child(Field::function), "super") || ask.means(value.child(Field::function), "type"));
}

// May the receiver be a class or module, or `super()`, itself or by a name?
bool dunder_call_foreign(const Match& m, Node object) {
    object = unparenthesized(object);
    if (dunder_call_asks_class(m.ask, object)) return true;
    for (Node value : stored_values(m.ask, object))
        if (dunder_call_asks_class(m.ask, unparenthesized(value))) return true;
    Type type = m.ask.type(object);
    if (type.known() && (type.bits & (Type::class_ | Type::module))) return true;
    std::string_view name = object.is(Kind::attribute)    ? object.child(Field::attribute).text()
                            : object.is(Kind::identifier) ? object.text()
                                                          : "";
    if (name == "cls" || name == "__class__" || name == "__builtins__") return true;
    // `Base.__len__`: a class by its spelling. ALL_CAPS is a constant.
    bool capital = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
    bool lower = std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    return capital && lower;
}

// A hand-driven context manager: `__enter__` here, `__exit__` of the same object in the same function.
bool dunder_call_entered(const Match& m, Node object) {
    Node function = m.ask.enclosing_function(m.at);
    for (Node n : function ? function.descendants() : Node::Range())
        if (n.is(Kind::attribute) && n.child(Field::attribute).text() == "__exit__" &&
            same_code(n.child(Field::object), object))
            // `with` passes the exception on, which a call without arguments does not.
            return n.parent().is(Kind::call) && !n.parent().child(Field::arguments).has_children(0);
    return false;
}

}  // namespace

Verdict dunder_call(const Match& m) {
    Node function = m.at.child(Field::function), list = m.at.child(Field::arguments);
    if (!function.is(Kind::attribute) || !list.is(Kind::argument_list)) return silent;
    std::string_view method = function.child(Field::attribute).text();
    if (method.size() < 6 || !method.starts_with("__") || !method.ends_with("__")) return silent;
    Node object = function.child(Field::object);
    std::string_view name = method.substr(2, method.size() - 4);
    std::string shown = formatted("`{}`", method);
    if (name == "call") {
        if (dunder_call_foreign(m, object) || dunder_call_meant(m)) return silent;
        Edits edits(m);
        edits.replace(Span{object.end(), function.end()}, "");
        return found(
            m.at, edits,
            m.message("a call uses `__call__`: use `$object(...)`", {{"object", short_code(object.text(), 40)}}));
    }
    if (name == "enter") {
        if (!list.has_children(0) || dunder_call_foreign(m, object) || dunder_call_meant(m)) return silent;
        if (!dunder_call_entered(m, object)) return silent;
        return found(m.at, m.message("`with` calls `__enter__` and `__exit__`: use `with $object:`",
                                     {{"object", short_code(object.text(), 40)}}));
    }
    for (Node argument : list.children())
        if (argument.is_any(
                {Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat, Kind::parenthesized_list_splat}))
            return silent;
    if (list.is(Kind::generator_expression)) return silent;
    Node a = list.child(0u), b = list.child(1u);
    bool statement = statement_context(m.at);
    if (name == "init" && object.text() != "self" && m.ask.type(object).known() && !dunder_call_foreign(m, object) &&
        !dunder_call_meant(m))
        return found(m.at, m.message("$method is called on an existing object: create a new object instead",
                                     {{"method", shown}}));
    auto [row, reflected, augmented] = dunder_call_choice(name, list.child_count());
    if (!row || ((augmented || name == "setitem" || name == "delitem") && !statement)) return silent;
    if (augmented && !unparenthesized(object).is_any({Kind::identifier, Kind::attribute, Kind::subscript}))
        return silent;
    if (name == "getattr" && object.text() == "self") return silent;
    if (dunder_call_foreign(m, object) || dunder_call_meant(m) || remarked_above(statement_of(m.at), method))
        return silent;

    Edits edits(m);
    if (reflected) edits.give_up();  // the operator asks the other object first, which may be the caller
    if (object.is(Kind::list_splat)) edits.give_up();  // so the grammar reads `*a.__add__(b)`
    object = unparenthesized(object);
    const bool inside = inside_brackets(m.at);
    auto at_least = [](Precedence p, int more) { return static_cast<Precedence>(p + more); };
    std::string code, op(row->text);
    switch (row->form) {
        case DunderCallForm::binary:
        case DunderCallForm::compare: {
            if (augmented) {
                code = formatted("{} {}= {}", object.text(), op, code_for(a, lambda_level, false));
                break;
            }
            Node left = reflected ? unparenthesized(a) : object, right = reflected ? object : unparenthesized(a);
            bool raises = row->level == power, compares = row->form == DunderCallForm::compare;
            code = formatted("{} {} {}", code_for(left, at_least(row->level, raises || compares ? 1 : 0), inside), op,
                             code_for(right, raises ? unary : at_least(row->level, 1), inside));
            break;
        }
        case DunderCallForm::unary:
            code = op + code_for(object, unary, inside);
            break;
        case DunderCallForm::contains:
            code =
                formatted("{} in {}", code_for(unparenthesized(a), bit_or, inside), code_for(object, bit_or, inside));
            break;
        case DunderCallForm::item:
            code = formatted("{}[{}]", code_for(object, primary, inside), a.text());
            if (b) code += " = " + code_for(b, lambda_level, false);
            if (name == "delitem") code = "del " + code;
            break;
        default: {
            Node first = reflected ? a : object, second = reflected ? object : a;
            code = formatted("{}({}", edits.name(row->text), code_for(first, lambda_level, true));
            if (second) code += ", " + code_for(second, lambda_level, true);
            if (b) code += ", " + code_for(b, lambda_level, true);
            code += ")";
        }
    }
    if (statement)
        edits.replace(m.at.span(), code);
    else
        edits.replace(m.at, code);
    return found(m.at, edits,
                 m.message("$method is called directly: use `$code`", {{"method", shown}, {"code", short_code(code)}}));
}

}  // namespace zen::rules
