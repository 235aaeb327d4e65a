"""Readings out of a workspace: as CSV and back, in SQL, by an independent reader of the format, and from a damaged file."""

import csv
import io
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from handed_in import DONE, FAILED, FINDINGS, ROOT, run, told  # noqa: E402

READER = ROOT / "tools" / "read_block.py"
HOUR = 5


class Readings(unittest.TestCase):
    """A demonstration that no test changes; those that damage something work on a copy of their own."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="chuangmo-"))
        cls.demo = cls.folder / "demo"
        done = run("demo", cls.demo)
        assert done.returncode == DONE, told(done)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def export(self, workspace, *options, code=DONE):
        done = run("readings", "export", "-w", workspace, *options)
        self.assertEqual(done.returncode, code, told(done))
        return done.stdout

    def sql(self, statement, *options, code=DONE):
        done = run("readings", "sql", statement, "-w", self.demo, *options)
        self.assertEqual(done.returncode, code, told(done))
        return done.stdout if code == DONE else done.stderr

    def copy(self, name):
        workspace = self.folder / name
        shutil.copytree(self.demo, workspace)
        return workspace

    def test_the_format_page_is_enough_to_read_every_reading(self):
        read = subprocess.run([sys.executable, READER, self.demo], capture_output=True, text=True, timeout=600)
        self.assertEqual(read.returncode, 0, read.stderr)
        written = self.export(self.demo, "--flags")
        self.assertGreater(written.count("\n"), 100_000)
        if read.stdout != written:  # a difference of a hundred thousand lines helps nobody
            for number, (a, b) in enumerate(zip(read.stdout.splitlines(), written.splitlines()), 1):
                self.assertEqual(a, b, f"line {number}")
            self.assertEqual(len(read.stdout), len(written))

    def test_what_is_exported_and_handed_in_again_is_exported_the_same(self):
        sets = [row[0] for row in csv.reader(io.StringIO(self.sql("SELECT DISTINCT station_set FROM series ORDER BY 1")))][1:]
        self.assertIn("air", sets)
        fresh = self.folder / "fresh"
        self.assertEqual(run("init", fresh, "--programme", "fresh").returncode, DONE)
        for station_set in sets:
            with self.subTest(set=station_set):
                file = self.folder / f"{station_set}.csv"
                self.export(self.demo, "--set", station_set, "-o", file)
                done = run("import", "readings", file, "--set", station_set, "-w", fresh)
                self.assertEqual(done.returncode, DONE, told(done))
                self.assertEqual(self.export(fresh, "--set", station_set) == file.read_text(encoding="utf-8"), True)

    def test_an_export_is_narrowed_by_every_option(self):
        rows = list(csv.DictReader(io.StringIO(self.export(
            self.demo, "--set", "air", "--station", "SZ01", "--parameter", "SO2", "--from", "2011-03-05", "--until", "2011-03-06"))))
        self.assertEqual({(row["点位编码"], row["监测项目"], row["单位"]) for row in rows}, {("SZ01", "SO2", "ug/m3")})
        self.assertTrue(all("2011-03-05T00" <= row["时间"] <= "2011-03-06T23" for row in rows))
        self.assertGreater(len(rows), 40)
        self.assertEqual(self.export(self.demo, "--set", "air", "--known-at", "2000-01-01").count("\n"), 1)
        self.assertIn("EXP001", told(run("readings", "export", "-w", self.demo, "--set", "aire")))
        self.assertIn("TIM001", told(run("readings", "export", "-w", self.demo, "--from", "soon")))

    def test_sql_counts_what_the_export_has(self):
        where = "station_set = 'air' AND station = 'SZ01' AND parameter = 'SO2' AND time BETWEEN '2011-03-05' AND '2011-03-06'"
        rows = list(csv.DictReader(io.StringIO(self.export(
            self.demo, "--set", "air", "--station", "SZ01", "--parameter", "SO2", "--from", "2011-03-05", "--until", "2011-03-05"))))
        got = list(csv.DictReader(io.StringIO(self.sql(f"SELECT time, value FROM reading WHERE {where} AND flag = 'valid'"))))
        self.assertEqual([(r["时间"], float(r["监测值"])) for r in rows], [(r["time"], float(r["value"])) for r in got])
        answer = json.loads(self.sql(f"SELECT count(value) AS n, NULL AS none, 'x' AS x FROM reading WHERE {where}", "--json"))
        self.assertEqual(answer, [{"n": len(rows), "none": None, "x": "x"}])
        self.assertEqual(json.loads(self.sql("SELECT 1 FROM reading WHERE station = 'nobody'", "--json")), [])

    def test_sql_only_reads_and_ends(self):
        before = (self.demo / "chuangmo.db").read_bytes()
        for statement in ("DELETE FROM imports", "SELECT 1; SELECT 2", "SELEC", "ATTACH 'x' AS y", "PRAGMA user_version = 7"):
            self.assertIn("STO012", self.sql(statement, code=FAILED), statement)
        self.assertEqual((self.demo / "chuangmo.db").read_bytes(), before)
        self.assertIn("STO013", self.sql("SELECT * FROM reading", "--rows", "10", code=FAILED))
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        self.assertIn("STO013", self.sql(endless, "--seconds", "0", code=FAILED))

    def test_a_damaged_block_is_named_everywhere_and_handing_in_repairs_it(self):
        workspace = self.copy("damaged")
        base = sqlite3.connect(workspace / "chuangmo.db")
        base.execute("PRAGMA journal_mode = DELETE")
        block, digest, name = base.execute(
            "SELECT block, digest, name FROM readings JOIN series USING (programme_id, series_id) JOIN imports USING (programme_id, import_id) "
            "WHERE station_set = 'air' AND parameter = 'SO2' AND station = 'SZ01' AND step = ? AND first = ?",
            (HOUR, 24 * 15034)).fetchone()  # 2011-03
        base.close()
        file = workspace / "chuangmo.db"
        content = file.read_bytes()
        self.assertEqual(content.count(block), 1)
        at = content.index(block) + len(block) // 2
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1:])
        whole = self.export(self.demo, "--set", "air").splitlines()
        for command in (["evaluate"], ["evaluate", "--json"], ["explain", "8"], ["readings", "export", "--set", "air"],
                        ["scoreboard", "-o", self.folder / "s.html"], ["verdict", "export", "8", "-o", self.folder / "v.json"]):
            with self.subTest(command=command):
                done = run(*command, "-w", workspace)
                self.assertEqual(done.returncode, FINDINGS, told(done))
                self.assertIn("STO104", done.stderr)
                self.assertIn("air/SZ01/SO2 2011年3月", done.stderr)
        lost = set(whole) - set(self.export(workspace, "--set", "air", code=FINDINGS).splitlines())
        self.assertTrue(lost)
        self.assertTrue(all(line.startswith("SZ01,SO2,2011-03-") for line in lost))
        again = self.folder / pathlib.Path(name).name
        shutil.copy(workspace / "imports" / digest, again)
        done = run("import", "readings", again, "--set", "air", "-w", workspace)
        self.assertEqual(done.returncode, DONE, told(done))
        self.assertEqual(self.export(workspace, "--set", "air").splitlines() == whole, True)


if __name__ == "__main__":
    unittest.main()
