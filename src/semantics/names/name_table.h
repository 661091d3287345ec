// Interned spellings: every identifier of a file becomes a small number, so that names compare and index fast.
#pragma once
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/normal_form.h"

namespace zen {

// The spellings are views into the text; those made up (mangled names) are kept here.
class NameTable {
  public:
    NameTable() : slots_(512, 0) {}

    std::uint32_t intern(std::string_view spelling) {
        std::uint32_t hash = hash_of(spelling);
        std::size_t at = hash & (slots_.size() - 1);
        for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
            const Entry& entry = entries_[slots_[at] - 1];
            if (entry.hash == hash && entry.spelling == spelling) return entry.id;
        }
        auto id = static_cast<std::uint32_t>(entries_.size());
        entries_.push_back({spelling, hash, id});
        slots_[at] = id + 1;
        if (entries_.size() * 2 > slots_.size()) grow();
        // To Python, `ﬁle` and `file` are one name: identifiers are compared in their normal form (PEP 3131).
        if (std::string normal = normal_form(spelling); !normal.empty()) {
            std::uint32_t same = intern_own(std::move(normal));
            entries_[id].id = same;
            return same;
        }
        return id;
    }
    std::uint32_t intern_own(std::string spelling) {
        std::uint32_t known = find(spelling);
        return known != none ? known : intern(owned_.emplace_back(std::move(spelling)));
    }
    static constexpr std::uint32_t none = 0xffffffffu;
    std::uint32_t find(std::string_view spelling) const {
        std::uint32_t hash = hash_of(spelling);
        for (std::size_t at = hash & (slots_.size() - 1); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
            const Entry& entry = entries_[slots_[at] - 1];
            if (entry.hash == hash && entry.spelling == spelling) return entry.id;
        }
        std::string normal = normal_form(spelling);
        return normal.empty() ? none : find(normal);
    }
    // The text that spellings are views into is another one now: from `start` to `stop` it differs, what is behind has
    // moved. The old one must still be there.
    void move(std::string_view before, std::string_view after, std::size_t start, std::size_t stop) {
        for (Entry& entry : entries_) {
            std::string_view& s = entry.spelling;
            const std::less<const char*> less;
            if (less(s.data(), before.data()) || !less(s.data(), before.data() + before.size())) continue;  // our own
            const auto at = static_cast<std::size_t>(s.data() - before.data());
            if (at + s.size() <= start)
                s = after.substr(at, s.size());
            else if (at >= stop)
                s = after.substr(at + after.size() - before.size(), s.size());
            else
                s = owned_.emplace_back(s);
        }
    }
    std::string_view operator[](std::uint32_t id) const { return entries_[id].spelling; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }

  private:
    struct Entry {
        std::string_view spelling;
        std::uint32_t hash;
        std::uint32_t id;  // its own place, or that of its normal form
    };
    // Eight bytes at a time; identifiers rarely need more than two rounds.
    static std::uint32_t hash_of(std::string_view s) {
        std::uint64_t h = s.size() * 0x9E3779B97F4A7C15u;
        const char* p = s.data();
        std::size_t n = s.size();
        for (; n >= 8; p += 8, n -= 8) {
            std::uint64_t word;
            std::memcpy(&word, p, 8);
            h = (h ^ word) * 0xff51afd7ed558ccdu;
            h ^= h >> 32;
        }
        std::uint64_t word = 0;
        if (n >= 4) {
            std::uint32_t low, high;
            std::memcpy(&low, p, 4);
            std::memcpy(&high, p + n - 4, 4);
            word = low | std::uint64_t{high} << 32;
        } else if (n > 0) {
            word = static_cast<unsigned char>(p[0]) |
                   static_cast<std::uint64_t>(static_cast<unsigned char>(p[n / 2])) << 8 |
                   static_cast<std::uint64_t>(static_cast<unsigned char>(p[n - 1])) << 16;
        }
        h = (h ^ word) * 0xff51afd7ed558ccdu;
        return static_cast<std::uint32_t>(h ^ h >> 32);
    }
    void grow() {
        std::vector<std::uint32_t> bigger(slots_.size() * 4, 0);
        for (std::uint32_t i = 0; i < entries_.size(); ++i) {
            std::size_t at = entries_[i].hash & (bigger.size() - 1);
            while (bigger[at] != 0) at = (at + 1) & (bigger.size() - 1);
            bigger[at] = i + 1;
        }
        slots_.swap(bigger);
    }
    std::vector<std::uint32_t> slots_;  // 1 + index of the entry; 0 is free
    std::vector<Entry> entries_;
    std::deque<std::string> owned_;
};

}  // namespace zen
