"""What the tests of bad input share: a small workspace, files in every form a clerk may send, and the question whether
anything changed."""

import hashlib
import io
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
import zipfile
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))
DONE, FINDINGS, FAILED = 0, 1, 2

OOXML = "http://schemas.openxmlformats.org/"
RELATED = "application/vnd.openxmlformats-package.relationships+xml"
MAIN = "application/vnd.openxmlformats-officedocument."


def run(*arguments, program=PROGRAM, **more):
    return subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True, timeout=120, **more)


def told(done):
    return done.stdout + done.stderr


class Small(unittest.TestCase):
    """A workspace with one figure and one station. No test changes it, so all share it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="chuangmo-"))
        cls.folder.chmod(0o755)
        cls.inbox = cls.folder / "inbox"
        cls.inbox.mkdir()
        cls.workspace = cls.make_workspace("w")
        cls.before = cls.state(cls.workspace)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    @classmethod
    def make_workspace(cls, name):
        workspace = cls.folder / name
        for words in (("init", workspace, "--programme", "x"),
                      ("import", "figures", cls.file("gdp.csv", csv([FIGURES, ["地区生产总值", "", "2010年", "700", "亿元"]])),
                       "-w", workspace, "--recorded-at", "2012-02-01"),
                      ("import", "stations", cls.file("a01.csv", csv([["点位组", "点位编码"], ["air", "A01"]])),
                       "-w", workspace, "--recorded-at", "2012-02-01")):
            done = run(*words)
            assert done.returncode == DONE, told(done)
        return workspace

    @classmethod
    def file(cls, name, content):
        path = cls.inbox / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    @staticmethod
    def state(workspace):
        """Every fact and every file of a workspace."""
        connection = sqlite3.connect(f"file:{workspace}/chuangmo.db?mode=ro", uri=True)
        facts = hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
        connection.close()
        files = sorted(str(p.relative_to(workspace)) for p in workspace.rglob("*") if not p.name.endswith(("-wal", "-shm")))
        return facts, files

    def refused(self, done, code, *words):
        """Ended with the code, said the words, and left everything as it was."""
        self.assertEqual(done.returncode, code, told(done))
        for word in words:
            self.assertIn(word, told(done))
        self.assertEqual(self.state(self.workspace), self.before, told(done))


FIGURES = ["统计数据", "对象", "期间", "数值", "单位"]


def csv(rows):
    quoted = [[f'"{cell}"' if "," in cell else cell for cell in row] for row in rows]
    return "".join(",".join(row) + "\n" for row in quoted)


def column_letters(index):
    return chr(65 + index)


def sheet_cell(row, column, value):
    """A text, or (type, text) of a cell that is none: number, date, percent, error."""
    place = f'r="{column_letters(column)}{row}"'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    kind, text = value
    if kind == "error":
        return f'<c {place} t="e"><f>A1/0</f><v>{escape(text)}</v></c>'
    style = {"number": 0, "percent": 1, "date": 2}[kind]
    return f'<c {place} s="{style}"><v>{text}</v></c>'


def xlsx(rows):
    sheet = "".join(f'<row r="{number}">' + "".join(sheet_cell(number, c, v) for c, v in enumerate(row)) + "</row>"
                    for number, row in enumerate(rows, 1))
    return xlsx_of(sheet)


def xlsx_of(sheet):
    relation = OOXML + "officeDocument/2006/relationships"
    styles = "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in (0, 9, 14))
    return package({
        "[Content_Types].xml": content_types("/xl/workbook.xml", MAIN + "spreadsheetml.sheet.main+xml"),
        "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{OOXML}spreadsheetml/2006/main" xmlns:r="{relation}">'
                           '<sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}),
        "xl/styles.xml": f'<styleSheet xmlns="{OOXML}spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill/></fills>'
                         f'<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{OOXML}spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>',
    })


def docx(rows):
    cells = [[f'<w:tc><w:p><w:r><w:t xml:space="preserve">{escape(cell)}</w:t></w:r></w:p></w:tc>' for cell in row] for row in rows]
    table = "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in cells)
    return package({
        "[Content_Types].xml": content_types("/word/document.xml", MAIN + "wordprocessingml.document.main+xml"),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f'<w:document xmlns:w="{OOXML}wordprocessingml/2006/main"><w:body><w:tbl><w:tblPr/><w:tblGrid>'
                             f'{"<w:gridCol/>" * len(rows[0])}</w:tblGrid>{table}</w:tbl><w:p/></w:body></w:document>',
    })


def content_types(part, kind):
    return (f'<Types xmlns="{OOXML}package/2006/content-types"><Default Extension="rels" ContentType="{RELATED}"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="{part}" ContentType="{kind}"/></Types>')


def relations(targets):
    inside = "".join(f'<Relationship Id="rId{n}" Type="{OOXML}officeDocument/2006/relationships/{kind}" Target="{target}"/>'
                     for n, (kind, target) in enumerate(targets.items(), 1))
    return f'<Relationships xmlns="{OOXML}package/2006/relationships">{inside}</Relationships>'


def package(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()
