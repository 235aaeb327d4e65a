#!/usr/bin/env bash
# Speed, side by side in one run: whole processes with their peers, the steps inside one, pages in a browser.
# Arguments go to tests/bench/bench.py, e.g. --only annex --rounds 15, or --only readings,country,steps,server --write for
# the tables of docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake --preset release -DCHUANGMO_TESTS=OFF -DCHUANGMO_BENCH=ON >/dev/null
cmake --build --preset release --target chuangmo chuangmo_bench generate_readings
python3 tests/bench/bench.py build/release/chuangmo "$@"
echo
echo "Steps inside one process"
build/release/chuangmo_bench --benchmark_min_time=0.2 --benchmark_color=false
echo
echo "Changes of page in the console"
exec tools/run_web_tests.sh bench
