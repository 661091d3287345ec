#include "text/diff.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace zen {
namespace {

using Ids = std::vector<std::uint32_t>;  // equal numbers for equal lines

struct Match {
    std::uint32_t before, after;
};

// Parts of both texts that are still to be compared.
struct Part {
    std::uint32_t before_start, before_end, after_start, after_end;
};

// More differences than this in one part, and the search (whose cost is their square) is given up.
constexpr std::int32_t most_differences = 1000;

// Myers, "An O(ND) difference algorithm and its variations" (1986): the pairs of a longest common subsequence; nothing
// when the part differs too much.
std::optional<std::vector<Match>> fewest(const Ids& before, const Ids& after, Part part) {
    auto n = static_cast<std::int32_t>(part.before_end - part.before_start);
    auto m = static_cast<std::int32_t>(part.after_end - part.after_start);
    auto same = [&](std::int32_t x, std::int32_t y) {
        return before[part.before_start + static_cast<std::uint32_t>(x)] ==
               after[part.after_start + static_cast<std::uint32_t>(y)];
    };
    std::int32_t limit = std::min(n + m, most_differences);
    // furthest[k + limit + 1]: how far down the old text the best path on diagonal k has come.
    std::vector<std::int32_t> furthest(static_cast<std::size_t>(2 * limit + 3), 0);
    auto at = [limit](std::vector<std::int32_t>& values, std::int32_t k) -> std::int32_t& {
        return values[static_cast<std::size_t>(k + limit + 1)];
    };
    std::vector<std::vector<std::int32_t>> rounds;  // round d keeps diagonals -d … d, for the way back
    for (std::int32_t d = 0; d <= limit; ++d) {
        bool arrived = false;
        for (std::int32_t k = -d; k <= d && !arrived; k += 2) {
            bool down = k == -d || (k != d && at(furthest, k - 1) < at(furthest, k + 1));
            std::int32_t x = d == 0 ? 0 : down ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
            std::int32_t y = x - k;
            while (x < n && y < m && x >= 0 && y >= 0 && same(x, y)) ++x, ++y;
            at(furthest, k) = x;
            arrived = x >= n && y >= m;
        }
        rounds.emplace_back(&at(furthest, -d), &at(furthest, d) + 1);
        if (!arrived) continue;
        std::vector<Match> matches;
        std::int32_t x = n, y = m;
        for (; d > 0; --d) {
            const auto& last = rounds[static_cast<std::size_t>(d - 1)];  // diagonals -(d-1) … d-1
            auto reached = [&](std::int32_t k) {
                return k < -(d - 1) || k > d - 1 ? -1 : last[static_cast<std::size_t>(k + d - 1)];
            };
            std::int32_t k = x - y;
            bool down = k == -d || (k != d && reached(k - 1) < reached(k + 1));
            std::int32_t from_x = down ? reached(k + 1) : reached(k - 1);
            std::int32_t from_y = from_x - (down ? k + 1 : k - 1);
            std::int32_t step_x = down ? from_x : from_x + 1;
            while (x > step_x) {
                --x, --y;
                matches.push_back({part.before_start + static_cast<std::uint32_t>(x),
                                   part.after_start + static_cast<std::uint32_t>(y)});
            }
            x = from_x;
            y = from_y;
        }
        while (x > 0) {
            --x, --y;
            matches.push_back(
                {part.before_start + static_cast<std::uint32_t>(x), part.after_start + static_cast<std::uint32_t>(y)});
        }
        std::ranges::reverse(matches);
        return matches;
    }
    return std::nullopt;
}

// Lines that both parts have exactly once, as far as their order agrees (patience: the longest rising run).
std::vector<Match> anchors(const Ids& before, const Ids& after, Part part, std::uint32_t kinds) {
    struct Seen {
        std::uint32_t before_count = 0, after_count = 0, before_line = 0;
    };
    std::vector<Seen> seen(kinds);
    for (std::uint32_t i = part.before_start; i < part.before_end; ++i) {
        ++seen[before[i]].before_count;
        seen[before[i]].before_line = i;
    }
    for (std::uint32_t i = part.after_start; i < part.after_end; ++i) ++seen[after[i]].after_count;
    std::vector<Match> unique;
    for (std::uint32_t i = part.after_start; i < part.after_end; ++i)
        if (const Seen& s = seen[after[i]]; s.before_count == 1 && s.after_count == 1)
            unique.push_back({s.before_line, i});
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> tops, below(unique.size(), none);  // tops: the best end of a run of each length
    for (std::size_t i = 0; i < unique.size(); ++i) {
        auto pile =
            std::ranges::lower_bound(tops, unique[i].before, {}, [&](std::size_t top) { return unique[top].before; });
        if (pile != tops.begin()) below[i] = *(pile - 1);
        if (pile == tops.end())
            tops.push_back(i);
        else
            *pile = i;
    }
    std::vector<Match> out;
    for (std::size_t i = tops.empty() ? none : tops.back(); i != none; i = below[i]) out.push_back(unique[i]);
    std::ranges::reverse(out);
    return out;
}

// The longest part in the middle, once equal lines at both ends are left out.
Part without_common_ends(const Ids& before, const Ids& after, Part part) {
    while (part.before_start < part.before_end && part.after_start < part.after_end &&
           before[part.before_start] == after[part.after_start])
        ++part.before_start, ++part.after_start;
    while (part.before_start < part.before_end && part.after_start < part.after_end &&
           before[part.before_end - 1] == after[part.after_end - 1])
        --part.before_end, --part.after_end;
    return part;
}

void add(std::vector<LineChange>& changes, const Part& p) {
    if (p.before_start != p.before_end || p.after_start != p.after_end)
        changes.push_back({p.before_start, p.before_end, p.after_start, p.after_end});
}

// What lies between the matches of a part.
std::vector<Part> gaps(const std::vector<Match>& matches, Part part) {
    std::vector<Part> out;
    for (Match match : matches) {
        out.push_back({part.before_start, match.before, part.after_start, match.after});
        part.before_start = match.before + 1;
        part.after_start = match.after + 1;
    }
    out.push_back(part);
    return out;
}

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        std::size_t end = text.find('\n');
        out.push_back(text.substr(0, end == text.npos ? end : end + 1));
        text.remove_prefix(out.back().size());
    }
    return out;
}

std::vector<LineChange> line_changes(const std::vector<std::string_view>& before,
                                     const std::vector<std::string_view>& after) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    auto ids_of = [&](const std::vector<std::string_view>& lines) {
        Ids ids;
        ids.reserve(lines.size());
        for (std::string_view line : lines)
            ids.push_back(known.try_emplace(line, static_cast<std::uint32_t>(known.size())).first->second);
        return ids;
    };
    Ids old_ids = ids_of(before), new_ids = ids_of(after);
    std::vector<LineChange> changes;
    Part whole{0, static_cast<std::uint32_t>(before.size()), 0, static_cast<std::uint32_t>(after.size())};
    Part part = without_common_ends(old_ids, new_ids, whole);
    if (auto matches = fewest(old_ids, new_ids, part)) {
        for (const Part& gap : gaps(*matches, part)) add(changes, gap);
        return changes;
    }
    for (const Part& between : gaps(anchors(old_ids, new_ids, part, static_cast<std::uint32_t>(known.size())), part)) {
        Part rest = without_common_ends(old_ids, new_ids, between);
        auto matches = fewest(old_ids, new_ids, rest);
        for (const Part& gap : gaps(matches ? *matches : std::vector<Match>{}, rest)) add(changes, gap);
    }
    return changes;
}

}  // namespace zen
