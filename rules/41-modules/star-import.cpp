// Which names may come from the module.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// With one star import in the file, names that nothing else binds come from it.
struct StarImportFile {
    int stars = 0;
    bool passes_on = false;              // `__all__ += prices.__all__`, or names in `__all__` that nothing else binds
    std::vector<std::string_view> used;  // names that nothing binds: some of them, and at most five

    explicit StarImportFile(const Model& ask) {
        bool standard = true;
        for (Node n : Node(ask.tree(), 0).descendants()) {
            if (n.is(Kind::attribute) && n.child(Field::attribute).text() == "__all__") passes_on = true;
            if (n.is(Kind::identifier) && n.text() == "__all__" && statement_of(n).is(Kind::expression_statement))
                for (Node part : statement_of(n).descendants())
                    if (part.is(Kind::string_content) && !ask.lookup(part.text(), Node(ask.tree(), 0)))
                        passes_on = true;
            if (!n.is(Kind::wildcard_import)) continue;
            ++stars;
            standard = standard && is_stdlib_module(n.parent().child(Field::module_name).text(), ask.target());
        }
        for (const Reference& r : ask.references()) {
            if (used.size() == 5) break;
            if (r.binding != no_id || r.access != Access::load) continue;
            std::string_view spelled = ask.name(r.name);
            // `_`, and what a framework adds to the builtins.
            if (spelled.starts_with("_") || spelled == "globalClock") continue;
            // A module of the library replaces the builtins that it exports, as `math` does `pow`.
            if (ask.names_builtin(spelled) && (!standard || ask.is_builtin_function(Node(ask.tree(), r.node))))
                continue;
            if (std::ranges::find(used, spelled) == used.end()) used.push_back(spelled);
        }
    }
};

// `try: from a import *`, `except ImportError: from b import *`: the file only passes on the names of one of them. The
// same under `if TYPE_CHECKING`.
bool star_import_of_either(Node statement) {
    for (Node n = statement.parent(); n; n = n.parent()) {
        if (n.is(Kind::if_statement) && n.child(Field::condition).text().ends_with("TYPE_CHECKING")) return true;
        if (!n.is(Kind::try_statement)) continue;
        int parts = 0;
        for (Node part : n.children()) {
            Node block = part.is(Kind::except_clause) ? handler_body(part) : part.is(Kind::block) ? part : Node();
            for (Node each : block.children())
                parts += each.is(Kind::import_from_statement) && each.last_child().is(Kind::wildcard_import);
        }
        if (parts > 1) return true;
    }
    return false;
}

}  // namespace

Verdict star_import(const Match& m) {
    Node statement = m.at.parent(), module = statement.child(Field::module_name);
    if (!statement.is(Kind::import_from_statement)) return silent;
    // The last match has what the others leave out.
    const bool all = m.index() == 2;
    if (all)
        return found(statement, m.message("names from `*` cannot be traced: name what `$module` gives",
                                          {{"module", module.text()}}));
    if (star_import_of_either(statement)) return silent;
    std::string name(module.text());
    std::string_view path = m.ask.path();
    std::string_view file = path.substr(path.find_last_of("/\\") + 1);
    std::string package = formatted("/{}/", name.substr(0, name.find('.')));
    bool own = module.is(Kind::relative_import) || ("/" + std::string(path)).find(package) != std::string::npos;
    if (file == "__init__.py" && own) return silent;
    // A demonstration below the module, and a module of constants whose manual says so.
    const bool usual = in_main_block(m.ask, statement) || name == "pygame.locals";
    if (usual != (m.index() == 1)) return silent;
    std::string_view last = std::string_view(name).substr(name.rfind('.') == name.npos ? 0 : name.rfind('.') + 1);
    if (last.starts_with('_') && !last.starts_with("__")) return silent;

    const auto& [stars, passes_on, free] = m.of_file<StarImportFile>();
    std::vector<std::string_view> used = free;
    // What the module is known not to have comes from elsewhere.
    if (const Referent& referent = referent_of(m.ask, name);
        referent.kind == Referent::module && referent.file && !referent.file->open && referent.file->stars.empty())
        std::erase_if(used, [&](std::string_view each) { return !referent.file->find(each); });
    if ((own || passes_on) && used.empty()) return silent;  // it only passes them on
    std::string import = formatted("from {} import ", name);
    if (stars == 1 && used.empty())
        return found(statement, m.message(is_stdlib_module(name, m.ask.target())
                                              ? "no name from `$name` is used here: remove the import"
                                              : "no name from `$name` is used here: remove the import, or name what it "
                                                "re-exports",
                                          {{"name", name}}));
    if (stars != 1)
        return found(statement, m.message("names from `*` cannot be traced: use `$import...`", {{"import", import}}));
    for (std::size_t i = 0; i < used.size() && i < 4; ++i) import += (i ? ", " : "") + std::string(used[i]);
    if (used.size() > 4) import += ", ...";
    return found(statement, m.message("names from `*` cannot be traced: use `$import`", {{"import", import}}));
}

}  // namespace zen::rules
