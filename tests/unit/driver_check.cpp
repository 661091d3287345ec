// Files through the whole program, without a command line around it.
#include "driver/check.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "driver/project.h"
#include "folder.h"

namespace fs = std::filesystem;
using namespace zen;

namespace {

Overrides only(const char* rule) {
    Overrides overrides;
    overrides.isolated = true;
    overrides.choices.select = std::vector<Written>{{rule, "", 0, 0}};
    return overrides;
}

Task concise(Task::Mode mode = Task::Mode::report) {
    Task task;
    task.mode = mode;
    static const Form form{format("concise"), {}};
    task.forms = std::span(&form, 1);
    return task;
}

constexpr const char* bad = "x = not 1 in y\n";

}  // namespace

TEST_CASE("text that an editor holds is checked without a disk") {
    Project project(only("ZEN1411"), "/nowhere");
    const RuleSet& rules = project.profile("/nowhere").rules("/nowhere/a.py");
    Outcome outcome = check_bytes("a.py", std::string(bad), rules, concise());
    CHECK(outcome.shown.at(0) == "a.py:1:5: ZEN1411 [*] `not` applies to the whole test: write `1 not in y`\n");
    CHECK(outcome.tally.found() == 1);
    CHECK(!outcome.bytes);

    outcome = check_bytes("a.py", std::string(bad), rules, concise(Task::Mode::fix));
    CHECK(outcome.bytes == "x = 1 not in y\n");
    CHECK(outcome.fixed == 1);
    CHECK(outcome.tally.found() == 0);

    outcome = check_bytes("a.py", std::string(bad), rules, concise(Task::Mode::diff));
    CHECK(outcome.diff.find("\n+x = 1 not in y\n") != std::string::npos);
}

TEST_CASE("what cannot be read or decoded is a finding whatever is selected") {
    Project project(only("ZEN1411"), "/nowhere");
    const RuleSet& rules = project.profile("/nowhere").rules("/nowhere/a.py");
    for (Outcome outcome : {check_bytes("a.py", std::string("x = '\xff'\n"), rules, concise()),
                            check_file("/nowhere/a.py", rules, concise())}) {
        CHECK(outcome.unreadable);
        CHECK(outcome.shown.at(0).find("ZEN0003") != std::string::npos);
    }
}

TEST_CASE("outcomes come in the order of the jobs, for any number of threads") {
    Folder folder;
    Project project(only("ZEN1411"), folder.path);
    const RuleSet& rules = project.profile(folder.path).rules(folder.path + "/a.py");
    std::vector<Job> jobs;
    for (int i = 0; i < 50; ++i) {
        std::string text(static_cast<std::size_t>((i * 7) % 50), '\n');
        jobs.push_back({folder.file("f" + std::to_string(i) + ".py", text + bad), &rules});
    }
    std::string one;
    check_files(jobs, 1, concise(), [&](const Job&, Outcome outcome) { one += outcome.shown.at(0); });
    for (unsigned threads : {2u, 8u}) {
        std::string all;
        check_files(jobs, threads, concise(), [&](const Job&, Outcome outcome) { all += outcome.shown.at(0); });
        CHECK(all == one);
    }
}

TEST_CASE("the nearest configuration holds for a file") {
    Folder folder;
    folder.file("zenlint.toml", "select = [\"ZEN1411\"]\n[per-file-ignores]\n\"tests/**\" = [\"ZEN14\"]\n");
    folder.file("pkg/zenlint.toml", "select = [\"ZEN1601\"]\n");
    folder.file("pkg/deep/a.py", "");
    folder.file("tests/a.py", "");
    folder.file("pyproject.toml", "[project]\nrequires-python = '>=3.11'\n");
    Project project(Overrides{}, folder.path);
    auto uses = [&](const std::string& path, const char* rule) {
        std::string full = folder.path + "/" + path;
        const RuleSet& rules = project.profile(fs::path(full).parent_path()).rules(full);
        return rules.selected(*rules.book().find(rule));
    };
    CHECK(uses("a.py", "ZEN1411"));
    CHECK(!uses("a.py", "ZEN1601"));
    CHECK(uses("pkg/deep/a.py", "ZEN1601"));
    CHECK(!uses("pkg/deep/a.py", "ZEN1411"));
    CHECK(!uses("tests/a.py", "ZEN1411"));
    CHECK(project.profile(folder.path).target() == PythonVersion{3, 11});
    CHECK(!project.trouble());
}

TEST_CASE("a wrong configuration is trouble, and the defaults stand in") {
    Folder folder;
    std::string path = folder.file("zenlint.toml", "ignroe = []\n");
    Project project(Overrides{}, folder.path);
    Profile& profile = project.profile(folder.path);
    REQUIRE(project.trouble());
    CHECK(project.trouble()->text() == path + ":1:1: unknown key 'ignroe'; did you mean 'ignore'?");
    CHECK(profile.selected(*profile.book().find("ZEN1411")));
}
