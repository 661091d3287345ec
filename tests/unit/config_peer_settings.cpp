// What ruff's own configuration selects.
#include "config/peer_settings.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "engine/scanning/rule_table.h"

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

TEST_CASE("of a rule with two messages of pylint's, disabling one leaves the other") {
    const RuleBook book(builtin_rules(), course_sections());
    PeerChoices peers;
    peers.pylint.emplace().disable = {"use-dict-literal"};
    auto selected = [&](std::string_view alias) {
        for (RuleId rule = 0; rule < book.rules().size(); ++rule)
            for (std::uint32_t m = 0;; ++m) {
                if (m >= Selection::of(book).matches[rule].size()) break;
                const auto aliases = book.aliases(rule, m);
                if (std::ranges::find(aliases, alias) != aliases.end()) return peers.selects(book, rule, m);
            }
        return std::optional<bool>();
    };
    CHECK(selected("R1735") == true);
    peers.pylint->disable.push_back("R1734");
    CHECK(selected("R1735") == false);
}

TEST_CASE("codes of rules that ruff no longer has select nothing") {
    RuffChoices choices;
    choices.select = std::vector<std::string>{"ALL", "PLR1706"};
    CHECK_FALSE(choices.selects("PLR1706"));
    CHECK(choices.selects("PLR1711"));
}
