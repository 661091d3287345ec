// The C interface, called as a program in C would.
#include "capi/zenlint.h"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "folder.h"

namespace {

// An answer that is freed at the end of a test.
struct Answer : zenlint_answer {
    Answer() : zenlint_answer{} {}
    ~Answer() { zenlint_free(this); }
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
};

struct Linter {
    zenlint_linter* handle;

    explicit Linter(const zenlint_settings& settings) {
        Answer answer;
        handle = zenlint_open(&settings, &answer);
        INFO((answer.error ? answer.error : ""));
        REQUIRE(handle);
    }
    ~Linter() { zenlint_close(handle); }
    Linter(const Linter&) = delete;
    Linter& operator=(const Linter&) = delete;
};

zenlint_settings isolated(const char* select = nullptr) {
    zenlint_settings settings{};
    settings.isolated = 1;
    settings.select = select;
    settings.folder = "/nowhere";
    return settings;
}

int check(Linter& linter, const char* path, const std::string& text, Answer& answer) {
    return zenlint_check(linter.handle, path, text.data(), text.size(), &answer);
}

const std::string bad = "x = not 1 in y\n";

}  // namespace

TEST_CASE("findings come as the JSON of the command line") {
    Linter linter(isolated("ZEN1411"));
    Answer answer, clean, none;
    CHECK(check(linter, "a.py", bad, answer) == ZENLINT_FINDINGS);
    std::string json = answer.json;
    CHECK(json.size() == answer.json_size);
    CHECK(json.starts_with("[\n  {\"code\":\"ZEN1411\""));
    CHECK(json.find("\"filename\":\"a.py\"") != json.npos);
    CHECK(json.ends_with("\n]\n"));
    CHECK(!answer.error);
    CHECK(!answer.source);
    CHECK(check(linter, nullptr, "x = 1\n", clean) == ZENLINT_CLEAN);
    CHECK(std::string(clean.json) == "[]\n");
    CHECK(zenlint_check(linter.handle, nullptr, nullptr, 0, &none) == ZENLINT_CLEAN);
}

TEST_CASE("fixed bytes keep their zero bytes and line ends") {
    Linter linter(isolated("ZEN1411"));
    Answer answer;
    const std::string text = bad.substr(0, bad.size() - 1) + "\r\nz = '\\0'\r\n";
    CHECK(zenlint_fix(linter.handle, "a.py", text.data(), text.size(), 0, &answer) == ZENLINT_CLEAN);
    CHECK(std::string(answer.source, answer.source_size) == "x = 1 not in y\r\nz = '\\0'\r\n");
    CHECK(answer.fixed == 1);
}

TEST_CASE("what is wrong is said, and there is no linter") {
    Answer answer;
    zenlint_settings settings = isolated("ZEN1411,nonsense");
    CHECK(!zenlint_open(&settings, &answer));
    CHECK(answer.status == ZENLINT_TROUBLE);
    CHECK(std::string(answer.error).starts_with("unknown rule 'nonsense'"));
    zenlint_free(&answer);
    CHECK(!answer.error);
    settings = isolated();
    settings.target_version = "snake";
    CHECK(!zenlint_open(&settings, &answer));
    CHECK(std::string(answer.error).find("not a Python version") != std::string::npos);
}

TEST_CASE("bytes that cannot be decoded are a finding and trouble") {
    Linter linter(isolated());
    Answer answer;
    CHECK(check(linter, "a.py", "x = '\xff'\n", answer) == ZENLINT_TROUBLE);
    CHECK(std::string(answer.json).find("ZEN0003") != std::string::npos);
    CHECK(answer.error);
}

TEST_CASE("the nearest configuration holds, and says what is excluded") {
    Folder folder;
    folder.file("zenlint.toml", "select = [\"ZEN1601\"]\nextend-exclude = [\"made/**\"]\n");
    zenlint_settings settings{};
    settings.folder = folder.path.c_str();
    Linter linter(settings);
    Answer answer;
    CHECK(check(linter, "a.py", bad, answer) == ZENLINT_CLEAN);
    CHECK(zenlint_excluded(linter.handle, "made/a.py") == 1);
    CHECK(zenlint_excluded(linter.handle, "a.py") == 0);
}

TEST_CASE("rules are listed in the order of their codes") {
    Linter linter(isolated());
    Answer answer;
    CHECK(zenlint_rules(linter.handle, &answer) == ZENLINT_CLEAN);
    std::string json = answer.json;
    CHECK(json.starts_with("[\n{\"code\":\"ZEN0001\""));
    CHECK(json.find("\"ZEN1411\"") < json.find("\"ZEN1601\""));
}

TEST_CASE("any number of threads share a linter") {
    Linter linter(isolated());
    Answer one;
    check(linter, "a.py", bad, one);
    std::vector<std::string> found(8);
    {
        std::vector<std::jthread> threads;
        for (std::string& mine : found)
            threads.emplace_back([&] {
                for (int i = 0; i < 50; ++i) {
                    Answer answer;
                    check(linter, "a.py", bad, answer);
                    mine = answer.json;
                }
            });
    }
    for (const std::string& json : found) CHECK(json == one.json);
}
