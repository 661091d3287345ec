#include "lsp/transport.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <memory>

#include "system/process.h"
#include "system/streams.h"
#include "text/formatted.h"

namespace zen::lsp {
namespace {

constexpr std::size_t largest_message = std::size_t{1} << 30;

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

Transport::Transport(int in, int out) : out_(out) {
    // A file's diagnostics may be much more than a pipe takes at once by default.
    streams::widen_pipe(out_, 1 << 20);
    auto framer = std::make_shared<Framer>();
    reader_.emplace(in, StreamReader::Handlers{[this, framer](std::string_view bytes) {
                                                   framer->feed(bytes);
                                                   while (auto body = framer->take()) deliver(std::move(*body));
                                               },
                                               [this] {
                                                   std::lock_guard lock(mutex_);
                                                   return parent_ <= 0 || process::is_alive(parent_);
                                               },
                                               [this] {
                                                   std::lock_guard lock(mutex_);
                                                   closed_ = true;
                                                   arrived_.notify_one();
                                               }});
}

Transport::~Transport() {
    reader_.reset();
}

void Transport::deliver(Result<std::string> body) {
    if (!body) return deliver(Incoming{{}, body.trouble().message});
    Result<Json> message = parse_json(*body);
    deliver(message ? Incoming{std::move(*message), {}} : Incoming{{}, message.trouble().message});
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
    return streams::write_pair(out_, formatted("Content-Length: {}\r\n\r\n", body.size()), body);
}

}  // namespace zen::lsp
