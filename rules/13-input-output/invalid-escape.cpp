// Backslashes before characters that have no meaning there (Language Reference, 2.5.1.3).
#include "rule.h"

namespace zen::rules {

namespace {

struct InvalidEscapeFile {
    bool backslash;
    explicit InvalidEscapeFile(const Model& ask) : backslash(ask.tree().text.find('\\') != std::string_view::npos) {}
};

}  // namespace

Verdict invalid_escape(const Match& m) {
    if (!m.of_file<InvalidEscapeFile>().backslash) return silent_in_file;
    std::string_view text = m.at.text(), prefix = m.at.child(0u).text();
    if (text.find('\\') == std::string_view::npos || prefix.find_first_of("rR") != std::string_view::npos)
        return silent;
    bool bytes = prefix.find_first_of("bB") != std::string_view::npos;
    std::string wrong, doubled;
    std::uint32_t first = 0, done = m.at.start();
    bool valid = false;
    for (Node part : m.at.all_children()) {
        if (!part.is(Kind::string_content)) continue;
        std::string_view content = part.text();
        for (std::size_t i = content.find('\\'); i != std::string_view::npos && i + 1 < content.size();
             i = content.find('\\', i + 2)) {
            char c = content[i + 1];
            bool known = c == '\r' || std::string_view("\n\\'\"abfnrtvx01234567").find(c) != std::string_view::npos;
            if (known || (!bytes && (c == 'N' || c == 'u' || c == 'U'))) {
                valid = true;
                continue;
            }
            std::uint32_t at = part.start() + static_cast<std::uint32_t>(i);
            std::size_t size = 2;
            while (i + size < content.size() && (static_cast<unsigned char>(content[i + size]) & 0xC0) == 0x80) ++size;
            if (wrong.empty()) wrong = std::string(content.substr(i, size)), first = at;
            doubled += m.ask.tree().text.substr(done, at - done);
            doubled += '\\';
            done = at;
        }
    }
    if (wrong.empty()) return silent;
    doubled += m.ask.tree().text.substr(done, m.at.end() - done);
    std::string message =
        m.message("`$wrong` is not an escape sequence: use a raw string or `\\$wrong`", {{"wrong", wrong}});
    bool raw = !valid && prefix.find_first_of("uU") == std::string_view::npos;
    Edits edits(m);
    edits.replace(m.span, raw ? "r" + std::string(text) : doubled);
    return found(Span{first, first + static_cast<std::uint32_t>(wrong.size())}, edits, message);
}

}  // namespace zen::rules
