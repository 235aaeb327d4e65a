#!/usr/bin/env bash
# Speed, side by side in one run.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release -DCHUANGMO_TESTS=OFF -DCHUANGMO_BENCH=OFF >/dev/null
cmake --build --preset release --target chuangmo
exec python3 tests/bench/bench.py build/release/chuangmo
