// Which matches of which rules a list of selectors turns on.
#include "config/selector.h"

#include <catch2/catch_test_macros.hpp>

#include "engine/pages/page.h"

using namespace zen;

namespace {

std::string page(std::string_view code, std::string_view front, std::string_view zen) {
    return "---\ncode: " + std::string(code) + "\nfix: none\n" + std::string(front) +
           "---\n# A title\nWhy.\n```python bad\nx\n```\n```python ok\ny\n```\n```zen\n" + std::string(zen) + "```\n";
}

// Three rules: one of two matches with aliases of their own, one that is off, one in preview.
struct Book {
    PackStore store;
    RulePack pack;
    RuleBook book{RulePack{}, {}};

    Book() {
        auto add = [&](std::string_view name, const std::string& text) {
            auto trouble = read_page(store, "rules/" + std::string(name) + ".md", text, false);
            INFO((trouble ? trouble->text() : ""));
            REQUIRE(!trouble);
        };
        add("two-matches",
            page("ZEN1401", "", "match\n    tool.f()\naka SIM118\nmatch\n    tool.g()\naka PLR1714, S1066\n"));
        add("off-rule", page("ZEN1402", "default: off\naka: SIM2\n", "match\n    tool.h()\n"));
        add("preview-rule", page("ZEN2101", "default: preview\naka: UP101\n", "match\n    tool.k()\n"));
        pack = store.view();
        book.add(pack);
    }

    // The matches that are on, as "ZEN1401.0 ZEN1402.0".
    std::string on(const std::vector<Choices>& layers, bool preview = false) const {
        auto selection = select_rules(book, layers, preview);
        if (!selection) return selection.trouble().text();
        std::string out;
        for (RuleId id = 0; id < book.rules().size(); ++id)
            for (std::size_t m = 0; m < selection->matches[id].size(); ++m)
                if (selection->matches[id][m])
                    out += (out.empty() ? "" : " ") + std::string(book[id].code()) + "." + std::to_string(m);
        return out;
    }
};

std::vector<Written> words(std::initializer_list<const char*> list) {
    std::vector<Written> out;
    for (const char* word : list) out.push_back({word, "", 0, 0});
    return out;
}

Choices select(std::initializer_list<const char*> list, std::initializer_list<const char*> ignored = {}) {
    return {words(list), {}, words(ignored)};
}

}  // namespace

TEST_CASE("without a choice the default rules are on") {
    Book b;
    CHECK(b.on({}) == "ZEN1401.0 ZEN1401.1");
    CHECK(b.on({}, true) == "ZEN1401.0 ZEN1401.1 ZEN2101.0");
    CHECK(b.on({Choices{{}, words({"ZEN1402"}), {}}}) == "ZEN1401.0 ZEN1401.1 ZEN1402.0");
}

TEST_CASE("our own codes, prefixes and names select rules") {
    Book b;
    CHECK(b.on({select({"ZEN1402"})}) == "ZEN1402.0");
    CHECK(b.on({select({"off-rule"})}) == "ZEN1402.0");
    CHECK(b.on({select({"ZEN14"})}) == "ZEN1401.0 ZEN1401.1 ZEN1402.0");
    CHECK(b.on({select({"ZEN"})}) == "ZEN1401.0 ZEN1401.1 ZEN1402.0");
    CHECK(b.on({select({"ALL"})}, true) == "ZEN1401.0 ZEN1401.1 ZEN1402.0 ZEN2101.0");
    CHECK(b.on({select({"ZEN2101"})}) == "ZEN2101.0");  // named in full, preview or not
    CHECK(b.on({select({})}) == "");
}

TEST_CASE("another tool's code selects the matches that carry it") {
    Book b;
    CHECK(b.on({select({"SIM118"})}) == "ZEN1401.0");
    CHECK(b.on({select({"PLR1714"})}) == "ZEN1401.1");
    CHECK(b.on({select({"S1066"})}) == "ZEN1401.1");
}

TEST_CASE("a prefix of ruff's codes selects the matches that carry such a code") {
    Book b;
    CHECK(b.on({select({"SIM"})}) == "ZEN1401.0");  // SIM2 is no code of ruff's
    CHECK(b.on({select({"SIM1"})}) == "ZEN1401.0");
    CHECK(b.on({select({"PL"})}) == "ZEN1401.1");
    CHECK(b.on({select({"PLR17"})}) == "ZEN1401.1");
    CHECK(b.on({select({"UP"})}, true) == "ZEN2101.0");
    CHECK(b.on({select({"SI"})}).starts_with("unknown rule 'SI'"));
    CHECK(b.on({select({"S"})}).starts_with("unknown rule 'S'"));  // S1066 is another tool's
}

TEST_CASE("the narrower selector wins, and of equals the one that ignores") {
    Book b;
    CHECK(b.on({select({"ZEN14"}, {"ZEN1401"})}) == "ZEN1402.0");
    CHECK(b.on({select({"ZEN1401"}, {"ZEN14"})}) == "ZEN1401.0 ZEN1401.1");
    CHECK(b.on({select({"ZEN14"}, {"SIM118"})}) == "ZEN1401.1 ZEN1402.0");
    CHECK(b.on({select({"ZEN1401"}, {"ZEN1401"})}) == "");
    CHECK(b.on({select({"ALL"}, {"ZEN"})}) == "");
}

