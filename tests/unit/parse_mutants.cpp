// Damaged copies of real code: our parser must never accept what the runtime rejects, nor build another tree. Some
// thousand by default, more than 50,000 with ZENLINT_FULL=1; ZENLINT_SEED chooses others.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <random>
#include <string>

#include "parse_compare.h"
#include "syntax/reference.h"

using namespace zen;
using namespace zen::tests;

namespace {

const char* const snippets[] = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "\"",
    "'",
    "'''",
    "\n",
    "    ",
    " print ",
    " match ",
    " type ",
    " case ",
    "*",
    "**",
    " as ",
    " if ",
    " else ",
    ":=",
    "=",
    " in ",
    " for ",
    "#",
    "\\\n",
    "\\",
    "\t",
    "f'{x!r:>{w}}'",
    "f\"",
    "t'{",
    "\xC3\xA9",
    "\xE2\x80\x8B",
    ".",
    "->",
    " async ",
    " await ",
    " not ",
    " lambda ",
    ";",
    "@",
    " yield ",
    " exec ",
    "\r\n",
    "\r",
    "\f",
    "r'\\'",
    "b'\\N'",
    "`",
    "!",
    "$",
    "0x",
    "1_",
    "is not",
    "not in",
    " except*",
    " with (",
    " del ",
    "\n\n\n",
    "# c\n",
    "\n# c\n",
    "{{",
    "}}",
    "...",
    "<>",
    " global ",
    "~",
    "\xFF",
};

struct Mutator {
    std::mt19937_64 random;
    std::size_t below(std::size_t n) { return n == 0 ? 0 : random() % n; }

    std::string operator()(std::string text) {
        for (std::size_t changes = 1 + below(2); changes > 0; --changes) change(text);
        return text;
    }

    void change(std::string& text) {
        const std::size_t at = below(text.size());
        auto line_at = [&](std::size_t from) { return std::min(text.find('\n', from), text.size()); };
        const std::size_t line = line_at(at), next = line_at(std::min(line + 1, text.size()));
        switch (below(12)) {
            case 0:
                text.erase(at, 1 + below(8));
                break;
            case 1:
            case 2:
            case 3:
                text.insert(at, snippets[below(std::size(snippets))]);
                break;
            case 4:
                text.resize(at);
                break;
            case 5:
                if (line < next) text.insert(next, text.substr(line, next - line));
                break;  // a line twice
            case 6:
                text.erase(line, next - line);
                break;
            case 7:
                if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
                break;
            case 8:
                if (line < text.size()) text.insert(line + 1, snippets[below(std::size(snippets))]);
                break;
            case 9:
                if (line < text.size()) text.insert(line + 1, std::string(below(9), ' '));
                break;
            case 10: {  // a piece from elsewhere
                std::string piece = text.substr(below(text.size()), below(60));
                text.insert(at, piece);
                break;
            }
            default:  // one end of a bracket or a quote is gone
                if (std::size_t i = text.find_first_of("()[]{}'\":,=", at); i != std::string::npos) text.erase(i, 1);
        }
    }
};

// Where the next line begins that is neither blank nor indented; the end without one.
std::size_t statement_after(const std::string& text, std::size_t at) {
    for (at = text.find('\n', at); at != std::string::npos; at = text.find('\n', at + 1))
        if (at + 1 < text.size() && std::string_view(" \t\r\n)]}#\"'").find(text[at + 1]) == std::string_view::npos)
            return at + 1;
    return text.size();
}

}  // namespace

TEST_CASE("mutants of real code parse as by the runtime, or are handed over") {
    const char* seed = std::getenv("ZENLINT_SEED");
    Mutator mutate{std::mt19937_64(seed ? std::strtoull(seed, nullptr, 10) : 1)};
    const std::size_t wanted = thorough() ? 60000 : 1500;
    constexpr std::size_t longest = 6000;
    std::vector<PythonFile> files = python_files(thorough() ? 1 : 8);
    std::size_t mutants = 0, accepted = 0, needless = 0, empty = 0;
    Parser parser;
    while (!files.empty() && mutants < wanted) {
        // Some whole statements of a module: short texts make many mutants, sound ones mutants that still parse.
        const std::string& text = files[mutate.below(files.size())].text;
        const std::size_t from = statement_after(text, mutate.below(text.size() + 1));
        const std::size_t to = statement_after(text, from + mutate.below(longest));
        if (from == to && ++empty < wanted) continue;
        const std::string mutant = mutate(text.substr(from, to - from));
        ++mutants;
        const Tree ours = parser.parse_undamaged(mutant), theirs = parse_by_runtime(mutant);
        if (ours.nodes.empty()) {
            needless += !theirs.damaged() && !parser.stray_line_end();  // no Python, whatever the runtime says
            continue;
        }
        ++accepted;
        const std::string why = difference(ours, theirs);
        if (!why.empty() && !parser.beyond_grammar()) {
            INFO(mutant);
            CHECK(why == "");
        }
    }
    INFO(mutants << " mutants, " << accepted << " accepted, " << needless << " handed over without need");
    CHECK(needless * 1000 <= mutants);
}

TEST_CASE("mutants of real code are read by hand as by the grammar's tables, or given up") {
    const char* seed = std::getenv("ZENLINT_SEED");
    Mutator mutate{std::mt19937_64(seed ? std::strtoull(seed, nullptr, 10) : 2)};
    const std::size_t wanted = thorough() ? 1000000 : 8000;
    constexpr std::size_t longest = 2000;
    const std::vector<PythonFile> files = python_files(thorough() ? 1 : 8);
    std::size_t accepted = 0;
    Parser parser;
    for (std::size_t mutants = 0; !files.empty() && mutants < wanted; ++mutants) {
        const std::string& text = files[mutate.below(files.size())].text;
        const std::size_t from = statement_after(text, mutate.below(text.size() + 1));
        const std::size_t to = statement_after(text, from + mutate.below(longest));
        const std::string mutant = mutate(text.substr(from, to - from));
        const Verdict verdict = compare_descent(parser, mutant);
        accepted += verdict == Verdict::same;
        if (verdict == Verdict::different) {
            INFO(mutant);
            CHECK(verdict != Verdict::different);
        }
    }
    if (!files.empty()) CHECK(accepted * 10 > wanted);
}
