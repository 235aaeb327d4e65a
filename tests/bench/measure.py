"""Whole processes, run in turn with their peers, and the table that shows them side by side."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys


class Job:
    """One command line. `ours` marks the program; the others are peers that do the same or less."""

    def __init__(self, name, command, ours=False, target_ms=None, before=None, note="", bytes_read=None, most_rounds=None):
        self.name = name
        self.command = None if command is None else [str(part) for part in command]
        self.ours = ours
        self.target_ms = target_ms
        self.before = before  # runs untimed in front of each run
        self.note = note
        self.bytes_read = bytes_read
        self.most_rounds = most_rounds  # None: as many as the others; fewer for what takes long
        self.runs = []  # (wall s, processor s, peak KiB)
        self.output = b""
        if self.command is not None:
            found = shutil.which(self.command[0])
            self.command = None if found is None else [found, *self.command[1:]]

    def is_absent(self):
        return self.command is None

    def median_s(self):
        return statistics.median(run[0] for run in self.runs)

    def cpu_s(self):
        return statistics.median(run[1] for run in self.runs)

    def peak_mb(self):
        return max(run[2] for run in self.runs) / 1024


class Launcher:
    def __init__(self):
        script = pathlib.Path(__file__).with_name("launch.py")
        self.process = subprocess.Popen([sys.executable, "-I", "-S", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def run(self, job, output):
        """Wall time from spawn to reaped; what the kernel counted for that one process and its children."""
        if job.before:
            job.before()
        print(output, *job.command, sep="\0", file=self.process.stdin, flush=True)
        wall, cpu, peak, code = self.process.stdout.readline().split()
        if code != "0" and not (job.ours and code == "1"):  # 1: done, with findings
            told = pathlib.Path(f"{output}.err").read_text(encoding="utf-8", errors="replace")
            raise SystemExit(f"{' '.join(job.command)} ended with {code}\n{told[-2000:]}")
        return float(wall), float(cpu), int(peak)

    def floor_kib(self, scratch):
        """What is counted into every process it starts."""
        return max(self.run(Job("true", ["true"]), scratch / "output")[2] for _ in range(9))


def measure(launcher, jobs, rounds, scratch):
    """A first round unmeasured (it fills the page cache and leaves the output to be checked), then round by round."""
    present = [job for job in jobs if not job.is_absent()]
    for job in present:
        launcher.run(job, scratch / "output")
        job.output = (scratch / "output").read_bytes()
    for round_number in range(rounds):
        for job in present:
            if job.most_rounds is None or round_number < job.most_rounds:
                job.runs.append(launcher.run(job, scratch / "output"))


def width(text):
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def pad(text, columns):
    return text + " " * max(1, columns - width(text))


def time_text(seconds):
    return f"{seconds * 1e3:8.1f}" if seconds < 10 else f"{seconds * 1e3:8.0f}"


def against_target(job):
    if job.median_s() * 1e3 < job.target_ms:
        return f"target {job.target_ms} ms: kept"
    if job.cpu_s() * 1e3 < job.target_ms:
        return f"target {job.target_ms} ms: MISSED by the clock, kept by the processor"
    return f"target {job.target_ms} ms: MISSED"


def remark(job):
    told = []
    if job.target_ms is not None:
        told.append(against_target(job))
    if job.bytes_read:
        told.append(f"{job.bytes_read / 1e6 / job.median_s():.0f} MB/s")
    if job.note:
        told.append(job.note)
    return "; ".join(told)


def show(title, jobs, floor_kib):
    """Ratios are of medians, to the first job of the table."""
    first = jobs[0].median_s()
    rounds = len(jobs[0].runs)
    print(f"\n{title}  ({rounds} rounds in turn)")
    print(pad("", 46) + "  min ms   median      max   cpu ms  peak MB    ratio")
    for job in jobs:
        name = pad(("  " if job.ours else "  peer: ") + job.name, 46)
        if job.is_absent():
            print(name + "  absent on this machine")
            continue
        walls = sorted(run[0] for run in job.runs)
        peak = max(run[2] for run in job.runs)
        memory = f"{peak / 1024:8.1f}" if peak > floor_kib * 1.05 else f"{'<' + format(floor_kib / 1024, '.0f'):>8}"
        print(f"{name}{time_text(walls[0])} {time_text(job.median_s())} {time_text(walls[-1])} {time_text(job.cpu_s())} "
              f"{memory} {job.median_s() / first:8.2f}  {remark(job)}".rstrip())
    sys.stdout.flush()


def evict(*paths):
    """Asks the kernel to forget the pages of these files, which needs no privilege."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)
