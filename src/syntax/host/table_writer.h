// What generate-tables reads and writes: the grammar, the two output files, and how to write an array.
#pragma once
#include <cstdint>
#include <cstdio>
#include <vector>

extern "C" {
#include "tree_sitter/parser.h"
const TSLanguage* tree_sitter_python(void);
}

namespace generate {

// Ends the tool, and so the build, with a message.
[[noreturn, gnu::format(printf, 1, 2)]] void fail(const char* format, ...);

extern const TSLanguage* const grammar;
extern std::FILE* header;  // table_sizes.h
extern std::FILE* source;  // tables.cpp

void constant(const char* name, unsigned long long value);

// One array definition; `print` writes one element.
template <class Elements, class Print>
void array(const char* declaration, const Elements& elements, Print print) {
    std::fprintf(source, "const %s = {", declaration);
    std::size_t n = 0;
    for (const auto& element : elements) {
        if (n++ % 16 == 0) std::fputs("\n    ", source);
        print(element);
        std::fputs(", ", source);
    }
    std::fputs("\n};\n", source);
}

template <class Number>
void numbers(const char* declaration, const std::vector<Number>& elements) {
    array(declaration, elements, [](Number n) { std::fprintf(source, "%u", static_cast<unsigned>(n)); });
}

template <class Row>
void matrix(const char* declaration, const std::vector<Row>& rows) {
    array(declaration, rows, [](const Row& row) {
        std::fputs("{", source);
        for (auto n : row) std::fprintf(source, "%u,", static_cast<unsigned>(n));
        std::fputs("}", source);
    });
}

// The NodeHead of a symbol; of none for 0.
void print_head(TSSymbol symbol);

}  // namespace generate
