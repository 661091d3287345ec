// Trees put together from their pieces are the trees of whole files.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "parse_compare.h"
#include "syntax/parse.h"
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

TEST_CASE("a replacement field may go over lines, whatever the quotes") {
    CHECK(pieces("x = f'{\ny\n}'\nz\n") == std::vector<std::string>{"x = f'{\ny\n}'\n", "z\n"});
    CHECK(pieces("x = f'{{{a} {\n[y]\n} {b}'\nz\n").size() == 2);
    CHECK(pieces("x = f'{\ny\n}\nz\n").size() == 3);
    CHECK(pieces("x = f'{\ny\ndef f(): pass\n}'\n").size() == 3);
    CHECK(pieces("x = f'{{\ny}'\n").size() == 2);
    CHECK(pieces("x = '{\ny}'\n").size() == 2);
    CHECK(pieces("x = f'{  # a}'\ny}'\nz\n").size() == 2);
    CHECK(pieces("x = f'{a['b']:#x}'\nz\n").size() == 2);
    for (std::string_view text : {"x = f'{\ny\n}'\nz\n", "x = f'{y!r\n}'\n", "x = f'{(lambda:\n1)()}'\n",
                                  "x = f'{y\n:}'\n", "x = f'{y:>{\nz\n}}'\n", "x = f'''{y:\n}'''\n"}) {
        INFO(text);
        CHECK_FALSE(parse_by_pieces(text).damaged());
        CHECK_FALSE(Parser().parse_undamaged(text).nodes.empty());
    }
    CHECK(parse_by_pieces("x = f'{y:\n}'\n").damaged());
    CHECK(parse_by_pieces("x = f'{y:>8\nimport os}'\n").damaged());
    CHECK(parse_by_pieces("x = '{0:>8\nimport os}'\n").damaged());
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

// Python's reference, 2.1.5: a line ends its statement unless brackets are open; the grammar passes over some line
// ends.
TEST_CASE("a line end where no statement ends is a mistake, though the grammar reads on") {
    for (std::string_view text :
         {"from a\nimport b\n", "x =\ny\n", "x = # c\ny\n", "x =\r\ny\n", "x =\n\n\ny\n", "x =\n\f\ny\n", "x =\né\n",
          "def f():\n    x =\n    y\n", "def\nf(): pass\n", "print(a, b).\nc\n", "del\nx\n", "@\nf\ndef g(): pass\n",
          "for x in\ny: pass\n", "a if b else\nc\n", "with\n(a) as b: pass\n", "match\nx:\n    case 1: pass\n"}) {
        INFO(text);
        CHECK(parse_by_pieces(text).damaged());
        CHECK(Parser().parse_undamaged(text).nodes.empty());
    }
}

TEST_CASE("a line end may come in brackets, after a line and where a block begins") {
    for (std::string_view text : {"\n\nx\n",
                                  "# c\n\nx\n",
                                  "x = (1 +\n  2)\n",
                                  "x = [\n  a\n  for a\n  in # c\n  b\n]\n",
                                  "if x:\n\n    # c\n\n    y\n\nz\n",
                                  "x = 1 + \\\n  2\n",
                                  "x = 1 + \\\r\n  'a'\n",
                                  "x = y + \\\n'a'\n",
                                  "x = 1;\ny\n",
                                  "if x: y\nelse:\n    z\n",
                                  "f'{\nx\n}'\n",
                                  "f'''{\nx:\n}'''\n",
                                  "x: int\ny\n",
                                  "class A:\n    x = 1\n\n    # c\n    y = 2\n# d\nz\n",
                                  "print(\n  a\n)\n",
                                  "with (\n    a as b,\n    c as d,\n):\n    pass\n",
                                  "match x:\n    case (\n        1\n        | 2\n    ):\n        pass\n",
                                  "match = (\n1)\nprint >>f, (\n  1)\n",
                                  "lambda: (\n1\n)\n",
                                  "@f\n\n# c\ndef g():\n    pass\n",
                                  "\\\nx\n",
                                  "x \\\n\ny\n"}) {
        INFO(text);
        CHECK_FALSE(parse_by_pieces(text).damaged());
        CHECK_FALSE(Parser().parse_undamaged(text).nodes.empty());
    }
}

TEST_CASE("Python's own library comes out whole") {
    // Some files are for Python 2 (those that lib2to3 is tested with): the grammar reads them, the compiler does not.
    for (const PythonFile& file : python_files(thorough() ? 1 : 16)) {
        INFO(file.path);
        const Tree whole = parse_by_pieces(file.text);
        if (!whole.damaged()) CHECK(difference(whole, from_pieces(file.text)) == "");
    }
}
