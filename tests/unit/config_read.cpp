// Reading configurations, and the Python version that a project asks for.
#include "config/read_config.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "config/keys.h"
#include "config/version_specifiers.h"
#include "folder.h"

namespace fs = std::filesystem;
using namespace zen;

namespace {

std::string lowest(std::string_view specifier) {
    auto version = lowest_python(specifier);
    return version ? version_text(*version) : "";
}

}  // namespace

TEST_CASE("requires-python gives the lowest version that it admits") {
    CHECK(lowest(">=3.9") == "3.9");
    CHECK(lowest(">=3.9, <4") == "3.9");
    CHECK(lowest(" >= 3.8.1 ,!=3.8.*, < 3.13") == "3.9");
    CHECK(lowest("~=3.10") == "3.10");
    CHECK(lowest("~=3.10.2") == "3.10");
    CHECK(lowest("==3.11.*") == "3.11");
    CHECK(lowest(">3.10") == "3.10");  // 3.10.1 is one
    CHECK(lowest("<3.12,>=3.11.5") == "3.11");
    CHECK(lowest(">=2.7") == "3.0");
    CHECK(lowest("") == "");
    CHECK(lowest(">=4") == "");
    CHECK(lowest("newest") == "");
}

TEST_CASE("every key has a name, a meaning and a place in the order of the table") {
    for (const ConfigKey& key : config_keys()) {
        INFO(key.name);
        CHECK(!key.meaning.empty());
        CHECK(key.set != nullptr);
    }
}

TEST_CASE("settings come with their places, and patterns with their folder") {
    Folder folder;
    std::string path = folder.file("zenlint.toml",
                                   "select = [\"ZEN14\"]\n"
                                   "target-version = \"py312\"\n"
                                   "line-length = 100\n"
                                   "exclude = [\"gen/**\", \"/top\"]\n"
                                   "[options.some-rule]\n"
                                   "limit = 3\nnames = [\"a\", \"b\"]\n");
    auto settings = read_config(path);
    REQUIRE(settings);
    REQUIRE(settings->choices.size() == 1);
    const Written& selector = settings->choices[0].select->at(0);
    CHECK(selector.trouble("x").text() == path + ":1:11: x");
    CHECK(settings->target == PythonVersion{3, 12});
    CHECK(settings->line_length == 100);
    CHECK(settings->excluded(folder.path + "/gen/a.py", false));
    CHECK(settings->excluded(folder.path + "/top", true));
    CHECK(!settings->excluded(folder.path + "/sub/top", true));
    CHECK(!settings->excluded(folder.path + "/build", true));  // the default ones are gone
    CHECK(!settings->excluded("/elsewhere/gen2/a.py", false));
    REQUIRE(settings->options.size() == 2);
    CHECK(settings->options[0].value.text == "3");
    CHECK(settings->options[1].value.text == "a, b");
}

TEST_CASE("defaults leave out what is not the project's own code") {
    Settings settings = Settings::in("/work");
    CHECK(settings.excluded("/work/.git", true));
    CHECK(settings.excluded("/work/a/node_modules", true));
    CHECK(settings.excluded("/elsewhere/venv", true));
    CHECK(!settings.excluded("/work/src", true));
    CHECK(!settings.excluded("/work/build/a.py", false));
    CHECK(settings.excluded("/work/build/a.py", false, true));
}

TEST_CASE("a configuration is laid over those that it extends") {
    Folder folder;
    folder.file("base/a.toml", "select = [\"ZEN14\"]\nline-length = 70\nextend-exclude = [\"x\"]\n");
    folder.file("b.toml", "line-length = 60\n");
    std::string path = folder.file("zenlint.toml", "extend = [\"base/a.toml\", \"b.toml\"]\nignore = [\"ZEN1401\"]\n");
    auto settings = read_config(path);
    REQUIRE(settings);
    CHECK(settings->path == path);
    CHECK(settings->line_length == 60);
    CHECK(settings->choices.size() == 3);
    CHECK(settings->excluded(folder.path + "/base/x", true));
    CHECK(settings->excluded(folder.path + "/.git", true));
}

TEST_CASE("the nearest kind of file in a folder speaks for it") {
    Folder folder;
    CHECK(*config_in(folder.path) == "");
    folder.file("pyproject.toml", "[project]\nname = \"zenlint-user\"\nrequires-python = \">=3.11\"\n");
    CHECK(*config_in(folder.path) == "");  // it speaks of zenlint, and not to it
    CHECK(required_python(folder.path) == PythonVersion{3, 11});
    std::string pyproject = folder.file("pyproject.toml", "[tool.zenlint]\npreview = true\n");
    CHECK(*config_in(folder.path) == pyproject);
    CHECK(read_config(pyproject)->preview);
    std::string plain = folder.file("zenlint.toml", "");
    CHECK(*config_in(folder.path) == plain);
    std::string hidden = folder.file(".zenlint.toml", "");
    CHECK(*config_in(folder.path) == hidden);
}

TEST_CASE("a version fits a specifier") {
    for (const char* fits :
         {">=0.1,<1", "0.1.2", "==0.1.*", "~=0.1.0", "!=0.2.0", ">0.1", "<=0.1.2", " >= 0.1 , < 0.2 "})
        CHECK(version_fits("0.1.2", fits) == true);
    for (const char* not_so : {">=0.2", "0.1", "==0.2.*", "~=0.2.0", "!=0.1.2", "<0.1", ">0.1.2", ">=0.1,<0.1.1"})
        CHECK(version_fits("0.1.2", not_so) == false);
    for (const char* none : {"", "new", ">=", "=>1", ","}) CHECK(!version_fits("0.1.2", none));
}
