// 128-bit digests of bytes, for the keys of the cache.
#pragma once
#include <cstdint>
#include <string_view>

namespace zen {

struct Digest {
    std::uint64_t high = 0, low = 0;
    friend bool operator==(const Digest&, const Digest&) = default;
};

// xxHash's XXH3 in 128 bits: even for a fast disk's worth of files, two that differ have different ones.
Digest digest(std::string_view bytes);

// 64 bits, to notice damage.
std::uint64_t checksum(std::string_view bytes);

// What tells this very program apart from every other build of it: the linker's build id, or without one a digest of
// the program's file.
std::string_view program_identity();

}  // namespace zen
