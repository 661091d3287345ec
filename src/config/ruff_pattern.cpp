#include "config/ruff_pattern.h"

#include <algorithm>

#include "text/formatted.h"
#include "text/path.h"
#include "text/wildcard.h"

namespace zen {
namespace {

using Words = std::vector<std::string>;

// A pattern for each way to read its braces.
Words without_braces(const std::string& pattern) {
    const std::size_t open = pattern.find('{');
    std::size_t depth = 0, from = open + 1;
    Words inner, out;
    for (std::size_t i = open; i < pattern.size(); ++i) {
        if (pattern[i] == '{') ++depth;
        if (pattern[i] == '}') --depth;
        if (depth != 0 && !(depth == 1 && pattern[i] == ',')) continue;
        inner.push_back(pattern.substr(from, i - from));
        from = i + 1;
        if (depth != 0) continue;
        for (const std::string& one : inner)
            for (std::string& way : without_braces(pattern.substr(0, open) + one + pattern.substr(i + 1)))
                out.push_back(std::move(way));
        return out;
    }
    return {pattern};
}

// `/**/` is also no folder at all.
void part_folders(const std::string& pattern, Words& out) {
    const std::size_t at = pattern.find("/**/");
    if (at == pattern.npos) return out.push_back(pattern);
    part_folders(formatted("{}/{}", pattern.substr(0, at), pattern.substr(at + 4)), out);
    part_folders(formatted("{}/*/{}", pattern.substr(0, at), pattern.substr(at + 4)), out);
}

Words alternatives(const std::string& pattern) {
    Words out;
    for (const std::string& one : without_braces(pattern)) part_folders(one, out);
    return out;
}

bool glob_fits(std::string_view pattern, std::string_view text) {
    return stars_fit(pattern, text, [&](std::size_t p, std::size_t t) {
        if (pattern[p] == '?') return ElementFit{1, 1};
        if (pattern[p] == '\\' && p + 1 < pattern.size())
            return pattern[p + 1] == text[t] ? ElementFit{1, 2} : ElementFit{};
        const std::size_t close = pattern[p] == '[' ? pattern.find(']', p + 2) : pattern.npos;
        if (close == pattern.npos) return pattern[p] == text[t] ? ElementFit{1, 1} : ElementFit{};
        std::size_t i = p + 1;
        const bool none = pattern[i] == '!' || pattern[i] == '^';
        bool in = false;
        for (i += none; i < close; ++i) {
            const bool range = i + 2 < close && pattern[i + 1] == '-';
            in = in || (range ? pattern[i] <= text[t] && text[t] <= pattern[i + 2] : pattern[i] == text[t]);
            if (range) i += 2;
        }
        return in != none ? ElementFit{1, close - p + 1} : ElementFit{};
    });
}

}  // namespace

RuffPattern::RuffPattern(const std::string& folder, std::string_view pattern, bool name_only_bare)
    : paths_(alternatives(normal_path(joined(folder, pattern)))) {
    if (!name_only_bare || pattern.find('/') == pattern.npos) names_ = alternatives(std::string(pattern));
}

bool RuffPattern::fits(std::string_view path) const {
    const auto any = [](const Words& patterns, std::string_view text) {
        return std::ranges::any_of(patterns, [&](const std::string& p) { return glob_fits(p, text); });
    };
    return any(paths_, path) || any(names_, name_of(path));
}

}  // namespace zen
