#include <algorithm>
#include <array>
#include <vector>

#include "engine/matching/words.h"
#include "semantics/ascent.h"
#include "semantics/flow/flow_graph.h"
#include "semantics/flow/listing.h"
#include "semantics/flow/missing.h"
#include "syntax/literal_text.h"

namespace zen {
namespace {

bool any_of_run(const Run& run, auto&& test) {
    for (Node n : run.nodes())
        if (test(n)) return true;
    return false;
}

BindingId id_of(const Match& m, const Binding* b) {
    return static_cast<BindingId>(b - m.ask.bindings().data());
}

bool local(const Match& m, Node n) {
    const Binding* b = m.ask.binding(n);
    return b && b->scope != 0 && b->scope == m.ask.scope_of(m.at);
}

// Bound in the scope of the match, and seen by no other.
bool of_one_scope(const Match& m, Node n) {
    const Binding* b = m.ask.binding(n);
    constexpr int shared = Binding::cell | Binding::global_declared | Binding::nonlocal_declared;
    return b && b->scope == m.ask.scope_of(m.at) && !(b->flags & shared);
}

// The same character in a string and in bytes: `\x80` is a character that UTF-8 encodes as two bytes, and bytes do not
// know `\N`, `\u` and `\U`.
bool ascii_escape(std::string_view text) {
    const char kind = text.size() > 1 ? text[1] : '\n';
    if (kind == 'x') return text.size() > 2 && text[2] < '8';
    if (kind >= '0' && kind <= '7') return text.size() < 4 || kind < '2';
    return kind != 'N' && kind != 'u' && kind != 'U';
}

bool ascii_literal(const Match&, Node n) {
    if (!n.is_any({Kind::string, Kind::concatenated_string})) return false;
    return !in_subtree(n, [](Node part) {
        const std::string_view text = part.text();
        if (part.is(Kind::string_start)) return text.find_first_of("fFtT") != text.npos;
        if (part.is(Kind::escape_sequence)) return !ascii_escape(text);
        return part.is_any({Kind::interpolation, Kind::comment}) ||
               (part.is(Kind::string_content) && std::ranges::any_of(text, [](unsigned char c) { return c > 127; }));
    });
}

// Does it give the same if it is evaluated once more right away?
bool repeatable(const Match& m, Node n) {
    for (Node part : n.descendants()) {
        if (part.is_any({Kind::named_expression, Kind::await, Kind::yield})) return false;
        if (!part.is(Kind::call)) continue;
        const Node function = part.child(Field::function);
        const std::string_view method = function.child(Field::attribute).text();
        if (method == "startswith" || method == "endswith") continue;
        if (std::ranges::none_of(
                std::array<std::string_view, 5>{"isinstance", "issubclass", "callable", "hasattr", "len"},
                [&](std::string_view name) { return m.ask.means(function, name); }))
            return false;
    }
    return true;
}

bool is_import(const Match& m, Node n) {
    while (n.is(Kind::attribute)) n = n.child(Field::object);
    const Binding* b = m.ask.binding(n);
    return b && (b->flags & Binding::import);
}

// As much as `read_in`, but any mention of the name will do.
bool mentioned(const Match& m, Node n, Node where) {
    for (Node name : n.descendants()) {
        if (!m.ask.reference(name)) continue;
        for (Node other : where.descendants())
            if (other.is(Kind::identifier) && m.ask.reference(other) && other.text() == name.text()) return true;
    }
    return false;
}

// Does code there itself bind or delete a name of it? `rebound` asks as well what a call there may do.
bool bound_in(const Match& m, Node n, Node where) {
    for (Node name : n.descendants()) {
        const Reference* r = m.ask.reference(name);
        if (!r || r->binding == no_id) continue;
        for (const Reference* other : m.ask.references_of(r->binding))
            if ((other->writes() || other->access == Access::del) && Node(m.ask.tree(), other->node).within(where))
                return true;
    }
    return false;
}

// The names that a target such as `(name, *rest)` binds; the name itself.
std::vector<Node> bound_names(const Match& m, Node n) {
    if (n.is(Kind::identifier)) return {n};
    std::vector<Node> out;
    for (Node part : n.descendants()) {
        const Reference* r = part.is(Kind::identifier) ? m.ask.reference(part) : nullptr;
        if (r && r->writes()) out.push_back(part);
    }
    return out;
}

// An attribute or item is read where the same code stands.
bool same_code_in(Node n, Node where) {
    return n.is_any({Kind::attribute, Kind::subscript}) &&
           in_subtree(where, [&](Node other) { return other.kind() == n.kind() && same_code(other, n); });
}

bool read_in(const Match& m, Node n, Node where) {
    return same_code_in(n, where) ||
           std::ranges::any_of(bound_names(m, n), [&](Node name) { return m.ask.read_in(name, where); });
}

bool in_match(const Match& m, Node n) {
    return n.start() >= m.at.start() && n.end() <= m.last.end();
}

// As `read_in`, apart from the matched code.
bool read_elsewhere(const Match& m, Node n, Node where) {
    if (n.is_any({Kind::attribute, Kind::subscript}))
        return in_subtree(
            where, [&](Node other) { return other.kind() == n.kind() && same_code(other, n) && !in_match(m, other); });
    return std::ranges::any_of(bound_names(m, n), [&](Node name) {
        const Binding* b = m.ask.binding(name);
        return b && std::ranges::any_of(m.ask.references_of(id_of(m, b)), [&](const Reference* r) {
                   const Node use(m.ask.tree(), r->node);
                   return r->reads() && use.within(where) && !in_match(m, use);
               });
    });
}

bool used_after(const Match& m, Node n, Node statement) {
    return std::ranges::any_of(bound_names(m, n), [&](Node name) { return m.ask.used_after(name, statement); });
}

bool read_anywhere(const Match& m, Node n) {
    const Binding* b = m.ask.binding(n);
    if (!b) return true;
    for (const Reference* r : m.ask.references_of(id_of(m, b)))
        if (r->reads()) return true;
    return looked_up_by_name(m.ask, *b);
}

// In a comparison, an operand of `+` or `%`, indexed, or the object of an attribute?
bool in_text_place(Node n) {
    Node up = n.parent();
    while (up.is(Kind::parenthesized_expression)) n = up, up = up.parent();
    if (up.is(Kind::comparison_operator))
        return std::ranges::none_of(up.tokens(), [](Node t) { return t.text().starts_with("is"); });
    return up.is_any({Kind::binary_operator, Kind::augmented_assignment}) ||
           (up.is(Kind::attribute) && n.field() == Field::object) ||
           (up.is(Kind::subscript) && n.field() == Field::value);
}

bool used_as_text(const Match& m, Node n) {
    if (in_text_place(n)) return true;
    const Node assignment = n.parent();
    if (!assignment.is(Kind::assignment) || n.field() != Field::right) return false;
    const Node name = assignment.child(Field::left);
    return name.is(Kind::identifier) && std::ranges::any_of(m.ask.uses(name), in_text_place);
}

// Functions that take a `Path` for the name of a file.
bool takes_path(const Match& m, Node call) {
    const std::string name = m.ask.qualified(call.child(Field::function));
    if (name == "os.environ.setdefault" || name == "os.putenv") return false;
    if (name == "open" || name == "io.open" || name == "print" || name == "str") return true;
    return std::ranges::any_of(std::array<std::string_view, 3>{"os.", "shutil.", "pathlib."},
                               [&](std::string_view module) { return name.starts_with(module); });
}

bool passed_on(const Match& m, Node n, int names = 2) {
    Node up = n.parent();
    while (up.is_any({Kind::parenthesized_expression, Kind::conditional_expression, Kind::boolean_operator}))
        n = up, up = up.parent();
    switch (up.kind()) {
        case Kind::argument_list:
            return !takes_path(m, up.parent());
        case Kind::assignment: {
            const Node target = up.child(Field::left);
            if (n.field() != Field::right || !target.is(Kind::identifier)) return n.field() == Field::right;
            return names > 0 &&
                   std::ranges::any_of(m.ask.uses(target), [&](Node use) { return passed_on(m, use, names - 1); });
        }
        case Kind::return_statement:
        case Kind::yield:
        case Kind::list:
        case Kind::tuple:
        case Kind::set:
        case Kind::pair:
        case Kind::expression_list:
        case Kind::keyword_argument:
        case Kind::default_parameter:
        case Kind::typed_default_parameter:
        case Kind::lambda:
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::generator_expression:
            return true;
        default:
            return false;
    }
}

// `parameter - x`, `x < parameter`.
bool beside_parameter(const Match& m, Node n) {
    while (n.parent().is(Kind::parenthesized_expression)) n = n.parent();
    if (!n.parent().is_any({Kind::binary_operator, Kind::comparison_operator})) return false;
    return std::ranges::any_of(n.parent().children().list(), [&](Node other) {
        const Binding* b = m.ask.binding(other);
        return other != n && b && (b->flags & Binding::parameter);
    });
}

bool looked_up(const Match& m, Node n) {
    for (Node name : n.descendants()) {
        const Reference* r = m.ask.reference(name);
        if (r && r->binding != no_id) return looked_up_by_name(m.ask, m.ask.bindings()[r->binding]);
    }
    return false;
}

// The first place above a `global` statement, in the same scope, that has a name of it: an error of Python's compiler.
struct UsedAboveGlobal {
    std::vector<NodeId> names;

