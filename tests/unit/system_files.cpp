// Reading whole files, and putting others in their place.
#include "system/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "folder.h"

namespace fs = std::filesystem;
using namespace zen;

namespace {

std::size_t entries(const std::string& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("only regular files are read") {
    Folder folder;
    std::string file = folder.path + "/a";
    std::ofstream(file) << std::string("x\0y\r\n", 5);
    CHECK(*files::read(file) == std::string("x\0y\r\n", 5));
    CHECK(!files::read(folder.path));
    CHECK(!files::read(folder.path + "/missing"));
    CHECK(files::read("/dev/null").trouble().message == "not a regular file");
    REQUIRE(mkfifo((folder.path + "/pipe").c_str(), 0600) == 0);
    CHECK(!files::read(folder.path + "/pipe"));  // and does not hang
}

TEST_CASE("a file is replaced with its mode kept and its links followed") {
    Folder folder;
    std::string file = folder.path + "/a", link = folder.path + "/link";
    std::ofstream(file) << "old";
    fs::permissions(file, fs::perms(0751));
    fs::create_symlink("a", link);
    CHECK(!files::replace(link, "new"));
    CHECK(fs::is_symlink(link));
    CHECK(*files::read(file) == "new");
    CHECK(fs::status(file).permissions() == fs::perms(0751));
    CHECK(entries(folder.path) == 2);
}

TEST_CASE("a file that has changed since it was read stays as it is") {
    Folder folder;
    std::string file = folder.path + "/a";
    std::ofstream(file) << "changed";
    auto trouble = files::replace(file, "new", "old");
    REQUIRE(trouble);
    CHECK(trouble->text() == file + ": not fixed: the file has changed meanwhile");
    CHECK(*files::read(file) == "changed");
    CHECK(entries(folder.path) == 1);
    CHECK(!files::replace(file, "new", "changed"));
    CHECK(*files::read(file) == "new");
}

TEST_CASE("a read-only file stays as it is") {
    Folder folder;
    std::string file = folder.path + "/a";
    std::ofstream(file) << "old";
    fs::permissions(file, fs::perms(0444));
    // Root may write it all the same: be somebody else.
    const bool root = ::geteuid() == 0;
    constexpr uid_t nobody = 65534;
    if (root)
        REQUIRE(::chown(folder.path.c_str(), nobody, nobody) + ::chown(file.c_str(), nobody, nobody) +
                    ::seteuid(nobody) ==
                0);
    auto trouble = files::replace(file, "new");
    if (root) REQUIRE(::seteuid(0) == 0);
    REQUIRE(trouble);
    CHECK(trouble->text() == file + ": not fixed: the file is read-only");
    CHECK(*files::read(file) == "old");
    CHECK(entries(folder.path) == 1);
}
