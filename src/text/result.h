// A value, or what is wrong with something that the user gave us. A broken program asserts; it returns no Trouble.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace zen {

// `message` says what is wrong and what to do; `line` and `column` count from 1, 0 where there is none.
struct Trouble {
    std::string path;
    std::uint32_t line = 0, column = 0;
    std::string message;

    // "path:line:column: message", leaving out what is not known.
    std::string text() const;
};

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Trouble trouble) : state_(std::in_place_index<1>, std::move(trouble)) {}
    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() { return std::get<0>(state_); }
    const T& operator*() const { return std::get<0>(state_); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    const Trouble& trouble() const { return std::get<1>(state_); }

  private:
    std::variant<T, Trouble> state_;
};

}  // namespace zen