    explicit UsedAboveGlobal(const Model& ask) {
        const Tree& tree = ask.tree();
        for (NodeId id = 0; id < tree.nodes.size(); ++id)
            if (tree.nodes[id].kind == Kind::global_statement)
                for (Node name : Node(tree, id).children()) add(ask, Node(tree, id), name.text());
        std::ranges::sort(names);
    }

  private:
    void add(const Model& ask, Node statement, std::string_view name) {
        const ScopeId scope = ask.scope_of(statement);
        for (Node n : ask.enclosing_function(statement).child(Field::body).descendants()) {
            if (n.id() >= statement.id()) return;
            const Reference* r = n.is(Kind::identifier) && n.text() == name ? ask.reference(n) : nullptr;
            if (!r || r->scope != scope || r->access == Access::declare) continue;
            names.push_back(n.id());
            return;
        }
    }
};

constexpr std::array use_rows = std::to_array<Question>({
    about("mutated in its statement", "the statement that contains it changes the object",
          [](const Match& m, Node n) { return m.ask.mutated(n, statement_of(n)); }, 2),
    about("a local", "a name bound in the function of the match", local),
    about("a plain local", "a local that no other function uses and that is not declared `global` or `nonlocal`",
          [](const Match& m, Node n) { return local(m, n) && of_one_scope(m, n); }),
    about("used in one scope",
          "a name that the function, class or module of the match binds, and that no function or comprehension in it uses",
          of_one_scope),
    about("a parameter", "the name of a parameter",
          [](const Match& m, Node n) {
              const Binding* b = m.ask.binding(n);
              return b && (b->flags & Binding::parameter);
          }),
    about("a global", "a module-level name",
          [](const Match& m, Node n) {
              const Binding* b = m.ask.binding(n);
              return b && b->scope == 0;
          }),
    about("an import", "a name that an import binds, or an attribute of one", is_import),
    about("a builtin", "a builtin that nothing shadows",
          [](const Match& m, Node n) { return m.ask.is_builtin_function(n); }),
    about("ASCII",
          "a string literal of ASCII characters, without code and without `\\N`, `\\u`, `\\U` and escapes such as "
          "`\\x80`: one that may be bytes",
          ascii_literal),
    about("the name of a builtin", "a name that Python has without an import, even if other code of the file binds it",
          [](const Match& m, Node n) { return n.is(Kind::identifier) && m.ask.names_builtin(n.text()); }),
    about("repeatable",
          "evaluated twice in a row, it gives the same: it has no `:=`, `await` or `yield`, and no calls but those of "
          "`isinstance()`, `len()`, `hasattr()`, `startswith()` and the like",
          repeatable),
    of_node_alone(about("undefined",
                        "a name that nothing binds, neither code of the file nor Python; in a file with `import *`, `exec`, "
                        "`globals()` or a `__getattr__` of the module, no name is",
                        [](const Match& m, Node n) { return undefined(m.ask, n); }, 1)),
    of_node_alone(about("used above its global statement",
                        "the first such place of a name that a `global` statement of the same function has",
                        [](const Match& m, Node n) {
                            return std::ranges::binary_search(m.of_file<UsedAboveGlobal>().names, n.id());
                        }, 1)),
    of_node_alone(about("read before it is bound",
                        "a name that nothing above binds, so that reading it raises `NameError`",
                        [](const Match& m, Node n) { return read_before_bound(m.ask, n); }, 1)),
    about("the name of a global",
          "a string literal with a name that the module has, or may have: by `import *`, `globals()`, a `__getattr__`, or "
          "as a module of the package",
          [](const Match& m, Node n) {
              const std::optional<std::string> text = literal_text(n);
              return !text || may_have(m.ask, *text);
          },
          1),
    about("bound once", "a name that is stored in one place only",
          [](const Match& m, Node n) {
              const Binding* b = m.ask.binding(n);
              return b && b->stores == 1 && !(b->flags & Binding::deleted);
          }),
    about("bound here first", "a name that is stored here, and in no place above (a parameter is stored above)",
          [](const Match& m, Node n) {
              const Binding* b = m.ask.binding(n);
              return b && b->first_store == n.id() && !(b->flags & Binding::parameter);
          }),
    of_node_alone(about(
        "never read", "a name that nothing in the file reads",
        [](const Match& m, Node n) { return !read_anywhere(m, n); }, 1)),
    about("used as text",
          "the value, or a name that it is stored in, is compared, joined with `+` or `%`, indexed, or one of its attributes is used",
          used_as_text, 2),
    about("passed on",
          "the value, or a name that it is stored in, is returned, yielded, stored in an attribute or a container, or passed to a call that is not known to take a `Path`",
          [](const Match& m, Node n) { return passed_on(m, n); }, 2),
    about("beside a parameter", "an operand of a comparison or an arithmetic operator, with a parameter as another operand",
          beside_parameter),
    about("looked up by its name",
          "code may look up the name that is bound here with `locals()`, `dir()`, `globals()[name]`, `eval` and the like", looked_up, 1),
    about("used after the match", "the name, or one of a tuple of names, may be read after the matched statements",
          [](const Match& m, Node n) { return used_after(m, n, statement_of(m.ask, m.last)); }, 2),
    relation("rebound in", "a name that it reads is bound again there",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return m.ask.rebound(n, where); });
             }),
    relation("bound in", "code there itself binds or deletes a name of it",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return bound_in(m, n, where); });
             }),
    relation("mutated in", "code there visibly changes the object",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return m.ask.mutated(n, where); });
             }),
    relation("changed or passed on in",
             "code there changes it, or may: it is an argument of a call, or an unknown method is called on it",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return m.ask.mutated(n, where, true); });
             }),
    relation("read in", "the name is read there (of a tuple of names, one of them; of `x.a` or `x[i]`, the same code)",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return read_in(m, n, where); });
             }),
    relation("read elsewhere in", "the same, apart from the matched code",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return read_elsewhere(m, n, where); });
             }),
    relation("mentioned in", "a name of it is read, bound or deleted there",
             [](const Match& m, Node n, const Run& place) {
                 return any_of_run(place, [&](Node where) { return mentioned(m, n, where); });
             }),
    relation("used after", "the name, or one of a tuple of names, may be read after that statement",
             [](const Match& m, Node n, const Run& place) {
                 Node last;
                 for (Node where : place.nodes()) last = where;
                 return last && used_after(m, n, statement_of(m.ask, last));
             }),
    whole("always left", "control never reaches its end: it returns, raises, breaks or continues",
          [](const Match& m, const Run& run) { return any_of_run(run, [&](Node n) { return m.ask.leaves(n); }); }, 2),
    whole("always left by return", "control never reaches its end, and returns",
          [](const Match& m, const Run& run) {
              return any_of_run(run, [&](Node n) { return m.ask.exit(n) == Model::Exit::returns; });
          }, 2),
    whole("always left by raise", "control never reaches its end, and an exception is raised",
          [](const Match& m, const Run& run) {
              return any_of_run(run, [&](Node n) { return m.ask.exit(n) == Model::Exit::raises; });
          }, 2),
    whole("has an await", "it contains `await`, not counting nested functions",
          [](const Match& m, const Run& run) { return any_of_run(run, [&](Node n) { return m.ask.contains_await(n); }); }, 2),
    whole("has a yield", "it yields, in its own function",
          [](const Match& m, const Run& run) { return any_of_run(run, [&](Node n) { return m.ask.contains_yield(n); }); }, 2),
    whole("has a binding", "it binds or deletes a name, `:=` counts",
          [](const Match& m, const Run& run) {
              return any_of_run(run, [&](Node n) {
                  return in_subtree(n, [&](Node c) {
                      const Reference* r = c.is(Kind::identifier) ? m.ask.reference(c) : nullptr;
                      return r && r->writes();
                  });
              });
          }, 2),
});

}  // namespace

std::span<const Question> use_words() {
    return use_rows;
}

}  // namespace zen
