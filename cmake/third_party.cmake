# Libraries of others. Header-only ones are copied into an include folder of the checkout, so that the web build sees them
# and never the machine's /usr/include, and all builds share one compiler cache.

set(third_party_include "${CMAKE_SOURCE_DIR}/.deps/include")

function(borrow_header out name)
  find_path(${out} NAMES "${name}" PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
  if(NOT ${out})
    message(FATAL_ERROR "${name} was not found. Run ./emsdk-setup.sh, it installs what is missing.")
  endif()
endfunction()

borrow_header(NLOHMANN_DIR nlohmann/json.hpp)
borrow_header(XXHASH_DIR xxhash.h)
borrow_header(DOCTEST_DIR doctest/doctest.h)
file(COPY "${NLOHMANN_DIR}/nlohmann" "${DOCTEST_DIR}/doctest" DESTINATION "${third_party_include}")
foreach(header xxhash.h xxh3.h)
  if(EXISTS "${XXHASH_DIR}/${header}")
    file(COPY "${XXHASH_DIR}/${header}" DESTINATION "${third_party_include}")
  endif()
endforeach()

add_library(pupitre_headers INTERFACE)
target_include_directories(pupitre_headers SYSTEM INTERFACE "${third_party_include}")
# One meaning of this everywhere, or the linker would mix two versions of the same inline functions.
target_compile_definitions(pupitre_headers INTERFACE JSON_NOEXCEPTION=1)

# SHA-256 of libsodium: Debian's library on the machine, the same function from its sources in the browser build.
add_library(pupitre_sodium INTERFACE)
if(EMSCRIPTEN)
  set(sodium "${CMAKE_SOURCE_DIR}/.deps/libsodium")
  if(NOT EXISTS "${sodium}/include/sodium/crypto_hash_sha256.h")
    message(FATAL_ERROR "The sources of libsodium were not found. Run ./emsdk-setup.sh, it fetches what is missing.")
  endif()
  enable_language(C)
  add_library(sodium_sha256 STATIC "${sodium}/crypto_hash/sha256/cp/hash_sha256_cp.c" "${sodium}/sodium/utils.c")
  target_include_directories(sodium_sha256 PRIVATE "${sodium}/include/sodium")
  target_include_directories(sodium_sha256 SYSTEM PUBLIC "${sodium}/include")
  target_compile_definitions(sodium_sha256 PRIVATE CONFIGURED=1)
  target_link_libraries(pupitre_sodium INTERFACE sodium_sha256)
else()
  find_path(SODIUM_DIR sodium.h REQUIRED)
  find_library(SODIUM_LIBRARY sodium REQUIRED)
  target_link_libraries(pupitre_sodium INTERFACE "${SODIUM_LIBRARY}")
endif()

# Dear ImGui
set(IMGUI_DIR "$ENV{IMGUI_DIR}" CACHE PATH "A checkout of Dear ImGui 1.92 or newer")
if(NOT IMGUI_DIR)
  set(IMGUI_DIR "${CMAKE_SOURCE_DIR}/.deps/imgui" CACHE PATH "" FORCE)
endif()
if(EXISTS "${IMGUI_DIR}/imgui.cpp")
  add_library(imgui STATIC
    "${IMGUI_DIR}/imgui.cpp" "${IMGUI_DIR}/imgui_draw.cpp" "${IMGUI_DIR}/imgui_tables.cpp" "${IMGUI_DIR}/imgui_widgets.cpp")
  target_include_directories(imgui SYSTEM PUBLIC "${IMGUI_DIR}")
  target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
    IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_USE_WCHAR32)
  if(EMSCRIPTEN)
    target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti)
  endif()
else()
  message(STATUS "Dear ImGui was not found in ${IMGUI_DIR}: the screens are left out. Run ./emsdk-setup.sh.")
endif()
