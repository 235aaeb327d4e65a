"""`air annual`: years of cities from files and from a workspace, against the reference in exact fractions; the same bytes whatever the
order of files and rows and the number of threads."""

import csv
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/bench"))
import readings_answers  # noqa: E402
import readings_reference  # noqa: E402
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from handed_in import xlsx  # noqa: E402

PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))
BEIJING = ROOT.parent / "shared/data/air_beijing"
HEADING = "station,time,SO2,NO2,PM10,PM2.5,CO,O3"
EDITION = ("--edition", "GB 3095-2012")
CITIES = {"甲市": ["A01", "A02", "A03", "A04"], "乙市": ["B1", "站点乙二", "B3"]}


def made_rows(seed=20190401):
    """A year of hours around the limits, with gaps, an outage, a station that begins in March."""
    dice = random.Random(seed)
    rows = []
    for stations in CITIES.values():
        for station in stations:
            for day in range(365):
                at = date(2019, 1, 1) + timedelta(days=day)
                if (station == "B3" and day < 70) or (station == "A02" and 200 <= day < 215):
                    continue
                winter = 1.4 if at.month in (1, 2, 11, 12) else 0.8
                for hour in range(24):
                    values = [dice.randrange(5, 90), dice.randrange(20, 75), int(dice.randrange(40, 160) * winter),
                              int(dice.randrange(15, 75) * winter), dice.randrange(3, 45) / 10, dice.randrange(20, 230)]
                    cells = [("NA" if dice.random() < 0.5 else "") if dice.random() < 0.03 else str(value) for value in values]
                    rows.append(f"{station},{at.isoformat()} {hour:02}:00,{','.join(cells)}")
    return rows


