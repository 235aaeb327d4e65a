#!/usr/bin/env bash
# Unit tests under AddressSanitizer and UBSan, end-to-end tests against the release program; one summary at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

# What only the tests need is installed while the program is compiled.
tools/install_packages.sh test &
installing=$!
trap wait EXIT

cmake --preset release -DCHUANGMO_TESTS=OFF -DCHUANGMO_BENCH=OFF >/dev/null
cmake --build --preset release --target chuangmo

wait "$installing"
git ls-files '*.cc' '*.h' | xargs clang-format --dry-run --Werror
cmake --preset asan >/dev/null
cmake --build --preset asan

export CHUANGMO="$PWD/build/release/chuangmo"
export UBSAN_OPTIONS=print_stacktrace=1
ctest --test-dir build/asan --output-on-failure --parallel "$(nproc)" --progress --quiet --output-log build/asan/ctest.log ||
  { tail -n 200 build/asan/ctest.log; cat build/web/failures.txt 2>/dev/null; exit 1; }
tail -n 6 build/asan/ctest.log
