# The Emscripten that emsdk-setup.sh found or installed, as a CMake toolchain.
set(found "${CMAKE_CURRENT_LIST_DIR}/../.deps/emscripten-root")
if(NOT EXISTS "${found}")
  message(FATAL_ERROR "Emscripten is not set up. Run ./emsdk-setup.sh once.")
endif()
file(STRINGS "${found}" EMSCRIPTEN_ROOT_PATH LIMIT_COUNT 1)
include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
