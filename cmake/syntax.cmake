# The tree-sitter runtime and grammar, the kinds generated from the grammar, and the syntax module on top of them.
add_library(tree_sitter STATIC ${TREE_SITTER_DIR}/src/lib.c)
target_include_directories(tree_sitter SYSTEM PUBLIC ${TREE_SITTER_DIR}/include PRIVATE ${TREE_SITTER_DIR}/src)
target_compile_definitions(tree_sitter PRIVATE _POSIX_C_SOURCE=200809L _DEFAULT_SOURCE)
# Its calls into the grammar's scanner are by another type than the scanner's, which clang would report.
target_compile_options(tree_sitter PRIVATE -w $<$<C_COMPILER_ID:Clang>:-fno-sanitize=function>)
add_library(tree_sitter_python STATIC ${TREE_SITTER_PYTHON_DIR}/parser.c ${TREE_SITTER_PYTHON_DIR}/scanner.c)
target_include_directories(tree_sitter_python PRIVATE ${TREE_SITTER_PYTHON_DIR})
target_compile_options(tree_sitter_python PRIVATE -w)
if(ZENLINT_ZIG_TARGET)  # in a wheel as small as may be: they read only texts with errors
    target_compile_options(tree_sitter PRIVATE -Os)
    target_compile_options(tree_sitter_python PRIVATE -Os)
endif()

if(ZENLINT_HOST_BUILD)
    add_custom_target(zen_kinds)
    add_custom_target(zen_tables)
else()
    add_executable(generate-kinds src/syntax/host/generate_kinds.cpp)
    target_link_libraries(generate-kinds PRIVATE tree_sitter tree_sitter_python zen_warnings)
    add_custom_command(
        OUTPUT ${ZENLINT_GENERATED}/syntax/kinds.h
        COMMAND ${CMAKE_COMMAND} -E make_directory ${ZENLINT_GENERATED}/syntax
        COMMAND generate-kinds ${ZENLINT_GENERATED}/syntax/kinds.h
        DEPENDS generate-kinds)
    add_custom_target(zen_kinds DEPENDS ${ZENLINT_GENERATED}/syntax/kinds.h)

    # The parse tables and the lexer's automaton, baked from the grammar that is linked: a newer one needs nothing but a build.
    add_executable(generate-tables
        src/syntax/host/generate_tables.cpp src/syntax/host/parse_tables.cpp src/syntax/host/lexer_tables.cpp
        src/syntax/host/table_writer.cpp
        src/syntax/host/lexer_step.c)
    set_source_files_properties(src/syntax/host/lexer_step.c PROPERTIES COMPILE_OPTIONS "-O2;-w")
    target_include_directories(generate-tables SYSTEM PRIVATE ${TREE_SITTER_PYTHON_DIR})
    target_link_libraries(generate-tables PRIVATE tree_sitter_python zen_warnings)
    add_custom_command(
        OUTPUT ${ZENLINT_GENERATED}/syntax/table_sizes.h ${ZENLINT_GENERATED}/syntax/tables.cpp
        COMMAND ${CMAKE_COMMAND} -E make_directory ${ZENLINT_GENERATED}/syntax
        COMMAND generate-tables ${ZENLINT_GENERATED}/syntax/table_sizes.h ${ZENLINT_GENERATED}/syntax/tables.cpp
        DEPENDS generate-tables
        COMMENT "Baking the parse tables")
    add_custom_target(zen_tables DEPENDS ${ZENLINT_GENERATED}/syntax/table_sizes.h)
endif()

zen_module(syntax ROOMS descent verdict LINKS zen_text PRIVATE tree_sitter tree_sitter_python)
target_include_directories(zen_syntax PUBLIC ${ZENLINT_GENERATED})
target_sources(zen_syntax PRIVATE ${ZENLINT_GENERATED}/syntax/tables.cpp)
add_dependencies(zen_syntax zen_kinds zen_tables)
# The driver's state is meant for single registers; packing pairs of it into vector registers costs more than it saves.
set_source_files_properties(src/syntax/lr_driver.cpp PROPERTIES COMPILE_OPTIONS -fno-tree-slp-vectorize
                            SKIP_PRECOMPILE_HEADERS ON)
