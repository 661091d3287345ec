// One table from the function to what a Path offers; then the argument becomes a Path if it is none yet.
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

bool os_path_query_is_path(const Match& m, Node n) {
    if (m.ask.type(n).instance_of("pathlib.Path")) return true;
    return n.is(Kind::call) && m.ask.means(n.child(Field::function), "pathlib.Path");
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
    Type type = m.ask.type(path);
    if (type.only(Type::int_ | Type::bool_) || (!plain && !two)) return silent;
    std::string message = "ask a `Path`: `Path(" + short_code(path.text(), 30) + ")" + std::string(query.method) +
                          (two ? "…)" : "") + "`";
    if (!plain || arguments.size() != (two ? 2u : 1u)) return found(m.span, message);

    Edits edits(m);
    bool is_path = os_path_query_is_path(m, path);
    std::string code =
        is_path ? code_for(path, primary, true) : edits.name("pathlib.Path") + "(" + std::string(path.text()) + ")";
    code += query.method;
    if (two) code += std::string(arguments[1].text()) + ")";
    if (type.only(Type::bytes)) edits.give_up();  // a Path takes no bytes
    edits.replace(m.at, code);
    return found(m.span, edits, is_path ? "ask the path: `" + short_code(code) + "`" : message)
        .unsafe(!(is_path || type.only(Type::str)));
}

}  // namespace zen::rules
