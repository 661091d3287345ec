// A folder for one test, gone with it.
#pragma once
#include <stdlib.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

struct Folder {
    std::string path = (std::filesystem::temp_directory_path() / "zenlint-test-XXXXXX").string();

    Folder() { REQUIRE(mkdtemp(path.data())); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }

    // Writes a file, with the folders above it; returns its path.
    std::string file(const std::string& name, std::string_view text) const {
        std::string full = path + "/" + name;
        std::filesystem::create_directories(std::filesystem::path(full).parent_path());
        std::ofstream(full, std::ios::binary) << text;
        return full;
    }
};
