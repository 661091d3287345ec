# The encodings of Python source as tables, made of the codecs of the Python that builds.
set(charset_table ${ZENLINT_GENERATED}/text/charset_table.cpp)
if(ZENLINT_HOST_BUILD)
    target_sources(zen_text PRIVATE ${charset_table})
    return()
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_custom_command(
    OUTPUT ${charset_table}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${ZENLINT_GENERATED}/text
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/src/text/host/charsets.py ${charset_table}
    DEPENDS ${CMAKE_SOURCE_DIR}/src/text/host/charsets.py ${CMAKE_SOURCE_DIR}/src/text/host/packing.py
    COMMENT "Writing the tables of encodings")
target_sources(zen_text PRIVATE ${charset_table})
