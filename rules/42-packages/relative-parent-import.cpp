// The package's name, as the file's other imports give it away.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

namespace {

// The folders of the file's path, from the package down: "shop", "orders". The package is a folder that the file
// imports from by name.
std::vector<std::string_view> relative_parent_import_package(const Match& m) {
    std::vector<std::string_view> folders;
    std::string_view path = m.ask.path();
    for (std::size_t slash; (slash = path.find('/')) != path.npos; path.remove_prefix(slash + 1))
        folders.push_back(path.substr(0, slash));
    std::size_t top = folders.size();
    for (Node n : m.at.parent().children()) {
        Node module = n.is(Kind::import_from_statement) ? n.child(Field::module_name)
                      : n.is(Kind::import_statement)    ? n.child(Field::name)
                                                        : Node();
        if (module.is(Kind::aliased_import)) module = module.child(Field::name);
        if (!module.is(Kind::dotted_name)) continue;
        for (std::size_t i = folders.size(); i-- > 0;)
            if (folders[i] == module.child(0u).text()) {
                top = std::min(top, i);
                break;
            }
    }
    return {folders.begin() + static_cast<std::ptrdiff_t>(top), folders.end()};
}

}  // namespace

Verdict relative_parent_import(const Match& m) {
    Node module = m.at.child(Field::module_name);
    if (!module.is(Kind::relative_import)) return silent;
    std::string_view prefix = module.child(0u).text(), rest = module.child(1u).text();
    auto dots = static_cast<std::size_t>(std::ranges::count(prefix, '.'));
    if (dots < static_cast<std::size_t>(m.option_number("dots"))) return silent;
    std::vector<std::string_view> package = relative_parent_import_package(m);
    Edits edits(m);
    std::string name;
    if (package.size() < dots) {
        edits.give_up();
    } else {
        package.resize(package.size() - (dots - 1));
        for (std::string_view part : package) name += (name.empty() ? "" : ".") + std::string(part);
        if (rest.size()) name += "." + std::string(rest);
        edits.replace(module.span(), name);
    }
    std::string relative = "`" + std::string(module.text()) + "`";
    return found(m.at, edits,
                 name.empty() ? "give the package's full name instead of " + relative
                              : "import from `" + name + "` instead of counting out " + relative);
}

}  // namespace zen::rules
