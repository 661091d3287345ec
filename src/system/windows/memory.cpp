#include "system/memory.h"

namespace zen::memory {

void keep_freed() {}
void return_large_blocks() {}
void give_back() {}

}  // namespace zen::memory
