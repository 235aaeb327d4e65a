"""`air daily` and `air aqi` on files without a workspace: days and hours from the program equal a recomputation in exact fractions
that shares no code with it, on made files whose numbers are worked out here, and on real ones where they are present."""

import csv
import fractions
import json
import math
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
from datetime import date, timedelta

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))
DATA = ROOT.parent / "shared/data"
F = fractions.Fraction

INDEX = [0, 50, 100, 150, 200, 300, 400, 500]
# HJ 633-2012 table 1, of the daily report.
POINTS = {
    ("SO2", "24h"): [0, 50, 150, 475, 800, 1600, 2100, 2620],
    ("NO2", "24h"): [0, 40, 80, 180, 280, 565, 750, 940],
    ("PM10", "24h"): [0, 50, 150, 250, 350, 420, 500, 600],
    ("PM2.5", "24h"): [0, 35, 75, 115, 150, 250, 350, 500],
    ("CO", "24h"): [0, 2, 4, 14, 24, 36, 48, 60],
    ("O3", "1h_max"): [0, 160, 200, 300, 400, 800, 1000, 1200],
    ("O3", "max8h"): [0, 100, 160, 215, 265, 800],
}


def sub_index(key, value):
    points = POINTS[key]
    if value > points[-1]:
        return F(500) if len(points) == len(INDEX) else None
    for i in range(1, len(points)):
        if value <= points[i]:
            return INDEX[i - 1] + F(INDEX[i] - INDEX[i - 1]) * (value - points[i - 1]) / (points[i] - points[i - 1])
    return None


def station_average(average, hours):
    """`hours`: 24 values or None."""
    known = [h for h in hours if h is not None]
    if average == "24h":
        return sum(known) / len(known) if len(known) >= 20 else None
    if average == "1h_max":
        return max(known) if known else None
    windows = [[h for h in hours[i:i + 8] if h is not None] for i in range(17)]
    means = [sum(w) / len(w) for w in windows if len(w) >= 6]
    if not means or (len(means) < 14 and max(means) <= 160):
        return None
    return max(means)


def city_value(values):
    known = [v for v in values if v is not None]
    if not known or F(len(known), len(values)) < F(3, 4):
        return None
    return sum(known) / len(known)


def expected_day(hours_of, stations, day):
    """{(pollutant, average): value}, exact index, complete."""
    values = {key: city_value([station_average(key[1], hours_of(s, key[0], day)) for s in stations]) for key in POINTS}
    subs = [sub_index(key, value) for key, value in values.items() if value is not None]
    known = [s for s in subs if s is not None]
    return values, max(known) if known else None, None not in values.values()


class Air(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chuangmo-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def run_air(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, "air", *map(str, arguments)], capture_output=True, text=True, timeout=500)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def rows(self, *arguments):
        return json.loads(self.run_air(*arguments, "--json").stdout)["rows"]

    def write(self, name, lines):
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def hourly(self, name, first, hours, row):
        """A wide file; row(i) gives [(station, values)] of the hour i, "" for a gap."""
        lines = ["监测时间,点位编码,SO2,NO2,PM10,PM2.5,CO,O3"]
        for i in range(hours):
            moment = f"{first + timedelta(days=i // 24)} {i % 24:02d}:00"
            lines += [f"{moment},{station}," + ",".join(str(v) for v in values) for station, values in row(i)]
        return self.write(name, lines)

    @staticmethod
    def value(row, pollutant, average):
        item = next(p for p in row["pollutants"] if (p["pollutant"], p["average"]) == (pollutant, average))
        return None if item["value"] is None else F(item["value"])


