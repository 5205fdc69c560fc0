# The program in the page (desk.mjs + desk.wasm) and the folder that is served (dist/).
collect_sources(desk_sources "${here}/platform")
foreach(folder app device theme mirror widgets screens)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS "${here}/${folder}/*_web.cpp")
  list(APPEND desk_sources ${found})
endforeach()
collect_sources(found "${here}/app" EXCEPT "_web\\.cpp$")
list(APPEND desk_sources ${found})
file(GLOB_RECURSE desk_libraries CONFIGURE_DEPENDS "${here}/*.library.js")

if(NOT EXISTS "${here}/app/main.cpp")
  return()
endif()

add_executable(pupitre_desk ${desk_sources})
target_link_libraries(pupitre_desk PRIVATE pupitre_ui pupitre_device)
target_compile_options(pupitre_desk PRIVATE -fno-exceptions)
target_compile_definitions(pupitre_desk PRIVATE PUPITRE_VERSION="${PROJECT_VERSION}")
set_target_properties(pupitre_desk PROPERTIES OUTPUT_NAME desk SUFFIX .mjs LINK_DEPENDS "${desk_libraries}")
# mimalloc: an import makes millions of small texts, and takes a tenth less time than with the usual allocator.
target_link_options(pupitre_desk PRIVATE
  -lidbfs.js -fno-exceptions
  -sENVIRONMENT=web -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=createDesk
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sGL_ENABLE_GET_PROC_ADDRESS=0
  -sMALLOC=mimalloc -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=32MB -sSTACK_SIZE=4MB
  -sFORCE_FILESYSTEM=1 -sEXIT_RUNTIME=0
  "-sEXPORTED_FUNCTIONS=_main,_malloc,_free"
  "-sEXPORTED_RUNTIME_METHODS=FS,IDBFS,HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8,callMain")
foreach(library IN LISTS desk_libraries)
  target_link_options(pupitre_desk PRIVATE "--js-library=${library}")
endforeach()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_link_options(pupitre_desk PRIVATE -O3)
  set(dist_flags "")
else()
  set(dist_flags --quick)
  target_link_options(pupitre_desk PRIVATE -O1 -g2 -sASSERTIONS=1)
endif()

# dist/: the page as it is served. Everything below dist/static/ may be cached for ever.
find_program(PYTHON3 python3 REQUIRED)
add_custom_target(dist ALL
  COMMAND "${PYTHON3}" "${CMAKE_SOURCE_DIR}/tools/dist/make_dist.py"
    --source "${CMAKE_SOURCE_DIR}" --program "${CMAKE_CURRENT_BINARY_DIR}" --out "${CMAKE_BINARY_DIR}/dist" ${dist_flags}
  DEPENDS pupitre_desk
  COMMENT "Collecting the page into dist/"
  VERBATIM)
