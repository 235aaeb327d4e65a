#!/usr/bin/env python3
"""Writes a C++ source that holds the texts and Office templates below a folder: embed_files.py FOLDER FUNCTION OUTPUT."""

import pathlib
import sys

CHUNK = 12000  # compilers promise 65,536 bytes a literal; several literals in a row are one
TEXTS = {".toml", ".txt", ".html", ".css", ".js"}
OFFICE = {".docx", ".xlsx"}


def literal(text: str) -> str:
    """C++ raw string literals that together are the text."""
    data = text.encode()
    parts = []
    position = 0
    while position < len(data):
        end = min(position + CHUNK, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # never inside a character
            end -= 1
        parts.append('R"~embed~(' + data[position:end].decode() + ')~embed~"')
        position = end
    return "\n".join(parts) or '""'


def byte_literal(data: bytes) -> str:
    """C++ string literals of bytes that are no text; three octal digits each, so that none runs into the next."""
    parts = [data[at:at + CHUNK // 4] for at in range(0, len(data), CHUNK // 4)]
    return "\n".join('"' + "".join(f"\\{byte:03o}" for byte in part) + '"' for part in parts) or '""'


def main() -> None:
    folder, function, output = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in TEXTS | OFFICE)
    lines = ["// Made by tools/embed_files.py.", "#include <map>", "#include <string>", "", "namespace chuangmo::catalog {",
             f"std::map<std::string, std::string> {function}() {{", "  return {"]
    for path in files:
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        text = byte_literal(data) if path.suffix in OFFICE else literal(data.decode("utf-8"))
        lines.append(f'{{"{name}", std::string({text}, {len(data)})}},')
    lines += ["  };", "}", "}  // namespace chuangmo::catalog", ""]
    output.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
