# The warnings of every target of ours. CI turns them into errors (ZENLINT_WERROR).
option(ZENLINT_WERROR "Treat warnings as errors" OFF)
add_library(zen_warnings INTERFACE)
target_compile_options(zen_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    # g++ 12 raises false alarms on strings (`"literal" + text`, `replace`), and takes the value of an empty std::optional for read. What
    # is read and was not initialised, valgrind and clang-tidy see better.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds>
    $<$<BOOL:${ZENLINT_WERROR}>:-Werror>)
# The same false alarm, and two more of its kind on copied string literals, come again where g++ 12 inlines at link time.
target_link_options(zen_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overread -Wno-stringop-overflow -Wno-array-bounds>)
