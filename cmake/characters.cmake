# What Unicode says of the characters of identifiers, as tables made of utf8proc's.
set(character_table ${ZENLINT_GENERATED}/text/character_table.cpp)
target_sources(zen_text PRIVATE ${character_table})
if(ZENLINT_HOST_BUILD)
    return()
endif()
add_executable(generate-characters src/text/host/characters.cpp)
target_include_directories(generate-characters PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_include_directories(generate-characters SYSTEM PRIVATE ${UTF8PROC_INCLUDE})
target_link_libraries(generate-characters PRIVATE ${UTF8PROC_LIBRARY} zen_warnings)
add_custom_command(
    OUTPUT ${character_table}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${ZENLINT_GENERATED}/text
    COMMAND generate-characters ${character_table}
    DEPENDS generate-characters
    COMMENT "Writing the tables of characters")
