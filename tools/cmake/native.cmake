# CMake toolchain: clang and libc++ of the version that tools/setup installs. For the presets native and asan.
include(${CMAKE_CURRENT_LIST_DIR}/found.cmake)
set(CMAKE_C_COMPILER ${DROPBOARD_LLVM_BIN}/clang)
set(CMAKE_CXX_COMPILER ${DROPBOARD_LLVM_BIN}/clang++)
set(CMAKE_AR ${DROPBOARD_LLVM_BIN}/llvm-ar CACHE FILEPATH "")
set(CMAKE_RANLIB ${DROPBOARD_LLVM_BIN}/llvm-ranlib CACHE FILEPATH "")
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld")
