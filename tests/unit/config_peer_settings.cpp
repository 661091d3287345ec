// What ruff's own configuration selects.
#include "config/peer_settings.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "config/peer_choices.h"
#include "config/ruff_names.h"
#include "config/selector.h"
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

TEST_CASE("ruff's settings may name rules by their names") {
    CHECK(ruff_code_named("none-comparison") == "E711");
    CHECK(ruff_code_named("airflow-variable-name-task-id-mismatch") == "AIR001");  // the first of a linter
    CHECK(ruff_code_named("invalid-function-name") == "N802");
    CHECK(ruff_code_named("name").empty());  // part of names only
    CHECK(ruff_code_named("E711").empty());
    Folder folder;
    folder.file("ruff.toml", "preview = true\nlint.select = [\"E7\"]\nlint.ignore = [\"none-comparison\"]\n");
    const auto settings = ruff_settings(folder.path);
    REQUIRE(settings);
    CHECK(settings->choices.selects("E712"));
    CHECK_FALSE(settings->choices.selects("E711"));
}

TEST_CASE("pylint's settings name messages by checkers and by former names too") {
    PylintChoices choices;
    CHECK(choices.selects({"C0325", "superfluous-parens"}) == true);
    choices.disable = {"format"};
    CHECK(choices.selects({"C0325", "superfluous-parens"}) == false);
    CHECK(choices.selects({"C0117", "unnecessary-negation"}) == true);
    choices.disable = {"unneeded-not"};
    CHECK(choices.selects({"C0117", "unnecessary-negation"}) == false);
}

TEST_CASE("messages of pylint's extensions count where these are loaded") {
    PylintChoices choices;
    CHECK(choices.selects({"R2004", "magic-value-comparison"}) == std::nullopt);
    choices.enable = {"all"};
    CHECK(choices.selects({"R2004", "magic-value-comparison"}) == std::nullopt);
    CHECK(choices.selects({"W8401"}) == std::nullopt);  // of perflint
    CHECK(choices.selects({"C1804", "use-implicit-booleaness-not-comparison-to-string"}) == true);
    choices.plugins = {"pylint.extensions.magic_value"};
    CHECK(choices.selects({"R2004", "magic-value-comparison"}) == true);
    choices.enable.clear();
    CHECK(choices.selects({"R2004", "magic-value-comparison"}) == true);
    CHECK(choices.selects({"C1804", "use-implicit-booleaness-not-comparison-to-string"}) == false);
}

TEST_CASE("what is written for zenlint selects what the tools select, match by match") {
    const RuleBook book(builtin_rules(), course_sections());
    auto wrong = [&](const PeerChoices& peers) {
        const OwnChoices own = own_choices(book, peers, {}, false);
        Choices choices;
        for (const std::string& word : own.extend_select) choices.extend_select.push_back({word, "", 0, 0});
        for (const std::string& word : own.ignore) choices.ignore.push_back({word, "", 0, 0});
        const Result<Selection> now = select_rules(book, std::span(&choices, 1), false),
                                before = select_rules(book, std::span<const Choices>(), false);
        REQUIRE(now);
        REQUIRE(before);
        std::string out;
        for (RuleId rule = 0; rule < book.rules().size(); ++rule)
            for (std::uint32_t m = 0; m < before->matches[rule].size(); ++m)
                if (now->matches[rule][m] != peers.selects(book, rule, m).value_or(before->matches[rule][m]))
                    out += std::string(book[rule].code()) + "[" + std::to_string(m) + "] ";
        return out;
    };
    // Each of these leaves a code on that a rule's match shares with one that is off.
    for (const std::vector<std::string>& select : {std::vector<std::string>{"UP", "F631"}, {"RET501", "PLR1714"}}) {
        PeerChoices peers;
        peers.ruff.emplace().select = select;
        INFO(select.front());
        CHECK(wrong(peers) == "");
        peers.pylint.emplace().disable = {"format", "R1714", "C0117"};
        CHECK(wrong(peers) == "");
    }
}
