#!/usr/bin/env python3
"""The public pages: every page in both languages, as somebody reads them who has no account and runs no script; what the office publishes, and what
it does not."""

import csv
import gzip
import hashlib
import io
import json
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from office import Office, quoted  # noqa: E402
from strict_html import Page  # noqa: E402
from wire import Wire  # noqa: E402

MOST_BYTES = 60_000  # of a page, packed, without its drawings
HOSTILE = "\"><script>alert(1)</script>'&lt;<b onload=x>"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DRAWING = re.compile(rb"<svg\b.*?</svg>", re.S)


class Portal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.started = Office.demo()
        cls.office = cls.started.__enter__()
        cls.public = Wire("127.0.0.1", cls.office.port, "127.0.7.1")
        cls.clerk = cls.office.login(*cls.office.accounts["office"])

    @classmethod
    def tearDownClass(cls):
        cls.public.close()
        cls.started.__exit__(None, None, None)

    def ask(self, path, expect=200, **fields):
        answer = self.public.send("GET", path, {"Accept": "text/html", **{k.replace("_", "-"): v for k, v in fields.items()}})
        self.assertEqual(answer.status, expect, f"{path}: {answer.body[:300]!r}")
        return answer

    def page(self, path, expect=200):
        answer = self.ask(path, expect)
        self.assertEqual(answer.headers["Content-Type"], "text/html; charset=utf-8", path)
        return Page(answer.body.decode())

    def publish(self, **more):
        wish = {"kind": "bulletin", "title": "简报", "text": "## 环境空气\n\n优良 26 天。\n", **more}
        return self.clerk.do("POST", "/notices", wish, expect=201)

    def open_data(self, figures, ledgers):
        now = self.clerk.get("/publication")
        if (now["figures"], now["ledgers"]) == (sorted(figures), sorted(ledgers)):
            return
        self.clerk.do("PUT", "/publication", {"figures": figures, "ledgers": ledgers, "reason": "议定"}, headers={"If-Match": self.clerk.headers["ETag"]})

    # ---- pages

    def test_every_link_leads_somewhere_and_every_page_is_sound(self):
        self.publish(indicators=[8], figures=["gdp"], period="2011-12", text=f"## {HOSTILE}\n\n- {HOSTILE}\n| a | {HOSTILE} |\n| 1 | 2 |")
        self.open_data(["gdp"], ["drills"])
        waiting, seen = ["/", "/en"], {}
        while waiting:
            path = waiting.pop()
            if path in seen or path.startswith("/console"):
                continue
            seen[path] = answer = self.ask(path)
            if not answer.headers["Content-Type"].startswith("text/html"):
                continue
            page = Page(answer.body.decode())
            with self.subTest(path):
                self.sound(path, answer, page)
            waiting += [link for link in page.links if link not in seen]
        pages = [path for path in seen if seen[path].headers["Content-Type"].startswith("text/html")]
        self.assertGreaterEqual(len(pages), 2 * (26 + 9))
        for path in pages:
            other = path[3:] or "/" if path == "/en" or path.startswith("/en/") else "/en" + ("" if path == "/" else path)
            self.assertIn(other, pages)
        self.assertTrue(all(link.startswith(("/", "#")) for path in pages for link in Page(seen[path].body.decode()).every_link), "a link leaves the site")

    def sound(self, path, answer, page):
        self.assertEqual(page.faults, [])
        policy = answer.headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotIn("script-src", policy)
        self.assertEqual(page.count("script"), 0)
        self.assertEqual(page.attributes_named("style"), [])
        self.assertEqual([name for name in page.attribute_names if name.startswith("on")], [])
        self.assertEqual(page.language, "en" if path == "/en" or path.startswith("/en/") else "zh-CN")
        self.assertEqual((page.count("h1"), page.count("main"), page.count("header"), page.count("footer")), (1, 1, 1, 1))
        self.assertEqual(page.skipped_headings, [])
        self.assertEqual(page.tables_without_caption, 0)
        self.assertEqual(page.header_cells_without_scope, 0)
        self.assertEqual(page.doubled_ids, [])
        self.assertEqual(page.targets_without_id, [])
        self.assertTrue(page.title and page.description)
        plain = gzip.compress(DRAWING.sub(b"", answer.body), 6)
        self.assertLess(len(plain), MOST_BYTES, "too large")

    def test_the_first_page_says_what_is_red_and_who_must_act(self):
        text = self.page("/").text
        told = re.search(r"26 项指标中，(\d+) 项达标，(\d+) 项未达标", text)
        self.assertTrue(told, text[:600])
        tiles = json.loads(self.public.send("GET", "/api/v1/public/indicators").body)["indicators"]
        self.assertEqual((int(told[1]), int(told[2])), tuple(sum(t["outcome"] == o for t in tiles) for o in ("met", "not_met")))
        for tile in tiles:
            if tile["outcome"] == "not_met":
                self.assertLess(text.index(tile["name"]), text.index("全部指标"), "what is red stands before the list")
        self.assertIn("谁来整改", text)
        self.assertIn("模拟数据", text)
        self.assertIn("Simulated data", self.page("/en").text)

    def test_an_indicator_explains_itself_down_to_station_hour_and_clause(self):
        page = self.page("/indicators/8")
        for words in ("未达标", "GB 3095-1996", "逐时值", "二氧化硫", "市环保局", "任务与责任单位", "数据表"):
            self.assertIn(words, page.text)
        self.assertGreater(page.count("details"), 5)
        english = self.page("/en/indicators/8")
        for words in ("not met", "hourly values", "GB 3095-1996", "Tasks and duties"):
            self.assertIn(words.lower(), english.text.lower())

    def test_the_plan_is_the_table_as_announced(self):
        page = self.page("/plan")
        self.assertEqual(page.count("tbody"), 26)
        self.assertEqual(sum(int(span) for span in page.attributes_named("rowspan")), 2 * 99)

    def test_what_is_not_there_is_a_page_too(self):
        for path in ("/nothing", "/indicators/99", "/indicators/08", "/indicators/x", "/data/none", "/data/gdp.exe", "/notices/notice-99",
                     "/proof/entries/0", "/proof/entries/1", "/proof/entries/1.txt", "/proof/entries/99999999999999999999", "/en/nothing"):
            with self.subTest(path):
                page = self.page(path, 404)
                self.assertEqual(page.language, "en" if path.startswith("/en") else "zh-CN")
                self.assertEqual(page.count("h1"), 1)
        answer = self.public.send("GET", "/nothing")
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (404, "application/problem+json"))

    def test_robots_are_kept_from_what_is_no_page(self):
        rules = self.ask("/robots.txt").body.decode()
        self.assertIn("Disallow: /api/", rules)

    def test_a_page_that_did_not_change_is_not_sent_again(self):
        for path in ("/", "/en/plan", "/data/verdicts.csv"):
            first = self.ask(path)
            again = self.public.send("GET", path, {"If-None-Match": first.headers["ETag"]})
            self.assertEqual((again.status, again.body), (304, b""), path)
            self.assertEqual(first.headers["Cache-Control"], "no-cache")

    # ---- notices

    def test_a_notice_is_published_and_withdrawn(self):
        made = self.publish(title="环境质量简报", kind="bulletin", indicators=[8], period="2011-12")
        self.assertEqual(made["address"], f"/notices/{made['id']}")
        page = self.page(made["address"])
        for words in ("环境质量简报", "优良 26 天", "城区空气质量", f"第 {made['entry']} 条"):
            self.assertIn(words, page.text)
        self.assertIn("环境质量简报", self.page("/notices").text)
        self.assertIn("环境质量简报", self.page("/").text)
        entry = f"/proof/entries/{made['entry']}"
        self.assertIn("notice.published", self.page(entry).text)
        self.assertIn("disclosed {", self.ask(entry + ".txt").body.decode())
        self.clerk.do("POST", f"/notices/{made['id']}/withdrawal", {"reason": ""}, expect=422)
        self.clerk.do("POST", f"/notices/{made['id']}/withdrawal", {"reason": "数据有误"}, expect=200)
        self.clerk.do("POST", f"/notices/{made['id']}/withdrawal", {"reason": "数据有误"}, expect=409)
        page = self.page(made["address"])
        self.assertIn("数据有误", page.text)
        self.assertNotIn("优良 26 天", page.text)
        self.assertNotIn("disclosed", self.ask(entry + ".txt").body.decode())
        told = json.loads(self.public.send("GET", f"/api/v1{made['address']}").body)
        self.assertEqual((told["text"], told["withdrawn_reason"]), ("", "数据有误"))

    def test_only_the_office_publishes(self):
        wish = {"kind": "bulletin", "title": "甲", "text": "乙"}
        for role in ("unit_editor", "leader", "inspector", "system_admin", "audit_admin"):
            client = self.office.login(*self.office.accounts[role])
            client.do("POST", "/notices", wish, expect=403)
            client.do("POST", "/notices/draft?kind=bulletin", expect=403)
            client.do("PUT", "/publication", {"figures": [], "ledgers": [], "reason": "x"}, expect=403)
            client.wire.close()
        self.assertEqual(self.public.json("POST", "/api/v1/notices", wish).status, 401)

    def test_a_draft_is_a_bulletin_within_a_minute(self):
        draft = self.clerk.do("POST", "/notices/draft?kind=bulletin&period=2011-12")
        self.assertIn("2011年12月", draft["title"])
        for words in ("优良", "达到要求", "26 项指标中"):
            self.assertIn(words, draft["text"])
        self.assertIn(8, draft["indicators"])
        made = self.clerk.do("POST", "/notices", draft, expect=201)
        self.assertIn("环境空气", self.page(made["address"]).text)
        self.assertIn("99 项任务", self.clerk.do("POST", "/notices/draft?kind=announcement")["text"])
        self.clerk.do("POST", "/notices/draft?kind=bulletin&period=2090", expect=422)

    def test_papers_go_out_with_their_notice_alone(self):
        digest = self.upload(PAPER)
        self.ask(f"/notices/notice-1/files/{digest}", 404)
        made = self.publish(title="附材料", evidence=[digest])
        address = made["evidence"][0]["address"]
        answer = self.ask(address)
        self.assertEqual(hashlib.sha256(answer.body).hexdigest(), digest)
        self.assertTrue(answer.headers["Content-Disposition"].startswith("attachment"))
        self.assertIn("sandbox", answer.headers["Content-Security-Policy"])
        self.clerk.do("POST", "/notices", {"kind": "bulletin", "title": "甲", "text": "乙", "evidence": ["0" * 64]}, expect=409)
        self.clerk.do("POST", f"/notices/{made['id']}/withdrawal", {"reason": "有误"})
        self.ask(address, 404)

    def upload(self, content):
        unit = self.office.login(*self.office.accounts["unit_editor"])  # a paper is some unit's
        begun = unit.do("POST", "/uploads", {"name": "监测报告.pdf", "size": len(content)}, expect=201)
        unit.do("PATCH", f"/uploads/{begun['id']}", data=content,
                      headers={"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}, expect=204)
        file = unit.do("POST", f"/uploads/{begun['id']}/finish", expect=201)
        unit.wire.close()
        if file["state"] != "clean":
            self.clerk.do("POST", f"/evidence/{file['digest']}/judgement", {"state": "clean", "why": ""})
        return file["digest"]

    # ---- data

    def test_only_what_is_open_can_be_read(self):
        self.open_data([], [])
        for key in ("gdp", "drills", "complaints"):
            for path in (f"/data/{key}", f"/data/{key}.csv", f"/data/{key}.json", f"/en/data/{key}", f"/en/data/{key}.csv"):
                self.ask(path, 404)
        self.open_data(["gdp"], ["drills"])
        self.ask("/data/gdp.csv"), self.ask("/data/drills.json"), self.ask("/data/complaints.csv", 404)
        self.open_data([], [])
        self.ask("/data/gdp.csv", 404)

    def test_records_of_closed_ledgers_are_in_no_page(self):
        self.open_data([], [])
        names = {field for ledger in self.clerk.get("/ledgers")["items"] for field in self.names_in(ledger["key"])}
        self.assertGreater(len(names), 20)
        for number in range(1, 27):
            text = self.page(f"/indicators/{number}").text
            self.assertEqual([name for name in names if name in text], [], number)
        self.open_data([], [ledger["key"] for ledger in self.clerk.get("/ledgers")["items"]])
        text = "".join(self.page(f"/indicators/{number}").text for number in (22, 25))
        self.assertTrue([name for name in names if name in text], "records of open ledgers are shown")

    def names_in(self, ledger):
        """What only a record of that ledger says: the texts that tell its records apart."""
        identity = {"title", "name", "party", "project", "enterprise", "complaint_number", "site", "document"}
        for record in self.clerk.get(f"/ledgers/{quoted(ledger)}?limit=20")["items"]:
            yield from (text for key, text in record["fields"].items() if key in identity and len(text) >= 4)

    def test_files_are_for_excel(self):
        self.open_data(["gdp"], ["drills"])
        body = self.ask("/data/drills.csv").body
        self.assertTrue(body.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        self.assertEqual(rows[0][0], "演练名称")
        self.assertGreater(len(rows), 1)
        english = list(csv.reader(io.StringIO(self.ask("/en/data/drills.csv").body.decode("utf-8-sig"), newline="")))
        self.assertEqual((english[0][0], len(english)), ("Drill", len(rows)))
        table = json.loads(self.ask("/data/drills.json").body)
        self.assertEqual(len(table["rows"]), len(rows) - 1)
        self.assertEqual(set(table["rows"][0]), {column["key"] for column in table["columns"]})
        self.assertIn("attachment", self.ask("/data/gdp.csv").headers["Content-Disposition"])

    # ---- proof

    def test_the_log_is_there_for_everybody(self):
        page = self.page("/proof")
        note = self.public.send("GET", "/api/v1/public/log/checkpoint").body.decode()
        self.assertIn(note.splitlines()[1], page.text)
        self.assertIn("chuangmo audit verify", page.text)
        self.assertGreater(page.count("svg"), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
