# A private apt: Debian's archives of the release we want, whatever the host's, without touching the host's.
# Sourced by tools/setup. Signatures are checked by apt with Debian's own keyring.
# shellcheck shell=bash

APT_DIR=$CACHE/apt

# Writes the configuration and fetches the lists, unless that was just done. The mirror is the one that the host uses.
private_apt() {
  export APT_CONFIG=$APT_DIR/apt.conf
  if [ -n "$(find "$APT_DIR/updated" -mmin -10 2>/dev/null)" ]; then return; fi
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg suite
  mirror=$(APT_CONFIG='' apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' |
    awk '$2 == "Debian" { print $1; exit }')
  if [ -z "$mirror" ]; then
    APT_CONFIG='' apt-get -q update
    mirror=$(APT_CONFIG='' apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' |
      awk '$2 == "Debian" { print $1; exit }')
  fi
  if [ -z "$mirror" ]; then die "apt on this machine knows no Debian archive"; fi
  if [ ! -e "$keyring" ]; then die "$keyring is missing (package debian-archive-keyring)"; fi
  mkdir -p "$APT_DIR"/{state/lists/partial,cache/archives/partial,etc/apt.conf.d,etc/preferences.d}
  : >"$APT_DIR/status"
  {
    echo "deb [signed-by=$keyring] $mirror $EMSCRIPTEN_SUITE main"
    for suite in $(awk 'NF { print $2 }' <<<"$DEBIAN_SOURCES" | sort -u); do
      echo "deb-src [signed-by=$keyring] $mirror $suite main"
    done
  } >"$APT_DIR/etc/sources.list"
  cat >"$APT_CONFIG" <<X
Dir::State "$APT_DIR/state";
Dir::State::status "$APT_DIR/status";
Dir::Cache "$APT_DIR/cache";
Dir::Etc "$APT_DIR/etc";
Dir::Etc::sourcelist "$APT_DIR/etc/sources.list";
Dir::Etc::sourceparts "$APT_DIR/etc/none";
APT::Sandbox::User "";
X
  apt-get -q update
  touch "$APT_DIR/updated"
}
