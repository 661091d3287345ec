# ZENLINT_SANITIZE=address,undefined for everything in the build; =thread for the modules that threads share (see zen_module):
# a model and the rules on it belong to one thread, and are most of what there is to compile.
if(ZENLINT_SANITIZE STREQUAL "thread")
    add_link_options(-fsanitize=thread)
    set(unshared semantics)
elseif(ZENLINT_SANITIZE)
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
