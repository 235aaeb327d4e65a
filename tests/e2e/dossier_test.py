"""The acceptance dossier of the demonstration: built twice, opened in LibreOffice, looked at, made stale by a correction, checked after a person
edited it, rehearsed; and every number in it answers for itself."""

import filecmp
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from office import PROGRAM, Office, quoted

PICTURES = ROOT / "build/documents/dossier"
HAS_OFFICE = shutil.which("soffice") is not None and shutil.which("pdftoppm") is not None
NO_OFFICE = "soffice and pdftoppm are not installed: libreoffice-writer-nogui, poppler-utils"
SDT = re.compile(r'<w:sdt>.*?</w:sdt>', re.S)


def run(*arguments, expect=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert done.returncode == expect, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def different(a, b):
    """Files that only one of two folders has, or that differ."""
    files = lambda folder: {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()}
    both = files(a) & files(b)
    return sorted(map(str, (files(a) ^ files(b)) | set(filecmp.cmpfiles(a, b, both, shallow=False)[1])))


def words(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def edited(path, target, change):
    """A copy of a document with `change` applied to the text of its main part."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for item in source.infolist():
            data = source.read(item.filename)
            if item.filename == "word/document.xml":
                data = change(data.decode()).encode()
            out.writestr(item, data)
    return target


class Built(unittest.TestCase):
    """At the command line, over a workspace of its own."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="dossier-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.work = cls.folder / "demo"
        run("demo", cls.work)
        cls.pdf = ["--pdf"] if HAS_OFFICE else []
        cls.first = cls.folder / "first"
        began = time.monotonic()
        cls.told = run("dossier", "build", "-w", cls.work, "--year", 2011, "-o", cls.first, *cls.pdf)
        print(f"dossier of 2011: {time.monotonic() - began:.1f} s: {cls.told.splitlines()[0]}")
        cls.manifest = json.loads((cls.first / "manifest.json").read_text())

    def test_every_volume_is_there(self):
        self.assertEqual([v["id"] for v in self.manifest["volumes"]],
                         ["G1", "G2", *(f"A{n:02}" for n in range(1, 27)), "B1", "B2", "C1"])
        for volume in [*self.manifest["volumes"], self.manifest["catalogue"]]:
            text = zipfile.ZipFile(self.first / volume["document"]["path"]).read("word/document.xml").decode()
            self.assertNotIn("{{", text, volume["id"])
        for paper in self.manifest["papers"]:
            self.assertRegex(paper["number"], r"^A\d\d-\d{3}$")
            self.assertTrue((self.first / paper["path"]).is_file(), paper)

    def test_building_twice_gives_identical_bytes(self):
        second = self.folder / "second"
        run("dossier", "build", "-w", self.work, "--year", 2011, "-o", second, *self.pdf)
        self.assertEqual(different(self.first, second), [])
        run("dossier", "build", "-w", self.work, "--year", 2011, "-o", second, *self.pdf)
        self.assertEqual(different(self.first, second), [])
        archives = [self.folder / "a.zip", self.folder / "b.zip"]
        for archive in archives:
            run("dossier", "build", "-w", self.work, "-o", archive)
        self.assertEqual(archives[0].read_bytes(), archives[1].read_bytes())
        self.assertEqual(zipfile.ZipFile(archives[0]).testzip(), None)

    @unittest.skipUnless(HAS_OFFICE, NO_OFFICE)
    def test_every_volume_is_printed_and_looked_at(self):
        shutil.rmtree(PICTURES, ignore_errors=True)
        PICTURES.mkdir(parents=True, exist_ok=True)
        catalogue = subprocess.run(["pdftotext", "-layout", self.first / self.manifest["catalogue"]["print"]["path"], "-"],
                                   capture_output=True, text=True, check=True).stdout
        for volume in [*self.manifest["volumes"], self.manifest["catalogue"]]:
            pdf = self.first / volume["print"]["path"]
            pages = int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout)[1])
            self.assertEqual(pages, volume["pages"], volume["id"])
            self.assertTrue(volume["sections"], volume["id"])
            for section in volume["sections"]:
                self.assertTrue(1 <= section["page"] <= pages, section)
            if volume is not self.manifest["catalogue"]:
                self.assertIn(volume["title"].split(" ")[0], catalogue)
            subprocess.run(["pdftoppm", "-r", "50", "-l", "6", "-png", pdf, PICTURES / volume["id"]], check=True)
        self.assertIn(str(sum(v["pages"] for v in self.manifest["volumes"])), catalogue)

    @unittest.skipUnless(HAS_OFFICE, NO_OFFICE)
    def test_words_of_a_print_are_those_of_the_program(self):
        volume = next(v for v in self.manifest["volumes"] if v["id"] == "A08")
        text = subprocess.run(["pdftotext", "-layout", self.first / volume["print"]["path"], "-"], capture_output=True, text=True, check=True).stdout
        for binding in ("year:8.1:SO2|2011", "year:8.1:PM10|2010", "verdict:8|2011|outcome"):
            self.assertIn(volume["values"][binding], text, binding)

    @unittest.skipUnless(HAS_OFFICE, NO_OFFICE)
    def test_every_number_knows_its_pages(self):
        squeezed = lambda text: re.sub(r"\s", "", text)
        for id in ("A04", "A08", "C1"):
            volume = next(v for v in self.manifest["volumes"] if v["id"] == id)
            self.assertEqual(set(volume["value_pages"]), set(volume["values"]), id)
            pages = [squeezed(page) for page in words(self.first / volume["print"]["path"]).split("\f")]
            for binding, on in volume["value_pages"].items():
                self.assertTrue(on, binding)
                text = squeezed(volume["values"][binding])
                for page in on if re.fullmatch(r"[0-9.]+", text) else []:  # words break into lines of their cells
                    self.assertIn(text, pages[page - 1], f"{id} {binding} page {page}")

    @unittest.skipUnless(HAS_OFFICE, NO_OFFICE)
    def test_originals_are_bound_behind_their_volume(self):
        volume = next(v for v in self.manifest["volumes"] if v["id"] == "B1")
        bound = self.first / volume["print"]["path"]
        PICTURES.mkdir(parents=True, exist_ok=True)
        pages = words(bound).split("\f")
        papers = self.manifest["papers"]
        self.assertEqual(sorted(p["page"] for p in papers), [p["page"] for p in papers])
        for paper, after in zip(papers, [*(p["page"] for p in papers[1:]), volume["pages"] + 1]):
            separator = re.sub(r"\s", "", pages[paper["page"] - 1])
            for mark in (paper["number"], paper["sha256"], str(paper["page"]), re.sub(r"\s", "", paper["path"])):
                self.assertIn(mark, separator, paper["number"])
            self.assertNotIn("原件未装订", separator, paper["number"])
            self.assertIn("模拟数据", separator, paper["number"])
            self.assertEqual(int(re.search(r"共(\d+)页", separator)[1]), after - paper["page"] - 1, paper["number"])
            if paper["path"].endswith(".docx"):
                own = pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / "own.docx"
                shutil.copy(self.first / paper["path"], own)
                text = zipfile.ZipFile(own).read("word/document.xml").decode()
                first = max(re.findall(r"<w:t[^>]*>([^<]+)</w:t>", text)[:5], key=len)
                self.assertIn(re.sub(r"\s", "", first)[:12], re.sub(r"\s", "", "".join(pages[paper["page"]:after - 1])))
        outline = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", bound], capture_output=True, text=True, check=True).stdout
        for paper in papers:
            self.assertRegex(outline, f'<item page="{paper["page"]}">{paper["number"]} ')
        catalogue = re.sub(r"\s", "", words(self.first / self.manifest["catalogue"]["print"]["path"]))
        self.assertIn(f'{papers[0]["sha256"][:12]}{papers[0]["page"]}', catalogue)
        subprocess.run(["pdftoppm", "-r", "50", "-f", str(papers[0]["page"]), "-l", str(papers[0]["page"] + 5), "-png", bound, PICTURES / "bound"], check=True)

    def test_a_correction_makes_exactly_the_affected_volumes_stale(self):
        copy, work = self.folder / "copy", self.folder / "corrected"
        shutil.copytree(self.first, copy)
        shutil.copytree(self.work, work)
        self.assertIn("都是最新的", run("dossier", "status", "-w", work, "-o", copy))
        correction = self.folder / "更正.csv"
        correction.write_text("统计数据,期间,数值,单位\n地区生产总值,2010,671.23,亿元\n", encoding="utf-8")
        run("import", "figures", correction, "-w", work, "--who", "市统计局", "--reason", "核实")
        told = run("dossier", "status", "-w", work, "-o", copy, expect=1)
        self.assertEqual(re.findall(r"(?m)^过时  (\w+)", told), ["A04", "C1"])
        self.assertIn("2010年地区生产总值  6700200 → 6712300", told)
        self.assertRegex(told, r"日志第\d+条 市统计局")
        if HAS_OFFICE:
            made = json.loads((copy / "manifest.json").read_text())["volumes"]
            page = next(v for v in made if v["id"] == "C1")["value_pages"]["figure:gdp|2010"]
            self.assertIn(f"“市统计局”第{'、'.join(map(str, page))}页", told)
        before = {v["id"]: v for v in json.loads((copy / "manifest.json").read_text())["volumes"]}
        self.assertIn("重做 2，不变 29", run("dossier", "build", "-w", work, "-o", copy, *self.pdf))
        after = {v["id"]: v for v in json.loads((copy / "manifest.json").read_text())["volumes"]}
        self.assertEqual([id for id in before if before[id] != after[id]], ["A04", "C1"])
        self.assertIn("都是最新的", run("dossier", "status", "-w", work, "-o", copy))
        whole = self.folder / "whole"
        run("dossier", "build", "-w", work, "-o", whole, *self.pdf)
        self.assertEqual(different(copy, whole), [])

    def test_a_report_that_somebody_edited(self):
        report = self.first / next(v for v in self.manifest["volumes"] if v["id"] == "G1")["document"]["path"]
        self.assertIn("0 处不符（G1 卷）", run("dossier", "check", report, "-w", self.work))

        def mistreat(text):
            met = next(control for control in SDT.findall(text) if '"cm:count:outcome.met|2011"' in control)
            gone = next(control for control in SDT.findall(text) if '"cm:count:papers|2011"' in control)
            typed = re.sub(r"(<w:t[^>]*>)\d+(</w:t>)", r"\g<1>26\g<2>", met)
            assert typed != met
            return text.replace(met, typed).replace(gone, "<w:r><w:t>99</w:t></w:r>")

        hand = edited(report, self.folder / "手改.docx", mistreat)
        told = run("dossier", "check", hand, "-w", self.work, expect=1)
        self.assertIn("2 处不符（G1 卷）", told)
        self.assertRegex(told, r"第\d+段，“一、总体情况”.*DSR030")
        self.assertIn("“26” 是改写的", told)
        self.assertIn("DSR032", told)
        plain = self.folder / "plain.docx"
        edited(report, plain, lambda text: SDT.sub("", text))
        self.assertIn("DSR034", subprocess.run([PROGRAM, "dossier", "check", plain, "-w", self.work], capture_output=True, text=True).stderr)

    def test_one_command_tells_where_a_number_comes_from(self):
        told = run("origin", "figure:gdp|2010", "-w", self.work)
        for words in ("2010年地区生产总值：6700200", "见于：A04、C1", "原写“670.02 亿元”", "第2行", "市统计局", "日志第"):
            self.assertIn(words, told)
        run("origin", "figure:nothing|2010", "-w", self.work, expect=2)

    def test_a_drill_at_the_terminal(self):
        done = subprocess.run([PROGRAM, "drill", "-w", str(self.work), "--seed", "7"], input="不知道\n" * 9, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        questions = len(re.findall(r"(?m)^\d+\. ", done.stdout))
        self.assertEqual(questions, 5)
        self.assertEqual(done.stdout.count("出处"), questions)
        self.assertIn(f"共 {questions} 题", done.stdout)


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        context = Office.demo()
        cls.addClassCleanup(context.__exit__, None, None, None)
        cls.office = context.__enter__()
        cls.desk, cls.inspector, cls.unit = (cls.office.login(name) for name in ("office", "inspector", "unit-editor"))
        for client in (cls.desk, cls.inspector, cls.unit):
            cls.addClassCleanup(client.wire.close)
        cls.desk.do("POST", "/dossier/build?year=2011", expect=202)
        while (state := cls.desk.get("/dossier?year=2011"))["job"]["state"] == "running":
            pass
        assert state["job"]["state"] == "done", state["job"]
        cls.state = state

    def test_it_is_built_and_up_to_date(self):
        self.assertFalse(self.state["is_stale"])
        self.assertEqual(self.state["job"]["made"], 31)
        self.assertEqual(len(self.state["volumes"]), 31)
        self.assertEqual(self.inspector.get("/dossier")["volumes"], self.state["volumes"])
        self.inspector.do("POST", "/dossier/build", expect=403)
        self.unit.get("/dossier", expect=403)
        self.inspector.get("/dossier?year=1999", expect=404)

    def test_volumes_and_the_whole(self):
        volume = self.inspector.get("/dossier/volumes/A08/file")
        self.assertIn("word/document.xml", zipfile.ZipFile(io.BytesIO(volume)).namelist())
        self.inspector.get("/dossier/volumes/A08/file?format=pdf", expect=404)
        self.inspector.get("/dossier/volumes/Z99/file", expect=404)
        whole = zipfile.ZipFile(io.BytesIO(self.inspector.get("/dossier/file")))
        self.assertIsNone(whole.testzip())
        self.assertIn("manifest.json", whole.namelist())
        checked = self.inspector.do("POST", "/dossier/check", data=volume)
        self.assertEqual((checked["volume"], checked["faults"]), ("A08", []))
        self.inspector.do("POST", "/dossier/check", data=b"PK", expect=422)

    def test_every_number_answers_for_itself(self):
        whole = zipfile.ZipFile(io.BytesIO(self.inspector.get("/dossier/file")))
        values = {}
        for volume in json.loads(whole.read("manifest.json"))["volumes"]:
            values.update(volume["values"])
        self.assertGreater(len(values), 1000)
        for binding, text in values.items():
            origin = self.inspector.get(f"/numbers/{quoted(binding)}/origin")
            self.assertEqual(origin["value"], text or "—", binding)
            self.assertTrue(origin["what"] and origin["volumes"], binding)
            if binding.startswith(("figure:", "record:", "year:")) and text != "—":
                self.assertTrue(origin["facts"], binding)
        self.inspector.get(f"/numbers/{quoted('figure:nothing|2011')}/origin", expect=404)

    def test_a_drill(self):
        drill = self.inspector.do("POST", "/drills", {"seed": 7}, expect=201)
        self.assertEqual(len(drill["questions"]), 5)
        self.assertTrue(all(q["answer"] == q["where"] == "" for q in drill["questions"]))
        path = f"/drills/{drill['number']}"
        self.desk.do("POST", f"{path}/answers", {"answer": "x"}, expect=403)
        for _ in drill["questions"]:
            drill = self.inspector.do("POST", f"{path}/answers", {"answer": "不知道"})
        self.assertTrue(drill["is_over"])
        self.assertEqual(drill["right"], 0)
        again = self.inspector.do("POST", "/drills", {"seed": 7}, expect=201)
        self.assertEqual([q["text"] for q in again["questions"]], [q["text"] for q in drill["questions"]])
        for question in drill["questions"]:
            again = self.inspector.do("POST", f"/drills/{again['number']}/answers", {"answer": question["answer"]})
            if question["binding"]:
                self.inspector.get(f"/numbers/{quoted(question['binding'])}/origin")
        self.assertEqual(again["right"], 5)
        self.assertEqual(self.inspector.get(path), drill)
        self.inspector.do("POST", f"{path}/answers", {"answer": "x"}, expect=409)
        self.inspector.get("/drills/999", expect=404)


if __name__ == "__main__":
    unittest.main()
