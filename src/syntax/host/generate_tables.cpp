// Host tool: turns the parse tables and the generated lexer of the tree-sitter-python that the build links into the
// constant tables of syntax/tables.h. What it does not understand stops the build.
#include <cstdio>

#include "lexer_tables.h"
#include "parse_tables.h"
#include "table_writer.h"

int main(int argc, char** argv) {
    using namespace generate;
    if (argc != 3) return std::fprintf(stderr, "usage: generate-tables SIZES_HEADER TABLES_SOURCE\n"), 2;
    if (grammar->abi_version != 15) fail("the grammar has ABI %u, this tool knows 15", grammar->abi_version);
    header = std::fopen(argv[1], "w");
    source = std::fopen(argv[2], "w");
    if (!header || !source) return std::perror("generate-tables"), 1;
    std::fputs(
        "// Sizes of the tables, generated from the grammar at build.\n#pragma once\n\nnamespace zen::grammar {\n\n",
        header);
    std::fputs(
        "// The grammar's tables, generated from it at build.\n#include \"syntax/tables.h\"\n\nnamespace zen::grammar "
        "{\n\n",
        source);
    write_parse_tables();
    write_lexer_tables();
    std::fputs("\n}  // namespace zen::grammar\n", header);
    std::fputs("\n}  // namespace zen::grammar\n", source);
    return (std::fclose(header) | std::fclose(source)) != 0;
}
