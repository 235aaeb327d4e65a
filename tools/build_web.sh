#!/usr/bin/env bash
# Builds the console into build/web/console. Does nothing when its sources are those of the last time; one build at a time.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/web
exec 9>build/web/lock
flock 9

sources() {
  find web/src web/index.html web/vite.config.ts web/package-lock.json api/openapi.yaml -type f \
    ! -name 'schema.d.ts' ! -name '*.test.ts' -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

wanted=$(sources)
if [ -f build/web/console/index.html ] && [ "$(cat build/web/made_from 2>/dev/null)" = "$wanted" ]; then exit; fi
PATH="$(tools/node.sh):$PATH"
tools/install_web.sh
cd web
npm run --silent build
echo "$wanted" >../build/web/made_from
