# Compiler options every part of Pupitre shares, and the helper that collects a folder's sources.

if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 16))
  message(FATAL_ERROR "The compiler ${CMAKE_CXX_COMPILER} is of version ${CMAKE_CXX_COMPILER_VERSION}, too old for C++20. "
    "Install g++ 12 (or clang 16) or newer, for example: apt-get install g++-12, then run again with CXX=g++-12.")
endif()

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

add_library(pupitre_options INTERFACE)
target_include_directories(pupitre_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(pupitre_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)

if(PUPITRE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # With the sanitizers on, gcc 12 sees "maybe uninitialised" values inside its own library.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(pupitre_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Lines and functions, which is what a sanitizer's report names; variables would make the build a tenth slower.
  set(CMAKE_CXX_FLAGS_DEBUG "-g1")
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # Assertions stay on in the shipped product: only a mistake of ours can trip one, and stopping is better than wrong data.
  foreach(language C CXX)
    set(CMAKE_${language}_FLAGS_RELEASE "-O2")
  endforeach()
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # These warn inside gcc 12's own headers once optimisation has inlined them.
  target_compile_options(pupitre_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()

if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND NOT EMSCRIPTEN)
  # Debian 12's C++ library uses a deprecated function of its own inside std::stable_sort.
  target_compile_options(pupitre_options INTERFACE -Wno-deprecated-declarations)
endif()

if(EMSCRIPTEN)
  # Emscripten's own library is built for size, without inlining, and its <string> sends push_back, append and the like
  # there: each letter then costs a dozen calls, and all that reads and writes texts takes three times as long. Without that list of
  # what stands in the library, our own build makes these functions, as fast as the rest.
  include(CheckCXXSourceCompiles)
  set(strings_of_our_own -D_LIBCPP___STRING_EXTERN_TEMPLATE_LISTS_H
    "-D_LIBCPP_STRING_V1_EXTERN_TEMPLATE_LIST(how,letter)=" "-D_LIBCPP_STRING_UNSTABLE_EXTERN_TEMPLATE_LIST(how,letter)=")
  set(CMAKE_REQUIRED_FLAGS -std=c++20)
  # The check hands its definitions to the shell as they are: quoted here, or the parentheses would fail it.
  list(TRANSFORM strings_of_our_own REPLACE "(.+)" "'\\1'" OUTPUT_VARIABLE CMAKE_REQUIRED_DEFINITIONS)
  check_cxx_source_compiles("#include <string>
    int main(int count, char**) { std::string text; text.push_back('a'); text.append(count, 'b'); return text.size() > 99; }"
    PUPITRE_STRINGS_OF_OUR_OWN)
  unset(CMAKE_REQUIRED_FLAGS)
  unset(CMAKE_REQUIRED_DEFINITIONS)
  if(PUPITRE_STRINGS_OF_OUR_OWN)
    add_compile_options(${strings_of_our_own})
  else()
    message(WARNING "This Emscripten's <string> is of another make: texts will be slower.")
  endif()
  # Memory is moved by the processor, not byte by byte. Every browser with WebGL 2 has it.
  add_link_options(-mbulk-memory)
endif()

# precompile_common_headers(TARGET): what nearly every file includes is read once. With clang this makes a build three times
# as fast, with gcc a fifth faster.
function(precompile_common_headers target)
  # The same header is to be the same file, and files that use it the same files, so that the compiler cache can tell.
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  else()
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  endif()
  target_precompile_headers(${target} PRIVATE <algorithm> <functional> <map> <memory> <optional> <span> <string>
    <variant> <vector> <nlohmann/json.hpp>)
endfunction()

# collect_sources(OUT FOLDER [EXCEPT regex...]): the .cpp files below FOLDER, without those whose path matches.
function(collect_sources out folder)
  cmake_parse_arguments(ARG "" "" "EXCEPT" ${ARGN})
  file(GLOB_RECURSE found CONFIGURE_DEPENDS "${folder}/*.cpp")
  foreach(pattern IN LISTS ARG_EXCEPT)
    list(FILTER found EXCLUDE REGEX "${pattern}")
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# A library needs at least one source, also while its folder is still empty.
function(ensure_sources variable name)
  if(NOT ${variable})
    set(placeholder "${CMAKE_BINARY_DIR}/empty/${name}.cpp")
    file(WRITE "${placeholder}" "// No sources yet.\n")
    set(${variable} "${placeholder}" PARENT_SCOPE)
  endif()
endfunction()
