// What is fuzzed: functions that take any bytes, and abort where a promise is broken.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zen::fuzz {

struct Target {
    std::string_view name;
    void (*run)(std::string_view bytes);
    // Inputs to begin with, made of the fixtures, the rule pages and a few lines by hand.
    std::vector<std::string> (*seeds)();
};
std::span<const Target> targets();

// ---- For the targets

// Prints what is wrong and aborts, which libFuzzer takes for a finding.
[[noreturn]] void broken(std::string_view promise, std::string_view detail = {});
inline void promise(bool kept, std::string_view what, std::string_view detail = {}) {
    if (!kept) broken(what, detail);
}

void parse_target(std::string_view bytes);
void model_target(std::string_view bytes);
void suppression_target(std::string_view bytes);
void fix_target(std::string_view bytes);
void notebook_target(std::string_view bytes);
void cell_target(std::string_view bytes);
void pattern_target(std::string_view bytes);
void page_target(std::string_view bytes);
void config_target(std::string_view bytes);
void edit_target(std::string_view bytes);
void message_target(std::string_view bytes);

}  // namespace zen::fuzz
