#!/usr/bin/env python3
"""One register of codes: every code in src/ stands in catalog/diagnostics/*.toml, once, and every registered code is used.
With --write, makes docs/diagnostics.md from the register; without, checks that it is up to date."""

import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODE = re.compile(r'"([A-Z]{3}\d{3})"')
PAGE = ROOT / "docs" / "diagnostics.md"


def registered() -> tuple[dict[str, dict], list[str]]:
    entries: dict[str, dict] = {}
    faults = []
    for path in sorted((ROOT / "catalog" / "diagnostics").glob("*.toml")):
        for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in entries:
                faults.append(f"{path.name}: {code} is registered twice")
            for key in ("severity", "en", "zh", "help"):
                if not entry.get(key):
                    faults.append(f"{path.name}: {code} lacks {key}")
            entries[code] = dict(entry, room=path.stem)
    return entries, faults


def used() -> dict[str, str]:
    places: dict[str, str] = {}
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix in {".cc", ".h"} and not path.stem.endswith("_test"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for code in CODE.findall(line):
                    places.setdefault(code, f"{path.relative_to(ROOT)}:{number}")
    return places


def page(entries: dict[str, dict]) -> str:
    lines = ["# Diagnostics", "", "Every code the program can print. Made from `catalog/diagnostics/` by `tools/check_diagnostics.py --write`.", ""]
    for room in sorted({entry["room"] for entry in entries.values()}):
        lines += [f"## {room}", "", "| code | severity | 中文 | English | what to do |", "|---|---|---|---|---|"]
        for code, entry in sorted(entries.items()):
            if entry["room"] == room:
                cells = [code, entry["severity"], entry["zh"], entry["en"], entry["help"]]
                lines.append("| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ").strip() for c in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    entries, faults = registered()
    places = used()
    faults += [f"{place}: {code} is not registered" for code, place in sorted(places.items()) if code not in entries]
    faults += [f"{code} is registered and used nowhere" for code in sorted(entries) if code not in places]
    text = page(entries)
    if "--write" in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        faults.append("docs/diagnostics.md is stale: run tools/check_diagnostics.py --write")
    print("\n".join(faults + [f"{len(entries)} codes, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