class Days(Air):
    # Hour h of station S01: SO2 10+h, PM10 100; S02 has SO2 20 more, S03 only the first 19 hours, S04 is a control point.
    def made_city(self):
        def row(i):
            h = i % 24
            late = [""] * 6
            return [("S01", [10 + h, 30, 100, 50, 1, 5 * h]),
                    ("S02", [30 + h, 30, 100, 50, 1, 5 * h]),
                    ("S03", [10, 30, 100, 50, 1, 50] if h < 19 else late),
                    ("S04", [900, 900, 900, 900, 9, 900])]
        readings = self.hourly("hours.csv", date(2017, 7, 7), 24, row)
        stations = self.write("stations.csv", ["点位编码,点位名称,城市,类型", "S01,一站,甲市,", "S02,二站,甲市,", "S03,三站,甲市,",
                                               "S04,对照,甲市,control"])
        return readings, stations

    def test_a_city_is_the_mean_of_enough_valid_stations(self):
        readings, stations = self.made_city()
        row, = self.rows("daily", readings, "--stations", stations)
        self.assertEqual((row["city"], row["date"], row["edition"]), ("甲市", "2017-07-07", "HJ 633-2012"))
        so2 = next(p for p in row["pollutants"] if p["pollutant"] == "SO2")
        # Two of three stations have 20 hours, and 75 % of three are three: no value.
        self.assertEqual((so2["valid_stations"], so2["stations"], so2["stations_needed"]), (2, 3, 3))
        self.assertIsNone(so2["value"])
        self.assertEqual(so2["valid_hours"], 24 + 24 + 19)
        # O3 needs windows, not 20 hours: 14 of S03 hold six hours. S01, S02: hours 16..23 -> 97.5; S03 50.
        self.assertEqual(self.value(row, "O3", "max8h"), (F(195, 2) * 2 + 50) / 3)
        self.assertEqual(self.value(row, "O3", "1h_max"), F(115 + 115 + 50, 3))
        self.assertFalse(row["complete"])
        self.assertEqual(set(row["missing"]), {"SO2", "NO2", "PM10", "PM2.5", "CO"})
        self.assertIsNone(row["good"])

    def test_without_a_table_all_stations_are_one_city(self):
        readings, _ = self.made_city()
        row, = self.rows("daily", readings)
        self.assertEqual(row["city"], "")
        # Three of four are valid: SO2 (21.5 + 41.5 + 900) / 3 = 321.
        self.assertEqual(self.value(row, "SO2", "24h"), 321)
        so2 = next(p for p in row["pollutants"] if p["pollutant"] == "SO2")
        self.assertEqual((so2["limit"], so2["exceed_multiple"]), ("150", "57/50"))
        # NO2 (30+30+900)/3 = 320 -> 200 + 100 x 40/285 = 214.04; PM10 366.67 -> 223.8; PM2.5 333.3 -> 383.3: 384.
        self.assertEqual((row["index"], row["level"], row["primary"]), (384, "严重污染", ["PM2.5"]))
        self.assertEqual(row["good"], False)

    def test_the_edition_follows_the_day_or_the_option(self):
        readings = self.hourly("old.csv", date(2011, 3, 5), 24, lambda i: [("S01", [105, 80, 215, 50, 1, 50])])
        row, = self.rows("daily", readings)
        self.assertEqual((row["index_name"], row["index"], row["primary"], row["level"]), ("API", 133, ["PM10"], "轻微污染"))
        self.assertEqual(row["index_exact"], "265/2")
        row, = self.rows("daily", readings, "--edition", "GB 3095-2012")
        # PM10 215 -> 100 + 50 x 65/100 = 132.5 -> 133; NO2 80 -> 100
        self.assertEqual((row["index_name"], row["edition"], row["index"]), ("AQI", "HJ 633-2012", 133))
        row, = self.rows("daily", readings, "--edition", "GB 3095-2026")
        # HJ 633-2026: 100 + 50 x 95/130 = 136.54
        self.assertEqual((row["edition"], row["index"]), ("HJ 633-2026", 137))

    def test_the_new_edition_publishes_an_incomplete_day_only_above_100(self):
        def clean(i):
            return [("S01", [10, 20, 40, 60, "", 50])]
        readings = self.hourly("new.csv", date(2011, 4, 1), 24, clean)
        row, = self.rows("daily", readings, "--edition", "GB 3095-2026")
        self.assertEqual((row["index"], row["level"], row["missing"], row["at_least"]), (None, None, ["CO"], "100"))
        row, = self.rows("daily", readings, "--edition", "GB 3095-2026", "--not-monitored", "CO")
        self.assertEqual((row["index"], row["complete"], row["good"]), (100, True, True))
        row, = self.rows("daily", readings, "--edition", "GB 3095-2012", "--not-monitored", "CO")
        self.assertEqual((row["index"], row["complete"]), (82, False))

    def test_the_report_day_of_the_api_runs_from_noon_to_noon(self):
        # SO2 of the first afternoon 100, of the next morning 40: the report of the second day is their mean, 70.
        readings = self.hourly("noon.csv", date(2011, 3, 5), 48, lambda i: [("S01", [100 if i < 24 else 40, 30, 50, 9, 1, 9])])
        natural = self.rows("daily", readings)
        self.assertEqual([self.value(r, "SO2", "24h") for r in natural], [100, 40])
        noon = self.rows("daily", readings, "--noon")
        self.assertEqual([r["date"] for r in noon], ["2011-03-05", "2011-03-06", "2011-03-07"])
        self.assertEqual([self.value(r, "SO2", "24h") for r in noon], [None, 70, None])

    def test_gases_of_both_sides_of_2018_stand_on_one_basis(self):
        readings = self.hourly("states.csv", date(2018, 8, 31), 48, lambda i: [("S01", [60, 40, 80, 40, 1, 100])])
        factor = F(5460, 5963)
        before, after = self.rows("daily", readings, "--reference", "298")
        self.assertEqual(self.value(before, "SO2", "24h"), 60 * factor)
        self.assertEqual(self.value(before, "CO", "24h"), factor)
        self.assertEqual(self.value(before, "O3", "max8h"), 100 * factor)
        self.assertEqual(self.value(before, "PM10", "24h"), 80)
        self.assertEqual(self.value(after, "SO2", "24h"), 60)
        before, after = self.rows("daily", readings, "--reference", "273")
        self.assertEqual(self.value(before, "NO2", "24h"), 40)
        self.assertEqual(self.value(after, "NO2", "24h"), 40 / factor)
        self.assertEqual(self.value(after, "PM2.5", "24h"), 40)
        self.assertIn("AIR002", self.run_air("daily", readings, "--reference", "293", code=2).stderr)

    def test_daily_values_are_the_citys_day(self):
        readings = self.write("city.csv", ["aqi,co,no2,o3,pm10,pm2_5,quality,rank,so2,time_point",
                                           "82,0.8,29,61,104,60,良,120,71,2016-03-09", "0,0,0,0,0,0,,0,0,2016-03-10"])
        day, gap = self.rows("daily", readings)
        self.assertEqual(self.value(day, "PM2.5", "24h"), 60)
        self.assertEqual(self.value(day, "O3", "max8h"), 61)
        self.assertEqual((day["index"], day["complete"], day["primary"]), (82, True, ["PM2.5"]))
        self.assertTrue(all(p["valid_hours"] is None for p in day["pollutants"]))
        self.assertEqual((gap["index"], gap["good"]), (None, None))

    def test_counts_of_a_year(self):
        readings = self.hourly("two.csv", date(2017, 12, 31), 72, lambda i: [("S01", [10, 20, 40, 20 if i < 24 else 90, 1, 50])] if i < 60 else [("S01", [10] + [""] * 5)])
        years = json.loads(self.run_air("daily", readings, "--json").stdout)["years"]
        self.assertEqual([(y["year"], y["days"], y["good_days"], y["not_good_days"], y["undecided_days"]) for y in years],
                         [(2017, 1, 1, 0, 0), (2018, 2, 0, 1, 1)])
        self.assertEqual(years[1]["without_index"], 1)
        self.assertEqual([l for l in years[1]["levels"] if l["days"]], [{"level": "轻度污染", "days": 1}])

    def test_rows_and_files_in_any_order_give_the_same_bytes(self):
        one = self.hourly("a.csv", date(2017, 7, 7), 24, lambda i: [("S01", [i, 30, 100, 50, 1, 5 * i])])
        two = self.hourly("b.csv", date(2017, 7, 8), 24, lambda i: [("S01", [i, 30, 90, 50, 1, 5 * i])])
        straight = self.run_air("daily", one, two, "--json").stdout
        self.assertEqual(self.run_air("daily", two, one, "--json").stdout, straight)
        lines = one.read_text(encoding="utf-8").splitlines()
        one.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
        self.assertEqual(json.loads(self.run_air("daily", one, two, "--json").stdout)["rows"], json.loads(straight)["rows"])

    def test_the_table_and_the_explanation(self):
        readings, stations = self.made_city()
        text = self.run_air("daily", readings).stdout
        self.assertIn("首要污染物", text)
        self.assertIn("384", text)
        self.assertIn("321*", text)
        explained = self.run_air("daily", readings, "--stations", stations, "--explain").stdout
        for words in ("一站", "hours.csv", "有效小时 19", "HJ 633-2012 表1", "GB 3095-2012 表4", "6.1.2"):
            self.assertIn(words, explained)
        trace = self.rows("daily", readings, "--stations", stations, "--explain")[0]["trace"]
        station = trace["children"][0]["children"][0]["children"][0]
        self.assertEqual(station["op"], "station_day")
        self.assertEqual(station["details"]["hours"].split()[5], "15.0000")
        self.assertEqual(station["origin"]["row"], 2)
        self.assertEqual(station["details"]["lines"].split(",")[:2], ["2", "6"])

    def test_what_cannot_be_done_is_said(self):
        readings, stations = self.made_city()
        self.assertIn("AIR003", self.run_air("daily", readings, "--stations", stations, "--city", "乙市", code=2).stderr)
        self.assertIn("EVL001", self.run_air("daily", readings, "--edition", "GB 1", code=2).stderr)
        self.assertIn("FIL001", self.run_air("daily", self.folder / "none.csv", code=2).stderr)
        broken = self.write("broken.csv", ["a,b", "1,2"])
        done = self.run_air("daily", broken, "--json", code=1)
        self.assertEqual(json.loads(done.stdout)["rows"], [])
        self.assertTrue(json.loads(done.stdout)["diagnostics"])


