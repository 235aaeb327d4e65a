"""A running server over a workspace of its own, for tests: started as a user starts it, spoken to over HTTP."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import urllib.parse
import urllib.request

from wire import Wire

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CHUANGMO", str(ROOT / "build/release/chuangmo"))
PASSWORD = "Qingshan-Lvshui-2041"
ANNEX = ROOT / "catalog/programmes/shuozhou/annex.txt"

# Who works in the demonstration: account -> (name, unit, roles).
PEOPLE = {
    "system-admin": ("系统管理员", "", ["system_admin"]),
    "audit-admin": ("审计管理员", "", ["audit_admin"]),
    "office": ("创模办", "", ["office"]),
    "unit-editor": ("统计局填报人", "市统计局", ["unit_editor", "unit_reviewer"]),
    "leader": ("分管领导", "", ["leader"]),
    "inspector": ("技术核查", "", ["inspector"]),
}


def quoted(text):
    return urllib.parse.quote(text, safe="")


class Server:
    """One `chuangmo serve`. `invitation` is the token of the first administrator, "" when there are accounts already;
    `links` has those of the demonstration's people who have not come in yet, by account."""

    def __init__(self, workspace, database="", clock=None, environment=None, arguments=()):
        self.workspace, self.database, self.clock = pathlib.Path(workspace), database, clock
        self.environment, self.arguments = environment, list(arguments)
        self.process = None

    def start(self):
        command = [PROGRAM, "serve", "-w", str(self.workspace), "--port", "0", "--admin-port", "0", *self.arguments]
        if self.database:
            command += ["--db", self.database]
        if self.clock:
            command += ["--clock", str(self.clock)]
        self.log = open(self.workspace / "serve.log", "ab")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env={**os.environ, **(self.environment or {})})
        told = ""
        for line in self.process.stdout:
            told += line
            if "Ctrl-C" in line:
                break
        found = re.search(r"http://localhost:(\d+)/", told)
        assert found, f"the server did not start: {told}\n{(self.workspace / 'serve.log').read_text(errors='replace')[-2000:]}"
        self.port = int(found[1])
        self.admin_port = int(re.search(r"http://127.0.0.1:(\d+)/healthz", told)[1])
        self.links = dict(re.findall(r"(?m)^  .*?  (\S+) +http://\S+/console/welcome#(cmi_\S+)$", told))
        invitation = re.search(r"首个管理员的一次性邀请：\s+(cmi_\S+)", told)
        self.invitation = invitation[1] if invitation else ""
        return self

    def stop(self):
        """As an operator does; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        self.process.stdout.close()
        self.log.close()
        return code

    def kill(self):
        self.process.kill()
        self.process.wait(60)
        self.process.stdout.close()
        self.log.close()

    def admin(self, path):
        """Status and text of /healthz, /readyz, /metrics."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.admin_port}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


class Client:
    """Somebody at the API: status, headers and what the body says, parsed where it is JSON."""

    def __init__(self, host, port, source="127.0.0.1"):
        self.wire = Wire(host, port, source)

    def accept(self, invitation, password=PASSWORD, **more):
        answer = self.wire.json("POST", "/api/v1/invitations/accept", {"token": invitation, "password": password, **more})
        assert answer.status == 201, f"{answer.status} {answer.body[:500]!r}"
        self.wire.take_session(answer)
        return self

    def login(self, account, password=PASSWORD):
        self.wire.log_in(account, password)
        return self

    def request(self, method, path, json=None, data=None, headers=None):
        if json is not None:
            answer = self.wire.json(method, "/api/v1" + path, json, headers)
        else:
            more = {"Content-Type": "application/octet-stream"} if data is not None else {}
            answer = self.wire.send(method, "/api/v1" + path, {**more, **(headers or {})}, data)
        kind = answer.headers.get("Content-Type", "")
        return answer.status, answer.headers, (answer.json() if "json" in kind and answer.body else answer.body)

    def get(self, path, expect=200):
        status, self.headers, body = self.request("GET", path)
        assert status == expect, f"GET {path}: {status} {body}"
        return body

    def do(self, method, path, json=None, data=None, headers=None, expect=None):
        status, self.headers, body = self.request(method, path, json, data, headers)
        wanted = expect if isinstance(expect, (list, tuple)) else [expect] if expect else range(200, 300)
        assert status in wanted, f"{method} {path}: {status} {body}"
        return body

    def every(self, path):
        """All items of a list, page after page."""
        items, cursor = [], None
        while True:
            more = ("&" if "?" in path else "?") + "limit=500" + (f"&cursor={quoted(cursor)}" if cursor else "")
            page = self.get(path + more)
            items += page["items"]
            cursor = page["next"]
            if cursor is None:
                return items


class Office:
    """A server with people in it. accounts: role -> (account, password)."""

    def __init__(self, workspace, server):
        self.workspace, self.server = workspace, server
        self.host, self.port = "127.0.0.1", server.port
        self.accounts = {}

    def client(self, source="127.0.0.1"):
        return Client(self.host, self.port, source)

    def login(self, account, password=PASSWORD):
        return self.client().login(account, password)

    def add_people(self, people, source="127.0.0.1"):
        """The first administrator, then everybody else by invitation; whoever the demonstration has already, by its link."""
        links = self.server.links
        if self.server.invitation:
            self.admin = self.client(source).accept(self.server.invitation, account="admin", name="安全管理员")
            self.accounts["security_admin"] = ("admin", PASSWORD)
        elif "security-admin" in links:
            self.admin = self.client(source).accept(links.pop("security-admin"))
            self.accounts["security_admin"] = ("security-admin", PASSWORD)
        for account, (name, unit, roles) in people.items():
            token = links.pop(account, None)
            if token is None:
                token = self.admin.do("POST", "/accounts", {"id": account, "name": name, "unit": unit, "roles": roles})["invitation"]
            self.client(source).accept(token).wire.close()
            for role in roles:
                self.accounts.setdefault(role, (account, PASSWORD))

    @staticmethod
    @contextlib.contextmanager
    def demo(people=None):
        """The demonstration programme, with its people."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="office-"))
        try:
            made = subprocess.run([PROGRAM, "demo", str(folder / "demo")], capture_output=True, text=True, timeout=300)
            assert made.returncode == 0, made.stderr
            server = Server(folder / "demo").start()
            office = Office(folder / "demo", server)
            try:
                office.add_people(PEOPLE if people is None else people)
                yield office
            finally:
                code = server.stop()
            assert code == 0, f"the server ended with {code}: {(folder / 'demo/serve.log').read_text(errors='replace')[-3000:]}"
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @staticmethod
    @contextlib.contextmanager
    def empty(database="", clock=None, environment=None, recorded_at=""):
        """A programme of the annex's city without anything in it, begun at `recorded_at`."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="office-"))
        try:
            command = [PROGRAM, "init", str(folder / "work"), "--programme", "shuozhou", "--title", "朔州市创建环境保护模范城市"]
            command += (["--db", database] if database else []) + (["--recorded-at", recorded_at] if recorded_at else [])
            made = subprocess.run(command, capture_output=True, text=True, timeout=60)
            assert made.returncode == 0, made.stderr
            server = Server(folder / "work", database, clock, environment).start()
            try:
                yield Office(folder / "work", server)
            finally:
                server.stop()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
