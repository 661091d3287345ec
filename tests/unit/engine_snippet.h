// What the engine's tests share: a page read at run time, and a snippet linted or fixed with it.
#pragma once
#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/examples.h"
#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/page_notes.h"
#include "engine/pages/page.h"

namespace zen {

inline RuleSet every_rule_of(const RuleBook& book, PythonVersion target = {}) {
    Selection selection = Selection::of(book);
    for (RuleId r = 0; r < book.rules().size(); ++r) selection.select(book, r);
    selection.target = target;
    return RuleSet(book, std::move(selection));
}

// The notes on a page that passes, a line each.
inline std::string notes_of_page(const std::string& text) {
    PackStore store;
    const auto fault = read_page(store, "rules/test/rule.md", text, false);
    INFO((fault ? fault->text() : ""));
    REQUIRE_FALSE(fault);
    const RulePack pack = store.view();
    const RuleBook book(pack, std::span<const CourseSection>{});
    std::string all;
    for (const PageNote& note : page_notes(book[0])) all += note.text + "\n";
    return all;
}

// A book of one page, or of several; the rules are selected.
class PageBook {
  public:
    explicit PageBook(std::initializer_list<std::string> pages, PythonVersion target = {}) {
        std::uint32_t n = 0;
        for (const std::string& page : pages) {
            auto trouble = read_page(store_, "rules/test/rule-" + std::string(1, static_cast<char>('a' + n++)) + ".md",
                                     page, false);
            INFO((trouble ? trouble->text() : ""));
            REQUIRE(!trouble);
        }
        pack_ = store_.view();
        book_ = std::make_unique<RuleBook>(pack_, std::span<const CourseSection>{});
        rules_ = std::make_unique<RuleSet>(every_rule_of(*book_, target));
    }

    const RuleSet& rules() const { return *rules_; }
    std::vector<Finding> lint(const std::string& code) const {
        return zen::lint(Source::from_text("a.py", code), *rules_);
    }
    std::string fixed(const std::string& code, Applicability boldest = Applicability::unsafe) const {
        return std::string(fix(Source::from_text("a.py", code), *rules_, boldest).source.text());
    }
    // The message of the only finding.
    std::string message(const std::string& code) const {
        std::vector<Finding> found = lint(code);
        REQUIRE(found.size() == 1);
        return found[0].message;
    }

  private:
    PackStore store_;
    RulePack pack_;
    std::unique_ptr<RuleBook> book_;
    std::unique_ptr<RuleSet> rules_;
};

// A page around a `zen` block.
inline std::string page_of(const std::string& zen, const std::string& front = "code: TST0001\nfix: safe\n") {
    return "---\n" + front + "---\n# Title\n\nWhy.\n\n```zen\n" + zen + "```\n";
}

// What is wrong with the page around a `zen` block; "" when nothing is.
inline std::string block_trouble(const std::string& zen, const std::string& front = "code: TST0001\nfix: safe\n") {
    PackStore store;
    auto trouble = read_page(store, "rules/test/rule.md", page_of(zen, front), false);
    return trouble ? trouble->message : "";
}

// What the examples of a page say; "" when all is well.
inline std::string judged(const std::string& page) {
    PackStore store;
    if (const auto fault = read_page(store, "rules/test/rule.md", page, false)) return fault->message;
    const RulePack pack = store.view();
    const RuleBook book(pack, std::span<const CourseSection>{});
    std::string all;
    for (const Trouble& t : check_examples(book, 0, false)) all += t.text() + "\n";
    return all;
}

inline bool says(const std::string& text, std::string_view part) {
    INFO(text);
    return text.find(part) != std::string::npos;
}

}  // namespace zen
