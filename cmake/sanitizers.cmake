# ZENLINT_SANITIZE=address,undefined or thread, for everything in the build.
if(ZENLINT_SANITIZE)
    add_compile_options(-fsanitize=${ZENLINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    # Sanitized code hides from g++ 12 what the standard library has initialized (std::regex, std::function).
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    add_link_options(-fsanitize=${ZENLINT_SANITIZE})
endif()
# The fuzzer sees which code an input reaches.
if(ZENLINT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
    add_link_options(-fsanitize=fuzzer-no-link)
endif()
