// The placeholders of a message against its arguments, one kind of mistake a match.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

struct LoggingCallMistakeFormat {
    std::size_t wanted = 0;
    bool named = false, truncated = false, unsupported = false;
};

LoggingCallMistakeFormat logging_call_mistake_read(std::string_view text) {
    LoggingCallMistakeFormat out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') continue;
        if (++i < text.size() && text[i] == '%') continue;
        if (i < text.size() && text[i] == '(') {
            out.named = true;
            i = std::min(text.find(')', i), text.size());
            ++i;
        }
        while (i < text.size() && std::string_view("#0- +123456789.hlL*").find(text[i]) != std::string_view::npos)
            out.wanted += text[i++] == '*';
        if (i >= text.size()) {
            out.truncated = true;
        } else if (std::string_view("diouxXeEfFgGcrsa").find(text[i]) == std::string_view::npos) {
            out.unsupported = true;
        } else {
            ++out.wanted;
        }
    }
    return out;
}

// The attributes of a LogRecord, which `extra` cannot set (docs.python.org, "LogRecord attributes").
constexpr std::string_view logging_call_mistake_record[] = {
    "args",    "asctime",     "created",         "exc_info",   "exc_text", "filename", "funcName",  "levelname",
    "levelno", "lineno",      "message",         "module",     "msecs",    "msg",      "name",      "pathname",
    "process", "processName", "relativeCreated", "stack_info", "taskName", "thread",   "threadName"};

Verdict logging_call_mistake_extra(const Match& m) {
    Node extra = argument(m.at, "extra");
    std::vector<std::pair<Node, std::string_view>> keys;
    if (extra.is(Kind::dictionary)) {
        for (Node pair : extra.children())
            if (Node key = pair.child(Field::key); key.is(Kind::string) && key.has_children(3))
                keys.emplace_back(key, key.child(1u).text());
    } else if (extra.is(Kind::call) && m.ask.means(extra.child(Field::function), "dict")) {
        for (Node item : extra.child(Field::arguments).children())
            if (item.is(Kind::keyword_argument))
                keys.emplace_back(item.child(Field::name), item.child(Field::name).text());
    }
    for (const auto& [node, name] : keys)
        if (std::ranges::find(logging_call_mistake_record, name) != std::end(logging_call_mistake_record))
            return found(
                node,
                m.message("`$name` is an attribute of the record, so `logging` raises `KeyError`: use another key",
                          {{"name", name}}));
    return silent;
}

}  // namespace

Verdict logging_call_mistake(const Match& m) {
    std::optional<LoggingCall> call = logging_call(m.ask, m.at);
    if (!call) return silent_for_all;
    if (m.index() == 4) return logging_call_mistake_extra(m);
    if (!call->message || call->starred) return silent;
    Node message = unparenthesized(call->message);
    const std::size_t given = call->values.size();
    if (message.is(Kind::integer))
        return m.index() == 0 && given > 0
                   ? found(m.at, "the message has no placeholder for the arguments: add one for each")
                   : silent;
    if (!message.is(Kind::string) || message.child_count() > 3) return silent;
    if (message.child(0u).text().find_first_of("bBfF") != std::string_view::npos) return silent;
    LoggingCallMistakeFormat format =
        logging_call_mistake_read(message.has_children(3) ? message.child(1u).text() : "");
    if (format.truncated || format.unsupported) {
        // Without arguments nothing is formatted.
        if (given == 0) return silent;
        if (m.index() == 2 && format.truncated)
            return found(message, "the message ends within a placeholder: write `%%` for a percent sign");
        if (m.index() == 3 && !format.truncated)
            return found(message, "the message has an unknown placeholder: write `%%` for a percent sign");
        return silent;
    }
    if (format.named || given == 0) return silent;
    // `log.info("{} rows", n)`: a logger of another sort may format with braces.
    const bool braces = format.wanted == 0 && message.text().find('{') != std::string_view::npos &&
                        !m.ask.qualified(m.at.child(Field::function)).starts_with("logging.");
    if (m.index() == 5)
        return braces ? found(m.at, "the message has no placeholder for the arguments: add one for each") : silent;
    if (braces) return silent;
    if (given == 1 && format.wanted > 1 && call->values[0].is_any({Kind::tuple, Kind::dictionary})) return silent;
    if (m.index() == 0 ? given <= format.wanted : m.index() != 1 || given >= format.wanted) return silent;
    auto counted = [](std::size_t n, std::string_view one) { return formatted("{} {}{}", n, one, n == 1 ? "" : "s"); };
    return found(m.at,
                 m.message("$given for $wanted: logging prints an error instead of the message",
                           {{"wanted", counted(format.wanted, "placeholder")}, {"given", counted(given, "argument")}}));
}

}  // namespace zen::rules
