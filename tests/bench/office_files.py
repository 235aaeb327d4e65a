"""The cells of a flattened Word table, and the same table as .docx, .xlsx and .csv."""

import csv
import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def rows_of_text(text, columns=5):
    """A cell begins behind a tab at the start of a line; lines without one are further paragraphs of it."""
    cells = []
    for line in text.splitlines():
        if line.startswith("\t"):
            cells.append([line[1:]])
        elif cells and line.strip():
            cells[-1].append(line)
    return [cells[i:i + columns] for i in range(0, len(cells), columns)]


def _continues(row):
    """The number and the requirement of an indicator stand once, merged over its tasks."""
    return not any("".join(cell).strip() for cell in row[:2])


def _write(path, main, content_type, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml",
                         f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         '<Default Extension="xml" ContentType="application/xml"/>'
                         f'<Override PartName="/{main}" ContentType="{content_type}"/></Types>')
        archive.writestr("_rels/.rels",
                         f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                         f'Type="{RELATIONS}/officeDocument" Target="{main}"/></Relationships>')
        for name, text in parts.items():
            archive.writestr(name, text)


def write_docx(path, rows):
    def cell_xml(paragraphs, column, row, number):
        merge = ""
        if column < 2 and _continues(row):
            merge = "<w:tcPr><w:vMerge/></w:tcPr>"
        elif column < 2 and number + 1 < len(rows) and _continues(rows[number + 1]):
            merge = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
        texts = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
        return f"<w:tc>{merge}{texts}</w:tc>"

    lines = "".join("<w:tr>" + "".join(cell_xml(cell, c, row, r) for c, cell in enumerate(row)) + "</w:tr>"
                    for r, row in enumerate(rows))
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{lines}</w:tbl></w:body></w:document>'
    _write(path, "word/document.xml",
           "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", {"word/document.xml": body})


def write_xlsx(path, rows):
    letters = "ABCDEFGHIJ"
    lines, merges, begin = [], [], 0
    for r, row in enumerate(rows):
        cells = "".join(f'<c r="{letters[c]}{r + 1}" t="inlineStr"><is><t xml:space="preserve">'
                        f'{escape(chr(10).join(cell))}</t></is></c>' for c, cell in enumerate(row) if any(cell))
        lines.append(f'<row r="{r + 1}">{cells}</row>')
        if r + 1 == len(rows) or not _continues(rows[r + 1]):
            if r > begin:
                merges += [f'<mergeCell ref="{column}{begin + 1}:{column}{r + 1}"/>' for column in "AB"]
            begin = r + 1
    sheet = (f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(lines)}</sheetData>'
             f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells></worksheet>')
    write_book(path, sheet)


def write_book(path, sheet):
    """A workbook of one sheet, whose XML is given."""
    book = (f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
            '</sheets></workbook>')
    relations = (f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                 f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    _write(path, "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
           {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations, "xl/worksheets/sheet1.xml": sheet})


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(["\n".join(cell) for cell in row] for row in rows)
