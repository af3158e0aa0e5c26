#!/usr/bin/env bash
# Builds or tests the demo apps where Node.js and npm are installed; elsewhere says so in one sentence and succeeds.
# Usage: build.sh build|test. A build is skipped when nothing has changed since the last one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

OUT=../target/web
INSTALLED=node_modules/.package-lock.json

leave() {
  echo "sandbox: $1, so the apps built with fhirclient are left out; everything else works." >&2
  rm -rf "$OUT"
  exit 0
}

command -v node > /dev/null || leave "Node.js is not installed"
command -v npm > /dev/null || leave "npm is not installed"
major="$(node -p 'process.versions.node.split(".")[0]')" || leave "Node.js does not run"
(( major >= 18 )) || leave "Node.js $major is older than 18"

SOURCES=(package-lock.json package.json .npmrc build.mjs build.sh src webcrypto ../src/main/resources/pages)

changed_since() {
  [[ ! -e "$1" ]] || [[ -n "$(find "${SOURCES[@]}" -newer "$1" -print -quit)" ]]
}

if [[ "${1:-build}" == test ]]; then
  node --test test/*.test.mjs > "$OUT.test.log" 2>&1 || { cat "$OUT.test.log" >&2; exit 1; }
  exit 0
fi
changed_since "$OUT/.built" || exit 0
began="$(mktemp)"
trap 'rm -f "$began"' EXIT
if [[ ! -e "$INSTALLED" || package-lock.json -nt "$INSTALLED" || .npmrc -nt "$INSTALLED" ]]; then
  npm ci --prefer-offline --silent || leave "npm could not fetch the packages of sandbox/web"
  touch "$INSTALLED"
fi
node build.mjs "$OUT"
touch -r "$began" "$OUT/.built"
