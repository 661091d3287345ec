// Rows of offsets, and columns in the three units.
#include "text/line_index.h"

#include <catch2/catch_test_macros.hpp>

using namespace zen;

TEST_CASE("rows begin behind line feeds") {
    LineIndex lines("ab\n\ncd");
    CHECK(lines.count() == 3);
    CHECK(lines.row(0) == 1);
    CHECK(lines.row(2) == 1);
    CHECK(lines.row(3) == 2);
    CHECK(lines.row(4) == 3);
    CHECK(lines.row(99) == 3);
    CHECK(lines.start(1) == 0);
    CHECK(lines.start(3) == 4);
    CHECK(lines.start(4) == 6);
    CHECK(LineIndex("ab\n").count() == 2);
    CHECK(LineIndex("").count() == 1);
    CHECK(LineIndex().row(0) == 1);
}

TEST_CASE("columns are counted in the unit asked for") {
    std::string_view text = "aé€😀";
    CHECK(columns(text, ColumnUnit::code_points) == 4);
    CHECK(columns(text, ColumnUnit::utf16) == 5);
    CHECK(columns(text, ColumnUnit::utf8) == 10);
}

TEST_CASE("columns become bytes again, rounded down to a character") {
    std::string_view text = "aé😀z";
    CHECK(bytes_of_columns(text, 0, ColumnUnit::code_points) == 0);
    CHECK(bytes_of_columns(text, 2, ColumnUnit::code_points) == 3);
    CHECK(bytes_of_columns(text, 3, ColumnUnit::code_points) == 7);
    CHECK(bytes_of_columns(text, 99, ColumnUnit::code_points) == 8);
    CHECK(bytes_of_columns(text, 2, ColumnUnit::utf16) == 3);
    CHECK(bytes_of_columns(text, 3, ColumnUnit::utf16) == 3);  // inside the surrogate pair
    CHECK(bytes_of_columns(text, 4, ColumnUnit::utf16) == 7);
    CHECK(bytes_of_columns(text, 2, ColumnUnit::utf8) == 1);  // inside é
    CHECK(bytes_of_columns(text, 5, ColumnUnit::utf8) == 3);  // inside the emoji
    CHECK(bytes_of_columns(text, 7, ColumnUnit::utf8) == 7);
}

TEST_CASE("a line is as wide as an editor shows it") {
    CHECK(line_width("") == 0);
    CHECK(line_width("x = 'é€'") == 8);
    CHECK(line_width("\tif x:\r\n") == 9);
    CHECK(line_width("ab\tc") == 5);
}

TEST_CASE("the start of a line is found at any distance") {
    for (std::size_t before : {0, 1, 7, 8, 9, 40})
        for (std::size_t length : {0, 1, 7, 8, 9, 63, 64, 65}) {
            std::string text = std::string(before, '\x8a') + (before ? "\n" : "") + std::string(length, 'x') + "\n";
            CHECK(zen::line_start(text, before + (before ? 1 : 0) + length) == before + (before ? 1 : 0));
        }
}
