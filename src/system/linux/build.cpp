#include <elf.h>
#include <link.h>

#include <cstring>

#include "system/process.h"

namespace zen::process {
namespace {

// The note of the linker in the object (the program, or a library that we are part of) that holds `address`.
struct Wanted {
    std::uintptr_t address;
    std::string id;
};

int look_into(dl_phdr_info* object, std::size_t, void* data) {
    auto& wanted = *static_cast<Wanted*>(data);
    bool ours = false;
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& part = object->dlpi_phdr[i];
        std::uintptr_t start = object->dlpi_addr + part.p_vaddr;
        if (part.p_type == PT_LOAD && wanted.address >= start && wanted.address < start + part.p_memsz) ours = true;
    }
    if (!ours) return 0;
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& part = object->dlpi_phdr[i];
        if (part.p_type != PT_NOTE) continue;
        const char* at = reinterpret_cast<const char*>(object->dlpi_addr + part.p_vaddr);
        const char* end = at + part.p_memsz;
        auto rounded = [](std::size_t size) { return (size + 3) & ~std::size_t{3}; };
        while (static_cast<std::size_t>(end - at) > sizeof(ElfW(Nhdr))) {
            ElfW(Nhdr) note;
            std::memcpy(&note, at, sizeof note);
            at += sizeof note;
            std::size_t size = rounded(note.n_namesz) + rounded(note.n_descsz);
            if (size > static_cast<std::size_t>(end - at)) break;
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(at, "GNU", 4) == 0)
                wanted.id.assign(at + 4, note.n_descsz);
            at += size;
        }
    }
    return 1;
}

}  // namespace

Build build() {
    Wanted wanted{reinterpret_cast<std::uintptr_t>(&build), {}};
    dl_iterate_phdr(look_into, &wanted);
    if (wanted.id.empty()) return {"", "/proc/self/exe"};
    return {wanted.id, ""};
}

}  // namespace zen::process
