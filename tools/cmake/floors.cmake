# Functions that CMakeLists.txt is written with. A folder without sources makes no target; whoever needs it does without.
include_guard()

# The targets among db_<name>... that exist.
function(db_existing result)
  set(found "")
  foreach(name IN LISTS ARGN)
    if(TARGET db_${name})
      list(APPEND found db_${name})
    endif()
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# db_protos(folder): protoc's C++ of every folder/*.proto, as library db_<folder>, included as "<folder>/<name>.pb.h".
function(db_protos folder)
  file(GLOB protos CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.proto)
  if(NOT protos)
    return()
  endif()
  find_program(DROPBOARD_PROTOC protoc REQUIRED)
  set(out ${PROJECT_BINARY_DIR}/generated)
  file(MAKE_DIRECTORY ${out}/${folder})
  set(sources "")
  foreach(proto IN LISTS protos)
    cmake_path(GET proto STEM name)
    # Generated beside each other, so that `import "summary.proto"` and `import "proto/summary.proto"` both work.
    add_custom_command(OUTPUT ${out}/${folder}/${name}.pb.cc ${out}/${folder}/${name}.pb.h
      COMMAND ${DROPBOARD_PROTOC} --cpp_out=lite:${out}/${folder} -I${PROJECT_SOURCE_DIR}/${folder} ${proto}
      DEPENDS ${proto} VERBATIM)
    list(APPEND sources ${out}/${folder}/${name}.pb.cc)
  endforeach()
  add_library(db_${folder} STATIC ${sources})
  target_compile_options(db_${folder} PRIVATE -w ${DROPBOARD_SIZE})
  # Generated headers are not ours to warn about; they include each other without the folder.
  target_include_directories(db_${folder} SYSTEM PUBLIC ${out} ${out}/${folder})
  target_link_libraries(db_${folder} PUBLIC dep::protobuf_lite PRIVATE db_strict)
endfunction()

# db_floor(name [SPEED] [NEEDS floor...] [LINKS target...]): src/<name>/**/*.cc as library db_<name>.
function(db_floor name)
  cmake_parse_arguments(arg "SPEED" "" "NEEDS;LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cc)
  db_existing(needs ${arg_NEEDS})
  foreach(target IN LISTS arg_LINKS)
    if(NOT TARGET ${target})
      list(REMOVE_ITEM arg_LINKS ${target})
    endif()
  endforeach()
  if(sources)
    add_library(db_${name} STATIC ${sources})
    target_link_libraries(db_${name} PUBLIC db_flags ${needs} ${arg_LINKS} PRIVATE db_strict)
    if(arg_SPEED)
      target_compile_options(db_${name} PRIVATE ${DROPBOARD_SPEED})
    else()
      target_compile_options(db_${name} PRIVATE ${DROPBOARD_SIZE})
    endif()
  else()
    # Only headers so far.
    add_library(db_${name} INTERFACE)
    target_link_libraries(db_${name} INTERFACE db_flags ${needs} ${arg_LINKS})
  endif()
endfunction()

# Files of src/host whose names begin with one of the prefixes.
function(db_host_files result)
  set(found "")
  foreach(prefix IN LISTS ARGN)
    file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/host/${prefix}*.cc)
    list(APPEND found ${files})
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# db_program(name FILES prefix... NEEDS floor...): a native program.
function(db_program name)
  cmake_parse_arguments(arg "" "" "FILES;NEEDS" ${ARGN})
  db_host_files(files ${arg_FILES})
  db_existing(needs ${arg_NEEDS})
  if(NOT files)
    message(STATUS "${name}: no sources yet")
    return()
  endif()
  add_executable(${name} ${files})
  target_compile_options(${name} PRIVATE ${DROPBOARD_SPEED})
  target_link_libraries(${name} PRIVATE db_strict ${needs})
endfunction()

# db_wasm(name FILES prefix... NEEDS floor... [LINKS target...] OPTIONS... LINK_OPTIONS... [NODE]): <name>.mjs and
# <name>.wasm, an ES module whose default export makes an instance. Exports are marked by EMSCRIPTEN_KEEPALIVE in the
# code. With NODE it is a program instead, `node <name>.js ARGUMENT...`, with main() and the host's files.
function(db_wasm name)
  cmake_parse_arguments(arg "NODE" "" "FILES;NEEDS;LINKS;OPTIONS;LINK_OPTIONS" ${ARGN})
  db_host_files(files ${arg_FILES})
  db_existing(needs ${arg_NEEDS})
  if(NOT files)
    message(STATUS "${name}: no sources yet")
    return()
  endif()
  add_executable(${name} ${files})
  target_compile_options(${name} PRIVATE ${arg_OPTIONS})
  target_link_libraries(${name} PRIVATE db_strict ${needs} ${arg_LINKS})
  target_link_options(${name} PRIVATE -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB
    ${arg_LINK_OPTIONS})
  if(arg_NODE)
    set_target_properties(${name} PROPERTIES SUFFIX .js)
    target_link_options(${name} PRIVATE -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1)
  else()
    set_target_properties(${name} PROPERTIES SUFFIX .mjs)
    list(JOIN DROPBOARD_MODULE_INPUTS , inputs)
    list(JOIN DROPBOARD_MODULE_METHODS , methods)
    target_link_options(${name} PRIVATE -sMODULARIZE=1 -sEXPORT_ES6=1 -sFILESYSTEM=0
      -sEXPORTED_RUNTIME_METHODS=${methods} -sINCOMING_MODULE_JS_API=${inputs})
  endif()
  file(GLOB libraries CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/host/${name}*.js)
  foreach(library IN LISTS libraries)
    target_link_options(${name} PRIVATE "SHELL:--js-library ${library}")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${library})
  endforeach()
endfunction()

# What JavaScript may give to a module and take from it.
set(DROPBOARD_MODULE_INPUTS instantiateWasm locateFile wasmBinary print printErr onAbort canvas host)
set(DROPBOARD_MODULE_METHODS HEAPU8 wasmMemory stringToUTF8 UTF8ToString lengthBytesUTF8)
