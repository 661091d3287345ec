// The usual aliases, the option that changes them, and renaming.
#include <algorithm>
#include <array>
#include <utility>

#include "rule.h"

namespace zen::rules {

namespace {

constexpr auto import_alias_convention_table = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"altair", "alt"},
    {"holoviews", "hv"},
    {"matplotlib", "mpl"},
    {"matplotlib.pyplot", "plt"},
    {"networkx", "nx"},
    {"numpy", "np"},
    {"numpy.typing", "npt"},
    {"pandas", "pd"},
    {"panel", "pn"},
    {"plotly.express", "px"},
    {"plotly.graph_objects", "go"},
    {"polars", "pl"},
    {"pyarrow", "pa"},
    {"seaborn", "sns"},
    {"statsmodels.api", "sm"},
    {"tensorflow", "tf"},
    {"tkinter", "tk"},
    {"xml.etree.ElementTree", "ET"},
});

// The usual alias of the module; "" if there is none.
std::string_view import_alias_convention_name(std::string_view option, std::string_view module) {
    while (!option.empty()) {
        std::size_t comma = std::min(option.find(','), option.size()), equals = option.find('=');
        std::string_view entry = option.substr(0, comma);
        option.remove_prefix(std::min(comma + 1, option.size()));
        while (entry.starts_with(' ')) entry.remove_prefix(1);
        equals = entry.find('=');
        if (equals != entry.npos && entry.substr(0, equals) == module) return entry.substr(equals + 1);
    }
    for (auto [name, alias] : import_alias_convention_table)
        if (name == module) return alias;
    return "";
}

}  // namespace

Verdict import_alias_convention(const Match& m) {
    Node statement = m.at.parent();
    if (!statement.is_any({Kind::import_statement, Kind::import_from_statement}) || m.at.field() != Field::name)
        return silent;
    Node alias = m.at.is(Kind::aliased_import) ? m.at.child(Field::alias) : Node();
    Node name = alias ? m.at.child(Field::name) : m.at;
    const std::string_view option = m.option("aliases");
    // Most are none of these, whatever they are imported from.
    if (option.empty() && std::ranges::none_of(import_alias_convention_table, [last = name.text()](const auto& row) {
            return row.first.ends_with(last);
        }))
        return silent_for_all;
    std::string module(name.text());
    bool from = statement.is(Kind::import_from_statement);
    if (from) module = formatted("{}.{}", statement.child(Field::module_name).text(), module);
    std::string wanted(import_alias_convention_name(option, module));
    if (wanted.empty() || alias.text() == wanted) return silent;
    // The full name is longer, but it is no other name.
    if (!alias != (m.index() == 1)) return silent;

    // A package may use any name for itself.
    std::string package = formatted("/{}/", module.substr(0, module.find('.')));
    if (("/" + std::string(m.ask.path())).find(package) != std::string::npos) return silent;

    Edits edits(m);
    Node bound = alias ? alias : name.child(0u);
    const Binding* binding = m.ask.binding(bound);
    // `import matplotlib.pyplot` binds `matplotlib`: it can be renamed only if the name is not used.
    bool part = !alias && !from && name.child_count() > 1;
    if (!binding || binding->stores != 1) {
        edits.give_up();
    } else {
        for (Node n : Node(m.ask.tree(), m.ask.scopes()[binding->scope].node).descendants())
            if (n.is(Kind::identifier) && n.text() == wanted) edits.give_up();
        edits.replace(m.at.span(), formatted("{} as {}", name.text(), wanted));
        BindingId id = m.ask.reference(bound)->binding;
        for (const Reference* r : m.ask.references_of(id)) {
            Node use(m.ask.tree(), r->node);
            if (use.within(m.at)) continue;
            if (part || use.text() != bound.text() || r->access != Access::load) edits.give_up();
            edits.replace(use.span(), wanted);
        }
    }
    return found(alias ? alias : m.at, edits,
                 m.message("the usual alias of `$module` is `$alias`: use `$import $name as $alias`",
                           {{"module", module},
                            {"alias", wanted},
                            {"import",
                             from ? formatted("from {} import", statement.child(Field::module_name).text()) : "import"},
                            {"name", name.text()}}));
}

}  // namespace zen::rules
