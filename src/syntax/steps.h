// How far the walks over trees have gone: what a rule costs, the same in every run and on every machine.
#pragma once
#include <cstdint>

namespace zen {

// The steps that walks of this thread have made so far, from a node to another. Only differences mean anything.
// (The model of storage keeps it one instruction in a shared library too.)
[[gnu::tls_model("initial-exec")]] constinit inline thread_local std::uint64_t steps_walked = 0;

}  // namespace zen
