// Does the dotted name end in the folder and the name of this file?
#include <string>

#include "rule.h"

namespace zen::rules {

namespace {

// "shop.prices" for "src/shop/prices.py"; the name of the file and its folder only. "" without a folder.
std::string import_cycle_own(std::string_view path) {
    std::size_t slash = path.find_last_of("/\\");
    if (slash == std::string_view::npos || !path.ends_with(".py")) return "";
    std::string_view stem = path.substr(slash + 1, path.size() - slash - 4), folder = path.substr(0, slash);
    folder = folder.substr(folder.find_last_of("/\\") + 1);
    if (stem == "__init__" || folder.empty() || folder == "." || folder == "..") return "";
    return formatted("{}.{}", folder, stem);
}

// Is it the name of that file: its last parts are the file and its folder, and no part before is another folder than
// the path has there?
bool import_cycle_is(std::string_view name, std::string_view own, std::string_view path) {
    if (name != own && !(name.ends_with(own) && name[name.size() - own.size() - 1] == '.')) return false;
    path.remove_suffix(3);  // ".py"
    while (!name.empty() && !path.empty() && path != "." && path != "..") {
        const std::size_t dot = name.rfind('.'), slash = path.find_last_of("/\\");  // npos + 1 is 0
        if (name.substr(dot + 1) != path.substr(slash + 1)) return false;
        name = dot == name.npos ? std::string_view() : name.substr(0, dot);
        path = slash == path.npos ? std::string_view() : path.substr(0, slash);
    }
    return true;
}

// Is one of the names that the statement imports, or its last part, the end of the file's name?
bool import_cycle_may_be(Node statement, std::string_view path) {
    path.remove_suffix(std::min<std::size_t>(path.size(), 3));  // ".py"
    for (Node item : statement.children()) {
        if (item.field() != Field::name) continue;
        std::string_view name = item.is(Kind::aliased_import) ? item.child(Field::name).text() : item.text();
        if (path.ends_with(name.substr(name.rfind('.') + 1))) return true;  // npos + 1 is 0
    }
    return false;
}

}  // namespace

Verdict import_cycle(const Match& m) {
    if (!import_cycle_may_be(m.at, m.ask.path())) return silent;
    std::string own = import_cycle_own(m.ask.path());
    if (own.empty()) return silent;
    // A function runs when the module is complete, and the main block has the module under its own name in mind.
    if (m.ask.enclosing_function(m.at)) return silent;
    for (Node around = m.at.parent(); around; around = around.parent())
        if (around.is(Kind::if_statement) && around.child(Field::condition).text().starts_with("__name__"))
            return silent;
    std::string_view last = std::string_view(own).substr(own.find('.') + 1);
    Node module = m.at.child(Field::module_name);
    for (Node item : m.at.children()) {
        if (item.field() != Field::name) continue;
        std::string_view name = item.is(Kind::aliased_import) ? item.child(Field::name).text() : item.text();
        bool self = false;
        if (!module)
            self = import_cycle_is(name, own, m.ask.path());
        else if (module.is(Kind::relative_import))
            self = module.text() == "." && name == last;
        else
            self = import_cycle_is(formatted("{}.{}", module.text(), name), own, m.ask.path());
        // `import logging.handlers` in shop/logging/handlers.py means the library, as the name of the package shows.
        const std::string whole = module ? formatted("{}.{}", module.text(), name) : std::string(name);
        if (self && !module.is(Kind::relative_import) &&
            (is_stdlib_module(whole, m.ask.target()) || !m.ask.leads_to(formatted(".{}", last), whole)))
            continue;
        if (self)
            return found(item,
                         m.message("the module `$name` imports itself: use its names directly", {{"name", name}}));
    }
    return silent;
}

}  // namespace zen::rules
