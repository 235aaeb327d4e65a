# Nothing but calls. Each target works on a bare Debian 12 with git, make and root (or sudo).
.PHONY: help build run test bench format lint fuzz clean

help:
	@echo "make run     build, make the demonstration programme below demo/, start the server over it"
	@echo "make test    everything that must hold: format, layers, unit, end-to-end, browser"
	@echo "make bench   measured speed, side by side in one run"
	@echo "make build   build/release/chuangmo"
	@echo "make lint    clang-tidy over all sources"
	@echo "make format  clang-format over all sources"
	@echo "make fuzz    a minute of libFuzzer for each parser"

build:
	tools/install_packages.sh build
	cmake --preset release -DCHUANGMO_TESTS=OFF -DCHUANGMO_BENCH=OFF
	cmake --build --preset release --target chuangmo

run: build
	tools/run_demo.sh

test:
	tools/install_packages.sh build
	tools/run_tests.sh

bench:
	tools/install_packages.sh bench
	tools/run_bench.sh

format:
	tools/install_packages.sh test
	git ls-files '*.cc' '*.h' | xargs clang-format -i

lint:
	tools/install_packages.sh test
	tools/run_clang_tidy.py

fuzz:
	tools/install_packages.sh test
	tools/run_fuzz.sh

clean:
	rm -rf build
