"""Papers as the console shows them: their text without opening them, PDF files and pictures inside a page, and nothing that could run there."""

import hashlib
import io
import json
import pathlib
import sys
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from with_office import WithOffice

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pptx(*slides):
    """A presentation with a line of text on each slide."""
    types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/ppt/presentation.xml" '
             'ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>')
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<Relationship Id="rId{}" Type="' + office + '/{}" Target="{}"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", types)
        file.writestr("_rels/.rels", rels.format(link.format(1, "officeDocument", "ppt/presentation.xml")))
        file.writestr("ppt/presentation.xml", f'<p:presentation xmlns:p="p" xmlns:r="{office}"><p:sldIdLst>'
                      + "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1)) + "</p:sldIdLst></p:presentation>")
        file.writestr("ppt/_rels/presentation.xml.rels", rels.format("".join(link.format(n, "slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1))))
        for number, text in enumerate(slides, 1):
            file.writestr(f"ppt/slides/slide{number}.xml", f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>')
    return out.getvalue()


class EvidenceText(WithOffice):
    def kept(self, kind, state="clean"):
        """A paper of the demonstration."""
        items = self.ask("list_evidence", self.as_("office"), query={"state": state, "limit": 500})["items"]
        return next(item for item in items if item["type"].startswith(kind))

    def sent(self, name, content):
        """The digest of a file that the editor sends."""
        editor = self.as_("unit_editor")
        upload = self.ask("begin_upload", editor, body={"name": name, "size": len(content)})["id"]
        self.ask("append_upload", editor, {"upload": upload}, body=content, headers={"Upload-Offset": "0"})
        return self.ask("finish_upload", editor, {"upload": upload})["digest"]

    def text(self, digest, role="office"):
        return self.ask("get_evidence_text", self.as_(role), {"digest": digest})

    def refused(self, digest, role, status):
        told = self.ask("get_evidence_text", self.as_(role), {"digest": digest}, expect=[status])
        return (json.loads(told) if isinstance(told, bytes) else told)["code"]

    def test_word_excel_and_text_are_read(self):
        word = self.text(self.kept(WORD)["digest"])
        self.assertEqual(word["kind"], "docx")
        self.assertFalse(word["truncated"])
        self.assertIn("模拟数据", "".join(word["parts"][0]["paragraphs"]))
        table = next(part for part in word["parts"] if part["rows"])
        self.assertEqual(table["rows"][0], ["序号", "事项", "日期", "办理情况"])
        self.assertTrue(word["parts"][-1]["paragraphs"], "what stands behind the table comes behind it")
        sheet = self.text(self.kept(SHEET)["digest"])
        self.assertEqual((sheet["kind"], sheet["parts"][0]["title"]), ("xlsx", "台账"))
        plain = self.text(self.kept("text/plain")["digest"])
        self.assertEqual((plain["kind"], plain["parts"][0]["rows"]), ("text", []))

    def test_slides_are_read(self):
        text = self.text(self.sent("汇报.pptx", pptx("创模进展", "下一步打算")), "unit_editor")
        self.assertEqual(text["parts"], [{"title": "第1页", "paragraphs": ["创模进展"], "rows": []}, {"title": "第2页", "paragraphs": ["下一步打算"], "rows": []}])

    def test_a_table_of_text_in_the_encoding_of_an_old_excel_is_read(self):
        text = self.text(self.sent("清单.csv", "企业,许可证\n甲厂,有\n乙厂,无\n".encode("gb18030")), "unit_editor")
        self.assertEqual((text["kind"], text["parts"][0]["rows"]), ("csv", [["企业", "许可证"], ["甲厂", "有"], ["乙厂", "无"]]))

    def test_a_long_text_is_cut_and_says_so(self):
        text = self.text(self.sent("长.txt", ("一行文字，很长很长。\n" * 20000).encode()))
        self.assertTrue(text["truncated"])
        self.assertLessEqual(len("".join(text["parts"][0]["paragraphs"]).encode()), 200_000)

    def test_what_has_no_text_is_told(self):
        self.assertEqual(self.refused(self.kept("application/pdf")["digest"], "office", 409), "EVI060")
        self.assertEqual(self.refused(self.kept("image/jpeg")["digest"], "office", 409), "EVI060")
        self.assertEqual(self.refused("0" * 64, "office", 404), "API004")

    def test_a_file_that_only_begins_like_a_document_is_told(self):
        # Whole as an archive, but its main part is no XML.
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            file.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
                          f'ContentType="{WORD}.main+xml"/></Types>')
            file.writestr("word/document.xml", "<w:document><w:body>")
        digest = self.sent("坏.docx", out.getvalue())
        self.assertEqual(self.refused(digest, "office", 409), "EVI061")

    def test_other_units_and_what_is_not_clean_stay_closed(self):
        others = self.kept(WORD)
        self.assertNotEqual(others["unit"], "市统计局")
        self.assertEqual(self.refused(others["digest"], "unit_editor", 404), "API004")
        waiting = self.kept("application/pdf", "quarantined")["digest"]
        self.assertEqual(self.refused(waiting, "inspector", 403), "API003")
        self.assertEqual(self.refused(waiting, "office", 409), "EVI060")


class EvidenceShown(WithOffice):
    def shown(self, kind, query="?show=1", state="clean"):
        office = self.as_("office")
        items = self.ask("list_evidence", office, query={"state": state, "limit": 500})["items"]
        file = next(item for item in items if item["type"].startswith(kind))
        answer = office.send("GET", f"/api/v1/evidence/{file['digest']}/file{query}")
        self.assertEqual((answer.status, hashlib.sha256(answer.body).hexdigest()), (200, file["digest"]))
        self.assertEqual(answer.headers["Content-Type"], file["type"])
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        return answer.headers

    def test_a_pdf_and_pictures_are_shown_in_our_own_pages_alone(self):
        for kind in ("application/pdf", "image/jpeg"):
            headers = self.shown(kind)
            self.assertTrue(headers["Content-Disposition"].startswith("inline; "))
            self.assertEqual(headers["X-Frame-Options"], "SAMEORIGIN")
            self.assertIn("frame-ancestors 'self'", headers["Content-Security-Policy"])
            self.assertEqual(headers["Cross-Origin-Resource-Policy"], "same-origin")
        self.assertIn("sandbox", self.shown("image/jpeg")["Content-Security-Policy"])

    def test_whatever_else_is_saved(self):
        for kind, query, state in (("application/pdf", "", "clean"), ("application/pdf", "?show=0", "clean"), (WORD, "?show=1", "clean"),
                                   ("text/plain", "?show=1", "clean"), ("application/pdf", "?show=1", "quarantined")):
            with self.subTest((kind, query, state)):
                headers = self.shown(kind, query, state)
                self.assertTrue(headers["Content-Disposition"].startswith("attachment; "))
                self.assertEqual(headers["X-Frame-Options"], "DENY")
                self.assertEqual(headers["Content-Security-Policy"], "sandbox; default-src 'none'")

    def test_what_a_browser_would_run_is_not_even_kept(self):
        editor = self.as_("unit_editor")
        page = b"<!DOCTYPE html><script>alert(1)</script>"
        for name, content in (("a.pdf", page), ("a.png", page), ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')):
            with self.subTest(name):
                upload = self.ask("begin_upload", editor, body={"name": name, "size": len(content)})["id"]
                self.ask("append_upload", editor, {"upload": upload}, body=content, headers={"Upload-Offset": "0"})
                self.ask("finish_upload", editor, {"upload": upload}, expect=[409, 422])


if __name__ == "__main__":
    unittest.main()
