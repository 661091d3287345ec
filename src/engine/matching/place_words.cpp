#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/matching/evaluation.h"
#include "engine/matching/names_asked.h"
#include "engine/matching/words.h"
#include "semantics/ascent.h"
#include "semantics/code/code_key.h"
#include "semantics/code/context.h"
#include "semantics/code/main_block.h"
#include "semantics/flow/flow_graph.h"
#include "semantics/flow/handlers.h"
#include "semantics/flow/missing.h"
#include "semantics/library/stdlib_modules.h"
#include "text/path.h"

namespace zen {
namespace {

// The arguments of a call, and no base classes?
bool of_call(Node arguments) {
    return arguments.is(Kind::argument_list) && arguments.parent().is(Kind::call);
}

// What is known of the places of a file, since each operand of a long row asks anew.
struct QueryPlaces {
    explicit QueryPlaces(const Model&) {}
    mutable std::unordered_map<NodeId, bool> known;
};

bool builds_query(Node call) {
    Node function = call.child(Field::function);
    std::string_view name = function.is(Kind::attribute) ? function.child(Field::attribute).text() : function.text();
    for (std::string_view query :
         {"where", "filter", "having", "select", "join", "outerjoin", "and_", "or_", "not_", "case"})
        if (name == query) return true;
    return false;
}

bool in_query(const Match& m, Node n) {
    auto& known = m.of_file<QueryPlaces>().known;
    std::vector<NodeId> way;
    bool found = false;
    for (n = n.parent(); n && !is_statement(n.kind()); n = n.parent()) {
        if (auto at = known.find(n.id()); at != known.end()) {
            found = at->second;
            break;
        }
        way.push_back(n.id());
        if (n.is(Kind::call) && builds_query(n)) {
            found = true;
            break;
        }
    }
    for (NodeId id : way) known.emplace(id, found);
    return found;
}

// Is a node of that kind around it, in the same function?
template <Kind... kinds>
bool around(const Match& m, Node n) {
    Ascent up(m.ask);
    for (n = up(n); n && !is_function(n.kind()) && !n.is(Kind::class_definition); n = up(n))
        if (n.is_any({kinds...})) return true;
    return false;
}

// The body of a class runs with the code around it.
bool in_async_code(const Match& m, Node n) {
    return m.ask.in_async_function(in_no_class_body(m.ask, n));
}

// Is the file named like a test, and if not, which of its functions and classes are?
struct TestFile {
    explicit TestFile(const Model& model) {
        const std::string_view file = name_of(model.path());
        named_so =
            file.starts_with("test_") || file.ends_with("_test.py") || file == "conftest.py" || file == "tests.py";
        if (named_so) return;
        for (const Scope& scope : model.scopes()) {
            if (scope.sort != Scope::function && scope.sort != Scope::class_) continue;
            const Node definition(model.tree(), scope.node);
            const std::string_view name = definition.child(Field::name).text();
            if (name.starts_with("test_") || name.starts_with("Test"))
                tests.push_back({definition.id(), definition.record().next});
        }
        std::ranges::sort(tests);
        // Those within others add nothing.
        NodeId end = 0;
        std::erase_if(tests,
                      [&](const auto& test) { return test.second <= std::exchange(end, std::max(end, test.second)); });
    }
    bool named_so = false;
    std::vector<std::pair<NodeId, NodeId>> tests;  // their nodes, in order
};

bool in_test(const Match& m, Node n) {
    const TestFile& file = m.of_file<TestFile>();
    if (file.named_so) return true;
    const auto behind = std::ranges::upper_bound(file.tests, n.id(), {}, [](const auto& test) { return test.first; });
    return behind != file.tests.begin() && n.id() < std::prev(behind)->second;
}

// The statement that has a place in a block: of what is decorated, with its decorators.
Node whole_statement(Node n) {
    n = statement_of(n);
    return n.parent().is(Kind::decorated_definition) ? n.parent() : n;
}

bool defines(Node n) {
    return n.is_any({Kind::function_definition, Kind::class_definition, Kind::decorated_definition});
}

// May code of the statement run after the last one in it?
bool goes_on(Node n) {
    return n.is_any({Kind::for_statement, Kind::while_statement, Kind::try_statement, Kind::class_definition});
}

// Is control at the end of the function when it has run? Through `if`, `match` and `with`, not through loops and `try`.
bool ends_function(const Match& m, Node n) {
    Ascent up(m.ask);
    n = whole_statement(n);
    for (bool inner = defines(n); n; n = up(n), inner = false) {
        if (!inner && is_function(n.kind())) return n.is(Kind::function_definition);
        if (!inner && goes_on(n)) return false;
        if (is_statement(n.kind()) && n.next_sibling()) return false;
    }
    return false;
}

// The same of code that a hole has caught, such as the body of a loop.
bool ends_code(const Match& m, Node n, const Run& code) {
    if (code.empty()) return false;
    Ascent up(m.ask);
    n = whole_statement(n);
    for (bool inner = defines(n); n && n.id() >= code.first && n.id() < code.end; inner = false) {
        if (!inner && (goes_on(n) || is_function(n.kind()))) return false;
        const Node next = is_statement(n.kind()) ? n.next_sibling() : Node();
        if (next && next.id() < code.end) return false;
        n = up(n);
        if (n.id() < code.first) return true;
    }
    return false;
}

bool own_package(const Match& m, Node n) {
    Node module = n.child(n.is(Kind::import_from_statement) ? Field::module_name : Field::name);
    if (module.is(Kind::aliased_import)) module = module.child(Field::name);
    if (module.is(Kind::relative_import)) return true;
    const std::string_view top = module.text().substr(0, module.text().find('.'));
    return file_in(m.ask.path(), top);
}

bool annotation(const Match& m, Node n) {
    Ascent up(m.ask);
    for (; n && !is_statement(n.kind()); n = up(n))
        if (n.is(Kind::type) || n.field() == Field::return_type) return true;
    return false;
}

// Does a handler around it in the same function take whatever it raises, and raise nothing?
bool swallowed(const Match& m, Node n) {
    Ascent up(m.ask);
    for (Node inner = n; n && !is_function(n.kind()); inner = n, n = up(n)) {
        if (!n.is(Kind::try_statement) || inner.field() != Field::body) continue;
        for (Node handler : n.children())
            if (handler.is(Kind::except_clause) && catches(m.ask, handler) != Catches::named)
                return !in_subtree(handler, [](Node c) { return c.is(Kind::raise_statement); });
    }
    return false;
}

Node up(Node n) {
    Node parent = n.parent();
    while (parent.is(Kind::parenthesized_expression)) parent = parent.parent();
    return parent;
}

bool iterated(const Match& m, Node n) {
    Node inner = n, parent = n.parent();
    while (parent.is(Kind::parenthesized_expression)) inner = parent, parent = parent.parent();
    (void)m;
    return parent.is_any({Kind::for_statement, Kind::for_in_clause}) && inner.field() == Field::right;
}

bool returned(const Match&, Node n) {
    return up(n).is(Kind::return_statement);
}

bool default_value(const Match&, Node n) {
    for (Node inner = n; n; inner = n, n = n.parent()) {
        if (is_statement(n.kind())) return false;
        if (n.is_any({Kind::default_parameter, Kind::typed_default_parameter})) return inner.field() == Field::value;
    }
    return false;
}

// Does the test, or the `try`, expect that a module or a name of it may be missing?
bool expects_absence(const Model& ask, Node around) {
    if (around.is(Kind::try_statement)) {
        for (Node handler : around.children()) {
            if (!handler.is(Kind::except_clause)) continue;
            if (catches(ask, handler) != Catches::named) return true;
            for (Node type : handler_classes(handler))
                for (std::string_view name :
                     {"ImportError", "ModuleNotFoundError", "AttributeError", "NameError", "TypeError"})
                    if (type.text() == name) return true;
        }
        return false;
    }
    if (around.is(Kind::boolean_operator)) return around.text().find("hasattr") != std::string_view::npos;
    const Node test = around.is(Kind::conditional_expression) ? around.child(1u) : around.child(Field::condition);
    for (std::string_view word : {"version", "VERSION", "hasattr", "PY2", "PY3", "py2", "py3"})
        if (test && test.text().find(word) != std::string_view::npos) return true;
    return false;
}

bool optional_place(const Model& ask, Node n) {
    Ascent up(ask);
    for (n = up(n); n; n = up(n))
        if (n.is_any({Kind::try_statement, Kind::if_statement, Kind::elif_clause, Kind::conditional_expression,
                      Kind::boolean_operator}) &&
            expects_absence(ask, n))
            return true;
    return false;
}

// There, or an attribute or call of a name that is bound there.
bool kept_for_versions(const Match& m, Node n) {
    if (optional_place(m.ask, n)) return true;
    while (n.is_any({Kind::attribute, Kind::call})) n = n.child(n.is(Kind::call) ? Field::function : Field::object);
    const Binding* bound = n.is(Kind::identifier) ? m.ask.binding(n) : nullptr;
    return bound && bound->first_store != no_id && optional_place(m.ask, Node(m.ask.tree(), bound->first_store));
}

// What stands twice among its neighbours, asked for one list of them after the other, so that each is read once.
class Repeats {
  public:
    explicit Repeats(const Model&) {}
    bool contains(Node n) const {
        const Node list = n.field() == Field::key && n.parent().is(Kind::pair) ? n.parent().parent() : n.parent();
        const auto [known, fresh] = by_list_.try_emplace(list.id());
        if (fresh) known->second = repeats_in(list);
        return known->second.contains(n.id());
    }

