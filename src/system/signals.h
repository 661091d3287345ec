// Being told to end.
#pragma once

namespace zen::signals {

// Ends the process by exit status 130 on SIGINT and Ctrl-C; by the signal itself on SIGTERM and SIGHUP. Waits for what
// is guarded by `Unfinished`, so that no file is left half-made.
void end_cleanly();

// For a server: a client that is gone is seen when reading, and is no reason to be ended.
void ignore_broken_pipes();

// As long as one of these lives, the end waits. A thread that makes one when the process is told to end stops here.
class Unfinished {
  public:
    Unfinished();
    ~Unfinished();
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
};

}  // namespace zen::signals
