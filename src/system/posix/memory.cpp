#include "system/memory.h"

#include <cstdlib>  // defines __GLIBC__
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace zen::memory {

#ifdef __GLIBC__

void keep_freed() {
    mallopt(M_MMAP_THRESHOLD, 256 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_TOP_PAD, 4 << 20);
}

void return_large_blocks() {
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
}

void give_back() {
    malloc_trim(0);
}

#else

void keep_freed() {}
void return_large_blocks() {}
void give_back() {}

#endif

}  // namespace zen::memory
