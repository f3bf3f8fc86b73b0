# bench_<name> from tools/benchmarks/<name>/*.cc: a native program, and the same for Node where the page is built. Not
# part of `all`; tools/bench builds what it runs.
include_guard()

function(db_benchmark name)
  cmake_parse_arguments(arg "" "" "NEEDS" ${ARGN})
  db_existing(needs ${arg_NEEDS})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tools/benchmarks/${name}/*.cc)
  add_executable(bench_${name} EXCLUDE_FROM_ALL ${sources})
  target_compile_options(bench_${name} PRIVATE ${DROPBOARD_SPEED})
  target_include_directories(bench_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tools/benchmarks)
  target_link_libraries(bench_${name} PRIVATE db_strict ${needs})
  if(DROPBOARD_KIND STREQUAL "wasm")
    set_target_properties(bench_${name} PROPERTIES SUFFIX .cjs)
    # -O1: nothing is put into main, which as a function that runs once would never be optimised by the engine.
    target_link_options(bench_${name} PRIVATE -O1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB
      -sENVIRONMENT=node -sEXIT_RUNTIME=1 --profiling-funcs)
  endif()
endfunction()

db_benchmark(analysis NEEDS analysis store format base)
db_benchmark(frames NEEDS app dashboards ui analysis store format base)
db_benchmark(smoothing NEEDS app dashboards ui analysis store format base)
