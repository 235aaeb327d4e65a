#!/usr/bin/env bash
# Prints the folder of a Node that is new enough for Vite and Vitest: the machine's own, else one from npm, below build/.
set -euo pipefail
cd "$(dirname "$0")/.."

is_new_enough() {
  "$1" -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

own=$(command -v node || true)
if [ -n "$own" ] && is_new_enough "$own"; then
  dirname "$own"
  exit
fi
folder=build/node/node_modules/.bin
if ! is_new_enough "$folder/node"; then
  mkdir -p build/node
  npm install --prefix build/node --no-audit --no-fund --no-save node@22 npm@10 >&2
fi
echo "$PWD/$folder"
