#include "report/profile.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/scanning/rule_set.h"
#include "report/report.h"

namespace zen {
namespace {

struct Row {
    const RuleBook::Entry* rule;
    RuleCost cost;
};

// A number with blanks before it, so that columns stand right.
template <class... Values>
std::string printed(const char* form, Values... values) {
    std::array<char, 64> out;
    std::snprintf(out.data(), out.size(), form, values...);
    return out.data();
}

double milliseconds(std::uint64_t nanoseconds) {
    return static_cast<double>(nanoseconds) / 1e6;
}

}  // namespace

std::string profile_text(const RuleProfile& profile, const Look& look) {
    std::vector<Row> rows;
    RuleCost all;
    for (const auto& [book, costs] : profile.by_book())
        for (std::size_t id = 0; id < costs.size(); ++id) {
            if (costs[id].tries == 0) continue;
            const RuleBook::Entry& rule = (*book)[static_cast<RuleId>(id)];
            auto row = std::ranges::find(rows, rule.data, [](const Row& r) { return r.rule->data; });
            if (row == rows.end()) row = rows.insert(row, {&rule, {}});
            for (RuleCost* sum : {&row->cost, &all}) {
                sum->tries += costs[id].tries;
                sum->nanoseconds += costs[id].nanoseconds;
            }
        }
    std::ranges::sort(rows, [](const Row& a, const Row& b) {
        return a.cost.nanoseconds != b.cost.nanoseconds ? a.cost.nanoseconds > b.cost.nanoseconds
                                                        : a.rule->code() < b.rule->code();
    });
    std::string out;
    paint(out, look, Ink::bold, printed("%.1f ms in %zu rules", milliseconds(all.nanoseconds), rows.size()));
    out += "\n        ms   share        tries  rule\n";
    for (const Row& row : rows) {
        const auto share = 100.0 * static_cast<double>(row.cost.nanoseconds) /
                           static_cast<double>(std::max<std::uint64_t>(all.nanoseconds, 1));
        out += printed("%10.2f  %4.1f %% %12llu  ", milliseconds(row.cost.nanoseconds), share,
                       static_cast<unsigned long long>(row.cost.tries));
        paint(out, look, severity_ink(row.rule->data->severity), row.rule->code());
        out += ' ';
        out += row.rule->name();
        out += '\n';
    }
    return out;
}

}  // namespace zen
