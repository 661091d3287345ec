// What each rule costs in time, for whoever wants to know which one makes a run slow.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <vector>

#include "rule.h"

namespace zen {

class RuleBook;

struct RuleCost {
    std::uint64_t tries = 0;        // nodes at which the rule was asked for more than their kind
    std::uint64_t nanoseconds = 0;  // of the wall clock, that of looking at it included

    // Adds the time of its own life, and a try; none to null.
    class Clock {
      public:
        explicit Clock(RuleCost* cost) : cost_(cost) {
            if (cost_) [[unlikely]]
                begin_ = std::chrono::steady_clock::now();
        }
        ~Clock() {
            if (cost_) [[unlikely]]
                stop();
        }
        Clock(const Clock&) = delete;
        Clock& operator=(const Clock&) = delete;

      private:
        void stop() {
            ++cost_->tries;
            const std::chrono::nanoseconds time = std::chrono::steady_clock::now() - begin_;
            cost_->nanoseconds += static_cast<std::uint64_t>(time.count());
        }
        RuleCost* cost_;
        std::chrono::steady_clock::time_point begin_;
    };
};

class RuleProfile {
  public:
    // The costs of a book's rules, by id, for as long as the profile lives.
    std::vector<RuleCost>& of(const RuleBook& book);
    const std::map<const RuleBook*, std::vector<RuleCost>>& by_book() const { return by_book_; }
    void add(const RuleProfile& other);

    // The profile that scans of this thread fill; null, as it mostly is, for none.
    static RuleProfile*& of_thread();

  private:
    std::map<const RuleBook*, std::vector<RuleCost>> by_book_;
};

}  // namespace zen
