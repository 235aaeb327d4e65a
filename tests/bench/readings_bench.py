"""The annual air evaluation of a country, whole processes side by side: from CSV, from native files, into the store, by cities.

The job is defined in README.md of this folder. Every answer is held against the others before a time is believed: on a small
file against the exact reference, on the big one against the first peer.
"""

import json
import os
import shutil
import subprocess
import sys

import performance_page as page
import readings_answers as answers
import readings_data as data
from measure import Job, evict

CSV_READINGS = 10_521_600 * 6  # cells of the big file, missing ones included
COUNTRY_READINGS = 2040 * 26_304 * 6
NODE = ["node"]
WORKSPACE = data.KEPT / "workspace"
COUNTRY = data.KEPT / "country"
CATALOG = data.KEPT / "catalog"
DUCKDB_FILE, PARQUET_FILE = data.DATA / "readings.duckdb", data.DATA / "readings.parquet"

PACK = """id = "country-air"
title = "空气质量"
title_en = "Air quality"
years = [2019, 2020, 2021]
groups = ["环境质量"]

[[station_set]]
key = "air"
name = "空气点位"
medium = "air"
interval = "hour"
parameters = ["SO2", "NO2", "PM10", "PM2.5", "CO", "O3"]
scope = "全国"
definition = "点位"
"""
INDICATOR = """number = 1
key = "air"
name = "空气"
name_en = "Air"
group = "环境质量"
requirement = "年平均值达到二级标准"
requirement_en = "Annual means meet grade II"
scope = "全国"

[[criterion]]
id = "1.1"
name = "年平均值"
rule = 'each p in {SO2, NO2, PM10, "PM2.5"}: annual_mean(air, p) <= limit("GB 3095", p, annual, class II)'
source = "bench"
cite = { document = "GB 3095-2012", clause = "表1", confidence = "V2" }
"""


def must(found, what):
    if found:
        raise SystemExit(f"wrong result: {what}\n  " + "\n  ".join(found))


# The peers ------------------------------------------------------------------------------------------------------------

def duckdb(name, *arguments, absent="", **more):
    return Job(f"DuckDB, {name}", None if absent else [*NODE, data.NODE / "duckdb_air.mjs", *arguments], **more)


def polars(name, *arguments, absent="", **more):
    return Job(f"polars, {name}", None if absent else [*NODE, data.NODE / "polars_air.mjs", *arguments], **more)


def pandas(table, csv, **more):
    command = [data.SYSTEM_PYTHON, data.PEERS / "pandas_air.py", table, csv] if data.has_pandas() else None
    return Job("pandas, with numpy", command, **more)


def sqlite_script(table, csv, path):
    path.write_text(data.run(sys.executable, "-I", data.PEERS / "sqlite_air.py", table, csv), encoding="utf-8")
    return path


def csv_peers(table, csv, absent, **slow):
    return [
        duckdb("hours packed into integers", "csv", table, csv, "packed", absent=absent),
        duckdb("a column for each hour", "csv", table, csv, "columns", absent=absent),
        polars("a column for each hour", "csv", table, csv, "columns", absent=absent),
        polars("rolling mean", "csv", table, csv, "rolling", absent=absent, note="only right when sorted and without a gap in the rows"),
        pandas(table, csv, **slow),
    ]


def versions(bench, absent):
    told = [f"Python {sys.version.split()[0]}"]
    if not absent:
        told += [f"node {data.run('node', '--version').strip()}",
                 f"DuckDB {data.run('node', data.NODE / 'duckdb_air.mjs', 'version').strip()}",
                 f"nodejs-polars {data.run('node', data.NODE / 'polars_air.mjs', 'version').strip()}"]
    if data.has_pandas():
        told.append("pandas {} with numpy {}".format(*data.run(data.SYSTEM_PYTHON, data.PEERS / "pandas_air.py", "version").split()))
    if shutil.which("sqlite3"):
        told.append(f"SQLite {data.run('sqlite3', '--version').split()[0]}")
    return told


# The program ----------------------------------------------------------------------------------------------------------

