#!/usr/bin/env python3
"""Every document of the demonstration: made over the API and from the terminal, opened by LibreOffice, drawn as pictures into
build/documents, its words held against the API's values; templates changed, refused and taken. Without LibreOffice the PDFs are left out,
which is said."""

import html
import io
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from office import PROGRAM, Office, quoted  # noqa: E402

PICTURES = ROOT / "build" / "documents"
HAS_OFFICE = shutil.which("soffice") is not None and shutil.which("pdftoppm") is not None
# What is asked for, beside what is asked for by default.
WISHES = {
    "responsibility-letter": {"period": "2011", "unit": "市水务局"}, "reminder": {"unit": "市住建局"},
    "monthly-bulletin": {"period": "2011-12"}, "quarterly-report": {"period": "2011Q4"}, "assessment-notice": {"period": "2011"},
    "environment-bulletin": {"period": "2011"}, "air-daily": {"period": "2011-11-30"}, "drinking-water-monthly": {"period": "2011-11"},
    "noise-annual": {"period": "2011"}, "city-assessment": {"period": "2011"},
}


def part(data, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def words(data):
    return re.sub(r"<[^>]+>", "", part(data))


def bound(data):
    """binding -> text of a made document."""
    found = {}
    for control in re.findall(r"<w:sdt>.*?</w:sdt>", part(data)):
        tag = re.search(r'<w:tag w:val="cm:([^"]*)"', control)
        if tag:
            found[tag[1]] = re.sub(r"<[^>]+>", "", control.split("<w:sdtContent>")[1])
    return found


def edited(data, change, part="word/document.xml"):
    """The same package with another document in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return out.getvalue()


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.started = Office.demo()
        cls.office = cls.started.__enter__()
        cls.clerk = cls.office.login(*cls.office.accounts["office"])
        cls.unit = cls.office.login(*cls.office.accounts["unit_editor"])
        PICTURES.mkdir(parents=True, exist_ok=True)

    @classmethod
    def tearDownClass(cls):
        cls.started.__exit__(None, None, None)

    def made(self, name, who=None, expect=200, **wish):
        wish = "&".join(f"{key}={quoted(value)}" for key, value in {**WISHES.get(name, {}), **wish}.items())
        status, _, body = (who or self.clerk).request("GET", f"/documents/{name}" + (f"?{wish}" if wish else ""))
        self.assertEqual(status, expect, f"{name}: {body}")
        return body

    def test_every_document_is_made_and_leaves_no_mark(self):
        kinds = self.clerk.get("/documents")["items"]
        self.assertEqual(len(kinds), 13)
        for kind in kinds:
            with self.subTest(kind["name"]):
                data = self.made(kind["name"])
                (PICTURES / f"{kind['name']}.docx").write_bytes(data)
                self.assertNotIn("{{", words(data))
                self.assertEqual(data, self.made(kind["name"]), "asked for twice it is another file")

    def test_what_is_simulated_says_so_on_every_page(self):
        archive = zipfile.ZipFile(io.BytesIO(self.made("monthly-bulletin")))
        parts = ["word/document.xml", *(name for name in archive.namelist() if name.startswith("word/footer"))]
        self.assertGreater(len(parts), 1)
        for part in parts:
            self.assertIn("模拟数据", archive.read(part).decode(), part)

    def test_numbers_are_those_of_the_api(self):
        verdicts = self.clerk.get("/verdicts")["indicators"]
        fields = bound(self.made("self-check"))
        self.assertEqual(fields["count:indicators"], str(len(verdicts)))
        self.assertEqual(fields["count:indicators.met"], str(sum(v["outcome"] == "met" for v in verdicts)))
        self.assertEqual(fields["count:indicators.not_met"], str(sum(v["outcome"] == "not_met" for v in verdicts)))
        text = words(self.made("self-check"))
        for verdict in verdicts:
            self.assertIn(verdict["name"], text)

    def test_every_number_answers_for_itself(self):
        inspector = self.office.login(*self.office.accounts["inspector"])
        asked = {}
        for kind in self.clerk.get("/documents")["items"]:
            for binding, text in bound(self.made(kind["name"])).items():
                asked.setdefault(binding, html.unescape(text))
        self.assertGreater(len(asked), 400)
        self.assertLessEqual({"air", "water", "noise", "score", "overdue", "verdict", "criterion", "count"},
                             {binding.split(":")[0] for binding in asked})
        for binding, text in asked.items():
            path = f"/numbers/{quoted(binding)}/origin"
            origin = inspector.get(path)
            self.assertEqual(origin["value"], text, binding)
            self.assertTrue(origin["what"] and origin["how"], binding)
            if binding.startswith(("air:", "water:", "noise:", "score:", "overdue:")):
                self.assertTrue(origin["facts"], binding)
                self.assertTrue(origin["more"], binding)
            if binding.startswith(("air:", "water:", "noise:")):
                files = [fact for fact in origin["facts"] if fact["kind"] != "section"]
                self.assertTrue(files and all(fact["file"] and fact["row"] and fact["entry"] for fact in files), binding)
            if binding.startswith(("score:", "overdue:")):
                self.assertTrue(all(fact["entry"] for fact in origin["facts"]), binding)
        for binding in list(asked)[::25]:
            path = f"/numbers/{quoted(binding)}/origin"
            self.assertEqual(inspector.request("GET", path)[2], inspector.request("GET", path)[2], binding)

    def test_a_document_as_it_would_have_been_made(self):
        then = "known_at=2011-03-10"
        made = self.made("self-check", known_at="2011-03-10")
        self.assertIn("2011年3月10日", words(made))
        self.assertEqual(made, self.made("self-check", known_at="2011-03-10"))
        fields = bound(made)
        self.assertNotEqual(fields, bound(self.made("self-check")))
        for binding, text in fields.items():
            origin = self.clerk.get(f"/numbers/{quoted(binding)}/origin?{then}")
            self.assertEqual(origin["value"], html.unescape(text), binding)
        self.clerk.get(f"/numbers/{quoted('figure:gdp|2011')}/origin?{then}", expect=422)

    def test_the_task_table_is_the_annex(self):
        plan = self.clerk.get("/plan")
        data = self.made("task-table")
        text, xml = words(data), part(data)
        tasks = [task for indicator in plan["indicators"] for task in indicator["tasks"]]
        self.assertEqual(xml.count("<w:tr>"), len(tasks) + 1)
        self.assertEqual(xml.count('<w:vMerge w:val="restart"/>'), 2 * len(plan["indicators"]))
        for task in tasks:
            self.assertIn(task["text"].split("\n")[0][:20].replace("&", "&amp;"), text)

    def test_who_may_have_what(self):
        names = {kind["name"] for kind in self.unit.get("/documents")["items"]}
        self.assertNotIn("review-report", names)
        self.assertIn("self-check", names)
        self.made("reminder", self.unit, unit="市统计局")
        self.made("reminder", self.unit, expect=403, unit="市水务局")
        self.made("review-report", self.unit, expect=403)
        self.assertEqual(self.unit.request("GET", "/documents/self-check/template")[0], 403)

    def test_wishes_that_cannot_be(self):
        self.assertEqual(self.made("nothing", expect=404)["code"], "OUT001")
        self.assertEqual(self.made("monthly-bulletin", expect=422, period="2011")["code"], "OUT002")
        self.assertEqual(self.made("self-check", expect=422, period="2011")["code"], "OUT002")
        self.assertEqual(self.made("responsibility-letter", expect=422, unit="市没有局")["code"], "OUT003")
        self.made("self-check", expect=422, format="odt")

    def test_a_template_of_the_office(self):
        path = "/documents/noise-annual/template"
        status, headers, data = self.clerk.request("GET", path)
        self.assertEqual(status, 200)
        wrong = edited(data, lambda xml: xml.replace("{{城市}}", "{{城布}}"))
        found = self.clerk.do("POST", path + "/check", data=wrong)
        self.assertFalse(found["is_usable"])
        self.assertEqual(found["findings"][0]["code"], "TPL003")
        self.assertIn("城市", found["findings"][0]["fix"])
        refused = self.clerk.do("PUT", path, data=wrong, headers={"If-Match": headers["ETag"]}, expect=422)
        self.assertEqual(refused["errors"][0]["code"], "TPL003")
        mine = edited(data, lambda xml: xml.replace("声环境质量年报", "本市声环境年报"))
        self.clerk.do("PUT", path, data=mine, expect=428)
        self.clerk.do("PUT", path, data=mine, headers={"If-Match": '"x"'}, expect=412)
        self.clerk.do("PUT", path, data=mine, headers={"If-Match": headers["ETag"]})
        self.assertIn("本市声环境年报", words(self.made("noise-annual")))
        auditor = self.office.login(*self.office.accounts["audit_admin"])
        entries = auditor.get("/log/entries?object=" + quoted("setting:template:noise-annual"))["items"]
        self.assertEqual(len(entries), 1)
        self.assertEqual(self.origin("noise-annual"), "handed_in")
        own = self.office.workspace / "templates"
        own.mkdir()
        (own / "noise-annual.docx").write_bytes(data)
        self.assertNotIn("本市声环境年报", words(self.made("noise-annual")))
        self.assertEqual(self.origin("noise-annual"), "folder")
        self.assertEqual(self.clerk.do("DELETE", path, expect=409)["code"], "OUT007")
        shutil.rmtree(own)
        self.assertIn("本市声环境年报", words(self.made("noise-annual")))
        self.clerk.do("DELETE", path, expect=204)
        self.assertEqual(self.origin("noise-annual"), "catalog")
        self.assertNotIn("本市声环境年报", words(self.made("noise-annual")))

    def test_a_workbook_where_there_is_one(self):
        kinds = {kind["name"]: kind for kind in self.clerk.get("/documents")["items"]}
        self.assertEqual({name for name, kind in kinds.items() if kind["workbook"] != "none"},
                         {"task-table", "assessment-notice", "self-check", "city-assessment"})
        verdicts = self.clerk.get("/verdicts")["indicators"]
        data = self.made("self-check", format="xlsx")
        (PICTURES / "self-check.xlsx").write_bytes(data)
        self.assertEqual(data, self.made("self-check", format="xlsx"), "asked for twice it is another file")
        sheet = part(data, "xl/worksheets/sheet1.xml")
        self.assertNotIn("{{", sheet)
        rows = re.findall(r"<row .*?</row>", sheet)
        self.assertIn("模拟数据", rows[0])
        self.assertIn("&amp;C模拟数据", sheet[sheet.index("<oddHeader>"):])
        criteria = sum(max(1, len(verdict["criteria"])) for verdict in verdicts)
        self.assertEqual(len(rows), 4 + criteria)  # the mark, title, standing, head
        self.assertIn('<pane ySplit="4" topLeftCell="A5"', sheet)
        for verdict in verdicts:
            self.assertIn(verdict["name"], sheet)
        refused = self.made("air-daily", expect=404, format="xlsx")
        self.assertEqual(refused["code"], "OUT008")

    def test_a_template_that_is_a_workbook(self):
        path = "/documents/air-daily/template?format=xlsx"
        self.assertEqual(self.clerk.do("GET", path, expect=404)["code"], "OUT008")
        status, _, data = self.clerk.request("GET", "/documents/self-check/template?format=xlsx")
        self.assertEqual(status, 200)
        found = self.clerk.do("POST", "/documents/air-daily/template/check?format=xlsx", data=data)
        self.assertFalse(found["is_usable"])
        wheres = [finding["where"] for finding in found["findings"]]
        self.assertIn("air-daily.xlsx:自查表:2:A", wheres)
        self.clerk.do("PUT", path, data=data, headers={"If-None-Match": "*"}, expect=422)
        def daily(xml):
            return re.sub(r"\{\{(?!#每个|/每个).*?\}\}", "{{城市}}", xml).replace("{{#每个 指标}}", "{{#每个 日报}}").replace(
                "{{#每个 指标.判据}}", "{{#每个 日报.近七日}}")
        mine = edited(data, daily, "xl/worksheets/sheet1.xml")
        self.clerk.do("PUT", path, data=mine, expect=428)
        self.clerk.do("PUT", path, data=mine, headers={"If-None-Match": "*"})
        self.clerk.do("PUT", path, data=mine, headers={"If-None-Match": "*"}, expect=412)
        self.assertEqual(self.origin("air-daily", "workbook"), "handed_in")
        self.assertEqual(self.origin("air-daily"), "catalog")
        self.assertIn("朔州市", part(self.made("air-daily", format="xlsx"), "xl/worksheets/sheet1.xml"))
        self.clerk.do("DELETE", path, expect=204)
        self.assertEqual(self.origin("air-daily", "workbook"), "none")

    @unittest.skipUnless(HAS_OFFICE, "soffice (libreoffice-calc-nogui) or pdftoppm (poppler-utils) is not installed")
    def test_workbooks_open_elsewhere(self):
        for name in ("task-table", "assessment-notice", "self-check", "city-assessment"):
            with self.subTest(name):
                (PICTURES / f"{name}.book.xlsx").write_bytes(self.made(name, format="xlsx"))
                subprocess.run(["soffice", f"-env:UserInstallation=file://{PICTURES}/profile", "--headless", "--convert-to", "pdf",
                                f"{name}.book.xlsx"], cwd=PICTURES, check=True, capture_output=True)
                subprocess.run(["pdftoppm", "-r", "60", "-png", f"{name}.book.pdf", f"{name}.book"], cwd=PICTURES, check=True)
                told = subprocess.run(["pdftotext", "-layout", f"{name}.book.pdf", "-"], cwd=PICTURES, check=True, capture_output=True, text=True)
                self.assertIn("模拟数据", told.stdout)
                for wrong in ("{{", "#REF!", "#NAME?", "#VALUE!"):
                    self.assertNotIn(wrong, told.stdout)

    def origin(self, name, of="template"):
        return next(kind[of] for kind in self.clerk.get("/documents")["items"] if kind["name"] == name)

    def test_the_table_of_a_city(self):
        own = self.office.workspace / "templates"
        own.mkdir()
        (own / "city-assessment.csv").write_text("编号,名称,单位,权重,上限,下限,统计数据\n1,地区生产总值,万元,5,,,gdp\n2,没有的,,1,,,nothing\n")
        fields = bound(self.made("city-assessment"))
        figure = next(f for f in self.clerk.every("/figures?period=2011&figure=gdp"))
        self.assertEqual(fields["figure:gdp|2011"], figure["value"])
        (own / "city-assessment.csv").write_text("名称\n")
        self.assertEqual(self.made("city-assessment", expect=422)["code"], "OUT006")
        shutil.rmtree(own)

    @unittest.skipUnless(HAS_OFFICE, "soffice (libreoffice-writer-nogui) or pdftoppm (poppler-utils) is not installed")
    def test_pictures(self):
        for kind in self.clerk.get("/documents")["items"]:
            name = kind["name"]
            with self.subTest(name):
                pdf = self.made(name, format="pdf")
                self.assertTrue(pdf.startswith(b"%PDF-"))
                (PICTURES / f"{name}.pdf").write_bytes(pdf)
                subprocess.run(["pdftoppm", "-r", "60", "-png", f"{name}.pdf", name], cwd=PICTURES, check=True)
                told = subprocess.run(["pdftotext", "-layout", f"{name}.pdf", "-"], cwd=PICTURES, check=True, capture_output=True, text=True)
                self.assertRegex(told.stdout, "— ?1 ?—")
                self.assertNotIn("{{", told.stdout)
        self.assertEqual(pdf, self.made(name, format="pdf"), "the same document gives another PDF")

    def test_from_a_terminal(self):
        def run(*arguments, code=0):
            done = subprocess.run([PROGRAM, "document", *arguments], cwd=PICTURES, capture_output=True, text=True)
            self.assertEqual(done.returncode, code, done.stderr)
            return done.stdout + done.stderr
        self.assertIn("monthly-bulletin", run("list"))
        self.assertIn("指标.判定", run("fields", "self-check"))
        run("template", "self-check", "-o", "own.docx")
        self.assertIn("可以用作", run("check", "own.docx", "--for", "self-check"))
        data = (PICTURES / "own.docx").read_bytes()
        (PICTURES / "own.docx").write_bytes(edited(data, lambda xml: xml.replace("{{/每个}}{{/每个}}", "{{/每个}}")))
        said = run("check", "own.docx", "--for", "self-check", code=1)
        self.assertIn("TPL004", said)
        (PICTURES / "own.docx").unlink()
        self.assertIn("OUT008", run("template", "air-daily", "-o", "own.xlsx", code=2))
        run("template", "self-check", "-o", "own.xlsx")
        self.assertIn("可以用作", run("check", "own.xlsx", "--for", "self-check"))
        self.assertIn("TPL003", run("check", "own.xlsx", "--for", "air-daily", code=1))
        (PICTURES / "own.xlsx").unlink()


if __name__ == "__main__":
    unittest.main()
