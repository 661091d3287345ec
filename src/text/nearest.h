// The name that someone probably meant.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace zen {

// The candidate that the fewest slips of the keyboard (a character more, less, another, or two swapped) lead to from
// `name`, in whatever case; the first of equals. Empty when none is near enough to be worth naming: a third of the
// length, at least one.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);
// "; did you mean 'that'?", to end a message with; empty when none is near enough.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace zen
