# Headers that are read once for a module, and not once for each of its files: that halves what many of them cost to compile.
# A cache of compiled objects keeps better what was compiled without.
set(precompile ON)
if(CMAKE_CXX_COMPILER_LAUNCHER)
    set(precompile OFF)
endif()
option(ZENLINT_PRECOMPILE "Precompile headers" ${precompile})

# zen_precompile(TARGET [HEADER...]): the standard library's headers that nearly all files include, and these, of src or in <>.
function(zen_precompile target)
    if(NOT ZENLINT_PRECOMPILE)
        return()
    endif()
    list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/src/ REGEX "^[^<]")
    target_precompile_headers(${target} PRIVATE
        <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <unordered_map>
        <unordered_set> <utility> <variant> <vector> ${ARGN})
endfunction()

# Compiles the files of a module several in one, which halves the time of a build from nothing: most of it goes into headers. Builds of developers
# compile each file by itself, as only one changes. Names in unnamed namespaces must therefore be unique in their module.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    set(unity ON)
else()
    set(unity OFF)
endif()
option(ZENLINT_UNITY "Compile several files of a module in one" ${unity})

function(zen_unity target files_in_one)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${ZENLINT_UNITY} UNITY_BUILD_BATCH_SIZE ${files_in_one})
    if(ZENLINT_UNITY)  # g++ stops inlining where one file grows too much; with its own limits, a run takes 8 % more instructions
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:--param=inline-unit-growth=400 --param=large-unit-insns=200000>)
    endif()
endfunction()