def annual(csv, table, threads=2):
    return ["air", "annual", csv, "--stations", table, "--threads", threads, "--json"]


def annual_of(workspace, threads=2, cities=()):
    chosen = [part for city in cities for part in ("--city", city)]
    return ["--catalog", CATALOG, "air", "annual", "-w", workspace, *chosen, "--threads", threads, "--json"]


def has_annual(bench):
    told = subprocess.run([str(bench.program), "air", "annual", "--help"], capture_output=True, text=True)
    return "--threads" in told.stdout


def make_catalog():
    """The repository's catalogue with a pack that asks for the air of a country."""
    shutil.rmtree(CATALOG, ignore_errors=True)
    shutil.copytree(data.ROOT / "catalog", CATALOG)
    pack = CATALOG / "packs/country-air"
    (pack / "indicators").mkdir(parents=True)
    (pack / "pack.toml").write_text(PACK, encoding="utf-8")
    (pack / "indicators/01-air.toml").write_text(INDICATOR, encoding="utf-8")


def new_workspace(bench, workspace, name):
    """Empty but for the register of stations."""
    shutil.rmtree(workspace, ignore_errors=True)
    bench.quietly("--catalog", CATALOG, "init", workspace, "--programme", "country", "--pack", "country-air")
    register = data.DATA / "register.csv"
    rows = data.city_table(name).read_text(encoding="ascii").splitlines()[1:]
    lines = ["点位组,点位编码,点位名称,城市", *("air,{0},{0},{1}".format(*row.split(",")) for row in rows)]
    register.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bench.quietly("--catalog", CATALOG, "import", "stations", register, "-w", workspace)


def import_command(workspace, *csv):
    return ["--catalog", CATALOG, "import", "readings", *csv, "--set", "air", "-w", workspace]


# What is measured -----------------------------------------------------------------------------------------------------

def check_on_small(bench, absent):
    """Everybody's answer to a small file, in order and out of order, against the exact reference."""
    expected = answers.answer(data.reference_answer("small.csv"))
    table = data.city_table("small.csv")
    checked = []
    for csv in (data.readings("small.csv"), data.sparse_readings()):
        jobs = csv_peers(table, csv, absent)
        if csv.name == "small-sparse.csv":
            jobs = [job for job in jobs if not job.note]
        jobs += [Job("chuangmo", [bench.program, *annual(csv, table, threads)], ours=True) for threads in (1, 2) if has_annual(bench)]
        for job in (job for job in jobs if not job.is_absent()):
            must(answers.differences(expected, answers.answer(data.run(*job.command))), f"{job.name} of {csv.name}")
            checked.append(job.name)
        if shutil.which("sqlite3"):
            out = bench.scratch / "sqlite.out"
            out.write_text(data.run("sqlite3", ":memory:", f".read {sqlite_script(table, csv, bench.scratch / 'small.sql')}"))
            told = data.run(sys.executable, "-I", data.PEERS / "sqlite_air.py", "answer", out)
            must(answers.differences(expected, answers.answer(told)), f"SQLite of {csv.name}")
            checked.append("SQLite")
    print(f"  {len(expected)} rows of an exact reference equal to the answers of {', '.join(dict.fromkeys(checked))}")


def check_equal(jobs):
    """All present jobs that answered the same question."""
    present = [job for job in jobs if not job.is_absent()]
    first = answers.answer(present[0].output)
    for job in present[1:]:
        must(answers.differences(first, answers.answer(job.output)), f"{present[0].name} and {job.name}")
    print(f"  {len(present)} equal answers of {len(first)} rows")


def table(bench, key, title, jobs, rounds, size=None, checked=True):
    jobs = sorted(jobs, key=Job.is_absent)  # a table begins with something that ran
    bench.table(title, jobs, rounds)
    if checked:
        check_equal(jobs)
    bench.pages.append((key, page.table(jobs, rounds, bench.floor_kib, size)))


