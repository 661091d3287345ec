// The name of the package, as the other imports of the file show it.
#include <algorithm>
#include <map>

#include "rule.h"

namespace zen::rules {

namespace {

// The directories of the path: "src", "shop", "orders".
class RelativeParentImportFolders {
  public:
    explicit RelativeParentImportFolders(const Model& ask) {
        std::string_view path = ask.path();
        for (std::size_t slash; (slash = path.find('/')) != path.npos; path.remove_prefix(slash + 1))
            all_.push_back(path.substr(0, slash));
    }

    // Those from the package down: "shop", "orders". The package is a folder that the block imports from by name.
    std::vector<std::string_view> package(Node block) const {
        auto [top, fresh] = tops_.try_emplace(block.id(), all_.size());
        if (fresh)
            for (Node n : block.children()) top->second = std::min(top->second, imported(n));
        return {all_.begin() + static_cast<std::ptrdiff_t>(top->second), all_.end()};
    }

  private:
    // The innermost folder of the name that the statement imports from; as many as there are when none is.
    std::size_t imported(Node statement) const {
        Node module = statement.is(Kind::import_from_statement) ? statement.child(Field::module_name)
                      : statement.is(Kind::import_statement)    ? statement.child(Field::name)
                                                                : Node();
        if (module.is(Kind::aliased_import)) module = module.child(Field::name);
        if (module.is(Kind::dotted_name))
            for (std::size_t i = all_.size(); i-- > 0;)
                if (all_[i] == module.child(0u).text()) return i;
        return all_.size();
    }

    std::vector<std::string_view> all_;
    mutable std::map<NodeId, std::size_t> tops_;  // by block
};

}  // namespace

Verdict relative_parent_import(const Match& m) {
    Node module = m.at.child(Field::module_name);
    if (!module.is(Kind::relative_import)) return silent;
    std::string_view prefix = module.child(0u).text(), rest = module.child(1u).text();
    auto dots = static_cast<std::size_t>(std::ranges::count(prefix, '.'));
    if (dots < static_cast<std::size_t>(m.option_number("dots"))) return silent;
    std::vector<std::string_view> package = m.of_file<RelativeParentImportFolders>().package(m.at.parent());
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
    std::string relative = formatted("`{}`", module.text());
    return found(
        m.at, edits,
        m.message(name.empty() ? "relative import from a parent package: use its full name instead of $relative"
                               : "relative import from a parent package: use `$name` instead of $relative",
                  {{"name", name}, {"relative", relative}}));
}

}  // namespace zen::rules
