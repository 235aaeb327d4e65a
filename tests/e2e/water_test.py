"""`chuangmo water class` and `water annual` on files, against the tables of GB 3838-2002 and the method of 2011 worked again here in
exact fractions, with nothing shared but the numbers of the law."""

import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest
from decimal import Decimal, getcontext
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))

CLASSES = ["I", "II", "III", "IV", "V", "劣V"]
LIMITS = {"高锰酸盐指数": ("CODMn", "2 4 6 10 15"), "化学需氧量": ("COD", "15 15 20 30 40"), "氨氮": ("NH3-N", "0.15 0.5 1.0 1.5 2.0"),
          "总磷": ("TP", "0.02 0.1 0.2 0.3 0.4"), "铅": ("Pb", "0.01 0.01 0.05 0.05 0.1")}
LAKE_TP = "0.01 0.025 0.05 0.1 0.2"
OXYGEN = "7.5 6 5 3 2"


def class_of(name: str, value: Fraction, lake: bool = False) -> int:
    """1..6; equal limits give the better class."""
    if name == "溶解氧":
        return next((i for i, limit in enumerate(OXYGEN.split(), 1) if value >= Fraction(limit)), 6)
    limits = LAKE_TP if lake and name == "总磷" else LIMITS[name][1]
    return next((i for i, limit in enumerate(limits.split(), 1) if value <= Fraction(limit)), 6)


class Files(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="chuangmo-water-")
        self.addCleanup(self.folder.cleanup)

    def file(self, name: str, text: str) -> str:
        path = pathlib.Path(self.folder.name) / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run_program(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([PROGRAM, "water", *words], capture_output=True, text=True, cwd=self.folder.name)

    def json(self, *words: str) -> dict:
        done = self.run_program(*words, "--json")
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout[-800:])
        return json.loads(done.stdout)


