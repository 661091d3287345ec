#include "system/signals.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <initializer_list>

namespace zen::signals {
namespace {

// How much is unfinished, and the signal that waits for it. A handler may touch these and no more.
std::atomic<int> unfinished{0};
std::atomic<int> pending{0};
static_assert(std::atomic<int>::is_always_lock_free);

void end_by(int signal) {
    if (signal == SIGINT) _exit(130);
    ::signal(signal, SIG_DFL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
    ::raise(signal);
}

void on_signal(int signal) {
    pending = signal;
    if (unfinished == 0) end_by(signal);
}

void finish() {
    if (--unfinished == 0 && pending) end_by(pending);
}

}  // namespace

Unfinished::Unfinished() {
    ++unfinished;
    if (!pending) return;
    finish();
    for (;;) ::pause();  // whoever has not finished ends the program
}

Unfinished::~Unfinished() {
    finish();
}

void end_cleanly() {
    struct sigaction action{};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before;
        // What the parent has told us to ignore (nohup) stays ignored.
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signal, &action, nullptr);
    }
    // A reader that goes away ends us quietly, even if the parent ignores the signal.
    ::signal(SIGPIPE, SIG_DFL);
    // A write beyond the limit on files is an error like that of a full disk, not the end.
    ::signal(SIGXFSZ, SIG_IGN);
}

void ignore_broken_pipes() {
    ::signal(SIGPIPE, SIG_IGN);
}

}  // namespace zen::signals
