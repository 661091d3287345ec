# ZENLINT_SANITIZE=address,undefined or thread, for everything in the build.
if(ZENLINT_SANITIZE)
    add_compile_options(-fsanitize=${ZENLINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${ZENLINT_SANITIZE})
endif()
