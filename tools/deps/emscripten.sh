# The compiler for the page: Debian's emscripten, unpacked privately; or an activated emsdk. Sourced by tools/setup.
# shellcheck shell=bash

# Sets EMSCRIPTEN (folder of emcc), EMSCRIPTEN_OWN (1: our own tree EMSCRIPTEN_TREE) and EMSCRIPTEN_ID (for keys: what
# the compiler is, not how it was installed). Installs nothing; the id of a tree that is not there yet is "none".
emscripten_find() {
  local emcc version
  emcc=$(command -v emcc || true)
  if [ -n "$emcc" ] && [ -n "${EMSDK:-}" ]; then
    version=$(emcc --version | sed -n '1s/.* \([0-9][0-9.]*\).*/\1/p')
    if [ "$(printf '%s\n' "$EMSCRIPTEN_MIN" "$version" | sort -V | head -n 1)" = "$EMSCRIPTEN_MIN" ]; then
      EMSCRIPTEN=$(dirname "$(readlink -f "$emcc")")
      EMSCRIPTEN_ID="emsdk-$version"
      EMSCRIPTEN_OWN=0
      return
    fi
    say "  emcc on PATH is ${version:-of unknown version}, older than $EMSCRIPTEN_MIN: taking our own"
  fi
  EMSCRIPTEN_OWN=1
  EMSCRIPTEN_TREE=$CACHE/emscripten/$EMSCRIPTEN_SUITE-$(key "$LLVM $EMSCRIPTEN_SUITE" "$ROOT/tools/deps/emscripten.sh")
  EMSCRIPTEN=$EMSCRIPTEN_TREE/root/usr/share/emscripten
  EMSCRIPTEN_ID=none
  if [ -e "$EMSCRIPTEN_TREE/packages" ]; then EMSCRIPTEN_ID=$(key "$EMSCRIPTEN_TREE/packages" "$LLVM_ID"); fi
}

emscripten_setup() {
  if [ "$EMSCRIPTEN_OWN" = 0 ] || [ -e "$EMSCRIPTEN_TREE/ready" ]; then return; fi
  step "emscripten: Debian's lists of packages" private_apt
  step "emscripten: download (246 MB)" emscripten_download
  step "emscripten: unpack (440 MB)" emscripten_unpack
  step "emscripten: try it" emscripten_try
  rm -rf "$EMSCRIPTEN_TREE/debs"
  touch "$EMSCRIPTEN_TREE/ready"
  emscripten_find
}

emscripten_download() {
  private_apt
  rm -rf "$EMSCRIPTEN_TREE"
  mkdir -p "$EMSCRIPTEN_TREE/debs"
  cd "$EMSCRIPTEN_TREE/debs"
  # Binaryen is built for that release's C library: bring it along and start its tools by its own loader.
  apt-get -q download emscripten binaryen libc6 libstdc++6 libgcc-s1
}

emscripten_unpack() {
  local deb root=$EMSCRIPTEN_TREE/root loader libs tool
  mkdir -p "$root" "$EMSCRIPTEN_TREE/binaryen/bin"
  for deb in "$EMSCRIPTEN_TREE"/debs/*.deb; do
    basename "$deb" .deb >>"$EMSCRIPTEN_TREE/packages"
    # Left out: libraries for -flto and -fPIC, tests, manuals (1.2 GB).
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink \
      --exclude='./usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten/*/*' --exclude=./usr/share/emscripten/test \
      --exclude=./usr/share/doc --exclude=./usr/share/man --exclude='./usr/lib/*/gconv'
  done
  loader=$(find "$root/usr/lib64" "$root"/usr/lib -maxdepth 2 -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)
  libs=$(dirname "$(find "$root/usr/lib" -name libstdc++.so.6 | head -n 1)")
  if [ -z "$loader" ] || [ ! -e "$libs/libc.so.6" ]; then echo "no C library in the packages" >&2; return 1; fi
  for tool in "$root"/usr/bin/wasm*; do
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" "$libs" "$tool" \
      >"$EMSCRIPTEN_TREE/binaryen/bin/${tool##*/}"
  done
  chmod +x "$EMSCRIPTEN_TREE"/binaryen/bin/*
  # acorn is an ES module: NODE_PATH does not serve.
  ln -s /usr/share/nodejs "$EMSCRIPTEN/node_modules"
  # emcc reads this when EM_CONFIG is not set.
  cat >"$EMSCRIPTEN/.emscripten" <<X
LLVM_ROOT = '/usr/lib/llvm-$LLVM/bin'
BINARYEN_ROOT = '$EMSCRIPTEN_TREE/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$EMSCRIPTEN/cache'
FROZEN_CACHE = False
X
}

emscripten_try() {
  local dir=$EMSCRIPTEN_TREE/try
  mkdir -p "$dir"
  cat >"$dir/try.cc" <<'X'
#include <cstdio>
#include <expected>
int main() {
  std::expected<int, int> e = 19;
  std::printf("works %d\n", *e);
}
X
  "$EMSCRIPTEN/em++" -std=c++23 -O1 -fno-exceptions "$dir/try.cc" -o "$dir/try.js"
  node "$dir/try.js" | grep 'works 19'
  rm -rf "$dir"
}
