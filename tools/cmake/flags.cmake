# Compiler flags of our own code, as interface targets: db_flags for everything, db_strict without exceptions and RTTI.
include_guard()

add_library(db_flags INTERFACE)
target_include_directories(db_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(db_flags INTERFACE -Wall -Wextra -Wshadow -Wimplicit-fallthrough -Wnon-virtual-dtor
  -Wunused -Wcast-align -Woverloaded-virtual -Wformat=2 -Wno-missing-field-initializers)

# Warnings are errors with the compilers that the project is developed with; any other may know more of them.
if((DROPBOARD_KIND STREQUAL "wasm" AND DROPBOARD_EMSCRIPTEN_PINNED)
   OR (NOT DROPBOARD_KIND STREQUAL "wasm" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 19
       AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 20))
  target_compile_options(db_flags INTERFACE -Werror)
endif()

if(DROPBOARD_KIND STREQUAL "wasm")
  target_compile_options(db_flags INTERFACE -msimd128)
elseif(DROPBOARD_KIND STREQUAL "asan")
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(DROPBOARD_FUZZ)
    list(APPEND sanitize -fsanitize=fuzzer-no-link)
  endif()
  target_compile_options(db_flags INTERFACE -O1 -g ${sanitize})
  target_link_options(db_flags INTERFACE ${sanitize})
else()
  target_compile_options(db_flags INTERFACE -g1)
endif()

add_library(db_strict INTERFACE)
target_link_libraries(db_strict INTERFACE db_flags)
target_compile_options(db_strict INTERFACE -fno-exceptions -fno-rtti)

# What a floor is optimised for; the sanitizers' build has one level for all.
if(DROPBOARD_KIND STREQUAL "asan")
  set(DROPBOARD_SPEED "")
  set(DROPBOARD_SIZE "")
else()
  set(DROPBOARD_SPEED -O3)
  if(DROPBOARD_KIND STREQUAL "wasm")
    set(DROPBOARD_SIZE -Oz)
  else()
    set(DROPBOARD_SIZE -O2)
  endif()
endif()
