// Reads a stream in a thread of its own, so that the rest of a program can see what is coming.
#pragma once
#include <functional>
#include <memory>
#include <string_view>

namespace zen {

class StreamReader {
  public:
    struct Handlers {
        // Called with what has arrived, in that thread.
        std::function<void(std::string_view)> bytes;
        // Called every two seconds or so; false ends the reading.
        std::function<bool()> go_on;
        // Called once at the end, in that thread: the stream is over, or the reading.
        std::function<void()> over;
    };

    StreamReader(int descriptor, Handlers handlers);
    // Ends the reading and waits for that.
    ~StreamReader();
    StreamReader(const StreamReader&) = delete;
    StreamReader& operator=(const StreamReader&) = delete;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace zen
