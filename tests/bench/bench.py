"""Measured speed: whole processes, in turn with their peers, ratios within one run.

    python3 tests/bench/bench.py build/release/chuangmo [--rounds N] [--write]
                                 [--only annex,evaluate,beijing,demo,readings,country,steps,server,sheets]

--write puts the tables of readings, country, steps and server into docs/performance.md.

Nothing here fails for being slow: targets stand beside the figures. It does fail when a result is wrong.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

import office_files
import peers
import readings_bench
import server_bench
import sheets_bench
from measure import Job, Launcher, evict, measure, show

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
ANNEX = ROOT / "catalog/programmes/shuozhou/annex.txt"
BEIJING = ROOT.parent / "shared/data/air_beijing"
PYTHON = [sys.executable, "-I", "-S", HERE / "peers.py"]
ANNEX_TARGET_MS = 50
EVALUATE_TARGET_MS = 1000
YEARS = "2009,2010,2011"

BEIJING_PACK = """id = "beijing-2014"
title = "北京 2014"
title_en = "Beijing 2014"
years = [2014]
groups = ["环境质量"]

[[station_set]]
key = "air"
name = "北京站点"
medium = "air"
interval = "hour"
parameters = ["SO2", "NO2", "PM10", "PM2.5", "CO", "O3"]
scope = "建成区"
definition = "站点"
"""
BEIJING_INDICATOR = """number = 1
key = "air"
name = "空气"
name_en = "Air"
group = "环境质量"
requirement = "年平均值达到二级标准"
requirement_en = "Annual means meet grade II"
scope = "建成区"

[[criterion]]
id = "1.1"
name = "年平均值"
rule = 'each p in {SO2, NO2, PM10, "PM2.5"}: annual_mean(air, p) <= limit("GB 3095", p, annual, class II)'
source = "bench"
cite = { document = "GB 3095-2012", clause = "表1", confidence = "V2" }
"""


class Bench:
    def __init__(self, program, rounds, scratch):
        self.program = program
        self.rounds = rounds
        self.scratch = scratch
        self.launcher = Launcher()
        self.pages = []  # (key, text) of tables for docs/performance.md
        self.floor_kib = self.launcher.floor_kib(scratch)

    def ours(self, name, *arguments, **more):
        return Job(name, [self.program, *arguments], ours=True, **more)

    def quietly(self, *arguments):
        done = subprocess.run([str(a) for a in (self.program, *arguments)], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{arguments} ended with {done.returncode}\n{done.stderr[-2000:]}")
        return done.stdout

    def table(self, title, jobs, rounds):
        measure(self.launcher, jobs, rounds, self.scratch)
        show(title, jobs, self.floor_kib)


def must(condition, text):
    if not condition:
        raise SystemExit(f"wrong result: {text}")


def tree_nodes(node):
    yield node
    for child in node.get("children", []):
        yield from tree_nodes(child)


def annual_means(evaluation):
    """{(year, parameter): mean} of what the program's traces say."""
    found = {}
    for indicator in evaluation["indicators"]:
        for criterion in indicator["criteria"]:
            for node in tree_nodes(criterion["trace"]):
                if node["op"] == "method:annual_mean":
                    details = dict(node["details"])
                    upper, _, lower = node["value"].partition("/")
                    found[details["period"][:4], details["parameter"]] = int(upper) / int(lower or 1)
    return found


def bench_annex(bench):
    rows = office_files.rows_of_text(ANNEX.read_text(encoding="utf-8"))
    files = {kind: bench.scratch / f"annex.{kind}" for kind in ("docx", "xlsx", "csv")}
    office_files.write_docx(files["docx"], rows)
    office_files.write_xlsx(files["xlsx"], rows)
    office_files.write_csv(files["csv"], rows)
    first = json.loads(bench.quietly("plan", "import", ANNEX, "--json"))
    for path in (ANNEX, *files.values()):
        plan = json.loads(bench.quietly("plan", "import", path, "--json"))
        count = len(plan["indicators"]), sum(len(i["tasks"]) for i in plan["indicators"])
        must(count == (26, 99), f"{path.name} has {count[0]} indicators and {count[1]} tasks")
        duties = [[(t["lead"], t["cooperating"]) for t in i["tasks"]] for i in plan["indicators"]]
        must(duties == [[(t["lead"], t["cooperating"]) for t in i["tasks"]] for i in first["indicators"]], f"units of {path.name}")
    fresh, kept = bench.scratch / "plan-new", bench.scratch / "plan-kept"
    target = {"target_ms": ANNEX_TARGET_MS}
    jobs = [
        bench.ours("plan import annex.txt", "plan", "import", ANNEX, **target),
        bench.ours("plan import annex.txt -o NEW", "plan", "import", ANNEX, "-o", fresh,
                   before=lambda: shutil.rmtree(fresh, ignore_errors=True), **target),
        bench.ours("plan import annex.txt -o SAME", "plan", "import", ANNEX, "-o", kept, note="and compares with what is there", **target),
        bench.ours("plan import annex.docx", "plan", "import", files["docx"], **target),
        bench.ours("plan import annex.xlsx", "plan", "import", files["xlsx"], **target),
        bench.ours("plan import annex.csv", "plan", "import", files["csv"], **target),
        bench.ours("plan import annex.txt --json", "plan", "import", ANNEX, "--json", **target),
        Job("python3, text into cells", [*PYTHON, "cells", ANNEX], note="no units, no prose, no lint"),
        Job("python3, .docx into texts", [*PYTHON, "office", files["docx"]]),
        Job("true", ["true"], note="what it costs to start anything"),
    ]
    bench.table("The annex: 26 indicators, 99 tasks, units resolved, prose read, checked", jobs, 3 * bench.rounds)


