#include "system/reader.h"

#include "system/windows/wide.h"

#include <io.h>

#include <mutex>
#include <string>
#include <thread>

namespace zen {
namespace {

constexpr DWORD check_ms = 2000;
constexpr int cancel_tries = 20, cancel_ms = 10;

// What both threads share. It outlives the StreamReader where the system does not let go of a read.
struct Reading {
    Reading(HANDLE in, StreamReader::Handlers how) : stream(in), handlers(std::move(how)) {}

    HANDLE stream;
    windows::Handle ended{::CreateEventW(nullptr, TRUE, FALSE, nullptr)};
    windows::Handle stop{::CreateEventW(nullptr, TRUE, FALSE, nullptr)};
    std::mutex lock;    // held while a handler runs
    bool over = false;  // no handler is called any more
    StreamReader::Handlers handlers;

    void finish() {
        std::scoped_lock hold(lock);
        if (!std::exchange(over, true)) handlers.over();
    }

    void read() {
        std::string chunk(std::size_t{1} << 18, '\0');
        for (;;) {
            DWORD n = 0;
            if (!::ReadFile(stream, chunk.data(), static_cast<DWORD>(chunk.size()), &n, nullptr) || n == 0) break;
            std::scoped_lock hold(lock);
            if (over) break;
            handlers.bytes({chunk.data(), n});
        }
        finish();
        ::SetEvent(ended.get());
    }

    void guard() {
        const HANDLE events[] = {ended.get(), stop.get()};
        while (::WaitForMultipleObjects(2, events, FALSE, check_ms) == WAIT_TIMEOUT)
            if (!handlers.go_on()) break;
        finish();
    }
};

}  // namespace

// One thread waits in ReadFile, which nothing but the end of the stream or a cancellation ends; another asks now and
// then whether there is a reason to go on.
struct StreamReader::State {
    State(int in, Handlers handlers)
        : reading(std::make_shared<Reading>(reinterpret_cast<HANDLE>(::_get_osfhandle(in)), std::move(handlers))),
          reader([reading = reading] { reading->read(); }),
          guard([reading = reading] { reading->guard(); }) {}
    ~State() {
        ::SetEvent(reading->stop.get());
        guard.join();
        auto ended = [&] { return ::WaitForSingleObject(reading->ended.get(), cancel_ms) != WAIT_TIMEOUT; };
        // It may be between two reads at the moment.
        for (int i = 0; i < cancel_tries && !ended(); ++i)
            ::CancelSynchronousIo(reinterpret_cast<HANDLE>(reader.native_handle()));
        if (ended())
            reader.join();
        else
            reader.detach();  // not every system can cancel every read; the end of the process does
    }

    std::shared_ptr<Reading> reading;
    std::thread reader, guard;
};

StreamReader::StreamReader(int descriptor, Handlers handlers)
    : state_(std::make_unique<State>(descriptor, std::move(handlers))) {}
StreamReader::~StreamReader() = default;

}  // namespace zen
