# Build rules shared by every folder: flags, and one static library per row of layers.txt.

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND NOT NOODLE_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()
find_program(LLD ld.lld)
set(NOODLE_FUNCTION_ORDER ${CMAKE_SOURCE_DIR}/tools/dev/function_order.txt)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> -Werror -fno-omit-frame-pointer
                    $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>
                    -ffile-prefix-map=${CMAKE_SOURCE_DIR}/= -fno-strict-aliasing)
include_directories(${CMAKE_SOURCE_DIR})
# Everything may become part of libnoodle.so. With hidden symbols that costs the program nothing: what it calls and reads is
# known to be its own.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1 -DNOODLE_DEBUG=1")
if(NOODLE_SANITIZE)
  add_compile_options(-fsanitize=${NOODLE_SANITIZE} -g1)
  add_link_options(-fsanitize=${NOODLE_SANITIZE})
  if(NOODLE_SANITIZE MATCHES "undefined")
    # vptr needs RTTI; -Wmaybe-uninitialized is unreliable under instrumentation.
    add_compile_options(-fno-sanitize=vptr -fno-sanitize-recover=undefined)
    add_link_options(-fno-sanitize=vptr)
  endif()
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # Clang builds the fuzz targets only; the compiler whose warnings count is g++.
  add_compile_options(-Wno-error)
endif()
if(NOODLE_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

function(noodle_target_name folder out)
  string(REPLACE "/" "_" name ${folder})
  set(${out} noodle_${name} PARENT_SCOPE)
endfunction()

# The interpreter's handlers are small leaf functions that end in tail calls: a frame pointer would be most of their work.
set_source_files_properties(vm/interp/run.cpp PROPERTIES COMPILE_OPTIONS "-fno-gcse;-fomit-frame-pointer;-foptimize-sibling-calls;-fno-tree-slp-vectorize;-fno-ipa-sra")

# Nor do they keep registers for their callers, all of which are handlers but one (vm/interp/handlers.h).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND NOT NOODLE_SANITIZE)
  set_property(SOURCE vm/interp/run.cpp vm/interp/enter.cpp APPEND PROPERTY COMPILE_DEFINITIONS NOODLE_SPARE_REGISTERS=1)
  set_property(SOURCE vm/interp/run.cpp APPEND PROPERTY COMPILE_OPTIONS
               -fcall-used-rbx -fcall-used-r12 -fcall-used-r13 -fcall-used-r14 -fcall-used-r15)
endif()

# The compiler plugin: two shared libraries, of which nothing but their entry points is seen. The one with LLVM inside is opened only
# when there is something to compile.
function(noodle_add_plugin target sources links)
  add_library(${target} SHARED ${sources})
  set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  target_link_libraries(${target} PRIVATE ${links})
  target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL -Wl,-Bsymbolic
                      -Wl,--gc-sections -Wl,--build-id)
endfunction()

# Reads the layer table: `folder <- folder…`. A folder without .cpp files becomes an interface library;
# tools/cli is the executable `noodle`.
function(noodle_add_layers table)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
  file(STRINGS ${table} rows REGEX "<-")
  foreach(row IN LISTS rows)
    if(row MATCHES "^#")
      continue()
    endif()
    string(REGEX MATCH "^([^ ]+) *<-(.*)$" _ "${row}")
    set(folder ${CMAKE_MATCH_1})
    separate_arguments(deps UNIX_COMMAND "${CMAKE_MATCH_2}")
    noodle_target_name(${folder} target)
    set(links)
    foreach(dep IN LISTS deps)
      noodle_target_name(${dep} lib)
      list(APPEND links ${lib})
    endforeach()
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    if(folder STREQUAL "tools/cli" AND NOT sources)
      continue()
    elseif(folder STREQUAL "tools/cli")
      add_executable(noodle ${sources})
      target_link_libraries(noodle PRIVATE ${links})
      noodle_third_party(noodle ${folder})
      if(NOT NOODLE_SANITIZE)
        # Without the C++ runtime's own library to load and relocate, a program starts in two thirds of the time.
        target_link_options(noodle PRIVATE -static-libstdc++ -static-libgcc -Wl,--gc-sections)
      endif()
      # What small programs call stands together, so that they have a megabyte less of the file in memory.
      if(LLD AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT NOODLE_SANITIZE)
        target_link_options(noodle PRIVATE -fuse-ld=lld -Wl,--symbol-ordering-file=${NOODLE_FUNCTION_ORDER}
                            -Wl,--no-warn-symbol-ordering)
        set_target_properties(noodle PROPERTIES LINK_DEPENDS ${NOODLE_FUNCTION_ORDER})
      endif()
    elseif(folder STREQUAL "runtime/workers")
      # TBB's threads for the collector of big heaps, opened like the plugin below.
      noodle_add_plugin(noodle_workers "${sources}" TBB::tbb)
    elseif(folder MATCHES "^vm/jit/" AND NOT NOODLE_JIT)
      continue()
    elseif(folder STREQUAL "vm/jit/plugin")
      noodle_add_plugin(noodle_jit "${sources}" "${links}")
    elseif(folder STREQUAL "vm/jit/backend")
      noodle_add_plugin(noodle_llvm "${sources}" "${links}")
      # Packed relocations and constructors that lie together halve the time that opening it takes. Not every linker has them.
      target_link_options(noodle_llvm PRIVATE -fuse-ld=bfd -Wl,-z,pack-relative-relocs)
    elseif(sources)
      add_library(${target} STATIC ${sources})
      target_link_libraries(${target} PUBLIC ${links})
      noodle_third_party(${target} ${folder})
    else()
      add_library(${target} INTERFACE)
      target_link_libraries(${target} INTERFACE ${links})
    endif()
  endforeach()
