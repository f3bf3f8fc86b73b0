# What every command in tools/ shares: messages, timed steps, where things are. Sourced by bash scripts.
# shellcheck shell=bash
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
CACHE=${DROPBOARD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/dropboard}

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Seconds since EPOCHREALTIME $1, as 12.3 s.
since() {
  local us=$(( ${EPOCHREALTIME/[.,]/} - ${1/[.,]/} ))
  printf '%d.%d s' $((us / 1000000)) $((us / 100000 % 10))
}

# step TITLE COMMAND...: runs it with its output in a log, prints the title and the time it took. If it fails, prints
# the end of the log and stops. With DROPBOARD_VERBOSE=1 the output is shown as it comes.
step() {
  local title=$1 start=$EPOCHREALTIME log status=0
  shift
  mkdir -p "$CACHE/logs"
  log=$CACHE/logs/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9.' '-').log
  printf '  %-58s ' "$title"
  set +e  # not "|| status=$?": that would switch the inner set -e off
  if [ "${DROPBOARD_VERBOSE:-0}" = 1 ]; then
    printf '\n'
    (set -e; "$@") 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
  else
    (set -e; "$@") >"$log" 2>&1
    status=$?
  fi
  set -e
  if [ "$status" -ne 0 ]; then
    printf 'FAILED after %s\n' "$(since "$start")"
    { grep -v '^\[[0-9]*/[0-9]*\] ' "$log" || true; } | tail -n 40 | cut -c -300 | sed 's/^/    /' >&2
    die "$title failed; its whole output is in $log"
  fi
  printf '%9s\n' "$(since "$start")"
}

# key PART...: a short name for a recipe. A part that is a file counts with its content, else with its text.
key() {
  local part
  for part in "$@"; do
    if [ -f "$part" ]; then cat "$part"; else printf '%s\n' "$part"; fi
  done | sha256sum | cut -c1-12
}

# One job per core, unless told otherwise.
jobs() { printf '%s' "${DROPBOARD_JOBS:-$(nproc)}"; }

# build_targets PRESET TREE TARGET...: configures the tree if needed and builds the targets in it.
build_targets() {
  local preset=$1 tree=$2
  shift 2
  cd "$ROOT"
  mkdir -p "$tree"
  # A tree keeps the compilers and libraries it was configured with: start afresh when setup found others.
  if ! cmp -s build/setup.cmake "$tree/setup.cmake" || [ ! -e "$tree/build.ninja" ]; then
    cmake --preset "$preset" -B "$tree" --fresh
    cp build/setup.cmake "$tree/setup.cmake"
  fi
  # With DROPBOARD_KEEP_GOING=1 whatever can be built is built after a failure.
  nice -n 5 ninja -C "$tree" -j "$(jobs)" -k "$((1 - ${DROPBOARD_KEEP_GOING:-0}))" "$@"
}

# found NAME: what tools/setup wrote down for CMake.
found() { sed -n "s/^set(DROPBOARD_$1 \"\(.*\)\")\$/\1/p" "$ROOT/build/setup.cmake"; }

# Puts the page together: web/ as it is, the two modules, the third-party notices.
build_page() {
  local new=$ROOT/build/dist.new module
  cd "$ROOT"
  rm -rf "$new"
  mkdir -p "$new"
  cp -R web/. "$new"
  rm -f "$new/package.json"
  for module in viewer parser; do
    if [ -e "build/wasm/$module.wasm" ]; then install -m 644 "build/wasm/$module".{mjs,wasm} "$new"; fi
  done
  tools/notices "$(found SOURCES)" "$(found EMSCRIPTEN)" "$new/notices.txt"
  rm -rf dist
  mv "$new" dist
  for module in viewer parser; do
    if [ -e "dist/$module.wasm" ]; then
      printf '%s.wasm %d bytes, %d gzipped\n' "$module" "$(stat -c %s "dist/$module.wasm")" \
        "$(gzip -9c "dist/$module.wasm" | wc -c)"
    fi
  done
}
