"""The demonstration as a stranger finds it: links that let in, and enough going on for every page of the console."""

import collections
import contextlib
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from office import PASSWORD, PROGRAM, Client, Office, Server, quoted

BEGIN = "2012-03-01T09:00:00+08:00"  # as tools/run_demo.sh
ROLES = {"office": ["office"], "leader": ["leader"], "inspector": ["inspector"], "tongji-editor": ["unit_editor"], "tongji-reviewer": ["unit_reviewer"],
         "huanbao-editor": ["unit_editor"], "huanbao-reviewer": ["unit_reviewer"], "gongan-editor": ["unit_editor"], "gongan-reviewer": ["unit_reviewer"],
         "system-admin": ["system_admin"], "security-admin": ["security_admin"], "audit-admin": ["audit_admin"]}


def run(*arguments, expect=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    if done.returncode != expect:
        raise AssertionError(f"{arguments} ended with {done.returncode}, not {expect}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def journal(workspace):
    """(moment, who, kind, object, body) of every entry."""
    with contextlib.closing(sqlite3.connect(f"file:{workspace}/chuangmo.db?mode=ro", uri=True)) as database:
        return database.execute("SELECT recorded_at, who, kind, object, body FROM journal ORDER BY entry_id").fetchall()


class WithDemo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="demo-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.made = cls.folder / "made"  # never served
        run("demo", cls.made)

    def copy(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="demo-copy-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(self.made, folder / "demo")
        return folder / "demo"

    def serve(self, workspace, arguments=("--begin-at", BEGIN)):
        server = Server(workspace, arguments=arguments).start()
        self.addCleanup(lambda: server.process.poll() is None and server.stop())
        return server


    def client(self, server, source="127.0.0.1"):
        client = Client("127.0.0.1", server.port, source)
        self.addCleanup(client.wire.close)
        return client


class WayIn(WithDemo):
    def test_the_folder_holds_no_secret(self):
        with contextlib.closing(sqlite3.connect(self.made / "chuangmo.db")) as database:
            shelves = {shelf for shelf, in database.execute("SELECT shelf FROM vault")}
        self.assertEqual(shelves & {"password", "invitation", "session", "token"}, set())

    def test_a_link_for_everybody_lets_in_once(self):
        server = self.serve(self.copy())
        self.assertEqual(set(server.links), set(ROLES))
        self.assertEqual(server.invitation, "", "there are accounts: no first administrator is invited")
        for number, (account, token) in enumerate(sorted(server.links.items())):
            client = self.client(server, f"127.0.8.{number + 1}").accept(token)
            session = client.get("/session")
            self.assertEqual((session["account"], session["roles"]), (account, ROLES[account]))
            self.assertFalse(session["must_change_password"])
            client.do("POST", "/invitations/accept", {"token": token, "password": PASSWORD}, expect=401)
            self.client(server, f"127.0.8.{number + 1}").login(account)

    def test_the_lines_are_aligned(self):
        process = subprocess.Popen([PROGRAM, "serve", "-w", str(self.copy()), "--port", "0", "--admin-port", "0", "--begin-at", BEGIN],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if "Ctrl-C" in line:
                break
        process.terminate()
        process.stdout.close()
        self.assertEqual(process.wait(60), 0)
        shown = [line for line in lines if "/console/welcome#" in line]
        self.assertEqual(len({columns(line[:line.index("http")]) for line in shown}), 1)
        self.assertEqual(re.findall(r"  (\S+) +http", "\n".join(shown))[:3], ["office", "leader", "inspector"])

    def test_whoever_came_in_is_not_listed_again(self):
        workspace = self.copy()
        server = self.serve(workspace)
        self.client(server).accept(server.links["office"])
        self.assertEqual(server.stop(), 0)
        self.assertEqual(set(self.serve(workspace).links), set(ROLES) - {"office"})

    def test_elsewhere_nobody_is_listed(self):
        workspace = self.copy()
        (workspace / "模拟数据.txt").unlink()
        self.assertEqual(self.serve(workspace, arguments=()).links, {})


class AccountsByTerminal(WithDemo):
    NEW = ["--name", "陈某", "--role", "unit_editor", "--role", "unit_reviewer", "--unit", "市园林局"]

    def invitation(self, done):
        return re.search(r"cmi_\S+", done.stdout)[0]

    def test_an_account_is_made_without_a_server_and_the_clock_stays(self):
        workspace = self.copy()
        before = journal(workspace)[-1][0]
        token = self.invitation(run("account", "create", "yuanlin", *self.NEW, "-w", workspace))
        moment, who, kind, what, _ = journal(workspace)[-1]
        self.assertEqual((moment, who, kind, what), (before, "命令行", "account.set", "account:yuanlin"))
        server = self.serve(workspace)
        session = self.client(server).accept(token).get("/session")
        self.assertEqual((session["account"], session["unit"], session["roles"]), ("yuanlin", "市园林局", ["unit_editor", "unit_reviewer"]))

    def test_an_account_is_made_beside_a_running_server(self):
        workspace = self.copy()
        server = self.serve(workspace)
        token = self.invitation(run("account", "create", "yuanlin", *self.NEW, "-w", workspace))
        client = self.client(server).accept(token)
        self.assertEqual(client.get("/session")["account"], "yuanlin")
        again = self.invitation(run("account", "invite", "yuanlin", "-w", workspace))
        self.client(server).accept(again, password="Yunhai-Songtao-2043")
        self.client(server).login("yuanlin", "Yunhai-Songtao-2043")
        client.get("/session", expect=204)  # a new password ends what was open
        kinds = [(kind, "reset" in body) for _, _, kind, what, body in journal(workspace) if what == "account:yuanlin"]
        self.assertEqual(kinds, [("account.set", False), ("account.password_changed", False), ("account.password_changed", True)])

    def test_an_empty_office_gets_its_people_from_the_terminal(self):
        with Office.empty() as office:
            token = self.invitation(run("account", "create", "chuangmoban", "--name", "李某", "--role", "office", "-w", office.workspace))
            self.assertEqual(office.client().accept(token).get("/session")["roles"], ["office"])

    def test_what_does_not_fit_is_told(self):
        workspace = self.copy()
        for arguments, said in [
                (["create", "x1", "--name", "甲", "--role", "chief"], "security_admin"),
                (["create", "office", "--name", "甲", "--role", "office"], "API022"),
                (["create", "x1", "--name", "甲", "--role", "unit_editor", "--unit", "市航天局"], "API012"),
                (["create", "x1", "--name", "甲", "--role", "unit_editor"], "WRK022"),
                (["create", "x1", "--name", "甲", "--role", "system_admin", "--role", "audit_admin"], "WRK020"),
                (["create", "X 1", "--name", "甲", "--role", "office"], "WRK084"),
                (["create", "x1", "--role", "office"], "CLI004"),
                (["invite", "nobody"], "ACC007")]:
            with self.subTest(arguments):
                self.assertIn(said, run("account", *arguments, "-w", workspace, expect=2).stderr)
        self.assertEqual(journal(workspace), journal(self.made))


class LastMorning(WithDemo):
    """What every page of the console has to show on 1 March 2012."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        server = Server(cls.made, arguments=("--begin-at", BEGIN)).start()
        cls.addClassCleanup(server.stop)
        cls.office = Client("127.0.0.1", server.port).accept(server.links["office"])
        cls.unit = Client("127.0.0.1", server.port).accept(server.links["gongan-editor"])
        for client in (cls.office, cls.unit):
            cls.addClassCleanup(client.wire.close)
        cls.requests = cls.office.every("/requests")
        cls.submissions = cls.office.every("/submissions")
        cls.evidence = cls.office.every("/evidence")

    def test_verdicts_are_those_it_was_made_for(self):
        outcomes = collections.defaultdict(set)
        for tile in self.office.get("/tiles")["indicators"]:
            outcomes[tile["outcome"]].add(tile["number"])
        self.assertEqual((outcomes["not_met"], outcomes["undecided"]), ({8, 16, 22}, {3, 17}))

    def test_requests_are_due_in_the_next_days_for_several_units(self):
        near = {r["unit"] for r in self.requests if r["state"] in ("open", "returned") and "2012-03-01" <= r["due"] <= "2012-03-08"}
        self.assertGreaterEqual(len(near), 4, near)
        self.assertLessEqual({"accepted", "submitted", "returned", "open", "overdue", "closed", "withdrawn"}, {r["state"] for r in self.requests})
        self.assertTrue([r for r in self.requests if r["exceptions"]])
        self.assertEqual([r["id"] for r in self.unit.every("/requests?state=open")], ["市公安局|2011", "市公安局|2011H2"])
        self.assertTrue(self.unit.get("/requests/" + "%E5%B8%82%E5%85%AC%E5%AE%89%E5%B1%80%7C2011" + "/draft")["closures"])

    def test_slips_have_all_three_colours_and_few_are_red(self):
        colours = collections.Counter(slip["colour"] for slip in self.office.get("/slips")["items"])
        self.assertGreaterEqual(min(colours[c] for c in ("blue", "yellow", "red")), 2, colours)
        self.assertLess(colours["red"], 20, colours)

    def test_submissions_wait_with_findings_and_reasons(self):
        waiting = [s for s in self.submissions if s["state"] == "submitted"]
        self.assertGreaterEqual(len(waiting), 5)
        severities = {f["severity"] for s in waiting for f in s["findings"]}
        self.assertLessEqual({"warning", "error"}, severities)
        wrong = next(s for s in waiting if any(f["severity"] == "error" for f in s["findings"]))
        content = self.office.get(f"/submissions/{quoted(wrong['id'])}/content")
        self.assertTrue(content["reasons"])
        self.assertTrue([s for s in self.submissions if s["state"] == "returned" and s["reasons"]])
        self.assertTrue([s for s in self.submissions if s["is_late"] and s["state"] == "accepted"])

    def test_a_figure_was_corrected_after_it_was_accepted(self):
        history = self.office.get("/figures/medical_waste_generated/history?period=2011")["items"]
        self.assertEqual([h["value"] for h in history], ["612.4", "621.4", "612.4"])
        self.assertTrue([s for s in self.submissions if s["state"] == "superseded"])

    def test_matters_stand_at_every_stage(self):
        matters = self.office.get("/matters")["items"]
        self.assertGreaterEqual(len(matters), 5)
        self.assertGreaterEqual(len({m["stage"] for m in matters}), 4, matters)

    def test_duties_to_report_are_proposed_confirmed_and_dropped(self):
        states = collections.Counter(o["state"] for o in self.office.every("/obligations"))
        self.assertGreaterEqual(states["proposed"], 1)
        self.assertGreater(states["confirmed"], 300)
        self.assertEqual(states["dropped"], 1)

    def test_two_units_became_one(self):
        changes = self.office.get("/units/changes")["items"]
        self.assertEqual({(c["change"], c["after"]) for c in changes}, {("merged", "市文化广电新闻出版局")})
        self.assertEqual(len(changes), 2)
        self.assertTrue([r for r in self.requests if r["unit"] == "市文化广电新闻出版局"])

    def test_papers_are_of_many_kinds_and_not_all_are_clean(self):
        kinds = {file["type"].split(";")[0] for file in self.evidence}
        office = "application/vnd.openxmlformats-officedocument."
        self.assertLessEqual({"application/pdf", "image/jpeg", "image/png", "text/plain", office + "wordprocessingml.document", office + "spreadsheetml.sheet"}, kinds)
        states = collections.Counter(file["state"] for file in self.evidence)
        self.assertEqual((states["quarantined"], states["refused"]), (1, 1))
        rows = self.office.get("/coverage")["items"]
        self.assertGreater(sum(row["evidence"] > 0 for row in rows), 40)
        self.assertGreater(sum(row["gap"] == "no_evidence" for row in rows), 5)
        self.assertGreater(sum(row["gap"] == "not_answered" for row in rows), 20)

    def test_the_log_holds(self):
        self.assertIn("日志完好", run("audit", "verify", "-w", self.made).stdout)

    def test_the_same_seed_gives_the_same_work(self):
        again = self.folder / "again"
        run("demo", again)
        told = [[entry for entry in journal(folder) if entry[2] not in ("account.password_changed", "checkpoint.signed")] for folder in (again, self.made)]
        self.assertEqual(len(told[0]), len(told[1]))
        for one, other in zip(*told, strict=True):
            self.assertEqual(one, other)


if __name__ == "__main__":
    unittest.main()
