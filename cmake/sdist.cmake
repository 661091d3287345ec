# Before an sdist is packed: puts the sources and licences that a build needs besides ours into the folder third_party, where
# a build from the sdist finds them (see third-party.cmake). They come from Debian's packages, npm and PyPI.
include(third-party)
include(debian-sources)
include(npm)
include(typeshed)
set(out ${CMAKE_SOURCE_DIR}/third_party)
if(ZENLINT_CARRY)  # the same for `./zen wheels`, which has no sdist
    set(out ${ZENLINT_CARRY})
endif()
file(REMOVE_RECURSE ${out})

function(carry name folder header)
    find_path(INCLUDE_${name} ${header} REQUIRED NO_CACHE)
    file(COPY ${INCLUDE_${name}}/${folder} DESTINATION ${out}/${name})
endfunction()
carry(CLI11 CLI CLI/CLI.hpp)
carry(tomlplusplus toml++ toml++/toml.h)
carry(nlohmann nlohmann nlohmann/json.hpp)
carry(fmt fmt fmt/format.h)
carry(xxhash xxhash.h xxhash.h)

# These two are compiled.
set(apt ${CMAKE_BINARY_DIR}/apt)
zen_debian_sources(${apt} lmdb utf8proc)
file(GLOB sources ${apt}/sources/lmdb-*/libraries/liblmdb/*.[ch])
list(FILTER sources INCLUDE REGEX "/(mdb.c|midl.[ch]|lmdb.h)$")
file(COPY ${sources} DESTINATION ${out}/lmdb)
file(GLOB sources ${apt}/sources/utf8proc-*/utf8proc*.[ch])
file(COPY ${sources} DESTINATION ${out}/utf8proc)

file(COPY ${TREE_SITTER_DIR} DESTINATION ${out}/tree-sitter)
file(COPY ${TREE_SITTER_PYTHON_DIR} DESTINATION ${out}/tree-sitter-python)
file(COPY ${TYPESHED_DIR}/ DESTINATION ${out}/typeshed/stdlib)

zen_collect_licenses(${CMAKE_BINARY_DIR}/licenses ${ZENLINT_NPM_DIR}/node_modules)
foreach(part ${ZENLINT_PARTS})
    string(REGEX REPLACE "=.*" "" name ${part})
    file(COPY_FILE ${CMAKE_BINARY_DIR}/licenses/${name}.txt ${out}/${name}/LICENSE)
endforeach()
