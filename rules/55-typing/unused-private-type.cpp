// Does no string or comment name the type, and is the module none whose names others import?
#include <cctype>
#include <string_view>
#include <unordered_map>

#include "rule.h"

namespace zen::rules {

namespace {

// The words of strings and comments, with how often each occurs.
struct UnusedPrivateTypeTexts {
    std::unordered_map<std::string_view, int> words;
    bool imported_by_others = false;

    explicit UnusedPrivateTypeTexts(const Model& model) {
        const std::string_view path = model.path();
        const std::string_view file = path.substr(path.find_last_of("/\\") + 1);
        imported_by_others = file.starts_with('_') || file.find("typ") != file.npos ||
                             file.find("compat") != file.npos || file.find("protocol") != file.npos;
        for (Node n : Node(model.tree(), 0).descendants())
            if (n.is_any({Kind::string_content, Kind::comment})) count(n.text(), 1);
    }

    void count(std::string_view text, int step) {
        std::size_t from = text.npos;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            const bool inside =
                i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '_');
            if (inside && from == text.npos) from = i;
            if (inside || from == text.npos) continue;
            if (text[from] == '_') words[text.substr(from, i - from)] += step;
            from = text.npos;
        }
    }
};

}  // namespace

Verdict unused_private_type(const Match& m) {
    const auto& texts = m.of_file<UnusedPrivateTypeTexts>();
    const std::string_view name = m["name"].text();
    const auto known = texts.words.find(name);
    int elsewhere = known == texts.words.end() ? 0 : known->second;
    for (Node n : statement_of(m.at).descendants())
        if (n.is_any({Kind::string_content, Kind::comment}) && n.text() == name) --elsewhere;
    if (texts.imported_by_others || elsewhere > 0) return silent;
    Edits edits(m);
    edits.remove_statement(statement_of(m.at));
    return found(m.at.is(Kind::class_definition) ? m["name"] : m.at, edits,
                 m.message("`$name` is private and nothing in this module uses it: remove it", {{"name", name}}));
}

}  // namespace zen::rules
