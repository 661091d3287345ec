# The pages under rules/ become a constant table at build; the C++ beside a page is its native part. What people read of the pages is packed.
file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/*.md)
file(GLOB_RECURSE natives CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/*.cpp)
set(table ${ZENLINT_GENERATED}/rules_table.cpp)
set(texts ${ZENLINT_GENERATED}/page_texts.cpp)
option(ZENLINT_EMBED_TEXTS "Put the texts of the pages (lessons, examples) into the program" ON)
if(NOT ZENLINT_HOST_BUILD)
    add_executable(zenlint-embed src/embed/main.cpp src/embed/sharing.cpp src/embed/without_pages.cpp)
    target_link_libraries(zenlint-embed PRIVATE zen_engine zen_warnings tomlplusplus::tomlplusplus)
    add_custom_command(
        OUTPUT ${table} ${texts}
        COMMAND zenlint-embed ${CMAKE_SOURCE_DIR}/rules ${table} ${ZENLINT_GENERATED}/page_texts
        COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/src/text/host/packing.py ${ZENLINT_GENERATED}/page_texts ${texts} page_texts
        DEPENDS zenlint-embed ${pages} ${natives} ${CMAKE_SOURCE_DIR}/rules/course.toml ${CMAKE_SOURCE_DIR}/src/text/host/packing.py
        COMMENT "Compiling the rule pages")
endif()
if(NOT ZENLINT_EMBED_TEXTS)
    set(texts ${CMAKE_SOURCE_DIR}/src/embed/left_out.cpp)
endif()
add_library(zen_rules STATIC ${table} ${texts} ${natives})
target_link_libraries(zen_rules PUBLIC zen_engine PRIVATE zen_warnings)
if(ZENLINT_ZIG_TARGET)  # a wheel is to stay small: less is inlined where the profile sees no need
    target_compile_options(zen_rules PRIVATE "SHELL:-mllvm -inlinedefault-threshold=60")
endif()
set_target_properties(zen_rules PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
set_source_files_properties(${table} ${texts} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
