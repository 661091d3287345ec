// `f"{{name}}"` where `name` is a variable: it prints the braces, and without the `f` it looks like a forgotten one.
#include <cctype>

#include "rule.h"

namespace zen::rules {

Verdict fstring_without_placeholders(const Match& m) {
    const std::string_view text = m.at.text();
    for (std::size_t at = text.find("{{"); at != text.npos; at = text.find("{{", at + 2)) {
        std::size_t end = at + 2;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
        const std::string_view name = text.substr(at + 2, end - at - 2);
        if (name.empty() || !text.substr(end).starts_with("}}")) continue;
        const auto binding = m.ask.lookup(name, m.at);
        if (binding && !(m.ask.bindings()[*binding].flags & Binding::import))
            return found(m.at, m.message("the f-string has no placeholder: `{{$name}}` prints `{$name}`, not its value",
                                         {{"name", name}}));
    }
    return silent;
}

}  // namespace zen::rules
