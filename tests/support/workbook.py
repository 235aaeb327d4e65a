"""A small editor of .xlsx files, to fill in what the program sends out as somebody would with Excel: by the standard library alone."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ET.register_namespace("", MAIN)
ET.register_namespace("r", LINKS)


def tag(name):
    return f"{{{MAIN}}}{name}"


def letters(column):
    """0 -> A"""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def position(reference):
    """"B3" -> (2, 1)"""
    column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", reference).groups()
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(row) - 1, number - 1


class Sheet:
    def __init__(self, book, element, root):
        self.book, self.element, self.root = book, element, root

    @property
    def name(self):
        return self.element.get("name")

    @name.setter
    def name(self, name):
        self.element.set("name", name)

    @property
    def rows(self):
        return self.root.find(tag("sheetData"))

    def cells(self):
        """(row, column) -> element"""
        return {position(cell.get("r")): cell for cell in self.rows.iter(tag("c"))}

    def texts(self):
        return {at: text for at, cell in self.cells().items() if (text := self.book.text_of(cell))}

    def find(self, text):
        return next((at for at, each in self.texts().items() if each == text), None)

    def column(self, key):
        return self.find(f"cm:col:{key}")[1]

    def put(self, at, value):
        """A number where it is one of Python's, else a text."""
        row, column = at
        cell = self.cells().get(at)
        if cell is None:
            cell = ET.SubElement(self._row(row), tag("c"), {"r": f"{letters(column)}{row + 1}"})
            parent = self._row(row)
            parent[:] = sorted(parent, key=lambda each: position(each.get("r"))[1])
        for child in list(cell):
            cell.remove(child)
        if isinstance(value, (int, float)):
            cell.attrib.pop("t", None)
            ET.SubElement(cell, tag("v")).text = repr(value)
        else:
            cell.set("t", "inlineStr")
            ET.SubElement(ET.SubElement(cell, tag("is")), tag("t")).text = value

    def _row(self, number):
        for row in self.rows:
            if int(row.get("r")) == number + 1:
                return row
        row = ET.SubElement(self.rows, tag("row"), {"r": str(number + 1)})
        self.rows[:] = sorted(self.rows, key=lambda each: int(each.get("r")))
        return row

    def insert_row(self, before):
        """As Excel does it, without what is merged further down."""
        for row in self.rows:
            if int(row.get("r")) > before:
                row.set("r", str(int(row.get("r")) + 1))
                for cell in row:
                    at = position(cell.get("r"))
                    cell.set("r", f"{letters(at[1])}{at[0] + 2}")

    def swap_rows(self, one, other):
        for row in self.rows:
            number = int(row.get("r")) - 1
            target = {one: other, other: one}.get(number)
            if target is not None:
                row.set("r", str(target + 1))
                for cell in row:
                    cell.set("r", f"{letters(position(cell.get('r'))[1])}{target + 1}")
        self.rows[:] = sorted(self.rows, key=lambda each: int(each.get("r")))

    def last_row(self):
        return max(row for row, _ in self.texts())


class Workbook:
    def __init__(self, content):
        self.parts = {}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                self.parts[name] = archive.read(name)
        self.main = ET.fromstring(self.parts["xl/workbook.xml"])
        links = {link.get("Id"): link.get("Target") for link in ET.fromstring(self.parts["xl/_rels/workbook.xml.rels"])}
        self.strings = []
        if "xl/sharedStrings.xml" in self.parts:
            self.strings = ["".join(text.text or "" for text in item.iter(tag("t"))) for item in ET.fromstring(self.parts["xl/sharedStrings.xml"])]
        self.sheets, self.part_of = [], {}
        for element in self.main.find(tag("sheets")):
            part = "xl/" + links[element.get(f"{{{LINKS}}}id")].removeprefix("/xl/")
            sheet = Sheet(self, element, ET.fromstring(self.parts[part]))
            self.sheets.append(sheet)
            self.part_of[id(sheet)] = part

    def text_of(self, cell):
        value = cell.find(tag("v"))
        if cell.get("t") == "s":
            return self.strings[int(value.text)]
        if cell.get("t") == "inlineStr":
            return "".join(text.text or "" for text in cell.iter(tag("t")))
        return value.text if value is not None else ""

    def sheet_with(self, key):
        return next(sheet for sheet in self.sheets if sheet.find(key))

    def has(self, key):
        return any(sheet.find(key) for sheet in self.sheets)

    def put(self, place, column, value):
        """A number, note or report: `place` "figure:gdp", `column` "value"."""
        sheet = self.sheet_with(f"cm:at:{place}")
        sheet.put((sheet.find(f"cm:at:{place}")[0], sheet.column(column)), value)

    def add_record(self, ledger, fields):
        sheet = self.sheet_with(f"cm:ledger:{ledger}")
        row = sheet.last_row() + 1
        for key, value in fields.items():
            if sheet.find(f"cm:col:{key}"):
                sheet.put((row, sheet.column(key)), value)

    def close(self, ledger, answer="是"):
        sheet = self.sheet_with(f"cm:ledger:{ledger}")
        sheet.put((sheet.find(f"cm:closure:{ledger}")[0], 2), answer)

    def fill(self, content):
        """All of a content that a workbook can say."""
        for figure in content.get("figures", []):
            subject = f"({figure['subject']})" if figure.get("subject") else ""
            self.put(f"figure:{figure['figure']}{subject}", "value", figure["as_given"])
            if figure.get("note"):
                self.put(f"figure:{figure['figure']}{subject}", "note", figure["note"])
        for record in content.get("records", []):
            self.add_record(record["ledger"], record["fields"])
        for closure in content.get("closures", []):
            self.close(closure["ledger"])
        for task, text in content.get("reports", {}).items():
            self.put(f"report:{task}", "report", text)

    def mistreat(self, number):
        """Something that people do, another for each number, and that changes nothing of what they mean."""
        sheets = [sheet for sheet in self.sheets if any(text.startswith(("cm:at:", "cm:row:")) for text in sheet.texts().values())]
        if number % 4 == 0:
            self.sheets[0].name = "封面（已阅）"
        elif number % 4 == 1 and sheets:
            sheets[0].name = "请领导审阅"
            sheets[0].insert_row(sheets[0].last_row())
        elif number % 4 == 2 and sheets:
            head = sheets[0].find("备注") or sheets[0].find("任务内容")
            if head:
                sheets[0].put(head, "说明（改）")
        elif number % 4 == 3 and sheets:
            rows = sorted({row for (row, _), text in sheets[0].texts().items() if text.startswith("cm:at:")})
            if len(rows) > 1:
                sheets[0].swap_rows(rows[0], rows[-1])

    def content(self):
        parts = dict(self.parts)
        parts["xl/workbook.xml"] = ET.tostring(self.main, xml_declaration=True, encoding="UTF-8")
        for sheet in self.sheets:
            parts[self.part_of[id(sheet)]] = ET.tostring(sheet.root, xml_declaration=True, encoding="UTF-8")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
        return out.getvalue()
