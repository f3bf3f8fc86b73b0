# The fonts, cut to what the page uses, as C++. Sourced by tools/setup.
# shellcheck shell=bash

fonts_find() {
  FONTS=$CACHE/fonts/$(key "${SOURCES##*/}" "$ROOT/tools/fonts")
}

fonts_setup() {
  if [ -e "$FONTS/ready" ]; then return; fi
  step "fonts and icons" fonts_build
}

fonts_build() {
  rm -rf "$FONTS"
  mkdir -p "$FONTS"
  PYTHONPATH=$SOURCES/fonttools PYTHONDONTWRITEBYTECODE=1 python3 "$ROOT/tools/fonts" "$SOURCES" "$FONTS"
  touch "$FONTS/ready"
}
