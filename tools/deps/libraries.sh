# The libraries, built once for each target and kept in the cache. Sourced by tools/setup.
# shellcheck shell=bash

# Folder of the built libraries of target $1.
libraries_dir() {
  local compiler
  if [ "$1" = wasm ]; then compiler="wasm $EMSCRIPTEN_ID"; else compiler="$1 $LLVM_ID"; fi
  printf '%s/libraries/%s-%s' "$CACHE" "$1" "$(key "$compiler" "${SOURCES##*/}" "$ROOT"/tools/deps/{libraries.sh,CMakeLists.txt} \
    "$ROOT"/tools/deps/cut_state_backup.py "$ROOT"/tools/deps/sdl2/* "$ROOT/tools/cmake/imgui_defines.cmake")"
}

libraries_setup() {
  local target=$1 dir
  dir=$(libraries_dir "$target")
  if [ -e "$dir/ready" ]; then return; fi
  step "libraries for $target" libraries_build "$target" "$dir"
}

libraries_build() {
  local target=$1 dir=$2 toolchain=native
  if [ "$target" = wasm ]; then toolchain=wasm; fi
  rm -rf "$dir"
  mkdir -p "$dir"
  cmake -S "$ROOT/tools/deps" -B "$dir/build" -G Ninja -DCMAKE_INSTALL_PREFIX="$dir" -DSOURCES="$SOURCES" \
    -DTARGET_KIND="$target" -DCMAKE_TOOLCHAIN_FILE="$ROOT/tools/cmake/$toolchain.cmake"
  nice -n 5 ninja -C "$dir/build" -j "$(jobs)" install
  rm -rf "$dir/build"
  touch "$dir/ready"
}
