// The texts of rules are plain technical English: short titles that can be searched for, messages of one line, a reason
// for each unsafe fix, and none of the words that learners do not know from Python's documentation.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <span>
#include <vector>

#include "engine/examples.h"
#include "engine/lint.h"
#include "engine/scanning/rule_table.h"
#include "text/line_index.h"

using namespace zen;

namespace {

// Stems; each is looked for at the start of a word, in any case, outside of code in backticks.
constexpr std::string_view banned[] = {"walk",         "mend",         "hand over",       "hand on",
                                       "hands on",     "handed on",    "hand out",        "hands out",
                                       "blanks",       "earns its",    "its keep",        "side by side",
                                       "takes along",  "take along",   "afresh",          "riddle",
                                       "nobody knows", "for ever",     "stands where",    "stands between",
                                       "stands there", "stands here",  "stand-in",        "to pieces",
                                       "on the way",   "made to ask",  "in one go",       "thrown away",
                                       "say which",    "let the",      "let `",           "on request",
                                       "left alone",   "anew",         "nobody",          "somebody",
                                       "whoever",      "goes on",      "silent where",    "is silent",
                                       "are silent",   "for nothing",  "finding is made", "findings are made",
                                       "taken for",    "typing error", "a slip",          "stands twice",
                                       "stands in",    "stands alone", "throws away",     "in vain",
                                       "besides"};

// Of the documents: what a reader who looks for a setting stumbles over.
constexpr std::string_view banned_in_documents[] = {
    "mend",    "hand over", "hands on",   "handed on", "blanks",       "side by side", "afresh", "anew",
    "nobody",  "somebody",  "whoever",    "goes on",   "typing error", "stands",       "behind", "the last word",
    "besides", "in vain",   "what holds", "parted by", "lays over",    "speaks"};

std::string without_code(std::string_view text) {
    std::string out;
    bool code = false;
    for (char c : text) {
        if (c == '`')
            code = !code, out += ' ';
        else if (!code)
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

// The first banned word of the text; empty without one.
std::string_view banned_word(std::string_view text, std::span<const std::string_view> words = banned) {
    const std::string plain = without_code(text);
    for (std::string_view word : words)
        for (std::size_t at = plain.find(word); at != plain.npos; at = plain.find(word, at + 1))
            if (at == 0 || !std::isalpha(static_cast<unsigned char>(plain[at - 1]))) return word;
    return {};
}

std::size_t length(std::string_view text) {
    return columns(text, ColumnUnit::code_points);
}

// The same, where code in backticks counts as 40 columns at most: its names are the user's.
std::size_t length_but_names(std::string_view text) {
    constexpr std::size_t most = 40;
    std::size_t out = 0, code = 0;
    bool inside = false;
    for (std::string_view part = text; !part.empty();) {
        std::string_view piece = part.substr(0, part.find('`'));
        (inside ? code : out) += inside ? std::min(length(piece), most) : length(piece);
        part.remove_prefix(std::min(piece.size() + 1, part.size()));
        inside = !inside;
    }
    return out + code;
}

}  // namespace

TEST_CASE("the titles of rules are short, and no text of a page uses a banned word") {
    CHECK(banned_word("Let `for` walk the sequence") == "walk");
    CHECK(banned_word("`walk` the `blank`").empty());
    RuleBook book(builtin_rules(), course_sections());
    for (const RuleBook::Entry& rule : book.rules()) {
        INFO(rule.name());
        CHECK(length(rule.title()) <= 60);
        CHECK(banned_word(rule.title()) == "");
        CHECK(banned_word((*rule.pack)[rule.data->prose]) == "");
        CHECK(banned_word(rule.reason()) == "");
        for (const MatchData& m : RulePack::of(rule.pack->matches, rule.data->matches))
            for (const SayData& say : RulePack::of(rule.pack->says, m.says))
                CHECK(banned_word((*rule.pack)[say.text]) == "");
    }
}

TEST_CASE("the documents use no banned word") {
    namespace fs = std::filesystem;
    const fs::path root = ZENLINT_SOURCE_DIR;
    std::vector<fs::path> documents{root / "README.md", root / "SECURITY.md", root / "editors/README.md",
                                    root / "packaging/README.md"};
    for (const fs::directory_entry& entry : fs::directory_iterator(root / "docs"))
        if (entry.path().extension() == ".md") documents.push_back(entry.path());
    CHECK(documents.size() > 15);
    CHECK(banned_word("the option stands behind it", banned_in_documents) == "stands");
    for (const fs::path& document : documents) {
        std::ifstream in(document);
        REQUIRE(in);
        std::string prose;
        bool fenced = false;
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("```")) fenced = !fenced;
            if (!fenced && !line.starts_with("```")) prose += line + '\n';
        }
        INFO(document);
        CHECK(banned_word(prose, banned_in_documents) == "");
    }
}

TEST_CASE("messages are one line of at most 100 characters where names allow, and unsafe fixes say why") {
    RuleBook book(builtin_rules(), course_sections());
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        const RuleBook::Entry& rule = book[id];
        if (rule.data->made_by_engine) continue;
        Selection selection = Selection::of(book);
        selection.select(book, id);
        RuleSet rules(book, selection);
        for (const ExampleData& e : RulePack::of(rule.pack->examples, rule.data->examples)) {
            if (e.sort != ExampleData::Sort::bad) continue;
            Source source = Source::from_text("example.py", std::string((*rule.pack)[e.code]));
            for (const Finding& f : lint(source, rules)) {
                INFO(rule.name());
                INFO(f.message);
                CHECK(length_but_names(f.message) <= 100);
                CHECK(f.message.find('\n') == std::string::npos);
                CHECK(banned_word(f.message) == "");
                CHECK(f.message.find("``") == std::string::npos);  // a hole that caught nothing
                if (!f.fix || f.fix->applicability != Applicability::unsafe) continue;
                CHECK(!f.fix->reason.empty());
                CHECK(length(f.fix->reason) <= 110);
                CHECK(banned_word(f.fix->reason) == "");
            }
        }
    }
}
