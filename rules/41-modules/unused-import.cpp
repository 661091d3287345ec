// Is the name that the import binds mentioned anywhere, in code or in text that counts as code?
#include <algorithm>
#include <set>
#include <string>

#include "rule.h"

namespace zen::rules {

namespace {

// What a file says of names elsewhere than in references.
struct UnusedImportFile {
    std::set<std::string_view> exported;    // strings in statements about `__all__`
    std::set<std::string_view> parameters;  // of any function
    std::set<std::string_view> remarks;     // words of type comments and of types in quotes
    bool open = false;                      // `__all__` holds what nobody knows
    bool only_imports = true;               // it passes on what it imports, or imports for side effects

    std::uint32_t definitions = 0;  // where the first function or class of the module ends; 0 without one

    std::set<std::string_view> aliased;  // modules that `import m as x` gives another name

    std::set<std::string_view> in_classes;  // read in a class that binds them, too: `numbers = numbers`

    explicit UnusedImportFile(const Model& model) {
        for (const Reference& r : model.references())
            if (r.reads() && r.binding != no_id &&
                model.scopes()[model.bindings()[r.binding].scope].sort == Scope::class_)
                in_classes.insert(model.name(r.name));
        const Tree& tree = model.tree();
        for (Node statement : Node(tree, 0).children()) {
            const bool text = statement.is(Kind::expression_statement) && statement.child(0u).is(Kind::string);
            only_imports = only_imports &&
                           (text || statement.is_any({Kind::import_statement, Kind::comment,
                                                      Kind::import_from_statement, Kind::future_import_statement}));
        }
        for (Node statement : Node(tree, 0).children())
            if (statement.is_any({Kind::function_definition, Kind::class_definition, Kind::decorated_definition})) {
                definitions = statement.end();
                break;
            }
        NodeId types = 0;  // the end of the type, or of what holds types as strings
        for (NodeId id = 0; id < tree.nodes.size(); ++id) {
            switch (tree.nodes[id].kind) {
                case Kind::identifier: {
                    Node n(tree, id);
                    if (n.text() != "__all__") break;
                    Node statement = statement_of(n);
                    if (!statement.is(Kind::expression_statement)) break;
                    for (Node part : statement.descendants())
                        if (part.is(Kind::string_content)) exported.insert(part.text());
                    break;
                }
                case Kind::function_definition:
                    for (const Parameter& p : zen::parameters(Node(tree, id))) parameters.insert(p.name());
                    break;
                case Kind::aliased_import:
                    if (Node n(tree, id); n.parent().is(Kind::import_statement)) aliased.insert(n.child(0u).text());
                    break;
                case Kind::comment: {
                    std::string_view text = Node(tree, id).text();
                    if (text.find("type:") != std::string_view::npos) words(text);
                    break;
                }
                case Kind::type:
                case Kind::subscript:
                    types = std::max(types, tree.nodes[id].next);
                    break;
                case Kind::call: {
                    // `cast("Order", value)`, `TypeVar("T", bound="Order")`.
                    std::string_view made = Node(tree, id).child(Field::function).text();
                    if (made.ends_with("cast") || made.ends_with("TypeVar"))
                        types = std::max(types, tree.nodes[id].next);
                    break;
                }
                case Kind::string_content:
                    if (id < types) words(Node(tree, id).text());
                    if (tree.nodes[id].end - tree.nodes[id].start > 4) examples(Node(tree, id).text());
                    break;
                default:
                    break;
            }
        }
    }

    // `>>> area(math.pi)`: doctest runs it with the names of the module.
    void examples(std::string_view text) {
        if (text.find(">>> ") == text.npos) return;
        while (!text.empty()) {
            const std::string_view line = text.substr(0, text.find('\n'));
            const std::size_t first = line.find_first_not_of(" \t");
            if (first != line.npos &&
                (line.substr(first).starts_with(">>> ") || line.substr(first).starts_with("... ")))
                words(line);
            text.remove_prefix(std::min(text.size(), line.size() + 1));
        }
    }

    void words(std::string_view text) {
        std::size_t from = std::string_view::npos;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            const char c = i < text.size() ? text[i] : ' ';
            const bool name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            if (name && from == std::string_view::npos) from = i;
            if (!name && from != std::string_view::npos)
                remarks.insert(text.substr(from, i - from)), from = std::string_view::npos;
        }
    }
};

// Is it the body of a `try` that catches a missing module?
bool unused_import_probe(Node statement) {
    for (Node n = statement, up = n.parent(); up; n = up, up = up.parent()) {
        if (up.is_any({Kind::function_definition, Kind::class_definition})) return false;
        if (!up.is(Kind::try_statement) || n != up.child(Field::body)) continue;
        for (Node clause : up.children())
            if (clause.is(Kind::except_clause)) {
                std::string_view head = clause.text().substr(0, clause.text().find('\n'));
                for (std::string_view name : {"ImportError", "ModuleNotFoundError", "Exception", "except:"})
                    if (head.find(name) != std::string_view::npos) return true;
            }
    }
    return false;
}

}  // namespace

