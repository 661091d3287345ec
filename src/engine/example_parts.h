// A block of a page may hold several examples: a blank line before a line at the margin parts them, and each is judged
// as a file of its own.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace zen {

struct ExamplePart {
    std::string code;
    bool imports;  // nothing but imports, for the parts after it
};

// A block at its blank lines: the parts as they are written, without the blank lines between them.
std::vector<std::string> divided_at_blanks(std::string_view code);
// Does it consist of nothing but imports?
bool only_imports(std::string_view code);

// The parts of a block. Imports with a blank line behind them belong to each part that follows, up to the next such
// imports. So does a part that is context, as `context` says of it (with its imports) and of the parts below it.
using IsContext = std::function<bool(std::string_view code, std::string_view below)>;
std::vector<ExamplePart> example_parts(std::string_view code, const IsContext& context = {});

}  // namespace zen
