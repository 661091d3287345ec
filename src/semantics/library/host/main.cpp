// Host tool: reads typeshed's stubs of the standard library and writes them as the constant table that the model asks.
#include <cstdio>
#include <exception>

#include "semantics/library/host/builder.h"

int main(int argc, char** argv) {
    using namespace zen::host;
    if (argc != 4) {
        std::fprintf(stderr, "usage: generate-library STUBS_FOLDER CORRECTIONS.txt OUTPUT.cpp\n");
        return 1;
    }
    try {
        Stubs stubs = read_stubs(argv[1]);
        Resolver resolver(stubs);
        Builder builder(resolver, read_corrections(argv[2]));
        builder.build();
        emit(builder, argv[3]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "generate-library: %s\n", error.what());
        return 1;
    }
    return 0;
}
