// Which files are found, and what paths and ignore files mean.
#include "files/walk.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "files/gitignore.h"
#include "text/path.h"

namespace fs = std::filesystem;
using namespace zen;

TEST_CASE("paths are taken apart and put together") {
    CHECK(folder_of("a/b") == "a");
    CHECK(folder_of("/a") == "/");
    CHECK(folder_of("a") == "");
    CHECK(name_of("a/b.py") == "b.py");
    CHECK(joined("a", "b") == "a/b");
    CHECK(joined("a", "/b") == "/b");
    CHECK(joined(".", "b") == "b");
    CHECK(joined("/", "b") == "/b");
    CHECK(tidy_path("./a//b/./c/") == "a/b/c");
    CHECK(tidy_path("a/../b") == "a/../b");
    CHECK(tidy_path(".") == ".");
    CHECK(normal_path("/a/../b/./c") == "/b/c");
    CHECK(normal_path("/..") == "/");
    CHECK(normal_path("../a") == "../a");
    CHECK(below("/a", "/a/b/c") == "b/c");
    CHECK(below("/a", "/ab") == "");
    CHECK(below("/", "/a") == "a");
    CHECK(below("/a", "/a") == "");
}

TEST_CASE("ignore files speak as git has them") {
    auto top =
        IgnoreChain::with(nullptr, "/r", "# comment\n*.log\n!keep.log\n/only\nsub/deep\nfolder/\n\\#odd\ntrail  \n");
    auto chain = IgnoreChain::with(top, "/r/pkg", "!a.log\r\nonly\n");
    CHECK(IgnoreChain::ignored(top, "/r/x/y.log", false));
    CHECK(!IgnoreChain::ignored(top, "/r/x/keep.log", false));
    CHECK(IgnoreChain::ignored(top, "/r/only", false));
    CHECK(!IgnoreChain::ignored(top, "/r/x/only", false));
    CHECK(IgnoreChain::ignored(top, "/r/sub/deep", true));
    CHECK(IgnoreChain::ignored(top, "/r/x/folder", true));
    CHECK(!IgnoreChain::ignored(top, "/r/x/folder", false));
    CHECK(IgnoreChain::ignored(top, "/r/#odd", false));
    CHECK(IgnoreChain::ignored(top, "/r/trail", false));
    CHECK(!IgnoreChain::ignored(chain, "/r/pkg/a.log", false));
    CHECK(IgnoreChain::ignored(chain, "/r/pkg/b.log", false));
    CHECK(IgnoreChain::ignored(chain, "/r/pkg/q/only", true));
    CHECK(!IgnoreChain::ignored(nullptr, "/r/a.log", false));
}

TEST_CASE("a first line calls for Python") {
    CHECK(python_shebang("#!/usr/bin/env python3\n"));
    CHECK(python_shebang("#!/usr/bin/python"));
    CHECK(python_shebang("#!/usr/bin/env -S uv run --script\n"));
    CHECK(!python_shebang("#!/bin/sh\n# python\n"));
    CHECK(!python_shebang("import python\n"));
}

TEST_CASE("files come sorted, each once, and what is wrong comes with them") {
    std::string root = (fs::temp_directory_path() / "zenlint-walk-XXXXXX").string();
    REQUIRE(mkdtemp(root.data()));
    for (const char* name : {"b.py", "a.py", "sub/c.pyi", "sub/d.txt", "skip/e.py", "n.ipynb"}) {
        fs::create_directories(fs::path(root + "/" + name).parent_path());
        std::ofstream(root + "/" + name) << "x = 1\n";
    }
    fs::create_directory_symlink(root, root + "/sub/up");
    Walk walk;
    walk.current = root;
    walk.excluded = [&](const std::string& path, bool folder) { return folder && path == root + "/skip"; };

    std::vector<std::string> paths{root, root + "/b.py", root + "/gone.py", root + "/n.ipynb"};
    FileList found = find_files(paths, walk);
    CHECK(found.files ==
          std::vector<std::string>{root + "/a.py", root + "/b.py", root + "/n.ipynb", root + "/sub/c.pyi"});
    REQUIRE(found.troubles.size() == 1);
    CHECK(found.troubles[0].path == root + "/gone.py");

    std::vector<std::string> left_out{root + "/skip"};  // given by name, it is walked
    CHECK(find_files(left_out, walk).files == std::vector<std::string>{root + "/skip/e.py"});
    fs::remove_all(root);
}
