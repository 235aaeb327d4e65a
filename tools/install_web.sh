#!/usr/bin/env bash
# Fetches what the console is built and tested with into web/node_modules, exactly as web/package-lock.json says.
set -euo pipefail
cd "$(dirname "$0")/../web"
wanted=$(sha256sum package-lock.json)
if [ "$(cat node_modules/.made_from 2>/dev/null)" = "$wanted" ]; then exit; fi
npm ci --no-audit --no-fund --loglevel=error
echo "$wanted" >node_modules/.made_from
