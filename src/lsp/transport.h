// Messages as bytes: `Content-Length: N`, a blank line, N bytes. A thread of its own reads them, so that the server can
// see what is coming: a newer text, a cancellation.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "lsp/json.h"
#include "system/reader.h"

namespace zen::lsp {

struct Incoming {
    Json message;
    std::string fault;  // why there is no message: what came was no JSON, or had no length
};

class Transport {
  public:
    // Reads from one descriptor and writes to the other.
    Transport(int in, int out);
    ~Transport();

    // The next message; nothing when the other side is gone, or when none has come within that time.
    std::optional<Incoming> next(std::chrono::milliseconds most);
    static constexpr std::chrono::milliseconds for_ever = std::chrono::hours(24 * 365);
    bool closed();
    // Is a message waiting?
    bool more();
    // Has the request been called off? To be asked once, when it is answered.
    bool cancelled(const Json& id);
    // Ends the reading when this process is gone.
    void watch_parent(int process);

    // Writes a whole message. False when nobody reads any more.
    bool send(std::string_view body);

  private:
    void deliver(Result<std::string> body);
    void deliver(Incoming incoming);

    int out_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Incoming> queue_;
    std::set<std::string> cancelled_;  // ids as JSON
    bool closed_ = false;
    int parent_ = 0;
    std::optional<StreamReader> reader_;
};

}  // namespace zen::lsp
