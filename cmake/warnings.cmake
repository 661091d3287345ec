# The warnings of every target of ours. CI turns them into errors (ZENLINT_WERROR).
option(ZENLINT_WERROR "Treat warnings as errors" OFF)
add_library(zen_warnings INTERFACE)
target_compile_options(zen_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # g++ 12 raises a false alarm on "literal" + std::string
    $<$<BOOL:${ZENLINT_WERROR}>:-Werror>)