class WaterClass(Files):
    def test_a_sample_has_the_class_of_its_worst_indicator(self):
        auto = self.file("a.csv", "流域,断面名称,监测时间,水质类别,水温(℃),pH(无量纲),溶解氧(mg/L),高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),总氮(mg/L)\n"
                         "甲流域,甲,02-04 11:00,Ⅲ,10.2,7.95,9.83,2.38,0.135,0.056,22.6\n"      # II by CODMn and TP; nitrogen does not count
                         "甲流域,乙,02-04 11:00,劣Ⅴ,10.2,9.34,7.05,2.97,0.061,0.048,0.46\n"     # pH beyond 9
                         "甲流域,丙,02-04 11:00,Ⅴ,8.0,7.50,4.10,6.60,1.8,0.2,--\n"             # V by ammonia: 0.8 over 1.0; CODMn 0.1 over 6
                         "甲流域,丁,02-04 10:30,Ⅰ,28.0,7.50,7.3,1.9,--,--,--\n"                # 7.3 (31.6 + 28) / 468 = 93 % saturated
                         "甲流域,戊,02-04 11:00,--,--,--,--,--,--,--,--\n")
        report = self.json("class", auto, "--year", "2026", "--explain")
        rows = {row["section"]: row for row in report["rows"]}
        self.assertEqual(report["indicators"], ["pH", "DO", "CODMn", "NH3-N", "TP"])
        self.assertEqual({key: row["class"] for key, row in rows.items()}, {"甲": "II", "乙": "劣V", "丙": "V", "丁": "I", "戊": None})
        self.assertEqual(rows["甲"]["deciding"], ["CODMn", "TP"])
        self.assertEqual(rows["乙"]["exceeding"], [{"parameter": "pH", "exceed_multiple": None}])
        self.assertEqual(rows["丙"]["exceeding"], [{"parameter": "DO", "exceed_multiple": None}, {"parameter": "CODMn", "exceed_multiple": "0.1"},
                                                  {"parameter": "NH3-N", "exceed_multiple": "0.8"}])
        self.assertEqual(rows["丁"]["time"], "2026-02-04T10")
        self.assertEqual(rows["丁"]["missing"], ["NH3-N", "TP"])
        self.assertIsNone(rows["丁"]["attained"])
        self.assertEqual(rows["丁"]["worst"], "劣V")
        self.assertEqual([i["note"] for i in rows["丁"]["indicators"] if "note" in i], ["饱和率 93.0 %"])
        self.assertEqual([row["attained"] for row in rows.values()].count(False), 2)
        self.assertEqual(rows["丙"]["indicators"][3]["readings"], [{"time": "2026-02-04T11", "value": "1.8", "file": auto, "row": 4}])

    def test_lakes_have_limits_of_their_own(self):
        auto = self.file("a.csv", "断面名称,监测时间,总磷,总氮,氨氮\n湖心,2026-02-04 11:00,0.041,1.76,0.1\n")
        self.assertEqual(self.json("class", auto)["rows"][0]["class"], "II")
        row = self.json("class", auto, "--lake", "湖心", "--explain")["rows"][0]
        self.assertEqual((row["class"], row["kind"]), ("III", "lake"))
        self.assertEqual([(i["parameter"], i["class"]) for i in row["apart"]], [("TN", "V")])
        for kind in ("lake", "reservoir", "水库"):
            stations = self.file("s.csv", f"点位编码,点位名称,类型,功能区类别\nL,湖心,{kind},II\n")
            row = self.json("class", auto, "--stations", stations)["rows"][0]
            self.assertEqual((row["section"], row["class"], row["target"], row["attained"]), ("L", "III", "II", False))

    def test_before_the_method_all_of_table_one_takes_part(self):
        auto = self.file("a.csv", "断面名称,监测时间,总磷,粪大肠菌群\n桥,2009-02-04 11:00,0.05,30000\n")
        report = self.json("class", auto)
        self.assertEqual((report["rows"][0]["class"], report["editions"]), ("V", ["GB 3838-2002"]))
        self.assertEqual([d["code"] for d in report["diagnostics"]], ["EVL004"])
        pinned = self.json("class", auto, "--edition", "环办〔2011〕22号")
        self.assertEqual((pinned["rows"][0]["class"], pinned["diagnostics"]), ("II", []))

    def test_names_of_several_sections_are_asked_about(self):
        bridges = ("省份,流域,断面名称,监测时间,总磷\n辽宁省,辽河流域,江桥,2026-02-04 11:00,0.012\n"
                   "黑龙江省,松花江流域,江桥,2026-02-04 11:00,0.332\n")
        auto = self.file("a.csv", bridges + "黑龙江省,松花江流域,别处,2026-02-04 11:00,0.1\n")
        report = self.json("class", auto)
        self.assertEqual([row["section"] for row in report["rows"]], ["别处"])
        self.assertIn("SER139", [d["code"] for d in report["diagnostics"]])
        stations = self.file("s.csv", "点位编码,点位名称,流域\nLH,江桥,辽河流域\nSH,江桥,松花江流域\n")
        rows = self.json("class", auto, "--stations", stations)["rows"]
        self.assertEqual([(row["section"], row["class"]) for row in rows], [("LH", "I"), ("SH", "V"), ("别处", "II")])
        done = self.run_program("class", auto, "--stations", stations, "--lake", "江桥")
        self.assertEqual(done.returncode, 2)
        self.assertIn("LH、SH", done.stderr)
        head, first, second = bridges.splitlines(True)
        one, two = self.file("1.csv", head + first), self.file("2.csv", head + second)
        report = self.json("class", one, two)
        self.assertEqual((report["rows"], [d["code"] for d in report["diagnostics"]]), ([], ["ING026"]))

    def test_what_cannot_be_done_is_said(self):
        auto = self.file("a.csv", "断面名称,监测时间,总磷\n湖心,2026-02-04 11:00,0.041\n")
        for words, code in [(["--lake", "湖心儿"], "ING024"), (["--target", "六类"], "ING025"), (["--target", "劣V"], "ING025"),
                            (["--edition", "GB 0"], "EVL001")]:
            done = self.run_program("class", auto, *words)
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assertIn(code, done.stderr)
        self.assertEqual(self.run_program("class", auto + "x").returncode, 2)


