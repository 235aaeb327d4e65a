"""Files that are not what they should be, at every door: each is refused with its name and, where one can be told, its
row, and changes nothing."""

import json
import unittest

from handed_in import DONE, FAILED, FIGURES, FINDINGS, Small, csv, docx, package, run, told, xlsx_of

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4000
MILLION_ROWS = xlsx_of("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001)))
GDP = csv([FIGURES, ["地区生产总值", "", "2011年", "860", "亿元"]])

# name of the file: (bytes, exit code, what is told beside the name of the file)
FILES = {
    "empty.csv": (b"", FAILED, ["空文件"]),
    "empty.docx": (b"", FAILED, ["空文件"]),
    "binary.csv": (bytes(range(256)) * 8, FAILED, ["OFF001"]),
    "old.docx": (OLD_OFFICE, FAILED, ["OFF001", "另存为 .docx"]),
    "old.xls": (OLD_OFFICE, FAILED, ["OFF001", "另存为 .xlsx"]),
    "locked.xlsx": (OLD_OFFICE + "EncryptedPackage".encode("utf-16le"), FAILED, ["OFF002", "去掉密码"]),
    "web.xls": (b"<html><table><tr><td>1</td></tr></table></html>", FAILED, ["OFF001", "网页"]),
    "paper.pdf": (b"%PDF-1.4\n", FAILED, ["OFF001", "PDF"]),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, FAILED, ["OFF001"]),
    "bomb.xlsx": (package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": " " * (300 << 20)}), FAILED, ["ZIP007"]),
    "bomb.docx": (package({"[Content_Types].xml": "<Types/>", "word/document.xml": " " * (300 << 20)}), FAILED, ["ZIP007"]),
    "rows.xlsx": (MILLION_ROWS, FAILED, ["SHT010", "第 100001 行"]),
    "cut.xlsx": (MILLION_ROWS[:len(MILLION_ROWS) // 2], FAILED, ["ZIP002"]),
    "nul.csv": ((GDP * 200 + "a\0b").encode(), FAILED, ["TXT001", "第 401 行"]),
    "damaged.csv": (GDP.encode() * 10 + b"\xff\xfe\n", FAILED, ["TXT001", "第 21 行"]),
    "two encodings.csv": (GDP.splitlines()[0].encode() + b"\n" + GDP.splitlines()[1].encode("gb18030"), FAILED, ["TXT001", "第 2 行"]),
    "half utf16.csv": (b"\xff\xfe" + GDP.encode("utf-16le")[:-1], FAILED, ["TXT001", "第 2 行"]),
    "only a mark.csv": (b"\xef\xbb\xbf", FINDINGS, []),
    "blank lines.csv": (b"\n\n \n", FINDINGS, []),
    "letter.txt": ("关于报送数据的通知\n请各单位尽快报送。\n".encode(), FINDINGS, []),
    "other table.docx": (docx([["甲", "乙"], ["1", "2"]]), FINDINGS, []),
}
DOORS = {
    "figures": ["import", "figures"],
    "ledger": ["import", "ledger", "--ledger", "drills"],
    "stations": ["import", "stations"],
    "readings": ["import", "readings", "--set", "air"],
}


class WrongKinds(Small):
    def through(self, door, path, *more):
        if door in DOORS:
            return run(*DOORS[door], path, "-w", self.workspace, *more)
        return run("plan", "lint", path, *more) if door == "lint" else run("plan", "import", path, "-o", self.workspace, *more)

    def test_each_is_refused_at_each_door(self):
        for name, (content, code, words) in FILES.items():
            path = self.file(name, content)
            for door in [*DOORS, "plan", "lint"]:
                with self.subTest(file=name, door=door):
                    self.refused(self.through(door, path), code, name, *words)

    def test_json_names_the_file_too(self):
        for name in ("old.docx", "letter.txt"):
            done = self.through("figures", self.file(name, FILES[name][0]), "--json")
            self.refused(done, FILES[name][1])
            found = json.loads(done.stdout)["diagnostics"]
            self.assertEqual([d["where"]["file"].endswith(name) for d in found], [True], done.stdout)

    def test_an_open_quote_is_an_error_wherever_it_opens(self):
        heads = {"figures": "统计数据,期间,数值", "ledger": "演练名称,演练日期,参加人数", "stations": "点位组,点位编码,点位名称",
                 "readings": "监测时间,点位编码,SO2", "plan": "序号,指标,工作任务,责任单位", "lint": "序号,指标,工作任务,责任单位"}
        rows = {"figures": '地区生产总值,"2011年,1', "ledger": '甲,"2011-06-05,1', "stations": 'air,"A02,甲',
                "readings": '2011-03-05 01:00,"A01,0.1', "plan": '1,甲,"1.乙,市环保局', "lint": '1,甲,"1.乙,市环保局'}
        for door, head in heads.items():
            with self.subTest(door):
                path = self.file("open.csv", f"{head}\n{rows[door]}\n{rows[door].replace(chr(34), '')}\n")
                self.refused(self.through(door, path), FINDINGS, "open.csv:2:", "CSV001")

    def test_a_text_table_has_an_end(self):
        self.refused(self.through("figures", self.file("long.csv", GDP + "地区生产总值,,2011年,860,亿元\n" * 100_000)),
                     FAILED, "long.csv", "DOC101", "第 100001 行")
        wide = self.file("wide.csv", GDP + "x" * (17 << 20))
        for door in ("figures", "ledger", "stations", "plan", "lint"):
            self.refused(self.through(door, wide), FAILED, "wide.csv", "DOC101", "16 MB")


class Evidence(Small):
    """Anything may be evidence but nothing at all."""

    def test_an_empty_file_is_none(self):
        self.refused(run("import", "evidence", self.file("empty.pdf", b""), "--indicator", "2.3", "-w", self.workspace),
                     FAILED, "empty.pdf", "DOC100")

    def test_it_belongs_to_an_indicator_that_exists(self):
        path = self.file("notice.txt", "通知")
        for number in ("99", "2.99", "", "八"):
            self.refused(run("import", "evidence", path, "--indicator", number, "-w", self.workspace), FAILED, "notice.txt", "ING900")

    def test_what_is_no_table_is_evidence(self):
        workspace = self.make_workspace("evidence")
        for name in ("binary.csv", "locked.xlsx", "bomb.xlsx"):
            done = run("import", "evidence", self.file(name, FILES[name][0]), "--indicator", "8", "-w", workspace)
            self.assertEqual((done.returncode, done.stdout.count("新增 1")), (DONE, 1), told(done))
        self.assertEqual(len(list((workspace / "evidence").iterdir())), 3)


class Encodings(Small):
    def test_the_same_table_in_each_encoding_is_the_same(self):
        forms = {"utf8": GDP.encode(), "mark": b"\xef\xbb\xbf" + GDP.encode(), "gbk": GDP.encode("gb18030"),
                 "utf16": b"\xff\xfe" + GDP.encode("utf-16le"), "utf16be": b"\xfe\xff" + GDP.encode("utf-16be"),
                 "crlf": GDP.replace("\n", "\r\n").encode(), "tabs": GDP.replace(",", "\t").encode()}
        workspace = self.make_workspace("encodings")
        for number, (name, content) in enumerate(forms.items()):
            done = run("import", "figures", self.file(f"{name}.csv", content), "-w", workspace)
            self.assertIn("新增 1，更正 0，未变 0" if number == 0 else "新增 0，更正 0，未变 1", done.stdout, name + told(done))


if __name__ == "__main__":
    unittest.main(verbosity=2)
