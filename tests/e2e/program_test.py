"""The whole program as its users meet it: real files, a real database, a real browser."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))
ANNEX = ROOT / "catalog/programmes/shuozhou/annex.txt"


def run(*arguments, expect=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    if expect is not None and done.returncode != expect:
        raise AssertionError(f"{arguments} ended with {done.returncode}, not {expect}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done


class Workspace(unittest.TestCase):
    """Runs the demonstration once; every test looks at it, none changes it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="chuangmo-"))
        cls.demo = cls.folder / "demo"
        cls.output = run("demo", cls.demo).stdout

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def evaluation(self, *more):
        return json.loads(run("evaluate", "-w", self.demo, "--json", *more).stdout)

    def outcomes(self, *more):
        return {i["number"]: i["outcome"] for i in self.evaluation(*more)["indicators"]}


class Demonstration(Workspace):
    def test_scoreboard_has_26_rows_and_says_that_data_are_simulated(self):
        self.assertIn("模拟数据", self.output)
        self.assertEqual(sorted(self.outcomes()), list(range(1, 27)))

    def test_outcomes_are_those_the_simulation_was_made_for(self):
        outcomes = self.outcomes()
        self.assertEqual({n for n, o in outcomes.items() if o == "not_met"}, {8, 16, 22})
        self.assertEqual({n for n, o in outcomes.items() if o == "undecided"}, {3, 17})
        self.assertEqual(sum(o == "met" for o in outcomes.values()), 21)

    def test_same_facts_give_the_same_bytes(self):
        first = run("evaluate", "-w", self.demo, "--json").stdout
        self.assertEqual(first, run("evaluate", "-w", self.demo, "--json").stdout)

    def test_json_has_the_documented_shape(self):
        evaluation = self.evaluation()
        self.assertLessEqual({"programme", "as_of", "known_at", "indicators"}, set(evaluation))
        for indicator in evaluation["indicators"]:
            for criterion in indicator["criteria"]:
                self.assertLessEqual(
                    {"id", "rule", "outcome", "value", "limit", "unit", "best", "worst", "missing", "reachable", "trace"},
                    set(criterion))

    def test_a_correction_counts_only_from_the_day_it_was_known(self):
        # The water use of 2010 was wrong by 1000 until June 2011, so it did not fall from 2009 to 2010.
        self.assertEqual(self.outcomes("--known-at", "2011-06-01", "--as-of", "2010-12-31")[6], "not_met")
        self.assertEqual(self.outcomes()[6], "met")

    def test_before_the_year_is_over_nothing_is_late(self):
        outcomes = self.outcomes("--as-of", "2011-10-31")
        self.assertEqual(outcomes[8], "not_due")
        criteria = {c["id"]: c for i in self.evaluation("--as-of", "2011-10-31", "--indicator", "8")["indicators"]
                    for c in i["criteria"]}
        self.assertTrue(criteria["8.2"]["reachable"]["reachable"])

    def test_what_was_known_at_a_moment_is_looked_at_from_that_day(self):
        evaluation = self.evaluation("--known-at", "2011-10-31")
        self.assertEqual(evaluation["as_of"], "2011-10-31")
        self.assertEqual({i["number"]: i["outcome"] for i in evaluation["indicators"]}[13], "not_due")

    def test_numbers_from_memory_are_shown_where_they_decide(self):
        weakest = {c["id"]: c["confidence"] for i in self.evaluation()["indicators"] for c in i["criteria"]}
        for criterion in ("2.1", "8.1", "8.2", "9.1", "10.2"):  # event grades, day validity, groundwater, months of a year
            self.assertEqual(weakest[criterion], "MEM", criterion)

    def test_another_edition_judges_otherwise(self):
        # 70 ug/m3 of PM10 (GB 3095-2012) instead of 100.
        self.assertEqual(self.outcomes("--standard-as", "GB 3095-2012")[8], "not_met")

    def test_unknown_edition_is_named(self):
        done = run("evaluate", "-w", self.demo, "--standard-as", "GB 3095-2050", expect=2)
        self.assertIn("GB 3095-2012", done.stderr)

    def test_explanation_reaches_the_reading_and_the_clause(self):
        text = run("explain", "8", "-w", self.demo, "--full").stdout
        self.assertIn("城区空气小时值.csv", text)
        self.assertIn("GB 3095-1996", text)
        day = run("explain", "8", "-w", self.demo, "--day", "2011-03-05").stdout
        self.assertIn("2011-03-05", day)