Verdict unused_import(const Match& m) {
    Node statement = m.at.parent();
    const bool from = statement.is(Kind::import_from_statement);
    if ((!from && !statement.is(Kind::import_statement)) || m.at.field() != Field::name) return silent_for_all;
    Node bound = m.at.is(Kind::aliased_import) ? m.at.child(Field::alias) : m.at.child(0u);
    std::string_view name = bound.text(), path = m.ask.path();
    if (name == "_" || name.starts_with("__")) return silent_for_all;
    // Imported for what they do: `input()` gets a history, or completion.
    if (!from && (name == "readline" || name == "rlcompleter" || name == "antigravity" || name == "this"))
        return silent_for_all;
    // For the second match: imports that may be for other modules, or for a test of what is installed.
    bool elsewhere = path.ends_with("__init__.py");
    if (m.at.is(Kind::aliased_import) && m.at.child(Field::name).text() == name) return silent_for_all;
    const Reference* r = m.ask.reference(bound);
    if (!r || r->binding == no_id || m.ask.scopes()[r->scope].sort == Scope::class_) return silent_for_all;
    if (m.ask.references_of(r->binding).size() > 30) return silent_for_all;
    for (const Reference* use : m.ask.references_of(r->binding)) {
        if (use->reads() || use->access == Access::del) return silent_for_all;
        if (use->access == Access::declare && !use->annotation) return silent_for_all;
    }
    const UnusedImportFile& file = m.of_file<UnusedImportFile>();
    if (file.in_classes.contains(name)) return silent_for_all;
    // `import shop.prices` fills in the attribute of `import shop as s`.
    if (m.at.is(Kind::dotted_name) && !from && !m.at.has_children(1) && file.aliased.contains(name))
        return silent_for_all;
    if (file.exported.contains(name) || file.parameters.contains(name) || file.remarks.contains(name))
        return silent_for_all;
    if (unused_import_probe(statement)) {
        if (m.ask.references_of(r->binding).size() > 1) return silent_for_all;  // `except ImportError: orjson = None`
        elsewhere = true;
    }
    // Nor what another import of the name stands in for elsewhere: `from .plain import Proxy`, then `try: from ._fast
    // import Proxy`; or one in each branch of an `if`. Other modules import the name from here.
    for (const Reference* other : m.ask.references_of(r->binding)) {
        const Node import = statement_of(Node(m.ask.tree(), other->node));
        if (other != r && import.is_any({Kind::import_statement, Kind::import_from_statement}) &&
            import.parent() != statement.parent())
            return silent_for_all;
    }
    if (elsewhere != (m.index() == 1)) return silent;
    // A comment at the first line of an import stands for all of its names.
    std::string_view first_line = statement.text().substr(0, statement.text().find('\n'));
    if (first_line.size() < statement.text().size() && first_line.find("# noqa") != std::string_view::npos)
        return silent;
    if (elsewhere)
        return found(m.at, m.message("`$name` is imported and not used in this module", {{"name", m.at.text()}}));
    Edits edits(m);
    unsigned names = 0;
    for (Node child : statement.children())
        if ((names += child.field() == Field::name) > 1) break;
    // Where nothing but imports stands, all of them may go at once, and a block must not be empty.
    Node block = statement.parent();
    bool only_imports = !block.is(Kind::module);
    for (Node other : block.children()) {
        if (!only_imports) break;
        if (!other.is_any({Kind::import_statement, Kind::import_from_statement})) {
            only_imports = false;
            break;
        }
    }
    if (only_imports) edits.give_up();
    // A file of imports alone has them for what they do, or for other modules.
    const std::string_view module = from ? statement.child(Field::module_name).text() : m.at.text();
    if (file.only_imports && !is_stdlib_module(module.substr(0, module.find('.')), m.ask.target())) edits.give_up();
    // Between definitions, a name is often imported in place of a function that used to be here, for other modules.
    if (from && block.is(Kind::module) && file.definitions > 0 && statement.start() > file.definitions) edits.give_up();
    if (names == 1) {
        edits.remove_statement(statement);
    } else {
        Node before = m.at.previous_sibling(), after = m.at.next_sibling();
        const std::string_view text = m.ask.tree().text;
        const std::size_t rest = text.find_first_not_of(", \t", m.at.end());
        // A comment behind the name before stays with it.
        const bool own_line = opens_line(m.at) && (rest == text.npos || text[rest] == '\n' || text[rest] == '\r');
        if (after)
            edits.replace(Span{m.at.start(), after.start()}, "");
        else if (own_line && m.ask.has_comment({before.end(), m.at.start()}))
            edits.replace(whole_lines(m.ask.tree(), m.at.span()), "");
        else
            edits.replace(Span{before.end(), m.at.end()}, "");
    }
    return found(m.at, edits, m.message("`$name` is imported and never used: remove it", {{"name", m.at.text()}}));
}

}  // namespace zen::rules
