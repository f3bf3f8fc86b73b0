# Packages of the host. Sourced by tools/setup.
# shellcheck shell=bash

# As host_needs: what can be done without.
host_wishes() {
  if wants native; then
    echo "/usr/include/librsvg-2.0/librsvg/rsvg.h librsvg2-dev"  # dropboard export --png
  fi
}

# What must be there, and the Debian package that brings it: a command, or an absolute path.
host_needs() {
  cat <<X
clang++-$LLVM          clang-$LLVM
ld.lld-$LLVM           lld-$LLVM
/usr/lib/llvm-$LLVM/bin/llvm-ar               llvm-$LLVM
/usr/lib/llvm-$LLVM/include/c++/v1/expected   libc++-$LLVM-dev
/usr/lib/llvm-$LLVM/lib/libc++abi.so          libc++abi-$LLVM-dev
cmake                  cmake
ninja                  ninja-build
ccache                 ccache
protoc                 protobuf-compiler
python3                python3
node                   nodejs
npm                    npm
/usr/share/nodejs/acorn   node-acorn
xz                     xz-utils
flock                  util-linux
git                    git
/etc/ssl/certs/ca-certificates.crt            ca-certificates
X
  if ! python3 -m pip --version >/dev/null 2>&1; then echo "/pip python3-pip"; fi
  if wants asan; then
    echo "/usr/lib/llvm-$LLVM/lib/clang/$LLVM/lib/linux libclang-rt-$LLVM-dev"
  fi
  if wants tests; then
    cat <<X
clang-format-$LLVM     clang-format-$LLVM
clang-tidy-$LLVM       clang-tidy-$LLVM
chromium               chromium
firefox-esr            firefox-esr
Xvfb                   xvfb
/usr/lib/$(uname -m)-linux-gnu/dri               libgl1-mesa-dri
/usr/lib/$(uname -m)-linux-gnu/libEGL.so.1       libegl1
/usr/lib/$(uname -m)-linux-gnu/libGLESv2.so.2    libgles2
X
  fi
}

# host_missing LIST: packages that the function LIST names and that are not there.
host_missing() {
  local what package
  "$1" | while read -r what package; do
    case $what in
      /*) [ -e "$what" ] || echo "$package" ;;
      *) command -v "$what" >/dev/null 2>&1 || echo "$package" ;;
    esac
  done | sort -u
}

# Installs what is missing; without root prints the one line that does, and stops if it cannot do without.
host_setup() {
  local missing needed
  needed=$(host_missing host_needs)
  missing=$(echo $needed $(host_missing host_wishes))
  if [ -z "$missing" ]; then return; fi
  if [ -z "$needed" ] && { [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; }; then
    if [ "$QUIET" = 0 ]; then say "Without PNG from the command line; as root: apt-get install $missing"; fi
    return
  fi
  if ! command -v apt-get >/dev/null; then
    die "these Debian packages, or what they hold, are missing: $missing"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    say "Some Debian packages are missing. As root:"
    say ""
    say "    apt-get update && apt-get install -y --no-install-recommends $missing"
    say ""
    say "Then run this again."
    exit 1
  fi
  say "Installing from Debian: $missing"
  # shellcheck disable=SC2086
  step "apt-get install ($(wc -w <<<"$missing") packages)" host_install $missing
  missing=$(echo $(host_missing host_needs) $(host_missing host_wishes))
  if [ -n "$missing" ]; then die "installed, but still not found: $missing"; fi
}

host_install() {
  export DEBIAN_FRONTEND=noninteractive
  # Lists may be absent or old: fetch them, and go on with the ones we have if that fails.
  apt-get -q update || true
  apt-get -q install -y --no-install-recommends "$@"
}

host_check_versions() {
  local found
  found=$(protoc --version | awk '{print $2}')
  if [ "$found" != "$PROTOBUF" ] && [ "3.$found" != "$PROTOBUF" ]; then
    die "protoc on PATH is $found; $PROTOBUF is needed (Debian's protobuf-compiler)"
  fi
  found=$(node --version)
  found=${found#v}
  if [ "${found%%.*}" -lt 18 ]; then die "node on PATH is $found; 18 or newer is needed"; fi
}
