// A local named `_x` that is read; the new name is `x`, or `x_` where that has a meaning already.
#include "rule.h"

#include <algorithm>

namespace zen::rules {

namespace {

bool used_dummy_in_word(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

constexpr auto used_dummy_elsewhere =
    Binding::global_declared | Binding::nonlocal_declared | Binding::parameter | Binding::import;

bool used_dummy_local(const Model& ask, const Binding& binding) {
    if (binding.scope == no_id) return false;  // an edit has taken it away
    const Scope::Sort sort = ask.scopes()[binding.scope].sort;
    return (sort == Scope::function || sort == Scope::comprehension) && !(binding.flags & used_dummy_elsewhere);
}

// Has a function of the file any variable that begins like one?
struct UsedDummyFile {
    bool any;
    explicit UsedDummyFile(const Model& ask)
        : any(std::ranges::any_of(ask.bindings(), [&](const Binding& binding) {
              const std::string_view name = ask.name(binding.name);
              return name.size() > 1 && name[0] == '_' && used_dummy_local(ask, binding);
          })) {}
};

constexpr std::size_t longest_searched = 1 << 16;  // bytes of a function

// Does anything else in the function spell the name, but for attributes: a string with it, such as a query or a
// template, or a keyword argument? The mentions are in order.
bool used_dummy_spelled_elsewhere(Node function, std::string_view name, const std::vector<Node>& mentions) {
    const std::string_view text = function.text();
    if (text.size() > longest_searched) return true;
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + name.size())) {
        const auto place = static_cast<std::uint32_t>(function.start() + at);
        auto known = std::ranges::lower_bound(mentions, place, {}, [](Node n) { return n.start(); });
        if (known != mentions.end() && known->start() == place) continue;
        const std::string_view before = text.substr(0, at), after = text.substr(at + name.size());
        if (!before.empty() && (before.back() == '.' || used_dummy_in_word(before.back()))) continue;
        if (!after.empty() && used_dummy_in_word(after.front())) continue;
        return true;
    }
    return false;
}

// `f"{_total=}"` prints the name.
bool used_dummy_printed(const std::vector<Node>& mentions) {
    return std::ranges::any_of(mentions, [](Node n) {
        while (n && !n.is(Kind::interpolation) && !is_statement(n.kind())) n = n.parent();
        return n.is(Kind::interpolation) && n.text().find('=') != std::string_view::npos;
    });
}

}  // namespace

Verdict used_dummy_variable(const Match& m) {
    if (!m.of_file<UsedDummyFile>().any) return silent_in_file;
    Node place = m.at;
    if (m.at.is_any({Kind::assignment, Kind::for_statement, Kind::for_in_clause})) place = m.at.child(Field::left);
    if (m.at.is(Kind::named_expression)) place = m.at.child(Field::name);
    for (Node n : place.descendants()) {
        if (!n.is(Kind::identifier) || !n.text().starts_with('_') || n.text().size() < 2) continue;
        std::string_view bare = n.text().substr(1);
        if (bare.starts_with('_') || bare.ends_with('_') || (bare[0] >= '0' && bare[0] <= '9')) continue;
        const Reference* r = m.ask.reference(n);
        const Binding* binding = r && r->access == Access::store ? m.ask.binding(n) : nullptr;
        if (!binding || binding->first_store != n.id() || !used_dummy_local(m.ask, *binding)) continue;
        std::vector<Node> mentions;
        bool read = false;
        for (const Reference* use : m.ask.references_of(r->binding)) {
            mentions.push_back(Node(m.ask.tree(), use->node));
            read = read || use->access == Access::load;
        }
        if (!read) continue;
        std::string name = m.ask.names_builtin(bare) ? std::string(bare) + "_" : std::string(bare);
        std::string fresh = m.ask.fresh(name, n);
        Edits edits(m);
        for (Node mention : mentions) edits.replace(mention.span(), fresh);
        std::string message =
            m.message("`$name` is named as unused, but is read: name it `$new`", {{"name", n.text()}, {"new", fresh}});
        if (fresh != name || used_dummy_printed(mentions)) return found(n, message);
        const Node function = m.ask.enclosing_function(n);
        return found(n.span(), edits, message)
            .unsafe(!function || used_dummy_spelled_elsewhere(function, n.text(), mentions));
    }
    return silent;
}

}  // namespace zen::rules
