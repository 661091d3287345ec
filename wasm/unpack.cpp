// A module of its own, of a few kilobytes, that unpacks the site's copy of zenlint.wasm: LZMA makes that a third
// smaller than the gzip that web servers send, and browsers bring no decoder for it.
#include "../src/text/unlzma.h"

// `packed` is an address, with the header, and `out` one with room for the size that the header tells.
extern "C" __attribute__((export_name("unpack"))) void unpack_to(const std::uint8_t* packed, std::uint8_t* out) {
    static zen::Unlzma state;
    state.unpack(packed, out);
}
