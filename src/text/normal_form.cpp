#include "text/normal_form.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace zen {

std::string normal_form(std::string_view identifier) {
    if (std::ranges::all_of(identifier, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return {};
    utf8proc_uint8_t* out = nullptr;
    utf8proc_ssize_t size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(identifier.data()), static_cast<utf8proc_ssize_t>(identifier.size()),
        &out, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    if (size <= 0) return {};
    std::string normal(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
    return normal == identifier ? std::string() : normal;
}

std::string stored_identifier(std::string_view identifier) {
    std::string normal = normal_form(identifier);
    return normal.empty() ? std::string(identifier) : normal;
}

}  // namespace zen
