# Finders for everything the project takes from outside. Why each is here and its licence: third_party/README.md.
find_package(Threads REQUIRED)
set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(Catch2 2.13 REQUIRED)
find_library(XXHASH_LIBRARY NAMES libxxhash.a xxhash REQUIRED)
find_library(UTF8PROC_LIBRARY NAMES libutf8proc.a utf8proc REQUIRED)

# Which folder links which outside library. A folder that is not named links none.
function(noodle_third_party target folder)
  if(folder STREQUAL "runtime/base")
    target_link_libraries(${target} PUBLIC Threads::Threads ${XXHASH_LIBRARY} ${UTF8PROC_LIBRARY})
  elseif(folder STREQUAL "runtime/config")
    target_link_libraries(${target} PRIVATE Boost::program_options nlohmann_json::nlohmann_json)
  elseif(folder STREQUAL "tools/cli")
    target_link_libraries(${target} PRIVATE Boost::program_options nlohmann_json::nlohmann_json)
  endif()
endfunction()
