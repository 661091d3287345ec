// Which way of formatting makes the message, one match each.
#include "rule.h"

namespace zen::rules {

namespace {

// A concatenation in which a string literal stands: `"loading " + path`.
bool logging_eager_format_joined(Node value) {
    for (; value.is(Kind::binary_operator) && value.child(Field::operator_).is(Kind::op_plus);
         value = unparenthesized(value.child(Field::left)))
        if (unparenthesized(value.child(Field::right)).is(Kind::string) ||
            unparenthesized(value.child(Field::left)).is(Kind::string))
            return true;
    return false;
}

bool logging_eager_format_f_string(Node value) {
    if (value.is(Kind::concatenated_string)) {
        for (Node part : value.children())
            if (logging_eager_format_f_string(part)) return true;
        return false;
    }
    if (!value.is(Kind::string)) return false;
    for (Node part : value.children())
        if (part.is(Kind::interpolation)) return true;
    return false;
}

bool logging_eager_format_is(const Model& model, Node value, std::uint32_t way) {
    switch (way) {
        case 0: {
            Node function = value.child(Field::function);
            return value.is(Kind::call) && function.is(Kind::attribute) &&
                   function.child(Field::attribute).text() == "format" &&
                   model.type(function.child(Field::object)).maybe(Type::str);
        }
        case 1:
            return value.is(Kind::binary_operator) && value.child(Field::operator_).is(Kind::op_percent) &&
                   model.type(value.child(Field::left)).maybe(Type::str);
        case 2:
            return logging_eager_format_joined(value);
        default:
            return logging_eager_format_f_string(value);
    }
}

}  // namespace

Verdict logging_eager_format(const Match& m) {
    std::optional<LoggingCall> call = logging_call(m.ask, m.at);
    if (!call || !call->message || !logging_eager_format_is(m.ask, unparenthesized(call->message), m.index()))
        return silent;
    return found(call->message, "the text is built even if nothing is logged: pass the values as arguments");
}

}  // namespace zen::rules