def bench_evaluate(bench):
    work = bench.scratch / "demo"
    bench.quietly("demo", work)
    hours = sorted((work / "handed-in").glob("20*/监测/城区空气小时值.csv")) + sorted((work / "handed-in/更正").glob("*南城站复核.csv"))
    rows = bench.scratch / "rows.db"
    peers.load_demo(rows, hours)
    workspace = ("-w", work)
    page, proof, whole = (bench.scratch / name for name in ("page.html", "proof.json", "all"))
    sql = [*PYTHON, "sql", rows, YEARS]
    target = {"target_ms": EVALUATE_TARGET_MS}
    jobs = [
        bench.ours("evaluate", "evaluate", *workspace, **target),
        bench.ours("evaluate, files not in the page cache", "evaluate", *workspace,
                   before=lambda: evict(bench.program, work / "chuangmo.db"), **target),
        bench.ours("evaluate --json", "evaluate", *workspace, "--json", **target),
        bench.ours("evaluate --standard-as GB 3095-2012", "evaluate", *workspace, "--standard-as", "GB 3095-2012", **target),
        bench.ours("evaluate --indicator 8", "evaluate", *workspace, "--indicator", 8),
        bench.ours("explain 8", "explain", 8, *workspace),
        bench.ours("verdict export 4", "verdict", "export", 4, *workspace, "-o", proof),
        bench.ours("verdict export 8", "verdict", "export", 8, *workspace, "-o", whole),
        bench.ours("scoreboard", "scoreboard", *workspace, "-o", page),
        Job("python3, PM10 means from the CSV", [*PYTHON, "means", YEARS, "PM10", *hours], note="3 numbers, in doubles"),
        Job("mawk, PM10 means from the CSV", ["mawk", "-F,", "-f", HERE / "demo_means.awk", *hours], note="3 numbers, in doubles"),
        Job("python3 + SQL, PM10 means from rows", [*sql, "PM10"], note="3 numbers, in doubles"),
        Job("python3 + SQL, SO2 NO2 PM10 from rows", [*sql, "SO2,NO2,PM10"], note="9 numbers, in doubles"),
    ]
    readings = sum(path.stat().st_size for path in hours)
    bench.table(f"The 26 verdicts, each run a new process: 3 years of hours ({readings / 1e6:.1f} MB of CSV handed in)", jobs, bench.rounds)
    print(f"  kept in: chuangmo.db with everything {(work / 'chuangmo.db').stat().st_size / 1e6:.2f} MB; a row per reading "
          f"{rows.stat().st_size / 1e6:.2f} MB")

    evaluation = json.loads(jobs[2].output)
    must(len(evaluation["indicators"]) == 26, "not 26 indicators")
    ours = annual_means(evaluation)
    told = json.loads(jobs[9].output), json.loads(jobs[11].output), json.loads(jobs[12].output)
    for theirs in told:
        for year, values in theirs.items():
            for parameter, mean in values.items():
                must(abs(ours[year, parameter] - mean) < 1e-6, f"{parameter} {year}: {ours[year, parameter]} and {mean}")
    if not jobs[10].is_absent():
        for line in jobs[10].output.decode().splitlines():
            year, mean = line.split()
            must(abs(ours[year, "PM10"] - float(mean)) < 1e-6, f"mawk's {line}")
    print(f"  all peers' means equal the program's ({len(ours)} compared where they give one)")


def sqlite_import(path, database):
    """The command line of SQLite's own shell: the text of every column, no conversion."""
    script = ["-cmd", ".mode csv", "-cmd", "PRAGMA journal_mode=WAL", database]
    return ["sqlite3", *script, *(f'.import "{name}" raw' for name in path)]


