#!/usr/bin/env python3
"""Writes a C++ source that holds the text files below a folder: embed_files.py FOLDER FUNCTION OUTPUT."""

import pathlib
import sys

CHUNK = 12000  # compilers promise 65,536 bytes a literal; several literals in a row are one


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


def main() -> None:
    folder, function, output = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in {".toml", ".txt", ".html", ".css", ".js"})
    lines = ["// Made by tools/embed_files.py.", "#include <map>", "#include <string>", "", "namespace chuangmo::catalog {",
             f"std::map<std::string, std::string> {function}() {{", "  return {"]
    for path in files:
        name = path.relative_to(folder).as_posix()
        text = path.read_bytes().decode("utf-8")
        lines.append(f'{{"{name}", std::string({literal(text)}, {len(text.encode())})}},')
    lines += ["  };", "}", "}  // namespace chuangmo::catalog", ""]
    output.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