endfunction()

# The modules of the standard library that are written in Noodle: stdlib/X.nc becomes lib/noodle/X.nbc beside bin/, where the
# program looks for it.
function(noodle_add_stdlib)
  file(GLOB modules CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} stdlib/*.nc)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/lib/noodle)
  set(compiled)
  foreach(module IN LISTS modules)
    get_filename_component(name ${module} NAME_WE)
    set(target ${CMAKE_BINARY_DIR}/lib/noodle/${name}.nbc)
    add_custom_command(OUTPUT ${target} COMMAND noodle compile --emit-bc -o ${target} ${module}
      DEPENDS noodle ${CMAKE_SOURCE_DIR}/${module} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} VERBATIM)
    list(APPEND compiled ${target})
  endforeach()
  add_custom_target(stdlib ALL DEPENDS ${compiled})
  install(TARGETS noodle RUNTIME DESTINATION bin)
  install(FILES ${compiled} DESTINATION lib/noodle)
endfunction()

# libnoodle.so: everything that a host needs, of which nothing but the C interface is seen.
function(noodle_add_library)
  file(WRITE ${CMAKE_BINARY_DIR}/package/empty.c "typedef int noodle_library_is_made_of_archives;\n")
  add_library(noodle_library SHARED ${CMAKE_BINARY_DIR}/package/empty.c)
  target_link_libraries(noodle_library PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,noodle_embed>)
  target_include_directories(noodle_library PUBLIC $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/include>
                             $<INSTALL_INTERFACE:include>)
  set_target_properties(noodle_library PROPERTIES OUTPUT_NAME noodle EXPORT_NAME noodle VERSION ${PROJECT_VERSION}
                        SOVERSION 1 LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib
                        LINK_DEPENDS ${CMAKE_SOURCE_DIR}/embed/libnoodle.map)
  target_link_options(noodle_library PRIVATE -Wl,--gc-sections
                      -Wl,--version-script=${CMAKE_SOURCE_DIR}/embed/libnoodle.map)
  if(NOT NOODLE_SANITIZE)
    target_link_options(noodle_library PRIVATE -Wl,--no-undefined -static-libstdc++ -static-libgcc)
  endif()
  target_include_directories(noodle_embed PUBLIC ${CMAKE_SOURCE_DIR}/include)
  add_library(Noodle::noodle ALIAS noodle_library)
  noodle_install_library()
endfunction()

# What find_package(Noodle) and pkg-config find.
function(noodle_install_library)
  include(CMakePackageConfigHelpers)
  install(TARGETS noodle_library EXPORT NoodleTargets LIBRARY DESTINATION lib)
  install(FILES include/noodle/noodle.h include/noodle/noodle.hpp DESTINATION include/noodle)
  install(EXPORT NoodleTargets NAMESPACE Noodle:: DESTINATION lib/cmake/Noodle)
  set(generated ${CMAKE_BINARY_DIR}/package)
  configure_package_config_file(embed/NoodleConfig.cmake.in ${generated}/NoodleConfig.cmake
                                INSTALL_DESTINATION lib/cmake/Noodle)
  write_basic_package_version_file(${generated}/NoodleConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  configure_file(embed/noodle.pc.in ${generated}/noodle.pc @ONLY)
  install(FILES ${generated}/NoodleConfig.cmake ${generated}/NoodleConfigVersion.cmake DESTINATION lib/cmake/Noodle)
  install(FILES ${generated}/noodle.pc DESTINATION lib/pkgconfig)
  install(TARGETS noodle_workers LIBRARY DESTINATION lib/noodle)
  if(NOODLE_JIT)
    install(TARGETS noodle_jit noodle_llvm LIBRARY DESTINATION lib/noodle)
  endif()
endfunction()
