// JSON, read from left to right without being kept.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace zen {

// Nothing recurses: what is skipped may nest as deep as it likes.
class JsonScanner {
  public:
    explicit JsonScanner(std::string_view json) : json_(json) {}

    bool failed() const { return failed_; }
    std::uint32_t at() const { return static_cast<std::uint32_t>(at_); }

    // Is this the next character? Then it is taken.
    bool take(char c) {
        blanks();
        if (failed_ || at_ >= json_.size() || json_[at_] != c) return false;
        ++at_;
        return true;
    }
    void want(char c) {
        if (!take(c)) fail();
    }
    bool next_is(char c) {
        blanks();
        return !failed_ && at_ < json_.size() && json_[at_] == c;
    }
    // The span of a string, with its quotes.
    Span string() {
        blanks();
        auto start = at();
        if (failed_ || at_ >= json_.size() || json_[at_] != '"') return fail(), Span{};
        for (++at_; at_ < json_.size() && json_[at_] != '"'; ++at_)
            if (json_[at_] == '\\') ++at_;
        if (at_ >= json_.size()) return fail(), Span{};
        ++at_;
        return {start, at()};
    }
    // Any value at all.
    void skip() {
        std::size_t depth = 0;
        do {
            blanks();
            if (at_ >= json_.size()) return fail();
            char c = json_[at_];
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                ++depth, ++at_;
            } else if (c == '}' || c == ']') {
                if (depth == 0) return fail();
                --depth, ++at_;
            } else if (c == ',' || c == ':') {
                if (depth == 0) return fail();
                ++at_;
            } else {
                std::size_t end = std::min(json_.find_first_of(",:{}[]\" \t\r\n", at_), json_.size());
                if (end == at_) return fail();
                at_ = end;
            }
        } while (depth && !failed_);
    }
    // Calls `member` with the key of each member of an object, which must take its value.
    template <class Member>
    void object(Member member) {
        want('{');
        if (take('}')) return;
        do {
            Span key = string();
            want(':');
            if (failed_) return;
            member(json_.substr(key.start + 1, key.size() - 2));
        } while (!failed_ && take(','));
        want('}');
    }
    template <class Item>
    void array(Item item) {
        want('[');
        if (take(']')) return;
        do item();
        while (!failed_ && take(','));
        want(']');
    }

  private:
    void blanks() { at_ = std::min(json_.find_first_not_of(" \t\r\n", at_), json_.size()); }
    void fail() { failed_ = true; }

    std::string_view json_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

}  // namespace zen
