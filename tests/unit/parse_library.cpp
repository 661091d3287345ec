// The Python library through both parsers. A sample by default; all of it with ZENLINT_FULL=1, and ZENLINT_CORPUS adds
// a folder.
#include <catch2/catch_test_macros.hpp>

#include "parse_compare.h"
#include "syntax/reference.h"

using namespace zen;
using namespace zen::tests;

TEST_CASE("the Python library parses as by the runtime") {
    Parser parser;
    std::size_t handed_over = 0, files = 0;
    for (const PythonFile& file : python_files(thorough() ? 1 : 16)) {
        INFO(file.path);
        ++files;
        const Tree ours = parser.parse_undamaged(file.text), theirs = parse_by_runtime(file.text);
        if (ours.nodes.empty()) {
            ++handed_over;
            CHECK(theirs.damaged());
        } else if (!parser.beyond_grammar()) {
            CHECK(difference(ours, theirs) == "");
        }
    }
    INFO(files << " files, " << handed_over << " handed over");
    CHECK(handed_over <= files / 50);
}

TEST_CASE("the hand-written parser reads the Python library as the grammar's tables do") {
    Parser parser;
    std::size_t given_up = 0, files = 0;
    for (const PythonFile& file : python_files(thorough() ? 1 : 4)) {
        INFO(file.path);
        ++files;
        const Verdict verdict = compare_descent(parser, file.text);
        CHECK(verdict != Verdict::different);
        given_up += verdict == Verdict::handed_over;
    }
    INFO(files << " files, " << given_up << " given up");
    CHECK(given_up <= files / 100);
}