def from_csv(bench, absent, rounds):
    csv = data.readings("by-station.csv")
    cities = data.city_table("by-station.csv")
    ours = [bench.ours(f"air annual FILE, {threads} thread{'s' * (threads > 1)}", *annual(csv, cities, threads), bytes_read=csv.stat().st_size)
            for threads in (2, 1) if has_annual(bench)]
    table(bench, "csv", f"From CSV to the annual evaluation: {csv.stat().st_size / 1e6:.0f} MB, 400 stations, 67 cities, 3 years of hours",
          ours + csv_peers(cities, csv, absent, most_rounds=3), rounds, CSV_READINGS)
    if shutil.which("sqlite3") is None:
        return
    sample = data.readings("sample.csv")
    script = sqlite_script(data.city_table("sample.csv"), sample, bench.scratch / "sample.sql")
    ours = [bench.ours("air annual FILE, 2 threads", *annual(sample, data.city_table("sample.csv")))] if has_annual(bench) else []
    sqlite = Job("SQLite's shell, in memory", ["sqlite3", ":memory:", f".read {script}"], most_rounds=3)
    table(bench, "sample", f"The same of 50 stations: {sample.stat().st_size / 1e6:.0f} MB", [*ours, sqlite], rounds, checked=False)


def without(*paths):
    def remove():
        for path in paths:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return remove


def into_store(bench, absent, rounds):
    make_catalog()
    csv = data.readings("by-station.csv")
    ours = []
    if has_annual(bench):
        ours = [bench.ours("import readings FILE", *import_command(WORKSPACE, csv),
                           before=lambda: new_workspace(bench, WORKSPACE, csv.name), note="checked, kept with its file, synced")]
    jobs = [*ours,
            duckdb("CREATE TABLE AS", "load", DUCKDB_FILE, csv, absent=absent, before=without(DUCKDB_FILE), note="no checks"),
            polars("into Parquet", "save", csv, PARQUET_FILE, absent=absent, before=without(PARQUET_FILE), note="no checks, no sync")]
    table(bench, "import", "From CSV into what each keeps", jobs, min(rounds, 3), CSV_READINGS, checked=False)
    kept = [("chuangmo.db", sum(path.stat().st_size for path in WORKSPACE.glob("chuangmo.db*")) if ours else 0),
            ("DuckDB", DUCKDB_FILE.stat().st_size if not absent else 0), ("Parquet", PARQUET_FILE.stat().st_size if not absent else 0)]
    told = ", ".join(f"{name} {size / 1e6:.1f} MB ({size / CSV_READINGS:.2f} bytes a reading)" for name, size in kept if size)
    print(f"  kept: {told}")
    bench.pages.append(("kept", f"Kept: {told}."))


def from_store(bench, absent, rounds):
    cities = data.city_table("by-station.csv")
    ours = [bench.ours(f"air annual -w WORKSPACE, {threads} thread{'s' * (threads > 1)}", *annual_of(WORKSPACE, threads))
            for threads in (2, 1) if has_annual(bench)]
    jobs = [
        *ours,
        duckdb("hours packed into integers", "native", cities, DUCKDB_FILE, "packed", absent=absent),
        duckdb("a column for each hour", "native", cities, DUCKDB_FILE, "columns", absent=absent),
        polars("a column for each hour", "parquet", cities, PARQUET_FILE, "columns", absent=absent),
        polars("rolling mean", "parquet", cities, PARQUET_FILE, "rolling", absent=absent,
               note="only right when sorted and without a gap in the rows"),
    ]
    table(bench, "native", "From what each keeps to the annual evaluation", jobs, rounds, CSV_READINGS)


def same_bytes(bench):
    """The output of one and two threads, of three orders of the rows and of the file in three pieces."""
    outputs = set()
    table_path = data.city_table("by-station.csv")
    names = ("by-station.csv", "by-time.csv", "shuffled.csv")
    for name in names:
        csv = data.readings(name)
        outputs |= {bench.quietly(*annual(csv, table_path, threads)) for threads in (1, 2)}
    small = data.readings("small-shuffled.csv")
    header, *lines = small.read_text(encoding="ascii").splitlines(keepends=True)
    pieces = [bench.scratch / f"piece-{i}.csv" for i in range(3)]
    for i, piece in enumerate(pieces):
        piece.write_text(header + "".join(lines[i::3]), encoding="ascii")
    table_path = data.city_table(small.name)
    whole = bench.quietly(*annual(data.readings("small.csv"), table_path))
    in_pieces = {bench.quietly("air", "annual", *order, "--stations", table_path, "--threads", threads, "--json")
                 for order in (pieces, pieces[::-1]) for threads in (1, 2)}
    must([] if len(outputs) == 1 else [f"{len(outputs)} outputs"], "threads or the order of rows change the bytes")
    must([] if in_pieces == {whole} else ["differ"], "files in pieces change the bytes")
    print(f"  the same bytes from 1 and 2 threads, from {', '.join(names)}, and from three pieces in two orders")


