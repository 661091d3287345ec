#include "driver/earlier_report.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "system/files.h"

namespace zen {
namespace {

using Json = nlohmann::json;

// The text at that key; nothing where there is none.
std::optional<std::string> text_at(const Json& object, const char* key) {
    auto at = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || at == object.end() || !at->is_string()) return std::nullopt;
    return at->get<std::string>();
}

std::uint32_t number_at(const Json& object, const char* key) {
    auto at = object.find(key);
    return at != object.end() && at->is_number_unsigned() ? at->get<std::uint32_t>() : 0;
}

// Counts a finding. False when it is none.
bool count(EarlierReport& out, const Json& finding) {
    std::optional<std::string> code = text_at(finding, "code");
    if (!code) return false;
    ++out.found[*code];
    return true;
}

bool read(EarlierReport& out, const std::string& bytes) {
    Json whole = Json::parse(bytes, nullptr, false);
    if (whole.is_array()) return std::ranges::all_of(whole, [&](const Json& finding) { return count(out, finding); });
    if (whole.is_object() && whole.contains("rules") && whole["rules"].is_array()) {
        out.lines = number_at(whole, "lines");
        for (const Json& rule : whole["rules"]) {
            std::optional<std::string> code = text_at(rule, "code");
            if (!code) return false;
            out.found[*code] += number_at(rule, "findings");
        }
        return true;
    }
    // A finding a line; nothing at all is a run without findings.
    for (std::size_t at = 0; at < bytes.size();) {
        std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view line = std::string_view(bytes).substr(at, end - at);
        at = end + 1;
        if (line.find_first_not_of(" \t\r") == line.npos) continue;
        if (!count(out, Json::parse(line, nullptr, false))) return false;
    }
    return true;
}

}  // namespace

Result<EarlierReport> read_earlier_report(const std::string& path) {
    Result<std::string> bytes = files::read(path);
    if (!bytes) return bytes.trouble();
    EarlierReport out;
    out.path = path;
    if (!read(out, *bytes))
        return Trouble{path, 0, 0,
                       "not a report of zenlint in JSON: make one with `zenlint course --output-format json PATHS` or "
                       "`zenlint check --output-format json PATHS`"};
    return out;
}

}  // namespace zen
