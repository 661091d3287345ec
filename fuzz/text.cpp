// What people write besides code: rule pages, patterns, settings.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "config/read_config.h"
#include "engine/fix.h"
#include "engine/lint.h"
#include "engine/pages/page.h"
#include "syntax/parse.h"
#include "targets.h"
#include "text/glob.h"
#include "text/markdown.h"

namespace zen::fuzz {
namespace {

// Reads the page as a user's own, and lints and fixes code with it, if it is one.
void judge_page(std::string_view page, std::string_view code) {
    PackStore store;
    if (read_page(store, "rules/test/own-rule.md", page, false)) return;
    RulePack pack = store.view();
    RuleBook book(pack, {});
    Selection selection = Selection::of(book);
    for (RuleId r = 0; r < book.rules().size(); ++r) selection.select(book, r);
    RuleSet rules(book, std::move(selection));
    Result<Source> source = Source::decode("a.py", std::string(code));
    if (!source) return;
    // Own rules may well undo each other; they may not break code.
    Fixed fixed = fix(*source, rules, Applicability::unsafe);
    bool sound = !parse(*source).damaged();
    promise(!sound || !parse(fixed.source).damaged(), "code fixed by any page parses", page);
}

}  // namespace

void page_target(std::string_view bytes) {
    (void)read_markdown("a.md", bytes);
    judge_page(bytes,
               "import os\nx = os.path.join(a, b)\nfor i in range(len(x)):\n    print(x[i])\nif not x:\n    y = 1\n");
}

// A `zen` block, a line of dashes, and code to try it on.
void pattern_target(std::string_view bytes) {
    std::size_t cut = bytes.find("\n----\n");
    std::string_view zen = bytes.substr(0, cut == bytes.npos ? cut : cut + 1);
    std::string_view code = cut == bytes.npos ? "f(a, b)\n" : bytes.substr(cut + 6);
    if (zen.find("```") != zen.npos) return;
    judge_page("---\ncode: OWN0001\nfix: unsafe\n---\n# Title\n\nWhy.\n\n```zen\n" + std::string(zen) + "\n```\n",
               code);
}

void config_target(std::string_view bytes) {
    Settings settings;
    read_inline(settings, std::string(bytes), "/folder");
    std::string_view line = bytes.substr(0, bytes.find('\n'));
    for (GlobStyle style : {GlobStyle::gitignore, GlobStyle::config}) {
        if (!glob_fault(line, style).empty()) continue;
        Glob glob(line, style);
        glob.matches("a/b.py");
        glob.covers(bytes.substr(0, 200));
    }
    static const std::string path = "/tmp/zenlint-fuzz-" + std::to_string(::getpid()) + ".toml";
    int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (::write(file, bytes.data(), bytes.size()) < 0) broken("the settings can be written");
    ::close(file);
    Result<Settings> read = read_config(path);
    if (!read) promise(!read.trouble().message.empty(), "trouble is told in words");
    ::unlink(path.c_str());
}

}  // namespace zen::fuzz