TEST_CASE("the later layer wins; what an earlier one ignores more narrowly stays ignored") {
    Book b;
    Choices config = select({"ZEN14"}, {"ZEN1401"});
    CHECK(b.on({config, select({"ZEN1401"})}) == "ZEN1401.0 ZEN1401.1");
    CHECK(b.on({config, select({"ZEN14"})}) == "ZEN1402.0");
    CHECK(b.on({config, Choices{{}, words({"ZEN1401"}), {}}}) == "ZEN1401.0 ZEN1401.1 ZEN1402.0");
    CHECK(b.on({config, Choices{{}, {}, words({"ZEN14"})}}) == "");
}

TEST_CASE("an unknown selector names the nearest and its place") {
    Book b;
    Choices typo{{{{"ZEN1499", "zenlint.toml", 3, 11}}}, {}, {}};
    CHECK(b.on({typo}) == "zenlint.toml:3:11: unknown rule 'ZEN1499'; did you mean 'ZEN1401'?");
    CHECK(b.on({select({"of-rule"})}) == "unknown rule 'of-rule'; did you mean 'off-rule'?");
    CHECK(b.on({select({"@@@@"})}) == "unknown rule '@@@@'; `zenlint rule --all` lists all rules");
}

namespace {

// A bug, an idiom with a match that is taste, an upgrade, a matter of taste, and an idiom that is off.
struct KindBook : Book {
    KindBook() {
        auto add_rule = [&](std::string_view name, const std::string& text) {
            REQUIRE(!read_page(kinds, "rules/" + std::string(name) + ".md", text, false));
        };
        add_rule("a-bug", page("ZEN1601", "kind: bug\n", "match\n    tool.f()\n"));
        add_rule("an-idiom", page("ZEN1602", "", "match\n    tool.f()\nkind taste\nmatch\n    tool.g()\naka X1\n"));
        add_rule("an-upgrade", page("ZEN1603", "kind: upgrade\n", "match\n    tool.h()\n"));
        add_rule("a-taste", page("ZEN2201", "kind: taste\n", "match\n    tool.k()\n"));
        add_rule("an-idiom-off", page("ZEN2202", "default: off\n", "match\n    tool.l()\n"));
        pack = kinds.view();
        book = RuleBook{RulePack{}, {}};
        book.add(pack);
    }
    PackStore kinds;
};

Choices preset(Preset of, std::initializer_list<const char*> extended = {},
               std::initializer_list<const char*> ignored = {}) {
    return {{}, words(extended), words(ignored), of};
}

}  // namespace

TEST_CASE("matters of taste are on when they are selected, and not before") {
    KindBook b;
    CHECK(b.on({}) == "ZEN1601.0 ZEN1602.1 ZEN1603.0");
    CHECK(b.on({Choices{{}, words({"taste"}), {}}}) == "ZEN1601.0 ZEN1602.0 ZEN1602.1 ZEN1603.0 ZEN2201.0");
    CHECK(b.on({select({"a-taste"})}) == "ZEN2201.0");
}

TEST_CASE("a kind selects its matches, but not those of rules that are off") {
    KindBook b;
    CHECK(b.on({select({"bug"})}) == "ZEN1601.0");
    CHECK(b.on({select({"bug", "idiom"})}) == "ZEN1601.0 ZEN1602.1");
    CHECK(b.on({select({"ZEN16"}, {"taste"})}) == "ZEN1601.0 ZEN1602.1 ZEN1603.0");
    CHECK(b.on({select({"idiom", "taste"}, {"ZEN16"})}) == "ZEN2201.0");
    CHECK(b.on({select({"idiom"}), select({"ZEN1602"}, {"taste"})}) == "ZEN1602.0 ZEN1602.1");  // named in full
    CHECK(b.on({select({"bugs"})}) == "unknown rule 'bugs'; did you mean 'bug'?");
}

TEST_CASE("a preset is what the other choices start from") {
    KindBook b;
    CHECK(b.on({preset(Preset::learner)}) == "ZEN1601.0 ZEN1602.1");
    CHECK(b.on({preset(Preset::learner, {"ZEN22"}, {"bug"})}) == "ZEN1602.1 ZEN2201.0 ZEN2202.0");
    CHECK(b.on({preset(Preset::strict)}) == "ZEN1601.0 ZEN1602.0 ZEN1602.1 ZEN1603.0 ZEN2201.0 ZEN2202.0");
    // A later preset begins anew, but what was ignored before stays ignored.
    CHECK(b.on({preset(Preset::strict, {}, {"ZEN1601"}), preset(Preset::standard)}) == "ZEN1602.1 ZEN1603.0");
    CHECK(b.on({preset(Preset::strict), select({"a-bug"})}) == "ZEN1601.0");
}