  private:
    static std::unordered_set<NodeId> repeats_in(Node list) {
        std::unordered_set<NodeId> out;
        std::unordered_set<std::string> seen;
        for (Node item : list.children()) {
            // `**others` may replace the values of the keys before it, on purpose.
            if (item.is(Kind::dictionary_splat)) seen.clear();
            const Node said = item.is(Kind::pair) ? item.child(Field::key) : item;
            const std::string key = value_key(said);
            if (!key.empty() && !seen.insert(key).second) out.insert(said.id());
        }
        return out;
    }
    mutable std::unordered_map<NodeId, std::unordered_set<NodeId>> by_list_;
};

// Of `elif kind == "a":`, does a condition above compare with `"a"` too?
bool compared_above(const Match&, Node n) {
    Node test = n.parent();
    while (test.is(Kind::parenthesized_expression)) test = test.parent();
    const Node arm = test.parent();
    if (!test.is(Kind::comparison_operator) || !arm.is(Kind::elif_clause) || arm.child(Field::condition) != test)
        return false;
    auto has = [&](Node above) {
        const Node other = unparenthesized(above.child(Field::condition));
        return other.is(Kind::comparison_operator) &&
               std::ranges::any_of(other.children().list(), [&](Node operand) { return same_code(operand, n); });
    };
    for (Node above : arm.parent().children()) {
        if (above == arm) break;
        if (above.is(Kind::elif_clause) && has(above)) return true;
    }
    return has(arm.parent());
}

// Would an import find it in place of a module of Python's library, if it lies where imports begin? Not those that
// nobody would miss, nor the library itself.
bool named_like_python(const Match& m, Node) {
    std::string_view path = m.ask.path();
    if (!path.ends_with(".py")) return false;
    path = path.ends_with("/__init__.py") ? folder_of(path) : path.substr(0, path.size() - 3);
    const std::string_view name = name_of(path), folder = name_of(folder_of(path));
    constexpr std::array spare = std::to_array<std::string_view>(
        {"test", "this", "antigravity", "idlelib", "turtledemo", "ensurepip", "lib2to3"});
    return !name.starts_with('_') && is_stdlib_module(name, m.ask.target()) &&
           std::ranges::find(spare, name) == spare.end() && folder != "Lib" && folder != "stdlib" &&
           folder != "site-packages" && !folder.starts_with("python3.");
}

// Does `__all__` get it: by `=` or `+=` with a list or tuple, by `append` or `extend`?
bool exported(const Match&, Node n) {
    Node up = n.parent();
    const bool item = up.is_any({Kind::list, Kind::tuple, Kind::expression_list});
    if (!item && !up.is(Kind::argument_list)) return false;
    for (int depth = 0; depth < 20 && up.is_any({Kind::list, Kind::tuple, Kind::expression_list, Kind::binary_operator,
                                                 Kind::parenthesized_expression, Kind::list_splat});
         ++depth)
        n = up, up = up.parent();
    if (up.is_any({Kind::assignment, Kind::augmented_assignment}))
        return n.field() == Field::right && up.child(Field::left).text() == "__all__";
    if (!up.is(Kind::argument_list)) return false;
    const std::string_view function = up.parent().child(Field::function).text();
    return function == (item ? "__all__.extend" : "__all__.append");
}

// A module that others may import, and not a file that is only run.
bool importable(const Match& m, Node) {
    const std::string_view path = m.ask.path();
    if (!path.ends_with(".py") || path.ends_with("__main__.py") || m.ask.tree().text.starts_with("#!")) return false;
    return m.ask.tree().text.find("__name__ == ") != std::string::npos || in_package(m.ask);
}

bool replacement_field(const Match&, Node n) {
    const Node field = n.parent();
    if (!field.is(Kind::interpolation) || n.field() != Field::expression || field.child(Field::type_conversion))
        return false;
    for (Node token : field.tokens())
        if (token.is(Kind::op_eq)) return false;
    return true;
}

constexpr std::array place_rows = std::to_array<Question>({
    about(
        "a repeat", "an equal item comes before it in its list, tuple, set or dict, or in its row of arguments",
        [](const Match& m, Node n) { return m.of_file<Repeats>().contains(n); }, 1),
    about("compared above",
          "an operand of a comparison in an `elif` with which an `if` or `elif` above it, of the same chain, compares "
          "too",
          compared_above, 1),
    about("a replacement field",
          "it is all the code of a replacement field of an f-string, which has neither a conversion nor `=`",
          replacement_field),
    about("formatted", "it is the code of a replacement field that has a format specifier",
          [](const Match&, Node n) {
              const auto parts = n.parent().is(Kind::interpolation) ? n.parent().children() : Node::Range();
              return std::ranges::any_of(parts.list(), [](Node part) { return part.is(Kind::format_specifier); });
          }),
    about(
        "in a loop",
        "each iteration of a `for` or `while` loop of the same function evaluates it: it is in the body, or the test "
        "of a `while`; not in an `else`, in what a `for` iterates over, or in a lambda in the loop",
        [](const Match& m, Node n) { return in_each_iteration(m.ask, n); }, 1),
    about("in an async function", "the innermost enclosing function is async; the body of a class in it counts",
          in_async_code, 1),
    about(
        "in a function",
        "it is in the body of a `def` or lambda; the body of a class in it counts, a decorator, a default value and an "
        "annotation of its own do not",
        [](const Match& m, Node n) { return static_cast<bool>(m.ask.enclosing_function(in_no_class_body(m.ask, n))); },
        1),
    about(
        "in a method", "the innermost enclosing function is a method",
        [](const Match& m, Node n) {
            Node function = m.ask.enclosing_function(n);
            return function && static_cast<bool>(m.ask.enclosing_class(function));
        },
        1),
    about(
        "in a branch for keys",
        "it is in the body of `if hasattr(..., \"keys\")`, where an object may have `keys()` and no other method of a "
        "dict",
        [](const Match& m, Node n) {
            Ascent up(m.ask);
            for (Node inner = n, at = up(n); at && !is_function(at.kind()); inner = at, at = up(at)) {
                if (!at.is_any({Kind::if_statement, Kind::elif_clause}) || inner.field() != Field::consequence)
                    continue;
                const Node test = unparenthesized(at.child(Field::condition));
                if (test.is(Kind::call) && test.child(Field::function).text() == "hasattr" &&
                    test.text().find("keys") != std::string_view::npos)
                    return true;
            }
            return false;
        },
        1),
    about(
        "in a class body", "it is in a class, outside of its methods",
        [](const Match& m, Node n) { return m.ask.scopes()[m.ask.scope_of(n)].sort == Scope::class_; }, 1),
    about(
        "in a comprehension",
        "each item of a comprehension or generator expression evaluates it: not what its first `for` iterates over, "
        "which is evaluated once, and not what is in a lambda in it",
        [](const Match& m, Node n) { return static_cast<bool>(comprehension_of(m.ask, n)); }, 1),
    about(
        "in a try block", "it is in the body of a `try` of the same function",
        [](const Match& m, Node n) {
            Ascent up(m.ask);
            for (Node inner = n; n && !is_function(n.kind()); inner = n, n = up(n))
                if (n.is(Kind::try_statement) && inner.field() == Field::body) return true;
            return false;
        },
        1),
    about("swallowed", "an enclosing `except` clause for all exceptions, in the same function, does not raise",
          swallowed, 1),
    about("in an except block", "it is in an `except` clause of the same function", around<Kind::except_clause>, 1),
    about("in a finally block", "it is in a `finally` clause of the same function", around<Kind::finally_clause>, 1),
    about("in a with block", "it is in a `with` statement of the same function", around<Kind::with_statement>, 1),
    about(
        "in the main block",
        "it only runs where `__name__ == \"__main__\"`: in that `if`, or in the `else` of the opposite test",
        [](const Match& m, Node n) { return in_main_block(m.ask, n); }, 1),
    about("kept for other versions",
          "a `try` that expects an ImportError, AttributeError, NameError or TypeError is around it, or a test of the "
          "version or of "
          "`hasattr()`, or around what binds its first name",
          kept_for_versions, 2),
    about("in a test", "it is in a file, function or class that is named like a test", in_test, 1),
    about("asserted in a test",
          "it is the condition of an `assert`, in a file, function or class that is named like a test",
          [](const Match& m, Node n) {
              const Node parent = up(n);
              return parent.is(Kind::assert_statement) && unparenthesized(parent.child(0u)) == unparenthesized(n) &&
                     in_test(m, n);
          }),
    about("in an annotation", "it is part of a type annotation", annotation, 1),
    about("in a decorator", "it is part of a decorator", around<Kind::decorator>, 1),
    about("in an f-string", "it is part of a replacement field", around<Kind::interpolation>, 1),
    about("in a query", "it is an argument of `where`, `filter`, `select` or another call that builds a query",
          in_query, 1),
    about(
        "at module level", "it is not in a function or class",
        [](const Match& m, Node n) { return m.ask.scope_of(n) == 0; }, 1),
    about("a statement of the module", "a statement that is not in a function, a class, an `if`, a loop or the like",
          [](const Match&, Node n) { return whole_statement(n).parent().is(Kind::module); }),
    about("a condition",
          "only its truth value is used: the test of an `if`, `while` or `assert`, an operand of `not`, …",
          [](const Match&, Node n) { return boolean_context(n); }),
    about("a statement of its own", "an expression statement, whose value is not used",
          [](const Match&, Node n) { return n.is(Kind::expression_statement) || statement_context(n); }),
    about("stored", "it is assigned to or deleted here", [](const Match& m, Node n) { return m.ask.stored(n); }),
    about("called", "it is the function of a call",
          [](const Match&, Node n) {
              while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
              return n.field() == Field::function && n.parent().is(Kind::call);
          }),
    about("awaited", "it is the operand of `await`", [](const Match&, Node n) { return up(n).is(Kind::await); }),
    about("iterated over", "a `for` loop or comprehension iterates over it", iterated),
    about("assigned", "it is the value of an assignment",
          [](const Match&, Node n) {
              while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
              return n.parent().is_any({Kind::assignment, Kind::named_expression}) && n.field() != Field::left &&
                     n.field() != Field::name && n.field() != Field::type;
          }),
    about("returned", "it is the value of a `return`", returned),
    about("an argument", "it is an argument of a call, by position or by keyword",
          [](const Match&, Node n) {
              Node parent = up(n);
              return of_call(parent) || (parent.is(Kind::keyword_argument) && of_call(parent.parent()));
          }),
    about("a positional argument", "it is an argument of a call, passed by position",
          [](const Match&, Node n) { return of_call(up(n)); }),
    about("a keyword argument", "it is an argument of a call, passed by keyword",
          [](const Match&, Node n) {
              Node parent = up(n);
              return parent.is(Kind::keyword_argument) && of_call(parent.parent());
          }),
    about("a context manager", "a `with` statement enters it",
          [](const Match&, Node n) {
              Node parent = up(n);
              if (parent.is(Kind::as_pattern)) parent = up(parent);
              return parent.is(Kind::with_item);
          }),
    about("a relative import", "`from . import x` and the like",
          [](const Match&, Node n) { return n.child(Field::module_name).is(Kind::relative_import); }),
    about("an import of its own package", "an import from the package of the file, relative or absolute", own_package),
    about(
        "part of a package",
        "of the file: it is in a folder with an `__init__.py`; of an `__init__.py`: its package is in another",
        [](const Match& m, Node) { return in_package(m.ask); }, 2),
    about("an export", "an item of the list or tuple that `__all__` is set to, or something that is added to it",
          exported),
    about("named like a module of Python", "of the file: `random.py`, or `random/__init__.py`", named_like_python),
    about("importable", "a file of a package, or one with `if __name__ == \"__main__\":`; no program, no notebook",
          importable, 2),
    about("a star import", "`from x import *`",
          [](const Match&, Node n) {
              return n.is(Kind::import_from_statement) && n.last_child().is(Kind::wildcard_import);
          }),
    about("a default value", "it is part of a parameter's default", default_value),
    about("the first statement", "it is the first of its block, a docstring aside",
          [](const Match&, Node n) {
              Node before = whole_statement(n).previous_sibling();
              return !before || (before.is(Kind::expression_statement) && before.child(0u).is(Kind::string) &&
                                 !before.previous_sibling());
          }),
    about("the last statement", "nothing follows it in its block",
          [](const Match&, Node n) { return !whole_statement(n).next_sibling(); }),
    about("at the end of the function",
          "no other statement of the function runs after it: it is the last one, or the last in an `if`, `match` or "
          "`with` that is",
          ends_function, 1),
    relation("at the end of",
             "no other statement of that code runs after it: it is the last one, or the last in an `if`, `match` or "
             "`with` that is",
             ends_code, 1),
    about("the last case", "it is the last `case`",
          [](const Match&, Node n) { return n.is(Kind::case_clause) && !n.next_sibling(); }),
    about("a catch-all case", "a `case` that matches everything: `case _` or a name, without a guard",
          [](const Match&, Node n) { return n.is(Kind::case_clause) && irrefutable(n); }),
    about("the only statement", "it is alone in its block",
          [](const Match&, Node n) { return whole_statement(n).parent().has_children(1); }),
});

}  // namespace

std::span<const Question> place_words() {
    return place_rows;
}

}  // namespace zen
