// The cache: never a stale answer, and nothing that happens to its files is more than a loss of time.
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cache/findings.h"
#include "cache/store.h"
#include "driver/check.h"
#include "driver/project.h"
#include "folder.h"

namespace fs = std::filesystem;
using namespace zen;

namespace {

std::string cache_of(const Folder& folder) {
    return folder.path + "/cache";
}

Store opened(const Folder& folder) {
    Result<Store> store = Store::open(cache_of(folder));
    REQUIRE(store);
    return std::move(*store);
}

// A page of a user's own rule; `word` is what it looks for.
std::string page(const std::string& word) {
    return "---\ncode: ACME001\nfix: safe\n---\n# Call `acme.bar`\nWhy.\n```python bad\nimport acme\nacme." + word +
           "()\n```\n```python good\nimport acme\nacme.bar()\n```\n```python ok\nimport acme\nacme." + word +
           "(1)\n```\n```zen\nmatch\n    acme." + word + "()\nrewrite\n    acme.bar()\n```\n";
}

Overrides choosing(std::vector<std::string> rules) {
    Overrides overrides;
    overrides.choices.select.emplace();
    for (std::string& rule : rules) overrides.choices.select->push_back({std::move(rule), "", 0, 0});
    return overrides;
}

std::string concise(const std::string& path, const RuleSet& rules, Store* cache) {
    Task task;
    static const Form form{format("concise"), {}};
    task.forms = std::span(&form, 1);
    task.cache = cache;
    return check_file(path, rules, task).shown.at(0);
}

// Checks the file with the cache and without it, in a run of its own, and wants the same.
std::string same_with_and_without(const Folder& folder, const std::string& path, const Overrides& overrides) {
    Project project(overrides, folder.path);
    const RuleSet& rules = project.profile(fs::path(path).parent_path()).rules(path);
    REQUIRE(!project.trouble());
    Store store = opened(folder);
    std::string with = concise(path, rules, &store);
    REQUIRE(!store.finish());
    CHECK(with == concise(path, rules, nullptr));
    return with;
}

}  // namespace

