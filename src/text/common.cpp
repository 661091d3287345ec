#include "text/common.h"

#include <algorithm>
#include <cstring>

namespace zen {
namespace {

constexpr std::size_t step = 4096;

}  // namespace

std::size_t common_prefix(std::string_view a, std::string_view b) {
    std::size_t most = std::min(a.size(), b.size()), at = 0;
    while (at + step <= most && std::memcmp(a.data() + at, b.data() + at, step) == 0) at += step;
    while (at < most && a[at] == b[at]) ++at;
    return at;
}

std::size_t common_suffix(std::string_view a, std::string_view b, std::size_t most) {
    std::size_t at = 0;
    while (at + step <= most &&
           std::memcmp(a.data() + a.size() - at - step, b.data() + b.size() - at - step, step) == 0)
        at += step;
    while (at < most && a[a.size() - at - 1] == b[b.size() - at - 1]) ++at;
    return at;
}

}  // namespace zen
