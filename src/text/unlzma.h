// LZMA, in the form of its specification (lzma-specification.txt of the LZMA SDK, in the public domain) behind a header
// of 13 bytes. What is unpacked is ours, made by the build, so that nothing here expects damage. Self-contained:
// wasm/unpack.cpp is a module of this alone.
#pragma once
#include <cstddef>
#include <cstdint>

namespace zen {

class Unlzma {
  public:
    // How long the text is that `packed` unpacks to.
    static std::size_t size(const std::uint8_t* packed) {
        std::size_t out = 0;
        for (int i = 0; i < 4; ++i) out |= static_cast<std::size_t>(packed[5 + i]) << 8 * i;
        return out;
    }
    // Unpacks to `out`, which has room for that.
    void unpack(const std::uint8_t* packed, std::uint8_t* out) {
        in_ = packed + 13;
        run(out, size(packed), packed[0] % 9, packed[0] / 9 % 5, packed[0] / 45);
    }

  private:
    using Probability = std::uint16_t;
    static constexpr Probability even = 1024;  // of 2048
    static constexpr unsigned most_positions = 16;

    struct Lengths {
        Probability choice[2], low[most_positions][8], middle[most_positions][8], high[256];
    };

    struct Model {
        Probability match[12][most_positions], rep[12], rep0[12], rep1[12], rep2[12], rep0_long[12][most_positions];
        Probability slots[4][64], far[115], align[16];
        Lengths lengths, rep_lengths;
        Probability literals[0x300 << 4];  // literal context and position bits together: at most 4
    };
    Model model_;
    const std::uint8_t* in_ = nullptr;
    std::uint32_t range_ = 0, code_ = 0;

    void normalize() {
        if (range_ >= 1u << 24) return;
        range_ <<= 8;
        code_ = code_ << 8 | *in_++;
    }

    unsigned bit(Probability& p) {
        normalize();
        const std::uint32_t bound = (range_ >> 11) * p;
        if (code_ < bound) {
            range_ = bound;
            p = static_cast<Probability>(p + ((2048 - p) >> 5));
            return 0;
        }
        range_ -= bound;
        code_ -= bound;
        p = static_cast<Probability>(p - (p >> 5));
        return 1;
    }

    // The bits of even chance.
    std::uint32_t direct(unsigned count) {
        std::uint32_t out = 0;
        for (; count; --count) {
            normalize();
            range_ >>= 1;
            const bool one = code_ >= range_;
            if (one) code_ -= range_;
            out = out << 1 | one;
        }
        return out;
    }

    // Most significant bit first.
    unsigned tree(Probability* p, unsigned bits) {
        unsigned at = 1;
        for (unsigned i = 0; i < bits; ++i) at = at << 1 | bit(p[at]);
        return at - (1u << bits);
    }

    // Least significant bit first.
    unsigned reverse_tree(Probability* p, unsigned bits) {
        unsigned at = 1, out = 0;
        for (unsigned i = 0; i < bits; ++i) {
            const unsigned b = bit(p[at]);
            at = at << 1 | b;
            out |= b << i;
        }
        return out;
    }

    unsigned length(Lengths& l, unsigned position) {
        if (!bit(l.choice[0])) return 2 + tree(l.low[position], 3);
        if (!bit(l.choice[1])) return 10 + tree(l.middle[position], 3);
        return 18 + tree(l.high, 8);
    }

    std::uint32_t distance(unsigned length) {
        const unsigned slot = tree(model_.slots[length < 6 ? length - 2 : 3], 6);
        if (slot < 4) return slot;
        const unsigned bits = (slot >> 1) - 1;
        const std::uint32_t base = (2u | (slot & 1)) << bits;
        if (slot < 14) return base + reverse_tree(model_.far + base - slot, bits);
        const std::uint32_t middle = direct(bits - 4) << 4;
        return base + middle + reverse_tree(model_.align, 4);
    }

    void run(std::uint8_t* out, std::size_t size, unsigned literal_context, unsigned literal_position,
             unsigned position_bits) {
        for (std::size_t i = 0; i < sizeof(Model) / sizeof(Probability); ++i)
            reinterpret_cast<Probability*>(&model_)[i] = even;
        range_ = 0xffffffff;
        code_ = 0;
        for (int i = 0; i < 5; ++i) code_ = code_ << 8 | *in_++;

        unsigned state = 0;  // what the last four steps were; below 7 the last was a literal
        std::uint32_t reps[4] = {};
        for (std::size_t at = 0; at < size;) {
            const unsigned position = static_cast<unsigned>(at) & ((1u << position_bits) - 1);
            if (!bit(model_.match[state][position])) {
                const unsigned before = at ? out[at - 1] : 0;
                const unsigned context = static_cast<unsigned>(at & ((1u << literal_position) - 1)) << literal_context |
                                         before >> (8 - literal_context);
                Probability* p = model_.literals + 0x300 * context;
                unsigned symbol = 1;
                if (state >= 7) {
                    unsigned other = out[at - reps[0] - 1];
                    while (symbol < 0x100) {
                        const unsigned expected = other >> 7 & 1;
                        other <<= 1;
                        const unsigned b = bit(p[(1 + expected) << 8 | symbol]);
                        symbol = symbol << 1 | b;
                        if (b != expected) break;
                    }
                }
                while (symbol < 0x100) symbol = symbol << 1 | bit(p[symbol]);
                out[at++] = static_cast<std::uint8_t>(symbol);
                state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
                continue;
            }
            unsigned count = 0;
            if (!bit(model_.rep[state])) {
                reps[3] = reps[2];
                reps[2] = reps[1];
                reps[1] = reps[0];
                count = length(model_.lengths, position);
                reps[0] = distance(count);
                state = state < 7 ? 7 : 10;
            } else if (!bit(model_.rep0[state])) {
                const bool more = bit(model_.rep0_long[state][position]);
                count = more ? length(model_.rep_lengths, position) : 1;
                state = more ? state < 7 ? 8 : 11 : state < 7 ? 9 : 11;
            } else {
                const unsigned which = !bit(model_.rep1[state]) ? 1 : 2 + bit(model_.rep2[state]);
                const std::uint32_t chosen = reps[which];
                for (unsigned i = which; i; --i) reps[i] = reps[i - 1];
                reps[0] = chosen;
                count = length(model_.rep_lengths, position);
                state = state < 7 ? 8 : 11;
            }
            for (const std::size_t end = at + count < size ? at + count : size; at < end; ++at)
                out[at] = out[at - reps[0] - 1];
        }
    }
};

}  // namespace zen
