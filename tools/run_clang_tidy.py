#!/usr/bin/env python3
"""clang-tidy over src/; its findings are errors. A file is looked at again only when its preprocessed text or .clang-tidy
changed since it last passed (build/tidy/passed holds a stamp per file)."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/tidy"
PASSED = BUILD / "passed"


def commands() -> list[dict]:
    subprocess.run(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_CXX_COMPILER=clang++", "-DCMAKE_BUILD_TYPE=Debug",
                    "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON", "-DCMAKE_CXX_COMPILER_LAUNCHER="], check=True, stdout=subprocess.DEVNULL)
    entries = json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
    return [e for e in entries if pathlib.Path(e["file"]).is_relative_to(ROOT / "src")]


def digest(entry: dict) -> str:
    words = [w for w in shlex.split(entry["command"]) if w != "-c"]
    at = words.index("-o")
    preprocessed = subprocess.run(words[:at] + words[at + 2:] + ["-E", "-P"], cwd=entry["directory"], capture_output=True, check=True)
    # Comments matter: they hold NOLINT.
    return hashlib.sha256(preprocessed.stdout + pathlib.Path(entry["file"]).read_bytes() + (ROOT / ".clang-tidy").read_bytes()).hexdigest()


def check(entry: dict) -> str:
    """What clang-tidy says about one file; empty when it passes."""
    stamp = PASSED / pathlib.Path(entry["file"]).relative_to(ROOT).as_posix().replace("/", "__")
    key = digest(entry)
    if stamp.exists() and stamp.read_text() == key:
        return ""
    done = subprocess.run(["clang-tidy", "--quiet", "-p", BUILD, entry["file"]], capture_output=True, text=True)
    if done.returncode != 0:
        return done.stdout or done.stderr
    stamp.write_text(key)
    return ""


def main() -> int:
    os.environ["CCACHE_DISABLE"] = "1"
    entries = commands()
    PASSED.mkdir(parents=True, exist_ok=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, said in enumerate(pool.map(check, entries), 1):
            if said:
                failed += 1
                print(said)
            if sys.stderr.isatty():
                print(f"\rclang-tidy {number}/{len(entries)}", end="", file=sys.stderr)
    print(f"clang-tidy: {len(entries)} files, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
