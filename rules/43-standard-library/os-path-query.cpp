// A table from the function to the member of Path; the argument becomes a Path if it is not one yet.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

struct OsPathQuery {
    std::string_view parameter, method;
};

// In the order of the page's matches.
constexpr OsPathQuery os_path_queries[] = {
    {"path", ".exists()"},
    {"s", ".is_dir()"},
    {"path", ".is_file()"},
    {"path", ".is_symlink()"},
    {"s", ".is_absolute()"},
    {"f1", ".samefile("},
    {"filename", ".stat().st_size"},
    {"filename", ".stat().st_atime"},
    {"filename", ".stat().st_mtime"},
    {"filename", ".stat().st_ctime"},
};

// May it be "", by what is stored in it: `options.get("folder", "")`? `Path("")` is the current directory.
bool os_path_query_empty(const Match& m, Node path) {
    auto empty = [](Node code) {
        for (Node n : code.descendants())
            if (n.is(Kind::string) && n.text().find_first_not_of("rRuU\"'") == std::string_view::npos) return true;
        return false;
    };
    const Binding* b = m.ask.binding(unparenthesized(path));
    Node first = b ? Node(m.ask.tree(), b->first_store).parent() : Node();
    if (first.is_any({Kind::default_parameter, Kind::typed_default_parameter}) && empty(first.child(Field::value)))
        return true;
    return empty(path) || std::ranges::any_of(stored_values(m.ask, path), empty);
}

}  // namespace

Verdict os_path_query(const Match& m) {
    const OsPathQuery& query = os_path_queries[m.index()];
    bool two = query.method.ends_with('(');
    std::vector<Node> arguments;
    bool plain = true;
    for (Node a : m.run("arguments").nodes()) {
        if (a.is(Kind::list_splat) || a.is(Kind::dictionary_splat)) plain = false;
        if (a.is(Kind::keyword_argument)) {
            if (a.child(Field::name).text() != query.parameter && !(two && a.child(Field::name).text() == "f2"))
                plain = false;
            a = a.child(Field::value);
        }
        arguments.push_back(a);
    }
    if (arguments.empty()) return silent;
    Node path = arguments[0];
    if (is_no_path(m.ask, path) || (!plain && !two)) return silent;
    std::string message = m.message("`Path` has a method for `$function()`: use `$path$method$rest`",
                                    {{"function", m.at.child(Field::function).text()},
                                     {"path", shown_path(m.ask, path)},
                                     {"method", query.method},
                                     {"rest", two ? "...)" : ""}});
    if (!plain || arguments.size() != (two ? 2u : 1u) || os_path_query_empty(m, path)) return found(m.span, message);

    // `exists`, `is_dir`, `is_file` and `is_symlink` raise an OSError where the functions return False.
    bool raises = m.index() < 4 && m.ask.target() < PythonVersion{3, 14};
    Edits edits(m);
    std::string code = as_path(edits, m.ask, path) + std::string(query.method);
    if (two) code += std::string(arguments[1].text()) + ")";
    edits.replace(m.at, code);
    return found(m.span, edits, message).unsafe(raises || !plain_path(m.ask, path) || !m.ask.imports("pathlib"));
}

}  // namespace zen::rules
