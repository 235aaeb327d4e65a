"""Puts measured tables into docs/performance.md, each between its two markers:

    <!-- measured: csv -->
    ...
    <!-- end -->
"""

import os
import pathlib
import platform
import re


def first_of(path, pattern, default="unknown"):
    try:
        found = re.search(pattern, pathlib.Path(path).read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return default
    return found[1].strip() if found else default


def machine(program, versions):
    memory = int(first_of("/proc/meminfo", r"^MemTotal:\s+(\d+)", "0")) / 1024**2
    lines = [
        f"processor: {first_of('/proc/cpuinfo', r'^model name[^:]*:(.*)')}, {os.cpu_count()} cores",
        f"memory: {memory:.0f} GiB",
        f"system: Debian {first_of('/etc/debian_version', r'(.*)')}, {platform.system()} {platform.release()}",
        f"program: {program.stat().st_size / 1e6:.1f} MB, of the release preset",
        f"peers: {', '.join(versions)}",
    ]
    return "\n".join(f"- {line}" for line in lines)


def lines(texts):
    return "\n".join(f"- {text}" for text in texts)


def time_text(seconds):
    return f"{seconds:.2f}" if seconds >= 1 else f"{seconds:.3f}"


def table(jobs, rounds, floor_kib, readings=None):
    """A row a job. Ratios are of medians, to the first job."""
    first = jobs[0].median_s()
    rate = " | million readings/s" if readings else ""
    out = [f"| | median, s | fastest and slowest, s | processor, s | memory, MB | ratio{rate} |",
           f"|---|---:|---:|---:|---:|---:|{'---:|' if readings else ''}"]
    for job in jobs:
        name = f"**{job.name}**" if job.ours else job.name
        if job.is_absent():
            out.append(f"| {name} | absent | | | | {'| ' if readings else ''}|")
            continue
        walls = [run[0] for run in job.runs]
        peak = job.peak_mb()
        memory = f"{peak:.0f}" if peak * 1024 > floor_kib * 1.05 else f"< {floor_kib / 1024:.0f}"
        note = f" ({job.note})" if job.note else ""
        last = f" | {readings / 1e6 / job.median_s():.1f}" if readings else ""
        out.append(f"| {name}{note} | {time_text(job.median_s())} | {time_text(min(walls))} .. {time_text(max(walls))} | "
                   f"{time_text(job.cpu_s())} | {memory} | {job.median_s() / first:.1f}{last} |")
    return "\n".join(out) + f"\n\nMedians of {rounds} rounds in turn, of fewer for what takes long."


def write(path, tables):
    """tables: (key, text). A table without its markers is an error: the page would silently grow old."""
    text = path.read_text(encoding="utf-8")
    for key, body in tables:
        pattern = re.compile(rf"(<!-- measured: {key} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        text, count = pattern.subn(lambda found, body=body: found[1] + body + found[2], text)
        if count != 1:
            raise SystemExit(f"{path} has no place for the table {key!r}")
    path.write_text(text, encoding="utf-8")
