"""Eight real Beijing stations, 2014 under GB 3095-2012: annual means and 98th percentiles from the program equal a
recomputation in exact fractions that shares no code with it. Also: a new pack is data, no C++."""

import csv
import fractions
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
from datetime import date, timedelta

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))
DATA = ROOT.parent / "shared/data/air_beijing"

PACK = """id = "beijing-2014"
title = "北京 2014"
title_en = "Beijing 2014"
years = [2014]
groups = ["环境质量"]

[[station_set]]
key = "air"
name = "北京站点"
medium = "air"
interval = "hour"
parameters = ["SO2", "NO2", "PM10", "PM2.5"]
scope = "建成区"
definition = "UCI 数据集的站点"
"""

INDICATOR = """number = 1
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
source = "test"
cite = { document = "GB 3095-2012", clause = "表1", confidence = "V2" }
"""

LIMITS = {"SO2": 60, "NO2": 40, "PM10": 70, "PM2.5": 35}


def expected_means():
    """City means of 2014: hour -> station day (20 h) -> city day (75 % of stations) -> year (324 days)."""
    hours = {}
    stations = set()
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["year"] != "2014":
                    continue
                stations.add(row["station"])
                day = date(2014, int(row["month"]), int(row["day"]))
                for parameter in LIMITS:
                    if row[parameter] != "NA":
                        hours.setdefault((parameter, row["station"], day), []).append(fractions.Fraction(row[parameter]))
    means = {}
    for parameter in LIMITS:
        days = []
        day = date(2014, 1, 1)
        while day.year == 2014:
            values = [hours.get((parameter, s, day), []) for s in sorted(stations)]
            valid = [sum(v) / len(v) for v in values if len(v) >= 20]
            if valid and fractions.Fraction(len(valid), len(stations)) >= fractions.Fraction(3, 4):
                days.append(sum(valid) / len(valid))
            day += timedelta(days=1)
        means[parameter] = (sum(days) / len(days), len(days))
    return means


def nodes(tree):
    yield tree
    for child in tree.get("children", []):
        yield from nodes(child)


@unittest.skipUnless(DATA.is_dir(), "the Beijing files are not on this machine")
class Beijing(unittest.TestCase):
    def test_2014_equals_an_independent_recomputation(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="chuangmo-"))
        self.addCleanup(shutil.rmtree, folder)
        shutil.copytree(ROOT / "catalog", folder / "catalog")
        pack = folder / "catalog/packs/beijing-2014"
        (pack / "indicators").mkdir(parents=True)
        (pack / "pack.toml").write_text(PACK, encoding="utf-8")
        (pack / "indicators/01-air.toml").write_text(INDICATOR, encoding="utf-8")

        def run(*arguments):
            return subprocess.run([PROGRAM, "--catalog", folder / "catalog", *map(str, arguments)], check=True,
                                  capture_output=True, text=True)

        workspace = folder / "w"
        run("init", workspace, "--programme", "beijing", "--pack", "beijing-2014")
        run("import", "readings", *sorted(DATA.glob("*.csv")), "--set", "air", "-w", workspace)
        evaluation = json.loads(run("evaluate", "-w", workspace, "--as-of", "2014-12-31", "--json", "--standard-as",
                                    "GB 3095-2012", "--standard-as", "HJ 663-2013").stdout)
        criterion = evaluation["indicators"][0]["criteria"][0]
        found = {}
        for node in nodes(criterion["trace"]):
            if node["op"] == "method:annual_mean":
                details = node["details"]
                details = dict(details) if isinstance(details, list) else details
                found[details["parameter"]] = (fractions.Fraction(node["value"]), int(details["valid_days"]))
        expected = expected_means()
        self.assertEqual(found, expected)
        self.assertEqual(criterion["outcome"], "not_met" if any(expected[p][0] > LIMITS[p] for p in LIMITS) else "met")


if __name__ == "__main__":
    unittest.main(verbosity=2)
