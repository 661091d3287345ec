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
        } else {
            CHECK(difference(ours, theirs) == "");
        }
    }
    INFO(files << " files, " << handed_over << " handed over");
    CHECK(handed_over <= files / 50);
}
