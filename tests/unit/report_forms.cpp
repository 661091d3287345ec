// What reports for other programs are made of: paths, marks that last, colours of code, examples for a reading list.
#include <catch2/catch_test_macros.hpp>

#include "engine/scanning/rule_table.h"
#include "report/harvest.h"
#include "report/highlight.h"
#include "report/places.h"
#include "report/xml_text.h"

using namespace zen;

namespace {

const RuleBook& book() {
    static const RuleBook all(builtin_rules(), course_sections());
    return all;
}

ReportContext context(std::string folder) {
    ReportContext out;
    out.folder = out.root = std::move(folder);
    return out;
}

Finding finding(std::string_view text, std::string_view part, std::string_view rule = "none-comparison") {
    Finding f;
    f.rule = book().find(rule).value();
    auto at = static_cast<std::uint32_t>(text.find(part));
    f.span = {at, at + static_cast<std::uint32_t>(part.size())};
    return f;
}

std::string mark(const std::string& text, std::string_view part, const std::string& path = "a.py") {
    Source source = Source::from_text(path, text);
    Finding f = finding(text, part);
    FileReport report{source, book(), std::span(&f, 1)};
    return StableMarks(report, path).next(f);
}

std::string shades(std::string_view code) {
    std::string out;
    for (const Shaded& s : highlighted(code)) {
        out += s.shade == Shade::keyword ? 'k' : s.shade == Shade::text ? 't' : s.shade == Shade::number ? 'n' : 'c';
        out += '<';
        out += code.substr(s.span.start, s.span.size());
        out += '>';
    }
    return out;
}

// The example that a reading list gives for one finding.
Example example(std::string text, std::string_view part, std::vector<Edit> edits) {
    Source source = Source::from_text("a.py", text);
    Finding f = finding(text, part);
    if (!edits.empty()) f.fix = Fix{std::move(edits), Applicability::safe, "", {}, ""};
    Harvest harvest;
    harvest.add(FileReport{source, book(), std::span(&f, 1)});
    return harvest.chapters().at(0).shares.at(0)->examples.at(0);
}

}  // namespace

TEST_CASE("paths are seen from a folder, or stay absolute") {
    ReportContext here = context("/home/me/project");
    CHECK(path_from(here, here.folder, "src/./a.py") == "src/a.py");
    CHECK(path_from(here, here.folder, "/home/me/project/b.py") == "b.py");
    CHECK(path_from(here, here.folder, "../other/c.py") == "/home/me/other/c.py");
    CHECK(path_from(here, "/home/me", "src/a.py") == "project/src/a.py");
}

TEST_CASE("a path in a URI keeps what may stand there and escapes the rest") {
    std::string uri;
    append_uri(uri, "a b/é#?%[x]:1.py");
    CHECK(uri == "a%20b/%C3%A9%23%3F%25%5Bx%5D%3A1.py");
}

TEST_CASE("XML holds any text") {
    std::string xml;
    append_xml(xml, "<a b=\"c\">&'\x01\xff\n日");
    CHECK(xml == "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\xef\xbf\xbd\xef\xbf\xbd\n日");
}

TEST_CASE("a finding keeps its mark while other lines come and go") {
    std::string one = mark("if a == None:\n    pass\n", "a == None");
    CHECK(one.size() == 16);
    CHECK(mark("x = 1\n\nif a == None:\n    pass\n", "a == None") == one);
    CHECK(mark("if x:\n        if a  ==  None:\n            pass\n", "a  ==  None") == one);
    CHECK(mark("if b == None:\n    pass\n", "b == None") != one);
    CHECK(mark("if a == None:\n    pass\n", "a == None", "b.py") != one);
}

TEST_CASE("equal findings have different marks") {
    std::string text = "a == None\na == None\n";
    Source source = Source::from_text("a.py", text);
    std::vector<Finding> all(2, finding(text, "a == None"));
    all[1].span = {10, 19};
    FileReport report{source, book(), all};
    StableMarks marks(report, "a.py");
    CHECK(marks.next(all[0]) != marks.next(all[1]));
}

TEST_CASE("code has its colours") {
    CHECK(shades("def f(x=None):  # why\n    return f'a {x + 1}' not in y\n") ==
          "k<def>k<None>c<# why>k<return>t<f'a >n<1>t<'>k<not>k<in>");
    CHECK(shades("") == "");
    CHECK(shades("x = (").empty());
}

TEST_CASE("an example shows whole lines, without the indentation that they share") {
    std::string text = "def f(a):\n    if a == None:\n        return 1\n    return 2\n";
    auto at = static_cast<std::uint32_t>(text.find("=="));
    Example e = example(text, "a == None", {{{at, at + 2}, "is"}});
    CHECK(e.row == 2);
    CHECK(e.before == "if a == None:\n");
    CHECK(e.after == "if a is None:\n");
    CHECK(example(text, "a == None", {}).after == "");
}

TEST_CASE("an example tells of an import that its fix adds far above") {
    std::string text = "x = 1\n\n\n\n\n\n\n\n\ny = x == None\n";
    auto at = static_cast<std::uint32_t>(text.find("=="));
    Example e = example(text, "x == None", {{{0, 0}, "import os\n"}, {{at, at + 2}, "is"}});
    CHECK(e.before == "y = x == None\n");
    CHECK(e.after == "import os\n# …\ny = x is None\n");
}

TEST_CASE("a long example is cut") {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "a == None\n";
    Source source = Source::from_text("a.py", text);
    Finding f = finding(text, "a == None");
    f.span.end = static_cast<std::uint32_t>(text.size());
    Harvest harvest;
    harvest.add(FileReport{source, book(), std::span(&f, 1)});
    CHECK(harvest.chapters().at(0).shares.at(0)->examples.at(0).before.ends_with("…\n"));
}

TEST_CASE("sections are read by weight, and each keeps a few examples") {
    std::string text = "a == None\n";
    Source source = Source::from_text("a.py", text);
    Finding f = finding(text, "a == None");
    Harvest harvest, other;
    for (int i = 0; i < 9; ++i) harvest.add(FileReport{source, book(), std::span(&f, 1)});
    f.rule = book().find("range-len-loop").value();
    other.add(FileReport{source, book(), std::span(&f, 1)});
    harvest.add(other);
    std::vector<Harvest::Chapter> chapters = harvest.chapters();
    REQUIRE(chapters.size() == 2);
    CHECK(chapters[0].found == 9);
    CHECK(chapters[0].section->digits == "16");
    CHECK(chapters[0].shares.at(0)->examples.size() == 3);
    CHECK(chapters[1].section->digits == "01");
    CHECK(harvest.found() == 10);
    CHECK(harvest.worst_files(1).size() == 1);
}
