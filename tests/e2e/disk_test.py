"""A disk that is full, and one that does not confirm: nothing more is acknowledged and the program says so, reading goes on, nothing
unacknowledged is to be seen, and it works on by itself when the disk does."""

import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

import reporting
from office import PASSWORD, PROGRAM, Office, Server, quoted

MORNING = "2011-01-25T09:00:00+08:00"
PEOPLE = {
    "system-admin": ("系统管理员", "", ["system_admin"]),
    "office": ("创模办", "", ["office"]),
    "inspector": ("技术核查", "", ["inspector"]),
    "tongji": ("统计局填报人", "市统计局", ["unit_editor", "unit_reviewer"]),
}
# What a database on the disk says, and what files beside it say.
CODES = {"full": ("STO015", {"EVI020", "FIL002"}), "sync": ("STO016", {"EVI020", "FIL002"})}
TABLE = "统计数据,对象,期间,数值,单位\n地区生产总值,,2008年,{},亿元\n"


class Disk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="disk-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.library, cls.order = cls.folder / "failing_disk.so", cls.folder / "order"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", str(cls.library),
                        str(ROOT / "tests/support/failing_disk.c"), "-ldl"], check=True)

    def setUp(self):
        self.tell("")
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="work-", dir=self.folder))
        made = subprocess.run([PROGRAM, "init", str(self.work), "--programme", "shuozhou", "--title", "朔州市创建环境保护模范城市"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(made.returncode, 0, made.stderr)
        (self.folder / "clock").write_text(MORNING, encoding="ascii")
        self.server = Server(self.work, clock=self.folder / "clock", environment={
            "LD_PRELOAD": str(self.library), "FAILING_DISK_FOLDER": str(self.work), "FAILING_DISK_ORDER": str(self.order)}).start()
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.kill())
        people = Office(self.work, self.server)
        people.add_people(PEOPLE)
        self.login = people.login
        self.office, self.editor, self.system = people.login("office"), people.login("tongji"), people.login("system-admin")
        reporting.open_requests(self.office, MORNING[:10])
        self.answers = reporting.answers(self.office, 6)
        self.assertEqual(len(self.answers), 6)
        self.count = 0
        self.prepare()

    def tell(self, order):
        self.order.write_text(order, encoding="ascii")

    # ------------------------------------------------------------------------------------------------------------------ acts

    def prepare(self):
        """Something to go on from: a draft, a submission that waits, an upload half way and one that can be finished."""
        self.drafted, self.waiting, self.fresh = sorted(self.answers)[:3]
        self.tag = self.put_draft("起初", {"If-None-Match": "*"})[1]["ETag"]
        made = self.office.do("POST", f"/requests/{quoted(self.waiting)}/submissions", self.answers[self.waiting])
        self.submission = made["id"]
        self.setting_tag = self.system.request("GET", "/settings/recipients")[1]["ETag"]
        self.paper = ("现场记录\n" * 3000).encode()
        self.half, self.whole = self.begin("半.txt"), self.begin("整.txt")
        self.append(self.half, 0, self.paper[:1000], expect=204)
        self.append(self.whole, 0, self.paper, expect=204)

    def begin(self, name):
        return self.editor.do("POST", "/uploads", {"name": name, "size": len(self.paper)})["id"]

    def append(self, upload, offset, piece, expect=None):
        answer = self.editor.request("PATCH", f"/uploads/{upload}", data=piece,
                                     headers={"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"})
        if expect:
            self.assertEqual(answer[0], expect, answer[2])
        return answer

    def put_draft(self, note, condition):
        return self.office.request("PUT", f"/requests/{quoted(self.drafted)}/draft", reporting.with_note(self.answers[self.drafted], note), headers=condition)

    def acts(self):
        """Every kind of writing: name -> act. Done in this order they all succeed."""
        self.count += 1
        return {
            "draft": lambda: self.put_draft(f"第 {self.count} 次", {"If-Match": self.tag}),
            "submission": lambda: self.office.request("POST", f"/requests/{quoted(self.fresh)}/submissions", self.answers[self.fresh]),
            "acceptance": lambda: self.office.request("POST", f"/submissions/{quoted(self.submission)}/accept", {"note": ""}),
            "setting": lambda: self.system.request("PUT", "/settings/recipients", {"value": "[]"}, headers={"If-Match": self.setting_tag}),
            "login": lambda: self.login_answer("inspector"),
            "upload begun": lambda: self.editor.request("POST", "/uploads", {"name": "新.txt", "size": 10}),
            "upload continued": lambda: self.append(self.half, 1000, self.paper[1000:]),
            "upload finished": lambda: self.editor.request("POST", f"/uploads/{self.whole}/finish"),
            "import": lambda: self.office.request("POST", "/imports?kind=figures&file=gdp.csv", data=TABLE.format(700 + self.count).encode()),
        }

    def login_answer(self, account):
        return self.new_client().request("POST", "/session", {"account": account, "password": PASSWORD})

    def new_client(self):
        return Office(self.work, self.server).client("127.0.2.1")

    def seen(self):
        """Everything that anybody can see of the work."""
        seen = {path: self.office.every(path) for path in ("/submissions", "/evidence", "/imports", "/requests")}
        seen["draft"] = self.office.get(f"/requests/{quoted(self.drafted)}/draft")
        seen["gdp"] = self.office.get("/figures/gdp/history?period=2008")
        seen["tiles"] = self.office.get("/tiles")
        seen["half"] = self.editor.get(f"/uploads/{self.half}")
        seen["recipients"] = self.system.get("/settings/recipients")
        seen["log"] = self.office.get("/public/log/checkpoint").splitlines()[1:3]  # size and root
        return seen

    # ----------------------------------------------------------------------------------------------------------------- tests

    def fails_and_recovers(self, order):
        before = self.seen()
        self.assertEqual(self.server.admin("/readyz")[0], 200)
        self.tell(order)
        database, beside = CODES[order]
        for name, act in self.acts().items():
            with self.subTest(name, order=order):
                status, headers, body = act()
                self.assertEqual(status, 503, f"{name}: {body}")
                self.assertIn(body["code"], {database} | beside if "upload" in name or name == "import" else {database}, body)
                self.assertIn("磁盘", body["detail"] + body["fix"])
                self.assertTrue(body["fix"])
                self.assertTrue(headers["Retry-After"])
                if name == "draft":  # whatever comes first
                    self.assertEqual(self.server.admin("/readyz"), (503, f"store: {database}\n"))
        self.assertEqual(self.server.admin("/readyz"), (503, f"store: {database}\n"))
        self.assertEqual(self.server.admin("/healthz")[0], 200)
        health = self.system.get("/health")
        self.assertFalse(health["is_writing"])
        self.assertTrue(health["what_to_do"])
        self.assertEqual(self.seen(), before, "something unacknowledged is to be seen")
        self.tell("")
        self.assertEqual(self.seen(), before, "something unacknowledged came to light")
        for name, act in self.acts().items():
            with self.subTest(name, after=order):
                status, _, body = act()
                self.assertIn(status, (200, 201, 204), f"{name}: {body}")
        self.assertEqual(self.server.admin("/readyz")[0], 200)
        self.all_there()
        self.assertEqual(self.server.stop(), 0)
        self.verify()

    def all_there(self):
        states = {s["id"]: s["state"] for s in self.office.every("/submissions")}
        self.assertEqual(states, {self.submission: "accepted", self.fresh + "#1": "submitted"})
        digest = hashlib.sha256(self.paper).hexdigest()
        self.assertEqual([file["digest"] for file in self.office.every("/evidence")], [digest])
        self.assertEqual(self.office.get(f"/evidence/{digest}/file"), self.paper)
        self.assertEqual(len(self.office.get("/figures/gdp/history?period=2008")["items"]), 1)

    def verify(self):
        done = subprocess.run([PROGRAM, "audit", "verify", "-w", str(self.work)], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_full(self):
        self.fails_and_recovers("full")

    def test_does_not_confirm(self):
        self.fails_and_recovers("sync")

    def test_dies_while_the_disk_does_not_confirm(self):
        """What was in doubt is wholly there afterwards, or not at all; what was acknowledged is there."""
        known = {s["id"]: s["state"] for s in self.office.every("/submissions")}
        self.tell("sync")
        for name, act in self.acts().items():
            self.assertEqual(act()[0], 503, name)
        self.server.process.send_signal(signal.SIGKILL)
        self.server.kill()
        self.tell("")
        self.server.start()
        for client in (self.office, self.editor, self.system):
            client.wire.close()
            client.wire.port = self.server.port
        states = {s["id"]: s["state"] for s in self.office.every("/submissions")}
        self.assertEqual(known.keys() - states.keys(), set())
        for submission in states:
            self.office.get(f"/submissions/{quoted(submission)}/content")
        imports, accepted = self.office.every("/imports"), [s for s, state in states.items() if state == "accepted"]
        self.assertEqual([item["name"] for item in imports if item["kind"] == "submission"], accepted)
        revisions = len(self.office.get("/figures/gdp/history?period=2008")["items"])
        self.assertEqual(sum(1 for item in imports if item["kind"] == "figures"), revisions)
        self.assertGreaterEqual(self.editor.get(f"/uploads/{self.half}")["offset"], 1000)
        self.verify()


if __name__ == "__main__":
    unittest.main()
