// Realistic Python under fixtures/, run with every rule that is on by default. `#~ ZEN2202` at the end of a line says
// that this rule reports it; every other line must stay silent. Files called `…_py314.py` have that target version.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "engine/lint.h"
#include "engine/scanning/rule_table.h"

using namespace zen;
namespace fs = std::filesystem;

namespace {

using Marks = std::multiset<std::pair<std::uint32_t, std::string>>;  // row, code

Marks expected(const Source& source) {
    Marks out;
    std::string_view text = source.text();
    for (std::size_t at = 0; (at = text.find("#~ ", at)) != text.npos; ++at) {
        std::string_view line = text.substr(at + 3, text.find('\n', at) - at - 3);
        while (!line.empty()) {
            std::size_t blank = std::min(line.find(' '), line.size());
            if (blank) out.emplace(source.lines().row(static_cast<std::uint32_t>(at)), line.substr(0, blank));
            line.remove_prefix(std::min(blank + 1, line.size()));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the fixtures give the findings that are marked, and no others") {
    RuleBook book(builtin_rules(), course_sections());
    Selection selection = Selection::of(book);
    for (RuleId r = 0; r < book.rules().size(); ++r)
        if (book[r].data->by_default == Default::on) selection.select(book, r);
    RuleSet rules(book, selection);
    selection.target = {3, 14};
    RuleSet newest(book, selection);
    REQUIRE(fs::is_directory(fs::path(ZENLINT_SOURCE_DIR) / "fixtures"));
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ZENLINT_SOURCE_DIR) / "fixtures")) {
        if (entry.path().extension() != ".py") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        auto source = Source::decode(entry.path().string(), {std::istreambuf_iterator<char>(in), {}});
        REQUIRE(source);
        Marks want = expected(*source), got;
        const bool newer = entry.path().stem().string().ends_with("_py314");
        for (const Finding& f : lint(*source, newer ? newest : rules))
            got.emplace(source->lines().row(f.span.start), book[f.rule].code());
        for (const auto& [row, code] : want) {
            INFO(entry.path().string() << ":" << row << ": " << code << " is marked");
            CHECK(got.contains({row, code}));
        }
        for (const auto& [row, code] : got) {
            INFO(entry.path().string() << ":" << row << ": " << code << " is reported");
            CHECK(want.contains({row, code}));
        }
    }
}
