#include "lsp/rule_text.h"

#include <algorithm>

#include "report/harvest.h"
#include "text/formatted.h"
#include "text/markdown.h"

namespace zen::lsp {
namespace {

std::string_view fix_words(FixSafety fix) {
    switch (fix) {
        case FixSafety::none:
            return "no fix";
        case FixSafety::safe:
            return "safe fix";
        case FixSafety::unsafe:
            return "unsafe fix";
        case FixSafety::sometimes_safe:
            return "a fix that is safe in some cases";
        case FixSafety::display:
            return "shows what to write";
    }
    return "";
}

}  // namespace

std::string rule_markdown(const RuleBook& book, RuleId id, bool whole) {
    const RuleBook::Entry& rule = book[id];
    std::string out =
        formatted("**{}**\n\n`{}` `{}` · {}\n\n", rule.title(), rule.code(), rule.name(), fix_words(rule.data->fix));
    auto code = [&](const char* label, std::string_view text) {
        out += label;
        append(out, "\n```python\n{}```\n\n", text);
    };
    bool bad_shown = false, good_shown = false;
    if (auto page = read_markdown((*rule.pack)[rule.data->path], (*rule.pack)[rule.data->page])) {
        for (const MarkdownBlock& block : page->blocks) {
            if (!block.fenced) {
                if (whole || !good_shown) append(out, "{}\n\n", block.text);
                continue;
            }
            std::vector<std::string_view> words = info_words(block.info);
            std::string_view sort = words.size() > 1 && words[0] == "python" ? words[1] : "";
            if (sort == "bad" && (whole || !bad_shown)) code("Instead of", block.text), bad_shown = true;
            if (sort == "good" && (whole || !good_shown)) code("write", block.text), good_shown = true;
            if (sort == "ok" && whole) code("Fine as it is", block.text);
        }
    }
    if (const CourseSection* section = book.section(id))
        append(out, "Learn: [{}]({})\n", section_title(*section), section->url);
    return out;
}

std::string rule_line(const RuleBook& book, RuleId rule) {
    return formatted("{} ({})", book[rule].title(), fix_words(book[rule].data->fix));
}

std::vector<RuleId> rules_named(const RuleBook& book, std::string_view name) {
    if (auto rule = book.find(name)) return {*rule};
    std::vector<RuleId> out;
    for (RuleId id = 0; id < book.rules().size(); ++id) {
        auto aliases = RulePack::of(book[id].pack->strings, book[id].data->aliases);
        if (std::ranges::any_of(aliases, [&](Str s) { return (*book[id].pack)[s] == name; })) out.push_back(id);
    }
    return out;
}

}  // namespace zen::lsp