class Hours(Air):
    def made(self, pm25):
        return self.hourly("h.csv", date(2017, 7, 7), 30, lambda i: [("S01", [10, 20, 40, pm25(i), 1, 100]),
                                                                     ("S02", [10, 20, 40, 10, 1, 100])])

    def test_particles_by_their_running_mean_or_their_hour(self):
        readings = self.made(lambda i: 75 if i < 29 else 115)
        last = [r for r in self.rows("aqi", readings) if r["station"] == "S01"][-1]
        self.assertEqual(last["time"], "2017-07-08T05")
        # (23 x 75 + 115) / 24 = 230/3 -> 100 + 50 x (5/3)/40 = 102.08
        self.assertEqual(self.value(last, "PM2.5", "24h_running"), F(230, 3))
        self.assertEqual((last["index"], last["complete"]), (103, True))
        self.assertEqual({p["average"] for p in last["pollutants"] if p["pollutant"] == "O3"}, {"1h", "8h_running"})
        hour = [r for r in self.rows("aqi", readings, "--hourly-particles") if r["station"] == "S01"][-1]
        self.assertEqual((hour["index"], hour["complete"]), (150, True))
        self.assertEqual({p["average"] for p in hour["pollutants"]}, {"1h"})

    def test_the_first_hours_have_no_running_mean(self):
        rows = [r for r in self.rows("aqi", self.made(lambda i: 75)) if r["station"] == "S01"]
        self.assertEqual([r["complete"] for r in rows], [False] * 19 + [True] * 11)
        ozone = [self.value(r, "O3", "8h_running") for r in rows]
        self.assertEqual(ozone[:6], [None] * 5 + [F(100)])

    def test_a_city_is_the_mean_of_its_stations(self):
        stations = self.write("s.csv", ["点位编码,点位名称,城市", "S01,一站,甲市", "S02,二站,甲市"])
        rows = self.rows("aqi", self.made(lambda i: 140), "--stations", stations, "--hourly-particles")
        city = [r for r in rows if "station" not in r]
        self.assertEqual(len(city), 30)
        self.assertEqual(rows[-30:], city)
        self.assertEqual(self.value(city[0], "PM2.5", "1h"), 75)
        self.assertEqual(city[0]["index"], 100)

    def test_sulphur_dioxide_above_its_table_is_reported_by_its_day(self):
        readings = self.hourly("so2.csv", date(2017, 7, 7), 24, lambda i: [("S01", [801 if i == 23 else 200, 20, 40, 20, 1, 50])])
        row = self.rows("aqi", readings, "--hourly-particles")[-1]
        mean = F(23 * 200 + 801, 24)
        self.assertEqual(self.value(row, "SO2", "24h"), mean)
        self.assertEqual(row["index"], math.ceil(sub_index(("SO2", "24h"), mean)))
        self.assertTrue(row["complete"])
        new = self.rows("aqi", readings, "--edition", "HJ 633-2026")[-1]
        self.assertEqual(new["index"], 200)

    def test_the_api_has_no_hours(self):
        readings = self.hourly("old.csv", date(2011, 3, 5), 2, lambda i: [("S01", [1, 1, 1, 1, 1, 1])])
        self.assertIn("AIR001", self.run_air("aqi", readings, code=2).stderr)
        self.assertEqual(len(self.rows("aqi", readings, "--edition", "HJ 633-2012")), 2)

    def test_the_explanation_reaches_the_line(self):
        text = self.run_air("aqi", self.made(lambda i: 75), "--day", "2017-07-08", "--explain").stdout
        self.assertIn("h.csv", text)
        self.assertIn("各时所在行", text)


