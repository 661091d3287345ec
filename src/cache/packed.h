// Values as bytes, for the cache. Only the program that wrote them reads them.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "text/span.h"

namespace zen {

class PackedWriter {
  public:
    void number(std::uint32_t n) {
        char bytes[sizeof n];
        std::memcpy(bytes, &n, sizeof n);
        out.append(bytes, sizeof n);
    }
    void wide(std::uint64_t n) {
        number(static_cast<std::uint32_t>(n));
        number(static_cast<std::uint32_t>(n >> 32));
    }
    void text(std::string_view s) {
        number(static_cast<std::uint32_t>(s.size()));
        out += s;
    }
    void span(Span s) {
        number(s.start);
        number(s.end);
    }

    std::string out;
};

// Reads what PackedWriter wrote; after the first thing that cannot be, `good` is false and everything is empty.
class PackedReader {
  public:
    PackedReader(std::string_view bytes, std::size_t size) : bytes_(bytes), size_(size) {}

    std::uint32_t number(std::size_t most = 0xffffffffu) {
        std::uint32_t n = 0;
        if (bytes_.size() < sizeof n) return fail();
        std::memcpy(&n, bytes_.data(), sizeof n);
        bytes_.remove_prefix(sizeof n);
        return n <= most ? n : fail();
    }
    std::uint64_t wide() {
        const std::uint64_t low = number();
        return low | std::uint64_t{number()} << 32;
    }
    // How many of something follow, each of which takes at least four bytes.
    std::uint32_t count() { return number(bytes_.size() / 4); }
    std::string text() {
        std::uint32_t size = number(bytes_.size());
        if (size > bytes_.size()) size = fail();
        std::string out(bytes_.substr(0, size));
        bytes_.remove_prefix(size);
        return out;
    }
    Span span() {
        Span s{number(size_), number(size_)};
        if (s.end < s.start) fail(), s = {};
        return s;
    }
    bool good() const { return good_; }
    bool ended() const { return good_ && bytes_.empty(); }

  private:
    std::uint32_t fail() {
        good_ = false;
        bytes_ = {};
        return 0;
    }

    std::string_view bytes_;
    std::size_t size_;
    bool good_ = true;
};

}  // namespace zen
