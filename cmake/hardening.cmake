# What costs next to nothing and makes a mistake of ours harder to exploit, in optimised builds without sanitizers. (Debian's
# compilers make position-independent programs by themselves; presets for debugging add _GLIBCXX_ASSERTIONS.)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT ZENLINT_SANITIZE AND CMAKE_SYSTEM_NAME STREQUAL "Linux"
   AND NOT ZENLINT_HOST_BUILD)
    include(CheckCXXCompilerFlag)
    # Since all names are resolved at the start (-z now), calls of libraries need no stubs: -fno-plt pays for a part of the rest.
    foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection -fno-plt)
        string(MAKE_C_IDENTIFIER "ZENLINT_HAS${flag}" known)
        check_cxx_compiler_flag(${flag} ${known})
        if(${known})
            add_compile_options(${flag})
            add_link_options(${flag})  # for what is optimised at link time
        endif()
    endforeach()
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    add_link_options(LINKER:-z,relro,-z,now)
endif()