@unittest.skipUnless((DATA / "air_beijing").is_dir(), "the Beijing files are not on this machine")
class Beijing(Air):
    def test_every_day_of_2016_equals_an_independent_recomputation(self):
        files = sorted((DATA / "air_beijing").glob("*.csv"))
        hours, stations = {}, set()
        for path in files:
            with path.open(encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    if row["year"] != "2016":
                        continue
                    stations.add(row["station"])
                    day = date(2016, int(row["month"]), int(row["day"]))
                    for parameter in ("SO2", "NO2", "PM10", "PM2.5", "CO", "O3"):
                        if row[parameter] != "NA":
                            value = F(row[parameter]) / (1000 if parameter == "CO" else 1)
                            hours.setdefault((row["station"], parameter, day), [None] * 24)[int(row["hour"])] = value

        def hours_of(station, parameter, day):
            return hours.get((station, parameter, day), [None] * 24)

        rows = self.rows("daily", *files, "--year", "2016")
        self.assertEqual(len(rows), 366)
        for row in rows:
            values, exact, complete = expected_day(hours_of, sorted(stations), date.fromisoformat(row["date"]))
            for key, value in values.items():
                self.assertEqual(self.value(row, *key), value, (row["date"], key))
            self.assertEqual(row["complete"], complete, row["date"])
            self.assertEqual(row["index_exact"], None if exact is None else str(exact), row["date"])
            self.assertEqual(row["index"], None if exact is None else math.ceil(exact), row["date"])


@unittest.skipUnless((DATA / "air_cnemc").is_dir(), "the national hour is not on this machine")
class NationalHour(Air):
    def test_the_cities_of_the_table(self):
        rows = self.rows("aqi", DATA / "air_cnemc/cnemc_2017-07-07T16.csv", "--stations", DATA / "air_cnemc/stations.csv",
                         "--city", "朔州市", "--hourly-particles")
        self.assertEqual([r.get("station") for r in rows], ["2166A", "2167A", "2168A", "2169A", "2170A", None])
        with (DATA / "air_cnemc/cnemc_2017-07-07T16.csv").open(encoding="utf-8") as file:
            published = {r["stationcode"]: int(r["aqi"]) for r in csv.DictReader(file) if r["area"] == "朔州市" and r["aqi"]}
        self.assertEqual({r["station"]: r["index"] for r in rows[:-1] if r["index"] is not None}, published)
        self.assertEqual(rows[-1]["city"], "朔州市")


if __name__ == "__main__":
    unittest.main(verbosity=2)