class WaterAnnual(Files):
    NAMES = ["溶解氧", "高锰酸盐指数", "化学需氧量", "氨氮", "总磷", "铅"]

    def made(self, years: range, sections: int, seed: int) -> dict:
        """section -> year -> month -> name -> list of decimals as text; the worse the higher the section's number."""
        chance = random.Random(seed)
        made: dict = {}
        for section in range(sections):
            for year in years:
                for month in range(1, 13):
                    for _ in range(chance.choice([1, 1, 2, 3])):
                        draw = {"溶解氧": f"{chance.uniform(2, 10):.1f}", "高锰酸盐指数": f"{chance.uniform(1, 4 + 2 * section):.2f}",
                                "化学需氧量": str(chance.randint(8, 20 + 5 * section)), "氨氮": f"{chance.uniform(0.05, 0.6 + 0.4 * section):.3f}",
                                "总磷": f"{chance.uniform(0.01, 0.15 + 0.08 * section):.3f}", "铅": f"{chance.uniform(0.001, 0.03 + 0.02 * section):.4f}"}
                        samples = made.setdefault(f"S{section}", {}).setdefault(year, {}).setdefault(month, {})
                        for name, value in draw.items():
                            samples.setdefault(name, []).append(value)
        return made

    def write(self, made: dict, name: str = "y.csv", shuffle: int | None = None) -> str:
        lines = []
        for section, years in made.items():
            for year, months in years.items():
                for month, samples in months.items():
                    for i in range(len(samples["氨氮"])):
                        lines.append(f"{section},{year}-{month:02}-{i * 9 + 1:02}," + ",".join(samples[n][i] for n in self.NAMES) + "\n")
        if shuffle is not None:
            random.Random(shuffle).shuffle(lines)
        return self.file(name, "断面编码,监测时间," + ",".join(self.NAMES) + "\n" + "".join(lines))

    def mean(self, months: dict, name: str) -> Fraction:
        of_months = [sum(map(Fraction, samples[name])) / len(samples[name]) for samples in months.values()]
        return sum(of_months) / len(of_months)

    def test_years_equal_a_recomputation(self):
        for seed in range(6):
            made = self.made(range(2012, 2014), 7, seed)
            stations = self.file("s.csv", "点位编码,点位名称,流域,河流,功能区类别\n" +
                                 "".join(f"S{i},断面{i},大流域,{'长河' if i < 4 else '短河'},IV\n" for i in range(7)))
            report = self.json("annual", self.write(made), "--stations", stations, "--explain")
            self.assertEqual(len(report["rows"]), 14)
            for row in report["rows"]:
                self.check_row(row, made[row["section"]][row["year"]])
            for river in report["rivers"]:
                self.check_river(river, report["rows"], made)
            self.assertEqual(sum(a["met"] + a["not_met"] for a in report["attainment"]), 7 * 24)

    def check_row(self, row: dict, months: dict):
        means = {name: self.mean(months, name) for name in self.NAMES}
        classes = {name: class_of(name, value) for name, value in means.items()}
        self.assertEqual(row["class"], CLASSES[max(classes.values()) - 1])
        self.assertEqual((row["months"], row["samples"]), (12, sum(len(m["氨氮"]) for m in months.values())))
        for indicator in row["indicators"]:
            name = "溶解氧" if indicator["parameter"] == "DO" else next(n for n, (key, _) in LIMITS.items() if key == indicator["parameter"])
            self.assertEqual(Fraction(indicator["exact"]), means[name])
            self.assertEqual(indicator["class"], CLASSES[classes[name] - 1])
        # Main pollutants: lead first when it is over, then by class, then by multiple over class III.
        over = [n for n in self.NAMES if classes[n] > 3]
        multiple = {n: Fraction(0) if n == "溶解氧" else means[n] / Fraction(LIMITS[n][1].split()[2]) - 1 for n in over}
        over.sort(key=lambda n: (n != "铅", -classes[n], -multiple[n]))
        self.assertEqual([p["parameter"] for p in row["main_pollutants"]], ["DO" if n == "溶解氧" else LIMITS[n][0] for n in over[:3]])
        met = sum(max(class_of(n, sum(map(Fraction, s[n])) / len(s[n])) for n in self.NAMES) <= 4 for s in months.values())
        self.assertEqual((row["attainment"]["met"], row["attainment"]["not_met"]), (met, 12 - met))

    def check_river(self, river: dict, rows: list, made: dict):
        members = [r for r in rows if r["year"] == river["year"] and river["name"] in (r["river"], r["basin"])]
        self.assertEqual(river["sections"], len(members))
        words = ["优", "良好", "轻度污染", "中度污染", "重度污染"]
        if len(members) >= 5:
            good = Fraction(sum(r["class"] in CLASSES[:3] for r in members), len(members))
            worst = Fraction(sum(r["class"] == "劣V" for r in members), len(members))
            grade = 0 if good >= Fraction(9, 10) else 1 if good >= Fraction(3, 4) else 2 if worst < Fraction(1, 5) else 3 if worst < Fraction(2, 5) else 4
            self.assertEqual((river["by"], river["status"]), ("shares", words[grade]))
        else:
            means = {n: sum(self.mean(made[r["section"]][river["year"]], n) for r in members) / len(members) for n in self.NAMES}
            worst_class = max(class_of(n, v) for n, v in means.items())
            self.assertEqual((river["by"], river["class"]), ("means", CLASSES[worst_class - 1]))
            self.assertEqual(river["status"], words[max(0, worst_class - 2)])

    def test_neither_order_nor_files_matter(self):
        made = self.made(range(2012, 2014), 3, 7)
        whole = self.json("annual", self.write(made))
        shuffled = self.json("annual", self.write(made, shuffle=1))
        self.assertEqual([d["code"] for d in shuffled["diagnostics"]], ["SER116"])
        self.assertEqual({**shuffled, "diagnostics": [], "notes": 0}, whole)
        halves = [self.write({s: {y: m} for s, years in made.items() for y, m in years.items() if y == year}, f"{year}.csv") for year in (2013, 2012)]
        parts = self.json("annual", *halves)
        self.assertEqual(parts, whole)
        only = self.json("annual", *halves, "--year", "2013")
        self.assertEqual(only["rows"], [r for r in parts["rows"] if r["year"] == 2013])

    def test_too_few_months_leave_the_class_open(self):
        made = self.made(range(2012, 2013), 1, 3)
        made["S0"][2012] = {month: made["S0"][2012][month] for month in range(1, 6)}
        row = self.json("annual", self.write(made))["rows"][0]
        self.assertEqual((row["class"], row["status"], row["worst"], row["months"], row["months_needed"]), (None, None, "劣V", 5, 6))
        self.assertIsNotNone(row["provisional"])
        self.assertEqual(len(row["missing"]), 6)

    def test_lakes_have_a_trophic_index(self):
        getcontext().prec = 40
        weights = {"Chla": 1, "TP": "0.84", "TN": "0.82", "SD": "0.83", "CODMn": "0.83"}
        formulas = {"Chla": ("2.5", "1.086"), "TP": ("9.436", "1.624"), "TN": ("5.453", "1.694"), "SD": ("5.118", "-1.94"), "CODMn": ("0.109", "2.661")}
        for values, grade in [(("10", "0.05", "1.0", "1.0", "4.0"), "中营养"), (("26", "0.11", "2.3", "0.5", "5.6"), "轻度富营养"),
                              (("1.6", "0.01", "0.2", "4", "1.6"), "贫营养"), (("60", "0.15", "3", "0.4", "7"), "中度富营养"),
                              (("300", "0.5", "6", "0.2", "15"), "重度富营养")]:
            text = "断面名称,监测时间,叶绿素a(mg/m3),总磷,总氮,透明度(m),高锰酸盐指数\n" + "".join(
                f"湖心,2020-{month:02}," + ",".join(values) + "\n" for month in range(1, 13))
            trophic = self.json("annual", self.file("l.csv", text), "--lake", "湖心")["rows"][0]["trophic"]
            whole = sum(Decimal(w) ** 2 for w in weights.values())
            index = sum(Decimal(weights[k]) ** 2 * 10 * (Decimal(formulas[k][0]) + Decimal(formulas[k][1]) * Decimal(v).ln())
                        for k, v in zip(weights, values)) / whole
            self.assertEqual(trophic["grade"], grade)
            self.assertLess(abs(Decimal(trophic["low"]) - index), Decimal("1e-8"))
            self.assertLess(abs(Decimal(trophic["high"]) - index), Decimal("1e-8"))
        without = "断面名称,监测时间,总磷\n" + "".join(f"湖心,2020-{m:02},0.1\n" for m in range(1, 13))
        trophic = self.json("annual", self.file("l.csv", without), "--lake", "湖心")["rows"][0]["trophic"]
        self.assertEqual((trophic["grade"], trophic["missing"]), (None, ["CODMn", "Chla", "SD", "TN"]))

    def test_five_years_have_a_trend(self):
        def lines(values):
            return "断面名称,监测时间,氨氮,总磷\n" + "".join(
                f"桥,{2012 + i}-{month:02},{value},0.1\n" for i, value in enumerate(values) for month in range(1, 13))
        cases = [(("0.5", "0.4", "0.3", "0.2", "0.1"), "-1", "falling"), (("0.1", "0.2", "0.3", "0.4", "0.5"), "1", "rising"),
                 (("0.2", "0.1", "0.3", "0.4", "0.5"), "0.9", "none")]  # 1 - 6 x 2 / 120 = 0.9, not above 0.900
        for values, r, trend in cases:
            trends = {t["parameter"]: t for t in self.json("annual", self.file("t.csv", lines(values)))["trends"]}
            self.assertEqual((trends["NH3-N"]["r"], trends["NH3-N"]["critical"], trends["NH3-N"]["trend"]), (r, "0.9", trend))
        self.assertEqual(self.json("annual", self.file("t.csv", lines(("0.5", "0.4", "0.3", "0.2"))))["trends"], [])


if __name__ == "__main__":
    unittest.main()
