#include "engine/matching/logging_calls.h"

#include <algorithm>
#include <string>

#include "semantics/code/arguments.h"
#include "semantics/types/evidence.h"
#include "semantics/types/instances.h"

namespace zen {

namespace {

constexpr std::string_view methods[] = {"debug",    "info", "warning", "warn",     "error",
                                        "critical", "log",  "fatal",   "exception"};

constexpr std::string_view foreign[] = {"loguru.", "structlog.", "robot.", "logbook.", "twisted."};

bool makes_logger(const Model& model, Node value) {
    return value.is(Kind::call) && (model.means(value.child(Field::function), "logging.getLogger") ||
                                    model.means(value.child(Field::function), "logging.Logger") ||
                                    model.means(value.child(Field::function), "logging.LoggerAdapter"));
}

bool called_logger(Node object) {
    std::string name(object.is(Kind::attribute) ? object.child(Field::attribute).text() : object.text());
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name == "log" || name == "_log" || name == "logger" || name.ends_with("_logger");
}

bool is_foreign(const Model& model, Node name) {
    std::string qualified = model.qualified(name);
    return std::ranges::any_of(foreign, [&](std::string_view library) { return qualified.starts_with(library); });
}

bool makes_foreign(const Model& model, Node value) {
    return value.is(Kind::call) && is_foreign(model, value.child(Field::function));
}

// Does it come from a library that takes the values of a message in another form than `%s`?
bool foreign_logger(const Model& model, Node object) {
    return is_foreign(model, object) || all_stored(model, object, makes_foreign);
}

bool of_logger_class(const Type& type) {
    return type.instance_of("logging.Logger") || type.instance_of("logging.LoggerAdapter");
}

bool is_logger(const Model& model, Node object) {
    if (!object.is_any({Kind::identifier, Kind::attribute}))
        return makes_logger(model, object) || of_logger_class(model.type(object));
    Type type = model.type(object);
    // Of a class of the project that derives from `Logger`, too.
    if (type.known()) {
        constexpr std::string_view classes[] = {"logging.Logger", "logging.LoggerAdapter"};
        return of_logger_class(type) || is_instance_of(model, object, classes);
    }
    if (all_stored(model, object, makes_logger)) return true;
    if (!called_logger(object) || !model.imports("logging")) return false;
    // A logger that comes from another module may be of another library, which formats in its own way.
    return !foreign_logger(model, object) && stored_values(model, object).empty();
}

}  // namespace

bool looks_like_logging(const Model& model, Node call) {
    if (!call.is(Kind::call)) return false;
    if (logging_call(model, call)) return true;
    Node function = call.child(Field::function);
    return function.is(Kind::attribute) && called_logger(function.child(Field::object)) &&
           !foreign_logger(model, function.child(Field::object)) &&
           std::ranges::find(methods, function.child(Field::attribute).text()) != std::end(methods);
}

std::optional<LoggingCall> logging_call(const Model& model, Node call) {
    Node function = call.child(Field::function), arguments = call.child(Field::arguments);
    if (!arguments.is(Kind::argument_list)) return std::nullopt;
    LoggingCall out;
    if (function.is(Kind::attribute) &&
        std::ranges::find(methods, function.child(Field::attribute).text()) == std::end(methods))
        return std::nullopt;
    std::string qualified = model.qualified(function);
    if (qualified.starts_with("logging.") && qualified.rfind('.') == 7) {
        std::string_view last = std::string_view(qualified).substr(8);
        auto known = std::ranges::find(methods, last);
        if (known == std::end(methods)) return std::nullopt;
        out.method = *known;
    } else {
        if (!function.is(Kind::attribute)) return std::nullopt;
        out.method = function.child(Field::attribute).text();
        if (std::ranges::find(methods, out.method) == std::end(methods)) return std::nullopt;
        if (!is_logger(model, function.child(Field::object))) return std::nullopt;
    }
    out.starred = starred(call);
    const bool has_level = out.method == "log";
    int position = 0;
    for (Node item : arguments.children()) {
        if (item.is_any({Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat})) continue;
        if (position++ < (has_level ? 1 : 0) + 1) continue;
        out.values.push_back(item);
    }
    out.message = argument(call, "msg", has_level ? 1 : 0);
    if (!out.message && has_level && argument(call, "level")) out.message = argument(call, "msg");
    return out;
}

}  // namespace zen
