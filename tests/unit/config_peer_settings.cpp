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

namespace {

// Does ruff, by its settings for the file of that name in the folder, run the rule? False too where a file cannot be
// read.
bool runs(const Folder& folder, const std::string& file, std::string_view code) {
    RuffConfigs configs;
    const std::string path = folder.path + "/" + file;
    const Result<const RuffSettings*> settings = configs.of(path.substr(0, path.rfind('/')));
    if (!settings) return false;
    const std::optional<RuffChoices> choices = (*settings)->choices_for(path);
    return choices && choices->selects(code);
}

}  // namespace

TEST_CASE("the nearest configuration of ruff's speaks, with what it extends") {
    Folder folder;
    folder.file("pyproject.toml", "[tool.ruff]\nlint.select = [\"B\"]\n");
    CHECK((*RuffConfigs().of(folder.path + "/sub/deeper"))->path == folder.path + "/pyproject.toml");
    CHECK(runs(folder, "sub/deeper/a.py", "B006"));
    CHECK(!runs(folder, "a.py", "E711"));

    folder.file("base.toml", "[lint]\nselect = [\"E\"]\nignore = [\"E712\"]\n");
    folder.file("ruff.toml", "extend = \"base.toml\"\n[lint]\nextend-select = [\"SIM118\"]\n");
    CHECK((*RuffConfigs().of(folder.path))->path == folder.path + "/ruff.toml");  // before pyproject.toml
    CHECK(runs(folder, "a.py", "E711"));
    CHECK(runs(folder, "a.py", "SIM118"));
    CHECK(!runs(folder, "a.py", "E712"));
    CHECK(!runs(folder, "a.py", "B006"));

    folder.file("sub/ruff.toml", "extend = \"../ruff.toml\"\n[lint]\nignore = [\"E711\"]\n");
    CHECK(!runs(folder, "sub/a.py", "E711"));
    CHECK(runs(folder, "sub/a.py", "SIM118"));
    CHECK(runs(folder, "a.py", "E711"));

    folder.file(".ruff.toml", "[lint\n");
    CHECK(!RuffConfigs().of(folder.path));
    CHECK(RuffConfigs().of(folder.path + "/sub"));
}

TEST_CASE("what ruff 0.17.6 selects in a file is on, however narrowly an extended file ignores it") {
    Folder folder;
    folder.file("base.toml", "[lint]\nselect = [\"E\"]\nignore = [\"E712\"]\n");
    folder.file("ruff.toml", "extend = \"base.toml\"\n[lint]\nextend-select = [\"E7\"]\n");
    CHECK(runs(folder, "a.py", "E712"));
    folder.file("ruff.toml", "extend = \"base.toml\"\n[lint]\nselect = [\"E7\"]\n");
    CHECK(runs(folder, "a.py", "E712"));
    folder.file("ruff.toml", "extend = \"base.toml\"\n[lint]\nignore = [\"E\"]\n");
    CHECK(!runs(folder, "a.py", "E711"));
    // Only an empty `select` hands on what it ignores.
    folder.file("base.toml", "[lint]\nselect = []\nignore = [\"E712\"]\n");
    folder.file("ruff.toml", "extend = \"base.toml\"\n[lint]\nselect = [\"E7\"]\n");
    CHECK(!runs(folder, "a.py", "E712"));
    CHECK(runs(folder, "a.py", "E711"));
}

TEST_CASE("ruff's per-file-ignores start from their own file's folder, and `*` fits a slash") {
    Folder folder;
    folder.file("ruff.toml",
                "[lint]\nselect = [\"E7\"]\n[lint.per-file-ignores]\n"
                "\"tests/*\" = [\"E711\"]\n\"s*.py\" = [\"E712\"]\n\"!{a,b}.py\" = [\"E721\"]\n");
    CHECK(!runs(folder, "tests/deep/a.py", "E711"));
    CHECK(runs(folder, "sub/tests/a.py", "E711"));
    CHECK(!runs(folder, "sub/a.py", "E712"));
    CHECK(runs(folder, "a.py", "E721"));
    CHECK(!runs(folder, "c.py", "E721"));
    folder.file("sub/ruff.toml",
                "extend = \"../ruff.toml\"\n[lint.extend-per-file-ignores]\n\"tests/*\" = [\"E722\"]\n");
    CHECK(!runs(folder, "sub/tests/a.py", "E722"));
    CHECK(runs(folder, "sub/tests/a.py", "E711"));
    folder.file("sub/ruff.toml", "extend = \"../ruff.toml\"\n[lint.per-file-ignores]\n\"a.py\" = [\"E722\"]\n");
    CHECK(runs(folder, "sub/a.py", "E712"));
    CHECK(!runs(folder, "sub/a.py", "E722"));
}

TEST_CASE("nothing is left to ruff in files that it does not check") {
    Folder folder;
    folder.file("ruff.toml",
                "extend-exclude = [\"made\", \"old/*.py\"]\n[lint]\nselect = [\"E7\"]\nexclude = [\"x.py\"]\n");
    CHECK(runs(folder, "a.ipynb", "E711"));
    for (const char* file : {"made/a.py", "sub/made/deep/a.py", "old/a.py", "sub/x.py", "readme.md", "script"})
        CHECK_FALSE(runs(folder, file, "E711"));
    folder.file("ruff.toml", "include = [\"src/**\"]\n[lint]\nselect = [\"E7\"]\n");
    CHECK(runs(folder, "src/a.py", "E711"));
    CHECK(!runs(folder, "a.py", "E711"));
}

TEST_CASE("rules in preview count with preview only") {
    Folder folder;
    folder.file("ruff.toml", "lint.select = [\"FURB\"]\n");
    CHECK(!runs(folder, "a.py", "FURB113"));
    CHECK(runs(folder, "a.py", "FURB188"));
    folder.file("ruff.toml", "preview = true\nlint.select = [\"FURB\"]\n");
    CHECK(runs(folder, "a.py", "FURB113"));
}

TEST_CASE("letters alone select flake8's own codes, not those of other plugins that begin so") {
    Flake8Choices choices;
    choices.select = std::vector<std::string>{"E", "F", "B"};
    for (const char* code : {"E711", "F401", "B006"}) CHECK(choices.selects(code) == true);
    for (const char* code : {"W605", "C901"}) CHECK(choices.selects(code) == false);
    // Of plugins that nothing names, nobody knows whether they are there.
    for (const char* code : {"FBT001", "EM101", "BLE001", "SIM118", "C408"})
        CHECK(choices.selects(code) == std::nullopt);
    choices.select = std::vector<std::string>{"B9", "FBT"};
    CHECK(choices.selects("B904") == true);
    CHECK(choices.selects("B006") == false);
    CHECK(choices.selects("FBT001") == true);
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
    choices.layers.push_back({std::vector<std::string>{"ALL", "PLR1706"}, {}, {}});
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
    CHECK(runs(folder, "a.py", "E712"));
    CHECK_FALSE(runs(folder, "a.py", "E711"));
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
        peers.ruff.emplace().layers.push_back({select, {}, {}});
        INFO(select.front());
        CHECK(wrong(peers) == "");
        peers.pylint.emplace().disable = {"format", "R1714", "C0117"};
        CHECK(wrong(peers) == "");
    }
}
