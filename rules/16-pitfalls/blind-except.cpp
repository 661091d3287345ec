// Broad, and the error is neither raised again, nor logged with its traceback, nor passed on as a value.
#include "rule.h"

namespace zen::rules {

namespace {

bool blind_except_falsy(Node n) {
    return n.is_any({Kind::false_, Kind::none}) || n.text() == "0";
}

// Does the call keep the traceback?
bool blind_except_logs(const Match& m, Node call) {
    Node function = call.child(Field::function);
    std::string_view name = function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
    if (name == "exception" || name == "print_exc" || name == "format_exc" || name == "format_tb" ||
        name == "print_tb" || name == "exc_info" || name == "print_exception" || name == "format_exception" ||
        name == "set_exception" || name == "failure" || name == "Failure" || name == "err" || name == "deferr" ||
        name == "errback" || name == "handleError" || name == "handle_error" || name == "handle_exception" ||
        name == "excepthook" || name.find("reraise") != name.npos)
        return true;
    // Twisted's `defer.fail()` takes the error that is being handled.
    if (name == "fail" && call.child(Field::arguments).has_children(0)) return true;
    for (Node a : call.child(Field::arguments).children())
        if (a.is(Kind::keyword_argument) && a.child(Field::name).text() == "exc_info" &&
            !blind_except_falsy(a.child(Field::value)))
            return true;
    // The way out of a program.
    return m.ask.means(function, "sys.exit") || m.ask.means(function, "os._exit");
}

// Does the call note the error in a log, if without its traceback?
bool blind_except_notes(Node call) {
    Node function = call.child(Field::function);
    if (!function.is(Kind::attribute)) return false;
    std::string_view method = function.child(Field::attribute).text();
    for (std::string_view log : {"debug", "info", "warning", "warn", "error", "critical", "log"})
        if (method == log) return true;
    return false;
}

// Does the error, or its text, go to someone who can deal with it? Printing and logging the text alone loses the rest.
bool blind_except_hands_on(const Match& m, Node use) {
    Node n = use;
    for (;; n = n.parent()) {
        Node parent = n.parent();
        bool text = false;
        if (parent.is(Kind::argument_list))
            for (std::string_view name : {"str", "repr"})
                text = text || m.ask.means(parent.parent().child(Field::function), name);
        if (text)
            n = parent;
        else if (!parent.is_any({Kind::tuple, Kind::list, Kind::expression_list, Kind::parenthesized_expression,
                                 Kind::keyword_argument, Kind::pair, Kind::dictionary, Kind::interpolation,
                                 Kind::string, Kind::concatenated_string, Kind::binary_operator, Kind::list_splat}))
            break;
    }
    Node parent = n.parent();
    if (parent.is_any({Kind::return_statement, Kind::yield})) return true;
    if (parent.is(Kind::raise_statement)) return n != use;  // an error made from it
    if (parent.is(Kind::assignment)) return n.field() == Field::right;
    if (!parent.is(Kind::argument_list)) return false;
    Node function = parent.parent().child(Field::function);
    for (std::string_view text : {"print", "type", "isinstance", "format", "len", "getattr", "hasattr"})
        if (m.ask.means(function, text)) return false;
    if (!function.is(Kind::attribute)) return true;
    std::string_view method = function.child(Field::attribute).text();
    for (std::string_view log : {"debug", "info", "warning", "warn", "error", "critical", "log", "write", "format"})
        if (method == log) return false;
    return true;
}

}  // namespace

Verdict blind_except(const Match& m) {
    if (catches(m.ask, m.at) != Catches::broad) return silent_for_all;
    Node body = handler_body(m.at), name = handler_name(m.at);
    if (m.ask.exit(body) == Model::Exit::raises) return silent;
    // A test may provoke what it catches.
    for (Node f = m.ask.enclosing_function(m.at); f; f = m.ask.enclosing_function(f))
        if (f.child(Field::name).text().starts_with("test")) return silent;
    // Nothing is done, and a comment says why: see silent-except.
    if (body.has_children(1) && body.child(0u).is_any({Kind::pass_statement, Kind::continue_statement}) &&
        explained(m.at))
        return silent;
    // `try: raise …` makes an error to have one.
    if (!body.child(0u).is(Kind::pass_statement) &&
        m.at.parent().child(Field::body).child(0u).is(Kind::raise_statement))
        return silent;
    const auto& nodes = m.ask.tree().nodes;
    bool noted = explained(m.at);
    for (NodeId id = body.id(); id < body.record().next;) {
        Node n(m.ask.tree(), id++);
        // What a function would do does not happen here.
        if (n.is_any({Kind::function_definition, Kind::class_definition})) {
            id = nodes[n.id()].next;
            continue;
        }
        if (n.is(Kind::raise_statement)) {
            bool caught = false;
            for (Node outer = n; outer != body; outer = outer.parent())
                caught = caught || (outer.field() == Field::body && outer.parent().is(Kind::try_statement));
            Node what = n.child(0u);
            bool again = !what || (name && (what.text() == name.text() || n.child(Field::cause).text() == name.text()));
            if (again && !caught) return silent;
        }
        if (n.is(Kind::call) && blind_except_logs(m, n)) return silent;
        noted = noted || (n.is(Kind::call) && blind_except_notes(n));
        // An operator that leaves it to the other side.
        if (n.is(Kind::return_statement) && m.ask.means(n.child(0u), "NotImplemented")) return silent;
        if (name && n.is(Kind::identifier) && n.text() == name.text() && m.ask.reference(n) &&
            blind_except_hands_on(m, n))
            return silent;
    }
    // Matches: it can be said which errors are meant; it cannot, or the error is noted in a log, or a comment says why.
    const Node tried = m.at.parent().child(Field::body);
    const std::string expected = noted ? std::string() : expected_errors(m.ask, tried, m.at);
    if (expected.empty() != (m.index() == 1)) return silent;
    const std::string code = short_code(tried.child(0u).text(), 40);
    return found(handler_head(m.at),
                 expected.empty()
                     ? m.message("this catches every exception: catch those that `$code` can raise", {{"code", code}})
                     : m.message("this catches every exception: catch $expected", {{"expected", expected}}));
}

}  // namespace zen::rules
