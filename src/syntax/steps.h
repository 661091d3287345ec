// How far the walks over trees have gone: what a rule costs, the same in every run and on every machine.
#pragma once
#include <cstdint>

#include "text/thread_state.h"

namespace zen {

// The steps that walks of this thread have made so far, from a node to another. Only differences mean anything.
ZEN_NEAR constinit inline thread_local std::uint64_t steps_walked = 0;

}  // namespace zen
