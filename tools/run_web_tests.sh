#!/usr/bin/env bash
# run_web_tests.sh check|unit|e2e: the console's types, lint and form; its unit tests; a real browser against the real program;
# bench: what a change of page takes there.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$(tools/node.sh):$PATH"
mkdir -p build/web
exec 9>build/web/lock
flock 9
tools/install_web.sh
cd web
npm run --silent types >/dev/null
flock -u 9

case "$1" in
  check)
    npx vue-tsc --noEmit -p tsconfig.json
    npx eslint --max-warnings 0 .
    npx prettier --check .
    ;;
  unit) npx vitest run ;;
  e2e) npx vitest run --config vitest.e2e.config.ts ;;
  bench) npx vitest run --config vitest.bench.config.ts ;;
  *) echo "usage: $0 check|unit|e2e|bench" >&2; exit 2 ;;
esac
