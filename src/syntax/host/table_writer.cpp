#include "table_writer.h"

#include <cstdarg>
#include <cstdlib>

namespace generate {

const TSLanguage* const grammar = tree_sitter_python();
std::FILE* header;
std::FILE* source;

void fail(const char* format, ...) {
    std::va_list rest;
    va_start(rest, format);
    std::fputs("generate-tables: ", stderr);
    std::vfprintf(stderr, format, rest);
    std::fputc('\n', stderr);
    std::exit(1);
}

void constant(const char* name, unsigned long long value) {
    std::fprintf(header, "inline constexpr unsigned %s = %llu;\n", name, value);
}

void print_head(TSSymbol symbol) {
    constexpr unsigned named = 1;  // NodeRecord::named
    if (symbol == 0)
        std::fputs("{}", source);
    else
        std::fprintf(source, "{%u,0,%u}", grammar->public_symbol_map[symbol],
                     grammar->symbol_metadata[symbol].named ? named : 0);
}

}  // namespace generate
