#include "cache/digest.h"

#include <string>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "system/files.h"
#include "system/process.h"
#include "text/formatted.h"

namespace zen {

Digest digest(std::string_view bytes) {
    XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.high64, hash.low64};
}

std::uint64_t checksum(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

std::string_view program_identity() {
    static const std::string identity = [] {
        process::Build build = process::build();
        if (!build.note.empty()) return build.note;
        Result<std::string> program = files::read(build.path);
        Digest d = digest(program ? *program : build.path);
        return formatted("{}:{}", d.high, d.low);
    }();
    return identity;
}

}  // namespace zen
