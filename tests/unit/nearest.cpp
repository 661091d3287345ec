// The name that was probably meant.
#include "text/nearest.h"

#include <array>
#include <catch2/catch_test_macros.hpp>

using namespace zen;

TEST_CASE("the nearest name is found") {
    constexpr std::array<std::string_view, 6> names{"select",        "ignore",         "exclude",
                                                    "extend-select", "target-version", "per-file-ignores"};
    CHECK(nearest("selct", names) == "select");
    CHECK(nearest("sleect", names) == "select");
    CHECK(nearest("Ignore", names) == "ignore");
    CHECK(nearest("target_version", names) == "target-version");
    CHECK(nearest("per-file-ignore", names) == "per-file-ignores");
    CHECK(nearest("exclude", names) == "exclude");
}

TEST_CASE("what is far from all is near to none") {
    constexpr std::array<std::string_view, 3> names{"select", "ignore", "E"};
    CHECK(nearest("line-length", names) == "");
    CHECK(nearest("", names) == "");
    CHECK(nearest("X", names) == "");
    CHECK(nearest("anything", {}) == "");
}

TEST_CASE("the first of equally near names wins") {
    constexpr std::array<std::string_view, 3> codes{"ZEN2201", "ZEN2202", "ZEN2203"};
    CHECK(nearest("ZEN2209", codes) == "ZEN2201");
    CHECK(nearest("zen2203", codes) == "ZEN2203");
}
