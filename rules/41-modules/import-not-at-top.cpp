// Where the imports of a file end, and what may be between them.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

bool import_not_at_top_has(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

// Does the statement change how modules are found or loaded?
bool import_not_at_top_sets_up(const Model& ask, Node statement) {
    Node what = statement.child(0u);
    if (what.is(Kind::await)) return false;
    if (what.is_any({Kind::assignment, Kind::augmented_assignment})) {
        Node target = what.child(Field::left), value = what.child(Field::right);
        std::string_view name = target.text();
        if (!value) return true;  // only declares the type
        if (target.is(Kind::identifier) && name.starts_with("__") && name.ends_with("__")) return true;
        // Another kind of import; a string that documents the file.
        std::string_view by = value.is(Kind::call) ? value.child(Field::function).text() : "";
        if (by.ends_with("importorskip") || by.ends_with("import_module") || by.ends_with("import_optional_dependency"))
            return true;
        if (value.is(Kind::string) && value.child_count() > 0 && value.child(0u).text().size() >= 3) return true;
        return name.starts_with("sys.path") || name.starts_with("os.environ") || name.starts_with("sys.dont_write");
    }
    // A call statement has a side effect that may be needed before the modules below are loaded.
    return what.is(Kind::call) && !ask.means(what.child(Field::function), "print");
}

constexpr std::initializer_list<Kind> import_not_at_top_imports = {Kind::import_statement, Kind::import_from_statement,
                                                                   Kind::future_import_statement};
constexpr std::initializer_list<Kind> import_not_at_top_definitions = {
    Kind::function_definition, Kind::class_definition, Kind::decorated_definition};

// May imports follow it and still be at the top?
bool import_not_at_top_head(const Model& ask, Node statement, bool imported) {
    if (statement.is_any({Kind::import_statement, Kind::import_from_statement, Kind::future_import_statement,
                          Kind::if_statement, Kind::try_statement, Kind::with_statement, Kind::match_statement}))
        return true;
    if (statement.is(Kind::delete_statement)) return statement.text().find("sys.path") != std::string_view::npos;
    if (!statement.is(Kind::expression_statement)) return false;
    // A string at the start of a file is its docstring; between imports it is something else.
    if (statement.child(0u).is_any({Kind::string, Kind::concatenated_string})) return !imported;
    return import_not_at_top_sets_up(ask, statement);
}

// Does a branch raise?
bool import_not_at_top_guards(Node statement) {
    for (Node n : statement.descendants())
        if (n.is(Kind::raise_statement)) return true;
    return false;
}

// The imports of a file, and what changes the path of modules below them.
struct ImportNotAtTopFile {
    Node ends, last_import;  // the first statement that is no part of it; the last import above that
    NodeId path_change = no_id, last_definition = 0;  // statements of the module

    explicit ImportNotAtTopFile(const Model& ask) {
        for (Node statement : Node(ask.tree(), 0).children()) {
            // `if engine is None: raise ImportError(…)` must run before the imports below it.
            if (ends && path_change == no_id && statement.is(Kind::if_statement) && import_not_at_top_guards(statement))
                path_change = statement.id();
            bool defines = statement.is_any(import_not_at_top_definitions);
            if (defines) last_definition = statement.id();
            if (!ends && statement.is_any(import_not_at_top_imports)) last_import = statement;
            if (!ends &&
                !import_not_at_top_head(ask, statement, last_import && !last_import.is(Kind::future_import_statement)))
                ends = statement;
            // A path that is built in several steps.
            if (ends && path_change == no_id && !defines && statement.text().size() < 400 &&
                import_not_at_top_has(statement.text(), {"sys.path.", "sys.path["}))
                path_change = statement.id();
        }
    }
};

// Does a comment above it, or at the end of its line, give a reason?
bool import_not_at_top_explained(const Match& m) {
    std::string_view text = m.ask.tree().text;
    std::size_t line = text.rfind('\n', m.at.start()) + 1, end = std::min(text.find('\n', m.at.end()), text.size());
    while (line > 0) {
        std::size_t above = text.rfind('\n', line >= 2 ? line - 2 : 0);
        above = above == text.npos || line < 2 ? 0 : above + 1;
        if (!text.substr(above).starts_with('#')) break;
        line = above;
    }
    std::string_view around = text.substr(line, end - line);
    return around.find('#') != around.npos &&
           import_not_at_top_has(around, {"ircular", "cycl", "after", "fter ", "must", "order", "late", "avoid",
                                          "Avoid", "isort", "need", "because", "re-export", "ackward"});
}

// A module of the same package, with no definition after it.
bool import_not_at_top_closes_cycle(const Match& m) {
    Node module = m.at.child(Field::module_name);
    bool own = module.is(Kind::relative_import);
    if (!own) {
        std::string_view first = module ? module.text() : m.at.child(Field::name).text();
        first = first.substr(0, first.find_first_of(". "));
        std::string component = formatted("/{}/", first);
        own = ("/" + std::string(m.ask.path())).find(component) != std::string::npos;
    }
    if (!own) return false;
    // The order within a package.
    std::string_view path = m.ask.path();
    if (path.substr(path.find_last_of("/\\") + 1) == "__init__.py") return true;
    return m.of_file<ImportNotAtTopFile>().last_definition < m.at.id();
}

// Does nothing here read a name of `from … import`? Then it is left for other modules, and says so best where it
// stands: at the top it would look like one that is forgotten.
bool import_not_at_top_for_others(const Match& m) {
    if (!m.at.is(Kind::import_from_statement)) return false;
    for (Node n : m.at.descendants()) {
        const Reference* bound = m.ask.reference(n);
        if (!bound || bound->binding == no_id || bound->access != Access::store) continue;
        const auto& all = m.ask.references_of(bound->binding);
        if (std::ranges::none_of(all, [](const Reference* r) { return r->reads(); })) return true;
    }
    return false;
}

// Does a statement above read one of the names while the module loads? It means what the name was until here.
bool import_not_at_top_read_above(const Match& m) {
    for (Node n : m.at.descendants()) {
        const Binding* b = m.ask.binding(n);
        if (!b || b->first_store != n.id()) continue;
        for (const Reference* r : m.ask.references_of(static_cast<BindingId>(b - m.ask.bindings().data())))
            if (r->reads() && r->node < m.at.id() && !m.ask.enclosing_function(Node(m.ask.tree(), r->node)))
                return true;
    }
    return false;
}

// Does anything else bind one of the names? Then it is not theirs from the top on.
bool import_not_at_top_rebound(const Match& m) {
    for (Node n : m.at.descendants())
        if (const Binding* b = m.ask.binding(n); b && !(b->flags & Binding::import)) return true;
    return false;
}

}  // namespace

