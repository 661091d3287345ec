// Semicolons, and a block on the line of its head.
#include "rule.h"

namespace zen::rules {

namespace {

// Most files have no semicolon, not even in a string.
struct SeveralStatementsFile {
    bool semicolon;
    explicit SeveralStatementsFile(const Model& ask) : semicolon(ask.tree().text.find(';') != std::string_view::npos) {}
};

}  // namespace

Verdict several_statements_per_line(const Match& m) {
    std::string_view text = m.ask.tree().text;
    if (m.index() < 2) {
        if (!m.of_file<SeveralStatementsFile>().semicolon) return silent_in_file;
        std::uint32_t at = m.at.end();
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
        if (at >= text.size() || text[at] != ';') return silent_for_all;
        std::uint32_t after = at + 1;
        while (after < text.size() && (text[after] == ' ' || text[after] == '\t')) ++after;
        // gevent has to be patched in before any other import.
        if (m.at.is_any({Kind::import_statement, Kind::import_from_statement}) &&
            m.at.next_sibling().text().starts_with("monkey.patch_"))
            return silent_for_all;
        bool trailing = after >= text.size() || text[after] == '\n' || text[after] == '\r' || text[after] == '#';
        if (trailing != (m.index() == 1)) return silent;
        Edits edits(m);
        if (trailing) {
            const bool commented = after < text.size() && text[after] == '#';
            edits.replace({m.at.end(), commented ? at + 1 : after}, "");
            return found(Span{at, at + 1}, edits, "the semicolon has no effect: remove it");
        }
        Node head = m.at.parent().is(Kind::block) ? m.at.parent().parent() : Node();
        bool one_line =
            head && text.substr(head.start(), m.at.start() - head.start()).find('\n') == std::string_view::npos;
        if (one_line) return silent;  // the block's finding has the fix
        Node before = m.at.previous_sibling();
        if (before && text.substr(before.end(), m.at.start() - before.end()).find('\n') == std::string_view::npos)
            return silent;  // one finding a line
        // `if ready: \` above it: the statements are on the line of the header.
        const std::size_t line = text.substr(0, m.at.start()).rfind('\n');
        const std::size_t last = line == text.npos ? text.npos : text.find_last_not_of("\r\n", line);
        if (last != text.npos && last < line && text[last] == '\\' && head) edits.give_up();
        edits.replace({m.at.end(), after}, "\n" + std::string(indentation(m.at)));
        return found(Span{at, at + 1}, edits, "several statements on one line: write each on its own line");
    }
    std::size_t before_block = m.at.start();
    while (before_block > 0 && (text[before_block - 1] == ' ' || text[before_block - 1] == '\t')) --before_block;
    if (before_block == 0 || text[before_block - 1] == '\n') return silent_for_all;
    Node head = m.at.parent();
    // `elif key == "up":    y -= 1` lines up with its neighbours.
    const bool table = m.at.start() - before_block > 1;
    // pycodestyle has a code for each. Matches: several statements in a block, in a function; one, twice by kind; one
    // in a function, twice by kind.
    const bool several = m.index() < 4;
    if (several == (table || m.at.has_children(1))) return silent;
    if (head.is(Kind::function_definition) != (several ? m.index() == 3 : m.index() >= 6)) return silent;
    Node only = m.at.child(0u);
    bool stub = m.at.has_children(1) && only.is(Kind::expression_statement) && only.child(0u).is(Kind::ellipsis);
    bool empty = m.at.has_children(1) && only.is(Kind::pass_statement);
    if (!only || stub || (!several && (empty || table) != (m.index() % 2 == 1)) ||
        m.at.text().find('\n') != std::string_view::npos)
        return silent;
    Edits edits(m);
    std::string indent(indentation(head)), body;
    const std::string_view step = indentation_step(m, "");
    for (Node statement : m.at.children()) append(body, "\n{}{}{}", indent, step, statement.text());
    std::uint32_t from = m.at.start();
    while (from > head.start() && (text[from - 1] == ' ' || text[from - 1] == '\t')) --from;
    const bool tabs = indent.find('\t') != std::string::npos;
    if ((tabs && step.find(' ') != step.npos) || m.ask.has_comment(m.at.span()))
        return found(only.span(), "the body is on the same line as its header: write it on the next line");
    edits.replace({from, m.at.end()}, body);
    return found(only.span(), edits, "the body is on the same line as its header: write it on the next line");
}

}  // namespace zen::rules
