// What the linter calls and WASI lacks: git's changes, other tools' settings, other modules, the cache and the settings
// as text. For files and the environment see src/system/wasi.
#include <cstdint>

#include "cache/digest.h"
#include "cache/findings.h"
#include "cache/store.h"
#include "config/peer_settings.h"
#include "config/toml_text.h"
#include "driver/modules.h"
#include "driver/rule_pages.h"
#include "files/changes.h"

namespace zen {

bool ChangedLines::touches(const std::string&, std::uint32_t, std::uint32_t) const {
    return true;
}
bool ChangedLines::touches(const std::vector<Rows>&, std::uint32_t, std::uint32_t) {
    return true;
}
std::vector<Rows> moved_rows(const std::vector<Rows>& rows, std::string_view, std::string_view, bool) {
    return rows;
}

Result<RulePages> RulePages::of_users(const Settings& settings, const RuleBook&, const std::string&) {
    return settings.rule_pages.front().trouble("rules: there are no files here");
}

Result<const RuffSettings*> RuffConfigs::of(const std::string&) {
    static const RuffSettings none;
    return &none;
}
std::string RuffSettings::key_of(std::string_view) const {
    return {};
}
std::optional<RuffChoices> RuffSettings::choices_for(std::string_view) const {
    return RuffChoices{};
}

World Modules::world(const std::string&, ModuleReads*) const {
    return {};
}
bool Modules::hold(const ModuleReads&) const {
    return true;
}

std::string toml_text(const toml::node&) {
    return {};
}

struct Store::State {};
std::optional<std::string> Store::find(const Digest&) {
    return std::nullopt;
}
void Store::keep(const Digest&, std::string_view) {}
Digest digest(std::string_view) {
    return {};
}
std::uint64_t checksum(std::string_view) {
    return 0;
}
std::string_view program_identity() {
    return "wasm";
}

}  // namespace zen
