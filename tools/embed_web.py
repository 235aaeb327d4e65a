#!/usr/bin/env python3
"""Puts web files into the program: embed_web.py OUTPUT.cc OUTPUT.bin [PATH=]FOLDER...

What stands in a folder is served at its path, "/" by default. Files below assets/ get the digest of their content into their names, and references to them ("/assets/portal.css") are
rewritten, those inside other assets first; files that carry such a digest already (name-1a2b3c4d.js, as bundlers write) keep
their names. The bytes go to OUTPUT.bin, which the assembler takes in as it is; OUTPUT.cc is the table."""

import gzip
import hashlib
import pathlib
import re
import sys

TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".ico": "image/x-icon",
    ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json",
}
TEXTS = {".html", ".css", ".js", ".svg", ".json", ".txt", ".webmanifest"}
HASHED = re.compile(r"[-.][0-9A-Za-z_-]{8,}\.[a-z0-9]+$")
MAY_STAND_BEFORE = rb"(?<![\w./-])"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def references(data: bytes, names: dict[str, str]) -> set[str]:
    return {name for name in names if re.search(MAY_STAND_BEFORE + re.escape(name.encode()) + rb"(?![\w.-])", data)}


def rewritten(data: bytes, names: dict[str, str]) -> bytes:
    for name, new in names.items():
        data = re.sub(MAY_STAND_BEFORE + re.escape(name.encode()) + rb"(?![\w.-])", lambda _, n=new: n.encode(), data)
    return data


def hashed_names(files: dict[str, bytes]) -> dict[str, str]:
    """Old name -> new name of the assets; rewrites their references to each other in `files`."""
    waiting = {n: "" for n in files if n.startswith("/assets/") and not HASHED.search(n)}
    names: dict[str, str] = {}
    while waiting:
        ready = [n for n in sorted(waiting) if not references(files[n], {w: "" for w in waiting if w != n})]
        if not ready:
            sys.exit(f"these refer to each other in a circle: {', '.join(sorted(waiting))}")
        for name in ready:
            files[name] = rewritten(files[name], names)
            path = pathlib.PurePosixPath(name)
            names[name] = str(path.with_name(f"{path.stem}.{digest(files[name])[:10]}{path.suffix}"))
            del waiting[name]
    return names


def files_of(argument: str) -> dict[str, bytes]:
    path, _, folder = argument.rpartition("=")
    root = pathlib.Path(folder)
    return {f"{path}/{p.relative_to(root).as_posix()}": p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def entries(files: dict[str, bytes]):
    unknown = [n for n in files if pathlib.PurePosixPath(n).suffix not in TYPES]
    if unknown:
        sys.exit(f"no content type for {', '.join(unknown)}")
    names = hashed_names(files)
    for name, data in files.items():
        suffix = pathlib.PurePosixPath(name).suffix
        if name not in names and suffix in TEXTS:
            data = rewritten(data, names)
        packed = gzip.compress(data, 9, mtime=0) if suffix in TEXTS else b""
        is_hashed = name in names or ("/assets/" in name and bool(HASHED.search(name)))
        yield names.get(name, name), TYPES[suffix], data, packed if 0 < len(packed) < len(data) else b"", is_hashed


def main() -> None:
    table, blob = (pathlib.Path(a) for a in sys.argv[1:3])
    files = {name: data for argument in sys.argv[3:] for name, data in files_of(argument).items()}
    rows, everything = [], b""
    for name, content_type, data, packed, is_hashed in entries(files):
        at, packed_at = len(everything), len(everything) + len(data)
        everything += data + packed
        etag = digest(data)[:20]
        rows.append(f'      {{"{name}", "{content_type}", "\\"{etag}\\"", text({at}, {len(data)}),'
                    f' text({packed_at}, {len(packed)}), {"true" if is_hashed else "false"}}},')
    blob.write_bytes(everything)
    table.write_text(f"""// Made by tools/embed_web.py.
#include <array>

#include "server/http/static_files.h"

asm(".section .rodata\\n"
    ".global chuangmo_web_bytes\\n"
    ".type chuangmo_web_bytes, @object\\n"
    "chuangmo_web_bytes:\\n"
    ".incbin \\"{blob}\\"\\n"
    ".byte 0\\n"
    ".size chuangmo_web_bytes, .-chuangmo_web_bytes\\n"
    ".previous\\n");
extern "C" const char chuangmo_web_bytes[];

namespace chuangmo::server {{

std::span<const EmbeddedFile> web_files() {{
  const auto text = [](std::size_t at, std::size_t size) {{ return std::string_view(chuangmo_web_bytes + at, size); }};
  static const auto files = std::to_array<EmbeddedFile>({{
{chr(10).join(rows)}
  }});
  return files;
}}

}}  // namespace chuangmo::server
""", encoding="utf-8")


if __name__ == "__main__":
    main()