class AirAnnual(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="air-annual-"))
        cls.rows = made_rows()
        cls.file = cls.write("hours.csv", cls.rows)
        cls.table = cls.folder / "stations.csv"
        lines = ["station,city"] + [f"{station},{city}" for city, stations in CITIES.items() for station in stations]
        cls.table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        cls.expected = cls.annual(cls.file)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def write(cls, name, rows, end="\n", heading=HEADING):
        path = cls.folder / name
        path.write_bytes((end.join([heading, *rows]) + end).encode())
        return path

    @classmethod
    def run_program(cls, *arguments):
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")

    @classmethod
    def annual(cls, *arguments):
        done = cls.run_program("air", "annual", *arguments, "--stations", cls.table, *EDITION, "--json")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def test_equals_the_reference_in_exact_fractions(self):
        reference = self.folder / "reference.json"
        with open(reference, "w", encoding="utf-8") as out:
            script = [sys.executable, ROOT / "tests/bench/readings_reference.py", self.table, self.file]
            subprocess.run([str(part) for part in script], stdout=out, check=True)
        expected = readings_answers.answer(reference.read_text(encoding="utf-8"))
        found = readings_answers.answer(self.expected)
        self.assertEqual(expected.keys(), found.keys())
        self.assertEqual(expected, found)  # fractions, not merely near
        outcomes = {facts["outcome"] for values, facts in found.values() if "outcome" in facts}
        self.assertEqual({"met", "not_met", "undecided"}, outcomes)

    def test_gives_the_same_bytes_in_any_order_and_number_of_threads(self):
        by_time = sorted(self.rows, key=lambda row: row.split(",")[1])
        shuffled = list(self.rows)
        random.Random(7).shuffle(shuffled)
        thirds = [self.write(f"part{i}.csv", self.rows[i::3]) for i in range(3)]
        cities = [self.write("乙.csv", [row for row in self.rows if not row.startswith("A")]),
                  self.write("甲.csv", [row for row in self.rows if row.startswith("A")])]
        for name, files in {"by time": [self.write("by-time.csv", by_time)], "shuffled": [self.write("shuffled.csv", shuffled)],
                            "CRLF": [self.write("crlf.csv", self.rows, end="\r\n")], "thirds": thirds, "thirds back": thirds[::-1],
                            "cities": cities, "cities back": cities[::-1]}.items():
            for threads in (1, 2):
                with self.subTest(files=name, threads=threads):
                    self.assertEqual(self.expected, self.annual(*files, "--threads", threads))

    def test_says_the_same_of_what_a_workspace_knows(self):
        work = self.folder / "work"
        register = self.folder / "register.csv"
        rows = [f"air,{station},{station},{city}" for city, stations in CITIES.items() for station in stations]
        register.write_text("\n".join(["点位组,点位编码,点位名称,城市", *rows]) + "\n", encoding="utf-8")
        for command in (("init", work, "--programme", "p"), ("import", "stations", register, "-w", work),
                        ("import", "readings", self.file, "--set", "air", "-w", work)):
            done = self.run_program(*command)
            self.assertEqual(0, done.returncode, done.stderr)
        for threads in (1, 2):
            done = self.run_program("air", "annual", "-w", work, *EDITION, "--json", "--threads", threads)
            self.assertEqual((0, self.expected), (done.returncode, done.stdout))

    def test_what_is_said_twice_counts_once_and_what_is_contradicted_not_at_all(self):
        again = self.write("again.csv", self.rows + self.rows[100:140])
        self.assertEqual(self.expected, self.annual(again))
        at = next(i for i, row in enumerate(self.rows) if row.startswith("A01,2019-05-01 10:00"))
        cells = self.rows[at].split(",")
        other = ",".join([*cells[:2], "77", *cells[3:]])
        without = ",".join([*cells[:2], "", *cells[3:]])
        changed = self.annual(self.write("without.csv", [*self.rows[:at], without, *self.rows[at + 1:]]))
        self.assertNotEqual(self.expected, changed)
        for name, files in {"behind": [self.write("behind.csv", [*self.rows, other])],
                            "before": [self.write("before.csv", [other, *self.rows])],
                            "beside": [self.file, self.write("beside.csv", [other])]}.items():
            with self.subTest(name):
                done = self.run_program("air", "annual", *files, "--stations", self.table, *EDITION, "--json")
                self.assertEqual(changed, done.stdout)
                self.assertIn("SER115", done.stderr)

    def test_explains_the_days_that_decide_down_to_the_line(self):
        done = self.run_program("air", "annual", self.file, "--stations", self.table, *EDITION, "--city", "甲市", "--explain")
        self.assertEqual(0, done.returncode, done.stderr)
        days = {line[:10] for line in done.stdout.splitlines() if line.startswith("2019-")}
        highest = {}
        for row in csv.DictReader([HEADING, *self.rows]):
            if row["PM10"].isdigit() and row["station"].startswith("A"):
                highest.setdefault((row["time"][:10], row["station"]), []).append(int(row["PM10"]))
        means = {}
        for (day, station), values in highest.items():
            if len(values) >= 20:
                means.setdefault(day, []).append(sum(values) / len(values))
        worst = max((sum(m) / len(m), day) for day, m in means.items() if len(m) >= 3)[1]
        self.assertIn(worst, days)
        line = next(i for i, row in enumerate(self.rows) if row.startswith(f"A01,{worst} 00:00")) + 2
        self.assertIn(f"{line}-{line + 23}", done.stdout.replace("\n", ""))

    def test_says_what_to_do_when_it_cannot(self):
        everything = ("air", "annual", self.file, "--stations", self.table)
        for arguments, code in (((*everything, "--city", "丙市"), "AIR003"), ((*everything, "--edition", "GB 3095-2013"), "EVL001"),
                                ((*everything, "--explain"), "AIR004"), ((*everything, "-w", self.folder), "CLI006"),
                                (("air", "annual"), "CLI006"), ((*everything, "--reference", "300"), "AIR002"),
                                (("air", "annual", self.folder / "nothing.csv"), "FIL001")):
            with self.subTest(code):
                done = self.run_program(*arguments)
                self.assertEqual(2, done.returncode)
                self.assertIn(code, done.stderr)
                self.assertIn("→", done.stderr)
                self.assertEqual("", done.stdout)

    def daily_rows(self, year=2019):
        """Values for whole days, around the limits."""
        dice = random.Random(year)
        rows = []
        for station in ("A01", "A02", "A03", "A04", "B1"):
            for day in range(365):
                values = [dice.randrange(40, 200), dice.randrange(20, 110), dice.randrange(30, 190), dice.randrange(10, 110),
                          Fraction(dice.randrange(10, 50), 10), dice.randrange(20, 260)]
                cells = ["" if dice.random() < 0.02 else str(float(value) if value.denominator > 1 else value) for value in map(Fraction, values)]
                rows.append([station, (date(year, 1, 1) + timedelta(days=day)).isoformat(), *cells])
        return rows

    def test_takes_a_value_for_a_day_for_all_its_hours(self):
        rows = self.daily_rows()
        hours = [",".join([station, f"{day} {hour:02}:00", *cells]) for station, day, *cells in rows for hour in range(24)]
        expected = self.annual(self.write("every-hour.csv", hours))
        lines = [",".join(row) for row in rows]
        daily = self.write("daily.csv", lines)
        self.assertEqual(expected, self.annual(daily))
        middle = len(rows) // 2 + 100
        halves = [self.write("first.csv", lines[:middle]), self.write("second.csv", lines[middle:])]
        self.assertEqual(expected, self.annual(*halves[::-1], "--threads", 2))
        # What two files contradict does not count; what they repeat counts once.
        self.assertEqual(expected, self.annual(daily, halves[0]))
        station, day, *cells = rows[100]
        other = self.write("other.csv", [",".join([station, day, "77", *cells[1:]])])
        without = self.write("without-day.csv", [*lines[:100], ",".join([station, day, "", *cells[1:]]), *lines[101:]])
        self.assertEqual(self.annual(without), self.annual(daily, other))

    def test_reads_the_same_from_a_workbook_and_from_gbk(self):
        rows = self.daily_rows()
        expected = self.annual(self.write("text.csv", [",".join(row) for row in rows]))
        book = self.folder / "book.xlsx"
        book.write_bytes(xlsx([HEADING.split(","), *rows]))
        self.assertEqual(expected, self.annual(book))
        # Far behind the beginning a byte says that it is no UTF-8.
        gbk = self.folder / "gbk.csv"
        gbk.write_bytes("\n".join([HEADING, *self.rows, ""]).encode("gbk"))
        self.assertEqual(self.expected, self.annual(gbk))

    def test_a_year_without_a_standard_is_no_empty_answer(self):
        rows = [f"A01,{year}-03-01 {hour:02}:00,5,5,5,5,1,5" for year in (1995, 2019) for hour in range(24)]
        file = self.write("old.csv", rows)
        for arguments, code, words in ((("--year", "2019"), 0, ""), ((), 2, "AIR001"), (("--year", "1995"), 2, "1995"),
                                       (("--year", "2001"), 2, "AIR003"), (EDITION, 0, "")):
            with self.subTest(arguments):
                done = self.run_program("air", "annual", file, "--stations", self.table, *arguments)
                self.assertEqual(code, done.returncode, done.stderr)
                self.assertIn(words, done.stderr)

    def test_judges_by_gb_3095_alone_before_there_was_an_index(self):
        rows = [f"A01,{(date(1998, 1, 1) + timedelta(days=day)).isoformat()} {hour:02}:00,{hour},,{day % 7},,,"
                for day in range(365) for hour in range(24)]
        done = self.run_program("air", "annual", self.write("1998.csv", rows), "--json")
        found = {row["pollutant"]: row for row in json.loads(done.stdout)["rows"]}
        self.assertEqual("23/2", found["SO2"]["mean_exact"])
        self.assertEqual(("met", "met", "undecided"), tuple(found[p]["outcome"] for p in ("SO2", "PM10", "NO2")))

    @unittest.skipUnless(BEIJING.is_dir(), "the readings of Beijing are not beside the repository")
    def test_judges_a_real_city_as_fractions_do(self):
        files = sorted(BEIJING.glob("*.csv"))
        days = {}  # pollutant -> day -> means of its stations
        for path in files:
            hours = {}
            with open(path, encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    if row["year"] != "2014":
                        continue
                    day = date(2014, int(row["month"]), int(row["day"]))
                    for pollutant in ("SO2", "NO2", "PM10", "PM2.5", "CO"):
                        if row[pollutant] != "NA":
                            value = Decimal(row[pollutant]) / (1000 if pollutant == "CO" else 1)
                            kept = value.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
                            hours.setdefault((pollutant, day), []).append(Fraction(kept))
            for (pollutant, day), values in hours.items():
                if len(values) >= 20:
                    days.setdefault(pollutant, {}).setdefault(day, []).append(sum(values) / len(values))
        expected = {}
        for pollutant, of_day in days.items():
            city = {day: sum(means) / len(means) for day, means in of_day.items() if 4 * len(means) >= 3 * len(files)}
            months = [sum(day.month == month for day in city) for month in range(1, 13)]
            is_enough = len(city) >= 324 and all(have >= (25 if month == 1 else 27) for month, have in enumerate(months))
            expected[pollutant] = (len(city), sum(city.values()) / len(city) if is_enough else None)
        outputs = set()
        for order, threads in ((files, 1), (files[::-1], 2)):
            done = self.run_program("air", "annual", *order, *EDITION, "--year", "2014", "--json", "--threads", threads)
            self.assertEqual(0, done.returncode, done.stderr)
            outputs.add(done.stdout)
        self.assertEqual(1, len(outputs))
        found = {row["pollutant"]: row for row in json.loads(outputs.pop())["rows"]}
        for pollutant, (valid_days, mean) in expected.items():
            exact = found[pollutant]["mean_exact"]
            self.assertEqual((valid_days, mean), (found[pollutant]["valid_days"], exact and Fraction(exact)), pollutant)
        self.assertTrue(any(mean for _, mean in expected.values()))

    @unittest.skipUnless(BEIJING.is_dir(), "the readings of Beijing are not beside the repository")
    def test_judges_a_real_station_as_the_reference_does(self):
        source = BEIJING / "PRSA_Data_Tiantan_20130301-20170228.csv"
        rows = []
        with open(source, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["year"] != "2014":
                    continue
                carbon = row["CO"] if row["CO"] == "NA" else f"{int(float(row['CO']))}e-3"
                time = f"2014-{int(row['month']):02}-{int(row['day']):02} {int(row['hour']):02}:00"
                rows.append(",".join([row["station"], time, row["SO2"], row["NO2"], row["PM10"], row["PM2.5"], carbon, row["O3"]]))
        days = readings_reference.read([self.write("tiantan.csv", rows)])
        done = self.run_program("air", "annual", source, *EDITION, "--year", "2014", "--json")
        found = {row["pollutant"]: row for row in json.loads(done.stdout)["rows"]}
        for pollutant in ("SO2", "NO2", "PM10", "PM2.5", "CO"):
            known = [readings_reference.day_mean(day[pollutant]) for day in days.values()]
            known = [value for value in known if value is not None]
            self.assertEqual(len(known), found[pollutant]["valid_days"])
            if found[pollutant]["mean_exact"]:
                self.assertEqual(readings_reference.mean(known), readings_answers.number(found[pollutant]["mean_exact"]))


if __name__ == "__main__":
    unittest.main()
