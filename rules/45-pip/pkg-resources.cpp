// The imported name decides which replacement to name.
#include "rule.h"

namespace zen::rules {

namespace {

struct PkgResources {
    std::string_view name, instead;
};
constexpr PkgResources pkg_resources_successors[] = {
    {"get_distribution", "`importlib.metadata.version(name)`"},
    {"require", "`importlib.metadata.version(name)`"},
    {"DistributionNotFound", "`importlib.metadata.PackageNotFoundError`"},
    {"iter_entry_points", "`importlib.metadata.entry_points(group=name)`"},
    {"load_entry_point", "`importlib.metadata.entry_points(group=name)`"},
    {"EntryPoint", "`importlib.metadata.EntryPoint`"},
    {"working_set", "`importlib.metadata.distributions()`"},
    {"resource_filename", "`importlib.resources.files(package) / name`"},
    {"resource_string", "`importlib.resources.files(package).joinpath(name).read_bytes()`"},
    {"resource_stream", "`importlib.resources.files(package).joinpath(name).open(\"rb\")`"},
    {"resource_exists", "`importlib.resources.files(package).joinpath(name).is_file()`"},
    {"resource_listdir", "`importlib.resources.files(package).iterdir()`"},
    {"resource_isdir", "`importlib.resources.files(package).joinpath(name).is_dir()`"},
    {"parse_version", "`packaging.version.Version`"},
    {"Requirement", "`packaging.requirements.Requirement`"},
    {"parse_requirements", "`packaging.requirements.Requirement`"},
    {"declare_namespace", "a namespace package without `__init__.py`"},
};

std::string_view pkg_resources_instead(std::string_view name) {
    for (const PkgResources& row : pkg_resources_successors)
        if (row.name == name) return row.instead;
    return "";
}

// In a `try` with a handler, the import is a fallback, or has one.
bool pkg_resources_fallback(Node statement) {
    for (Node n = statement.parent(); n; n = n.parent()) {
        if (is_function(n.kind())) return false;
        if (!n.is(Kind::try_statement)) continue;
        for (Node clause : n.children())
            if (clause.is(Kind::except_clause)) return true;
    }
    return false;
}

// The message for the first use in the file that has a replacement.
std::string pkg_resources_use(const Match& m) {
    for (const Reference& r : m.ask.references()) {
        Node n(m.ask.tree(), r.node);
        if (!r.reads() || !n.parent().is(Kind::attribute) || n.field() != Field::object || n.text() != "pkg_resources")
            continue;
        std::string_view instead = pkg_resources_instead(n.parent().child(Field::attribute).text());
        if (!instead.empty())
            return m.message("`$name` is deprecated: use $instead",
                             {{"name", n.parent().text()}, {"instead", instead}});
    }
    return "";
}

}  // namespace

Verdict pkg_resources(const Match& m) {
    bool whole = m.at.is(Kind::import_statement);
    for (Node part : m.at.children()) {
        if (part.field() == Field::module_name) {
            if (part.text() != "pkg_resources") return silent;
            continue;
        }
        Node path = part.is(Kind::aliased_import) ? part.child(Field::name) : part;
        if (whole && path.text() != "pkg_resources") continue;
        if (pkg_resources_fallback(m.at)) return silent;
        std::string use = pkg_resources_use(m),
                    deprecated = "`pkg_resources` is deprecated: use `importlib.metadata` and `importlib.resources`";
        if (whole) return found(part, use.empty() ? deprecated : use);
        std::string_view instead = pkg_resources_instead(path.text());
        if (instead.empty()) return found(m.at, deprecated);
        return found(m.at,
                     m.message("`$name` is deprecated: use $instead", {{"name", path.text()}, {"instead", instead}}));
    }
    return silent;
}

}  // namespace zen::rules
