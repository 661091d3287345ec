#include "system/reader.h"

#include "system/windows/wide.h"

#include <io.h>

#include <atomic>
#include <string>
#include <thread>

namespace zen {
namespace {

constexpr DWORD check_ms = 2000;

}  // namespace

// One thread waits in ReadFile, which nothing but the end of the stream or a cancellation ends; another asks now and
// then whether there is a reason to go on.
struct StreamReader::State {
    State(int in, Handlers handlers)
        : stream_(reinterpret_cast<HANDLE>(::_get_osfhandle(in))),
          ended_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)),
          stop_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)),
          handlers_(std::move(handlers)) {
        reader_ = std::thread([this] {
            read();
            handlers_.over();
            ::SetEvent(ended_.get());
        });
        guard_ = std::thread([this] { guard(); });
    }
    ~State() {
        ::SetEvent(stop_.get());
        guard_.join();
        reader_.join();
    }

    void read() {
        std::string chunk(std::size_t{1} << 18, '\0');
        while (!over_) {
            DWORD n = 0;
            if (!::ReadFile(stream_, chunk.data(), static_cast<DWORD>(chunk.size()), &n, nullptr) || n == 0) return;
            handlers_.bytes({chunk.data(), n});
        }
    }

    void guard() {
        const HANDLE events[] = {ended_.get(), stop_.get()};
        for (;;) {
            const DWORD what = ::WaitForMultipleObjects(2, events, FALSE, check_ms);
            if (what == WAIT_OBJECT_0) return;
            if (what == WAIT_TIMEOUT && handlers_.go_on()) continue;
            break;
        }
        over_ = true;
        // It may be between two reads at the moment.
        while (::WaitForSingleObject(ended_.get(), 10) == WAIT_TIMEOUT)
            ::CancelSynchronousIo(static_cast<HANDLE>(native(reader_)));
    }

    static HANDLE native(std::thread& thread) {
#ifdef _LIBCPP_HAS_THREAD_API_WIN32
        return thread.native_handle();
#else
        return reinterpret_cast<HANDLE>(thread.native_handle());
#endif
    }

    HANDLE stream_;
    windows::Handle ended_, stop_;
    std::atomic<bool> over_{false};
    Handlers handlers_;
    std::thread reader_, guard_;
};

StreamReader::StreamReader(int descriptor, Handlers handlers)
    : state_(std::make_unique<State>(descriptor, std::move(handlers))) {}
StreamReader::~StreamReader() = default;

}  // namespace zen
