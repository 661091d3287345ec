// libFuzzer's way in. ZENLINT_FUZZ names the target.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "targets.h"

namespace {

const zen::fuzz::Target* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* name = std::getenv("ZENLINT_FUZZ");
    for (const zen::fuzz::Target& target : zen::fuzz::targets())
        if (name && target.name == name) chosen = &target;
    if (!chosen) {
        std::fputs("ZENLINT_FUZZ must name a target:", stderr);
        for (const zen::fuzz::Target& target : zen::fuzz::targets()) std::fprintf(stderr, " %s", target.name.data());
        std::fputs("\n", stderr);
        std::exit(2);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen->run({reinterpret_cast<const char*>(data), size});
    return 0;
}
