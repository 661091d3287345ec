#include "semantics/verdict/docstring_checks.h"

#include <string_view>

#include "syntax/innermost.h"
#include "text/formatted.h"

namespace zen {
namespace {

// Is the backslash one that begins an escape for half of a surrogate pair, `\ud83d` or `\U0000d83d`?
bool surrogate(std::string_view rest) {
    if (rest.size() < 2 || (rest[1] != 'u' && rest[1] != 'U')) return false;
    rest.remove_prefix(2);
    if (rest.substr(0, 4) == "0000") rest.remove_prefix(4);
    return rest.size() > 1 && (rest[0] == 'd' || rest[0] == 'D') &&
           std::string_view("89abcdefABCDEF").find(rest[1]) != rest.npos;
}

// Is it the first statement of a module, a class or a function?
bool documents(Node statement) {
    const Node block = statement.parent();
    const bool holds =
        block.is(Kind::module) ||
        (block.is(Kind::block) && block.parent().is_any({Kind::function_definition, Kind::class_definition}));
    return holds && statement.has_children(1) && block.child(0u) == statement;
}

}  // namespace

// Since 3.13 the compiler removes the indentation of docstrings, and encodes them for that (Python/compile.c).
std::vector<std::pair<Node, std::string>> docstring_mistakes(const Tree& tree, int minor) {
    std::vector<std::pair<Node, std::string>> out;
    if (minor < 13) return out;
    for (std::size_t at = tree.text.find('\\'); at != tree.text.npos; at = tree.text.find('\\', at + 2)) {
        if (!surrogate(tree.text.substr(at, 12))) continue;
        Node string = innermost(tree, static_cast<std::uint32_t>(at));
        if (!string.is(Kind::string)) string = string.parent();
        if (string.is(Kind::string_content)) string = string.parent();
        if (!string.is(Kind::string)) continue;
        const std::string_view prefix = string.text().substr(0, string.text().find_first_of("\"'"));
        if (prefix.find_first_of("rRbBfFtT") != prefix.npos) continue;
        Node statement = string.parent();
        while (statement.is_any({Kind::concatenated_string, Kind::parenthesized_expression}))
            statement = statement.parent();
        if (!statement.is(Kind::expression_statement) || !documents(statement)) continue;
        if (!out.empty() && out.back().first == string) continue;
        out.emplace_back(string,
                         formatted("'utf-8' codec can't encode character '{}' of a docstring: surrogates not allowed",
                                   tree.text.substr(at, tree.text[at + 1] == 'u' ? 6 : 10)));
    }
    return out;
}

}  // namespace zen
