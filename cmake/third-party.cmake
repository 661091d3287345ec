# Where the sources and licences of others come from: the folder third_party of an sdist, or what Debian and npm have installed.
# An sdist is told by the PKG-INFO that its making puts beside CMakeLists.txt.
# `./zen wheels` names a folder of the same form.
set(ZENLINT_THIRD_PARTY "" CACHE PATH "Folder with the sources and licences of others, as an sdist has it")
if(EXISTS ${CMAKE_SOURCE_DIR}/PKG-INFO)
    set(ZENLINT_THIRD_PARTY ${CMAKE_SOURCE_DIR}/third_party)
endif()

# What is compiled into the program, as `name=Debian package`, the package being that with the licence; from npm without.
set(ZENLINT_PARTS
    CLI11=libcli11-dev fmt=libfmt-dev tomlplusplus=libtomlplusplus-dev nlohmann=nlohmann-json3-dev lmdb=liblmdb-dev utf8proc=libutf8proc-dev
    xxhash=libxxhash-dev tree-sitter tree-sitter-python typeshed)

# Copies the licences to folder/NAME.txt; of the parts from npm, those below `modules`.
function(zen_collect_licenses folder modules)
    foreach(part ${ZENLINT_PARTS})
        string(REPLACE "=" ";" part ${part})
        list(POP_FRONT part name)
        if(name STREQUAL "typeshed")  # the wheel that carries it has no copy
            file(READ ${CMAKE_SOURCE_DIR}/cmake/typeshed-license.txt text)
            file(STRINGS ${CMAKE_SOURCE_DIR}/cmake/typeshed.txt pin REGEX "^[^#]")
            string(REGEX REPLACE " .*" "" pin "${pin}")
            file(WRITE ${folder}/typeshed.txt "As ${pin} carries it.\n\n${text}")
            continue()
        endif()
        if(ZENLINT_THIRD_PARTY)
            set(from ${ZENLINT_THIRD_PARTY}/${name}/LICENSE)
        elseif(part)
            set(from /usr/share/doc/${part}/copyright)
        else()
            set(from ${modules}/${name}/LICENSE)
        endif()
        if(EXISTS ${from})
            configure_file(${from} ${folder}/${name}.txt COPYONLY)
        else()
            message(WARNING "The licence of ${name} is not at ${from}; what is packed here will lack it")
        endif()
    endforeach()
endfunction()
