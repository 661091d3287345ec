// Edits made, and differences found.
#include "text/edit.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "text/diff.h"

using namespace zen;

TEST_CASE("edits come in any order") {
    CHECK(edited("abcdef", {{{4, 5}, "E"}, {{0, 1}, "A"}, {{2, 2}, "-"}}) == "Ab-cdEf");
    CHECK(edited("ab", {{{1, 1}, "1"}, {{1, 1}, "2"}, {{1, 2}, "B"}}) == "a12B");
    CHECK(edited("ab", {}) == "ab");
    CHECK(edited("", {{{0, 0}, "x"}}) == "x");
}

TEST_CASE("new lines end as the file's do") {
    CHECK(edited("a\r\n", {{{0, 1}, "x\ny"}}, "\r\n") == "x\r\ny\r\n");
    CHECK(edited("a\r\n", {{{0, 1}, "x\r\ny\nz"}}, "\r\n") == "x\r\ny\r\nz\r\n");
    CHECK(edited("a\n", {{{0, 1}, "x\ny"}}, "\r") == "x\ny\n");  // a lone CR reads as LF in a text
}

TEST_CASE("a difference is small") {
    CHECK(difference("same\n", "same\n").empty());
    CHECK(difference("a\nx = foo(1)\nb\n", "a\nx = foo(2)\nb\n") == std::vector<Edit>{{{10, 11}, "2"}});
    CHECK(difference("a\nb\n", "a\nnew\nb\n") == std::vector<Edit>{{{2, 2}, "new\n"}});
    CHECK(difference("a\nb\nc\n", "a\nc\n") == std::vector<Edit>{{{2, 4}, ""}});
    CHECK(difference("1\n2\n3\n", "x\n2\ny\n") == std::vector<Edit>{{{0, 1}, "x"}, {{4, 5}, "y"}});
    CHECK(difference("", "a") == std::vector<Edit>{{{0, 0}, "a"}});
    CHECK(difference("a", "").size() == 1);
}

TEST_CASE("a difference keeps characters whole") {
    // é and è share their first byte, ã and é a continuation pattern.
    CHECK(difference("'é'", "'è'") == std::vector<Edit>{{{1, 3}, "è"}});
    CHECK(difference("'é'", "'ũ'") == std::vector<Edit>{{{1, 3}, "ũ"}});
}

TEST_CASE("a difference makes the new text, whatever the two are") {
    std::mt19937 random(7);
    auto text = [&](int lines) {
        std::string out;
        for (int i = 0; i < lines; ++i) {
            out += "ab\xc3\xa9"[random() % 2];
            if (random() % 3) out += static_cast<char>('a' + random() % 3);
            out += random() % 4 ? "\n" : "\r\n";
        }
        if (random() % 2) out += "é";
        return out;
    };
    for (int i = 0; i < 300; ++i) {
        std::string before = text(static_cast<int>(random() % 12)), after = text(static_cast<int>(random() % 12));
        REQUIRE(edited(before, difference(before, after)) == after);
    }
}

TEST_CASE("changed lines are as few as can be") {
    auto changes = [](std::string_view before, std::string_view after) {
        return line_changes(split_lines(before), split_lines(after));
    };
    CHECK(changes("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n").size() <= 4);  // Myers' own example: five lines differ
    std::uint32_t lines = 0;
    for (const LineChange& c : changes("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n"))
        lines += c.before_end - c.before_start + c.after_end - c.after_start;
    CHECK(lines == 5);
    CHECK(changes("", "a\n") == std::vector<LineChange>{{0, 0, 0, 1}});
    CHECK(changes("x\n", "").size() == 1);
    CHECK(changes("", "").empty());
}

TEST_CASE("texts with very many differences are still matched where lines are unique") {
    std::string before, after, moved;
    for (int i = 0; i < 6000; ++i) {
        std::string n = std::to_string(i);
        before += "old " + n + "\nkeep " + n + "\n";
        after += "new " + n + "\nkeep " + n + "\n";
    }
    auto changes = line_changes(split_lines(before), split_lines(after));
    CHECK(changes.size() == 6000);
    CHECK(edited(before, difference(before, after)) == after);
    for (int i = 0; i < 6000; ++i) moved += "other\n";  // nothing in common, and nothing unique
    CHECK(line_changes(split_lines(before), split_lines(moved)).size() == 1);
}

TEST_CASE("a unified diff has three lines of context") {
    CHECK(unified_diff("a\n", "a\n", "x", "y") == "");
    CHECK(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "a/x.py", "b/x.py") ==
          "--- a/x.py\n"
          "+++ b/x.py\n"
          "@@ -2,7 +2,7 @@\n"
          " 2\n 3\n 4\n"
          "-5\n"
          "+five\n"
          " 6\n 7\n 8\n");
}

TEST_CASE("hunks whose contexts touch are one") {
    std::string near = unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "one\n2\n3\n4\n5\n6\n7\neight\n", "x", "x");
    CHECK(near == "--- x\n+++ x\n@@ -1,8 +1,8 @@\n-1\n+one\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+eight\n");
    std::string far = unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "one\n2\n3\n4\n5\n6\n7\n8\nnine\n", "x", "x");
    CHECK(far == "--- x\n+++ x\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+nine\n");
}

TEST_CASE("additions, removals and missing line ends in a unified diff") {
    CHECK(unified_diff("", "a\n", "x", "y") == "--- x\n+++ y\n@@ -0,0 +1 @@\n+a\n");
    CHECK(unified_diff("a\n", "", "x", "y") == "--- x\n+++ y\n@@ -1 +0,0 @@\n-a\n");
    CHECK(unified_diff("a\nb", "a\nb\n", "x", "y") ==
          "--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
    CHECK(unified_diff("a\nb\n", "a\nnew\nb\n", "x", "y") == "--- x\n+++ y\n@@ -1,2 +1,3 @@\n a\n+new\n b\n");
}