def bench_beijing(bench):
    files = sorted(BEIJING.glob("*.csv"))
    if not files:
        print(f"\nBeijing files: skipped, {os.path.relpath(BEIJING, ROOT)} is not on this machine")
        return
    catalog = bench.scratch / "catalog"
    shutil.copytree(ROOT / "catalog", catalog)
    pack = catalog / "packs/beijing-2014"
    (pack / "indicators").mkdir(parents=True)
    (pack / "pack.toml").write_text(BEIJING_PACK, encoding="utf-8")
    (pack / "indicators/01-air.toml").write_text(BEIJING_INDICATOR, encoding="utf-8")
    work, rows, raw = bench.scratch / "beijing", bench.scratch / "beijing.db", bench.scratch / "raw.db"
    begin = ("--catalog", catalog)

    def new_workspace():
        shutil.rmtree(work, ignore_errors=True)
        bench.quietly(*begin, "init", work, "--programme", "beijing", "--pack", "beijing-2014")

    def without(path):
        return lambda: [pathlib.Path(f"{path}{end}").unlink(missing_ok=True) for end in ("", "-wal", "-shm")]

    size = sum(path.stat().st_size for path in files)
    jobs = [
        bench.ours("import readings, 8 files", *begin, "import", "readings", *files, "--set", "air", "-w", work,
                   before=new_workspace, bytes_read=size, note="checked, converted, merged, stored"),
        Job("python3 + SQLite, a row per reading", [*PYTHON, "load", rows, *files], before=without(rows), bytes_read=size,
            note="no checks"),
        Job("sqlite3 .import, text as it stands", sqlite_import(files, raw), before=without(raw), bytes_read=size,
            note="nothing converted"),
        Job("mawk, reads the numbers", ["mawk", "-F,", "{ for (i = 6; i <= 11; i++) s += $i } END { print s }", *files],
            bytes_read=size, note="stores nothing"),
    ]
    bench.table(f"Readings in: {size / 1e6:.1f} MB of real hourly files, 6 parameters", jobs, max(3, bench.rounds // 2))
    stored = sum(path.stat().st_size for path in work.glob("chuangmo.db*"))
    readings = int(subprocess.run([sys.executable, "-c", "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("
                                   "'SELECT COUNT(*) FROM readings').fetchone()[0])", rows], capture_output=True, text=True,
                                  check=True).stdout)
    print(f"  kept: {readings} readings; chuangmo.db {stored / readings:.2f} bytes each with flag and line of origin "
          f"({stored / 1e6:.2f} MB), a row per reading {rows.stat().st_size / readings:.1f}, "
          f"the CSV {size / readings:.1f}")

    judged = ("evaluate", "-w", work, "--as-of", "2014-12-31", "--standard-as", "GB 3095-2012", "--standard-as", "HJ 663-2013")
    jobs = [bench.ours("evaluate, 4 annual means of 2014", *begin, *judged),
            Job("mawk, the same means from the CSV", ["mawk", "-F,", "-f", HERE / "beijing_means.awk", *files], note="in doubles")]
    bench.table("Eight stations judged for 2014", jobs, bench.rounds)
    if not jobs[1].is_absent():
        ours = annual_means(json.loads(bench.quietly(*begin, *judged, "--json")))
        for line in jobs[1].output.decode().splitlines():
            parameter, mean = line.split()
            must(abs(ours["2014", parameter] - float(mean)) < 1e-6, f"mawk's {line}")
        print(f"  mawk's means equal the program's ({len(ours)} compared)")


def bench_demo(bench):
    folder = bench.scratch / "demo-new"
    jobs = [bench.ours("demo", "demo", folder, before=lambda: shutil.rmtree(folder, ignore_errors=True),
                       note="import, simulate, 3 years in, judge, page")]
    bench.table("The demonstration as a whole", jobs, max(3, bench.rounds // 2))


JOBS = {"annex": bench_annex, "evaluate": bench_evaluate, "beijing": bench_beijing, "demo": bench_demo,
        "readings": readings_bench.bench_readings, "country": readings_bench.bench_country, "steps": readings_bench.bench_steps,
        "server": server_bench.bench_server, "sheets": sheets_bench.bench_sheets}


def main():
    arguments = argparse.ArgumentParser(description="measured speed, side by side in one run")
    arguments.add_argument("program")
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--only", default=",".join(JOBS))
    arguments.add_argument("--write", action="store_true", help="put the tables of readings and server into docs/performance.md")
    given = arguments.parse_args()
    program = pathlib.Path(given.program).resolve()
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as folder:  # on the disk the program works on
        scratch = pathlib.Path(folder)
        bench = Bench(program, max(1, given.rounds), scratch)
        load = os.getloadavg()[0]
        print(f"{platform.system()} {platform.release()}, {os.cpu_count()} processors, load {load:.1f} at the start; "
              f"{program.stat().st_size / 1e6:.1f} MB program; Python {platform.python_version()}")
        print("Page cache warm but where said; memory is the kernel's peak of the process, which cannot be told "
              f"below the launcher's {bench.floor_kib / 1024:.0f} MB.")
        for name in given.only.split(","):
            JOBS[name](bench)
        if given.write:
            readings_bench.write_page(bench)
        bench.launcher.close()


if __name__ == "__main__":
    main()
