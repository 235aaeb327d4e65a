#!/usr/bin/env python3
"""The workbook of a request goes out, is mistreated, comes back, is corrected and accepted: through the API and from a terminal, and through
LibreOffice where it is installed."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from office import PROGRAM, Office, quoted  # noqa: E402
from reporting import open_requests  # noqa: E402
from workbook import Workbook  # noqa: E402

REQUEST = "市统计局|2010"
PATH = f"/requests/{quoted(REQUEST)}"


class WorkbookTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="workbook-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        clock = cls.folder / "clock"
        clock.write_text("2011-02-21T09:00:00+08:00", encoding="ascii")
        context = Office.empty(clock=clock, recorded_at="2010-12-20")
        cls.office = context.__enter__()
        cls.addClassCleanup(context.__exit__, None, None, None)
        people = {"desk": ("创模办", "", ["office"]), "tongji": ("统计局填报人", "市统计局", ["unit_editor", "unit_reviewer"]),
                  "leader": ("领导", "", ["leader"]), "huanbao": ("环保局填报人", "市环保局", ["unit_editor", "unit_reviewer"])}
        cls.office.add_people(people)
        cls.desk, cls.unit = cls.office.login("desk"), cls.office.login("tongji")
        cls.addClassCleanup(cls.desk.wire.close)
        cls.addClassCleanup(cls.unit.wire.close)
        open_requests(cls.desk, "2011-02-21")

    def setUp(self):
        self.file = f"?file={quoted('交回.xlsx')}"
        present = self.unit.get(f"{PATH}/draft")
        if present != {}:
            self.unit.do("PUT", f"{PATH}/draft", {}, headers={"If-Match": self.unit.headers["ETag"]})

    def sent(self):
        return Workbook(self.unit.get(f"{PATH}/workbook"))

    def look(self, content, query="", expect=200):
        return self.unit.do("POST", f"{PATH}/workbook{self.file}{query}", data=content, expect=expect)

    def apply(self, content, looked, query="", expect=200):
        return self.unit.do("POST", f"{PATH}/workbook/apply{self.file}&looked={looked}{query}", data=content, expect=expect)

    def changed(self, seen):
        return {cell["place"]: cell["returned"] for cell in seen["cells"] if cell["state"] == "changed"}

    def test_goes_out_is_mistreated_comes_back_is_corrected_and_accepted(self):
        form = self.unit.get(f"{PATH}/form")
        book = self.sent()
        for figure in form["figures"]:
            subject = f"({figure['subject']})" if figure["subject"] else ""
            book.put(f"figure:{figure['figure']}{subject}", "value", 60)
        for ledger in form["ledgers"]:
            book.close(ledger)
        for task in (key for kind, _, key in (item.partition(":") for item in form["others"]) if kind == "report"):
            book.put(f"report:{task}", "report", "正在推进")
        book.put("figure:gdp", "value", "约６６９．３亿元")
        book.put("figure:per_capita_disposable_income", "value", "很多")
        sheet = book.sheet_with("cm:at:figure:gdp")
        sheet.name = "我改的名字"
        sheet.insert_row(sheet.find("cm:at:figure:gdp")[0])
        book.sheets.reverse()

        seen = self.look(book.content())
        self.assertEqual(seen["seal"], "good")
        told = {(found["code"], found["sheet"]) for found in seen["diagnostics"]}
        self.assertIn(("WBK011", "我改的名字"), told)
        self.assertIn(("WBK014", "我改的名字"), told)
        self.assertEqual([cell["place"] for cell in seen["cells"] if cell["state"] == "not_understood"], ["figure:per_capita_disposable_income"])
        marked = self.unit.do("POST", f"{PATH}/workbook/marked{self.file}", data=book.content())
        back = Workbook(marked)
        wrong = next(cell for cell in seen["cells"] if cell["state"] == "not_understood")
        self.assertIn(f'ref="{wrong["cell"]}"', "".join(text.decode() for name, text in back.parts.items() if "comments" in name))

        back.put("figure:per_capita_disposable_income", "value", 15000)
        seen = self.look(back.content())
        self.assertEqual(seen["counts"]["not_understood"], 0, seen["diagnostics"])
        draft = self.apply(back.content(), seen["looked"])
        values = {figure["figure"]: figure["as_given"] for figure in draft["figures"]}
        self.assertEqual((values["gdp"], values["per_capita_disposable_income"]), ("约６６９．３亿元", "15000"))

        findings = self.unit.do("POST", f"{PATH}/checks", draft)["findings"]
        self.assertEqual([found for found in findings if found["severity"] == "blocker"], [])
        draft["reasons"] = {found["key"]: "已核实" for found in findings if found["severity"] == "error"}
        submission = self.unit.do("POST", f"{PATH}/submissions", draft)
        accepted = self.desk.do("POST", f"/submissions/{quoted(submission['id'])}/accept", {"note": ""})
        self.assertEqual(accepted["state"], "accepted")
        again = self.look(self.sent().content())
        self.assertEqual((again["counts"]["changed"], again["counts"]["conflict"]), (0, 0))

    def test_one_import_is_one_step_that_can_be_undone(self):
        book = self.sent()
        book.put("figure:gdp", "value", "700亿元")
        seen = self.look(book.content())
        self.assertEqual(self.apply(book.content(), "0" * 64, expect=409)["code"], "WBK020")
        self.apply(book.content(), seen["looked"])
        self.assertEqual(self.apply(book.content(), seen["looked"], expect=409)["code"], "WBK020")
        restored = self.unit.do("DELETE", f"{PATH}/workbook/apply")
        self.assertEqual(restored.get("figures", []), [])
        self.assertEqual(self.unit.do("DELETE", f"{PATH}/workbook/apply", expect=409)["code"], "WBK021")

    def test_what_somebody_changed_meanwhile_is_a_conflict(self):
        book = self.sent()
        book.put("figure:gdp", "value", "700亿元")
        figure = {"figure": "gdp", "period": "2010", "as_given": "650亿元"}
        tag = (self.unit.get(f"{PATH}/draft"), self.unit.headers["ETag"])[1]
        self.unit.do("PUT", f"{PATH}/draft", {"figures": [figure]}, headers={"If-Match": tag})
        seen = self.look(book.content())
        conflict = next(cell for cell in seen["cells"] if cell["state"] == "conflict")
        self.assertEqual((conflict["place"], conflict["returned"], conflict["current"]), ("figure:gdp", "700亿元", "650亿元"))
        kept = self.apply(book.content(), seen["looked"])
        self.assertEqual(kept["figures"][0]["as_given"], "650亿元")
        taken = self.look(book.content(), "&conflicts=take")
        self.assertEqual(self.apply(book.content(), taken["looked"], "&conflicts=take")["figures"][0]["as_given"], "700亿元")

    def test_who_may(self):
        other, leader = self.office.login("huanbao"), self.office.login("leader")
        self.addCleanup(other.wire.close)
        self.addCleanup(leader.wire.close)
        self.assertEqual(other.get(f"{PATH}/workbook", expect=404)["code"], "API004")
        book = self.sent().content()
        self.assertEqual(leader.do("POST", f"{PATH}/workbook{self.file}", data=book, expect=403)["code"], "API003")
        wrong = other.do("POST", f"/requests/{quoted('市环保局|2010')}/workbook{self.file}", data=book, expect=422)
        self.assertEqual(wrong["code"], "WBK004")
        self.assertEqual(self.look(b"%PDF-1.4", expect=422)["code"], "OFF001")

    @unittest.skipUnless(shutil.which("soffice"), "soffice (LibreOffice) is not installed")
    def test_saved_by_libreoffice_it_says_the_same(self):
        book = self.sent()
        book.put("figure:gdp", "value", "700亿元")
        book.put("figure:per_capita_disposable_income", "value", 15000)
        path = self.folder / "填好.xlsx"
        path.write_bytes(book.content())
        for kind in ("xlsx", "xls"):
            out = self.folder / kind
            made = subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", kind, "--outdir", out, path],
                                  capture_output=True, text=True, timeout=180)
            saved = out / f"填好.{kind}"
            self.assertTrue(saved.exists(), made.stderr)
            seen = self.look(saved.read_bytes())
            self.assertEqual(seen["seal"], "good", kind)
            self.assertEqual(self.changed(seen), {"figure:gdp": "700亿元", "figure:per_capita_disposable_income": "15000"}, kind)
            marked = self.unit.do("POST", f"{PATH}/workbook/marked{self.file}", data=saved.read_bytes())
            again = self.look(marked)
            self.assertEqual(self.changed(again), self.changed(seen), kind)

    def test_from_a_terminal(self):
        out = self.folder / "终端.xlsx"

        def run(*arguments, expect=0):
            done = subprocess.run([PROGRAM, "workbook", *arguments, "-w", str(self.office.workspace)], capture_output=True, text=True, timeout=120)
            self.assertEqual(done.returncode, expect, done.stderr + done.stdout)
            return done.stdout

        run("make", REQUEST, "-o", str(out))
        book = Workbook(out.read_bytes())
        book.put("figure:gdp", "value", "许多")
        book.put("figure:per_capita_disposable_income", "value", 15000)
        out.write_bytes(book.content())
        told = run("read", str(out), "--mark", str(self.folder / "标红.xlsx"), "--apply", expect=1)
        self.assertIn("1 格修改", told)
        self.assertIn("1 格未读懂", told)
        self.assertTrue((self.folder / "标红.xlsx").exists())
        self.assertIn("已恢复", run("undo", REQUEST))


if __name__ == "__main__":
    unittest.main()
