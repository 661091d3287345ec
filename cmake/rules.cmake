# The pages under rules/ become a constant table at build; the C++ beside a page is its native part.
file(GLOB_RECURSE pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/*.md)
file(GLOB_RECURSE natives CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/*.cpp)
set(table ${ZENLINT_GENERATED}/rules_table.cpp)
if(NOT ZENLINT_HOST_BUILD)
    add_executable(zenlint-embed src/embed/main.cpp)
    target_link_libraries(zenlint-embed PRIVATE zen_engine zen_warnings tomlplusplus::tomlplusplus)
    add_custom_command(
        OUTPUT ${table}
        COMMAND zenlint-embed ${CMAKE_SOURCE_DIR}/rules ${table}
        DEPENDS zenlint-embed ${pages} ${natives} ${CMAKE_SOURCE_DIR}/rules/course.toml
        COMMENT "Compiling the rule pages")
endif()
add_library(zen_rules STATIC ${table} ${natives})
target_link_libraries(zen_rules PUBLIC zen_engine PRIVATE zen_warnings)
set_target_properties(zen_rules PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
set_source_files_properties(${table} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
