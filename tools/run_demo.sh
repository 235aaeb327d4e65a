#!/usr/bin/env bash
# The demonstration: three simulated years of Shuozhou, judged, then the server over them. Everything it writes is below
# demo/. Its clock begins when the last of it has been handed in.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf demo
build/release/chuangmo demo demo
exec build/release/chuangmo serve -w demo --begin-at 2012-03-01T09:00:00+08:00
