#!/usr/bin/env bash
# Installs what a build or a test run needs on a bare Debian 12. Idempotent: asks apt only for what is missing.
set -euo pipefail

build_packages=(
  build-essential cmake ninja-build ccache pkg-config python3 file
  libexpected-dev libfmt-dev libicu-dev libtomlplusplus-dev nlohmann-json3-dev
  libsqlite3-dev libexpat1-dev libxlsxwriter-dev zlib1g-dev libcli11-dev libssl-dev
  librestinio-dev libasio-dev libsodium-dev libpq-dev libcurl4-openssl-dev libqrencode-dev libjpeg62-turbo-dev libpng-dev
  libqpdf-dev
)
test_packages=(
  "${build_packages[@]}" clang clang-format clang-tidy libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev
  chromium fonts-noto-cjk postgresql-15 python3-yaml python3-jsonschema
  libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils
)
# What the program is measured against; npm brings the rest below build/bench.
bench_packages=("${build_packages[@]}" libbenchmark-dev python3-pandas sqlite3 mawk nginx-light wrk chromium fonts-noto-cjk)

case "${1:-build}" in
  build) wanted=("${build_packages[@]}") ;;
  test) wanted=("${test_packages[@]}") ;;
  bench) wanted=("${bench_packages[@]}") ;;
  *) echo "usage: $0 build|test|bench" >&2; exit 2 ;;
esac
# The console is built with npm. A Node from elsewhere brings its own, and Debian's would not go with it.
command -v node >/dev/null || wanted+=(nodejs)
command -v npm >/dev/null || wanted+=(npm)

missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
