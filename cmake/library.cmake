# What the model knows of Python's standard library: typeshed's stubs become a constant table at build.
file(GLOB stubs CONFIGURE_DEPENDS ${TYPESHED_DIR}/*.pyi)
file(GLOB host_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/semantics/library/host/*.cpp)
set(corrections ${CMAKE_SOURCE_DIR}/src/semantics/library/host/corrections.txt)
set(library_table ${ZENLINT_GENERATED}/library_table.cpp)
if(ZENLINT_HOST_BUILD)
    target_sources(zen_semantics PRIVATE ${library_table})
    return()
endif()
add_executable(generate-library ${host_sources})
target_link_libraries(generate-library PRIVATE zen_syntax zen_warnings)
add_custom_command(
    OUTPUT ${library_table}
    COMMAND generate-library ${TYPESHED_DIR} ${corrections} ${library_table}
    DEPENDS generate-library ${corrections} ${stubs}
    COMMENT "Compiling typeshed's stubs")
target_sources(zen_semantics PRIVATE ${library_table})