class Proofs(Workspace):
    def test_every_proof_replays_and_no_changed_byte_does(self):
        for number in range(1, 27):
            proof = self.folder / f"{number}.json"
            run("verdict", "export", number, "-o", proof, "-w", self.demo)
            checked = self.verify(proof)
            self.assertEqual(checked.returncode, 0, f"{number}: {checked.stdout}{checked.stderr}")
        data = bytearray((self.folder / "4.json").read_bytes())
        for position in range(0, len(data), max(1, len(data) // 40)):
            changed = bytearray(data)
            changed[position] = ord("7") if changed[position] != ord("7") else ord("8")
            forged = self.folder / "forged.json"
            forged.write_bytes(changed)
            self.assertNotEqual(self.verify(forged).returncode, 0, f"byte {position} was changed")

    def test_proofs_made_before_the_year_is_over_replay(self):
        for number in (2, 4, 8, 9, 10, 24):
            proof = self.folder / f"{number}-june.json"
            run("verdict", "export", number, "-o", proof, "-w", self.demo, "--as-of", "2011-06-30")
            checked = self.verify(proof)
            self.assertEqual(checked.returncode, 0, f"{number}: {checked.stdout}{checked.stderr}")

    def verify(self, path):
        return subprocess.run([sys.executable, str(ROOT / "tools/verify_verdict.py"), str(path)], capture_output=True, text=True)


class Plans(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chuangmo-"))

    def tearDown(self):
        shutil.rmtree(self.folder)

    def test_the_annex_has_26_indicators_and_99_tasks(self):
        plan = json.loads(run("plan", "import", ANNEX, "--json", "-o", self.folder / "p", expect=None).stdout)
        self.assertEqual(len(plan["indicators"]), 26)
        self.assertEqual(sum(len(i["tasks"]) for i in plan["indicators"]), 99)
        first = plan["indicators"][0]["tasks"][0]
        self.assertEqual((first["lead"], first["cooperating"]), (["市发改委"], ["市环保局", "市财政局"]))
        self.assertEqual(first["source"]["row"], 2)
        group = next(g for g in plan["groups"] if g["name"] == "各县（区）政府")
        self.assertEqual(len(group["members"]), 6)
        self.assertTrue(all(t["lead"] for i in plan["indicators"] for t in i["tasks"]))
        again = json.loads(run("plan", "show", self.folder / "p", "--json").stdout)
        self.assertEqual(again["indicators"], plan["indicators"])

    def test_a_second_import_tells_what_changed_and_keeps_what_people_edited(self):
        folder = self.folder / "p"
        run("plan", "import", ANNEX, "-o", folder, expect=None)
        plan = folder / "plan.toml"
        plan.write_text(plan.read_text(encoding="utf-8").replace("认真分析社会经济发展现状", "人工改过的任务"), encoding="utf-8")
        changed = self.folder / "annex2.txt"
        changed.write_text(ANNEX.read_text(encoding="utf-8").replace("推行清洁生产", "全面推行清洁生产"), encoding="utf-8")
        done = run("plan", "import", changed, "-o", folder, expect=None)
        self.assertIn("全面推行清洁生产", done.stderr)
        self.assertIn("人工改过的任务", plan.read_text(encoding="utf-8"))
        self.assertIn("全面推行清洁生产", plan.read_text(encoding="utf-8"))

    def test_importing_the_same_again_touches_no_file(self):
        folder = self.folder / "p"
        run("plan", "import", ANNEX, "-o", folder, expect=None)
        before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}
        self.assertEqual(set(before), {"plan.toml", "plan.imported.toml", "units.toml", "units.proposed.toml"})
        run("plan", "import", ANNEX, "-o", folder, expect=None)
        after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}
        self.assertEqual(before, after)

    def test_lint_reads_like_a_compiler_and_writes_a_report(self):
        report = self.folder / "r.docx"
        done = run("plan", "lint", ANNEX, "--docx", report, expect=None)
        self.assertIn("LNT", done.stdout)
        with zipfile.ZipFile(report) as archive:
            self.assertIn("校核报告", archive.read("word/document.xml").decode())


class BadInput(Workspace):
    """bad_*_test.py has every kind of it; here, that three years of facts stay what they were."""

    def test_a_refused_file_changes_no_verdict(self):
        before = run("evaluate", "-w", self.demo, "--json").stdout
        bad = self.folder / "bad.csv"
        bad.write_text("统计数据,对象,期间,数值,单位\n用水总量,,2011年,1,万m3\n用水总量,,2011年,2,万m3\n", encoding="utf-8")
        self.assertIn("bad.csv:3:数值", run("import", "figures", bad, "-w", self.demo, expect=1).stderr)
        self.assertEqual(before, run("evaluate", "-w", self.demo, "--json").stdout)


class Page(Workspace):
    QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync")

    def setUp(self):
        self.chromium = shutil.which("chromium")
        if not self.chromium:
            self.skipTest("no chromium on this machine")

    def browse(self, address, *more):
        return subprocess.run([self.chromium, *self.QUIET, f"--user-data-dir={self.folder / 'profile'}", *more, address],
                              capture_output=True, text=True, timeout=120)

    def opened(self, page, number):
        """What a reader of the indicator has in front of them: the page's own markup after its script ran."""
        dom = self.browse(page.as_uri() + f"#i{number}", "--dump-dom").stdout
        begin = dom.index(f'id="i{number}"')
        end = dom.find('<details class="ind ', begin)
        part = dom[begin:end]
        self.assertIn(" open", part[:part.index(">")], "the link to an indicator opens it")
        return part

    def test_a_red_indicator_leads_to_its_row_and_clause(self):
        part = self.opened(self.demo / "scoreboard.html", 22)
        self.assertIn("未达标", part)
        for text in ("83.3333", "/ = 100%", "任务分解表 任务22.3", "平鲁区煤化工园区规划", "2011/台账/应开展环评的规划.csv · 第5行"):
            self.assertIn(text, part)

    def test_a_red_indicator_leads_to_the_station_the_hour_and_the_clause(self):
        page = self.folder / "stricter.html"
        run("scoreboard", "-w", self.demo, "-o", page, "--standard-as", "GB 3095-2012")
        part = self.opened(page, 8)
        self.assertIn("未达标", part)
        # Nothing between the reader and the hours is shut.
        way = part[part.index('<details class="trace" open'):]
        way = way[:way.index('<ol class="hours')]
        around = []
        for tag in re.findall(r"<details[^>]*>|</details>", way):
            if tag == "</details>":
                around.pop()
            else:
                around.append(tag)
        self.assertTrue(around and all(" open" in tag for tag in around), around)
        for text in ("北城站", "2011/监测/城区空气小时值.csv · 第", "PM10列"):
            self.assertIn(text, way)
        cells = re.findall(r"<i>(\d\d)</i><b>([^<]+)</b></li>", part[part.index('<ol class="hours'):].split("</ol>")[0])
        self.assertEqual([hour for hour, _ in cells], [f"{hour:02}" for hour in range(24)])
        self.assertFalse([value for _, value in cells if value.endswith("0") and "." in value], "no zeros that say nothing")
        self.assertIn("§ GB 3095-2012 表1", part)

    def test_the_monitoring_of_the_demonstration_is_drawn(self):
        text = (self.demo / "scoreboard.html").read_text(encoding="utf-8")
        self.assertIn('href="#monitoring"', text[:text.index('<details class="ind ')], "led to from the top")
        part = text[text.index('id="monitoring"'):text.index("</main>")]
        days = re.findall(r"<title>(\d{4})-\d\d-\d\d · (?:API \d+|无有效值)", part)
        self.assertEqual([days.count(year) for year in ("2009", "2010", "2011")], [365, 365, 365])
        # The panels say what the verdict says.
        so2 = part[part.index('<caption><span class="zh" lang="zh-CN">二氧化硫 SO2'):]
        city = so2[so2.index('<tr class="city">'):].split("</tr>")[0]
        self.assertIn("0.0618 <b", city)
        self.assertIn("▲", city)
        for station in ("北城站", "南城站", "开发区站", "七里河公园站", "平朔生活区站", "紫荆山清洁对照点"):
            self.assertEqual(so2.split("</table>")[0].count(station), 1, station)
        self.assertIn("恢河红旗牧场断面", part)
        self.assertIn("耿庄水源地", part)

    def test_nothing_is_wider_than_a_telephone(self):
        text = (self.demo / "scoreboard.html").read_text(encoding="utf-8")
        told = """<script>addEventListener("load", function () {
          document.querySelectorAll("details").forEach(function (d) { d.open = true; });
          var page = document.documentElement;
          parent.postMessage(innerWidth + ": " + (page.scrollWidth - page.clientWidth) + " too wide", "*"); });</script></body>"""
        (self.folder / "inner.html").write_text(text.replace("</body>", told), encoding="utf-8")
        for width in (390, 320):
            outer = self.folder / "outer.html"
            outer.write_text(f"""<!doctype html><p id="told">nothing</p><script>addEventListener("message", function (e) {{
              document.getElementById("told").textContent = e.data; }});</script>
              <iframe src="inner.html" width="{width}" height="800" style="border:0"></iframe>""", encoding="utf-8")
            dom = self.browse(outer.as_uri(), "--virtual-time-budget=20000", "--dump-dom").stdout
            self.assertIn(f'<p id="told">{width}: 0 too wide</p>', dom)

    def test_the_page_opens_in_a_browser_and_asks_for_nothing(self):
        page = self.demo / "scoreboard.html"
        self.assertNotIn(b"http://", page.read_bytes().replace(b"http://www.w3.org/", b""))
        self.assertLess(page.stat().st_size, 3 << 20)
        done = self.browse(page.as_uri(), "--enable-logging=stderr", "--dump-dom")
        self.assertIn("模拟数据", done.stdout)
        self.assertNotIn("CONSOLE", done.stderr)
        pictures = ROOT / "build/screenshots"
        pictures.mkdir(parents=True, exist_ok=True)
        for width, height in ((1366, 768), (1920, 1080), (500, 844)):
            target = pictures / f"scoreboard-{width}.png"
            self.browse(page.as_uri(), f"--window-size={width},{height}", f"--screenshot={target}")
            self.assertGreater(target.stat().st_size, 20_000)


if __name__ == "__main__":
    unittest.main(verbosity=2)
