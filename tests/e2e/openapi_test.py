"""The program against its contract, api/openapi.yaml: the same operations, each answered as the contract says."""

import base64
import datetime
import hashlib
import hmac
import os
import pathlib
import struct
import subprocess
import sys
import unittest
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

import openapi_fuzz
import openapi_lint
from with_office import CONTRACT, PASSWORD, WithOffice

PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))
ANNEX = ROOT / "catalog/programmes/shuozhou/annex.txt"
NEXT_PASSWORD = "Shiqiao-Wutong-2042"


def code_of_now(secret, unix_time):
    """RFC 6238 with SHA-1, 30 s, six digits."""
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", unix_time // 30), "sha1").digest()
    word = struct.unpack_from(">I", digest, digest[-1] & 15)[0] & 0x7FFFFFFF
    return f"{word % 1_000_000:06}"


def png():
    """A picture of two by two dots."""
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    dots = zlib.compress(b"\x00\xff\x00\x00\x00\xff\x00" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


class Contract(unittest.TestCase):
    def test_has_no_fault(self):
        self.assertEqual(openapi_lint.faults_of(CONTRACT), [])

    def test_names_the_operations_that_the_program_has(self):
        done = subprocess.run([PROGRAM, "serve", "--routes"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        inside = [line for line in CONTRACT.routes() if " /api/v1/" in line and not line.startswith("HEAD ")]
        self.assertEqual([line for line in done.stdout.splitlines() if " /api/v1/" in line], inside)


class EveryOperation(WithOffice):
    """One scenario in the order an office works in; each step is one operation."""

    def test_answers_as_the_contract_says(self):
        for part in (self.public, self.accounts, self.own_account, self.plan, self.obligations, self.requests, self.evidence, self.submissions,
                     self.facts, self.monitoring, self.verdicts, self.views, self.chasing, self.publishing, self.documents, self.dossier, self.log, self.system):
            with self.subTest(part.__name__):
                part()
        self.assertEqual(set(CONTRACT.by_id) - self.seen, set(), "operations nobody asked")

    def public(self):
        nobody = self.as_(None)
        for operation in ("get_contract", "get_programme", "list_public_indicators", "get_public_checkpoint"):
            self.ask(operation, nobody)
        self.ask("explain_problem", nobody, {"code": "STO001"})
        self.ask("explain_problem", nobody, {"code": "ZZZ999"}, expect=[404])
        register = {each["code"]: each for each in self.ask("list_diagnostics", nobody)["items"]}
        self.assertEqual(register["ACC001"]["name_en"], "account or password wrong")
        self.assertTrue(all(each["name"] and each["name_en"] and each["help_en"] for each in register.values()))

    def accounts(self):
        security, unit = self.as_("security_admin"), self.unit()
        made = self.ask("create_account", security, body={"id": "replay-editor", "name": "甲", "unit": unit, "roles": ["unit_editor"]})
        self.invited(made["invitation"]).close()
        self.ask("list_accounts", security)
        self.ask("get_account", security, {"account": "replay-editor"})
        change = {"name": "乙", "unit": unit, "roles": ["unit_editor", "unit_reviewer"], "state": "active"}
        self.ask("change_account", security, {"account": "replay-editor"}, body=change, headers={"If-Match": self.tag})
        self.ask("change_account", security, {"account": "replay-editor"}, body=change, headers={"If-Match": '"old"'}, expect=[412])
        self.ask("unlock_account", security, {"account": "replay-editor"})
        self.ask("revoke_sessions", security, {"account": "replay-editor"})
        self.ask("invite_account", security, {"account": "replay-editor"})
        self.ask("get_account", security, {"account": "nobody-of-that-name"}, expect=[404])

    def unit(self):
        return self.ask("get_session", self.as_("unit_editor"))["unit"]

    def invited(self, invitation, password=PASSWORD):
        """The wire of somebody who has taken an invitation."""
        wire = self.wire("127.0.90.1")
        operation = CONTRACT.by_id["accept_invitation"]
        answer = wire.json("POST", operation.path, {"token": invitation, "password": password})
        self.assertEqual(CONTRACT.answer_faults(operation, answer.status, answer.headers, answer.body), [])
        self.assertEqual(answer.status, 201, answer.body)
        self.seen.add("accept_invitation")
        return wire.take_session(answer)

    def own_account(self):
        made = self.ask("create_account", self.as_("security_admin"), body={"id": "replay-self", "name": "丙", "unit": self.unit(), "roles": ["unit_editor"]})
        own = self.invited(made["invitation"])
        self.ask("change_password", own, body={"old": PASSWORD, "new": NEXT_PASSWORD})
        other = self.wire("127.0.90.2")
        self.ask("log_in", other, body={"account": "replay-self", "password": "not this one"}, expect=[401])
        other.take_session(other.json("POST", "/api/v1/session", {"account": "replay-self", "password": NEXT_PASSWORD}))
        self.ask("log_in", self.wire("127.0.90.3"), body={"account": "replay-self", "password": NEXT_PASSWORD})
        sessions = self.ask("list_own_sessions", other)["items"]
        self.ask("revoke_session", other, {"session": next(s["id"] for s in sessions if not s["is_current"])})
        secret = self.ask("begin_totp", other)["secret"]
        now = self.ask("get_programme", other)["now"]
        self.ask("confirm_totp", other, body={"code": code_of_now(secret, self.unix_time(now))})
        self.ask("remove_totp", other, body={"password": NEXT_PASSWORD})
        until = f"{int(now[:4]) + 1}{now[4:]}" if now[5:10] != "02-29" else f"{int(now[:4]) + 1}-02-28{now[10:]}"
        wish = {"name": "月报脚本", "scopes": ["read", "write"], "until": until}
        token = self.ask("make_token", other, body=wish)
        bearer = {"Authorization": "Bearer " + token["token"]}
        self.ask("get_session", self.wire(), headers=bearer)
        self.ask("make_token", self.wire(), body=wish, headers=bearer, expect=[403])
        self.ask("change_password", self.wire(), body={"old": NEXT_PASSWORD, "new": PASSWORD}, headers=bearer, expect=[403])
        self.ask("list_tokens", other)
        self.ask("revoke_token", other, {"token": token["id"]})
        self.ask("get_session", self.wire(), headers=bearer, expect=[401])
        self.ask("log_out", other)
        self.ask("get_session", other, expect=[204])

    @staticmethod
    def unix_time(instant):
        return int(datetime.datetime.fromisoformat(instant).timestamp())

    def plan(self):
        office = self.as_("office")
        self.ask("get_plan", office, expect=[200, 404])
        first = {"If-Match": self.tag} if self.tag else {"If-None-Match": "*"}
        self.ask("put_plan", office, query={"file": ANNEX.name}, body=ANNEX.read_bytes(), headers=first)
        self.ask("put_plan", office, query={"file": ANNEX.name}, body=b"no table", headers={"If-Match": self.tag}, expect=[422])
        self.ask("get_plan", office)
        self.ask("get_plan", office, headers={"If-None-Match": self.tag}, expect=[304])
        self.edited_plan(office)
        self.ask("list_units", office)
        self.ask("add_unit_change", office, expect=[201, 409, 422])
        self.ask("list_unit_changes", office)
        self.ask("get_definitions", self.as_("unit_editor"))
        self.ask("get_working_calendar", self.as_("unit_editor"))

    def edited_plan(self, office):
        """Edited, found out to be stale, and put back."""
        before = self.ask("get_plan", office)
        tag, tasks = self.tag, {task["label"]: task for indicator in before["indicators"] for task in indicator["tasks"]}
        self.assertEqual(tasks["10.7"]["lead"], ["市创模办"])
        edits = {"edits": [{"indicator": 10, "task": "10.7", "field": "lead", "before": "市创模办", "after": "市环保局"}], "reason": "职能调整"}
        told = self.ask("edit_plan", office, query={"preview": "1"}, body=edits, headers={"If-Match": tag})
        self.assertEqual((told["is_stored"], told["changes"]), (False, "修改 任务 10.7 责任单位：市创模办 → 市环保局\n"))
        self.ask("edit_plan", self.as_("unit_editor"), body=edits, headers={"If-Match": tag}, expect=[403])
        self.ask("edit_plan", office, body=edits, headers={"If-Match": None}, expect=[428])
        done = self.ask("edit_plan", office, body=edits, headers={"If-Match": tag})
        self.assertEqual((done["is_stored"], done["digest"]), (True, told["digest"]))
        self.ask("edit_plan", office, body=edits, headers={"If-Match": tag}, expect=[412])
        self.ask("edit_plan", office, body=edits, headers={"If-Match": f'"{done["digest"]}"'}, expect=[409])
        after = self.ask("get_plan", office)
        task = next(task for indicator in after["indicators"] for task in indicator["tasks"] if task["label"] == "10.7")
        self.assertEqual((task["lead"], task["edited"], task["original"]["lead"].strip()), (["市环保局"], ["lead"], "市创模办"))
        public = self.as_(None).send("GET", "/plan").body.decode()
        self.assertRegex(public, r"10\.7</span>[^\n]*?</td><td[^>]*>市环保局<")
        same = self.ask("put_plan", office, query={"file": ANNEX.name, "preview": "1"}, body=ANNEX.read_bytes(), headers={"If-Match": self.tag})
        self.assertEqual((same["diff"], [kept["place"] for kept in same["kept"]]), ([], ["任务 10.7"]))  # the edit outlives the document
        versions = self.ask("list_plan_versions", office)["items"]
        self.assertEqual([version["is_edit"] for version in versions[:2]], [True, False])
        self.ask("restore_plan", office, body={"digest": "0" * 64, "reason": "撤销"}, headers={"If-Match": self.tag_of(done)}, expect=[404])
        self.ask("restore_plan", office, body={"digest": versions[1]["digest"], "reason": "撤销"}, headers={"If-Match": self.tag_of(done)})
        self.assertEqual(self.ask("get_plan", office), before)

    @staticmethod
    def tag_of(report):
        return f'"{report["digest"]}"'

    def obligations(self):
        office = self.as_("office")
        self.ask("propose_obligations", office)
        one = self.ask("list_obligations", office, query={"limit": 1})["items"][0]
        self.ask("get_obligation", office, {"obligation": one["id"]})
        self.ask("change_obligation", office, {"obligation": one["id"]}, body={"due": one["due"], "reason": "复核过"}, headers={"If-Match": self.tag})
        self.ask("change_obligation", office, {"obligation": one["id"]}, body={"reason": "无"}, headers={"If-Match": None}, expect=[428])
        self.ask("confirm_obligations", office)
        self.ask("list_coverage", office)
        self.ask("list_duties", office)

    def requests(self):
        office, today = self.as_("office"), self.ask("get_programme", self.as_(None))["now"][:10]
        self.ask("issue_requests", office, body={"until": today})
        asked = self.ask("list_requests", office, query={"unit": self.unit()})["items"]
        self.assertTrue(asked, "the unit of the editor is asked for nothing")
        free = [r for r in asked if r["state"] != "submitted"]
        type(self).request = next((r for r in free if r["state"] in ("open", "overdue", "closed")), free[0])["id"]
        self.ask("grant_late", office, {"request": self.request}, body={"until": f"{int(today[:4]) + 1}-06-30", "reason": "统计年鉴推迟出版"})
        one = self.ask("get_request", office, {"request": asked[-1]["id"]})
        self.ask("change_request", office, {"request": asked[-1]["id"]}, body={"closes": str(datetime.date.fromisoformat(one["closes"]) + datetime.timedelta(7)), "reason": "顺延一周"}, headers={"If-Match": self.tag})
        self.ask("get_request", self.as_("unit_editor"), {"request": "没有的单位|2010"}, expect=[404])

    def evidence(self):
        editor, office, picture = self.as_("unit_editor"), self.as_("office"), png()
        upload = self.ask("begin_upload", editor, body={"name": "现场.png", "size": len(picture)})["id"]
        half = len(picture) // 2
        self.ask("append_upload", editor, {"upload": upload}, body=picture[:half], headers={"Upload-Offset": "0"})
        self.ask("append_upload", editor, {"upload": upload}, body=picture[:half], headers={"Upload-Offset": "0"}, expect=[409])
        self.ask("measure_upload", editor, {"upload": upload})
        self.assertEqual(self.ask("get_upload", editor, {"upload": upload})["offset"], half)
        self.ask("append_upload", editor, {"upload": upload}, body=picture[half:], headers={"Upload-Offset": str(half)})
        digest = self.ask("finish_upload", editor, {"upload": upload})["digest"]
        self.assertEqual(digest, hashlib.sha256(picture).hexdigest())
        self.ask("list_evidence", office)
        self.ask("judge_evidence", office, {"digest": digest}, expect=[200, 409, 422])  # clean already where nothing quarantines
        self.ask("get_evidence", office, {"digest": digest})
        self.assertEqual(self.ask("get_file", office, {"digest": digest}), picture)
        self.ask("get_thumbnail", office, {"digest": digest})
        self.assertEqual(self.ask("get_file", office, {"digest": digest}, query={"show": "1"}), picture)
        self.ask("get_evidence_text", office, {"digest": digest}, expect=[409])
        papers = self.ask("list_evidence", office, query={"state": "clean", "limit": 500})["items"]
        self.assertTrue(self.ask("get_evidence_text", office, {"digest": next(p for p in papers if p["name"].endswith(".docx"))["digest"]})["parts"])
        type(self).digest = digest

    def content_for(self, form):
        """Something for every item of a form."""
        content = {"figures": [], "closures": [], "evidence": [], "reports": {}, "reasons": {}}
        for value in form["figures"]:
            figure = {name: value[name] for name in ("figure", "subject", "period")}
            content["figures"].append({**figure, "as_given": (value["accepted"] or value["year_before"] or "1") + value["unit"]})
        for ledger in form["ledgers"]:
            content["closures"].append({"ledger": ledger, "period": form["request"]["period"]})
        for kind, _, key in (item.partition(":") for item in form["others"]):
            if kind == "evidence":
                content["evidence"].append({"digest": self.digest, "name": "现场.png", "criterion": key})
            if kind == "report":
                content["reports"][key] = "已完成"
        return content

    def workbooks(self, editor, request):
        """There and back; filled in by tests/e2e/workbook_test.py."""
        content, file = self.ask("get_workbook", editor, request), {"file": "报送表.xlsx"}
        seen = self.ask("look_at_workbook", editor, request, query=file, body=content)
        self.assertEqual((seen["seal"], seen["counts"]["changed"]), ("good", 0), seen)
        self.ask("look_at_workbook", editor, request, query=file, body=b"a,b", expect=[422])
        self.assertEqual(self.ask("mark_workbook", editor, request, query=file, body=content)[:2], b"PK")
        self.ask("apply_workbook", editor, request, query={**file, "looked": "0" * 64}, body=content, expect=[409])
        self.ask("apply_workbook", editor, request, query={**file, "looked": seen["looked"]}, body=content)
        self.ask("undo_workbook", editor, request)
        self.ask("undo_workbook", editor, request, expect=[409])

    def submissions(self):
        editor, office, request = self.as_("unit_editor"), self.as_("office"), {"request": self.request}
        content = self.content_for(self.ask("get_form", editor, request))
        self.ask("get_draft", editor, request)
        self.ask("put_draft", editor, request, body=content, headers={"If-Match": self.tag} if len(self.tag) > 2 else {"If-None-Match": "*"})
        self.ask("put_draft", editor, request, body=content, headers={"If-Match": '"old"'}, expect=[412])
        findings = self.ask("check_content", editor, request, body=content)["findings"]
        self.assertEqual([f for f in findings if f["severity"] == "blocker"], [])
        self.workbooks(editor, request)
        content["reasons"] = {f["key"]: "已核实" for f in findings if f["severity"] == "error"}
        first = self.submitted(content)
        sent = self.ask("get_content", office, {"submission": first["id"]})
        self.assertEqual(hashlib.sha256(openapi_fuzz.canonical(sent)).hexdigest(), first["digest"])
        self.ask("withdraw_submission", office, {"submission": first["id"]})
        second = self.submitted(content)
        self.ask("return_submission", office, {"submission": second["id"]}, body={"reasons": [{"place": "", "text": "请补充说明"}]})
        third = self.submitted(content)
        self.ask("accept_submission", office, {"submission": third["id"]})
        self.ask("accept_submission", office, {"submission": third["id"]}, expect=[409, 422])
        self.ask("get_submission", office, {"submission": third["id"]})
        self.assertTrue(self.ask("list_history", office, {"submission": third["id"]})["items"])
        self.ask("list_submissions", office, query={"state": "returned"})

    def submitted(self, content):
        return self.ask("submit", self.as_("office"), {"request": self.request}, body=content)

    def facts(self):
        office = self.as_("office")
        table = "统计数据,对象,期间,数值,单位\n地区生产总值,,2010年,700,亿元\n".encode()
        self.ask("import_facts", office, query={"kind": "figures", "file": "gdp.csv", "reason": "更正"}, body=table)
        self.ask("import_facts", office, query={"kind": "figures", "file": "gdp.csv"}, body="统计数据,期间\n?,?\n".encode(), expect=[422])
        self.ask("preview_import", office, query={"kind": "figures", "file": "gdp.csv"}, body=table)
        self.ask("preview_import", office, query={"kind": "ledger", "target": "no_such", "file": "gdp.csv"}, body=table, expect=[422])
        self.ask("list_imports", office)
        self.ask("get_import", office, {"import": 2})
        self.ask("get_import", office, {"import": 99999}, expect=[404])
        self.assertTrue(self.ask("list_figures", office, query={"figure": "gdp"})["items"])
        self.assertTrue(self.ask("list_figure_history", office, {"figure": "gdp"}, {"period": "2010"})["items"])
        ledgers = self.ask("list_ledgers", office)["items"]
        self.ask("list_records", office, {"ledger": ledgers[0]["key"]})

    def monitoring(self):
        office = self.as_("office")
        hours = {"set": "air", "station": "SZ01", "parameter": "SO2"}
        self.ask("list_stations", office)
        self.ask("get_readings", office, query={**hours, "by": "month", "from": "2011-01-01", "to": "2011-12-31"})
        self.ask("get_readings", office, query=hours, expect=[422])
        self.ask("list_reading_revisions", office, query={**hours, "at": "2011-03-05T13"})
        self.ask("get_reading_quality", office, query={"set": "border_sections", "from": "2011-01-01", "to": "2011-12-31"})

    def verdicts(self):
        office = self.as_("office")
        self.ask("get_tiles", office, query={"preview": "1"})
        self.ask("get_tiles", office, query={"known_at": "2011-12-31", "standard_as": ["GB 3095-2012"]})
        self.ask("get_verdicts", office)
        self.ask("get_verdict", office, {"indicator": 4})
        self.ask("get_verdict", office, {"indicator": 999}, expect=[404])
        self.ask("get_tiles", office, query={"lang": "en"})
        self.ask("get_verdicts", office, query={"lang": "en"})
        self.ask("get_verdict", office, {"indicator": 8}, query={"lang": "en"})
        self.ask("export_proof", self.as_("inspector"), {"indicator": 4})
        self.ask("get_verdict_history", office, {"indicator": 4})
        self.ask("get_verdict_history", self.as_("inspector"), {"indicator": 8}, query={"lang": "en", "known_at": "2011-12-31"})
        charts = {kind: self.ask("get_charts", office, {"indicator": number}) for number, kind in ((4, "trend"), (8, "air"), (10, "water"), (12, "roads"))}
        self.assertTrue(all(answer["items"] for answer in charts.values()))
        for file in ("1.csv", "1.svg"):
            self.ask("download_chart", office, {"indicator": 8, "file": file})
        self.ask("download_chart", office, {"indicator": 8, "file": "200.svg"}, expect=[404])
        self.ask("list_standards", office)
        self.ask("pin_standards", office, body={"editions": [], "reason": "按现行标准"}, headers={"If-Match": self.tag}, expect=[200, 409])
        self.ask("list_scores", office)

    def views(self):
        for role in ("office", "unit_editor"):
            self.ask("get_overview", self.as_(role))
            self.ask("list_changes", self.as_(role), query={"days": 366})
            self.ask("get_directory", self.as_(role))
        self.ask("list_changes", self.as_("office"), query={"since": "2012-01-01", "days": 1}, expect=[422])
        self.ask("get_overview", self.as_("system_admin"), expect=[403])
        self.ask("get_directory", self.as_("security_admin"))
        self.ask("get_map", self.as_(None))

    def chasing(self):
        office = self.as_("office")
        self.ask("list_slips", office)
        key = {"Idempotency-Key": "openapi-test-0001"}
        wish = {"unit": self.unit(), "title": "恢河断面水质超标", "about": ""}
        matter = self.ask("open_matter", office, body=wish, headers=key)
        self.assertEqual(self.ask("open_matter", office, body=wish, headers=key), matter, "the same key and body")
        self.ask("open_matter", office, body={**wish, "title": "另一件"}, headers=key, expect=[422])
        self.ask("move_matter", office, {"matter": matter["id"]})
        self.ask("list_matters", office)
        self.ask("send_reminders", office)
        feed = self.ask("make_calendar_link", self.as_("unit_editor"))["path"].rpartition("/")[2]
        self.ask("get_calendar", self.as_(None), {"feed": feed})
        self.ask("follow_events", office)

    def documents(self):
        office = self.as_("office")
        self.ask("list_documents", office)
        self.ask("make_document", office, {"document": "noise-annual"}, query={"period": "2011"})
        self.ask("make_document", office, {"document": "self-check"}, query={"known_at": "2011-12-31"})
        self.ask("make_document", office, {"document": "nothing"}, expect=[404])
        self.ask("make_document", office, {"document": "noise-annual"}, query={"period": "2011-12"}, expect=[422])
        self.ask("make_document", self.as_("unit_editor"), {"document": "monthly-bulletin"}, expect=[403])
        form, tag = self.ask("download_template", office, {"document": "noise-annual"}), self.tag
        self.ask("download_template", office, {"document": "nothing"}, expect=[404])
        self.ask("check_template", office, {"document": "noise-annual"}, body=form)
        self.ask("check_template", office, {"document": "noise-annual"}, body=b"no document", expect=[422])
        self.ask("put_template", office, {"document": "noise-annual"}, body=form, headers={"If-Match": None}, expect=[428])
        self.ask("put_template", office, {"document": "noise-annual"}, body=b"no document", headers={"If-Match": tag}, expect=[422])
        self.ask("put_template", office, {"document": "noise-annual"}, body=form, headers={"If-Match": tag})
        self.ask("drop_template", office, {"document": "noise-annual"}, expect=[204])
        self.ask("drop_template", self.as_("unit_editor"), {"document": "noise-annual"}, expect=[403])

    def dossier(self):
        office, inspector = self.as_("office"), self.as_("inspector")
        self.ask("get_dossier", inspector, query={"year": 1999}, expect=[404])
        self.ask("build_dossier", inspector, query={"year": 2011}, expect=[403])
        self.ask("build_dossier", office, query={"year": 2011}, expect=[202])
        while (state := self.ask("get_dossier", inspector, query={"year": 2011}))["job"]["state"] == "running":
            self.ask("build_dossier", office, query={"year": 2011}, expect=[202, 409])
        self.assertEqual(state["job"]["state"], "done", state["job"])
        self.ask("download_dossier", inspector, query={"year": 2011})
        volume = self.ask("download_dossier_volume", inspector, {"volume": "A08"}, query={"year": 2011})
        self.ask("download_dossier_volume", inspector, {"volume": "Z99"}, query={"year": 2011}, expect=[404])
        self.ask("check_dossier_document", inspector, query={"year": 2011}, body=volume)
        self.ask("check_dossier_document", inspector, query={"year": 2011}, body=b"no document", expect=[422])
        self.ask("get_number_origin", inspector, {"binding": "figure:gdp|2011"})
        self.ask("get_number_origin", inspector, {"binding": "figure:nothing|2011"}, expect=[404])
        self.ask("get_number_origin", inspector, {"binding": "figure:gdp|2010"}, query={"year": 2010})
        for binding in ("air:days|2011|unknown", "air:day|2011-03-05|index", "water:集中式饮用水水源地|2011|met", "noise:道路交通噪声路段|2011|mean",
                        "score:市统计局|2011|complete", "count:slips.red", "count:units.overdue", "count:indicators.not_met", "verdict:8|outcome"):
            self.ask("get_number_origin", inspector, {"binding": binding})
        self.ask("get_number_origin", inspector, {"binding": "count:indicators"}, query={"known_at": "2011-12-31"})
        self.ask("get_number_origin", inspector, {"binding": "figure:gdp|2011"}, query={"known_at": "2011-12-31"}, expect=[422])
        drill = self.ask("begin_drill", inspector, body={"seed": 7}, expect=[201])
        self.ask("answer_drill", inspector, {"drill": drill["number"]}, body={"answer": "不知道"})
        self.ask("answer_drill", office, {"drill": drill["number"]}, body={"answer": "不知道"}, expect=[403])
        self.ask("get_drill", inspector, {"drill": drill["number"]})

    def publishing(self):
        office, nobody = self.as_("office"), self.as_(None)
        draft = self.ask("draft_notice", office, query={"kind": "bulletin", "period": "2011-12"})
        self.ask("draft_notice", office, query={"kind": "announcement"})
        self.ask("draft_notice", office, query={"kind": "bulletin", "period": "2090"}, expect=[422])
        self.ask("preview_notice", office)
        notice = self.ask("publish_notice", office, body=draft)
        self.ask("publish_notice", office)
        self.ask("publish_notice", office, body={**draft, "evidence": ["0" * 64]}, expect=[409])
        self.ask("publish_notice", self.as_("leader"), expect=[403])
        self.ask("list_notices", nobody, query={"kind": "bulletin", "limit": 1})
        self.ask("get_notice", nobody, {"notice": notice["id"]})
        self.ask("get_notice", nobody, {"notice": "notice-999"}, expect=[404])
        self.ask("withdraw_notice", office, {"notice": notice["id"]})
        self.ask("withdraw_notice", office, {"notice": notice["id"]}, expect=[409])
        self.ask("get_notice", nobody, {"notice": notice["id"]})
        open_now = self.ask("get_publication", nobody)
        change = {"figures": ["gdp"] if open_now["figures"] != ["gdp"] else [], "ledgers": ["drills"], "reason": "议定"}
        self.ask("put_publication", office, body=change, headers={"If-Match": '"old"'}, expect=[412])
        self.ask("get_publication", nobody)
        self.ask("put_publication", office, body=change, headers={"If-Match": self.tag})
        self.ask("put_publication", office, body={**change, "figures": ["none"]}, headers={"If-Match": self.tag}, expect=[422])

    def log(self):
        inspector = self.as_("inspector")
        self.ask("get_checkpoint", inspector)
        entries = self.ask("list_entries", inspector, query={"limit": 2})
        self.ask("list_entries", inspector, query={"limit": 2, "after": entries["next"]})
        self.ask("get_entry", inspector, {"number": 1})
        self.ask("prove_entry", inspector, {"number": 1})
        self.ask("prove_consistency", inspector, query={"from": 1, "to": entries["size"]})
        self.assertTrue(self.ask("verify_log", inspector)["ok"])

    def system(self):
        system = self.as_("system_admin")
        setting = self.ask("get_setting", system, {"name": "password_profile"})
        self.ask("put_setting", system, {"name": "password_profile"}, body={"value": setting["value"] or "asvs"}, headers={"If-Match": self.tag})
        self.ask("make_backup", system)
        self.ask("list_backups", system)
        self.ask("get_health", system)


class Lists(WithOffice):
    """What the contract promises of every list that has pages."""

    def test_page_by_page_is_the_whole(self):
        readers = ["office", "security_admin", "inspector"]
        for operation in [o for o in CONTRACT.operations if {"limit", "cursor"} <= {p.name for p in o.parameters}]:
            with self.subTest(operation.id):
                path = {"ledger": "drills"}
                whole = next(a for a in (self.as_(r).send("GET", operation.fill(path) + "?limit=500") for r in readers) if a.status != 403)
                wire = next(w for w in map(self.as_, readers) if w.send("GET", operation.fill(path) + "?limit=1").status == 200)
                items, query = [], {"limit": 7}
                while query and len(items) < 50:
                    page = self.ask(operation.id, wire, path, query)
                    self.assertLessEqual(len(page["items"]), 7)
                    items += page["items"]
                    query = {"limit": 7, "cursor": page["next"]} if page["next"] else None
                self.assertEqual(items, whole.json()["items"][:len(items)])


if __name__ == "__main__":
    unittest.main()
