#!/usr/bin/env bash
# Takes the picture of the README: take_screenshot.sh [PAGE [PICTURE]]. WIDTH, HEIGHT and SCALE change its size.
set -euo pipefail
cd "$(dirname "$0")/.."
page=$(realpath "${1:-demo/scoreboard.html}")
picture=$(realpath -m "${2:-docs/images/scoreboard.png}")
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p "$(dirname "$picture")"
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
  --disable-sync --user-data-dir="$profile" --hide-scrollbars --force-device-scale-factor="${SCALE:-1.5}" \
  --window-size="${WIDTH:-1280},${HEIGHT:-800}" --screenshot="$picture" "file://$page" 2>/dev/null
echo "$picture: $(stat -c %s "$picture") bytes"
