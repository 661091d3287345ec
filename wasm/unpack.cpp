// A module of its own, of a few kilobytes, that unpacks the site's copy of zenlint.wasm: LZMA makes that a third
// smaller than the gzip that web servers send, and browsers bring no decoder for it.
#include "../src/text/unlzma.h"

namespace {

// The numbers of a kind, one after the other.
struct Stream {
    const std::uint8_t* at;

    std::uint8_t byte() { return *at++; }
};

struct Streams {
    Stream rest, locals, offsets, constants, addresses;
};

// Of the functions that streams.py split.
class Joiner {
  public:
    Joiner(Streams& streams, std::uint8_t* out) : in_(streams), out_(out) {}

    void function() {
        std::uint8_t* const begin = out_;
        for (std::uint32_t declarations = number(in_.rest); declarations; --declarations) {
            number(in_.rest);
            copy(in_.rest, 1);  // the type
        }
        for (int depth = 0; depth >= 0;) depth += instruction();
        put_size_before(begin);
    }

    std::uint8_t* out() const { return out_; }

  private:
    static constexpr std::uint8_t address = 0x27;  // see streams.py
    Streams& in_;
    std::uint8_t* out_;

    void copy(Stream& stream, unsigned count) {
        for (; count; --count) *out_++ = stream.byte();
    }

    // Copies a LEB128 and returns its value.
    std::uint32_t number(Stream& stream) {
        std::uint32_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint8_t byte = *out_++ = stream.byte();
            if (shift < 32) value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
    }

    // Returns by how much it changes the depth of blocks.
    int instruction() {
        const std::uint8_t op = in_.rest.byte();
        *out_++ = op == address ? 0x41 : op;
        switch (op) {
            case 0x0b:  // end
                return -1;
            case 0x02:
            case 0x03:
            case 0x04:  // block, loop, if
                number(in_.rest);
                return 1;
            case 0x0c:
            case 0x0d:
            case 0x10:
            case 0x23:
            case 0x24:
            case 0x3f:
            case 0x40:  // br, br_if, call, global.get, global.set, memory.size, memory.grow
                number(in_.rest);
                return 0;
            case 0x0e:  // br_table
                for (std::uint32_t labels = number(in_.rest) + 1; labels; --labels) number(in_.rest);
                return 0;
            case 0x11:  // call_indirect
                number(in_.rest);
                number(in_.rest);
                return 0;
            case 0x20:
            case 0x21:
            case 0x22:  // local.get, local.set, local.tee
                number(in_.locals);
                return 0;
            case 0x41:
            case 0x42:  // i32.const, i64.const
                number(in_.constants);
                return 0;
            case address:
                number(in_.addresses);
                return 0;
            case 0x43:
                copy(in_.rest, 4);  // f32.const
                return 0;
            case 0x44:
                copy(in_.rest, 8);  // f64.const
                return 0;
            case 0xfc: {
                const std::uint32_t kind = number(in_.rest);
                copy(in_.rest, kind == 10 ? 2 : kind == 11 ? 1 : 0);  // memory.copy, memory.fill
                return 0;
            }
            default:
                if (op >= 0x28 && op <= 0x3e) {  // an access to memory
                    *out_++ = 0;
                    number(in_.offsets);
                }
                return 0;
        }
    }

    // The size of what stands from `begin` on.
    void put_size_before(std::uint8_t* begin) {
        const auto size = static_cast<std::uint32_t>(out_ - begin);
        unsigned bytes = 1;
        for (std::uint32_t rest = size >> 7; rest; rest >>= 7) ++bytes;
        for (std::uint8_t* p = out_; p != begin; --p) p[bytes - 1] = p[-1];
        out_ += bytes;
        std::uint32_t rest = size;
        for (; bytes > 1; --bytes, rest >>= 7) *begin++ = static_cast<std::uint8_t>(rest | 0x80);
        *begin = static_cast<std::uint8_t>(rest);
    }
};

}  // namespace

// `packed` is an address, with the header, and `out` one with room for the size that the header tells.
extern "C" __attribute__((export_name("unpack"))) void unpack_to(const std::uint8_t* packed, std::uint8_t* out) {
    static zen::Unlzma state;
    state.unpack(packed, out);
}

// Joins functions from five streams, unpacked, whose addresses are in the order of streams.py; `rest_end` is the end of
// the first. Returns the end of what it wrote to `out`.
extern "C" __attribute__((export_name("join"))) std::uint8_t* join(const std::uint8_t* rest, const std::uint8_t* locals,
                                                                   const std::uint8_t* offsets,
                                                                   const std::uint8_t* constants,
                                                                   const std::uint8_t* addresses,
                                                                   const std::uint8_t* rest_end, std::uint8_t* out) {
    Streams streams{{rest}, {locals}, {offsets}, {constants}, {addresses}};
    Joiner joiner{streams, out};
    while (streams.rest.at != rest_end) joiner.function();
    return joiner.out();
}
