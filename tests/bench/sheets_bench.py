"""Sheets as long as Excel lets them be: 1,048,576 rows."""

import datetime
import pathlib
import re
import shutil
import sys
import zipfile

from measure import Job
from office_files import SHEET, write_book

ROWS = 1_048_576
TARGET_MS = 20_000
STATIONS = 5
HERE = pathlib.Path(__file__).resolve().parent


def with_every_row(sent, to):
    """What remains when somebody gave whole columns of our workbook a border: every row is there, with cells that say nothing."""
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet2.xml":
                last = max(int(row) for row in re.findall(rb'<row r="(\d+)"', content))
                rows = "".join(f'<row r="{row}" s="1" customFormat="1">' + "".join(f'<c r="{c}{row}" s="1"/>' for c in "ABCDEFG") + "</row>"
                               for row in range(last + 1, ROWS + 1))
                content = content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(entry, content)


def readings_sheet():
    """A heading, and hour after hour of the stations' readings, the same each time."""
    yield ('<row r="1">' + "".join(f'<c r="{c}1" t="inlineStr"><is><t>{name}</t></is></c>' for c, name in
                                   zip("ABCDE", ("监测时间", "点位编码", "二氧化硫(mg/m3)", "二氧化氮(mg/m3)", "可吸入颗粒物(mg/m3)")))
           + "</row>")
    begin = datetime.datetime(1986, 1, 1)
    for row in range(2, ROWS + 1):
        hour, station = divmod(row - 2, STATIONS)
        time = begin + datetime.timedelta(hours=hour)
        texts = f"{time:%Y-%m-%d %H:%M}", f"SZ{station + 1:02}"
        numbers = ((row * 7919) % 150, (row * 104729) % 90, (row * 1299709) % 250)
        yield (f'<row r="{row}">' + "".join(f'<c r="{c}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in zip("AB", texts))
               + "".join(f'<c r="{c}{row}"><v>0.{number:03}</v></c>' for c, number in zip("CDE", numbers)) + "</row>")


def bench_sheets(bench):
    work, fresh = bench.scratch / "sheets", bench.scratch / "sheets-readings"
    sent, returned, marked = (bench.scratch / f"{name}.xlsx" for name in ("sent", "returned", "marked"))
    bench.quietly("demo", work)
    bench.quietly("workbook", "make", "市公安局|2011", "-w", work, "-o", sent)
    with_every_row(sent, returned)
    readings = bench.scratch / "readings.xlsx"
    write_book(readings, f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(readings_sheet())}</sheetData></worksheet>')

    def new_workspace():
        shutil.rmtree(fresh, ignore_errors=True)
        bench.quietly("init", fresh, "--programme", "shuozhou")

    python = [sys.executable, "-I", "-S", HERE / "peers.py"]
    target = {"target_ms": TARGET_MS}
    jobs = [
        bench.ours("workbook read", "workbook", "read", returned, "-w", work, **target),
        bench.ours("workbook read --mark", "workbook", "read", returned, "-w", work, "--mark", marked, note="and written again", **target),
        bench.ours("import readings", "import", "readings", readings, "--set", "air", "-w", fresh, before=new_workspace,
                   note="checked, merged, stored", **target),
        Job("python3, expat over the workbook", [*python, "events", returned, "xl/worksheets/sheet2.xml"], note="counts cells"),
        Job("python3, expat over the readings", [*python, "events", readings, "xl/worksheets/sheet1.xml"], note="counts cells"),
    ]
    size = returned.stat().st_size / 1e6, readings.stat().st_size / 1e6
    bench.table(f"1,048,576 rows: a unit's workbook ({size[0]:.0f} MB), readings ({size[1]:.0f} MB); memory wanted below 300 MB", jobs,
                max(1, bench.rounds // 3))
