// How variables of a thread are reached.
#pragma once
#include <cstdint>

// A variable of a thread is one instruction away in a shared library too. musl refuses to load such a library into a
// process that runs already; it is the one C library of Linux that does not name itself.
#if defined(__linux__) && !defined(__GLIBC__)
#define ZEN_NEAR
#else
#define ZEN_NEAR [[gnu::tls_model("initial-exec")]]
#endif
