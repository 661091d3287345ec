#include "text/nearest.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "text/formatted.h"

namespace zen {
namespace {

char folded(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '_' ? '-' : c;
}

// Optimal string alignment distance, or anything above `limit` when it is more than that.
std::size_t slips(std::string_view a, std::string_view b, std::size_t limit) {
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            char x = folded(a[i - 1]), y = folded(b[j - 1]);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (x != y)});
            if (i > 1 && j > 1 && x == folded(b[j - 2]) && y == folded(a[i - 2]))
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(now);
    }
    return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
    if (name.empty()) return {};
    std::size_t limit =
        std::min(std::max<std::size_t>(1, name.size() / 3), name.size() - 1);  // some of it must be right
    std::string_view best;
    for (std::string_view candidate : candidates) {
        std::size_t distance = slips(name, candidate, limit);
        if (distance > limit || (!best.empty() && distance == limit)) continue;
        best = candidate;
        limit = distance;
        if (limit == 0) break;
    }
    return best;
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates) {
    const std::string_view near = nearest(name, candidates);
    return near.empty() ? "" : formatted("; did you mean '{}'?", near);
}

}  // namespace zen
