#!/usr/bin/env bash
# The demonstration: three simulated years of Shuozhou, judged. Everything it writes is below demo/.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf demo
exec build/release/chuangmo demo demo
