#include "system/reader.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <thread>

namespace zen {
namespace {

constexpr int check_ms = 2000;

}  // namespace

struct StreamReader::State {
    State(int in, Handlers handlers) : in_(in), handlers_(std::move(handlers)) {
        if (::pipe(wake_) != 0) wake_[0] = wake_[1] = -1;
        for (int end : wake_)
            if (end >= 0) ::fcntl(end, F_SETFD, FD_CLOEXEC);
        thread_ = std::thread([this] {
            read();
            handlers_.over();
        });
    }
    ~State() {
        if (wake_[1] >= 0) ::close(wake_[1]);
        thread_.join();
        if (wake_[0] >= 0) ::close(wake_[0]);
    }

    void read() {
        std::string chunk(std::size_t{1} << 18, '\0');
        for (;;) {
            pollfd sources[2] = {{in_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
            int ready = ::poll(sources, wake_[0] >= 0 ? 2 : 1, check_ms);
            if (ready < 0 && errno == EINTR) continue;
            if (sources[1].revents) return;
            if (ready == 0) {
                if (!handlers_.go_on()) return;
                continue;
            }
            ssize_t n = ::read(in_, chunk.data(), chunk.size());
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return;
            handlers_.bytes({chunk.data(), static_cast<std::size_t>(n)});
        }
    }

    int in_, wake_[2] = {-1, -1};
    Handlers handlers_;
    std::thread thread_;
};

StreamReader::StreamReader(int descriptor, Handlers handlers)
    : state_(std::make_unique<State>(descriptor, std::move(handlers))) {}
StreamReader::~StreamReader() = default;

}  // namespace zen
