// Calls of the standard `logging` functions and of its loggers, for the rules about their arguments.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "semantics/model.h"

namespace zen {

struct LoggingCall {
    std::string_view method;   // "info", "log", …
    Node message;              // none when it is not given, or may come from an argument with a star
    std::vector<Node> values;  // the positional arguments after the message
    bool starred = false;      // there are arguments with stars
};

// Is it a call that logs a message: of a function of `logging`, of a `logging.Logger` by its type or by what is stored
// in it, or, in a file that imports `logging`, of a name or attribute of unknown type that is called a logger? Else
// nothing.
std::optional<LoggingCall> logging_call(const Model& model, Node call);

// Is it the call of a logging method, of `logging` or of whatever is called a logger?
bool looks_like_logging(const Model& model, Node call);

}  // namespace zen
