#include "files/gitignore.h"

#include <ranges>

#include "text/path.h"

namespace zen {

IgnoreChain::Link IgnoreChain::with(Link above, std::string_view folder, std::string_view text) {
    IgnoreChain chain;
    while (!text.empty()) {
        std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        // Blanks at the end do not count, unless a backslash says so.
        while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        bool negated = line.starts_with('!');
        if (negated) line.remove_prefix(1);
        if (line.empty() || line == "/") continue;
        chain.patterns_.push_back({Glob(line, GlobStyle::gitignore), negated});
    }
    if (chain.patterns_.empty()) return above;
    chain.folder_ = folder;
    chain.above_ = std::move(above);
    return std::make_shared<const IgnoreChain>(std::move(chain));
}

bool IgnoreChain::ignored(const Link& chain, std::string_view path, bool folder) {
    for (const IgnoreChain* link = chain.get(); link; link = link->above_.get()) {
        std::string_view inside = below(link->folder_, path);
        if (inside.empty()) continue;
        for (const Pattern& pattern : std::views::reverse(link->patterns_))
            if (pattern.glob.matches(inside, folder)) return !pattern.negated;
    }
    return false;
}

}  // namespace zen
