# The warnings of every target of ours. CI turns them into errors (ZENLINT_WERROR).
option(ZENLINT_WERROR "Treat warnings as errors" OFF)
add_library(zen_warnings INTERFACE)
target_compile_options(zen_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # g++ 12 raises a false alarm on "literal" + std::string
    $<$<BOOL:${ZENLINT_WERROR}>:-Werror>)
# The same false alarm, and two more of its kind on copied string literals, come again where g++ 12 inlines at link time.
target_link_options(zen_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow>)
