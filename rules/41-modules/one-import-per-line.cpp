// One statement for each module.
#include <algorithm>

#include "rule.h"

namespace zen::rules {

Verdict one_import_per_line(const Match& m) {
    if (!m.at.is(Kind::import_statement) || m.at.child_count() < 2) return silent;
    std::string_view text = m.ask.tree().text;
    // `if x: import os, sys` must stay one line.
    Node block = m.at.parent();
    bool one_line = block.is(Kind::block) &&
                    text.substr(block.parent().start(), m.at.start() - block.parent().start()).find('\n') == text.npos;
    std::string between = one_line ? "; import " : formatted("\n{}import ", indentation(m.at)), code, names;
    for (Node name : m.at.children()) {
        code += (code.empty() ? "import " : between) + std::string(name.text());
        append(names, "{}{}`", names.empty() ? "`import " : ", `import ", name.text());
    }
    std::size_t end = std::min(text.find('\n', m.at.end()), text.size());
    bool comment = text.substr(m.at.end(), end - m.at.end()).find('#') != text.npos;
    Edits edits(m);
    edits.replace(m.at.span(), code);
    return found(m.at, edits, m.message("several modules in one import: use $imports", {{"imports", names}}))
        .unsafe(comment);
}

}  // namespace zen::rules
