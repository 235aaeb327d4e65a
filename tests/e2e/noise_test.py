"""`chuangmo noise mean` as a person runs it: exit codes, JSON, GB18030, one-second samples against a recomputation that shares
no code with the program."""

import json
import math
import pathlib
import random
import tempfile
import unittest

import handed_in


class Noise(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="chuangmo-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def mean(self, text, *options, encoding="utf-8"):
        path = self.folder / "noise.csv"
        path.write_bytes(text.encode(encoding))
        return handed_in.run("noise", "mean", path, *options)

    def test_gb18030_and_crlf_are_read(self):
        done = self.mean("路段名称,路段长度(m),昼间\r\n民福街,1200,68.4\r\n开发路,800,70.6\r\n", "--year", 2014, "--json",
                         encoding="gb18030")
        self.assertEqual(done.returncode, handed_in.DONE, handed_in.told(done))
        mean = json.loads(done.stdout)["means"][0]
        self.assertEqual((mean["mean"]["exact"], mean["mean"]["shown"], mean["grade"]), ("1732/25", "69.3", 2))

    def test_a_table_that_leaves_the_part_open_is_asked_about(self):
        done = self.mean("网格,等效声级\nW1,54.0\n", "--year", 2014)
        self.assertEqual(done.returncode, handed_in.FINDINGS)
        self.assertIn("NOI003", done.stderr)
        self.assertEqual(self.mean("网格,等效声级\nW1,54.0\n", "--year", 2014, "--period", "day").returncode, handed_in.DONE)

    def test_what_cannot_be_done_is_said(self):
        self.assertEqual(handed_in.run("noise", "mean", self.folder / "none.csv").returncode, handed_in.FAILED)
        self.assertEqual(self.mean("网格,昼间\nW1,54\n", "--period", "noon").returncode, handed_in.FAILED)
        self.assertEqual(self.mean("网格,昼间\nW1,54\n", "--kind", "rail").returncode, handed_in.FAILED)

    def test_a_day_of_seconds_equals_an_independent_recomputation(self):
        chance = random.Random(640)
        levels = [round(chance.gauss(58 if 6 <= second // 3600 < 22 else 47, 6), 1) for second in range(86400)]
        rows = [f"2014-03-0{4} {s // 3600:02}:{s // 60 % 60:02}:{s % 60:02},{level}" for s, level in enumerate(levels)]
        chance.shuffle(rows)
        done = self.mean("时间,声级\n" + "\n".join(rows) + "\n", "--station", "甲", "--json", "--explain")
        self.assertEqual(done.returncode, handed_in.DONE, handed_in.told(done)[:500])
        report = json.loads(done.stdout)
        parts = {place["period"]: place["readings"][0] for place in report["stations"]}
        for period, wanted in (("day", True), ("night", False)):
            part = sorted((v for s, v in enumerate(levels) if (6 <= s // 3600 < 22) == wanted), reverse=True)
            energy = 10 * math.log10(math.fsum(10 ** (v / 10) for v in part) / len(part))
            self.assertEqual(parts[period]["samples"], len(part))
            self.assertAlmostEqual(float(parts[period]["level"]["low"]), energy, places=8)
            self.assertAlmostEqual(float(parts[period]["level"]["high"]), energy, places=8)
            for percent in (10, 50, 90):
                exceeded = part[math.ceil(len(part) * percent / 100) - 1]
                self.assertEqual(float(parts[period][f"L{percent}"]), exceeded, f"{period} L{percent}")
        self.assertEqual(len(report["day_night"]), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