def bench_readings(bench):
    absent = data.install_packages()
    if absent:
        print(f"\nDuckDB and polars are absent: {absent}")
    told = versions(bench, absent)
    print(f"\nThe annual air evaluation. {', '.join(told)}")
    bench.pages.append(("machine", page.machine(bench.program, told)))
    check_on_small(bench, absent)
    rounds = max(1, bench.rounds - 2)
    from_csv(bench, absent, rounds)
    into_store(bench, absent, rounds)
    from_store(bench, absent, rounds)
    if has_annual(bench):
        same_bytes(bench)


def bench_country(bench):
    """One store of 340 cities x 6 stations x 3 years; evaluations of 1, 34 and 340 of them."""
    if not has_annual(bench):
        return
    csv = data.readings("country.csv")
    make_catalog()
    new_workspace(bench, COUNTRY, csv.name)
    files = data.pieces(csv.name)
    load = bench.ours("import readings FILE...", *import_command(COUNTRY, *files))
    load.runs.append(bench.launcher.run(load, bench.scratch / "output"))
    for path in files:
        path.unlink()
    print(f"\nA country: {COUNTRY_READINGS / 1e6:.0f} million readings imported in {load.median_s():.1f} s "
          f"({COUNTRY_READINGS / 1e6 / load.median_s():.1f} million/s, {load.peak_mb():.0f} MB)")
    every = data.cities(csv.name)
    stored = sorted(COUNTRY.glob("chuangmo.db*"))
    jobs = [bench.ours(f"air annual, {count} of {len(every)} cities", *annual_of(COUNTRY, cities=every[:count] if count < len(every) else ()))
            for count in (1, len(every) // 10, len(every))]
    jobs.append(bench.ours("all, files not in the page cache", *annual_of(COUNTRY), before=lambda: evict(bench.program, *stored)))
    table(bench, "country", "Cold evaluation out of a store of 340 cities, 2,040 stations, 3 years of hours", jobs, max(1, bench.rounds - 2),
          checked=False)
    for job, count in zip(jobs, (1, len(every) // 10, len(every), len(every))):
        must([] if len(json.loads(job.output)["years"]) == 3 * count else [job.name], "years of an answer")


def bench_steps(bench):
    """What a new reading costs, inside one process: in the store of the country where it is there, else of one city."""
    program = bench.program.with_name("chuangmo_bench")
    if not program.exists():
        return
    country = COUNTRY / "chuangmo.db"
    more = {"env": {**os.environ, "CHUANGMO_COUNTRY": str(country)}} if country.exists() else {}
    told = data.run(program, "--benchmark_filter=refresh", "--benchmark_format=json", **more)
    found = json.loads(told)["benchmarks"] if told.strip() else []
    if not found:
        return
    where = f"{COUNTRY_READINGS / 1e6:.0f} million readings" if more else "one city"
    lines = [f"In a store of {where}: the commit of one reading {step['commit_ms']:.2f} ms; then its city judged again "
             f"{step['real_time']:.2f} {step['time_unit']}." for step in found]
    print("\nOne new reading\n  " + "\n  ".join(lines))
    bench.pages.append(("refresh", page.lines(lines)))
    shutil.rmtree(COUNTRY, ignore_errors=True)


def write_page(bench):
    if bench.pages:
        page.write(data.ROOT / "docs/performance.md", bench.pages)
        print(f"\nwritten: {os.path.relpath(data.ROOT / 'docs/performance.md')}")
