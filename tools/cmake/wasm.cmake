# CMake toolchain: emscripten as tools/setup found or unpacked it. For the preset wasm.
include(${CMAKE_CURRENT_LIST_DIR}/found.cmake)
set(CMAKE_C_COMPILER_LAUNCHER ${DROPBOARD_CCACHE_wasm})
set(CMAKE_CXX_COMPILER_LAUNCHER ${DROPBOARD_CCACHE_wasm})
include(${DROPBOARD_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake)
