# The program as a launcher of some kilobytes (src/launcher), for a wheel that holds the linter once, as a library. The library then has an
# `operator new` of its own, so the C++ library must be part of it, and a copy of LMDB that a library can hold: as `./zen wheels` and an
# sdist have them.
if(NOT (ZENLINT_STATIC AND ZENLINT_LIBRARY AND ZENLINT_THIRD_PARTY))
    message(FATAL_ERROR "ZENLINT_LAUNCHER needs ZENLINT_STATIC, ZENLINT_LIBRARY and ZENLINT_THIRD_PARTY")
endif()
if(WIN32)
    add_executable(zenlint src/launcher/windows.cpp)
else()
    add_executable(zenlint src/launcher/posix.cpp)
endif()
# It uses nothing of the C++ library.
target_compile_options(zenlint PRIVATE -Os -fno-exceptions -fno-rtti)
target_compile_definitions(zenlint PRIVATE ZENLINT_VERSION="${PROJECT_VERSION}")
target_link_libraries(zenlint PRIVATE zen_warnings ${CMAKE_DL_LIBS})
set_target_properties(zenlint PROPERTIES LINKER_LANGUAGE C INTERPROCEDURAL_OPTIMIZATION OFF)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND ZENLINT_ZIG_TARGET MATCHES "-musl")
    target_link_options(zenlint PRIVATE -dynamic)  # zig links this C library statically, and then it loads no library
endif()
