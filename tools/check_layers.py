#!/usr/bin/env python3
"""Holds the includes of src/ against the floors of docs/architecture.md: a room includes only rooms below it, and a
third-party header only where its owner is. Prints every offence; exit 1 when there is one."""

import pathlib
import re
import sys

FLOORS = {
    "base": 0,
    "model": 1,
    "plan": 2, "rule": 2, "methods": 2, "series": 2, "ooxml": 2, "pdf": 2, "audit": 2, "identity": 2, "workflow": 2,
    "catalog": 3, "eval": 3, "store": 3, "publish": 3, "demo": 3, "evidence": 3, "notify": 3,
    "app": 4,
    "server": 5,
    "cli": 6,
}

# Header prefix -> the rooms that may include it.
OWNERS = {
    "unicode/": {"base"},
    "openssl/": {"base", "identity"},
    "sodium.h": {"audit", "identity"},
    "restinio/": {"server"},
    "asio": {"server"},
    "libpq-fe.h": {"store"},
    "curl/": {"notify"},
    "qrencode.h": {"publish"},
    "jpeglib.h": {"evidence"},
    "png.h": {"evidence"},
    "tl/": {"base"},
    "toml++/": {"plan", "catalog"},
    "nlohmann/": {"publish", "workflow", "app", "server", "cli"},
    "sqlite3.h": {"store"},
    "zlib.h": {"ooxml", "series", "evidence", "server"},
    "expat.h": {"ooxml"},
    "qpdf/": {"pdf"},
    "xlsxwriter.h": {"ooxml"},
    "CLI/": {"cli"},
    "gtest/": None,  # None: test files only
    "gmock/": None,
    "rapidcheck": None,
    "fmt/": set(FLOORS),
}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def offence(room: str, is_test: bool, style: str, header: str) -> str:
    """Why `room` may not include `header`; empty when it may."""
    if style == '"':
        target = header.split("/")[0]
        if target not in FLOORS:
            return f'"{header}" is not written from the root of src/'
        if target != room and FLOORS[target] >= FLOORS[room]:
            return f"{room} (floor {FLOORS[room]}) may not know {target} (floor {FLOORS[target]})"
        return ""
    for prefix, owners in OWNERS.items():
        if header.startswith(prefix):
            if owners is None:
                return "" if is_test else f"<{header}> belongs to tests"
            if room not in owners:
                return f"<{header}> belongs to {', '.join(sorted(owners))}"
            return ""
    if "/" in header and not header.startswith(("sys/", "netinet/", "arpa/")):
        return f"<{header}> has no owner in tools/check_layers.py"
    return ""


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent / "src"
    found = 0
    for path in sorted(root.rglob("*")):
        if path.suffix not in {".h", ".cc"}:
            continue
        room = path.relative_to(root).parts[0]
        if room not in FLOORS:
            if path.name != "main.cc":
                print(f"{path}: unknown room {room}")
                found += 1
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if match:
                why = offence(room, path.stem.endswith("_test"), match[1], match[2])
                if why:
                    print(f"{path.relative_to(root.parent)}:{number}: {why}")
                    found += 1
    print(f"{found} offences against the layering")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
