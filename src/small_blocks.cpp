// The program's `operator new`: small blocks that a thread gives back are kept by size and handed out again. A run
// makes and drops short strings and lists by the million, and the lists of free blocks of C libraries are short or
// shared.
#include <array>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

struct FreeBlock {
    FreeBlock* next;
};
struct Shelf {
    FreeBlock* first;
    unsigned count;
};

// In bytes. A block is as long as its shelf's longest, whoever asks; beyond `most_kept` a block goes back to the C
// library, so that a thread that only frees what others have made does not hoard: it keeps 1 MB at most.
constexpr std::size_t step = 16, longest = 512;
constexpr unsigned most_kept = 128;
constinit thread_local std::array<Shelf, longest / step> shelves{};

constexpr std::size_t shelf_of(std::size_t size) {
    return (size - 1) / step;
}

}  // namespace

void* operator new(std::size_t size) {
    if (size == 0) size = 1;
    if (size <= longest) {
        Shelf& shelf = shelves[shelf_of(size)];
        if (FreeBlock* block = shelf.first) {
            shelf.first = block->next;
            --shelf.count;
            return block;
        }
        size = (shelf_of(size) + 1) * step;
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
    if (block && size != 0 && size <= longest)
        if (Shelf& shelf = shelves[shelf_of(size)]; shelf.count < most_kept) {
            shelf.first = new (block) FreeBlock{shelf.first};
            ++shelf.count;
            return;
        }
    std::free(block);
}
