#!/usr/bin/env python3
"""Runs what the pages show: in every *.md, blocks marked `console` hold commands ("$ ", continued by "> ") with their output, and a
block marked with a language and a file name is that file. Each page gets a folder of its own, with the demonstration in demo/.
Prints every difference; with --write puts the real output into the page. Exit 1 when a page shows what does not come out."""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("CHUANGMO", ROOT / "build/release/chuangmo")).resolve()
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ["README.md", "README.zh-CN.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))]


def make_stage(folder: pathlib.Path) -> pathlib.Path:
    """What every page finds: the demonstration, and the folders of the repository that commands speak of."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin/chuangmo").symlink_to(PROGRAM)
    stage = folder / "stage"
    stage.mkdir()
    subprocess.run([PROGRAM, "demo", "demo"], cwd=stage, check=True, capture_output=True)
    for name in ("tools", "catalog"):
        shutil.copytree(ROOT / name, stage / name, ignore=shutil.ignore_patterns("__pycache__"))
    return stage


def commands_of(block: str) -> list[list[str]]:
    """Each command: its lines as shown."""
    commands: list[list[str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append([line])
        elif line.startswith("> ") and commands:
            commands[-1].append(line)
    return commands


def run(command: list[str], folder: pathlib.Path, path: str) -> str:
    text = "\n".join(line[2:] for line in command)
    done = subprocess.run(["bash", "-c", text], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "PATH": path, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}, timeout=300)
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def played(text: str, folder: pathlib.Path, path: str) -> str:
    """The page with the output that really comes."""
    def play(block: re.Match) -> str:
        language, name, body = block.groups()
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(body, encoding="utf-8")
        if language != "console":
            return block[0]
        return "```console\n" + "".join("\n".join(c) + "\n" + run(c, folder, path) for c in commands_of(body)) + "```"
    return BLOCK.sub(play, text)


def main() -> int:
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="chuangmo-") as name:
        scratch = pathlib.Path(name)
        stage = make_stage(scratch)
        for number, page in enumerate(PAGES):
            shown = (ROOT / page).read_text(encoding="utf-8")
            if "```console" not in shown:
                continue
            folder = scratch / str(number)
            shutil.copytree(stage, folder)
            real = played(shown, folder, f"{scratch / 'bin'}:{os.environ['PATH']}")
            if real == shown:
                continue
            wrong += 1
            sys.stdout.writelines(difflib.unified_diff(shown.splitlines(True), real.splitlines(True), page, "what comes out", n=1))
            if "--write" in sys.argv:
                (ROOT / page).write_text(real, encoding="utf-8")
    print(f"{wrong} pages show what does not come out")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
