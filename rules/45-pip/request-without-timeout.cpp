// No timeout, or None. httpx has a default timeout of five seconds, so only None counts.
#include "rule.h"

namespace zen::rules {

namespace {

constexpr std::string_view request_without_timeout_verbs[] = {"get",   "post",    "put",  "delete",
                                                              "patch", "options", "head", "request"};

bool request_without_timeout_is(const Match& m, Node function, std::string_view module) {
    std::string name = m.ask.qualified(function);
    if (!name.starts_with(module) || name.size() <= module.size() || name[module.size()] != '.') return false;
    for (std::string_view verb : request_without_timeout_verbs)
        if (name.substr(module.size() + 1) == verb) return true;
    return false;
}

bool request_without_timeout_makes_session(const Model& ask, Node value) {
    return value.is(Kind::call) && (ask.means(value.child(Field::function), "requests.Session") ||
                                    ask.means(value.child(Field::function), "requests.session"));
}

// A session created in the file by `requests.Session()`.
bool request_without_timeout_session(const Match& m, Node function) {
    Node object = function.child(Field::object);
    if (!object.is_any({Kind::identifier, Kind::attribute})) return false;
    bool verb = false;
    for (std::string_view v : request_without_timeout_verbs)
        verb = verb || function.child(Field::attribute).text() == v;
    if (!verb) return false;
    Type type = m.ask.type(object);
    if (type.instance_of("requests.Session")) return true;
    return all_stored(m.ask, object, request_without_timeout_makes_session);
}

}  // namespace

Verdict request_without_timeout(const Match& m) {
    if (!m.ask.imports("requests") && !m.ask.imports("httpx") && !m.ask.imports("urllib")) return silent;
    Node function = m.at.child(Field::function);
    bool urlopen = m.ask.means(function, "urllib.request.urlopen");
    Node timeout = argument(m.at, "timeout", urlopen ? 2 : -1);
    if ((timeout && !timeout.is(Kind::none)) || (!timeout && starred(m.at))) return silent;
    bool httpx = request_without_timeout_is(m, function, "httpx") || m.ask.means(function, "httpx.Client") ||
                 m.ask.means(function, "httpx.AsyncClient") || m.ask.means(function, "httpx.stream");
    if (httpx && !timeout) return silent;
    if (!httpx && !urlopen && !request_without_timeout_is(m, function, "requests") &&
        !request_without_timeout_session(m, function))
        return silent;
    std::string name = short_code(function.text(), 40);
    return found(function, m.message(timeout ? "`timeout=None` waits without limit: use `$name(…, timeout=10)`"
                                             : "without a timeout this may wait forever: use `$name(…, timeout=10)`",
                                     {{"name", name}}));
}

}  // namespace zen::rules
