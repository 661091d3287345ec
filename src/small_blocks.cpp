// The program's `operator new`: small blocks that a thread gives back are kept by size and handed out again. A run
// makes and drops short strings and lists by the million, and the lists of free blocks of C libraries are short or
// shared.
#include "small_blocks.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "text/thread_state.h"

namespace {

struct FreeBlock {
    FreeBlock* next;
};
struct Shelf {
    FreeBlock* first;
    std::size_t kept;
};

// In bytes. A block is as long as its shelf's longest, whoever asks; beyond `most_kept` on a shelf a block goes back to
// the C library, so that a thread that only frees what others have made does not hoard: it keeps 2 MB at most. What a
// file's model is made of fits there, and waits for the next file's.
constexpr std::size_t step = 16, longest = 512, most_kept = 64 * 1024;
using Shelves = std::array<Shelf, longest / step>;

// What a thread has that keeps nothing: empty, and as if full, so that it is never written. (Threads have a pointer
// only, since there is little room for more in a process that runs already when it loads the library.)
constinit Shelves none = [] {
    Shelves all{};
    for (Shelf& shelf : all) shelf.kept = most_kept;
    return all;
}();
constinit std::atomic<bool> keeping = false;
ZEN_NEAR constinit thread_local Shelf* shelves = none.data();

constexpr std::size_t shelf_of(std::size_t size) {
    return (size - 1) / step;
}
constexpr std::size_t size_on(std::size_t shelf) {
    return (shelf + 1) * step;
}

// The shelf for a block that a full one, or that of a thread without, would not take; null if it is not to be kept.
[[gnu::cold, gnu::noinline]] Shelf* other_shelf(std::size_t size) {
    if (shelves != none.data() || !keeping.load(std::memory_order_relaxed)) return nullptr;
    void* room = std::calloc(1, sizeof(Shelves));
    if (!room) return nullptr;
    shelves = static_cast<Shelf*>(room);
    return &shelves[shelf_of(size)];
}

}  // namespace

void zen::keep_small_blocks() {
    keeping = true;
}

void* operator new(std::size_t size) {
    if (size == 0) size = 1;
    if (size <= longest) {
        const std::size_t at = shelf_of(size);
        size = size_on(at);
        Shelf& shelf = shelves[at];
        if (FreeBlock* block = shelf.first) {
            shelf.first = block->next;
            shelf.kept -= size;
            return block;
        }
    }
    for (;;) {
        if (void* block = std::malloc(size)) return block;
        const std::new_handler handler = std::get_new_handler();
        if (!handler) throw std::bad_alloc();
        handler();
    }
}

void operator delete(void* block) noexcept {
    std::free(block);
}

void operator delete(void* block, std::size_t size) noexcept {
    if (block && size != 0 && size <= longest) {
        const std::size_t at = shelf_of(size);
        Shelf* shelf = &shelves[at];
        if (shelf->kept >= most_kept) shelf = other_shelf(size);
        if (shelf) {
            shelf->first = new (block) FreeBlock{shelf->first};
            shelf->kept += size_on(at);
            return;
        }
    }
    std::free(block);
}
