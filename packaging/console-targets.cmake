# The one place for compiler flags, and the two functions every folder uses.

add_library(console_warnings INTERFACE)
target_compile_options(console_warnings INTERFACE
    -Wall -Wextra -Wpedantic
    # In tests with Qt 6.8 less is asked: its QTRY_ macros convert milliseconds to int.
    $<IF:$<AND:$<BOOL:$<TARGET_PROPERTY:IS_TEST>>,$<VERSION_GREATER_EQUAL:${Qt6_VERSION},6.8>>,-Wfloat-conversion,-Wconversion>
    -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wundef -Wformat=2 -Werror=switch -Werror=return-type
    $<$<BOOL:${CONSOLE_WERROR}>:-Werror>
    # GCC tidies its memory up as soon as the precompiled headers are read: a quarter of its time.
    $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=600000>)
target_compile_definitions(console_warnings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(CONSOLE_SANITIZE)
    target_compile_options(console_warnings INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1)
    target_link_options(console_warnings INTERFACE -fsanitize=address,undefined)
else()
    target_compile_options(console_warnings INTERFACE -fstack-protector-strong)
endif()

# mold only makes builds faster; the build is the same without it.
find_program(CONSOLE_MOLD mold)
if(CONSOLE_MOLD)
    target_link_options(console_warnings INTERFACE -fuse-ld=mold)
endif()

get_target_property(CONSOLE_MOC Qt6::moc IMPORTED_LOCATION)
configure_file(packaging/moc.sh.in packaging/moc.sh @ONLY
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

# console_library(<name> SOURCES … [HEADERS …] LINKS … [PRIVATE_LINKS …])
# HEADERS: those with a Q_OBJECT and no source of their own.
# A static library whose headers are included as "base/ids.h", "models/pagecache.h", …
# Its sources are compiled some at a time (CMAKE_UNITY_BUILD), so what they keep in unnamed namespaces
# needs names of its own. But for Texts, which each may have: CMake gives it another name in each.
function(console_library name)
    cmake_parse_arguments(ARG "" "PCH" "SOURCES;HEADERS;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES} ${ARG_HEADERS})
    set_target_properties(${name} PROPERTIES
        UNITY_BUILD_UNIQUE_ID Texts
        AUTOMOC_EXECUTABLE ${CMAKE_BINARY_DIR}/packaging/moc.sh)
    target_link_libraries(${name} PUBLIC ${ARG_LINKS} PRIVATE console_warnings ${ARG_PRIVATE_LINKS})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/app ${CMAKE_SOURCE_DIR})
    console_precompile(${name} "${ARG_PCH}")
endfunction()

# Precompiles the headers of Qt and of C++, once for all that has no window and once for all that may
# have one. Whether a source includes what it uses is seen by tests/check-tidy.sh, which does without.
function(console_precompile name kind)
    if(NOT CONSOLE_PCH)
        return()
    endif()
    if("${kind}" STREQUAL "widgets")
        target_precompile_headers(${name} REUSE_FROM console_precompiled_widgets)
    else()
        target_precompile_headers(${name} REUSE_FROM console_precompiled)
    endif()
endfunction()

# console_precompiled_headers(<name> LINKS … HEADERS …): a library of nothing else. The compiler takes
# them only where each of their definitions holds as well, so they have those of LINKS alone, which
# all that reuse them link.
function(console_precompiled_headers name)
    cmake_parse_arguments(ARG "" "" "LINKS;HEADERS" ${ARGN})
    add_library(${name} OBJECT ${CMAKE_SOURCE_DIR}/packaging/precompiled.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE console_warnings ${ARG_LINKS})
    target_include_directories(${name} SYSTEM PRIVATE
        $<TARGET_PROPERTY:Qt6::Network,INTERFACE_INCLUDE_DIRECTORIES>)
    target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

if(CONSOLE_PCH)
    set(headers <algorithm> <array> <deque> <functional> <map> <memory> <optional> <variant> <vector>
        <QtCore/QtCore> <QtNetwork/QNetworkReply>)
    console_precompiled_headers(console_precompiled LINKS Qt6::Core HEADERS ${headers})
    console_precompiled_headers(console_precompiled_widgets
        LINKS Qt6::Widgets HEADERS ${headers} <QtWidgets/QtWidgets>)
endif()
