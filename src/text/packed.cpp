#include "text/packed.h"

#include <memory>

#include "text/unlzma.h"

namespace zen {

std::string unpacked(const Packed& packed) {
    if (packed.size == 0) return {};
    if (packed.bytes[0] == 0) return {packed.bytes + 1, packed.bytes + packed.size};
    std::string out(Unlzma::size(packed.bytes), '\0');
    std::make_unique<Unlzma>()->unpack(packed.bytes, reinterpret_cast<std::uint8_t*>(out.data()));
    return out;
}

}  // namespace zen
