# Reads what tools/setup wrote about this machine: where the compilers, the sources and the built libraries are.
set(DROPBOARD_FOUND ${CMAKE_CURRENT_LIST_DIR}/../../build/setup.cmake)
if(NOT EXISTS ${DROPBOARD_FOUND})
  message(FATAL_ERROR "Run tools/setup first: it installs the compilers and builds the libraries.")
endif()
include(${DROPBOARD_FOUND})
