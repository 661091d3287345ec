#include "lsp/transport.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>

namespace zen::lsp {
namespace {

constexpr std::size_t largest_message = std::size_t{1} << 30;
constexpr int parent_check_ms = 2000;

// Cuts the stream into bodies. What is no header is skipped up to where the next one begins.
class Framer {
  public:
    // Takes a body (or a fault) off what has been fed; nothing when more is needed.
    std::optional<Result<std::string>> take() {
        if (!in_body_) {
            std::size_t end = buffer_.find("\r\n\r\n");
            std::size_t skip = 4;
            if (std::size_t lf = buffer_.find("\n\n"); lf < end) end = lf, skip = 2;
            if (end == buffer_.npos) {
                if (buffer_.size() <= 65536) return std::nullopt;
                buffer_.erase(0, buffer_.size() - 64);
                return Trouble{"", 0, 0, "a header without an end"};
            }
            std::optional<std::size_t> length = content_length(std::string_view(buffer_).substr(0, end));
            buffer_.erase(0, end + skip);
            if (!length) return Trouble{"", 0, 0, "a header without a Content-Length"};
            if (*length > largest_message) return Trouble{"", 0, 0, "a message of more than 1 GiB"};
            in_body_ = true;
            length_ = *length;
        }
        if (buffer_.size() < length_) return std::nullopt;
        std::string body;
        if (buffer_.size() == length_) {
            body.swap(buffer_);
        } else {
            body = buffer_.substr(0, length_);
            buffer_.erase(0, length_);
        }
        in_body_ = false;
        return body;
    }
    void feed(std::string_view bytes) {
        if (in_body_ && buffer_.capacity() < length_) buffer_.reserve(length_);
        buffer_ += bytes;
    }

  private:
    // Of the last header line of that name, whatever stands before it on a line that began as something else.
    static std::optional<std::size_t> content_length(std::string_view header) {
        constexpr std::string_view name = "content-length:";
        std::string lower(header);
        std::ranges::transform(lower, lower.begin(),
                               [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
        std::size_t at = lower.rfind(name);
        if (at == lower.npos) return std::nullopt;
        at = lower.find_first_not_of(" \t", at + name.size());
        if (at == lower.npos) return std::nullopt;
        std::size_t length = 0;
        auto [end, error] = std::from_chars(lower.data() + at, lower.data() + lower.size(), length);
        bool ends = end == lower.data() + lower.size() || *end == '\r' || *end == '\n' || *end == ' ';
        if (error != std::errc() || !ends) return std::nullopt;
        return length;
    }

    std::string buffer_;
    bool in_body_ = false;
    std::size_t length_ = 0;
};

}  // namespace

Transport::Transport(int in, int out) : in_(in), out_(out) {
    if (::pipe2(wake_, O_CLOEXEC) != 0) wake_[0] = wake_[1] = -1;
#ifdef F_SETPIPE_SZ
    // A file's diagnostics may be much more than a pipe takes at once by default. Where this is refused, it is as well.
    ::fcntl(out_, F_SETPIPE_SZ, 1 << 20);
#endif
    reader_ = std::thread([this] { read(); });
}

Transport::~Transport() {
    if (wake_[1] >= 0) ::close(wake_[1]);
    reader_.join();
    if (wake_[0] >= 0) ::close(wake_[0]);
}

void Transport::read() {
    Framer framer;
    std::string chunk(std::size_t{1} << 18, '\0');
    for (;;) {
        pollfd sources[2] = {{in_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
        int ready = ::poll(sources, wake_[0] >= 0 ? 2 : 1, parent_check_ms);
        if (ready < 0 && errno == EINTR) continue;
        if (sources[1].revents) break;
        if (ready == 0) {
            std::lock_guard lock(mutex_);
            if (parent_ > 0 && ::kill(parent_, 0) != 0 && errno == ESRCH) break;
            continue;
        }
        ssize_t n = ::read(in_, chunk.data(), chunk.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        framer.feed({chunk.data(), static_cast<std::size_t>(n)});
        while (auto body = framer.take()) {
            if (!*body) {
                deliver({{}, body->trouble().message});
                continue;
            }
            Result<Json> message = parse_json(**body);
            deliver(message ? Incoming{std::move(*message), {}} : Incoming{{}, message.trouble().message});
        }
    }
    std::lock_guard lock(mutex_);
    closed_ = true;
    arrived_.notify_one();
}

void Transport::deliver(Incoming incoming) {
    std::lock_guard lock(mutex_);
    if (incoming.message["method"].string() == "$/cancelRequest")
        cancelled_.insert(incoming.message["params"]["id"].text());
    queue_.push_back(std::move(incoming));
    arrived_.notify_one();
}

std::optional<Incoming> Transport::next(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    if (most.count() > 0) arrived_.wait_for(lock, most, [&] { return !queue_.empty() || closed_; });
    if (queue_.empty()) return std::nullopt;
    Incoming out = std::move(queue_.front());
    queue_.pop_front();
    return out;
}

bool Transport::closed() {
    std::lock_guard lock(mutex_);
    return closed_ && queue_.empty();
}

bool Transport::more() {
    std::lock_guard lock(mutex_);
    return !queue_.empty();
}

bool Transport::cancelled(const Json& id) {
    std::lock_guard lock(mutex_);
    return cancelled_.erase(id.text()) > 0;
}

void Transport::watch_parent(int process) {
    std::lock_guard lock(mutex_);
    parent_ = process;
}

bool Transport::send(std::string_view body) {
    const std::string header = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    std::string_view head = header;
    while (!head.empty() || !body.empty()) {
        const iovec parts[2] = {{const_cast<char*>(head.data()), head.size()},
                                {const_cast<char*>(body.data()), body.size()}};
        const ssize_t n = ::writev(out_, parts, 2);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        const std::size_t of_head = std::min(head.size(), static_cast<std::size_t>(n));
        head.remove_prefix(of_head);
        body.remove_prefix(static_cast<std::size_t>(n) - of_head);
    }
    return true;
}

}  // namespace zen::lsp
