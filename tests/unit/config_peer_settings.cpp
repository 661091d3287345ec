// What ruff's own configuration selects.
#include "config/peer_settings.h"

#include <catch2/catch_test_macros.hpp>

#include "folder.h"

using namespace zen;

TEST_CASE("the nearest configuration of ruff's speaks, with what it extends") {
    Folder folder;
    folder.file("pyproject.toml", "[tool.ruff]\nlint.select = [\"B\"]\n");
    auto settings = ruff_settings(folder.path + "/sub/deeper");
    REQUIRE(settings);
    CHECK(settings->path == folder.path + "/pyproject.toml");
    CHECK(settings->choices.selects("B006"));
    CHECK(!settings->choices.selects("E711"));

    folder.file("base.toml", "[lint]\nselect = [\"E\"]\nignore = [\"E712\"]\n");
    folder.file("ruff.toml", "extend = \"base.toml\"\n[lint]\nextend-select = [\"SIM118\"]\n");
    settings = ruff_settings(folder.path);
    REQUIRE(settings);
    CHECK(settings->path == folder.path + "/ruff.toml");  // before pyproject.toml
    CHECK(settings->choices.selects("E711"));
    CHECK(settings->choices.selects("SIM118"));
    CHECK(!settings->choices.selects("E712"));
    CHECK(!settings->choices.selects("B006"));

    folder.file(".ruff.toml", "[lint\n");
    CHECK(!ruff_settings(folder.path));
}

TEST_CASE("rules in preview count with preview only") {
    Folder folder;
    folder.file("ruff.toml", "lint.select = [\"FURB\"]\n");
    auto settings = ruff_settings(folder.path);
    REQUIRE(settings);
    CHECK(!settings->choices.selects("FURB113"));
    CHECK(settings->choices.selects("FURB188"));
    folder.file("ruff.toml", "preview = true\nlint.select = [\"FURB\"]\n");
    settings = ruff_settings(folder.path);
    REQUIRE(settings);
    CHECK(settings->choices.selects("FURB113"));
}
