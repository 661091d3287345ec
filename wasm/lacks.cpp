// What the linter calls and WASI lacks: git's changes, other tools' settings, the cache, and a way for exceptions to
// go. For files and the environment see src/system/wasi.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <typeinfo>

#include "cache/digest.h"
#include "cache/findings.h"
#include "cache/store.h"
#include "config/peer_settings.h"
#include "driver/rule_pages.h"
#include "files/changes.h"

// Raises a JavaScript error with this message. The instance is of no use after that.
extern "C" __attribute__((import_module("zenlint"), import_name("thrown"), noreturn)) void zen_thrown(const char* text,
                                                                                                      std::size_t size);

// The C++ library is built without exceptions. All that zenlint and its libraries throw derives from std::exception.
extern "C" {
void* __cxa_allocate_exception(std::size_t size) noexcept {
    return std::malloc(size);
}
void __cxa_free_exception(void* thrown) noexcept {
    std::free(thrown);
}
[[noreturn]] void __cxa_throw(void* thrown, std::type_info*, void (*)(void*)) {
    const char* what = static_cast<std::exception*>(thrown)->what();
    zen_thrown(what, std::strlen(what));
}
[[noreturn]] void __cxa_rethrow() {
    zen_thrown("", 0);
}
void* __cxa_begin_catch(void* thrown) noexcept {
    return thrown;
}
void __cxa_end_catch() {}
// The one thread ends with the module.
int __cxa_thread_atexit(void (*)(void*), void*, void*) noexcept {
    return 0;
}
}

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

Result<RuffSettings> ruff_settings(std::string) {
    return RuffSettings{};
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
