#!/usr/bin/env python3
"""Holds the pages against the repository: every relative link of a *.md file, with its heading, and every `path/like/this.ext` in
backticks that speaks of a file of ours, must exist. Prints every offence; exit 1 when there is one."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED = {"build", "demo", "node_modules", ".git"}  # folders of the root that are made, not kept
BASES = [ROOT, ROOT / "src", ROOT / "catalog"]  # what pages write paths from, besides their own folder
FENCE = re.compile(r"^\s*(```|~~~)")
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`")
PATH = re.compile(r"[\w.*@-]+(/[\w.*@-]+)+\.[a-z]\w*")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")


def prose_lines(text: str):
    """Number and text of the lines outside fenced blocks."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def anchors(path: pathlib.Path) -> set[str]:
    """The headings of a page as links name them: lower case, blanks to hyphens, other marks dropped."""
    headings = (HEADING.match(line) for _, line in prose_lines(path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", match[1].lower()).replace(" ", "-") for match in headings if match}


def link_offence(page: pathlib.Path, target: str) -> str:
    if re.match(r"[a-z]+:", target):
        return ""
    name, _, anchor = target.partition("#")
    file = (page.parent / name).resolve() if name else page
    if not file.exists():
        return f"link to {target}, which does not exist"
    if anchor and file.suffix == ".md" and anchor not in anchors(file):
        return f"link to {target}, which has no such heading"
    return ""


def path_offence(page: pathlib.Path, words: str) -> str:
    """A path is ours when its first folder is; then it must be there. A * stands for any name."""
    if not PATH.fullmatch(words) or words.split("/")[0] in SKIPPED:
        return ""
    homes = [base for base in [page.parent, *BASES] if (base / words.split("/")[0]).is_dir()]
    if homes and not any(any(home.glob(words)) for home in homes):
        return f"`{words}` does not exist"
    return ""


def main() -> int:
    pages = [p for p in sorted(ROOT.rglob("*.md"))
             if p.relative_to(ROOT).parts[0] not in SKIPPED and "node_modules" not in p.parts]
    found = 0
    for page in pages:
        for number, line in prose_lines(page.read_text(encoding="utf-8")):
            offences = [link_offence(page, target) for target in LINK.findall(CODE.sub("", line))]
            offences += [path_offence(page, words) for words in CODE.findall(line)]
            for why in filter(None, offences):
                print(f"{page.relative_to(ROOT)}:{number}: {why}")
                found += 1
    print(f"{len(pages)} pages, {found} offences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
