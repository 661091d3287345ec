// Holds our parser's trees against those of the tree-sitter runtime, record by record.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse.h"

namespace zen::tests {

enum class Verdict { same, handed_over, beyond, different };

// Our own parsers against the runtime. `handed_over`: ours gave the text up, as they must where the runtime sees
// damage, and may elsewhere. `beyond`: ours read what the grammar does not, and Python does
// (descent::Descent::beyond_grammar).
Verdict compare(Parser& parser, std::string_view text);
// The hand-written parser against the grammar's tables, in the same terms.
Verdict compare_descent(Parser& parser, std::string_view text);
// Where the two first differ, in words; empty for equal trees.
std::string difference(const Tree& ours, const Tree& theirs);

struct PythonFile {
    std::string path, text;
};
// The Python files below the standard library of the python3 on the path, and below ZENLINT_CORPUS if that is set:
// every n-th, in a fixed order. Empty where there is no Python.
std::vector<PythonFile> python_files(std::size_t every);
// Is ZENLINT_FULL set? Then tests take all there is.
bool thorough();

}  // namespace zen::tests
