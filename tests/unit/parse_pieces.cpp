// Trees put together from their pieces are the trees of whole files.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "parse_compare.h"
#include "syntax/pieces.h"

using namespace zen;
using namespace zen::tests;

namespace {

Tree from_pieces(std::string_view text) {
    Tree tree = open_root(text);
    std::vector<std::uint32_t> starts = piece_starts(text);
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    for (std::size_t i = 0; i + 1 < starts.size(); ++i)
        append_piece(tree, parse_piece(text.substr(starts[i], starts[i + 1] - starts[i])), starts[i]);
    close_root(tree);
    return tree;
}

std::vector<std::string> pieces(std::string_view text) {
    std::vector<std::uint32_t> starts = piece_starts(text);
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    std::vector<std::string> out;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i)
        out.emplace_back(text.substr(starts[i], starts[i + 1] - starts[i]));
    return out;
}

}  // namespace

TEST_CASE("a piece is a top-level statement with what hangs on it") {
    CHECK(pieces("# head\nx = 1\ny = 2\n") == std::vector<std::string>{"# head\n", "x = 1\n", "y = 2\n"});
    CHECK(pieces("if x:\n  y\nelse:\n  z\n\n# c\nw\n") ==
          std::vector<std::string>{"if x:\n  y\nelse:\n  z\n\n# c\n", "w\n"});
    CHECK(pieces("@a\n@b\ndef f(): pass\n@c\nclass D: pass\n") ==
          std::vector<std::string>{"@a\n@b\ndef f(): pass\n", "@c\nclass D: pass\n"});
    CHECK(pieces("x = [\n1,\n]\ns = \"\"\"\ny\n\"\"\"\nt = 1 + \\\n2\nz\n") ==
          std::vector<std::string>{"x = [\n1,\n]\n", "s = \"\"\"\ny\n\"\"\"\n", "t = 1 + \\\n2\n", "z\n"});
}

TEST_CASE("brackets that nobody closes end where a statement surely begins") {
    CHECK(pieces("x = [\ny\ndef f():\n    pass\n") == std::vector<std::string>{"x = [\ny\n", "def f():\n    pass\n"});
    CHECK(pieces("x = (\n@p\ndef f(): pass\n") == std::vector<std::string>{"x = (\n", "@p\ndef f(): pass\n"});
    CHECK(pieces("x = (a\n@b)\n").size() == 1);
}

TEST_CASE("a mistake costs the statement that holds it") {
    std::string text = "def f():\n    return [1\n\n\ndef g():\n    return 2\n";
    Tree tree = parse_by_pieces(text);
    CHECK(tree.damaged());
    Node last = Node(tree, 0).last_child();
    CHECK(last.is(Kind::function_definition));
    CHECK_FALSE(last.damaged());
    CHECK(last.child(Field::name).text() == "g");
}

TEST_CASE("Python's own library comes out whole") {
    Parser parser;
    for (const PythonFile& file : python_files(thorough() ? 1 : 16)) {
        INFO(file.path);
        const Tree whole = parser.parse_undamaged(file.text);
        if (!whole.nodes.empty()) CHECK(difference(whole, from_pieces(file.text)) == "");
    }
}