Verdict import_not_at_top(const Match& m) {
    if (!m.at.parent().is(Kind::module)) return silent;
    if (m.ask.path().ends_with(".ipynb")) return silent;  // each cell of a notebook may have its imports
    const ImportNotAtTopFile& file = m.of_file<ImportNotAtTopFile>();
    Node ends = file.ends, last_import = file.last_import;
    if (!ends || ends.id() >= m.at.id() || file.path_change < m.at.id()) return silent;
    if (import_not_at_top_explained(m) || import_not_at_top_closes_cycle(m) || import_not_at_top_read_above(m))
        return silent;

    std::string_view text = m.ask.tree().text;
    Edits edits(m);
    Node after = m.at.next_sibling();
    bool alone = opens_line(m.at) && (!after || opens_line(after));
    if (!last_import || !alone || !opens_line(last_import) ||
        m.at.child(Field::module_name).is(Kind::relative_import) || import_not_at_top_rebound(m) ||
        import_not_at_top_for_others(m)) {
        edits.give_up();
    } else {
        std::size_t line = std::min(text.find('\n', last_import.end()), text.size() - 1) + 1;
        edits.insert(static_cast<std::uint32_t>(line), std::string(m.at.text()) + "\n");
        edits.remove_statement(m.at);
    }
    return found(m.at, edits,
                 m.message("import after other code: move `$import` to the top of the file",
                           {{"import", short_code(m.at.text(), 50)}}))
        .related(ends.span(), "the imports end here");
}

}  // namespace zen::rules
