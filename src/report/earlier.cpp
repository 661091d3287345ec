#include "report/earlier.h"

#include <algorithm>

#include "report/counted.h"
#include "text/formatted.h"

namespace zen {

Comparison compared(const EarlierReport& earlier, const Harvest& harvest, const ReportContext& context) {
    std::map<std::string_view, std::uint32_t> now;
    for (const Harvest::Chapter& chapter : harvest.chapters())
        for (const Harvest::Share* share : chapter.shares) now[share->entry().code()] = share->found;

    Comparison out;
    out.lines_before = earlier.lines;
    auto section_of = [&](std::string_view code) -> const CourseSection* {
        if (!code.starts_with("ZEN")) return nullptr;
        auto at = std::ranges::find(context.sections, code.substr(3, 2), &CourseSection::digits);
        return at == context.sections.end() ? nullptr : &*at;
    };
    auto add = [&](std::string_view code, std::uint32_t before, std::uint32_t found) {
        const CourseSection* section = section_of(code);
        auto at = std::ranges::find(out.lessons, section, &Comparison::Lesson::section);
        if (at == out.lessons.end()) at = out.lessons.insert(at, {section, 0, 0});
        at->before += before;
        at->now += found;
        out.before += before;
        out.now += found;
    };
    for (const auto& [code, before] : earlier.found) {
        auto rule = context.rule_numbers.find(std::string_view(code));
        if (rule == context.rule_numbers.end()) {
            out.left_out += before;
            continue;
        }
        auto found = now.find(code);
        add(rule->first, before, found == now.end() ? 0 : found->second);
        if (found == now.end()) out.learned.push_back(context.rules[rule->second]);
    }
    for (const auto& [code, found] : now)
        if (!earlier.found.contains(code)) add(code, 0, found);
    std::ranges::sort(out.lessons, {}, [](const Comparison::Lesson& l) { return l.section ? l.section->digits : "~"; });
    return out;
}

std::string comparison_text(const Comparison& p, std::uint32_t lines) {
    auto side = [](std::uint32_t found, std::uint32_t of, std::string_view when) {
        const std::string rate = per_thousand(found, of);
        return formatted("{} {}{}", counted(found, "finding"), when, rate.empty() ? "" : formatted(" ({})", rate));
    };
    return formatted("{}, {}", side(p.before, p.lines_before, "then"), side(p.now, lines, "now"));
}

}  // namespace zen
