# zen_debian_sources(FOLDER PACKAGE…): unpacks the sources of Debian packages into FOLDER/sources, each in a folder of its own, by an
# apt that has lists of its own and needs no root. What is there already is not fetched again.
function(zen_debian_sources apt)
    set(stamp ${apt}/fetched)
    set(fetched "")
    if(EXISTS ${stamp})
        file(READ ${stamp} fetched)
    endif()
    if(fetched STREQUAL "${ARGN}")
        return()
    endif()
    file(MAKE_DIRECTORY ${apt}/lists/partial ${apt}/cache/archives/partial ${apt}/sources)
    execute_process(
        COMMAND apt-get indextargets --format "deb-src $(SITE) $(RELEASE) $(COMPONENT)" "Created-By: Packages" "Origin: Debian"
        OUTPUT_FILE ${apt}/sources.list COMMAND_ERROR_IS_FATAL ANY)
    set(options -q -q -o Dir::Etc::SourceList=${apt}/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=${apt}/lists
        -o Dir::Cache=${apt}/cache -o APT::Sandbox::User=)
    execute_process(COMMAND apt-get ${options} update COMMAND_ERROR_IS_FATAL ANY)
    execute_process(
        COMMAND apt-get ${options} source --download-only ${ARGN}
        WORKING_DIRECTORY ${apt}/sources COMMAND_ERROR_IS_FATAL ANY)
    file(GLOB archives ${apt}/sources/*.orig.tar.*)
    foreach(archive ${archives})
        file(ARCHIVE_EXTRACT INPUT ${archive} DESTINATION ${apt}/sources)
    endforeach()
    file(WRITE ${stamp} "${ARGN}")
endfunction()
