#include "cli/progress.h"

#include <string>
#include <string_view>

#include "system/process.h"
#include "system/streams.h"
#include "text/formatted.h"

namespace zen {
namespace {

constexpr std::chrono::milliseconds again_after{100};
constexpr std::size_t bar_width = 30;

// What cannot be shown is not missed.
void put(std::string_view text) {
    streams::write_all(streams::error, text);
}

bool able() {
    return streams::is_terminal(streams::error) && process::variable("TERM") != "dumb";
}

}  // namespace

Progress::Progress(std::size_t all, std::chrono::milliseconds silent_for)
    : all_(all), on_(able()), next_(Clock::now() + silent_for) {}

void Progress::step() {
    ++done_;
    if (!on_ || Clock::now() < next_) return;
    next_ = Clock::now() + again_after;
    std::size_t filled = all_ ? done_ * bar_width / all_ : 0;
    std::string line = "\r\033[K";
    for (std::size_t i = 0; i < bar_width; ++i) line += i < filled ? "━" : "╌";
    append(line, " {} of {} files", done_, all_);
    put(line);
    shown_ = true;
}

void Progress::clear() {
    if (shown_) put("\r\033[K");
    shown_ = false;
}

}  // namespace zen
