# CMake toolchain: emscripten as tools/setup found or unpacked it. For the preset wasm.
include(${CMAKE_CURRENT_LIST_DIR}/found.cmake)
include(${DROPBOARD_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake)
