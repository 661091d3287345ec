// Is it a file that was opened here, and is nothing else read from it during the loop?
#include "rule.h"

namespace zen::rules {

namespace {

// `open(…)`, `Path(…).open()`.
bool file_line_loop_opens(const Match& m, Node call) {
    if (!call.is(Kind::call)) return false;
    Node function = call.child(Field::function), owner = function.child(Field::object);
    if (m.ask.means(function, "open") || m.ask.means(function, "io.open")) return true;
    return function.is(Kind::attribute) && function.child(Field::attribute).text() == "open" &&
           (m.ask.type(owner).instance_of("pathlib.Path") ||
            (owner.is(Kind::call) && m.ask.means(owner.child(Field::function), "pathlib.Path")));
}

bool file_line_loop_open(const Match& m, Node file, bool writes) {
    if (file_line_loop_opens(m, file)) return true;
    Type type = m.ask.type(file);
    // The classes of what `open()` returns, and those that annotations name for it. Not all that derive from
    // `io.IOBase`: a raw file or a compressed one reads line by line in Python code, which the rule can't promise to be
    // better.
    for (std::string_view name : {"io.TextIOWrapper", "io.BufferedReader", "io.BufferedWriter", "io.BufferedRandom",
                                  "io.FileIO", "typing.TextIO", "typing.BinaryIO", "typing.IO"})
        if (type.instance_of(name)) return true;
    if (!writes && (type.instance_of("io.StringIO") || type.instance_of("io.BytesIO"))) return true;
    std::vector<Node> stores = file.is(Kind::identifier) ? m.ask.definitions(file) : std::vector<Node>();
    for (Node store : stores) {
        Node place = store.parent();
        if (place.is(Kind::as_pattern_target)) place = place.parent();
        if (!place.is_any({Kind::as_pattern, Kind::assignment})) return false;
        if (!file_line_loop_opens(m, place.is(Kind::as_pattern) ? place.child(0u) : place.child(Field::right)))
            return false;
    }
    return !stores.empty();
}

// Does the body use the file that is an attribute, `self.file`, or call a method of the object that has it?
bool file_line_loop_touched(const Match&, Node file, Node body) {
    if (!file.is(Kind::attribute)) return false;
    Node owner = file.child(Field::object);
    for (Node n : body.descendants()) {
        if (same_code(n, file)) return true;
        if (n.is(Kind::call) && n.child(Field::function).is(Kind::attribute) &&
            same_code(n.child(Field::function).child(Field::object), owner))
            return true;
    }
    return false;
}

// Is it the only argument of a function that takes all items before it returns? Any other generator may be read later,
// when the file is closed or has been read on.
bool file_line_loop_used_up(const Match& m, Node generator) {
    Node call = generator.parent().is(Kind::argument_list) ? generator.parent().parent() : generator.parent();
    if (!call.is(Kind::call)) return false;
    Node function = call.child(Field::function);
    if (function.is(Kind::attribute)) {
        Node text = function.child(Field::object);
        return function.child(Field::attribute).text() == "join" && text.is(Kind::string);
    }
    for (std::string_view name : {"sum", "max", "min", "sorted", "list", "tuple", "set", "frozenset", "dict",
                                  "collections.Counter", "statistics.mean", "math.fsum"})
        if (m.ask.means(function, name)) return true;
    return false;
}

// Does the loop leave items unread that other code then reads from the file?
bool file_line_loop_left_early(const Match& m, Node file, Node body) {
    if (file.is(Kind::identifier) ? !m.ask.used_after(file, m.at) : file.is(Kind::call)) return false;
    for (Node n : body.descendants())
        if (n.is(Kind::break_statement)) return true;
    return false;
}

Verdict file_line_loop_write(const Match& m, Node file) {
    Node line = m["line"], items = m["items"], text = m["text"];
    // The items as they are, or code for each of them.
    if (same_code(text, line) != (m.index() == 3)) return silent;
    if (m.at.child(0u).is(Kind::kw_async) || m.at.text().starts_with("async")) return silent;
    std::vector<Node> names;
    for (Node n : line.descendants())
        if (n.is(Kind::identifier)) names.push_back(n);
    for (Node n : names)
        if (!m.ask.stored(n) || m.ask.used_after(n, m.at) || m.ask.read_in(n, items)) return silent;
    bool varies = false;
    for (Node n : text.descendants())
        for (Node name : names) varies = varies || (n.is(Kind::identifier) && n.text() == name.text());
    if (!varies) return silent;
    for (Node n : items.descendants())
        if (n.is_any({Kind::yield, Kind::await, Kind::named_expression})) return silent;
    // The generator is a scope of its own: it does not see the names of a class body, nor the class that `super()`
    // needs.
    if (!same_code(text, line) && m.ask.scopes()[m.ask.scope_of(m.at)].sort == Scope::class_) return silent;
    for (Node n : text.descendants())
        if (n.is_any({Kind::yield, Kind::await, Kind::named_expression}) || n.text() == "super" ||
            n.text() == "__class__" || (n.is(Kind::identifier) && n.text() == file.text()))
            return silent;
    if (text.is_any({Kind::list_splat, Kind::keyword_argument})) return silent;
    std::string what = same_code(text, line) ? code_for(items, lambda_level, true)
                                             : formatted("{} for {} in {}", code_for(text, lambda_level, true),
                                                         line.text(), code_for(items, or_level, true));
    std::string now = formatted("{}.writelines({})", file.text(), what);
    Edits edits(m);
    edits.replace(m.span, now);
    return found(m.span, edits, m.message("one `write()` call per item: write `$code`", {{"code", short_code(now)}}));
}

}  // namespace

Verdict file_line_loop(const Match& m) {
    Node file = m["file"];
    if (!file_line_loop_open(m, file, m.index() >= 3)) return silent;
    if (m.index() >= 3) return file_line_loop_write(m, file);
    Node calls = m.at, place;
    if (m.at.is(Kind::for_statement)) {
        calls = unparenthesized(m.at.child(Field::right));
        place = m.at.child(Field::body);
    } else {
        Node clause = calls.parent();
        if (!clause.is(Kind::for_in_clause) || clause.child(Field::right) != calls) return silent;
        place = clause.parent();
        if (place.is(Kind::generator_expression) && !file_line_loop_used_up(m, place)) return silent;
    }
    for (Node n : place.children()) {
        if (calls.within(n) && n.child(Field::right) == calls) continue;  // the clause that reads the lines
        if (file.is(Kind::identifier) && m.ask.read_in(file, n)) return silent;
        if (file_line_loop_touched(m, file, n)) return silent;
    }
    if (m.at.is(Kind::for_statement) && file_line_loop_left_early(m, file, place)) return silent;
    Edits edits(m);
    edits.replace(calls, file.text());
    return found(calls, edits, m.message("this reads the whole file into memory: iterate over `$file` itself"))
        .unsafe(m.index() == 2);
}

}  // namespace zen::rules
