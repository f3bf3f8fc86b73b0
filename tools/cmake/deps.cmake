# The third-party libraries that tools/setup built, as imported targets: dep::zlib, dep::protobuf_lite, dep::md4c,
# dep::imgui, dep::implot, dep::implot3d, dep::fonts; natively dep::catch2; for wasm dep::sdl2, dep::imgui_backends.
# Each brings only its own include folder, so that a floor sees no more than what it links.
include_guard()

set(DROPBOARD_LIBRARIES ${DROPBOARD_LIBRARIES_${DROPBOARD_KIND}})
if(NOT EXISTS ${DROPBOARD_LIBRARIES}/ready)
  message(FATAL_ERROR "The libraries for ${DROPBOARD_KIND} are not built yet: run tools/setup ${DROPBOARD_KIND}")
endif()
include(${CMAKE_CURRENT_LIST_DIR}/imgui_defines.cmake)

function(dep name folder)
  string(REPLACE "-" "_" target ${name})
  add_library(dep::${target} STATIC IMPORTED GLOBAL)
  set_target_properties(dep::${target} PROPERTIES
    IMPORTED_LOCATION ${DROPBOARD_LIBRARIES}/lib/lib${name}.a
    INTERFACE_INCLUDE_DIRECTORIES ${DROPBOARD_LIBRARIES}/include/${folder})
  if(ARGN)
    target_link_libraries(dep::${target} INTERFACE ${ARGN})
  endif()
endfunction()

dep(zlib zlib)
dep(protobuf-lite protobuf-lite)
dep(md4c md4c)
dep(imgui imgui)
target_compile_definitions(dep::imgui INTERFACE ${DROPBOARD_IMGUI_DEFINES})
dep(implot implot dep::imgui)
dep(implot3d implot3d dep::imgui)
if(DROPBOARD_KIND STREQUAL "wasm")
  dep(sdl2 sdl2)
  dep(imgui_backends imgui_backends dep::imgui dep::sdl2)
else()
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads REQUIRED)
  target_link_libraries(dep::protobuf_lite INTERFACE Threads::Threads)
  dep(catch2 catch2)
  dep(catch2-main catch2 dep::catch2)
endif()

add_library(fonts_data STATIC ${DROPBOARD_FONTS}/fonts_data.cc)
target_compile_options(fonts_data PRIVATE -Wno-c23-extensions)
target_include_directories(fonts_data SYSTEM PUBLIC ${DROPBOARD_FONTS})
set_property(SOURCE ${DROPBOARD_FONTS}/fonts_data.cc PROPERTY OBJECT_DEPENDS
  ${DROPBOARD_FONTS}/dropboard-sans-400.otf ${DROPBOARD_FONTS}/dropboard-icons.ttf)
if(NOT DROPBOARD_KIND STREQUAL "wasm")
  set_property(TARGET fonts_data PROPERTY POSITION_INDEPENDENT_CODE ON)  # dropboard_png.so has them
endif()
add_library(dep::fonts ALIAS fonts_data)
