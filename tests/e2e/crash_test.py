"""The server dies at any moment of a busy day and comes back: nothing acknowledged is lost, nothing half done is to be seen, and
the log verifies. CHUANGMO_CRASHES says how often (50), CHUANGMO_SEED which moments."""

import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

import postgres
import reporting
from crash_load import Importer, Reporter, Round, Setter, Uploader, Visitor
from office import PASSWORD, PROGRAM, Client, Office, Server

CRASHES = int(os.environ.get("CHUANGMO_CRASHES", "50"))
SEED = int(os.environ.get("CHUANGMO_SEED", "20110125"))
MORNING = "2011-01-25T09:{:02}:{:02}+08:00"  # a session ends after half an hour without a word
STEPS = (10, 120)                            # of the load until a crash
REQUESTS = 24
PEOPLE = {
    "system-admin": ("系统管理员", "", ["system_admin"]),
    "office": ("创模办", "", ["office"]),
    "inspector": ("技术核查", "", ["inspector"]),
    "tongji": ("统计局填报人", "市统计局", ["unit_editor", "unit_reviewer"]),
    "huanbao": ("环保局填报人", "市环保局", ["unit_editor", "unit_reviewer"]),
}


class Workplace:
    """A workspace, its server, who works there, and what is asked of it once after every crash."""

    def __init__(self, folder, chance, database=""):
        self.folder, self.database, self.chance = folder, database, chance
        self.clock = folder / "clock"
        self.set_clock(0)
        work = folder / "work"
        command = [PROGRAM, "init", str(work), "--programme", "shuozhou", "--title", "朔州市创建环境保护模范城市"]
        made = subprocess.run(command + self.where(), capture_output=True, text=True, timeout=60)
        assert made.returncode == 0, made.stderr
        self.server = Server(work, database, self.clock).start()
        self.clients = []
        self.answers = {}
        self.prepare()

    def where(self):
        return ["--db", self.database] if self.database else []

    def set_clock(self, second):
        self.clock.write_text(MORNING.format(second // 60 % 25, second % 60), encoding="ascii")

    def client(self):
        """From an address of its own, as people have."""
        self.clients.append(Client("127.0.0.1", self.server.port, f"127.0.1.{len(self.clients) % 250 + 1}"))
        return self.clients[-1]

    def login(self, account):
        return self.client().login(account)

    def move(self, client):
        client.wire.close()
        client.wire.port = self.server.port

    def prepare(self):
        office = Office(self.folder / "work", self.server)
        office.add_people(PEOPLE)
        self.office, self.inspector = self.login("office"), self.login("inspector")
        reporting.open_requests(self.office, "2011-01-25")
        wishes = reporting.answers(self.office, REQUESTS)
        assert len(wishes) >= 6, f"{len(wishes)} requests that can be answered"
        halves = [dict(sorted(wishes.items())[half::2]) for half in (0, 1)]
        self.hands = [Reporter(f"r{number}", self.login("office"), self.lot(), half) for number, half in enumerate(halves)]
        self.hands += [Uploader("u0", self.login("tongji"), self.lot()), Uploader("u1", self.login("huanbao"), self.lot()),
                       Importer("i0", self.login("office"), self.lot(), 2007), Importer("i1", self.login("office"), self.lot(), 2008),
                       Setter("s", self.login("system-admin"), self.lot(), "recipients")]
        self.visitor = Visitor("v", self.client(), self.lot(), self.client, "inspector", PASSWORD)
        self.hands.append(self.visitor)

    def lot(self):
        return random.Random(self.chance.getrandbits(64))

    # ------------------------------------------------------------------------------------------- what is there, asked once

    def forget(self):
        self.answers = {}

    def once(self, name, ask):
        if name not in self.answers:
            self.answers[name] = ask()
        return self.answers[name]

    def submissions_of(self, requests):
        found = {request: [] for request in requests}
        for submission in self.once("submissions", lambda: self.office.every("/submissions")):
            if submission["request"] in found:
                found[submission["request"]].append(submission)
        for answers in found.values():
            answers.sort(key=lambda s: int(s["id"].rpartition("#")[2]))
        return found

    def evidence(self):
        return {file["digest"]: file for file in self.once("evidence", lambda: self.office.every("/evidence"))}

    def imports(self):
        return self.once("imports", lambda: self.office.every("/imports"))

    def import_names(self):
        return [item["name"] for item in self.imports()]

    # ------------------------------------------------------------------------------------------------------------ a crash

    def work_until(self, steps, end):
        round_ = Round(steps, end)
        threads = [threading.Thread(target=hand.run, args=(round_,)) for hand in self.hands]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for hand in self.hands:
            if hand.fault:
                raise hand.fault

    def crash(self, number, end, again):
        """Works until `end` has ended something, in the middle of it; `again` sees to its return."""
        try:
            self.work_until(self.chance.randint(*STEPS), end)
            self.come_back(number)
            again()
            self.settle()
        except AssertionError as fault:
            told = (self.folder / "work/serve.log").read_text(encoding="utf-8", errors="replace")[-2000:]
            raise AssertionError(f"crash {number}, CHUANGMO_SEED={SEED}: {fault}\n{told}") from fault

    def kill_server(self, number):
        def again():
            self.server.kill()
            self.server.start()
        self.crash(number, lambda: os.kill(self.server.process.pid, signal.SIGKILL), again)

    def come_back(self, number):
        """The clock goes on. Files on their way whose beginning was never acknowledged are nobody's: they go, as they would in time."""
        self.set_clock(number)
        known = {upload for hand in self.hands if isinstance(hand, Uploader) for upload in hand.open}
        begun = sum(1 for hand in self.hands if hand.doubt and hand.doubt[0] == "begin")
        uploads = [folder for folder in (self.folder / "work/evidence/uploads").iterdir() if (folder / "declared").exists()]
        unknown = [folder for folder in uploads if folder.name not in known]
        assert len(unknown) <= begun, f"{len(unknown)} uploads that nobody began, {begun} in doubt"
        for folder in unknown:
            shutil.rmtree(folder)

    def settle(self):
        for client in self.clients:
            self.move(client)
        self.forget()
        for hand in self.hands:
            hand.settle(self)
        self.forget()
        self.hold_together()
        self.verify()

    def hold_together(self):
        """What belongs together is there together."""
        submissions, imports = self.office.every("/submissions"), self.imports()
        counted = {item["import"] for item in imports}
        assert counted == set(range(1, len(imports) + 1)), "numbers of imports have a gap"
        assert self.rows("imports") == len(imports), f"{self.rows('imports')} imports are stored, {len(imports)} have an entry"
        accepted = sorted(s["id"] for s in submissions if s["state"] in ("accepted", "superseded"))
        assert sorted(item["name"] for item in imports if item["kind"] == "submission") == accepted, "facts of what was not accepted, or none of what was"
        known = {s["id"] for hand in self.hands if isinstance(hand, Reporter) for answers in hand.submissions.values() for s in answers}
        assert {s["id"] for s in submissions} == known, "submissions that nobody made"
        for item in imports:
            if item["kind"] != "submission":
                assert (self.folder / "work/imports" / item["digest"]).is_file(), f"import {item['import']} has lost its file"
        kept = {digest for hand in self.hands if isinstance(hand, Uploader) for digest in hand.kept}
        evidence = self.evidence()
        assert set(evidence) == kept, "evidence that nobody uploaded, or that is gone"
        for digest, file in evidence.items():
            path = self.folder / "work/evidence" / digest[:2] / digest
            assert path.is_file() and path.stat().st_size == file["size"], f"evidence {digest} has no file"

    def rows(self, table):
        """Counted in the database itself, beside the program."""
        if self.database:
            told = subprocess.run(["psql", "-At", "-c", f"SELECT count(*) FROM {table}", self.database], capture_output=True, text=True, check=True)
            return int(told.stdout)
        connection = sqlite3.connect(f"file:{self.folder / 'work/chuangmo.db'}?mode=ro", uri=True)
        try:
            return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        finally:
            connection.close()

    def verify(self):
        command = [PROGRAM, "audit", "verify", "-w", str(self.folder / "work"), *self.where()]
        for number, note in enumerate(self.visitor.notes):
            path = self.folder / f"note-{number}"
            path.write_bytes(note)
            command += ["--checkpoint", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0 and "日志完好" in done.stdout, f"{done.returncode}\n{done.stdout}{done.stderr}"


class Crash(unittest.TestCase):
    def setUp(self):
        self.chance = random.Random(f"{SEED} {self.id()}")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crash-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def workplace(self, database=""):
        place = Workplace(self.folder, self.chance, database)
        self.addCleanup(lambda: place.server.process.poll() is None and place.server.kill())
        return place

    def last_words(self, place):
        """The load did something of everything, and the server still ends as it should."""
        counts = {hand.name: hand.count for hand in place.hands if hand.name != "v"}
        self.assertTrue(all(counts.values()), f"somebody did nothing: {counts}")
        for client in place.clients:
            client.wire.close()
        self.assertEqual(place.server.stop(), 0)
        place.verify()

    def test_sqlite(self):
        place = self.workplace()
        for number in range(1, sqlite_crashes() + 1):
            place.kill_server(number)
        self.last_words(place)

    def test_postgresql(self):
        """Now and then it is the database that dies, under a server that goes on."""
        if postgres.missing():
            self.skipTest(postgres.missing())
        database = postgres.Server()
        self.addCleanup(database.stop)
        place = self.workplace(database.start())

        for number in range(1, postgres_crashes() + 1):
            place.kill_server(number)
            if number % 5 == 2:
                place.crash(number, lambda: self.assertTrue(database.kill_backend()), database.await_recovery)
            if number % 10 == 4:
                place.crash(number, database.crash, database.serve)
        self.last_words(place)


def postgres_crashes():
    return max(10, CRASHES // 5)


def sqlite_crashes():
    return max(10, CRASHES - postgres_crashes())


if __name__ == "__main__":
    unittest.main()
