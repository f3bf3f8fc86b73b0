# Third-party sources, unpacked under $SOURCES. Sourced by tools/setup.
# shellcheck shell=bash

sources_find() {
  SOURCES=$CACHE/sources/$(key "$ROOT"/tools/deps/{versions.sh,sources.sh,apt.sh})
}

sources_setup() {
  if [ -e "$SOURCES/ready" ]; then return; fi
  mkdir -p "$SOURCES/archives"
  step "sources: Debian (SDL2, zlib, Catch2, protobuf, fonts)" sources_debian
  step "sources: Dear ImGui, ImPlot, ImPlot3D, md4c (54 MB)" sources_imgui
  step "sources: fonttools" sources_fonttools
  step "sources: Lucide icons" sources_lucide
  touch "$SOURCES/ready"
  rm -rf "$SOURCES/archives"
}

# Upstream's archives only: Debian's patches are for Debian's builds, and go from the mirrors when they are replaced. apt
# checks them against the signed lists.
sources_debian() {
  private_apt
  cd "$SOURCES/archives"
  local name suite version folder archive
  while read -r name suite version folder; do
    if [ -z "$name" ]; then continue; fi
    # Between two point releases an archive may hold the version of another suite only.
    apt-get -q source --download-only --tar-only "$name/$suite" ||
      apt-get -q source --download-only --tar-only "$name"
    archive=$(ls "$name"_*"$version"*.orig.tar.*)
    rm -rf "${SOURCES:?}/$name"
    mkdir -p "$SOURCES/$name"
    tar -xf "$archive" -C "$SOURCES/$name" --strip-components=1 "$folder"
  done <<<"$DEBIAN_SOURCES"
  # shellcheck disable=SC2086
  apt-get -q download $DEBIAN_FONTS
  for name in $DEBIAN_FONTS; do dpkg -x "$name"_*.deb "$SOURCES/fonts"; done
}

# sources_pip NAME VERSION SHA256 OPTION...: downloads one file; pip checks the hash.
sources_pip() {
  local name=$1 version=$2 sha256=$3
  shift 3
  printf '%s==%s --hash=sha256:%s\n' "$name" "$version" "$sha256" >"$SOURCES/archives/$name.txt"
  python3 -m pip download -q --disable-pip-version-check --no-cache-dir --no-deps --require-hashes \
    -d "$SOURCES/archives" -r "$SOURCES/archives/$name.txt" "$@"
}

sources_imgui() {
  PYTHONPATH=$ROOT/tools/deps/stub sources_pip imgui-bundle "$IMGUI_BUNDLE" "$IMGUI_BUNDLE_SHA256" \
    --no-binary :all: --no-build-isolation
  rm -rf "$SOURCES/imgui_bundle"
  mkdir -p "$SOURCES/imgui_bundle"
  tar -xf "$SOURCES"/archives/imgui_bundle-*.tar.gz -C "$SOURCES/imgui_bundle" --strip-components=1 --wildcards \
    '*/external/imgui/imgui/*' '*/external/implot/implot/*' '*/external/implot3d/implot3d/*' \
    '*/external/imgui_rich_md/imgui_rich_md/external/md4c/*'
}

sources_fonttools() {
  sources_pip fonttools "$FONTTOOLS" "$FONTTOOLS_SHA256" --only-binary :all: --platform any --implementation py \
    --abi none --python-version 3.11
  rm -rf "$SOURCES/fonttools"
  mkdir -p "$SOURCES/fonttools"
  python3 -m zipfile -e "$SOURCES"/archives/fonttools-*.whl "$SOURCES/fonttools"
}

sources_lucide() {
  cd "$SOURCES/archives"
  npm pack --silent "lucide-static@$LUCIDE"
  check_integrity "lucide-static-$LUCIDE.tgz" "$LUCIDE_INTEGRITY"
  rm -rf "$SOURCES/lucide"
  mkdir -p "$SOURCES/lucide"
  tar -xf "lucide-static-$LUCIDE.tgz" -C "$SOURCES/lucide" --strip-components=1 package/font package/LICENSE
}

# check_integrity FILE VALUE: VALUE as npm writes it, sha512-<base64>.
check_integrity() {
  local found
  found=sha512-$(python3 -c 'import base64, hashlib, sys
print(base64.b64encode(hashlib.sha512(open(sys.argv[1], "rb").read()).digest()).decode())' "$1")
  if [ "$found" != "$2" ]; then
    echo "$1 has integrity $found, expected $2" >&2
    return 1
  fi
}
