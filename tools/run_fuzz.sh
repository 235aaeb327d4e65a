#!/usr/bin/env bash
# Fuzzes every parser of outside bytes for a minute each (FUZZ_SECONDS to change), starting from the corpus that the tests replay.
set -euo pipefail
cd "$(dirname "$0")/.."
# A debug build: an assert that fails is a finding.
cmake -S . -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" \
  -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DCHUANGMO_SANITIZE=address -DCHUANGMO_FUZZ=ON >/dev/null
cmake --build build/fuzz --target fuzzers
for program in build/fuzz/tests/fuzz/*_fuzz; do
  room=$(basename "$program" _fuzz)
  mkdir -p "build/fuzz/corpus/$room"
  options=(-max_total_time="${FUZZ_SECONDS:-60}" -timeout=5 -rss_limit_mb=2048)
  [ -f "tests/fuzz/dict/$room.dict" ] && options+=(-dict="tests/fuzz/dict/$room.dict")
  "$program" "${options[@]}" "build/fuzz/corpus/$room" "tests/fuzz/corpus/$room"
done
