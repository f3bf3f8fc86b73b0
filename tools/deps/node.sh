# The browsers' drivers, from npm. Sourced by tools/setup. npm checks every archive against the integrity values of
# tools/deps/npm/package-lock.json and runs no script of any package.
# shellcheck shell=bash

node_setup() {
  local dir
  dir=$CACHE/node/$(key "$ROOT"/tools/deps/npm/{package,package-lock}.json)
  if [ ! -e "$dir/ready" ]; then step "browser drivers: playwright-core, puppeteer-core" node_install "$dir"; fi
  # Where `import` in tests/web looks for them.
  if [ "$(readlink "$ROOT/node_modules" || true)" != "$dir/node_modules" ]; then
    ln -sfn "$dir/node_modules" "$ROOT/node_modules"
  fi
}

node_install() {
  rm -rf "$1"
  mkdir -p "$1"
  cp "$ROOT"/tools/deps/npm/*.json "$1"
  cd "$1"
  npm ci --ignore-scripts --omit=dev --omit=optional --no-audit --no-fund
  touch "$1/ready"
}
