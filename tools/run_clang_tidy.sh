#!/usr/bin/env bash
# clang-tidy over the files that changed since it last passed; its findings are errors.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake -S . -B build/tidy -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >/dev/null
cmake --build build/tidy --target chuangmo_catalog >/dev/null
git ls-files 'src/*.cc' | xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p build/tidy
