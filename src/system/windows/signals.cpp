#include "system/signals.h"

#include "system/windows/wide.h"

#include <atomic>

namespace zen::signals {
namespace {

constexpr int status_of_interrupt = 130;

std::atomic<int> unfinished{0};
std::atomic<bool> pending{false};

// In a thread of its own. Closing the window and logging off are Ctrl-C too.
BOOL WINAPI on_event(DWORD) {
    pending = true;
    for (int waited = 0; unfinished != 0 && waited < 4000; waited += 5) ::Sleep(5);  // the system kills us after five
    ::ExitProcess(status_of_interrupt);
}

}  // namespace

Unfinished::Unfinished() {
    ++unfinished;
    if (!pending) return;
    --unfinished;
    for (;;) ::Sleep(1000);  // the thread of the event ends the program
}

Unfinished::~Unfinished() {
    --unfinished;
}

void end_cleanly() {
    ::SetConsoleCtrlHandler(on_event, TRUE);
}

void ignore_broken_pipes() {}

}  // namespace zen::signals
