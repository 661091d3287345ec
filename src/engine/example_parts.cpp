#include "engine/example_parts.h"

#include <algorithm>

#include "syntax/parse.h"

namespace zen {

namespace {

// The statements at the top level, in which a line break ends nothing; none of code with a syntax error.
std::vector<Span> wholes(std::string_view code) {
    std::vector<Span> out;
    const Tree tree = parse(code);
    if (tree.damaged()) return out;
    for (Node n : Node(tree, 0).children()) out.push_back(n.span());
    return out;
}

}  // namespace

std::vector<std::string> divided_at_blanks(std::string_view code) {
    std::vector<std::string> out{""};
    const std::vector<Span> statements = wholes(code);
    auto statement = statements.begin();
    bool blank = false;
    for (std::uint32_t at = 0; !code.empty();) {
        std::size_t end = std::min(code.find('\n'), code.size() - 1) + 1;
        std::string_view line = code.substr(0, end);
        while (statement != statements.end() && statement->end <= at) ++statement;
        const bool inside = statement != statements.end() && statement->start < at;
        at += static_cast<std::uint32_t>(end);
        code.remove_prefix(end);
        bool continues = inside || line.starts_with(' ') || line.starts_with("else") || line.starts_with("elif ") ||
                         line.starts_with("except") || line.starts_with("finally");
        bool empty = line.find_first_not_of(" \n") == line.npos;
        if (blank && !empty && !continues) out.emplace_back();
        blank = empty;
        out.back() += line;
    }
    for (std::string& s : out)
        while (s.ends_with("\n\n")) s.pop_back();
    return out;
}

bool only_imports(std::string_view code) {
    Tree tree = parse(code);
    bool any = false;
    for (Node n : Node(tree, 0).children()) {
        if (!n.is_any({Kind::import_statement, Kind::import_from_statement, Kind::future_import_statement}))
            return false;
        any = true;
    }
    return any && !tree.damaged();
}

std::vector<ExamplePart> example_parts(std::string_view code, const IsContext& context) {
    const std::vector<std::string> all = divided_at_blanks(code);
    std::vector<ExamplePart> out;
    std::string before;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool imports = only_imports(all[i]);
        std::string below;
        for (std::size_t j = i + 1; context && !imports && j < all.size(); ++j) below += all[j];
        if (!below.empty() && context(before + all[i], below)) {
            before += all[i];
            continue;
        }
        if (imports) before = i + 1 < all.size() && !only_imports(all[i + 1]) ? all[i] : "";
        out.push_back({imports ? all[i] : before + all[i], imports && !before.empty()});
    }
    return out;
}

}  // namespace zen
