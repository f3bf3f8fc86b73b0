# What dropboard is built with and from: names, versions, checksums. Sourced by tools/setup.
#
# Debian's archives are trusted by apt's signatures, so they carry a version here but no checksum. Everything else has
# its sha256 or npm integrity value in this file (npm's own dependencies: tools/deps/npm/package-lock.json), is fetched
# by package name with the ordinary client, as the host has it set up, and is refused when the value differs.
# A changed line makes a new key, and with it a new folder in the cache; nothing is ever changed in place.

# shellcheck disable=SC2034
LLVM=19                                    # clang, lld, libc++ for native code; clang and lld for emscripten
EMSCRIPTEN_MIN=3.1.69
EMSCRIPTEN_SUITE=trixie                    # Debian release whose emscripten is unpacked privately, whatever the host's

# Upstream sources out of Debian's source packages: name, suite, upstream version, folder in the archive.
DEBIAN_SOURCES="
libsdl2   trixie    2.32.4   SDL2-2.32.4
zlib      trixie    1.3.1    zlib-1.3.1
catch2    trixie    3.7.1    Catch2-3.7.1
protobuf  bookworm  3.21.12  protobuf-3.21.12
"
PROTOBUF=3.21.12                           # protoc on the host must be of this version
# Fonts out of Debian's binary packages, from EMSCRIPTEN_SUITE, unpacked and not installed.
DEBIAN_FONTS="fonts-inter fonts-jetbrains-mono"

# Dear ImGui, ImPlot, ImPlot3D and md4c: the source archive of imgui-bundle on PyPI.
IMGUI_BUNDLE=1.93.0
IMGUI_BUNDLE_SHA256=10ad1dab8258a6787b4f07bb926b08d0efc648a7906242568c8dd778c5e719bf
# Cuts the fonts (pure Python wheel).
FONTTOOLS=4.60.1
FONTTOOLS_SHA256=906306ac7afe2156fcf0042173d6ebbb05416af70f6b370967b47f8f00103bbb
# Icons (npm).
LUCIDE=1.62.0
LUCIDE_INTEGRITY=sha512-WBZA/m2PvkFpMGHDtsBck5P2A9G4ehLlYu4GwwICcmEm1BvYVgj00lCDxKRWLlbMlOibLaiwdQ88G5pHkSWgwA==
