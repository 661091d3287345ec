// How the heap treats memory that is freed. Without effect where the C library does not let us say.
#pragma once

namespace zen::memory {

// For a run over many files: what one of them needed is kept for the next.
void keep_freed();
// For a server: large blocks go back to the system as soon as they are freed.
void return_large_blocks();
// Gives back what is free now.
void give_back();

}  // namespace zen::memory
