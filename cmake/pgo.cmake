# The program optimised by a profile of its own runs, for packages: built to be watched (`generate`), run over Python that no
# benchmark uses, and built again (`use`) in the same folder, where the profile lies beside the objects. `packaging/profiled.py`
# does all three. Who builds from source gets none of it: it takes two builds.
set(ZENLINT_PGO "" CACHE STRING "generate: note how the program runs; use: optimise by what was noted in this build folder (g++)")
set_property(CACHE ZENLINT_PGO PROPERTY STRINGS "" generate use)
if(ZENLINT_PGO AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    message(FATAL_ERROR "ZENLINT_PGO is for g++, which keeps its profiles beside the objects")
endif()
if(ZENLINT_PGO STREQUAL "generate")
    # Threads count with the others.
    add_compile_options(-fprofile-generate -fprofile-update=prefer-atomic)
    add_link_options(-fprofile-generate)
elseif(ZENLINT_PGO STREQUAL "use")
    # What no training run came to (the programs of the build, other ways to link) has no profile.
    add_compile_options(-fprofile-use -fprofile-correction -Wno-missing-profile)
elseif(ZENLINT_PGO)
    message(FATAL_ERROR "ZENLINT_PGO is `generate` or `use`, not `${ZENLINT_PGO}`")
endif()
