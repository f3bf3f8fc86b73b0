# Native tests: unit_<floor> from tests/unit/<floor>/**/*.cc, fuzz_<name> from tests/fuzz/<name>.cc (asan preset only).
#
# Helpers in tests/support/ are libraries, so a test takes from them only what it uses. A helper belongs to the floor
# that its name begins with (ui_harness.cc) or its folder is named after (tests/support/ui/harness.cc), else to format;
# it may use that floor and those below, and tests of that floor and those above may use it.
include_guard()
enable_testing()

set(db_order base format store ingest analysis ui dashboards app)

file(GLOB support_plain CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/support/*.cc)
foreach(floor IN LISTS db_order)
  file(GLOB support_${floor} CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/support/${floor}/*.cc
    ${PROJECT_SOURCE_DIR}/tests/support/${floor}_*.cc)
  list(REMOVE_ITEM support_plain ${support_${floor}})
endforeach()
list(APPEND support_format ${support_plain})

add_library(db_source_dir STATIC ${CMAKE_CURRENT_LIST_DIR}/source_dir.cc)
set_property(SOURCE ${CMAKE_CURRENT_LIST_DIR}/source_dir.cc PROPERTY COMPILE_DEFINITIONS
  DROPBOARD_CLONE="${PROJECT_SOURCE_DIR}")
target_compile_options(db_source_dir PUBLIC "SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/source_dir.h")
target_include_directories(db_source_dir PUBLIC ${PROJECT_SOURCE_DIR})

set(lower "")          # supports of this floor and those below, topmost first
foreach(floor IN LISTS db_order)
  if(support_${floor})
    add_library(support_${floor} STATIC ${support_${floor}})
    target_compile_options(support_${floor} PRIVATE -fno-rtti)
    target_link_libraries(support_${floor} PUBLIC ${lower} db_${floor} db_flags db_source_dir PRIVATE dep::catch2)
    list(PREPEND lower support_${floor})
  endif()

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/unit/${floor}/*.cc)
  if(sources)
    add_executable(unit_${floor} ${sources})
    target_compile_options(unit_${floor} PRIVATE -fno-rtti)   # as our headers are compiled elsewhere; Catch2 throws
    target_link_libraries(unit_${floor} PRIVATE ${lower} db_${floor} db_flags db_source_dir dep::catch2_main
      dep::catch2)
    if(floor MATCHES "ui|dashboards|app")
      target_link_libraries(unit_${floor} PRIVATE db_ingest)   # to load real logdirs with
    endif()
    list(APPEND units unit_${floor})
  endif()
endforeach()
add_custom_target(units DEPENDS ${units})

if(DROPBOARD_KIND STREQUAL "asan")
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/fuzz/*.cc)
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM name)
    add_executable(fuzz_${name} ${source})
    target_link_libraries(fuzz_${name} PRIVATE db_strict ${lower} db_app db_ingest db_source_dir)
    target_compile_options(fuzz_${name} PRIVATE -fno-rtti -fsanitize=fuzzer-no-link)
    # Debian's libFuzzer is built with libstdc++; a plain -lstdc++ would become libc++.
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer -Wl,-lstdc++)
    list(APPEND fuzzers fuzz_${name})
  endforeach()
  add_custom_target(fuzzers DEPENDS ${fuzzers})
endif()
