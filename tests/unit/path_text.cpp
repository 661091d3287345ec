// Paths as text, as both kinds of systems write them.
#include <catch2/catch_test_macros.hpp>

#include "text/path.h"

using namespace zen;

namespace {

constexpr PathStyle posix = PathStyle::posix, windows = PathStyle::windows;

}  // namespace

TEST_CASE("a path is absolute where its root is spelled out") {
    CHECK(is_absolute("/a", posix));
    CHECK_FALSE(is_absolute("C:/a", posix));
    CHECK(is_absolute("C:/a", windows));
    CHECK(is_absolute("c:\\a", windows));
    CHECK(is_absolute("\\\\server\\share\\a", windows));
    CHECK_FALSE(is_absolute("C:a", windows));  // in the current folder of that drive
    CHECK_FALSE(is_absolute("a\\b", windows));
}

TEST_CASE("nothing lies above a root") {
    CHECK(folder_of("/", posix) == "/");
    CHECK(folder_of("C:/", windows) == "C:/");
    CHECK(folder_of("C:/a", windows) == "C:/");
    CHECK(folder_of("//server/share/a", windows) == "//server/share");
    CHECK(folder_of("//server/share", windows) == "//server/share");
    CHECK(is_root("C:/", windows));
    CHECK(is_root("//server/share", windows));
    CHECK_FALSE(is_root("C:/a", windows));
    CHECK_FALSE(is_root("", windows));
}

TEST_CASE("backslashes part names on Windows only, and are not kept") {
    CHECK(name_of("a\\b.py", windows) == "b.py");
    CHECK(name_of("a\\b.py", posix) == "a\\b.py");
    CHECK(tidy_path(".\\src\\\\a.py", windows) == "src/a.py");
    CHECK(tidy_path("a\\b", posix) == "a\\b");
    CHECK(normal_path("c:\\x\\..\\y", windows) == "C:/y");
    CHECK(normal_path("C:\\..", windows) == "C:/");
    CHECK(normal_path("\\\\server\\share\\..\\a", windows) == "//server/share/a");
}

TEST_CASE("an absolute path stands for itself in every folder") {
    CHECK(joined("C:/a", "D:\\b", windows) == "D:\\b");
    CHECK(joined("C:/", "b", windows) == "C:/b");
    CHECK(joined("C:/a", "b", windows) == "C:/a/b");
    CHECK(joined("/a", "C:/b", posix) == "/a/C:/b");
}

TEST_CASE("what lies below a root lies below it") {
    CHECK(below("/", "/a") == "a");
    CHECK(below("C:/", "C:/a/b") == "a/b");
    CHECK(below("C:/a", "C:/ab").empty());
    CHECK(below("C:/a", "C:/a").empty());
}

TEST_CASE("a drive goes into a URI and comes out again") {
    CHECK(to_uri_path("C:/a", windows) == "/C:/a");
    CHECK(from_uri_path("/c:/a/../b", windows) == "C:/b");
    CHECK(to_uri_path("/a", posix) == "/a");
    CHECK(from_uri_path("/c:/a", posix) == "/c:/a");
}