TEST_CASE("what one run keeps, the next one finds") {
    Folder folder;
    Digest a = digest("a"), b = digest("b");
    {
        Store store = opened(folder);
        CHECK(!store.find(a));
        store.keep(a, "one");
        store.keep(b, std::string(100'000, 'x'));
        CHECK(!store.finish());
    }
    Store store = opened(folder);
    CHECK(store.find(a) == "one");
    CHECK(store.find(b) == std::string(100'000, 'x'));
    CHECK(!store.find(digest("c")));
    CHECK(fs::exists(cache_of(folder) + "/.gitignore"));
    CHECK(fs::exists(cache_of(folder) + "/CACHEDIR.TAG"));
}

TEST_CASE("a change of any input is seen") {
    Folder folder;
    std::string path = folder.file("a.py", "import acme\nx = not 1 in y\nacme.foo()\n");
    folder.file("pyproject.toml", "[project]\nrequires-python = '>=3.10'\n");
    Overrides overrides = choosing({"ZEN1411"});
    auto now = [&] { return same_with_and_without(folder, path, overrides); };
    std::string before = now();
    CHECK(before == now());
    CHECK(before.find("a.py:2:5: ZEN1411") != before.npos);

    SECTION("the content") {
        folder.file("a.py", "import acme\n\nx = not 1 in y\n");
        CHECK(now().find("a.py:3:5: ZEN1411") != before.npos);
    }
    SECTION("the content, with the size and the times as they were") {
        auto time = fs::last_write_time(path);
        auto size = fs::file_size(path);
        folder.file("a.py", "import acme\nx = 1 not in y\nacme.foo()\n");
        fs::last_write_time(path, time);
        REQUIRE(fs::file_size(path) == size);
        CHECK(now().empty());
    }
    SECTION("the rules that are chosen") {
        overrides = choosing({"ZEN1601"});
        CHECK(now().empty());
    }
    SECTION("what is ignored for this path") {
        folder.file("zenlint.toml", "[per-file-ignores]\n\"a.py\" = [\"ZEN1411\"]\n");
        overrides = {};
        CHECK(now().find("ZEN1411") == before.npos);
        std::string twin = folder.file("b.py", "import acme\nx = not 1 in y\nacme.foo()\n");
        CHECK(same_with_and_without(folder, twin, overrides).find("b.py:2:5: ZEN1411") != before.npos);
    }
    SECTION("the file's name") {
        overrides = choosing({"ZEN4102"});
        std::string_view program = "def main():\n    pass\n\nmain()\n";
        path = folder.file("tool.py", program);
        CHECK(now().find("ZEN4102") != std::string::npos);
        path = folder.file("__main__.py", program);
        CHECK(now().empty());
    }
    SECTION("a page of the user's own") {
        folder.file("zenlint.toml", "rules = [\"*.md\"]\n");
        folder.file("my-rule.md", page("foo"));
        overrides = choosing({"ACME001"});
        CHECK(now().find("a.py:3:1: ACME001") != before.npos);
        folder.file("my-rule.md", page("baz"));
        CHECK(now().empty());
    }
}

TEST_CASE("the key holds everything that findings hang on") {
    Folder folder;
    folder.file("zenlint.toml", "");
    auto key = [&](const Overrides& overrides, std::string_view bytes = "x = 1\n", std::string_view path = "a.py",
                   std::string_view program = "one") {
        Project project(overrides, folder.path);
        return findings_key(bytes, path, project.profile(folder.path).rules(folder.path + "/a.py"), program);
    };
    Overrides plain = choosing({"ZEN14"});
    Digest first = key(plain);
    CHECK(key(plain) == first);
    CHECK(key(plain, "x = 2\n") != first);
    CHECK(key(plain, "x = 1\n", "b.py") != first);
    CHECK(key(plain, "x = 1\n", "a.py", "another build") != first);
    CHECK(key(choosing({"ZEN1411"})) != first);

    Overrides newer = plain;
    newer.target = PythonVersion{3, 13};
    CHECK(key(newer) != first);

    for (const char* changed :
         {"line-length = 100\n", "unfixable = [\"ZEN1411\"]\n", "extend-unsafe-fixes = [\"ZEN1411\"]\n",
          "[per-file-ignores]\n\"a.py\" = [\"ZEN1411\"]\n", "[per-file-target-version]\n\"a.py\" = \"py312\"\n"}) {
        folder.file("zenlint.toml", changed);
        CHECK(key(plain) != first);
    }
    folder.file("zenlint.toml", "");
    CHECK(key(plain) == first);
    CHECK(!program_identity().empty());
}

TEST_CASE("an option of a rule is part of the key") {
    Folder folder;
    std::string with_option = page("foo");
    with_option.insert(with_option.find("fix:"), "option: limit = 3, how many\n");
    with_option.insert(with_option.find("rewrite"), "where\n    the match has at most limit arguments\n");
    folder.file("my-rule.md", with_option);
    auto key = [&](const std::string& options) {
        folder.file("zenlint.toml", "rules = [\"*.md\"]\n" + options);
        Project project(Overrides{}, folder.path);
        const RuleSet& rules = project.profile(folder.path).rules(folder.path + "/a.py");
        REQUIRE(!project.trouble());
        return findings_key("", "a.py", rules);
    };
    CHECK(key("[options.my-rule]\nlimit = 2\n") != key(""));
    CHECK(key("[options.my-rule]\nlimit = 2\n") != key("[options.my-rule]\nlimit = 4\n"));
}

TEST_CASE("findings come back as they were") {
    RuleBook book = [] {
        Project project(Overrides{}, "/nowhere");
        return project.profile("/nowhere").book();
    }();
    Finding f;
    f.rule = 3;
    f.span = {4, 9};
    f.message = "write `x`";
    f.related.push_back({{1, 2}, "here"});
    f.noqa_row = 7;
    f.fix = Fix{{{{4, 9}, "x"}, {{0, 0}, "import y\n"}}, Applicability::unsafe, "Replace", {{0, 3}}, ""};
    Finding plain;
    plain.message = "no fix";
    std::string bytes = stored({{f, plain}, {{plain, {2, 3}, "why"}}});
    auto back = restored(bytes, book, 10);
    REQUIRE(back);
    REQUIRE(back->findings.size() == 2);
    CHECK(back->findings[0].span == f.span);
    CHECK(back->findings[0].message == f.message);
    CHECK(back->findings[0].related[0].message == "here");
    CHECK(back->findings[0].noqa_row == 7);
    CHECK(back->findings[0].fix->edits == f.fix->edits);
    CHECK(back->findings[0].fix->applicability == Applicability::unsafe);
    CHECK(back->findings[0].fix->held == f.fix->held);
    CHECK(!back->findings[1].fix);
    REQUIRE(back->suppressed.size() == 1);
    CHECK(back->suppressed[0].finding.message == "no fix");
    CHECK(back->suppressed[0].directive == Span{2, 3});
    CHECK(back->suppressed[0].reason == "why");

    for (std::size_t cut = 0; cut < bytes.size(); ++cut) CHECK(!restored(bytes.substr(0, cut), book, 10));
    CHECK(!restored(bytes + '\0', book, 10));
    CHECK(!restored(std::string(400, '\xff'), book, 10));
}

TEST_CASE("a damaged cache is forgotten") {
    Folder folder;
    auto fill = [&] {
        Store store = opened(folder);
        for (int i = 0; i < 3000; ++i) store.keep(digest(std::to_string(i)), std::string(200, 'v'));
        CHECK(!store.finish());
    };
    fill();
    std::string data = cache_of(folder) + "/data.mdb";
    SECTION("cut off") {
        fs::resize_file(data, fs::file_size(data) / 2);
    }
    SECTION("cut off in its first page") {
        fs::resize_file(data, 100);
    }
    SECTION("empty") {
        fs::resize_file(data, 0);
    }
    SECTION("something else") {
        std::ofstream(data, std::ios::binary) << std::string(100'000, 'z');
    }
    SECTION("without its lock file") {
        fs::remove(cache_of(folder) + "/lock.mdb");
    }
    SECTION("with a lock file that is something else") {
        std::ofstream(cache_of(folder) + "/lock.mdb", std::ios::binary) << std::string(40'000, 'z');
    }
    {
        Store store = opened(folder);
        store.find(digest("1"));
        store.keep(digest("new"), "value");
        CHECK(!store.finish());
    }
    CHECK(opened(folder).find(digest("new")) == "value");
}

TEST_CASE("a value that was changed on the disk is not believed") {
    Folder folder;
    {
        Store store = opened(folder);
        store.keep(digest("key"), "a value that nobody else has");
        REQUIRE(!store.finish());
    }
    std::string data = cache_of(folder) + "/data.mdb", bytes;
    {
        std::ifstream in(data, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    std::size_t at = bytes.find("nobody else");
    REQUIRE(at != bytes.npos);
    for (; at != bytes.npos; at = bytes.find("nobody else", at + 1)) bytes[at] = 'N';
    std::ofstream(data, std::ios::binary) << bytes;
    CHECK(!opened(folder).find(digest("key")));
}

TEST_CASE("a folder that cannot be used is a Trouble") {
    Folder folder;
    std::string file = folder.file("file", "");
    CHECK(!Store::open(file));
    CHECK(!Store::open(file + "/below"));
}

TEST_CASE("a full disk costs the cache, not the run") {
    Folder folder;
    pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // Writing past this size fails, as on a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        Result<Store> store = Store::open(cache_of(folder));
        if (!store) _exit(10);
        rlimit limit{65536, 65536};
        setrlimit(RLIMIT_FSIZE, &limit);
        for (int i = 0; i < 100; ++i) store->keep(digest(std::to_string(i)), std::string(100'000, 'v'));
        bool said = store->finish().has_value();
        bool once = !store->finish().has_value();
        store->find(digest("1"));
        _exit(said && once ? 0 : 11);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    Store store = opened(folder);
    store.keep(digest("later"), "value");
    CHECK(!store.finish());
}

TEST_CASE("runs at once share a cache, and one that is killed leaves it whole") {
    Folder folder;
    std::vector<pid_t> children;
    for (int run = 0; run < 4; ++run) {
        pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            for (int round = 0; run == 0 || round <= 20; ++round) {
                Result<Store> store = Store::open(cache_of(folder));
                if (!store) continue;  // a busy machine held the folder for too long: that run does without a cache
                for (int i = 0; i < 50; ++i) {
                    std::string name = std::to_string(round % 5) + "." + std::to_string(i);
                    auto value = store->find(digest(name));
                    if (value && *value != name + std::string(5000, 'v')) _exit(11);
                    store->keep(digest(name), name + std::string(5000, 'v'));
                }
                if (store->finish()) _exit(12);
            }
            _exit(0);
        }
        children.push_back(child);
    }
    for (std::size_t i = 1; i < children.size(); ++i) {
        int status = 0;
        REQUIRE(waitpid(children[i], &status, 0) == children[i]);
        REQUIRE(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    // The first one never ends by itself.
    kill(children[0], SIGKILL);
    waitpid(children[0], nullptr, 0);
    Store store = opened(folder);
    CHECK(store.find(digest("3.7")) == "3.7" + std::string(5000, 'v'));
    store.keep(digest("after"), "value");
    CHECK(!store.finish());
}

TEST_CASE("only a cache is removed") {
    Folder folder;
    CHECK(*remove_store(folder.path) == false);
    opened(folder);
    folder.file("other/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# of another tool\n");
    CHECK(*remove_store(folder.path + "/other") == false);
    CHECK(*remove_store(cache_of(folder)) == true);
    CHECK(!fs::exists(cache_of(folder)));
}
