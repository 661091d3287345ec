// A rule that fails ends nothing but itself.
#include <algorithm>
#include <stdexcept>

#include "engine/fixing/verdict.h"
#include "engine_snippet.h"

using namespace zen;

namespace {

Verdict fails_at_boom(const Match& m) {
    if (m.at.text() == "boom()") throw std::runtime_error("out of cheese");
    return Verdict(Found{m.at.span(), "a call", std::nullopt, false, {}, "", ""});
}

Verdict breaks_boom(const Match& m) {
    Edits edits(m);
    edits.replace(m.at.span(), m.at.text() == "boom()" ? "((" : "None");
    return Verdict(Found{m.at.span(), "a call: " + std::string(m.at.text()), edits, false, {}, "", ""});
}

// Looks at the whole file for each call.
Verdict walks_all(const Match& m) {
    for (Node n : Node(m.ask.tree(), 0).descendants())
        if (n.text() == "never") return Verdict{};
    return Verdict(Found{m.at.span(), "a call", std::nullopt, false, {}, "", ""});
}

// A native rule on calls beside the rule of the engine that reports it and one that finds `x + 0`.
class FaultBook {
  public:
    FaultBook(const std::string& name, const std::string& fix, Native native, const std::string& always = "")
        : natives_{nullptr, native, nullptr} {
        page("internal-fault", "---\ncode: TST0007\nfix: none\nmade by: engine\n---\n# A fault\n\nWhy.\n", false);
        page(name, page_of(always + "native on call\n", "code: TST0001\nfix: " + fix + "\n"), true);
        page("zero", page_of("match\n    $x + 0\n", "code: TST0002\nfix: none\n"), false);
        pack_ = store_.view();
        pack_.natives = natives_;
        book_ = std::make_unique<RuleBook>(pack_, std::span<const CourseSection>{});
        rules_ = std::make_unique<RuleSet>(every_rule_of(*book_));
    }
    const RuleBook& book() const { return *book_; }
    const RuleSet& rules() const { return *rules_; }

  private:
    void page(const std::string& name, const std::string& text, bool native) {
        auto trouble = read_page(store_, "rules/test/" + name + ".md", text, native);
        INFO((trouble ? trouble->text() : ""));
        REQUIRE(!trouble);
    }

    PackStore store_;
    RulePack pack_;
    Native natives_[3];
    std::unique_ptr<RuleBook> book_;
    std::unique_ptr<RuleSet> rules_;
};

}  // namespace

TEST_CASE("a fix that would break code is reported where it stands, and keeps none of the others from being made") {
    const FaultBook faults("breaks", "safe", breaks_boom);
    const RuleBook& book = faults.book();
    const RuleSet& rules = faults.rules();

    std::string before, after;
    for (int i = 0; i < 50; ++i) {
        before += i == 20 ? "boom()\n" : "call()\n";
        after += i == 20 ? "boom()\n" : "None\n";
    }
    Fixed fixed = fix(Source::from_text("a.py", before), rules, Applicability::safe);
    CHECK(fixed.source.text() == after);
    CHECK(fixed.count == 49);
    REQUIRE(fixed.left.size() == 2);
    CHECK(book[fixed.left[1].rule].name() == "internal-fault");
    CHECK(fixed.left[1].span == Span{100, 106});  // in the fixed text
}

TEST_CASE("a rule that fails becomes a finding of internal-fault, and the findings of others stand") {
    const FaultBook faults("fails", "none", fails_at_boom);
    const RuleBook& book = faults.book();
    const RuleSet& rules = faults.rules();

    std::vector<Finding> found = lint(Source::from_text("a.py", "fine()\nboom()\nfine()\nx = y + 0\n"), rules);
    REQUIRE(found.size() == 3);
    CHECK(book[found[0].rule].name() == "fails");
    CHECK(book[found[1].rule].name() == "internal-fault");
    CHECK(found[1].span == Span{7, 13});
    CHECK(found[1].message.find("`fails` failed here") != std::string::npos);
    CHECK(found[1].message.find("out of cheese") != std::string::npos);
    CHECK(book[found[2].rule].name() == "zero");
}

TEST_CASE("what holds for all matches is asked of a native's node too") {
    const FaultBook faults("walks", "none", walks_all, "always\n    the match is not directly inside `print($_)`\n");
    std::vector<Finding> found = lint(Source::from_text("a.py", "print(one())\ntwo()\n"), faults.rules());
    REQUIRE(found.size() == 2);
    CHECK(found[0].span == Span{0, 12});
    CHECK(found[1].span == Span{13, 18});
}

TEST_CASE("a rule that takes too long for a file is left out of the rest of it, at the same place each time") {
    const FaultBook faults("walks", "none", walks_all);
    const RuleBook& book = faults.book();
    const RuleSet& rules = faults.rules();

    std::string code;
    for (int i = 0; i < 5000; ++i) code += "fine()\n";
    Source source = Source::from_text("a.py", code + "x = y + 0\n");
    std::vector<Finding> found = lint(source, rules);
    REQUIRE(found.size() > 100);
    CHECK(found.size() < 5000);
    CHECK(book[found[0].rule].name() == "walks");
    CHECK(book[found.back().rule].name() == "zero");
    auto is_fault = [&](const Finding& f) { return book[f.rule].name() == "internal-fault"; };
    REQUIRE(std::ranges::count_if(found, is_fault) == 1);
    auto fault = std::ranges::find_if(found, is_fault);
    CHECK(fault->message.starts_with("the rule `walks` takes too long for a file like this"));
    std::vector<Finding> again = lint(source, rules);
    REQUIRE(again.size() == found.size());
    CHECK(std::ranges::find_if(again, is_fault)->span == fault->span);
}
