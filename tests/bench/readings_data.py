"""What readings_bench.py works on: generated files, which are kept between runs, and the peers' packages and native files."""

import csv
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KEPT = ROOT / "build/bench"
DATA = KEPT / "data"
NODE = KEPT / "node"
GENERATOR = ROOT / "build/release/generate_readings"
PEERS = HERE / "peers"
SYSTEM_PYTHON = "/usr/bin/python3"  # whose packages are Debian's

STATIONS, PER_CITY = 400, 6
COUNTRY_CITIES = 340
# name: (options of the generator, SHA-256 of what it writes)
FILES = {
    "by-station.csv": ([], "03fb1d98bd09098b552309f58615e8f0e496efd93b9a72900a2afc8d0f878f9a"),
    "by-time.csv": (["--order", "time"], "d1b20cb7c3dfc9c6254c33c3f0ada809e76b9f1971c5f0b21175591b6ff95a56"),
    "shuffled.csv": (["--order", "shuffled"], "7a56110aa6370e9352bb916c84b0c813271945635551860754d586c2c28add75"),
    "sample.csv": (["--stations", 50], "2d8868f1ce3fe373f508a474f19f7efc0d7cf5a49c07ca0874ed5fa42b4c02c7"),
    "small.csv": (["--stations", 22, "--years", 2], "a9b5ec577902b96ad582ddba8b54dada9cf8e5c8c6a8f29eb3bd1b63fd5304e3"),
    "small-shuffled.csv": (["--stations", 22, "--years", 2, "--order", "shuffled"],
                           "0650805d741feb52657996129729710ec859029991a13eb31769093d1cb4e895"),
    "country.csv": (["--stations", COUNTRY_CITIES * PER_CITY],
                    "db44745cb087684dc416db1f50579d2dff3098c346fbf76957d46cebaf091585"),
}
TABLE_OF = {"sample.csv": "sample-cities.csv", "small.csv": "small-cities.csv", "small-shuffled.csv": "small-cities.csv",
            "country.csv": "country-cities.csv"}


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    return done.stdout


def city_table(name):
    return DATA / TABLE_OF.get(name, "cities.csv")


def readings(name):
    """The file of that name, made when it is not there or not of the expected digest."""
    DATA.mkdir(parents=True, exist_ok=True)
    options, digest = FILES[name]
    path, mark = DATA / name, DATA / f"{name}.sha256"
    if not (path.exists() and city_table(name).exists() and mark.exists() and mark.read_text() == f"{digest} {path.stat().st_size}"):
        run(GENERATOR, path, *options, "--per-city", PER_CITY, "--city-table", city_table(name), "--expect", digest)
        mark.write_text(f"{digest} {path.stat().st_size}")
    return path


def pieces(name, most_bytes=400_000_000):
    """The file of that name as files of whole stations, none larger than what is handed in at once."""
    source = readings(name)
    paths, out, written, station = [], None, 0, b""
    with open(source, "rb") as lines:
        heading = next(lines)
        for line in lines:
            is_next = line[:6] != station
            station = line[:6]
            if out is None or (is_next and written > most_bytes):
                paths.append(DATA / f"{source.stem}-{len(paths) + 1}.csv")
                if out is not None:
                    out.close()
                out, written = open(paths[-1], "wb"), len(heading)
                out.write(heading)
            out.write(line)
            written += len(line)
    out.close()
    return paths


def sparse_readings():
    """The small file in no order and without the rows that have nothing to say, which changes no answer."""
    source, path = readings("small-shuffled.csv"), DATA / "small-sparse.csv"
    with open(source, encoding="ascii") as lines, open(path, "w", encoding="ascii") as out:
        out.writelines(line for line in lines if set(line.rstrip("\n").split(",")[2:]) - {"", "NA"})
    return path


def cities(name):
    """Codes of the cities of a file, in order."""
    with open(city_table(name), encoding="ascii", newline="") as file:
        return sorted({row["city"] for row in csv.DictReader(file)})


def install_packages():
    """The peers' packages below build/bench, as pinned by the lock. Returns why there are none, or ""."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "node and npm are not on this machine"
    NODE.mkdir(parents=True, exist_ok=True)
    pinned = (PEERS / "package.json").read_text() + (PEERS / "package-lock.json").read_text()
    mark = NODE / "installed"
    for path in PEERS.glob("*.mjs"):
        shutil.copy(path, NODE)  # node looks for packages beside the script
    if mark.exists() and mark.read_text() == pinned:
        return ""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PEERS / name, NODE)
    # Not `npm ci`: builds for other platforms need not be in the registry, and the lock then lists fewer than it asks for.
    done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-save"], cwd=NODE, capture_output=True, text=True)
    if done.returncode != 0:
        return f"npm install ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"
    mark.write_text(pinned)
    return ""


def has_pandas():
    return os.path.exists(SYSTEM_PYTHON) and subprocess.run([SYSTEM_PYTHON, "-c", "import pandas"], capture_output=True).returncode == 0


def reference_answer(name):
    """The arbiter's answer for a small file, kept as long as neither changes."""
    path = DATA / f"{name}.reference.json"
    script = HERE / "readings_reference.py"
    source = readings(name)
    if not path.exists() or path.stat().st_mtime < max(script.stat().st_mtime, source.stat().st_mtime):
        path.write_text(run(sys.executable, "-I", script, city_table(name), source))
    return path.read_text()
