// The line that a long run shows: on a terminal only, and gone at the end.
#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <optional>
#include <string>

#include "cli/progress.h"

namespace {

using namespace std::chrono_literals;

// Standard error is the writing end of something else for a while; what was written there.
template <typename Do>
std::string written_to(int reading, int writing, Do&& run) {
    const int own = ::dup(STDERR_FILENO);
    ::dup2(writing, STDERR_FILENO);
    run();
    ::dup2(own, STDERR_FILENO);
    ::close(own);
    ::close(writing);
    std::string out;
    std::array<char, 4096> some{};
    for (ssize_t n; (n = ::read(reading, some.data(), some.size())) > 0;)
        out.append(some.data(), static_cast<std::size_t>(n));
    ::close(reading);
    return out;
}

// Nothing where there are no terminals to be had, as in some containers.
std::optional<std::string> on_terminal(auto&& run) {
    int reading = -1, writing = -1;
    if (::openpty(&reading, &writing, nullptr, nullptr, nullptr) != 0) return std::nullopt;
    return written_to(reading, writing, run);
}

}  // namespace

TEST_CASE("progress is shown on a terminal and taken away again") {
    ::setenv("TERM", "xterm", 1);
    std::optional<std::string> said = on_terminal([] {
        zen::Progress progress(4, 0ms);
        progress.step();
        progress.clear();
    });
    if (!said) {
        WARN("no terminal to be had");
        return;
    }
    CHECK(said->find("1 of 4 files") != said->npos);
    CHECK(said->ends_with("\r\033[K"));
}

TEST_CASE("progress is silent in a run that is over soon") {
    ::setenv("TERM", "xterm", 1);
    CHECK(on_terminal([] {
              zen::Progress progress(4, 1h);
              progress.step();
              progress.clear();
          }).value_or("") == "");
}

TEST_CASE("progress is silent where standard error is no terminal, or a poor one") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    ::setenv("TERM", "xterm", 1);
    auto run = [] {
        zen::Progress progress(4, 0ms);
        progress.step();
        progress.clear();
    };
    CHECK(written_to(ends[0], ends[1], run) == "");
    ::setenv("TERM", "dumb", 1);
    CHECK(on_terminal(run).value_or("") == "");
}
