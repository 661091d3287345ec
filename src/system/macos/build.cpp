#include <dlfcn.h>
#include <mach-o/loader.h>

#include <string>

#include "system/process.h"

namespace zen::process {

Build build() {
    Dl_info info{};
    if (!::dladdr(reinterpret_cast<const void*>(&build), &info) || !info.dli_fbase) return {};
    // The linker's LC_UUID of the program or library that holds this function.
    const auto* header = static_cast<const mach_header_64*>(info.dli_fbase);
    const auto* at = reinterpret_cast<const char*>(header + 1);
    for (std::uint32_t i = 0; i < header->ncmds; ++i) {
        const auto* command = reinterpret_cast<const load_command*>(at);
        if (command->cmd == LC_UUID) {
            const auto* uuid = reinterpret_cast<const uuid_command*>(at);
            return {std::string(reinterpret_cast<const char*>(uuid->uuid), sizeof uuid->uuid), ""};
        }
        at += command->cmdsize;
    }
    return {"", info.dli_fname ? info.dli_fname : ""};
}

}  // namespace zen::process
