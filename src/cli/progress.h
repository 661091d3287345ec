// A line on the terminal that says how far a long run has come.
#pragma once
#include <chrono>
#include <cstddef>

namespace zen {

// Silent where standard error is no terminal, and at first.
class Progress {
  public:
    explicit Progress(std::size_t all, std::chrono::milliseconds silent_for = std::chrono::seconds(1));
    void step();
    // Takes the line away; the next step may bring it back.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;
    std::size_t all_, done_ = 0;
    bool on_, shown_ = false;
    Clock::time_point next_;
};

}  // namespace zen
