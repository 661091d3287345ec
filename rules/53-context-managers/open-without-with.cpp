// Does the resource stay here, or is it passed to code that closes it?
#include "rule.h"

namespace zen::rules {

namespace {

// Methods that close it.
bool open_without_with_ends(std::string_view method) {
    for (std::string_view end : {"close", "cleanup", "detach", "wait", "communicate", "terminate", "kill", "poll"})
        if (method == end) return true;
    return false;
}

// Functions that use a file and do not close it.
bool open_without_with_borrows(const Match& m, Node call) {
    std::string name = m.ask.qualified(call.child(Field::function));
    for (std::string_view known : {"json.load",
                                   "json.dump",
                                   "pickle.load",
                                   "pickle.dump",
                                   "marshal.load",
                                   "marshal.dump",
                                   "tomllib.load",
                                   "yaml.load",
                                   "yaml.safe_load",
                                   "yaml.dump",
                                   "yaml.safe_dump",
                                   "csv.reader",
                                   "csv.writer",
                                   "csv.DictReader",
                                   "csv.DictWriter",
                                   "shutil.copyfileobj",
                                   "print",
                                   "list",
                                   "tuple",
                                   "set",
                                   "sorted",
                                   "sum",
                                   "enumerate",
                                   "map",
                                   "filter",
                                   "iter",
                                   "next",
                                   "len",
                                   "any",
                                   "all",
                                   "max",
                                   "min",
                                   "plistlib.load",
                                   "configparser.ConfigParser.read_file"})
        if (name == known) return true;
    return false;
}

// What happens to an expression that is the resource.
enum class OpenWithoutWith { stays, closed, guarded, moves };

OpenWithoutWith open_without_with_fate(const Match& m, Node n) {
    Node parent = n.parent();
    while (parent.is(Kind::parenthesized_expression)) n = parent, parent = parent.parent();
    if (parent.is(Kind::attribute)) {
        std::string_view name = parent.child(Field::attribute).text();
        Node call = parent.parent();
        if (call.is(Kind::call) && call.child(Field::function) == parent) {
            if (name == "__enter__" || name == "makefile" || name == "detach") return OpenWithoutWith::moves;
            // It is closed in a `finally` or a handler.
            if (open_without_with_ends(name)) {
                for (Node up = call; up && !is_function(up.kind()); up = up.parent())
                    if (up.is_any({Kind::finally_clause, Kind::except_clause})) return OpenWithoutWith::guarded;
                return OpenWithoutWith::closed;
            }
            // `with f.open(…) as part` keeps no reference; a bound method that is passed on does.
            return OpenWithoutWith::stays;
        }
        if (call.is(Kind::argument_list) || call.is(Kind::keyword_argument))
            return name == "name" || name == "closed" || name == "mode" ? OpenWithoutWith::stays
                                                                        : OpenWithoutWith::moves;
        return call.is(Kind::assignment) && name != "name" ? OpenWithoutWith::moves : OpenWithoutWith::stays;
    }
    if (parent.is(Kind::for_statement) && n.field() == Field::right) return OpenWithoutWith::stays;
    if (parent.is(Kind::for_in_clause) && n.field() == Field::right) return OpenWithoutWith::stays;
    if (parent.is(Kind::expression_statement)) return OpenWithoutWith::stays;
    if (parent.is(Kind::keyword_argument) && parent.child(Field::name).text() == "file") parent = parent.parent();
    if (parent.is(Kind::argument_list) && open_without_with_borrows(m, parent.parent())) return OpenWithoutWith::stays;
    return OpenWithoutWith::moves;
}

// The name that an assignment binds it to; none for other targets.
Node open_without_with_name(Node call) {
    Node assignment = call.parent();
    // `first, second = open(a), open(b)`
    if (assignment.is_any({Kind::tuple, Kind::expression_list}) && assignment.parent().is(Kind::assignment)) {
        Node targets = assignment.parent().child(Field::left);
        if (!targets.is_any({Kind::pattern_list, Kind::tuple_pattern})) return {};
        if (targets.child_count() != assignment.child_count()) return {};
        for (unsigned i = 0; i < assignment.child_count(); ++i)
            if (assignment.child(i) == call) return targets.child(i).is(Kind::identifier) ? targets.child(i) : Node();
        return {};
    }
    if (!assignment.is(Kind::assignment) || assignment.child(Field::right) != call) return {};
    Node target = assignment.child(Field::left);
    return target.is(Kind::identifier) && assignment.parent().is(Kind::expression_statement) ? target : Node();
}

bool open_without_with_local(const Match& m, Node name) {
    const Binding* b = m.ask.binding(name);
    return b && !(b->flags & (Binding::global_declared | Binding::nonlocal_declared | Binding::cell)) &&
           b->scope == m.ask.scope_of(name) && m.ask.scopes()[b->scope].sort != Scope::class_;
}

// Does the next statement close it? Nothing in between can raise.
bool open_without_with_closed_at_once(const Match& m, Node name) {
    const Node next = statement_of(name).next_sibling(), call = next.child(0u), function = call.child(Field::function);
    return next.is(Kind::expression_statement) && call.is(Kind::call) && function.is(Kind::attribute) &&
           function.child(Field::attribute).text() == "close" && same_code(function.child(Field::object), name) &&
           m.ask.binding(name);
}

// Is it neither entered by `with`, nor returned, nor passed to code that closes it for sure?
bool open_without_with_kept(const Match& m) {
    Node n = m.at, parent = n.parent();
    while (parent.is_any({Kind::parenthesized_expression, Kind::await, Kind::as_pattern}))
        n = parent, parent = n.parent();
    if (parent.is_any({Kind::with_item, Kind::return_statement, Kind::lambda})) return false;
    // `try: open(path)` and `with raises(OSError): open(path)` test whether it can be opened.
    if (parent.is(Kind::expression_statement)) {
        for (Node up = parent; up && !is_function(up.kind()); up = up.parent())
            if (up.is_any({Kind::try_statement, Kind::with_statement})) return false;
        return true;
    }
    // opens-in-comprehension reports these.
    const Node all = parent.is(Kind::pair) ? parent.parent() : parent;
    if (is_comprehension(all.kind()) && all.parent().is(Kind::assignment)) return false;
    if (parent.is(Kind::attribute)) {
        const std::string_view method = parent.child(Field::attribute).text();
        return method != "close" && method != "name";
    }
    if (parent.is(Kind::argument_list)) {
        std::string_view name = parent.parent().child(Field::function).text();
        name = name.substr(name.rfind('.') == name.npos ? 0 : name.rfind('.') + 1);
        for (std::string_view closes :
             {"closing", "aclosing", "enter_context", "enter_async_context", "enterContext", "push", "callback"})
            if (name == closes) return false;
    }
    // `file = open(path)`, then `with file:`.
    if (Node name = open_without_with_name(m.at))
        for (Node use : m.ask.uses(name))
            if (use.parent().is(Kind::with_item)) return false;
    return true;
}

Verdict open_without_with_local_fate(const Match& m);

}  // namespace

// Matches: what nothing closes for sure; then, for who selects the rule, what other code may close.
Verdict open_without_with(const Match& m) {
    Verdict sure = open_without_with_local_fate(m);
    if (m.index() < 2 || sure.found) return m.index() < 2 ? std::move(sure) : silent;
    if (m.index() == 2 && !is_path(m.ask, m["path"])) return silent;
    if (!open_without_with_kept(m)) return silent;
    return found(m.at, m.message(m.at.parent().is(Kind::expression_statement)
                                     ? "this is never closed: use `with $open:`"
                                     : "other code must close this: use `with $open as file:`",
                                 {{"open", short_code(m.at.text(), 50)}}));
}

namespace {

Verdict open_without_with_local_fate(const Match& m) {
    Node function = m.at.child(Field::function);
    std::string what = m.ask.qualified(function);
    bool method = (m.index() == 0 || m.index() == 2) && m["path"];
    if (method && !is_path(m.ask, m["path"])) {
        const auto& archive = m.ask.type(m["path"]).qualified;
        if (archive != "zipfile.ZipFile" && archive != "zipfile.PyZipFile") return silent;
    }
    bool process = what == "subprocess.Popen" || what == "multiprocessing.Pool";
    std::string shown = short_code(m.at.text(), 50);
    Node name = open_without_with_name(m.at);
    if (!name) {
        Node around = m.at.parent();
        if (process || around.is(Kind::expression_statement)) return silent;
        // `NamedTemporaryFile().name` is a way to get a free name.
        if (around.is(Kind::attribute) && around.child(Field::attribute).text() == "name") return silent;
        if (open_without_with_fate(m, m.at) != OpenWithoutWith::stays) return silent;
        return found(m.at, m.message("this is never closed: use `with $open as file:`", {{"open", shown}}));
    }
    if (!open_without_with_local(m, name)) return silent;
    if (open_without_with_closed_at_once(m, name)) return silent;
    // `NamedTemporaryFile(delete=False)` that is closed at once only creates a name.
    Node kept = argument(m.at, "delete");
    bool only_name = kept.is(Kind::false_), closed = false;
    for (Node use : m.ask.uses(name)) {
        Node attribute = use.parent();
        std::string_view asked = attribute.is(Kind::attribute) ? attribute.child(Field::attribute).text() : "";
        if (asked != "name" && asked != "close") only_name = false;
    }
    if (only_name) return silent;
    for (Node use : m.ask.uses(name)) {
        // The name may also be bound to something else: `sys.stdin`, or None.
        if (m.ask.definitions(use) != std::vector<Node>{name}) return silent;
        OpenWithoutWith fate = open_without_with_fate(m, use);
        if (fate == OpenWithoutWith::moves || fate == OpenWithoutWith::guarded) return silent;
        if (fate == OpenWithoutWith::closed) closed = true;
    }
    if (process && closed) return silent;
    // A sibling of the assignment can be moved into the `with`; what is opened in one branch and used after it cannot.
    Node block = statement_of(name).parent();
    for (Node use : m.ask.uses(name))
        if (!use.within(block)) return silent;
    return found(m.at, m.message(closed ? "`$name` stays open if an exception is raised: use `with $open as $name:`"
                                        : "`$name` is never closed: use `with $open as $name:`",
                                 {{"name", name.text()}, {"open", shown}}));
}

}  // namespace

}  // namespace zen::rules
