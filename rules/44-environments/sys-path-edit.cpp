// The configuration files of Sphinx, pytest and the interpreter may edit the path.
#include "rule.h"

namespace zen::rules {

namespace {

bool sys_path_edit_in_settings(const Match& m) {
    std::string_view path = m.ask.path(), file = path.substr(path.find_last_of("/\\") + 1);  // npos + 1 is 0
    for (std::string_view settings : {"conf.py", "conftest.py", "sitecustomize.py", "usercustomize.py"})
        if (file == settings) return true;
    return false;
}

bool sys_path_edit_is_path(const Match& m, Node n) {
    if (n.is(Kind::subscript)) n = n.child(Field::value);
    return m.ask.means(n, "sys.path");
}

// A saved path is restored: `sys.path[:] = saved`. A comprehension or a slice removes entries.
bool sys_path_edit_restores(const Match& m, Node assignment) {
    Node value = assignment.child(Field::right);
    return assignment.is(Kind::assignment) && sys_path_edit_is_path(m, assignment.child(Field::left)) &&
           value.is_any({Kind::identifier, Kind::attribute, Kind::list_comprehension, Kind::subscript, Kind::call});
}

// The edit is undone: the function, or its class (a test with `tearDown`), also removes or restores entries.
bool sys_path_edit_taken_back(const Match& m) {
    Node place = m.ask.enclosing_function(m.at);
    if (!place) return false;
    if (Node owner = m.ask.enclosing_class(place)) place = owner;
    for (Node n : place.descendants()) {
        if (n.is(Kind::attribute)) {
            std::string_view name = n.child(Field::attribute).text();
            if ((name == "remove" || name == "pop") && sys_path_edit_is_path(m, n.child(Field::object))) return true;
            // `self.addCleanup(setattr, sys, "path", sys.path[:])`
            Node call = n.parent();
            if (name == "addCleanup" || name == "patch" || name == "setattr")
                for (Node a : call.child(Field::arguments).descendants())
                    if (m.ask.means(a, "sys") || m.ask.means(a, "sys.path")) return true;
        }
        if (n.is(Kind::delete_statement) && sys_path_edit_is_path(m, n.child(0u))) return true;
        if (sys_path_edit_restores(m, n)) return true;
    }
    return false;
}

// The root of the path expression, resolved through joins, `.parent` and names.
Node sys_path_edit_root(const Match& m, Node n) {
    for (int steps = 0; steps < 30; ++steps) {
        n = unparenthesized(n);
        if (n.is(Kind::call)) {
            Node function = n.child(Field::function), first = n.child(Field::arguments).child(0u);
            std::string name = m.ask.qualified(function);
            bool path = name.starts_with("os.path.") || name == "str" || name == "pathlib.Path" || name == "os.fspath";
            Node within = path && first                                  ? first
                          : function.is(Kind::attribute) && name.empty() ? function.child(Field::object)
                                                                         : Node();
            if (!within) return n;
            n = within;
        } else if (n.is(Kind::binary_operator)) {
            n = n.child(Field::left);
        } else if (n.is_any({Kind::attribute, Kind::subscript}) && m.ask.qualified(n).empty() &&
                   !m.ask.means(n.child(Field::value), "sys.argv")) {
            n = n.child(n.is(Kind::attribute) ? Field::object : Field::value);
        } else if (n.is(Kind::identifier) && n.text() != "__file__") {
            std::vector<Node> stores = m.ask.definitions(n);
            Node assignment = stores.size() == 1 ? stores[0].parent() : Node();
            if (!assignment.is(Kind::assignment) || assignment.child(Field::left) != stores[0]) return n;
            n = assignment.child(Field::right);
        } else {
            return n;
        }
    }
    return n;
}

// A fixed place: the directory of this file, the current directory, a literal. A directory that comes from elsewhere
// belongs to a plugin loader.
bool sys_path_edit_fixed(const Match& m, Node path) {
    Node root = sys_path_edit_root(m, path);
    // `""` is the current directory, which an interactive interpreter searches anyway.
    // So is `"."`; a function that adds it loads modules of the user.
    if (root.is(Kind::string)) {
        if (root.child(1u).text() == "." && m.ask.enclosing_function(m.at)) return false;
        return root.has_children(3) && !root.child(1u).is(Kind::interpolation);
    }
    if (root.is(Kind::subscript)) return m.ask.means(root.child(Field::value), "sys.argv");
    // The current directory is the user's: a program that loads their modules looks there.
    return root.text() == "__file__" || m.ask.means(root, "os.curdir") || m.ask.means(root, "os.pardir");
}

}  // namespace

Verdict sys_path_edit(const Match& m) {
    Node assignment = m.at.is(Kind::expression_statement) ? m.at.child(0u) : m.at;
    if (sys_path_edit_restores(m, assignment)) return silent;
    bool fixed = false;
    Node added = assignment.is(Kind::call) ? assignment.child(Field::arguments) : assignment.child(Field::right);
    if (assignment.is(Kind::call)) {
        fixed = sys_path_edit_fixed(m, added.last_child());
        if (added.last_child().is(Kind::list)) added = added.last_child();
    }
    if (added.is(Kind::binary_operator))
        added = added.child(Field::left).is(Kind::list) ? added.child(Field::left) : added.last_child();
    for (Node path : added.children()) fixed = fixed || (added.is(Kind::list) && sys_path_edit_fixed(m, path));
    if (!fixed && assignment.child(Field::left).is(Kind::subscript)) fixed = sys_path_edit_fixed(m, added);
    if (!fixed) return silent;
    if (sys_path_edit_taken_back(m) || sys_path_edit_in_settings(m)) return silent;
    // In a function that imports nothing itself, it is part of a loader.
    if (Node function = m.ask.enclosing_function(m.at)) {
        bool imports = false;
        for (Node n : function.descendants())
            imports =
                imports || (n.is_any({Kind::import_statement, Kind::import_from_statement}) && n.start() > m.at.end());
        if (!imports) return silent;
    }
    return found(m.at, "imports depend on where the files are: install the package instead (`pip install -e .`)");
}

}  // namespace zen::rules
