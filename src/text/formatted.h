// Text that is put together, by fmt: each sentence is one format string, checked at compile time. Only the light half
// of fmt is read here; the formatting itself is compiled once, in formatted.cpp.
#pragma once
#include <string>

#if __has_include(<fmt/base.h>)  // since fmt 11
#include <fmt/base.h>
#else
#include <fmt/core.h>
#endif

namespace zen {

// Appends what the arguments make of the format string.
void append_formatted(std::string& out, fmt::string_view format, fmt::format_args arguments);

template <class... T>
void append(std::string& out, fmt::format_string<T...> format, T&&... arguments) {
    append_formatted(out, format, fmt::make_format_args(arguments...));
}

template <class... T>
std::string formatted(fmt::format_string<T...> format, T&&... arguments) {
    std::string out;
    append_formatted(out, format, fmt::make_format_args(arguments...));
    return out;
}

}  // namespace zen
